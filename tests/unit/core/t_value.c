/* t_value.c - commitments open to one amount, add up, and refuse the odd. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "statement.h"
#include "value.h"
#include "vector.h"

/* 2^252 + 27742317777372353535851937790883648493, little-endian */
static const struct scalar order = {{0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12,
    0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0x10}};
static const struct scalar zero, one = {{1}};

static struct scalar
some_blind(void)
{
	struct scalar s;

	crypto_core_ristretto255_scalar_random(s.b);
	return s;
}

static struct point
commitment(const struct scalar *blind, int64_t amount)
{
	struct point v;

	assert_int_equal(value_commit(&v, blind, amount), ERR_OK);
	return v;
}

/* FORMAT 5.1: H is what the formula says, and what the vectors say. */
static void
generator(void **state)
{
	uint8_t wide[64], want[32];
	struct point h;
	json_t *j;

	(void)state;
	h = value_generator();
	crypto_hash_sha512(wide,
	    (const uint8_t *)"minhbach/v1 value generator H", 29);
	crypto_core_ristretto255_from_hash(want, wide);
	assert_memory_equal(h.b, want, sizeof(want));
	j = vector_load(VECTORS "minhbach/ledger.json");
	vector_base64(want, sizeof(want), j, "H");
	assert_memory_equal(h.b, want, sizeof(want));
	json_decref(j);
}

/* Each amount has one commitment, and it opens to nothing else. */
static void
opens_to_one_amount(void **state)
{
	static const int64_t amounts[] = {0, 1, -1, 1000000, -1000000,
	    AMOUNT_MAX, -AMOUNT_MAX, TOTAL_MAX, -TOTAL_MAX};
	const size_t n = sizeof(amounts) / sizeof(amounts[0]);
	struct scalar blind, other;
	struct point v;
	size_t i, j;

	(void)state;
	blind = some_blind();
	other = blind;
	scalar_add(&other, &one);
	for (i = 0; i < n; i++) {
		v = commitment(&blind, amounts[i]);
		assert_int_equal(point_check(&v), ERR_OK);
		for (j = 0; j < n; j++)
			assert_int_equal(value_check(&v, &blind, amounts[j]),
			    i == j ? ERR_OK : ERR_VALUE);
		assert_int_equal(value_check(&v, &other, amounts[i]),
		    ERR_VALUE);
	}
}

/* A negative amount is the negative modulo L: it cancels the positive. */
static void
reversal_cancels(void **state)
{
	struct point_sum sum = {{{0}}, false};
	struct scalar a, b;
	struct point v;

	(void)state;
	a = some_blind();
	b = some_blind();
	v = commitment(&a, 350000);
	assert_int_equal(point_sum_add(&sum, &v), ERR_OK);
	v = commitment(&b, -350000);
	assert_int_equal(point_sum_add(&sum, &v), ERR_OK);
	scalar_add(&a, &b);
	assert_int_equal(total_check(&sum, 0, &a), ERR_OK);
	assert_int_equal(total_check(&sum, 350000, &a), ERR_VALUE);
}

static void
sums_add_up(void **state)
{
	struct point_sum sum = {{{0}}, false};
	struct scalar blinds = {{0}}, blind;
	int64_t amount, total;
	struct point v;
	size_t i;

	(void)state;
	total = 0;
	for (i = 0; i < 100; i++) {
		blind = some_blind();
		amount = (int64_t)randombytes_uniform(2000000) - 500000;
		v = commitment(&blind, i % 3 == 0 ? 0 : amount);
		total += i % 3 == 0 ? 0 : amount;
		scalar_add(&blinds, &blind);
		assert_int_equal(point_sum_add(&sum, &v), ERR_OK);
		assert_int_equal(total_check(&sum, total, &blinds), ERR_OK);
	}
	assert_int_equal(total_check(&sum, total + 1, &blinds), ERR_VALUE);
	scalar_add(&blinds, &one);
	assert_int_equal(total_check(&sum, total, &blinds), ERR_VALUE);
	scalar_sub(&blinds, &one);
	assert_int_equal(total_check(&sum, total, &blinds), ERR_OK);
}

/* libsodium fails where a product is the identity: zero has its own branch. */
static void
zeros(void **state)
{
	struct point_sum sum = {{{0}}, false};
	struct point v, h, b;

	(void)state;
	h = value_generator();
	v = commitment(&zero, 1);
	assert_memory_equal(v.b, h.b, sizeof(v.b));
	v = commitment(&one, 0);
	assert_int_equal(crypto_scalarmult_ristretto255_base(b.b, one.b), 0);
	assert_memory_equal(v.b, b.b, sizeof(v.b));
	assert_int_equal(value_commit(&v, &zero, 0), ERR_VALUE);
	assert_memory_equal(v.b, b.b, sizeof(v.b));
	/* The empty sum, and one that has cancelled, open to nothing. */
	assert_int_equal(total_check(&sum, 0, &zero), ERR_OK);
	assert_int_equal(total_check(&sum, 1, &zero), ERR_VALUE);
	assert_int_equal(total_check(&sum, 0, &one), ERR_VALUE);
	v = commitment(&zero, 5);
	assert_int_equal(point_sum_add(&sum, &v), ERR_OK);
	v = commitment(&zero, -5);
	assert_int_equal(point_sum_add(&sum, &v), ERR_OK);
	assert_int_equal(total_check(&sum, 0, &zero), ERR_OK);
	v = commitment(&one, 5);
	assert_int_equal(point_sum_add(&sum, &v), ERR_OK);
	assert_int_equal(total_check(&sum, 5, &one), ERR_OK);
}

static void
ranges(void **state)
{
	struct point_sum sum = {{{0}}, false};
	struct point v, was;

	(void)state;
	v = was = commitment(&one, 1);
	assert_int_equal(value_commit(&v, &one, TOTAL_MAX + 1), ERR_RANGE);
	assert_int_equal(value_commit(&v, &one, -TOTAL_MAX - 1), ERR_RANGE);
	assert_int_equal(value_commit(&v, &one, INT64_MIN), ERR_RANGE);
	assert_int_equal(value_commit(&v, &order, 1), ERR_VALUE);
	assert_memory_equal(v.b, was.b, sizeof(v.b));
	assert_int_equal(value_check(&v, &one, TOTAL_MAX + 1), ERR_RANGE);
	assert_int_equal(total_check(&sum, TOTAL_MAX + 1, &zero), ERR_RANGE);
	assert_int_equal(total_check(&sum, 0, &order), ERR_VALUE);
}

static void
scalars_below_the_order(void **state)
{
	struct scalar s;

	(void)state;
	assert_int_equal(scalar_check(&zero), ERR_OK);
	assert_int_equal(scalar_check(&order), ERR_VALUE);
	s = order;
	s.b[0]--;
	assert_int_equal(scalar_check(&s), ERR_OK);
	s.b[0] += 2;
	assert_int_equal(scalar_check(&s), ERR_VALUE);
	memset(s.b, 0xff, sizeof(s.b));
	assert_int_equal(scalar_check(&s), ERR_VALUE);
}

/* FORMAT 5.3, for the first point of a sum and for the later ones */
static void
refuses_points(void **state)
{
	struct point_sum sum = {{{0}}, false}, was;
	struct point bad[4] = {{{0}}}, v;
	size_t i;

	(void)state;
	v = commitment(&one, 1);
	/* [0] the identity; [1] x + p; [2] negative; [3] not on the group */
	memset(bad[1].b, 0xff, sizeof(bad[1].b));
	bad[2].b[0] = 1;
	memset(bad[3].b, 0, sizeof(bad[3].b));
	bad[3].b[0] = 0x26;
	for (i = 0; i < 4; i++) {
		assert_int_equal(point_check(&bad[i]), ERR_VALUE);
		was = sum;
		assert_int_equal(point_sum_add(&sum, &bad[i]), ERR_VALUE);
		assert_int_equal(sum.any, was.any);
		assert_memory_equal(sum.p.b, was.p.b, sizeof(was.p.b));
		assert_int_equal(value_check(&bad[i], &one, 1), ERR_VALUE);
		assert_int_equal(point_sum_add(&sum, &v), ERR_OK);
	}
	assert_int_equal(value_check(&bad[0], &zero, 0), ERR_VALUE);
}

/* {"amount":N,"blind":"..","v":1}, as the vectors of "total" have it */
static enum err
try_total(struct span s, const json_t *context)
{
	struct point_sum sum = {{{0}}, false};
	struct scalar blind;
	struct point v;
	json_t *j, *p;
	size_t i;
	enum err e;

	j = json_loadb((const char *)s.p, s.n, 0, NULL);
	assert_non_null(j);
	vector_base64(blind.b, sizeof(blind.b), j, "blind");
	json_array_foreach(json_object_get(context, "values"), i, p)
	{
		assert_int_equal(sodium_base642bin(v.b, sizeof(v.b),
				     json_string_value(p),
				     json_string_length(p), NULL, NULL, NULL,
				     sodium_base64_VARIANT_ORIGINAL),
		    0);
		assert_int_equal(point_sum_add(&sum, &v), ERR_OK);
	}
	assert_true(i == 64);
	e = total_check(&sum, (int64_t)vector_number(j, "amount"), &blind);
	json_decref(j);
	return e;
}

static void
vectors(void **state)
{
	(void)state;
	assert_int_equal(vector_bad("total", try_total), 2);
}

/* One payload for another: the commitment does not open. */
static enum err
try_opening(struct span payload, const json_t *context)
{
	struct statement s;
	struct scalar blind;
	struct okey okey;
	struct digest d;

	vector_base64(okey.b, sizeof(okey.b), context, "okey");
	assert_int_equal(statement_decode(&s, vector_text(context, "statement"),
			     NULL),
	    ERR_OK);
	blind = okey_blind(&okey);
	assert_int_equal(value_check(&s.value, &blind,
			     (int64_t)vector_number(context, "amount")),
	    ERR_OK);
	d = payload_commit(&okey, payload);
	return digest_eq(&d, &s.payload) ? ERR_OK : ERR_HASH;
}

static void
opening_vectors(void **state)
{
	(void)state;
	assert_int_equal(vector_bad("opening", try_opening), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(generator),
	    cmocka_unit_test(opens_to_one_amount),
	    cmocka_unit_test(reversal_cancels),
	    cmocka_unit_test(sums_add_up),
	    cmocka_unit_test(zeros),
	    cmocka_unit_test(ranges),
	    cmocka_unit_test(scalars_below_the_order),
	    cmocka_unit_test(refuses_points),
	    cmocka_unit_test(vectors),
	    cmocka_unit_test(opening_vectors),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
