/*
 * minhbach export [--to NAME] - the audit stream on standard output (FORMAT
 * 10).  With --to, the subject keys are sealed again to the reading key that
 * was granted to NAME, and the export is entered as a disclosure before it
 * begins.
 */
#include "session.h"

#include "checkpoint.h"
#include "entry.h"
#include "hash.h"
#include "keyring.h"
#include "schema.h"
#include "statement.h"
#include "store.h"
#include "stream.h"
#include "text.h"
#include "vaultmake.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

struct export
{
	struct session *s;
	struct store_txn *t;
	const struct grant *to; /* NULL: no keys */
	uint8_t *buf;
	uint64_t size;
	struct edge edge;   /* of the leaves that went out */
	uint64_t sealed_at; /* size of the checkpoint that comes next; or 0 */
	struct span sealed;
};

static enum err
put(struct span item)
{
	return fwrite(item.p, 1, item.n, stdout) == item.n ? ERR_OK : ERR_IO;
}

static enum err
put_header(struct export *x)
{
	struct item_header h = {.whole = false};
	struct item_counts c = {x->size, 0};
	struct span item, genesis, note;
	struct anchor a;
	char anchor[ANCHOR_MAX];
	uint64_t size = 0;
	enum err e;

	memset(&a, 0, sizeof(a));
	(void)snprintf(a.origin, sizeof(a.origin), "%s",
	    authority_origin(writer_authority(x->s->w)));
	a.log_key = *authority_log_key(writer_authority(x->s->w), 1);
	e = store_leaf(x->t, &genesis, 0);
	if (e == ERR_OK)
		e = writer_leaf_hash(x->s->w, &a.genesis, 0);
	if (e == ERR_OK)
		e = anchor_encode(&h.anchor, &a, anchor, sizeof(anchor));
	if (e == ERR_OK && store_checkpoint_last(x->t, &size, &note) == ERR_OK)
		h.checkpoint = note;
	if (x->to != NULL) {
		h.reader = (struct span){x->to->reading.b, 32};
		h.whole = true; /* put_keys() leaves nobody out */
		c.keys = writer_keyring(x->s->w)->n_subject;
	}
	if (e == ERR_OK)
		e = item_header_encode(&item, &h, x->buf,
		    STREAM_ITEM_MAX + STREAM_PREFIX);
	if (e == ERR_OK)
		e = put(item);
	if (e == ERR_OK)
		e = item_counts_encode(&item, &c, x->buf, STREAM_ITEM_MAX);
	return e == ERR_OK ? put(item) : e;
}

static enum err
put_keys(struct export *x)
{
	const struct keyring *k = writer_keyring(x->s->w);
	struct subject_key key;
	struct item_key ik;
	struct span item;
	uint8_t box[96];
	size_t i;
	enum err e = ERR_OK;

	for (i = 0; x->to != NULL && i < k->n_subject && e == ERR_OK; i++) {
		const struct handle *h = &k->subject[i].handle;

		e = vault_subject(&key, writer_vault(x->s->w), k, h);
		if (e == ERR_OK)
			e = subject_seal(box, h, &key, &x->to->reading);
		sodium_memzero(&key, sizeof(key));
		ik.handle = (struct span){h->b, HANDLE_LEN};
		ik.box = (struct span){box, sizeof(box)};
		if (e == ERR_OK)
			e = item_key_encode(&item, &ik, x->buf,
			    STREAM_ITEM_MAX);
		if (e == ERR_OK)
			e = put(item);
	}
	return e;
}

static enum err
put_entry(struct export *x, uint64_t index)
{
	struct item_entry ie = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}};
	struct item_clear ic = {index, {NULL, 0}, {NULL, 0}};
	struct span entry, stored = {NULL, 0}, item;
	struct digest hash;
	struct statement st;
	struct note note;
	enum err e;

	e = store_leaf(x->t, &ie.leaf, index);
	if (e == ERR_OK)
		e = store_entry(x->t, &entry, index);
	if (e == ERR_OK)
		e = entry_split(&ie.head, &ie.note, entry);
	if (e == ERR_OK)
		e = statement_note_decode_fast(&st, &note, ie.note, NULL);
	if (e != ERR_OK)
		return e;
	hash = leaf_hash(ie.leaf);
	edge_append(&x->edge, &hash, NULL, NULL);
	if (store_item(x->t, &stored, index) == ERR_OK &&
	    st.class == CLASS_SEALED)
		ie.sealed = stored;
	e = item_entry_encode(&item, &ie, x->buf,
	    STREAM_ITEM_MAX + STREAM_PREFIX);
	if (e == ERR_OK)
		e = put(item);
	if (e != ERR_OK || st.class == CLASS_SEALED)
		return e;
	if (stored.n < 32)
		return ERR_MISSING;
	ic.okey = (struct span){stored.p, 32};
	ic.payload = (struct span){stored.p + 32, stored.n - 32};
	e = item_clear_encode(&item, &ic, x->buf,
	    STREAM_ITEM_MAX + STREAM_PREFIX);
	return e == ERR_OK ? put(item) : e;
}

/* Find the smallest signed checkpoint of at least this size. */
static enum err
next_checkpoint(struct export *x, uint64_t size)
{
	enum err e;

	x->sealed_at = size;
	e = store_checkpoint_next(x->t, &x->sealed_at, &x->sealed);
	if (e != ERR_MISSING)
		return e;
	x->sealed_at = 0;
	return ERR_OK;
}

/* The checkpoint of this size, if there is one. */
static enum err
put_checkpoint(struct export *x, uint64_t size)
{
	struct span item;
	enum err e;

	if (x->sealed_at != size)
		return ERR_OK;
	e = item_checkpoint_encode(&item, x->sealed, x->buf, STREAM_ITEM_MAX);
	if (e == ERR_OK)
		e = put(item);
	return e == ERR_OK ? next_checkpoint(x, size + 1) : e;
}

static enum err
put_end(struct export *x)
{
	struct item_end end = {x->size, edge_root(&x->edge)};
	struct held held;
	struct hashes h = writer_hashes(&held, x->s->w, x->t);
	struct digest root;
	struct edge edge;
	struct span item;
	enum err e;

	e = edge_load(&edge, &h, x->size);
	if (e != ERR_OK)
		return e;
	root = edge_root(&edge);
	if (!digest_eq(&root, &end.root))
		return ERR_HASH;
	e = item_end_encode(&item, &end, x->buf, STREAM_ITEM_MAX);
	return e == ERR_OK ? put(item) : e;
}

static enum err
stream(struct export *x)
{
	uint64_t i;
	enum err e;

	x->size = store_size(x->t);
	edge_init(&x->edge);
	e = put_header(x);
	if (e == ERR_OK)
		e = put_keys(x);
	if (e == ERR_OK)
		e = next_checkpoint(x, 1);
	for (i = 0; i < x->size && e == ERR_OK; i++) {
		e = put_entry(x, i);
		if (e == ERR_OK)
			e = put_checkpoint(x, i + 1);
	}
	return e == ERR_OK ? put_end(x) : e;
}

/* A named export is a disclosure and stands in the ledger (FORMAT 6.34). */
static int
disclose(struct session *s, const struct grant *to)
{
	struct draft d = {.kind = KIND_DISCLOSURE, .class = CLASS_SEALED};
	char b64[45];
	struct wr w;
	int status;

	wr_init(&w, b64, sizeof(b64));
	wr_base64(&w, to->reading.b, 32);
	d.payload = json_pack("{s:s, s:s, s:s, s:s%, s:i}", "basis", "audit",
	    "list", "export", "to", to->name, "to_key", b64, w.n, "v", 1);
	if (d.payload == NULL)
		return say_err(s->cli, ERR_MEMORY, NULL, NULL);
	status = session_append(s, &d, 1, false, NULL);
	json_decref(d.payload);
	return status;
}

/* An audit stream hangs on a signed checkpoint; without one it proves nothing.
 */
static int
check_sealed(struct session *s)
{
	struct store_txn *t;
	struct span note;
	uint64_t size;
	enum err e = store_begin(&t, writer_store(s->w), false);

	if (e != ERR_OK)
		return say_err(s->cli, e, "export", NULL);
	e = store_checkpoint_last(t, &size, &note);
	store_abort(t);
	if (e != ERR_MISSING)
		return e == ERR_OK ? EXIT_DONE
				   : say_err(s->cli, e, "export", NULL);
	say(s->cli,
	    "sổ chưa được niêm phong lần nào; hãy đợi sau kỳ công bố đầu tiên",
	    "the ledger was never sealed; wait for the first publication");
	return EXIT_REFUSED;
}

static int
run(struct session *s, const char *name)
{
	struct export x = {.s = s};
	int status = check_sealed(s);
	enum err e;

	if (status != EXIT_DONE)
		return status;
	if (name != NULL) {
		x.to = authority_find(writer_authority(s->w), span_str(name),
		    writer_size(s->w));
		if (x.to == NULL || !x.to->has_reading)
			return say_err(s->cli, ERR_KEY, name, NULL);
		status = disclose(s, x.to);
		if (status != EXIT_DONE)
			return status;
	}
	x.buf = malloc(STREAM_ITEM_MAX + STREAM_PREFIX);
	e = x.buf == NULL ? ERR_MEMORY
			  : store_begin(&x.t, writer_store(s->w), false);
	if (e == ERR_OK) {
		e = stream(&x);
		store_abort(x.t);
	}
	free(x.buf);
	return e == ERR_OK ? EXIT_DONE : say_err(s->cli, e, "export", NULL);
}

int
cmd_export(struct cli *c, int argc, char **argv)
{
	bool named = argc == 3 && strcmp(argv[1], "--to") == 0;
	struct session s;
	int status;

	if (argc != 1 && !named)
		return usage(c);
	status = session_open(&s, c,
	    named ? SESSION_SIGN | SESSION_VAULT | SESSION_WRITE : 0);
	if (status == EXIT_DONE)
		status = run(&s, named ? argv[2] : NULL);
	return session_close(&s, status);
}
