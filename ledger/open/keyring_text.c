/*
 * keyring_text.c - the keyring file (FORMAT 4.6), both ways.
 */
#include <stdlib.h>
#include <string.h>

#include "fileio.h"
#include "hash.h"
#include "keyring.h"

#define SUM_LINE (BASE64_LEN(DIGEST_LEN) + 1)
#define FIXED_MAX 1024 /* all lines but those of readers and subjects */
#define READER_MAX (NAME_MAX_LEN + 256)
#define SUBJECT_LINE (8 + BASE64_LEN(16) + 1 + BASE64_LEN(96) + 1)
#define OFFICER_MAX                                                            \
	(8 + NAME_MAX_LEN + 1 + BASE64_LEN(32) + 1 + BASE64_LEN(96) + 1)

static bool
is_next(const struct rd *r, const char *word)
{
	struct span want;

	want = span_str(word);
	return !r->bad && r->rest.n >= want.n &&
	    memcmp(r->rest.p, want.p, want.n) == 0;
}

static void
name_decode(struct rd *r, char name[NAME_MAX_LEN + 1], char stop)
{
	struct span s;

	s = rd_until(r, stop, NAME_MAX_LEN);
	if (!is_name(s)) {
		r->bad = true;
		return;
	}
	memcpy(name, s.p, s.n);
	name[s.n] = '\0';
}

/* Records must come in order, which also shuts out a second one. */
static enum err
reader_decode(struct rd *r, struct keyring *k)
{
	struct keyring_reader one = {.name = ""};

	rd_lit(r, "reader ");
	name_decode(r, one.name, ' ');
	rd_base64(r, one.key.b, sizeof(one.key.b), ' ');
	rd_base64(r, one.box, sizeof(one.box), '\n');
	if (r->bad ||
	    (k->n_reader > 0 &&
		strcmp(k->reader[k->n_reader - 1].name, one.name) >= 0))
		return ERR_FORMAT;
	return keyring_put_reader(k, &one);
}

/* Of the subject whose line came last. */
static enum err
officer_decode(struct rd *r, struct keyring *k)
{
	const struct keyring_subject *s = k->subject + k->n_subject - 1;
	struct keyring_officer one = {.name = ""};

	rd_lit(r, "officer ");
	name_decode(r, one.name, ' ');
	rd_base64(r, one.key.b, sizeof(one.key.b), ' ');
	rd_base64(r, one.box, sizeof(one.box), '\n');
	if (r->bad ||
	    (s->n_officer > 0 &&
		strcmp(s->officer[s->n_officer - 1].name, one.name) >= 0))
		return ERR_FORMAT;
	return keyring_put_officer(k, &s->handle, &one);
}

static enum err
subject_decode(struct rd *r, struct keyring *k)
{
	struct keyring_subject one = {.box = {0}};
	enum err e;

	rd_lit(r, "subject ");
	rd_base64(r, one.handle.b, sizeof(one.handle.b), ' ');
	rd_base64(r, one.box, sizeof(one.box), '\n');
	if (r->bad ||
	    (k->n_subject > 0 &&
		memcmp(k->subject[k->n_subject - 1].handle.b, one.handle.b,
		    HANDLE_LEN) >= 0))
		return ERR_FORMAT;
	e = keyring_put_subject(k, &one);
	while (e == ERR_OK && is_next(r, "officer "))
		e = officer_decode(r, k);
	return e;
}

static enum err
lines_decode(struct rd *r, struct keyring *k)
{
	enum err e;

	rd_lit(r, "minhbach/keyring/v1\n");
	name_decode(r, k->origin, '\n');
	k->generation = rd_decimal(r, '\n');
	rd_lit(r, "vault ");
	rd_base64(r, k->vault.b, sizeof(k->vault.b), '\n');
	rd_lit(r, "office ");
	rd_base64(r, k->office.b, sizeof(k->office.b), '\n');
	rd_lit(r, "index ");
	rd_base64(r, k->index, sizeof(k->index), '\n');
	e = ERR_OK;
	while (e == ERR_OK && is_next(r, "reader "))
		e = reader_decode(r, k);
	while (e == ERR_OK && is_next(r, "subject "))
		e = subject_decode(r, k);
	if (e != ERR_OK)
		return e;
	rd_lit(r, "end ");
	if (rd_decimal(r, ' ') != k->n_reader)
		return ERR_FORMAT;
	if (rd_decimal(r, '\n') != k->n_subject)
		return ERR_FORMAT;
	return rd_done(r) && k->generation >= 1 ? ERR_OK : ERR_FORMAT;
}

enum err
keyring_decode(struct keyring *k, struct span bytes)
{
	struct digest sum, want;
	struct keyring got;
	struct span lines;
	struct rd r;
	enum err e;

	if (bytes.n > KEYRING_MAX)
		return ERR_RANGE;
	if (bytes.n < SUM_LINE)
		return ERR_FORMAT;
	lines = (struct span){bytes.p, bytes.n - SUM_LINE};
	rd_init(&r, (struct span){bytes.p + lines.n, SUM_LINE});
	rd_base64(&r, want.b, DIGEST_LEN, '\n');
	if (!rd_done(&r))
		return ERR_FORMAT;
	sum = sha256(lines);
	if (!digest_eq(&sum, &want))
		return ERR_HASH;
	keyring_init(&got);
	rd_init(&r, lines);
	e = lines_decode(&r, &got);
	if (e == ERR_OK)
		*k = got;
	else
		keyring_release(&got);
	return e;
}

/* Of a reader or an officer. */
static void
key_encode(struct wr *w, const char *name, const struct readkey *key,
    struct span box)
{
	wr_lit(w, name);
	wr_lit(w, " ");
	wr_base64(w, key->b, sizeof(key->b));
	wr_lit(w, " ");
	wr_base64(w, box.p, box.n);
	wr_lit(w, "\n");
}

static void
subject_encode(struct wr *w, const struct keyring_subject *s)
{
	const struct keyring_officer *o;
	size_t i;

	wr_lit(w, "subject ");
	wr_base64(w, s->handle.b, HANDLE_LEN);
	wr_lit(w, " ");
	wr_base64(w, s->box, sizeof(s->box));
	wr_lit(w, "\n");
	for (i = 0; i < s->n_officer; i++) {
		o = s->officer + i;
		wr_lit(w, "officer ");
		key_encode(w, o->name, &o->key,
		    (struct span){o->box, sizeof(o->box)});
	}
}

static void
lines_encode(struct wr *w, const struct keyring *k)
{
	size_t i;

	wr_lit(w, "minhbach/keyring/v1\n");
	wr_lit(w, k->origin);
	wr_lit(w, "\n");
	wr_decimal(w, k->generation);
	wr_lit(w, "\nvault ");
	wr_base64(w, k->vault.b, sizeof(k->vault.b));
	wr_lit(w, "\noffice ");
	wr_base64(w, k->office.b, sizeof(k->office.b));
	wr_lit(w, "\nindex ");
	wr_base64(w, k->index, sizeof(k->index));
	wr_lit(w, "\n");
	for (i = 0; i < k->n_reader; i++) {
		wr_lit(w, "reader ");
		key_encode(w, k->reader[i].name, &k->reader[i].key,
		    (struct span){k->reader[i].box, sizeof(k->reader[i].box)});
	}
	for (i = 0; i < k->n_subject; i++)
		subject_encode(w, k->subject + i);
	wr_lit(w, "end ");
	wr_decimal(w, k->n_reader);
	wr_lit(w, " ");
	wr_decimal(w, k->n_subject);
	wr_lit(w, "\n");
}

/* What the lines of all officers take at most; 0 is too much. */
static size_t
officers_cap(const struct keyring *k)
{
	size_t i, n = 1;

	for (i = 0; i < k->n_subject; i++)
		n += k->subject[i].n_officer * OFFICER_MAX;
	return n > 4 * KEYRING_MAX ? 0 : n;
}

enum err
keyring_encode(uint8_t **bytes, size_t *n, const struct keyring *k)
{
	struct digest sum;
	struct wr w;
	size_t cap;
	void *buf;

	if (!is_name(span_str(k->origin)))
		return ERR_FORMAT;
	if (k->generation < 1 || k->generation > NUMBER_MAX ||
	    k->n_reader > KEYRING_MAX / READER_MAX ||
	    k->n_subject > KEYRING_MAX / SUBJECT_LINE || officers_cap(k) == 0)
		return ERR_RANGE;
	cap = FIXED_MAX + k->n_reader * READER_MAX +
	    k->n_subject * SUBJECT_LINE + officers_cap(k);
	buf = malloc(cap);
	if (buf == NULL)
		return ERR_MEMORY;
	wr_init(&w, buf, cap);
	lines_encode(&w, k);
	sum = sha256(wr_done(&w));
	wr_base64(&w, sum.b, DIGEST_LEN);
	wr_lit(&w, "\n");
	if (w.bad || w.n > KEYRING_MAX) {
		free(buf);
		return ERR_RANGE;
	}
	*bytes = buf;
	*n = w.n;
	return ERR_OK;
}

enum err
keyring_load(struct keyring *k, const char *path)
{
	uint8_t *bytes;
	enum err e;
	size_t n;

	e = file_read(&bytes, &n, path, KEYRING_MAX);
	if (e != ERR_OK)
		return e;
	e = keyring_decode(k, (struct span){bytes, n});
	file_free(bytes, n);
	return e;
}
