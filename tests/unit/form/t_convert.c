/*
 * t_convert.c - people's ways of writing: each that is taken, and what could
 * mean two things or nothing, which is refused with words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "convert.h"

static const struct field fields[] = {
    FIELD("amount", F_INT),
    FIELD("date", F_DATE),
    FIELD("quarter", F_QUARTER),
    FIELD("opening", F_BOOL),
    FIELD("unit", F_WORD),
    FIELD("kind", F_WORD, .words = WORDS("cash", "school-supplies", "in-kind")),
    FIELD("voucher", F_CODE),
    FIELD("share", F_LIST, .max = 4,
	.item = &(const struct field){.type = F_WORD}),
    FIELD("flags", F_LIST, .max = 4,
	.item = &(const struct field){.type = F_INT}),
    FIELD("target", F_REF),
    FIELD("set", F_OBJECT),
};

static const struct field *
field(const char *key)
{
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (strcmp(fields[i].key, key) == 0)
			return &fields[i];
	fail_msg("no field %s", key);
	return NULL;
}

/* What a field takes, as JSON. */
static const struct {
	const char *key, *text, *json;
} taken[] = {
    {"amount", "0", "0"},
    {"amount", "1000000", "1000000"},
    {"amount", "1.000.000", "1000000"},
    {"amount", "20.000.001", "20000001"},
    {"date", "2026-07-05", "\"2026-07-05\""},
    {"date", "05/07/2026", "\"2026-07-05\""},
    {"date", "29/02/2028", "\"2028-02-29\""},
    {"quarter", "2026-Q3", "\"2026-Q3\""},
    {"quarter", "2026-q3", "\"2026-Q3\""},
    {"quarter", "Q3/2026", "\"2026-Q3\""},
    {"quarter", "3/2026", "\"2026-Q3\""},
    {"quarter", "Quý III/2026", "\"2026-Q3\""},
    {"quarter", "QUÝ IV/2026", "\"2026-Q4\""},
    {"quarter", "quý 1/2026", "\"2026-Q1\""},
    {"opening", "1", "true"},
    {"opening", "có", "true"},
    {"opening", "X", "true"},
    {"opening", "0", "false"},
    {"opening", "Không", "false"},
    {"unit", "LHPN", "\"lhpn\""},
    {"unit", "t01", "\"t01\""},
    {"kind", "cash", "\"cash\""},
    {"kind", "Tiền mặt", "\"cash\""},
    {"kind", "TIỀN MẶT", "\"cash\""},
    {"voucher", "01/LHPN", "\"01/LHPN\""},
    {"share", "LHPN cax", "[\"lhpn\",\"cax\"]"},
    {"share", "", "[]"},
    {"flags", "1  3", "[1,3]"},
};

static void
test_taken(void **state)
{
	struct misfit m;
	char *text;
	json_t *v;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(taken) / sizeof(taken[0]); i++) {
		v = NULL;
		if (convert(&v, field(taken[i].key), taken[i].text, &m) !=
		    ERR_OK)
			fail_msg("%s \"%s\" was refused", taken[i].key,
			    taken[i].text);
		text = json_dumps(v, JSON_ENCODE_ANY | JSON_COMPACT);
		assert_string_equal(text, taken[i].json);
		free(text);
		json_decref(v);
	}
}

static const struct {
	const char *key, *text;
} refused[] = {
    {"amount", ""},
    {"amount", "-1"},
    {"amount", "1,5"},
    {"amount", "1.5"},
    {"amount", "1.00.000"},
    {"amount", "1000.000"},
    {"amount", "1.000."},
    {"amount", ".000"},
    {"amount", "01"},
    {"amount", "1 000"},
    {"amount", "99999999999999999"},
    {"amount", "một triệu"},
    {"date", "5/7/2026"},
    {"date", "07/2026"},
    {"date", "30/02/2026"},
    {"date", "29/02/2026"},
    {"date", "2026-13-01"},
    {"date", "2026/07/05"},
    {"date", "05-07-2026"},
    {"date", "05/07/1899"},
    {"quarter", "2026"},
    {"quarter", "Quý V/2026"},
    {"quarter", "Q5/2026"},
    {"quarter", "Q3-2026"},
    {"quarter", "3/26ab"},
    {"quarter", "3/0026"},
    {"quarter", "Quý III 2026"},
    {"opening", "2"},
    {"opening", "có thể"},
    {"opening", ""},
    {"unit",
	"0123456789012345678901234567890123456789012345678901234567890123"
	"4"},
    {"voucher", "\xff\xfe"},
    {"flags", "1 hai"},
    {"target", "12"},
    {"set", "level=th"},
};

static void
test_refused(void **state)
{
	struct misfit m;
	json_t *v;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		m = (struct misfit){.column = refused[i].key};
		v = NULL;
		if (convert(&v, field(refused[i].key), refused[i].text, &m) !=
		    ERR_FORMAT)
			fail_msg("%s \"%s\" was taken", refused[i].key,
			    refused[i].text);
		assert_null(v);
		assert_non_null(m.vi);
		assert_non_null(m.en);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_taken),
	    cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
