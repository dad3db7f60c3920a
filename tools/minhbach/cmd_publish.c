/*
 * minhbach publish QUARTER - the gate, two signatures, the seal, and the
 * public directory.  --dry-run says what would appear, what is held back and
 * how each attack ended, --check the same of a quarter that is published;
 * --resume repeats the seal and the directory from the store.
 */
#include "sealout.h"

#include "canonical.h"
#include "checks.h"
#include "publish.h"
#include "range.h"
#include "schema.h"
#include "state.h"

#include <stdlib.h>
#include <string.h>

/* What stood in its way: the attacks that did not pass. */
static void
print_failed(const struct published *r)
{
	static const char *const words[] = {"đạt", "lưu ý", "KHÔNG ĐẠT"};
	size_t i;

	for (i = 0; i < r->n_attack; i++)
		if (r->attack[i].result != ATTACK_PASS)
			(void)fprintf(stderr, "  phép thử %-4s %s: %s\n",
			    r->attack[i].id, words[r->attack[i].result],
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
	if (!dry_run || s->cli->json)
		print_failed(&r);
	else if (r.n_attack > 0)
		checks_print(s->cli, r.payload, &r);
	if (e != ERR_OK)
		status = refused(s, e, &r);
	else if (s->cli->json)
		status = print_payload(&r);
	published_release(&r);
	return status == EXIT_DONE && !dry_run ? sealout_write(s, k) : status;
}

/* The check of a quarter that is published, its latest version. */
static int
check(struct session *s, const char *quarter)
{
	json_t *all = NULL;
	const json_t *p = NULL;
	struct published r = {.payload = NULL};
	struct ref last;
	size_t i;
	enum err e = range_earlier(&all, &last, s->w);
	int status = EXIT_DONE;

	for (i = json_array_size(all); i > 0 && p == NULL; i--)
		if (strcmp(j_str(json_array_get(all, i - 1), "period"),
			quarter) == 0)
			p = json_array_get(all, i - 1);
	if (e == ERR_OK && p == NULL)
		e = ERR_MISSING;
	if (e != ERR_OK)
		status = say_err(s->cli, e, quarter, NULL);
	else if (s->cli->json) {
		r.payload = json_deep_copy(p);
		status = print_payload(&r);
		published_release(&r);
	} else
		checks_print(s->cli, p, NULL);
	json_decref(all);
	return status;
}

static int
cmd_check(struct cli *c, const char *quarter)
{
	struct session s = {.cli = c};
	int status = session_open(&s, c, 0);

	if (status == EXIT_DONE)
		status = check(&s, quarter);
	return session_close(&s, status);
}

int
cmd_publish(struct cli *c, int argc, char **argv)
{
	bool past = argc == 3 && strcmp(argv[1], "--check") == 0;
	bool resume = argc == 2 && strcmp(argv[1], "--resume") == 0;
	bool dry_run = argc == 3 && strcmp(argv[1], "--dry-run") == 0;
	struct sealout k = {.again = resume};
	struct session s = {.cli = c};
	uint32_t period = 0;
	int status;

	if (!resume &&
	    (argc != (dry_run || past ? 3 : 2) ||
		quarter_decode(&period, span_str(argv[argc - 1])) != ERR_OK))
		return usage(c);
	if (past)
		return cmd_check(c, argv[2]);
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
