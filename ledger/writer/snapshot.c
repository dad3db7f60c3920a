/*
 * snapshot.c - the sealed snapshot of a replay (FORMAT 4.11).
 */
#include "snapshot.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "authority_bytes.h"
#include "hash.h"
#include "state_bytes.h"

#define VERSION "minhbach/snapshot/v1\n"
#define LABEL "minhbach/v1 snapshot"
/* Another text whenever view_step() makes something else of an entry. */
#define VIEW_LAYOUT "minhbach view 3"
#define NONCE_LEN crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_LEN crypto_aead_xchacha20poly1305_ietf_ABYTES
#define HEADER_MAX 512

struct header {
	uint64_t size;
	struct digest last, root; /* leaf size - 1, and of all */
	uint64_t generation;	  /* of the keyring */
	uint8_t nonce[NONCE_LEN];
};

static struct digest
layout_digest(void)
{
	return sha256(
	    SPAN_LIT(VIEW_LAYOUT "\n" AUTHORITY_LAYOUT "\n" STATE_LAYOUT "\n"));
}

static struct span
header_encode(const struct header *h, const struct writer *w, void *buf)
{
	struct digest layout = layout_digest();
	struct wr out;

	wr_init(&out, buf, HEADER_MAX);
	wr_lit(&out, VERSION);
	wr_span(&out, store_origin(w->store));
	wr_byte(&out, '\n');
	wr_decimal(&out, h->size);
	wr_byte(&out, ' ');
	wr_base64(&out, h->last.b, DIGEST_LEN);
	wr_byte(&out, '\n');
	wr_base64(&out, h->root.b, DIGEST_LEN);
	wr_byte(&out, '\n');
	wr_decimal(&out, h->generation);
	wr_byte(&out, '\n');
	wr_base64(&out, layout.b, DIGEST_LEN);
	wr_byte(&out, '\n');
	wr_base64(&out, h->nonce, NONCE_LEN);
	wr_byte(&out, '\n');
	return wr_done(&out);
}

/* body is what follows the header. */
static enum err
header_decode(struct header *h, struct span *body, const struct writer *w,
    struct span in)
{
	struct digest layout, ours = layout_digest();
	struct span origin;
	struct rd r;

	rd_init(&r, in);
	rd_lit(&r, VERSION);
	origin = rd_line(&r, NAME_MAX_LEN);
	h->size = rd_decimal(&r, ' ');
	rd_base64(&r, h->last.b, DIGEST_LEN, '\n');
	rd_base64(&r, h->root.b, DIGEST_LEN, '\n');
	h->generation = rd_decimal(&r, '\n');
	rd_base64(&r, layout.b, DIGEST_LEN, '\n');
	rd_base64(&r, h->nonce, NONCE_LEN, '\n');
	*body = r.rest;
	if (r.bad || !span_eq(origin, store_origin(w->store)) ||
	    !digest_eq(&layout, &ours))
		return ERR_FORMAT;
	return ERR_OK;
}

/* Is this the ledger that it speaks of, at a size that it has passed?  *edge
 * is then the sealed one: its root is that of the header. */
static enum err
header_fits(const struct header *h, struct edge *edge, const struct writer *w,
    struct store_txn *t)
{
	struct held held = {edge, store_hashes(t)};
	struct hashes hashes = held_hashes(&held);
	struct digest last, root;
	enum err e;

	if (h->size == 0 || h->size > store_size(t) ||
	    h->generation != w->keyring.generation)
		return ERR_STALE;
	e = edge_load(edge, &held.from, h->size);
	if (e == ERR_OK)
		e = hashes.get(hashes.arg, &last, 0, h->size - 1);
	if (e != ERR_OK)
		return e;
	root = edge_root(edge);
	return digest_eq(&last, &h->last) && digest_eq(&root, &h->root)
	    ? ERR_OK
	    : ERR_STALE;
}

/*
 * A key for this one file, which nobody can make who does not hold the vault:
 * a box to it would hide the body but not say whose it is.
 */
static void
file_key(uint8_t key[DIGEST_LEN], struct writer *w, const uint8_t *nonce)
{
	uint8_t secret[32], text[sizeof(LABEL) - 1 + NONCE_LEN];
	struct digest d;

	memcpy(text, LABEL, sizeof(LABEL) - 1);
	memcpy(text + sizeof(LABEL) - 1, nonce, NONCE_LEN);
	boxkey_copy(secret, vault_boxkey(w->vault));
	d = hmac_sha256((struct span){secret, sizeof(secret)},
	    (struct span){text, sizeof(text)});
	memcpy(key, d.b, DIGEST_LEN);
	sodium_memzero(secret, sizeof(secret));
	sodium_memzero(&d, sizeof(d));
}

static enum err
path_of(char path[FILE_PATH_MAX], const struct writer *w)
{
	const char *slash = strrchr(w->keyring_path, '/');
	int n;

	if (slash == NULL)
		return ERR_RANGE;
	n = snprintf(path, FILE_PATH_MAX, "%.*s/%s",
	    (int)(slash - w->keyring_path), w->keyring_path, WRITER_SNAPSHOT);
	return n < 0 || n >= FILE_PATH_MAX ? ERR_RANGE : ERR_OK;
}

static void
view_fields(struct fields *f, struct view *v)
{
	fields_u64(f, &v->size);
	fields_bytes(f, v->last.b, DIGEST_LEN);
	fields_u64(f, &v->time_ms);
	v->kind = (enum kind)fields_u8(f, v->kind, KIND_COUNT - 1);
	fields_flag(f, &v->any);
	fields_u32(f, &v->quarter);
	fields_u64(f, &v->erased);
	authority_fields(f, v->authority);
	state_fields(f, v->state);
	whose_fields(f, &v->whose, v->state);
}

/* The body into an empty view, or nothing of it. */
static enum err
body_read(struct writer *w, const struct header *h, struct span body)
{
	struct fields f;
	struct view v;
	enum err e;

	e = view_init(&v);
	if (e != ERR_OK)
		return e;
	fields_read(&f, body);
	view_fields(&f, &v);
	e = fields_end(&f);
	if (e == ERR_OK &&
	    (v.size != h->size || !digest_eq(&v.last, &h->last) ||
		v.state->n_entry != h->size))
		e = ERR_FORMAT;
	if (e != ERR_OK) {
		view_release(&v);
		return e;
	}
	view_release(&w->view);
	w->view = v;
	return ERR_OK;
}

/* bytes is opened where it stands. */
static enum err
file_take(struct writer *w, struct store_txn *t, uint8_t *bytes, size_t n)
{
	uint8_t key[DIGEST_LEN];
	struct header h;
	struct edge edge = {.size = 0};
	struct span body;
	size_t head;
	enum err e;
	int rc;

	e = header_decode(&h, &body, w, (struct span){bytes, n});
	if (e == ERR_OK)
		e = header_fits(&h, &edge, w, t);
	if (e != ERR_OK)
		return e;
	if (body.n < TAG_LEN)
		return ERR_FORMAT;
	head = n - body.n;
	file_key(key, w, h.nonce);
	rc = crypto_aead_xchacha20poly1305_ietf_decrypt(bytes + head, NULL,
	    NULL, body.p, body.n, bytes, head, h.nonce, key);
	sodium_memzero(key, sizeof(key));
	if (rc != 0)
		return ERR_SECRET;
	e = body_read(w, &h, (struct span){bytes + head, body.n - TAG_LEN});
	if (e != ERR_OK)
		return e;
	w->edge = edge;
	w->snapshot =
	    (struct snapshot_mark){.size = h.size, .generation = h.generation};
	return ERR_OK;
}

/*
 * Hash again what the snapshot stands on: all leaves of a small ledger, some
 * of a large one, wherever chance takes us; a full subtree of them, so that
 * its top is held by the edge.
 */
enum err
snapshot_look(struct writer *w, struct store_txn *t, uint64_t slice,
    struct fault *f)
{
	struct held held;
	struct hashes h = writer_hashes(&held, w, t);
	uint64_t n = w->edge.size / slice, from = 0, to = w->edge.size;
	struct digest top;
	struct edge edge;
	unsigned level = 0;
	enum err e;

	if (n > 1) {
		n = randombytes_uniform((uint32_t)n + 1);
		from = n * slice;
		to = to - from < slice ? to : from + slice;
		while (slice >> level > 1)
			level++;
	}
	e = edge_load(&edge, &h, from);
	if (e == ERR_OK)
		e = store_verify(t, &edge, to, f);
	if (e != ERR_OK)
		return e;
	if (to < w->edge.size)
		return h.get(h.arg, &top, level, n);
	return edge_eq(&edge, &w->edge) ? ERR_OK : ERR_HASH;
}

enum err
snapshot_load(struct writer *w, struct store_txn *t)
{
	char path[FILE_PATH_MAX];
	uint8_t *bytes;
	size_t n;
	enum err e;

	w->snapshot = (struct snapshot_mark){0};
	if (w->vault == NULL || path_of(path, w) != ERR_OK ||
	    file_read(&bytes, &n, path, SNAPSHOT_MAX) != ERR_OK)
		return ERR_OK;
	e = file_take(w, t, bytes, n);
	file_free(bytes, n);
	/* What is not taken now never will be, and it may know too much. */
	if (e != ERR_OK && e != ERR_MEMORY && !w->read_only)
		(void)unlink(path);
	return e == ERR_MEMORY ? e : ERR_OK;
}

/*
 * Since the replay, has something been taken away that the view still knows?
 * An erasure names what goes; a subject that went says so too.
 */
static bool
view_is_stale(const struct writer *w)
{
	const struct state *s = w->view.state;
	uint64_t i;

	for (i = w->snapshot.replayed; i < s->n_entry; i++) {
		if (s->entry[i].kind == KIND_ERASURE)
			return true;
	}
	return w->keyring.n_subject < w->snapshot.n_subject ||
	    w->keyring_changed || w->view.withheld > 0 ||
	    w->view.n_missing > 0 || w->view.size != s->n_entry ||
	    w->view.size != w->edge.size;
}

/* Header and body, the body not yet sealed; room for the tag is left. */
static enum err
file_make(uint8_t **bytes, size_t *n, size_t *head, struct writer *w,
    struct span header)
{
	struct fields f;
	uint8_t *p;
	enum err e;

	fields_measure(&f);
	view_fields(&f, &w->view);
	e = fields_end(&f);
	if (e != ERR_OK)
		return e;
	if (f.n > SNAPSHOT_MAX - HEADER_MAX - TAG_LEN)
		return ERR_RANGE;
	*head = header.n;
	*n = header.n + f.n + TAG_LEN;
	p = malloc(*n);
	if (p == NULL)
		return ERR_MEMORY;
	memcpy(p, header.p, header.n);
	fields_write(&f, p + header.n, *n - header.n - TAG_LEN);
	view_fields(&f, &w->view);
	e = fields_end(&f);
	if (e == ERR_OK)
		*bytes = p;
	else
		file_free(p, *n);
	return e;
}

static enum err
file_write(struct writer *w, const char *path, const struct header *h)
{
	uint8_t key[DIGEST_LEN], *bytes;
	char header[HEADER_MAX];
	size_t n, head;
	enum err e;

	e = file_make(&bytes, &n, &head, w, header_encode(h, w, header));
	if (e != ERR_OK)
		return e;
	file_key(key, w, h->nonce);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + head, NULL,
	    bytes + head, n - head - TAG_LEN, bytes, head, NULL, h->nonce, key);
	sodium_memzero(key, sizeof(key));
	e = file_replace(path, (struct span){bytes, n}, 0600);
	free(bytes);
	return e;
}

enum err
snapshot_write(struct writer *w)
{
	char path[FILE_PATH_MAX];
	struct header h = {.size = w->view.size,
	    .last = w->view.last,
	    .root = edge_root(&w->edge),
	    .generation = w->keyring.generation};
	enum err e;

	if (w->vault == NULL)
		return ERR_SECRET;
	if (view_is_stale(w))
		return ERR_RULE;
	randombytes_buf(h.nonce, sizeof(h.nonce));
	e = path_of(path, w);
	if (e == ERR_OK)
		e = file_write(w, path, &h);
	if (e == ERR_OK) {
		w->snapshot.size = h.size;
		w->snapshot.generation = h.generation;
	}
	return e;
}

static bool
is_due(const struct writer *w)
{
	uint64_t from = w->snapshot.size;

	if (w->snapshot.generation != w->keyring.generation)
		from = 0;
	return w->view.size - from >= SNAPSHOT_EVERY + w->view.size / 64;
}

void
snapshot_keep(struct writer *w)
{
	if (w->read_only || w->stopped || w->vault == NULL ||
	    w->view.state == NULL || !w->snapshot.ready || !is_due(w))
		return;
	if (snapshot_write(w) != ERR_OK)
		w->snapshot.size = 0;
}

enum err
writer_snapshot_forget(const char *dir)
{
	char path[FILE_PATH_MAX];
	int n = snprintf(path, sizeof(path), "%s/" WRITER_SNAPSHOT, dir);

	return n < 0 || n >= (int)sizeof(path) ? ERR_RANGE : file_destroy(path);
}
