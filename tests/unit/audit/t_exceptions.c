/*
 * t_exceptions.c - irregularities that keep every rule of the plan are each
 * found, at their entry; a ledger without them has none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/small.h"

#include "exceptions.h"
#include "text.h"

static struct book book;

/* Past schema and rules, as a ledger would have it.  Returns the index. */
static uint64_t
put(enum kind k, json_t *o)
{
	struct statement st = {.kind = k,
	    .class = kind_has_class(k, CLASS_SEALED) && k != KIND_SPONSOR
		? CLASS_SEALED
		: CLASS_CLEAR,
	    .id = world_id(w.s->n_entry)};
	struct record r = {.index = w.s->n_entry, .st = &st, .payload = o};
	const char *bad = NULL;
	int32_t day = 0;

	assert_int_equal(date_decode(&day, span_str(now)), ERR_OK);
	r.time_ms = (uint64_t)day * 86400000 + 3600000;
	(void)json_object_set_new(o, "v", json_integer(1));
	if (k != KIND_PUBLICATION && k != KIND_KEY_GRANT &&
	    k != KIND_KEY_REVOKE) {
		assert_int_equal(schema_check(o, payload_schema(k, st.class),
				     NULL, &bad),
		    ERR_OK);
		passes(rules_check(w.s, NULL, &r, &w.said));
	}
	assert_int_equal(book_take(&book, &r), ERR_OK);
	assert_false(book.broken);
	json_decref(o);
	return r.index;
}

#define put(k, ...) put((k), payload((k), __VA_ARGS__))

static uint64_t
give(char sponsor, int child, const char *date, int64_t amount)
{
	return put(KIND_DISBURSEMENT,
	    "'sponsor':'%c','child':'TE-%06d','date':'%s','amount':%lld",
	    sponsor, child, date, (long long)amount);
}

static uint64_t
confirm(uint64_t what, const char *by, const char *unit)
{
	return put(KIND_CONFIRMATION,
	    "'disbursement':%d,'by':'%s','confirmer':'%s'", (int)what, by,
	    unit);
}

/* Sponsors a to e, ten children of two hamlets and one school, each with an
 * assignment; five sponsors hold two each. */
static int
setup(void **state)
{
	int i;

	(void)state;
	if (book_init(&book) != ERR_OK)
		return 1;
	w.s = book.state;
	now = "2026-07-01";
	for (i = 0; i < 5; i++)
		(void)put(KIND_SPONSOR, "'code':'%c'", 'a' + i);
	for (i = 1; i <= 10; i++) {
		(void)put(KIND_CHILD,
		    "'child':'TE-%06d','name':'n%d','birth':'2014-05-%02d',"
		    "'hamlet':'t0%d','household':'H%d'",
		    i, i, i, 1 + i % 2, i);
		(void)put(KIND_ASSIGNMENT,
		    "'child':'TE-%06d','sponsor':'%c','opening':true", i,
		    'a' + (i - 1) / 2);
	}
	(void)put(KIND_KEY_GRANT, "'name':'o/t02-1','unit':'t02'");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	book_release(&book);
	return 0;
}

/* How many of this kind; if index is one, at that entry. */
static size_t
found(enum exception what, uint64_t index)
{
	struct exceptions x;
	size_t i, n = 0;

	assert_int_equal(exceptions_find(&x, &book), ERR_OK);
	for (i = 0; i < x.n; i++)
		n += x.f[i].what == what &&
		    (index == EXCEPTION_NONE || x.f[i].index == index);
	exceptions_release(&x);
	return n;
}

static size_t
all(void)
{
	struct exceptions x;
	size_t n;

	assert_int_equal(exceptions_find(&x, &book), ERR_OK);
	n = x.n;
	exceptions_release(&x);
	return n;
}

/* An honest quarter has none; the bounds themselves are not beyond them. */
static void
test_clean(void **state)
{
	uint64_t i;

	(void)state;
	assert_int_equal(all(), 0);
	now = "2026-08-04";
	i = give('a', 1, "2026-07-05", 1000000); /* 30 days */
	(void)confirm(i, "key", "t02");
	i = give('a', 2, "2026-08-04", 20000000); /* one at the bound */
	(void)confirm(i, "paper", "t01");
	i = give('b', 3, "2026-08-04", 20000000); /* and one over it */
	(void)put(KIND_REVERSAL, "'target':%d", (int)i);
	assert_int_equal(all(), 0);
}

static void
test_days(void **state)
{
	uint64_t i;

	(void)state;
	now = "2026-08-20";
	i = give('a', 1, "2026-07-05", 1000000);
	assert_int_equal(found(EXCEPTION_LATE, i), 1);
	i = give('a', 1, "2026-08-19", 1000000);
	now = "2026-09-23";
	(void)put(KIND_REVERSAL, "'target':%d", (int)i);
	assert_int_equal(all(), 1);
	i = give('a', 1, "2026-09-20", 1000000);
	now = "2026-09-24";
	i = put(KIND_REVERSAL, "'target':%d", (int)i);
	assert_int_equal(found(EXCEPTION_REVERSED_AT_END, i), 1);
	assert_int_equal(all(), 2);
	now = "2026-10-06";
	(void)give('b', 3, "2026-09-25", 1000000);
	assert_int_equal(all(), 2);
	(void)put(KIND_PUBLICATION, "'period':'2026-Q3'");
	i = give('b', 4, "2026-09-25", 1000000);
	assert_int_equal(found(EXCEPTION_BACKDATED, i), 1);
	assert_int_equal(all(), 3);
}

static void
test_decision(void **state)
{
	uint64_t i;

	(void)state;
	now = "2026-09-30";
	(void)put(KIND_DOCUMENT, "'number':'12/QĐ','date':'2026-07-10'");
	(void)put(KIND_DOCUMENT, "'number':'13/QĐ','date':'2026-09-29'");
	(void)put(KIND_CHILD,
	    "'child':'TE-000011','name':'x','household':'H11'");
	(void)put(KIND_CHILD,
	    "'child':'TE-000012','name':'y','household':'H12'");
	(void)put(KIND_CHILD,
	    "'child':'TE-000013','name':'z','household':'H13'");
	i = put(KIND_ASSIGNMENT, "'child':'TE-000011','basis':'theo 12/QĐ'");
	assert_int_equal(found(EXCEPTION_DECISION_GAP, i), 1);
	i = put(KIND_ASSIGNMENT,
	    "'child':'TE-000012','basis':'13/QĐ','from':'2026-09-20'");
	assert_int_equal(found(EXCEPTION_BEFORE_DECISION, i), 1);
	(void)put(KIND_ASSIGNMENT, "'child':'TE-000013','basis':'13/QĐ'");
	assert_int_equal(all(), 2);
}

static void
test_confirmers(void **state)
{
	static const char *const day[] = {"2026-07-05", "2026-07-06",
	    "2026-07-07"};
	uint64_t i, first = 0, given[5];
	int k;

	(void)state;
	now = "2026-07-08";
	for (k = 0; k < 5; k++)
		given[k] = give('b', 3 + k % 2, day[k * 3 / 5], 300000);
	for (k = 0; k < 4; k++) {
		i = confirm(given[k], "key", "tr1");
		first = k == 0 ? i : first;
	}
	assert_int_equal(all(), 0); /* four are too few */
	(void)confirm(given[4], "key", "tr1");
	assert_int_equal(found(EXCEPTION_ONE_CONFIRMER, first), 1);
	assert_int_equal(found(EXCEPTION_SAME_DAY, EXCEPTION_NONE), 1);
	assert_int_equal(all(), 2);
	i = confirm(give('c', 5, "2026-07-08", 300000), "paper", "t02");
	assert_int_equal(found(EXCEPTION_PAPER_KEYED, i), 1);
	assert_int_equal(all(), 3);
	(void)confirm(give('c', 6, "2026-07-08", 300000), "paper", "t01");
	(void)confirm(give('d', 8, "2026-07-08", 300000), "paper", "t01");
	assert_int_equal(found(EXCEPTION_PAPER_SHARE, EXCEPTION_NONE), 1);
	assert_int_equal(found(EXCEPTION_PAPER_KEYED, EXCEPTION_NONE), 1);
}

static void
test_amounts(void **state)
{
	uint64_t i;
	int k;

	(void)state;
	now = "2026-08-20";
	i = give('a', 1, "2026-08-01", 19500000);
	(void)give('a', 2, "2026-08-15", 18000000);
	assert_int_equal(found(EXCEPTION_JUST_UNDER, i), 1);
	assert_int_equal(all(), 1);
	i = give('b', 3, "2026-08-10", 12000000);
	(void)give('b', 4, "2026-08-10", 12000000); /* another child */
	(void)give('b', 3, "2026-08-18", 12000000); /* too long after */
	assert_int_equal(all(), 1);
	(void)give('b', 3, "2026-08-12", 9000000);
	assert_int_equal(found(EXCEPTION_SPLIT, i), 1);
	for (k = 0; k < 3; k++) {
		assert_int_equal(found(EXCEPTION_ROUND, EXCEPTION_NONE), 0);
		i = put(KIND_DISBURSEMENT,
		    "'sponsor':'c','child':'TE-000005','kind':'in-kind',"
		    "'basis':'invoice','amount':%d",
		    200000 + k * 100000);
	}
	assert_int_equal(found(EXCEPTION_ROUND, i - 2), 1);
	(void)put(KIND_DISBURSEMENT,
	    "'sponsor':'c','child':'TE-000005','kind':'in-kind',"
	    "'basis':'invoice','amount':234500");
	assert_int_equal(found(EXCEPTION_ROUND, EXCEPTION_NONE), 0);
}

static void
test_vouchers(void **state)
{
	uint64_t i;

	(void)state;
	now = "2026-08-20";
#define VOUCHER(n, date)                                                       \
	put(KIND_DISBURSEMENT,                                                 \
	    "'sponsor':'a','voucher':'" n "','amount':300000,'date':'" date    \
	    "'")
	(void)VOUCHER("01/A", "2026-08-01");
	(void)VOUCHER("03/A", "2026-08-03");
	(void)VOUCHER("02/A", "2026-08-03"); /* the same day */
	(void)VOUCHER("1/B", "2026-08-09");  /* another series */
	assert_int_equal(all(), 0);
	i = VOUCHER("04/A", "2026-08-02");
	i = VOUCHER("002/A", "2026-08-10"); /* read as a number */
	assert_int_equal(found(EXCEPTION_VOUCHER_ORDER, i), 1);
	assert_int_equal(found(EXCEPTION_VOUCHER_ORDER, EXCEPTION_NONE), 3);
}

/* Every kind and bound has its words, in both languages. */
static void
test_words(void **state)
{
	const struct exception_info *i;
	int k;

	(void)state;
	for (k = 0; k < EXCEPTIONS; k++) {
		i = exception_info((enum exception)k);
		assert_true(is_word(span_str(i->word)));
		assert_non_null(i->vi);
		assert_non_null(i->en);
		assert_non_null(i->mean_vi);
		assert_non_null(i->mean_en);
		assert_non_null(i->ask_vi);
		assert_non_null(i->ask_en);
		assert_int_equal(i->count_vi[0] == '\0',
		    i->count_en[0] == '\0');
	}
	for (k = 0; k < EXCEPTION_LIMITS; k++) {
		assert_true(is_word(
		    span_str(exception_limit((enum exception_limit)k)->word)));
		assert_non_null(exception_limit((enum exception_limit)k)->en);
	}
}

#define case_of(t) cmocka_unit_test_setup_teardown(t, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    case_of(test_clean),
	    case_of(test_days),
	    case_of(test_decision),
	    case_of(test_confirmers),
	    case_of(test_amounts),
	    case_of(test_vouchers),
	    case_of(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
