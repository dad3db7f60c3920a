/*
 * office.c - who writes a paper, and the file it goes to.
 */
#include "office.h"

#include "fileio.h"
#include "sheetfile.h"
#include "wording.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

const char *
office_get(const struct office *o, const char *name)
{
	const char *const list[] = {name, NULL};
	const char *v = o->t.rows == 0 ? NULL : sheet_get(&o->t, 0, list);

	return v != NULL && *v != '\0' ? v : NULL;
}

/* "xã Việt An" is in Việt An. */
static const char *
place_of(const char *commune)
{
	static const char *const sort[] = {"xã ", "Xã ", "phường ", "Phường ",
	    "đặc khu ", "Đặc khu "};
	size_t i;

	for (i = 0; i < sizeof(sort) / sizeof(sort[0]); i++)
		if (strncmp(commune, sort[i], strlen(sort[i])) == 0)
			return commune + strlen(sort[i]);
	return commune;
}

/* The commune stands above already. */
static void
unit_of(struct office *o, const char *name, const char *commune)
{
	size_t n = name == NULL ? 0 : strlen(name), c = strlen(commune);
	char text[SAY_NAME];

	if (n >= sizeof(text))
		n = sizeof(text) - 1;
	if (n > 0)
		memcpy(text, name, n);
	if (n > c + 1 && memcmp(text + n - c, commune, c) == 0 &&
	    text[n - c - 1] == ' ')
		n -= c + 1;
	text[n] = '\0';
	say_upper(o->unit, text);
}

int
office_read(struct office *o, const struct session *s)
{
	const struct authority *a = writer_authority(s->w);
	const char *commune = authority_commune(a), *name;
	char path[FILE_PATH_MAX], text[SAY_NAME];
	enum err e;

	memset(o, 0, sizeof(*o));
	session_path(path, s->cli, "office");
	e = sheetfile_pairs(&o->t, path);
	if (e != ERR_OK && e != ERR_MISSING)
		return say_err(s->cli, e, path, o->t.fault);
	(void)snprintf(text, sizeof(text), "ủy ban nhân dân %s", commune);
	say_upper(o->over, text);
	unit_of(o, office_get(o, "office"), commune);
	name = office_get(o, "body");
	o->head.over = name == NULL ? o->over : name;
	name = office_get(o, "department");
	o->head.office = name == NULL ? o->unit : name;
	name = office_get(o, "place");
	o->head.place = name == NULL ? place_of(commune) : name;
	o->head.maker = office_get(o, "maker");
	o->head.approver = office_get(o, "approver");
	o->head.day = date_of_ms(s->now);
	o->head.trial = authority_is_trial(a);
	o->telephone = office_get(o, "phone");
	return EXIT_DONE;
}

void
office_release(struct office *o)
{
	sheet_release(&o->t);
}

enum err
outfile_open(struct outfile *o)
{
	o->bytes = NULL;
	o->n = 0;
	o->to = open_memstream(&o->bytes, &o->n);
	return o->to == NULL ? ERR_MEMORY : ERR_OK;
}

enum err
outfile_close(struct outfile *o, const char *path, enum err e)
{
	struct span all;

	if (o->to != NULL && fclose(o->to) != 0 && e == ERR_OK)
		e = ERR_MEMORY;
	all = (struct span){(const uint8_t *)o->bytes, o->n};
	if (e == ERR_OK && path != NULL)
		e = file_create(path, all, 0600);
	else if (e == ERR_OK &&
	    (fwrite(all.p, 1, all.n, stdout) != all.n || fflush(stdout) != 0))
		e = ERR_IO;
	if (o->bytes != NULL)
		sodium_memzero(o->bytes, o->n);
	free(o->bytes);
	return e;
}
