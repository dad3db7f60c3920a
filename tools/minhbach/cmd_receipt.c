/*
 * minhbach receipt INDEX - the receipt of one entry on standard output: a C2SP
 * tlog-proof whose extra opens the entry (FORMAT 9.1).  The entry must lie
 * under a signed checkpoint.
 */
#include "session.h"

#include "proof.h"
#include "receipt.h"
#include "store.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static enum err
make(struct span *out, struct session *s, const struct writer_entry *e,
    uint64_t index, uint8_t *buf)
{
	struct receipt r = {e->leaf, e->head, e->note, {e->okey.b, 32},
	    e->payload};
	uint8_t *extra = malloc(RECEIPT_MAX);
	char *b64 = malloc(RECEIPT_MAX);
	struct tlog_proof p;
	struct store_txn *t = NULL;
	struct hashes h;
	struct held held;
	struct span bytes;
	struct wr w;
	uint64_t size = index + 1;
	enum err err = extra == NULL || b64 == NULL ? ERR_MEMORY : ERR_OK;

	memset(&p, 0, sizeof(p));
	if (err == ERR_OK)
		err = receipt_encode(&bytes, &r, extra, RECEIPT_MAX);
	if (err == ERR_OK)
		err = store_begin(&t, writer_store(s->w), false);
	if (err == ERR_OK)
		err = store_checkpoint_next(t, &size, &p.checkpoint);
	if (err == ERR_OK) {
		h = writer_hashes(&held, s->w, t);
		p.index = index;
		err = inclusion_make(&p.proof, &h, index, size);
	}
	if (err == ERR_OK) {
		wr_init(&w, b64, RECEIPT_MAX);
		wr_base64(&w, bytes.p, bytes.n);
		p.extra = wr_done(&w);
		err = tlog_proof_encode(out, &p, buf, RECEIPT_MAX);
	}
	store_abort(t);
	free(extra);
	free(b64);
	return err;
}

static int
print(struct session *s, uint64_t index)
{
	struct writer_entry entry;
	uint8_t *buf = malloc(RECEIPT_MAX);
	struct span out;
	enum err e =
	    buf == NULL ? ERR_MEMORY : writer_entry_load(s->w, &entry, index);

	if (e != ERR_OK) {
		free(buf);
		return say_err(s->cli, e, "receipt", NULL);
	}
	e = entry.opened ? make(&out, s, &entry, index, buf) : ERR_WITHHELD;
	if (e == ERR_OK && fwrite(out.p, 1, out.n, stdout) != out.n)
		e = ERR_IO;
	writer_entry_release(&entry);
	free(buf);
	if (e == ERR_MISSING) {
		say(s->cli,
		    "dòng này chưa nằm dưới mốc niêm phong nào; hãy đợi kỳ "
		    "công bố",
		    "no signed checkpoint covers this entry yet");
		return EXIT_REFUSED;
	}
	return e == ERR_OK ? EXIT_DONE : say_err(s->cli, e, "receipt", NULL);
}

int
cmd_receipt(struct cli *c, int argc, char **argv)
{
	struct session s;
	uint64_t index;
	int status;

	if (argc != 2 || decimal_decode(&index, span_str(argv[1])) != ERR_OK)
		return usage(c);
	status = session_open(&s, c,
	    c->reader != NULL || c->n_key > 0 ? SESSION_VAULT | SESSION_PART
					      : 0);
	if (status == EXIT_DONE)
		status = print(&s, index);
	return session_close(&s, status);
}
