/*
 * minhbach grant FILE - grant a key: name, verify_key and reading_key as "key
 * new" prints them, and roles.  A registrar or approver with a reading key
 * becomes a reader of the vault in the same breath: the writer sees to that.
 */
#include "build.h"
#include "keycode.h"
#include "misfits.h"
#include "session.h"
#include "sheetfile.h"

#include "statement.h"

#include <stdlib.h>
#include <string.h>

/* FORMAT 6.14 wants roles ascending; people write them in any order. */
static void
sort_roles(json_t *roles)
{
	size_t n = json_array_size(roles), i, j;

	for (i = 1; i < n; i++)
		for (j = i; j > 0; j--) {
			json_t *a = json_array_get(roles, j - 1);
			json_t *b = json_array_get(roles, j);

			if (strcmp(json_string_value(a),
				json_string_value(b)) <= 0)
				break;
			json_incref(a);
			json_array_set(roles, j - 1, b);
			json_array_set_new(roles, j, a);
		}
}

/* The unit is in the name. */
static enum err
complete(json_t *o, const struct writer *w)
{
	struct span unit;
	const char *name = j_str(o, "name");
	struct span origin = span_str(authority_origin(writer_authority(w)));
	enum err e =
	    key_name_unit(&unit, span_str(name), origin) ? ERR_OK : ERR_FORMAT;

	sort_roles(json_object_get(o, "roles"));
	if (e == ERR_OK &&
	    json_object_set_new(o, "unit",
		json_stringn((const char *)unit.p, unit.n)) != 0)
		e = ERR_MEMORY;
	return e;
}

/* "tệp, roles": the file is all of one item. */
static void
place_of(void *arg, char *buf, size_t cap, size_t draft, const char *field)
{
	const char *path = arg;

	(void)draft;
	(void)snprintf(buf, cap, "%s%s%s", path, *field == '\0' ? "" : ", ",
	    field);
}

static int
grant(struct session *s, const struct sheet *t, char *path)
{
	const struct origin from = {place_of, NULL, path};
	struct build b = {.kind = KIND_KEY_GRANT,
	    .table = t,
	    .state = writer_state(s->w),
	    .today = s->today};
	struct draft d = {.kind = KIND_KEY_GRANT, .class = CLASS_CLEAR};
	struct misfits said = {s->cli, path, KIND_KEY_GRANT};
	const struct build_told to = {misfits_say, &said};
	char code[KEYCODE_LEN];
	enum err e;
	int status;

	e = build_payload(&d.payload, &b, &to);
	if (e == ERR_FORMAT) { /* it was said */
		json_decref(d.payload);
		return EXIT_TROUBLE;
	}
	if (e == ERR_OK)
		e = complete(d.payload, s->w);
	if (e == ERR_OK)
		e = keycode_encode(code, j_str(d.payload, "verify_key"),
		    j_str(d.payload, "reading_key"));
	if (e == ERR_OK) {
		(void)printf("%s: mã đối chiếu %s\n", j_str(d.payload, "name"),
		    code);
		status = session_append(s, &d, 1, false, &from);
	} else {
		status = say_err(s->cli, e, path, NULL);
	}
	json_decref(d.payload);
	return status;
}

int
cmd_grant(struct cli *c, int argc, char **argv)
{
	struct session s;
	struct sheet t;
	enum err e;
	int status;

	if (argc != 2)
		return usage(c);
	e = sheetfile_pairs(&t, argv[1]);
	if (e == ERR_OK) {
		status = session_open(&s, c,
		    SESSION_SIGN | SESSION_WRITE | SESSION_READ_IF);
		if (status == EXIT_DONE)
			status = grant(&s, &t, argv[1]);
		status = session_close(&s, status);
	} else {
		status = say_err(c, e, argv[1], t.fault);
	}
	sheet_release(&t);
	return status;
}
