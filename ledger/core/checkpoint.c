/*
 * checkpoint.c - origin, size and root: the one statement of the log, its
 * seal code, and the anchor that tells a reader which log to believe.
 */
#include "checkpoint.h"

#include <string.h>

#include "hash.h"
#include "text.h"

enum err
checkpoint_encode(struct span *text, const struct checkpoint *c, void *buf,
    size_t cap)
{
	struct wr w;

	if (!is_name(span_str(c->origin)))
		return ERR_FORMAT;
	if (c->size > NUMBER_MAX)
		return ERR_RANGE;
	wr_init(&w, buf, cap);
	wr_lit(&w, c->origin);
	wr_lit(&w, "\n");
	wr_decimal(&w, c->size);
	wr_lit(&w, "\n");
	wr_base64(&w, c->root.b, DIGEST_LEN);
	wr_lit(&w, "\n");
	if (w.bad)
		return ERR_SPACE;
	*text = wr_done(&w);
	return ERR_OK;
}

/* A line that is_name(), into room for the longest and a NUL. */
static void
take_name(struct rd *r, char name[NAME_MAX_LEN + 1])
{
	struct span s;

	s = rd_line(r, NAME_MAX_LEN);
	if (!is_name(s)) {
		r->bad = true;
		return;
	}
	memcpy(name, s.p, s.n);
	name[s.n] = '\0';
}

enum err
checkpoint_decode(struct checkpoint *c, struct span text)
{
	struct checkpoint got = {.origin = ""};
	struct rd r;

	rd_init(&r, text);
	take_name(&r, got.origin);
	got.size = rd_decimal(&r, '\n');
	rd_base64(&r, got.root.b, DIGEST_LEN, '\n');
	if (!rd_done(&r))
		return ERR_FORMAT;
	*c = got;
	return ERR_OK;
}

/* The log key is named as the origin. */
static bool
is_log_key(const struct vkey *k, const char *origin)
{
	return k->type == VKEY_SIGN && strcmp(k->name, origin) == 0;
}

enum err
checkpoint_verify(struct checkpoint *c, struct note *n, struct span bytes,
    const struct vkey *log, struct fault *f)
{
	struct checkpoint got;
	struct note note;
	enum err err;

	err = note_decode(&note, bytes);
	if (err != ERR_OK)
		return fault_set(f, err, FAULT_NO_INDEX,
		    "FORMAT 3.6: not a signed note");
	err = checkpoint_decode(&got, note.text);
	if (err != ERR_OK)
		return fault_set(f, err, FAULT_NO_INDEX,
		    "FORMAT 7.1: not a checkpoint");
	if (!is_log_key(log, got.origin))
		return fault_set(f, ERR_KEY, FAULT_NO_INDEX,
		    "FORMAT 7.1: not the log key of this origin");
	err = note_verify(&note, log);
	if (err != ERR_OK)
		return fault_set(f, err, FAULT_NO_INDEX,
		    "FORMAT 7.1: not signed by the log key");
	*c = got;
	*n = note;
	return ERR_OK;
}

void
seal_code(char out[SEAL_CODE_LEN + 1], struct span text)
{
	static const char hex[] = "0123456789abcdef";
	struct digest d;
	size_t i;

	d = sha256(text);
	for (i = 0; i < 16; i++) {
		if (i > 0 && i % 2 == 0)
			*out++ = ' ';
		*out++ = hex[d.b[i] >> 4];
		*out++ = hex[d.b[i] & 15];
	}
	*out = '\0';
}

enum err
anchor_encode(struct span *out, const struct anchor *a, void *buf, size_t cap)
{
	uint8_t key[VKEY_TEXT_MAX];
	struct span text;
	struct wr w;
	enum err err;

	if (!is_name(span_str(a->origin)))
		return ERR_FORMAT;
	if (!is_log_key(&a->log_key, a->origin))
		return ERR_KEY;
	err = vkey_encode(&text, &a->log_key, key, sizeof(key));
	if (err != ERR_OK)
		return err;
	wr_init(&w, buf, cap);
	wr_lit(&w, a->origin);
	wr_lit(&w, "\n");
	wr_base64(&w, a->genesis.b, DIGEST_LEN);
	wr_lit(&w, "\n");
	wr_span(&w, text);
	wr_lit(&w, "\n");
	if (w.bad)
		return ERR_SPACE;
	*out = wr_done(&w);
	return ERR_OK;
}

enum err
anchor_decode(struct anchor *a, struct span bytes)
{
	struct anchor got = {.origin = ""};
	struct span key;
	struct rd r;
	enum err err;

	rd_init(&r, bytes);
	take_name(&r, got.origin);
	rd_base64(&r, got.genesis.b, DIGEST_LEN, '\n');
	key = rd_line(&r, VKEY_TEXT_MAX);
	if (!rd_done(&r))
		return ERR_FORMAT;
	err = vkey_decode(&got.log_key, key);
	if (err != ERR_OK)
		return err;
	if (!is_log_key(&got.log_key, got.origin))
		return ERR_KEY;
	*a = got;
	return ERR_OK;
}
