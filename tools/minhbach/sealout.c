/*
 * sealout.c - run the seal program, and write the public directory.
 */
#include "sealout.h"

#include "publicdir.h"
#include "sealrun.h"
#include "sheetfile.h"
#include "state.h"

#include <string.h>
#include <unistd.h>

static const char *
get(const struct sealout *k, const char *name)
{
	const char *const list[] = {name, NULL};
	const char *s = sheet_get(&k->t, 0, list);

	return s != NULL && *s != '\0' ? s : NULL;
}

/* The program beside this one, wherever it was started from. */
static bool
beside(char path[FILE_PATH_MAX], const char *name)
{
	ssize_t n = readlink("/proc/self/exe", path, FILE_PATH_MAX - 1);
	char *slash;

	if (n <= 0)
		return false;
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL ||
	    (size_t)(slash + 1 - path) + strlen(name) >= FILE_PATH_MAX)
		return false;
	memcpy(slash + 1, name, strlen(name) + 1);
	return true;
}

int
sealout_read(struct sealout *k, struct cli *c)
{
	char path[FILE_PATH_MAX];
	enum err e;

	session_path(path, c, "office");
	e = sheetfile_pairs(&k->t, path);
	if (e != ERR_OK)
		return say_err(c, e, path, k->t.fault);
	k->office.name = get(k, "office");
	k->office.phone = get(k, "phone");
	k->office.hours = get(k, "hours");
	k->office.hotline = get(k, "hotline");
	k->public = get(k, "public");
	k->log_key = get(k, "log_key");
	if (!beside(k->seal, "minhbach-seal"))
		return say_err(c, ERR_IO, "minhbach-seal", NULL);
	if (k->office.name != NULL && k->office.hotline != NULL &&
	    k->public != NULL && k->log_key != NULL)
		return EXIT_DONE;
	say_at(c, path, "cần có office, hotline, public và log_key",
	    "office, hotline, public and log_key are needed");
	return EXIT_TROUBLE;
}

void
sealout_release(struct sealout *k)
{
	sheet_release(&k->t);
}

int
sealout_write(struct session *s, const struct sealout *k)
{
	struct seal_program seal = {k->seal, k->log_key, -1};
	const struct state *st = writer_state(s->w);
	struct fault f = {ERR_OK, FAULT_NO_INDEX, ""};
	uint64_t size = 0;
	size_t i;
	enum err e = ERR_OK;

	if (s->cli->next_fd < s->cli->n_fd)
		seal.passphrase_fd = s->cli->fd[s->cli->next_fd++];
	for (i = 0; i < st->n_entry && e == ERR_OK; i++)
		if (st->entry[i].kind == KIND_PUBLICATION ||
		    st->entry[i].kind == KIND_WITHDRAWAL)
			e = seal_size(s->w, &seal, i + 1, &f);
	if (e != ERR_OK) {
		say_err(s->cli, e, "niêm phong", f.clause);
		say_at(s->cli, k->log_key,
		    "dòng công bố (hay gỡ) đã nằm trong sổ nhưng chưa niêm "
		    "phong "
		    "được: "
		    "xem lại khóa niêm phong, rồi chạy publish --resume",
		    "the publication (or withdrawal) is entered but not "
		    "sealed: "
		    "see to the "
		    "seal's key, then run publish --resume");
		return EXIT_TROUBLE;
	}
	e = publicdir_write(s->w, k->public, &size);
	if (e != ERR_OK)
		return say_err(s->cli, e, k->public, NULL);
	(void)printf("%s: %llu dòng đã công bố\n", k->public,
	    (unsigned long long)size);
	return EXIT_DONE;
}
