/*
 * leaf.c - the six public lines of an entry, each chained to the one before.
 */
#include "leaf.h"

#include "text.h"
#include "value.h"

enum err
leaf_encode(struct span *out, const struct leaf *l, void *buf, size_t cap)
{
	struct wr w;

	if (l->index > NUMBER_MAX)
		return ERR_RANGE;
	if (l->index == 0 && !digest_is_zero(&l->prev))
		return ERR_HASH;
	if (point_check(&l->value) != ERR_OK)
		return ERR_VALUE;
	wr_init(&w, buf, cap);
	wr_lit(&w, "minhbach/leaf/v1\n");
	wr_decimal(&w, l->index);
	wr_byte(&w, '\n');
	wr_lit(&w, class_word(l->class));
	wr_byte(&w, '\n');
	wr_base64(&w, l->prev.b, sizeof(l->prev.b));
	wr_byte(&w, '\n');
	wr_base64(&w, l->entry.b, sizeof(l->entry.b));
	wr_byte(&w, '\n');
	wr_base64(&w, l->value.b, sizeof(l->value.b));
	wr_byte(&w, '\n');
	if (w.bad)
		return ERR_SPACE;
	*out = wr_done(&w);
	return ERR_OK;
}

enum err
leaf_decode_fast(struct leaf *l, struct span bytes, struct fault *f)
{
	struct leaf out = {.index = 0};
	struct span class;
	struct rd r;

	rd_init(&r, bytes);
	rd_lit(&r, "minhbach/leaf/v1\n");
	out.index = rd_decimal(&r, '\n');
	class = rd_line(&r, WORD_MAX_LEN);
	rd_base64(&r, out.prev.b, sizeof(out.prev.b), '\n');
	rd_base64(&r, out.entry.b, sizeof(out.entry.b), '\n');
	rd_base64(&r, out.value.b, sizeof(out.value.b), '\n');
	if (!rd_done(&r))
		return fault_set(f, ERR_FORMAT, FAULT_NO_INDEX,
		    "FORMAT 2.4: not the six lines of a leaf");
	if (class_decode(&out.class, class) != ERR_OK)
		return fault_set(f, ERR_FORMAT, out.index,
		    "FORMAT 2.4: class is neither clear nor sealed");
	if (out.index == 0 && !digest_is_zero(&out.prev))
		return fault_set(f, ERR_HASH, out.index,
		    "FORMAT 2.4: the first leaf has none before it");
	*l = out;
	return ERR_OK;
}

enum err
leaf_decode(struct leaf *l, struct span bytes, struct fault *f)
{
	struct leaf out = {.index = 0};
	enum err e;

	e = leaf_decode_fast(&out, bytes, f);
	if (e != ERR_OK)
		return e;
	if (point_check(&out.value) != ERR_OK)
		return fault_set(f, ERR_VALUE, out.index,
		    "FORMAT 5.3: value is not a canonical point");
	*l = out;
	return ERR_OK;
}

enum err
leaf_follows(const struct leaf *l, uint64_t index, const struct digest *prev,
    struct fault *f)
{
	static const struct digest none;

	if (l->index != index)
		return fault_set(f, ERR_RANGE, index,
		    "FORMAT 2.1: indices are not contiguous");
	if (index == 0)
		prev = &none;
	if (prev == NULL || !digest_eq(&l->prev, prev))
		return fault_set(f, ERR_HASH, index,
		    "FORMAT 2.4: prev is not the hash of the leaf before");
	return ERR_OK;
}
