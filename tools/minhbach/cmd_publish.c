/*
 * minhbach publish QUARTER - the gate, two signatures, the seal, and the
 * public directory.  --dry-run shows what would appear; --resume repeats the
 * seal and the directory from the store.
 *
 * The ledger's file "office" has lines name=value: office, phone, hours,
 * hotline; public (the directory), log_key (the seal program's key file).
 */
#include "session.h"
#include "sheet.h"

#include "canonical.h"
#include "fileio.h"
#include "publicdir.h"
#include "publish.h"
#include "sealrun.h"
#include "state.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct config {
	struct sheet t;
	struct office office;
	const char *public, *log_key;
	char seal[FILE_PATH_MAX];
};

static const char *
get(const struct config *k, const char *name)
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

static int
config_read(struct config *k, struct cli *c)
{
	char path[FILE_PATH_MAX];
	enum err e;

	session_path(path, c, "office");
	e = sheet_read_pairs(&k->t, path);
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

static void
print_attacks(const struct published *r)
{
	static const char *const words[] = {"đạt", "lưu ý", "KHÔNG ĐẠT"};
	size_t i;

	for (i = 0; i < r->n_attack; i++)
		(void)fprintf(stderr, "  phép thử %-4s %s%s%s\n",
		    r->attack[i].id, words[r->attack[i].result],
		    *r->attack[i].figure != '\0' ? ": " : "",
		    r->attack[i].figure);
}

static int
print_payload(const struct published *r)
{
	uint8_t *bytes = NULL;
	size_t n = 0;

	if (r->payload == NULL ||
	    canonical_encode(&bytes, &n, r->payload, PUBLICATION_MAX) != ERR_OK)
		return EXIT_TROUBLE;
	(void)printf("%.*s\n", (int)n, (const char *)bytes);
	free(bytes);
	return EXIT_DONE;
}

/* Steps 6 and 7, of every publication that lacks them. */
static int
seal_and_write(struct session *s, const struct config *k)
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
		if (st->entry[i].kind == KIND_PUBLICATION)
			e = seal_size(s->w, &seal, i + 1, &f);
	if (e != ERR_OK) {
		say_err(s->cli, e, "niêm phong", f.clause);
		say_at(s->cli, k->log_key,
		    "bản công bố đã nằm trong sổ nhưng chưa niêm phong được: "
		    "xem lại khóa niêm phong, rồi chạy publish --resume",
		    "the publication is entered but not sealed: see to the "
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

static int
publish(struct session *s, const struct config *k, uint32_t period,
    bool dry_run)
{
	struct publishing p = {.w = s->w,
	    .office = &k->office,
	    .period = period,
	    .signer = s->signer,
	    .n_signer = s->n,
	    .time_ms = s->now,
	    .allow_gap = s->cli->allow_gap};
	struct writer_findings *f = calloc(1, sizeof(*f));
	struct published r;
	int status = EXIT_DONE;
	enum err e;

	if (f == NULL)
		return say_err(s->cli, ERR_MEMORY, NULL, NULL);
	e = dry_run ? publish_try(&r, &p) : publish_append(&r, &p, f);
	session_say(s, f);
	free(f);
	print_attacks(&r);
	if (e != ERR_OK)
		status = say_err(s->cli, e, "publish", r.why);
	else if (dry_run || s->cli->json)
		status = print_payload(&r);
	published_release(&r);
	return status == EXIT_DONE && !dry_run ? seal_and_write(s, k) : status;
}

int
cmd_publish(struct cli *c, int argc, char **argv)
{
	static const struct command me = {"publish",
	    "publish [--dry-run] QUARTER | publish --resume", "", cmd_publish};
	bool resume = argc == 2 && strcmp(argv[1], "--resume") == 0;
	bool dry_run = argc == 3 && strcmp(argv[1], "--dry-run") == 0;
	struct config k = {.public = NULL};
	struct session s = {.cli = c};
	uint32_t period = 0;
	int status;

	if (!resume &&
	    (argc != (dry_run ? 3 : 2) ||
		quarter_decode(&period, span_str(argv[argc - 1])) != ERR_OK))
		return usage(c, &me);
	status = config_read(&k, c);
	if (status == EXIT_DONE) {
		status = session_open(&s, c,
		    SESSION_SIGN | SESSION_VAULT | SESSION_WRITE);
		if (status == EXIT_DONE)
			status = resume ? seal_and_write(&s, &k)
					: publish(&s, &k, period, dry_run);
		status = session_close(&s, status);
	}
	sheet_release(&k.t);
	return status;
}
