/*
 * minhbach audit FILE - enter what minhbach-verify found (FORMAT 6.38): the
 * report it printed with --json on this ledger, in full, signed by an auditor.
 *
 * The report stays with the auditor; the ledger gets its digest under a random
 * key (4.4), which is written beside it as FILE.key.  Whoever is shown both
 * can tell that it is the report that was entered.
 */
#include "session.h"

#include "fileio.h"
#include "hash.h"
#include "schema.h"
#include "store.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#define REPORT_MAX ((size_t)16 << 20)

static const char *
result_of(const char *verdict)
{
	if (strcmp(verdict, "proved") == 0)
		return "passed";
	return strcmp(verdict, "disproved") == 0 ? "failed" : "undecided";
}

enum trouble {
	FINE,
	NO_REPORT,
	OTHER_LEDGER,
	NOT_FULL,
	OTHER_ROOT
};

static const struct {
	const char *vi, *en;
} troubles[] = {
    [FINE] = {"", ""},
    [NO_REPORT] = {"không phải biên bản của minhbach-verify stream --json",
	"not a report of minhbach-verify stream --json"},
    [OTHER_LEDGER] = {"biên bản của một sổ khác", "a report on another ledger"},
    [NOT_FULL] = {"chỉ ghi lần đối soát đầy đủ (minhbach-verify --full)",
	"only a full audit is entered (minhbach-verify --full)"},
    [OTHER_ROOT] = {"mã trong biên bản khác mã của sổ này ở cỡ ấy",
	"its root is not that of this ledger at that size"},
};

/* Is it a report on this ledger, at a size that it has? */
static enum trouble
look_at(struct session *s, const json_t *r)
{
	struct store_txn *t = NULL;
	struct digest said, root;
	struct held held;
	struct hashes h;
	struct edge edge;
	uint64_t size;
	enum err e;

	if (!json_is_object(json_object_get(r, "counts")) ||
	    !json_is_integer(json_object_get(r, "size")) ||
	    j_digest(&said, r, "root") != ERR_OK)
		return NO_REPORT;
	if (strcmp(j_str(r, "origin"),
		authority_origin(writer_authority(s->w))) != 0)
		return OTHER_LEDGER;
	if (strcmp(j_str(r, "mode"), "full") != 0 &&
	    strcmp(j_str(r, "mode"), "full --key") != 0)
		return NOT_FULL;
	size = (uint64_t)j_int(r, "size");
	if (size < 1 || size > writer_size(s->w) ||
	    store_begin(&t, writer_store(s->w), false) != ERR_OK)
		return OTHER_ROOT;
	h = writer_hashes(&held, s->w, t);
	e = edge_load(&edge, &h, size);
	store_abort(t);
	if (e != ERR_OK)
		return OTHER_ROOT;
	root = edge_root(&edge);
	return digest_eq(&root, &said) ? FINE : OTHER_ROOT;
}

static json_t *
payload_of(const json_t *r, const struct digest *report)
{
	const json_t *n = json_object_get(r, "counts");
	char b64[BASE64_LEN(DIGEST_LEN)];
	struct wr w;

	wr_init(&w, b64, sizeof(b64));
	wr_base64(&w, report->b, DIGEST_LEN);
	return json_pack("{s:I, s:s, s:I, s:s%, s:s, s:s, s:I, s:I, s:i}",
	    "erased", (json_int_t)j_int(n, "erased"), "mode", "full", "opened",
	    (json_int_t)j_int(n, "opened"), "report", b64, w.n, "result",
	    result_of(j_str(r, "result")), "root", j_str(r, "root"), "size",
	    (json_int_t)j_int(r, "size"), "withheld",
	    (json_int_t)j_int(n, "withheld"), "v", 1);
}

/* The key of the digest, once and for all: a second try finds it there. */
static enum err
report_digest(struct digest *d, const char *path, struct span bytes)
{
	char name[FILE_PATH_MAX], text[BASE64_LEN(32) + 1];
	uint8_t key[32], *old = NULL;
	size_t n = 0;
	struct wr w;
	enum err e;

	(void)snprintf(name, sizeof(name), "%s.key", path);
	randombytes_buf(key, sizeof(key));
	wr_init(&w, text, sizeof(text));
	wr_base64(&w, key, sizeof(key));
	wr_lit(&w, "\n");
	e = file_create(name, wr_done(&w), 0600);
	if (e == ERR_EXISTS) {
		e = file_read(&old, &n, name, sizeof(text));
		if (e == ERR_OK)
			e = base64_decode(key, sizeof(key),
			    (struct span){old, n > 0 ? n - 1 : 0});
		file_free(old, n);
	}
	if (e == ERR_OK)
		*d = hmac_sha256((struct span){key, sizeof(key)}, bytes);
	sodium_memzero(key, sizeof(key));
	return e;
}

static int
enter(struct session *s, const char *path, struct span bytes)
{
	json_t *r = json_loadb((const char *)bytes.p, bytes.n,
	    JSON_REJECT_DUPLICATES, NULL);
	struct draft d = {.kind = KIND_AUDIT, .class = CLASS_CLEAR};
	enum trouble why = look_at(s, r);
	struct digest digest;
	enum err e = ERR_OK;
	int status;

	if (why != FINE) {
		say_at(s->cli, path, troubles[why].vi, troubles[why].en);
		json_decref(r);
		return why == NO_REPORT ? EXIT_TROUBLE : EXIT_REFUSED;
	}
	e = report_digest(&digest, path, bytes);
	if (e == ERR_OK)
		d.payload = payload_of(r, &digest);
	json_decref(r);
	if (e != ERR_OK || d.payload == NULL)
		return say_err(s->cli, e != ERR_OK ? e : ERR_MEMORY, path,
		    NULL);
	status = session_append(s, &d, 1, false, NULL);
	json_decref(d.payload);
	return status;
}

int
cmd_audit(struct cli *c, int argc, char **argv)
{
	struct session s;
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e;
	int status;

	if (argc != 2)
		return usage(c);
	e = file_read(&bytes, &n, argv[1], REPORT_MAX);
	if (e != ERR_OK)
		return say_err(c, e, argv[1], NULL);
	status = session_open(&s, c, SESSION_SIGN | SESSION_WRITE);
	if (status == EXIT_DONE)
		status = enter(&s, argv[1], (struct span){bytes, n});
	file_free(bytes, n);
	return session_close(&s, status);
}
