/*
 * keyfile.c - the seven lines of a key file, and the box under its passphrase.
 */
#include "keyfile.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "fileio.h"
#include "secret.h"

#define OPSLIMIT_MAX 16
#define MEMLIMIT_MIN (UINT64_C(8) << 20)
#define MEMLIMIT_MAX (UINT64_C(4) << 30)
#define TAG_LEN 16
#define KDF_LINE_MAX 64

enum err
kdf_named(struct kdf *k, const char *name)
{
	static const struct {
		const char *name;
		struct kdf kdf;
	} table[] = {
	    {"interactive",
		{crypto_pwhash_OPSLIMIT_INTERACTIVE,
		    crypto_pwhash_MEMLIMIT_INTERACTIVE}},
	    {"moderate",
		{crypto_pwhash_OPSLIMIT_MODERATE,
		    crypto_pwhash_MEMLIMIT_MODERATE}},
	    {"sensitive",
		{crypto_pwhash_OPSLIMIT_SENSITIVE,
		    crypto_pwhash_MEMLIMIT_SENSITIVE}},
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (strcmp(table[i].name, name) == 0) {
			*k = table[i].kdf;
			return ERR_OK;
		}
	}
	return ERR_MISSING;
}

static bool
kdf_is_good(const struct kdf *k)
{
	return k->opslimit >= 1 && k->opslimit <= OPSLIMIT_MAX &&
	    k->memlimit >= MEMLIMIT_MIN && k->memlimit <= MEMLIMIT_MAX;
}

static size_t
plain_len(const struct keyfile *k)
{
	return SECRET_SEED_LEN + (k->has_reading ? SECRET_READING_LEN : 0);
}

/* All lines before the ciphertext: they are authenticated with it. */
static void
lines_encode(struct wr *w, const struct keyfile *k)
{
	char text[VKEY_TEXT_MAX];
	struct span vkey;

	wr_lit(w, "minhbach/key/v1\n");
	if (vkey_encode(&vkey, &k->vkey, text, sizeof(text)) != ERR_OK)
		w->bad = true;
	else
		wr_span(w, vkey);
	wr_lit(w, "\n");
	if (k->has_reading)
		wr_base64(w, k->reading.b, sizeof(k->reading.b));
	else
		wr_lit(w, "-");
	wr_lit(w, "\nargon2id13 ");
	wr_decimal(w, k->kdf.opslimit);
	wr_lit(w, " ");
	wr_decimal(w, k->kdf.memlimit);
	wr_lit(w, "\n");
	wr_base64(w, k->salt, sizeof(k->salt));
	wr_lit(w, "\n");
	wr_base64(w, k->nonce, sizeof(k->nonce));
	wr_lit(w, "\n");
}

enum err
keyfile_encode(struct span *out, const struct keyfile *k, void *buf, size_t cap)
{
	struct wr w;

	if (!kdf_is_good(&k->kdf))
		return ERR_RANGE;
	if (k->n_box != plain_len(k) + TAG_LEN)
		return ERR_FORMAT;
	wr_init(&w, buf, cap);
	lines_encode(&w, k);
	wr_base64(&w, k->box, k->n_box);
	wr_lit(&w, "\n");
	if (w.bad)
		return ERR_SPACE;
	*out = wr_done(&w);
	return ERR_OK;
}

static void
reading_decode(struct rd *r, struct keyfile *k)
{
	struct span line;

	line = rd_line(r, BASE64_LEN(sizeof(k->reading.b)));
	k->has_reading = !span_is(line, "-");
	if (k->has_reading &&
	    base64_decode(k->reading.b, sizeof(k->reading.b), line) != ERR_OK)
		r->bad = true;
}

enum err
keyfile_decode(struct keyfile *k, struct span bytes)
{
	struct keyfile got;
	struct span vkey;
	struct rd r;

	memset(&got, 0, sizeof(got));
	rd_init(&r, bytes);
	rd_lit(&r, "minhbach/key/v1\n");
	vkey = rd_line(&r, VKEY_TEXT_MAX);
	reading_decode(&r, &got);
	rd_lit(&r, "argon2id13 ");
	got.kdf.opslimit = rd_decimal(&r, ' ');
	got.kdf.memlimit = rd_decimal(&r, '\n');
	rd_base64(&r, got.salt, sizeof(got.salt), '\n');
	rd_base64(&r, got.nonce, sizeof(got.nonce), '\n');
	got.n_box = plain_len(&got) + TAG_LEN;
	rd_base64(&r, got.box, got.n_box, '\n');
	if (!rd_done(&r) || vkey_decode(&got.vkey, vkey) != ERR_OK)
		return ERR_FORMAT;
	if (!kdf_is_good(&got.kdf))
		return ERR_RANGE;
	*k = got;
	return ERR_OK;
}

enum err
keyfile_load(struct keyfile *k, const char *path)
{
	uint8_t *bytes;
	struct stat st;
	enum err e;
	size_t n;

	if (lstat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    (st.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		return ERR_AUTHORITY;
	e = file_read(&bytes, &n, path, KEYFILE_MAX);
	if (e != ERR_OK)
		return e;
	e = keyfile_decode(k, (struct span){bytes, n});
	file_free(bytes, n);
	return e;
}
