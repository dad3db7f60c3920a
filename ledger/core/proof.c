/*
 * proof.c - Merkle proofs, built out of stored hashes and checked against
 * roots.
 */
#include "proof.h"

#include "hash.h"

/* Leaves lo..hi-1 of a tree, on the way from the root down to a leaf. */
struct range {
	uint64_t lo, hi;
};

/* Go down one level towards a leaf; the half left aside enters the proof. */
static enum err
halve(struct proof *p, const struct hashes *h, struct range *r, uint64_t leaf)
{
	struct range aside = *r;
	uint64_t k = 1;
	enum err err;

	while (k << 1 < r->hi - r->lo)
		k <<= 1;
	if (leaf < r->lo + k)
		r->hi = aside.lo = r->lo + k;
	else
		r->lo = aside.hi = r->lo + k;
	err = range_root(&p->h[p->n], h, aside.lo, aside.hi);
	if (err == ERR_OK)
		p->n++;
	return err;
}

/* Found from the root down, wanted from the leaf up. */
static void
turn(struct proof *to, const struct proof *from)
{
	size_t i;

	to->n = from->n;
	for (i = 0; i < from->n; i++)
		to->h[i] = from->h[from->n - 1 - i];
}

enum err
inclusion_make(struct proof *p, const struct hashes *h, uint64_t index,
    uint64_t size)
{
	struct range r = {0, size};
	struct proof down;
	enum err err = ERR_OK;

	if (index >= size || size > NUMBER_MAX)
		return ERR_RANGE;
	down.n = 0;
	while (err == ERR_OK && r.hi - r.lo > 1)
		err = halve(&down, h, &r, index);
	if (err == ERR_OK)
		turn(p, &down);
	return err;
}

/*
 * RFC 6962, 2.1.2: down to the subtree that ends where the old tree ended.
 * If that is the whole old tree, the checker knows its root.
 */
enum err
consistency_make(struct proof *p, const struct hashes *h, uint64_t old_size,
    uint64_t size)
{
	struct range r = {0, size};
	struct proof down;
	enum err err = ERR_OK;

	if (old_size > size || size > NUMBER_MAX)
		return ERR_RANGE;
	down.n = 0;
	while (err == ERR_OK && old_size > 0 && r.hi != old_size)
		err = halve(&down, h, &r, old_size - 1);
	if (err == ERR_OK && old_size > 0 && r.lo > 0) {
		err = range_root(&down.h[down.n], h, r.lo, r.hi);
		down.n++;
	}
	if (err == ERR_OK)
		turn(p, &down);
	return err;
}

/* fn and sn of RFC 9162: a node, and the last node of its level. */
struct place {
	uint64_t fn, sn;
};

static void
up(struct place *at)
{
	at->fn >>= 1;
	at->sn >>= 1;
}

/*
 * Is the next sibling of the path on the left?  If it is and the node is
 * the last of its level without being a right child, climb to where it is.
 */
static bool
is_left(struct place *at)
{
	if ((at->fn & 1) == 0 && at->fn != at->sn)
		return false;
	while ((at->fn & 1) == 0 && at->fn != 0)
		up(at);
	return true;
}

enum err
inclusion_root(struct digest *root, const struct digest *leaf, uint64_t index,
    uint64_t size, const struct digest *path, size_t n)
{
	struct place at = {index, size - 1};
	struct digest r = *leaf;
	size_t i;

	if (index >= size || size > NUMBER_MAX)
		return ERR_RANGE;
	for (i = 0; i < n; i++) {
		if (at.sn == 0)
			return ERR_PROOF;
		if (is_left(&at))
			r = node_hash(&path[i], &r);
		else
			r = node_hash(&r, &path[i]);
		up(&at);
	}
	if (at.sn != 0)
		return ERR_PROOF;
	*root = r;
	return ERR_OK;
}

enum err
inclusion_check(const struct digest *root, const struct digest *leaf,
    uint64_t index, uint64_t size, const struct digest *path, size_t n)
{
	struct digest r;
	enum err err;

	err = inclusion_root(&r, leaf, index, size, path, n);
	if (err != ERR_OK)
		return err;
	return digest_eq(&r, root) ? ERR_OK : ERR_PROOF;
}

/* RFC 9162, 2.1.4.2, for 0 < old_size < size. */
static enum err
grow(const struct digest *old_root, uint64_t old_size,
    const struct digest *root, uint64_t size, const struct digest *path,
    size_t n)
{
	struct place at = {old_size - 1, size - 1};
	struct digest fr, sr;
	size_t i = 0;

	while ((at.fn & 1) != 0)
		up(&at);
	if (at.fn == 0) /* the old tree is one subtree of the new */
		fr = *old_root;
	else if (n > 0)
		fr = path[i++];
	else
		return ERR_PROOF;
	sr = fr;
	for (; i < n; i++) {
		if (at.sn == 0)
			return ERR_PROOF;
		if (is_left(&at)) {
			fr = node_hash(&path[i], &fr);
			sr = node_hash(&path[i], &sr);
		} else
			sr = node_hash(&sr, &path[i]);
		up(&at);
	}
	if (at.sn != 0 || !digest_eq(&fr, old_root) || !digest_eq(&sr, root))
		return ERR_PROOF;
	return ERR_OK;
}

enum err
consistency_check(const struct digest *old_root, uint64_t old_size,
    const struct digest *root, uint64_t size, const struct digest *path,
    size_t n)
{
	struct digest none;

	if (old_size > size || size > NUMBER_MAX)
		return ERR_RANGE;
	if (old_size > 0 && old_size < size)
		return grow(old_root, old_size, root, size, path, n);
	if (n > 0)
		return ERR_PROOF;
	if (size == 0) {
		none = empty_root();
		return digest_eq(root, &none) ? ERR_OK : ERR_PROOF;
	}
	if (old_size == 0)
		return ERR_OK;
	return digest_eq(old_root, root) ? ERR_OK : ERR_PROOF;
}
