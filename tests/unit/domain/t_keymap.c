/*
 * t_keymap.c - keys and ids by the thousand: found, replaced, told in the
 * order in which they came, and no other found.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "keymap.h"

#define MANY 5000

static struct span
key_of(char buf[32], size_t i)
{
	int n = snprintf(buf, 32, "SP-%06zu", i);

	return (struct span){(const uint8_t *)buf, (size_t)n};
}

static void
test_keys(void **state)
{
	struct keymap m = {NULL, 0, 0, NULL, 0, 0};
	uint8_t large[KEYMAP_KEY_MAX] = {1};
	struct span key, all = {large, sizeof(large)};
	char buf[32];
	size_t i, at = 0, value;

	(void)state;
	assert_true(keymap_get(&m, 'c', span_str("x")) == KEYMAP_NONE);
	assert_false(keymap_next(&m, &at, &key, &value));
	for (i = 0; i < MANY; i++) {
		key = key_of(buf, i);
		assert_int_equal(keymap_put(&m, i % 2 == 0 ? 'c' : 's', key, i),
		    ERR_OK);
	}
	assert_int_equal(keymap_put(&m, 'c', (struct span){NULL, 0}, 7),
	    ERR_OK);
	assert_int_equal(keymap_put(&m, 'c', key_of(buf, 10), 99), ERR_OK);
	assert_int_equal(m.n, MANY + 1);
	assert_int_equal(keymap_reserve(&m, 4 * MANY, 1 << 20), ERR_OK);
	for (i = 0; i < MANY; i++) {
		key = key_of(buf, i);
		assert_int_equal(keymap_get(&m, i % 2 == 0 ? 'c' : 's', key),
		    i == 10 ? 99 : i);
		assert_true(
		    keymap_get(&m, i % 2 == 0 ? 's' : 'c', key) == KEYMAP_NONE);
	}
	assert_int_equal(keymap_get(&m, 'c', (struct span){NULL, 0}), 7);
	for (i = 0; keymap_next(&m, &at, &key, &value); i++)
		assert_true(value == (i == 10 ? 99 : i == MANY ? 7 : i));
	assert_int_equal(i, MANY + 1);
	assert_int_equal(keymap_put(&m, 'c', all, 1), ERR_RANGE);
	assert_int_equal(keymap_put(&m, 'c', key_of(buf, 1), SIZE_MAX),
	    ERR_RANGE);
	keymap_release(&m);
}

struct record {
	unsigned other;
	struct id id;
};

static void
test_ids(void **state)
{
	struct record *r = calloc(MANY, sizeof(*r));
	const struct id_array ids = {r, sizeof(*r),
	    offsetof(struct record, id)};
	struct idmap m = {NULL, 0, 0};
	struct id absent = {{0xff}};
	size_t i;

	(void)state;
	assert_non_null(r);
	assert_true(idmap_get(&m, &ids, &absent) == KEYMAP_NONE);
	for (i = 0; i < MANY; i++) {
		/* some are alike in all but one byte */
		r[i].id.b[i % ID_LEN] = (uint8_t)(i >> 4);
		r[i].id.b[(i + 1) % ID_LEN] ^= (uint8_t)(1 + (i >> 8));
		r[i].id.b[(i + 5) % ID_LEN] ^= (uint8_t)(i >> 12);
		if (idmap_get(&m, &ids, &r[i].id) == KEYMAP_NONE)
			r[i].other = 1;
		assert_int_equal(idmap_put(&m, &ids, i), ERR_OK);
		assert_int_equal(idmap_get(&m, &ids, &r[i].id), i);
	}
	idmap_release(&m);
	assert_int_equal(idmap_fill(&m, &ids, MANY), ERR_OK);
	for (i = MANY; i-- > 0;)
		assert_true(
		    id_eq(&r[idmap_get(&m, &ids, &r[i].id)].id, &r[i].id));
	assert_true(idmap_get(&m, &ids, &absent) == KEYMAP_NONE);
	for (i = 0; i < MANY; i++)
		m.n -= r[i].other;
	assert_int_equal(m.n, 0);
	idmap_release(&m);
	free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_keys),
	    cmocka_unit_test(test_ids)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
