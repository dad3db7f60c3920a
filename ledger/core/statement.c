/*
 * statement.c - the seven lines that officers sign, and the note around them.
 *
 * Encoder and decoder share one test of what the lines say, so that neither
 * makes or takes what the other refuses.
 */
#include "statement.h"

#include <string.h>

#include "text.h"
#include "value.h"

bool
key_name_unit(struct span *unit, struct span name, struct span origin)
{
	struct span rest;
	uint64_t number;
	struct rd r;
	size_t n;

	rd_init(&r, name);
	if (!is_name(name) || !span_eq(rd_bytes(&r, origin.n), origin))
		return false;
	rd_lit(&r, "/");
	rest = r.rest;
	for (n = rest.n; n > 0 && rest.p[n - 1] != '-'; n--)
		;
	if (r.bad || n == 0 || !is_word((struct span){rest.p, n - 1}) ||
	    decimal_decode(&number, (struct span){rest.p + n, rest.n - n}) !=
		ERR_OK ||
	    number < 1)
		return false;
	*unit = (struct span){rest.p, n - 1};
	return true;
}

static enum err
refuse(struct fault *f, enum err code, const char *clause)
{
	return fault_set(f, code, FAULT_NO_INDEX, clause);
}

/* One to four key names of this origin, each once. */
static enum err
by_check(const struct statement *s, struct fault *f)
{
	struct span unit;
	size_t i, j;

	if (s->n_by < 1 || s->n_by > BY_MAX)
		return refuse(f, ERR_FORMAT, "FORMAT 3.2: one to four signers");
	for (i = 0; i < s->n_by; i++) {
		if (!key_name_unit(&unit, s->by[i], s->origin))
			return refuse(f, ERR_FORMAT,
			    "FORMAT 1.5: not a key name of this origin");
		for (j = 0; j < i; j++) {
			if (span_eq(s->by[i], s->by[j]))
				return refuse(f, ERR_FORMAT,
				    "FORMAT 3.2: a signer is named twice");
		}
	}
	return ERR_OK;
}

/* Everything that can be said of a statement without its ledger, its value
 * apart. */
static enum err
lines_check(const struct statement *s, struct fault *f)
{
	enum err e;

	if (!is_name(s->origin))
		return refuse(f, ERR_FORMAT, "FORMAT 1.5: not an origin");
	if (!kind_has_class(s->kind, s->class))
		return refuse(f, ERR_FORMAT,
		    "FORMAT 6.1: a class that the kind does not have");
	e = by_check(s, f);
	if (e != ERR_OK)
		return e;
	if (s->seen > NUMBER_MAX)
		return refuse(f, ERR_RANGE, "FORMAT 1.4: a number too large");
	if ((s->seen == 0) != (s->kind == KIND_GENESIS))
		return refuse(f, ERR_RANGE,
		    "FORMAT 3.5: nothing is seen in genesis alone");
	if (s->seen == 0 && !digest_is_zero(&s->seen_hash))
		return refuse(f, ERR_HASH,
		    "FORMAT 3.5: genesis has no leaf before it");
	return ERR_OK;
}

static enum err
value_refuse(const struct statement *s, struct fault *f)
{
	if (point_check(&s->value) != ERR_OK)
		return refuse(f, ERR_VALUE,
		    "FORMAT 5.3: value is not a canonical point");
	return ERR_OK;
}

enum err
statement_encode(struct span *text, const struct statement *s, void *buf,
    size_t cap)
{
	struct wr w;
	enum err e;
	size_t i;

	e = lines_check(s, NULL);
	if (e == ERR_OK)
		e = value_refuse(s, NULL);
	if (e != ERR_OK)
		return e;
	wr_init(&w, buf, cap);
	wr_span(&w, s->origin);
	wr_lit(&w, "\nminhbach/v1 ");
	wr_lit(&w, kind_word(s->kind));
	wr_byte(&w, ' ');
	wr_lit(&w, class_word(s->class));
	wr_lit(&w, "\nby");
	for (i = 0; i < s->n_by; i++) {
		wr_byte(&w, ' ');
		wr_span(&w, s->by[i]);
	}
	wr_lit(&w, "\nid ");
	wr_base64(&w, s->id.b, sizeof(s->id.b));
	wr_lit(&w, "\nseen ");
	wr_decimal(&w, s->seen);
	wr_byte(&w, ' ');
	wr_base64(&w, s->seen_hash.b, sizeof(s->seen_hash.b));
	wr_lit(&w, "\npayload ");
	wr_base64(&w, s->payload.b, sizeof(s->payload.b));
	wr_lit(&w, "\nvalue ");
	wr_base64(&w, s->value.b, sizeof(s->value.b));
	wr_byte(&w, '\n');
	if (w.bad)
		return ERR_SPACE;
	*text = wr_done(&w);
	return ERR_OK;
}

/* Split the names of by at their spaces; what they are is tested later. */
static enum err
by_split(struct statement *s, struct span names)
{
	struct span rest;
	const uint8_t *space;

	rest = names;
	for (s->n_by = 0; s->n_by < BY_MAX;) {
		space = rest.n > 0 ? memchr(rest.p, ' ', rest.n) : NULL;
		if (space == NULL) {
			s->by[s->n_by++] = rest;
			return ERR_OK;
		}
		s->by[s->n_by++] =
		    (struct span){rest.p, (size_t)(space - rest.p)};
		rest.n -= (size_t)(space - rest.p) + 1;
		rest.p = space + 1;
	}
	return ERR_FORMAT;
}

enum err
statement_decode_fast(struct statement *s, struct span text, struct fault *f)
{
	struct span kind, class, names;
	struct statement out;
	struct rd r;
	enum err e;

	if (text.n > STATEMENT_TEXT_MAX)
		return refuse(f, ERR_FORMAT, "FORMAT 3.1: statement too long");
	memset(&out, 0, sizeof(out));
	rd_init(&r, text);
	out.origin = rd_line(&r, NAME_MAX_LEN);
	rd_lit(&r, "minhbach/v1 ");
	kind = rd_until(&r, ' ', WORD_MAX_LEN);
	class = rd_line(&r, WORD_MAX_LEN);
	rd_lit(&r, "by ");
	names = rd_line(&r, STATEMENT_TEXT_MAX);
	rd_lit(&r, "id ");
	rd_base64(&r, out.id.b, sizeof(out.id.b), '\n');
	rd_lit(&r, "seen ");
	out.seen = rd_decimal(&r, ' ');
	rd_base64(&r, out.seen_hash.b, sizeof(out.seen_hash.b), '\n');
	rd_lit(&r, "payload ");
	rd_base64(&r, out.payload.b, sizeof(out.payload.b), '\n');
	rd_lit(&r, "value ");
	rd_base64(&r, out.value.b, sizeof(out.value.b), '\n');
	if (!rd_done(&r))
		return refuse(f, ERR_FORMAT, "FORMAT 3.1: not the seven lines");
	if (kind_decode(&out.kind, kind) != ERR_OK ||
	    class_decode(&out.class, class) != ERR_OK)
		return refuse(f, ERR_FORMAT,
		    "FORMAT 6.1: no such kind or class");
	if (by_split(&out, names) != ERR_OK)
		return refuse(f, ERR_FORMAT, "FORMAT 3.2: one to four signers");
	e = lines_check(&out, f);
	if (e == ERR_OK)
		*s = out;
	return e;
}

enum err
statement_decode(struct statement *s, struct span text, struct fault *f)
{
	struct statement out;
	enum err e;

	e = statement_decode_fast(&out, text, f);
	if (e == ERR_OK)
		e = value_refuse(&out, f);
	if (e == ERR_OK)
		*s = out;
	return e;
}

enum err
statement_note_decode_fast(struct statement *s, struct note *n,
    struct span bytes, struct fault *f)
{
	struct statement out = {.n_by = 0};
	struct note note;
	enum err e;
	size_t i;

	if (bytes.n > STATEMENT_NOTE_MAX)
		return refuse(f, ERR_FORMAT, "FORMAT 2.1: note too long");
	if (note_decode(&note, bytes) != ERR_OK)
		return refuse(f, ERR_FORMAT, "FORMAT 3.6: not a signed note");
	e = statement_decode_fast(&out, note.text, f);
	if (e != ERR_OK)
		return e;
	if (note.n != out.n_by)
		return refuse(f, ERR_SIGNATURE,
		    "FORMAT 3.6: not one signature line for each signer");
	for (i = 0; i < note.n; i++) {
		if (!span_eq(note.sigs[i].name, out.by[i]) ||
		    note.sigs[i].size != sizeof(struct sig))
			return refuse(f, ERR_SIGNATURE,
			    "FORMAT 3.6: another line than the signer's");
	}
	*s = out;
	*n = note;
	return ERR_OK;
}

enum err
statement_note_decode(struct statement *s, struct note *n, struct span bytes,
    struct fault *f)
{
	struct statement out;
	struct note note;
	enum err e;

	e = statement_note_decode_fast(&out, &note, bytes, f);
	if (e == ERR_OK)
		e = value_refuse(&out, f);
	if (e != ERR_OK)
		return e;
	*s = out;
	*n = note;
	return ERR_OK;
}

enum err
statement_sig(struct sig *sig, const struct note *n, size_t i,
    const struct vkey *k)
{
	struct sig out;

	if (i >= n->n)
		return ERR_SIGNATURE;
	if (k->type != VKEY_SIGN || n->sigs[i].key_id != k->key_id ||
	    !span_is(n->sigs[i].name, k->name))
		return ERR_KEY;
	if (note_sig_bytes(out.b, sizeof(out.b), &n->sigs[i]) != ERR_OK)
		return ERR_SIGNATURE;
	*sig = out;
	return ERR_OK;
}

enum err
statement_verify(const struct note *n, size_t i, const struct vkey *k)
{
	struct sig sig;
	enum err e;

	e = statement_sig(&sig, n, i, k);
	return e == ERR_OK ? pubkey_verify(&k->key, &sig, n->text) : e;
}

enum err
statement_note_encode(struct wr *w, struct span text, const struct vkey *keys,
    const struct sig *sigs, size_t n)
{
	size_t i, start;

	start = w->n;
	wr_span(w, text);
	wr_byte(w, '\n');
	for (i = 0; i < n; i++)
		note_sig_encode(w, &keys[i], sigs[i].b, sizeof(sigs[i].b));
	return w->bad || w->n - start > STATEMENT_NOTE_MAX ? ERR_SPACE : ERR_OK;
}

enum err
seen_check(const struct statement *s, uint64_t index,
    const struct digest *hash_at_seen, const uint64_t *grants, size_t n,
    struct fault *f)
{
	size_t i;

	if ((s->kind == KIND_GENESIS) != (index == 0))
		return fault_set(f, ERR_RANGE, index,
		    "FORMAT 6.1: genesis stands at index 0, and nothing else");
	if (index == 0)
		return s->seen == 0
		    ? ERR_OK
		    : fault_set(f, ERR_RANGE, index,
			  "FORMAT 3.5: nothing is seen in genesis");
	if (s->seen < 1 || s->seen > index || index - s->seen > SEEN_WINDOW)
		return fault_set(f, ERR_RANGE, index,
		    "FORMAT 3.5: seen is outside its window");
	if (hash_at_seen == NULL || !digest_eq(&s->seen_hash, hash_at_seen))
		return fault_set(f, ERR_HASH, index,
		    "FORMAT 3.5: the leaf that was seen is another");
	for (i = 0; i < n; i++) {
		if (s->seen <= grants[i])
			return fault_set(f, ERR_AUTHORITY, index,
			    "FORMAT 3.5: seen is not above a signer's grant");
	}
	return ERR_OK;
}

struct id
id_sealed(uint64_t time_ms, const uint8_t random[10])
{
	struct id id;
	unsigned i;

	for (i = 0; i < 6; i++)
		id.b[i] = (uint8_t)(time_ms >> 8 * (5 - i));
	memcpy(id.b + 6, random, 10);
	return id;
}
