/*
 * value.c - commitments to amounts, and the sums of them.
 *
 * libsodium's multiplications fail where the result is the identity, which
 * here only says that a term is zero; so a zero scalar and a zero amount take
 * branches of their own.  In sums the identity is 32 zero bytes; a single
 * commitment may never be it.
 */
#include "value.h"

#include <sodium.h>
#include <string.h>

#include "hash.h"

/* ristretto255_from_hash(SHA-512("minhbach/v1 value generator H")) */
static const struct point generator = {
    {0xce, 0xf9, 0xc5, 0xa3, 0xec, 0x00, 0xc4, 0x5d, 0xe0, 0x37, 0xfc, 0x50,
	0xc9, 0x90, 0xf2, 0xc3, 0x6e, 0x57, 0xd0, 0xab, 0xac, 0x47, 0x4f, 0xe3,
	0xe1, 0x31, 0x5e, 0x6d, 0x86, 0x0e, 0x3e, 0x6d}};

struct point
value_generator(void)
{
	return generator;
}

struct digest
okey_salt(const struct okey *k)
{
	return hmac_sha256((struct span){k->b, sizeof(k->b)},
	    SPAN_LIT("minhbach/v1 salt"));
}

struct scalar
okey_blind(const struct okey *k)
{
	struct scalar s;
	uint8_t wide[64];

	hmac_sha512(wide, (struct span){k->b, sizeof(k->b)},
	    SPAN_LIT("minhbach/v1 blind"));
	crypto_core_ristretto255_scalar_reduce(s.b, wide);
	sodium_memzero(wide, sizeof(wide));
	return s;
}

struct digest
payload_commit(const struct okey *k, struct span payload)
{
	struct digest salt, d;

	salt = okey_salt(k);
	d = hmac_sha256((struct span){salt.b, sizeof(salt.b)}, payload);
	sodium_memzero(&salt, sizeof(salt));
	return d;
}

/* amount mod L */
static struct scalar
amount_scalar(int64_t amount)
{
	struct scalar s, positive;
	uint64_t v;
	unsigned i;

	memset(&positive, 0, sizeof(positive));
	v = (uint64_t)(amount < 0 ? -amount : amount);
	for (i = 0; i < sizeof(v); i++)
		positive.b[i] = (uint8_t)(v >> 8 * i);
	if (amount >= 0)
		return positive;
	crypto_core_ristretto255_scalar_negate(s.b, positive.b);
	sodium_memzero(&positive, sizeof(positive));
	return s;
}

/* blind*B + amount*H, which may be the identity. */
static enum err
commit(struct point *v, const struct scalar *blind, int64_t amount)
{
	struct point b, h;
	struct scalar a;
	int rc;

	if (amount > TOTAL_MAX || amount < -TOTAL_MAX)
		return ERR_RANGE;
	if (scalar_check(blind) != ERR_OK)
		return ERR_VALUE;
	rc = 0;
	memset(&b, 0, sizeof(b));
	memset(&h, 0, sizeof(h));
	a = amount_scalar(amount);
	if (sodium_is_zero(blind->b, sizeof(blind->b)) == 0)
		rc |= crypto_scalarmult_ristretto255_base(b.b, blind->b);
	if (amount != 0)
		rc |= crypto_scalarmult_ristretto255(h.b, a.b, generator.b);
	rc |= crypto_core_ristretto255_add(v->b, b.b, h.b);
	sodium_memzero(&a, sizeof(a));
	sodium_memzero(&b, sizeof(b));
	sodium_memzero(&h, sizeof(h));
	return rc == 0 ? ERR_OK : ERR_VALUE;
}

enum err
value_commit(struct point *v, const struct scalar *blind, int64_t amount)
{
	struct point out;
	enum err e;

	e = commit(&out, blind, amount);
	if (e == ERR_OK && sodium_is_zero(out.b, sizeof(out.b)) == 1)
		e = ERR_VALUE;
	if (e == ERR_OK)
		*v = out;
	return e;
}

/* Does v, which may be the identity, open to (amount, blind)? */
static enum err
opens_to(const struct point *v, const struct scalar *blind, int64_t amount)
{
	struct point want;
	enum err e;

	e = commit(&want, blind, amount);
	if (e == ERR_OK && memcmp(want.b, v->b, sizeof(want.b)) != 0)
		e = ERR_VALUE;
	return e;
}

enum err
value_check(const struct point *v, const struct scalar *blind, int64_t amount)
{
	if (sodium_is_zero(v->b, sizeof(v->b)) == 1)
		return ERR_VALUE;
	return opens_to(v, blind, amount);
}

enum err
point_check(const struct point *v)
{
	if (sodium_is_zero(v->b, sizeof(v->b)) == 1 ||
	    crypto_core_ristretto255_is_valid_point(v->b) != 1)
		return ERR_VALUE;
	return ERR_OK;
}

enum err
scalar_check(const struct scalar *s)
{
	uint8_t wide[64] = {0};
	struct scalar reduced;
	bool same;

	memcpy(wide, s->b, sizeof(s->b));
	crypto_core_ristretto255_scalar_reduce(reduced.b, wide);
	same = sodium_memcmp(reduced.b, s->b, sizeof(s->b)) == 0;
	sodium_memzero(wide, sizeof(wide));
	sodium_memzero(&reduced, sizeof(reduced));
	return same ? ERR_OK : ERR_VALUE;
}

enum err
point_sum_add(struct point_sum *s, const struct point *v)
{
	struct point out;

	if (!s->any) {
		if (point_check(v) != ERR_OK)
			return ERR_VALUE;
		*s = (struct point_sum){*v, true};
		return ERR_OK;
	}
	if (sodium_is_zero(v->b, sizeof(v->b)) == 1 ||
	    crypto_core_ristretto255_add(out.b, s->p.b, v->b) != 0)
		return ERR_VALUE;
	s->p = out;
	return ERR_OK;
}

void
scalar_add(struct scalar *sum, const struct scalar *s)
{
	crypto_core_ristretto255_scalar_add(sum->b, sum->b, s->b);
}

void
scalar_sub(struct scalar *sum, const struct scalar *s)
{
	crypto_core_ristretto255_scalar_sub(sum->b, sum->b, s->b);
}

enum err
total_check(const struct point_sum *sum, int64_t amount,
    const struct scalar *blind)
{
	static const struct point identity;

	return opens_to(sum->any ? &sum->p : &identity, blind, amount);
}
