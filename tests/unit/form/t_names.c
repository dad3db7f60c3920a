/*
 * t_names.c - names of columns, kinds and words: each leads to one thing, and
 * what a sheet shows is what it takes back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "column.h"
#include "convert.h"
#include "names.h"
#include "payload.h"
#include "words_table.h"

#define LONG 200

/* Every field of every kind has names, the key first, and is known by each. */
static void
test_columns(void **state)
{
	const char *list[NAMES_MAX];
	const struct schema *s;
	size_t i, j, k, seen = 0;

	(void)state;
	for (k = 0; k < KIND_COUNT; k++) {
		s = payload_schema((enum kind)k, column_class((enum kind)k));
		for (i = 0; s != NULL && i < s->n; i++) {
			names_of(list, s->field[i].key);
			assert_string_equal(list[0], s->field[i].key);
			for (j = 0; list[j] != NULL; j++, seen++)
				assert_true(
				    column_known((enum kind)k, list[j]));
			assert_ptr_equal(column_field((enum kind)k, list[0]),
			    &s->field[i]);
		}
		assert_false(column_known((enum kind)k, "mau_sac"));
	}
	assert_true(seen > 200);
}

/* Within one kind no name heads two fields: a cell would go to either. */
static void
test_no_name_twice(void **state)
{
	const char *a[NAMES_MAX], *b[NAMES_MAX];
	const struct schema *s;
	size_t i, j, k, x, y;

	(void)state;
	for (k = 0; k < KIND_COUNT; k++) {
		s = payload_schema((enum kind)k, column_class((enum kind)k));
		for (i = 0; s != NULL && i < s->n; i++) {
			for (j = i + 1; j < s->n; j++) {
				names_of(a, s->field[i].key);
				names_of(b, s->field[j].key);
				for (x = 0; a[x] != NULL; x++)
					for (y = 0; b[y] != NULL; y++)
						if (strcmp(a[x], b[y]) == 0)
							fail_msg("%s: %s",
							    kind_word(
								(enum kind)k),
							    a[x]);
			}
		}
	}
}

static void
test_helpers(void **state)
{
	(void)state;
	assert_true(column_is_helper(KIND_CONFIRMATION, "voucher"));
	assert_true(column_is_helper(KIND_CONFIRMATION, "so_phieu"));
	assert_true(column_is_helper(KIND_CHILD, "loi"));
	assert_false(column_is_helper(KIND_DISBURSEMENT, "voucher"));
	assert_non_null(column_field(KIND_CONFIRMATION, "voucher"));
	assert_null(column_field(KIND_CHILD, "voucher_of_nobody"));
	assert_true(column_private(KIND_CHILD, "name"));
	assert_true(column_private(KIND_CHILD, "birth"));
	assert_false(column_private(KIND_CHILD, "child"));
	assert_false(column_private(KIND_DOCUMENT, "name"));
	assert_true(
	    column_optional(KIND_CHILD, column_field(KIND_CHILD, "guardian")));
	assert_false(
	    column_optional(KIND_CHILD, column_field(KIND_CHILD, "birth")));
	assert_true(
	    column_optional(KIND_CHANGE, column_field(KIND_CHANGE, "school")));
}

/* What a sheet offers in Vietnamese or English is read back as the word. */
static void
test_words_read_back(void **state)
{
	const struct words_code *c;
	const struct schema *s;
	const struct field *f;
	size_t i, j, k, seen = 0;

	(void)state;
	for (k = 0; k < KIND_COUNT; k++) {
		s = payload_schema((enum kind)k, column_class((enum kind)k));
		for (i = 0; s != NULL && i < s->n; i++) {
			f = &s->field[i];
			if (f->type != F_WORD || f->words == NULL)
				continue;
			for (j = 0; f->words[j] != NULL; j++) {
				const char *w = f->words[j];

				assert_string_equal(names_value(f, w), w);
				for (c = words_codes; c->word != NULL; c++) {
					if (c->key == NULL ||
					    strcmp(c->key, f->key) != 0 ||
					    strcmp(c->word, w) != 0)
						continue;
					assert_string_equal(names_value(f,
								c->vi),
					    w);
					assert_string_equal(names_value(f,
								c->en),
					    w);
					seen++;
				}
			}
		}
	}
	assert_true(seen > 20);
}

static void
test_value_of_nothing(void **state)
{
	const struct field f = {.key = "kind",
	    .type = F_WORD,
	    .words = WORDS("cash")};
	char text[LONG + 1];

	(void)state;
	memset(text, 'a', LONG);
	text[LONG] = '\0';
	assert_ptr_equal(names_value(&f, text), text);
	assert_string_equal(names_value(&f, "vàng"), "vàng");
}

static void
test_kinds(void **state)
{
	enum kind k;
	size_t i;

	(void)state;
	assert_int_equal(names_kind(&k, "give"), ERR_OK);
	assert_int_equal(k, KIND_DISBURSEMENT);
	assert_int_equal(names_kind(&k, "revoke"), ERR_OK);
	assert_int_equal(k, KIND_KEY_REVOKE);
	for (i = 0; i < KIND_COUNT; i++) {
		assert_int_equal(names_kind(&k, kind_word((enum kind)i)),
		    ERR_OK);
		assert_int_equal(k, i);
	}
	assert_int_equal(names_kind(&k, "gifts"), ERR_FORMAT);
	assert_int_equal(names_kind(&k, ""), ERR_FORMAT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_columns),
	    cmocka_unit_test(test_no_name_twice),
	    cmocka_unit_test(test_helpers),
	    cmocka_unit_test(test_words_read_back),
	    cmocka_unit_test(test_value_of_nothing),
	    cmocka_unit_test(test_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
