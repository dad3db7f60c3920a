/*
 * minhbach report QUARTER - the quarter for the People's Committee: units,
 * changes, proposals.
 *
 * minhbach report --register FILE - the digest of the report that was signed
 * with the office's own signature (FORMAT 6.39).
 */
#include "handout.h"

#include "fileio.h"
#include "hash.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#define REPORT_MAX ((size_t)64 << 20)
#define RECIPIENT_MAX 128
#define PARTS 3

struct part {
	const char *word;
	enum err (*make)(struct grid **g, const struct state *s,
	    const struct list_ask *ask);
};
static const struct part parts[PARTS] = {
    {"units", list_units},
    {"changes", list_changes},
    {"proposals", list_proposals},
};

static int
show(struct cli *c, const struct handout *h, uint32_t quarter, const char *of)
{
	bool file = h->format != HANDOUT_TEXT && !c->json;
	struct list_ask ask = {.today = 0};
	struct grid *g[PARTS] = {NULL};
	struct session s;
	size_t i, n = 0;
	int status = session_open(&s, c, handout_needs(h));
	enum err e = ERR_OK;

	if (status != EXIT_DONE)
		return session_close(&s, status);
	handout_ask(&ask, &s, h);
	ask.quarter = quarter;
	/* One table to a file: without --of the first, that of the units. */
	if (of == NULL && (file || h->out != NULL))
		of = parts[0].word;
	for (i = 0; i < PARTS && e == ERR_OK; i++) {
		if (of != NULL && strcmp(of, parts[i].word) != 0)
			continue;
		e = parts[i].make(&g[n], writer_state(s.w), &ask);
		n += e == ERR_OK;
	}
	status = e == ERR_OK ? handout_put(&s, h, g, n, "report", NULL)
			     : say_err(c, e, "report", NULL);
	for (i = 0; i < PARTS; i++)
		grid_free(g[i]);
	return session_close(&s, status);
}

/*
 * Of a public file its SHA-256; of any other an HMAC under a key that is kept
 * beside it (FORMAT 4.4), or who guesses the file could prove the guess.
 */
static enum err
digest_of(struct digest *d, const char *path, const char *keypath)
{
	uint8_t *bytes, key[32];
	char b64[BASE64_LEN(32) + 2];
	struct wr w;
	size_t n;
	enum err e;

	e = file_read(&bytes, &n, path, REPORT_MAX);
	if (e != ERR_OK)
		return e;
	if (keypath == NULL) {
		*d = sha256((struct span){bytes, n});
	} else {
		randombytes_buf(key, sizeof(key));
		*d = hmac_sha256((struct span){key, sizeof(key)},
		    (struct span){bytes, n});
		wr_init(&w, b64, sizeof(b64));
		wr_base64(&w, key, sizeof(key));
		wr_lit(&w, "\n");
		e = file_create(keypath, wr_done(&w), 0600);
		sodium_memzero(key, sizeof(key));
		sodium_memzero(b64, sizeof(b64));
	}
	file_free(bytes, n);
	return e;
}

static int
enter(struct session *s, const struct digest *digest, uint32_t period,
    const char *recipient)
{
	struct draft d = {.kind = KIND_REPORT, .class = CLASS_CLEAR};
	char b64[BASE64_LEN(32) + 1], quarter[QUARTER_LEN], line[64];
	struct wr w;
	int status;

	wr_init(&w, b64, sizeof(b64));
	wr_base64(&w, digest->b, DIGEST_LEN);
	quarter_encode(quarter, period);
	d.payload = json_pack("{s:s%, s:s, s:s, s:i}", "digest", b64, w.n,
	    "period", quarter, "recipient", recipient, "v", 1);
	if (d.payload == NULL)
		return say_err(s->cli, ERR_MEMORY, NULL, NULL);
	status = session_append(s, &d, 1, false, NULL);
	json_decref(d.payload);
	if (status == EXIT_DONE) {
		(void)snprintf(line, sizeof(line), "%llu",
		    (unsigned long long)writer_size(s->w) - 1);
		say_at(s->cli, line, "đã ghi báo cáo vào sổ ở dòng này",
		    "the report stands in the ledger at this line");
	}
	return status;
}

static int
enroll(struct cli *c, const char *path, uint32_t period, const char *recipient,
    bool public)
{
	char keypath[FILE_PATH_MAX];
	struct digest d;
	struct session s;
	enum err e;
	int status;

	if (strlen(path) + 5 >= sizeof(keypath))
		return say_err(c, ERR_RANGE, path, NULL);
	(void)snprintf(keypath, sizeof(keypath), "%s.key", path);
	status =
	    session_open(&s, c, SESSION_SIGN | SESSION_VAULT | SESSION_WRITE);
	if (status != EXIT_DONE)
		return session_close(&s, status);
	e = digest_of(&d, path, public ? NULL : keypath);
	if (e != ERR_OK)
		return session_close(&s,
		    say_err(c, e, e == ERR_EXISTS ? keypath : path, NULL));
	status = enter(&s, &d, period, recipient);
	if (public)
		return session_close(&s, status);
	if (status != EXIT_DONE)
		(void)unlink(keypath);
	else
		say_at(c, keypath,
		    "khóa của mã báo cáo: cất cùng báo cáo, không công khai",
		    "the key of the digest: keep it with the report");
	return session_close(&s, status);
}

int
cmd_report(struct cli *c, int argc, char **argv)
{
	const char *file = NULL, *period = NULL, *recipient = NULL, *of = NULL;
	struct handout h;
	uint32_t q = 0;
	bool public;
	size_t i;

	(void)handout_take(&file, &argc, argv, "--register");
	(void)handout_take(&period, &argc, argv, "--period");
	(void)handout_take(&recipient, &argc, argv, "--recipient");
	(void)handout_take(&of, &argc, argv, "--of");
	public = argc == 2 && strcmp(argv[1], "--public") == 0;
	if (file != NULL) {
		if (argc != (public ? 2 : 1) || period == NULL || of != NULL ||
		    recipient == NULL || *recipient == '\0' ||
		    strlen(recipient) > RECIPIENT_MAX ||
		    quarter_decode(&q, span_str(period)) != ERR_OK)
			return usage(c);
		return enroll(c, file, q, recipient, public);
	}
	for (i = 0; of != NULL && i < PARTS; i++)
		if (strcmp(of, parts[i].word) == 0)
			break;
	argc = handout_options(&h, argc, argv);
	if (i == PARTS || argc != 2 || h.wrong || period != NULL ||
	    recipient != NULL ||
	    quarter_decode(&q, span_str(argv[1])) != ERR_OK)
		return usage(c);
	return show(c, &h, q, of);
}
