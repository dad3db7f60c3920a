/*
 * minhbach publish QUARTER - the gate, two signatures, the seal, and the
 * public directory.  --dry-run shows what would appear; --resume repeats the
 * seal and the directory from the store.
 */
#include "sealout.h"

#include "canonical.h"
#include "publish.h"
#include "state.h"

#include <stdlib.h>
#include <string.h>

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

/* Which entry, if it is one that stands in the way. */
static int
refused(const struct session *s, enum err e, const struct published *r)
{
	char place[64] = "publish";

	if (r->fault.index != FAULT_NO_INDEX)
		(void)snprintf(place, sizeof(place),
		    "publish, dòng sổ / entry %llu",
		    (unsigned long long)r->fault.index);
	return say_err(s->cli, e, place,
	    r->fault.code == e ? r->fault.clause : r->why);
}

static int
publish(struct session *s, struct sealout *k, uint32_t period, bool dry_run)
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
	int status = dry_run ? EXIT_DONE : sealout_start(s, k);
	enum err e;

	if (f == NULL || status != EXIT_DONE) {
		free(f);
		return status != EXIT_DONE
		    ? status
		    : say_err(s->cli, ERR_MEMORY, NULL, NULL);
	}
	e = dry_run ? publish_try(&r, &p) : publish_append(&r, &p, f);
	session_say(s, f);
	free(f);
	print_attacks(&r);
	if (e != ERR_OK)
		status = refused(s, e, &r);
	else if (dry_run || s->cli->json)
		status = print_payload(&r);
	published_release(&r);
	return status == EXIT_DONE && !dry_run ? sealout_write(s, k) : status;
}

int
cmd_publish(struct cli *c, int argc, char **argv)
{
	static const struct command me = {"publish",
	    "publish [--dry-run] QUARTER | publish --resume", "", cmd_publish};
	bool resume = argc == 2 && strcmp(argv[1], "--resume") == 0;
	bool dry_run = argc == 3 && strcmp(argv[1], "--dry-run") == 0;
	struct sealout k = {.public = NULL};
	struct session s = {.cli = c};
	uint32_t period = 0;
	int status;

	if (!resume &&
	    (argc != (dry_run ? 3 : 2) ||
		quarter_decode(&period, span_str(argv[argc - 1])) != ERR_OK))
		return usage(c, &me);
	status = sealout_read(&k, c);
	if (status == EXIT_DONE) {
		status = session_open(&s, c,
		    SESSION_SIGN | SESSION_VAULT | SESSION_WRITE);
		if (status == EXIT_DONE)
			status = resume ? sealout_write(&s, &k)
					: publish(&s, &k, period, dry_run);
		status = session_close(&s, status);
	}
	sealout_release(&k);
	return status;
}
