/* t_kind.c - the words and classes of FORMAT 6.1, read from FORMAT.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "kind.h"

static void
words_and_back(void **state)
{
	enum kind k, j;

	(void)state;
	for (k = KIND_GENESIS; k < KIND_COUNT; k++) {
		assert_int_equal(kind_decode(&j, span_str(kind_word(k))),
		    ERR_OK);
		assert_int_equal(j, k);
	}
	j = KIND_AUDIT;
	assert_int_equal(kind_decode(&j, SPAN_LIT("Audit")), ERR_FORMAT);
	assert_int_equal(kind_decode(&j, SPAN_LIT("audi")), ERR_FORMAT);
	assert_int_equal(kind_decode(&j, SPAN_LIT("")), ERR_FORMAT);
	assert_int_equal(j, KIND_AUDIT);
}

static void
classes(void **state)
{
	enum class c;

	(void)state;
	assert_int_equal(class_decode(&c, SPAN_LIT("clear")), ERR_OK);
	assert_int_equal(c, CLASS_CLEAR);
	assert_int_equal(class_decode(&c, SPAN_LIT("sealed")), ERR_OK);
	assert_int_equal(c, CLASS_SEALED);
	assert_int_equal(class_decode(&c, SPAN_LIT("Clear")), ERR_FORMAT);
	assert_int_equal(class_decode(&c, SPAN_LIT("")), ERR_FORMAT);
	assert_int_equal(c, CLASS_SEALED);
}

/* Every row of the table, and no kind without a row. */
static void
table_of_format(void **state)
{
	char line[512], word[33], class[32];
	enum kind k;
	unsigned n;
	FILE *f;

	(void)state;
	n = 0;
	f = fopen("ledger/doc/FORMAT.md", "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL &&
	    strncmp(line, "| kind | class ", 15) != 0)
		;
	assert_non_null(fgets(line, sizeof(line), f));
	while (fgets(line, sizeof(line), f) != NULL && line[0] == '|') {
		assert_int_equal(sscanf(line, "| %32[a-z-] | %31[a-z ]|", word,
				     class),
		    2);
		assert_int_equal(kind_decode(&k, span_str(word)), ERR_OK);
		assert_int_equal(k, n);
		assert_int_equal(kind_has_class(k, CLASS_CLEAR),
		    strstr(class, "clear") != NULL);
		assert_int_equal(kind_has_class(k, CLASS_SEALED),
		    strstr(class, "sealed") != NULL);
		n++;
	}
	fclose(f);
	assert_int_equal(n, KIND_COUNT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_and_back),
	    cmocka_unit_test(classes),
	    cmocka_unit_test(table_of_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
