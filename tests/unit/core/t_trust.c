/*
 * t_trust.c - trust policies: each rule of C2SP tlog-policy broken once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "trust_keys.h"

static void
test_decode(void **state)
{
	struct trust t;

	(void)state;
	assert_int_equal(decode(&t, NESTED), ERR_OK);
	assert_int_equal(t.n_log, 2);
	assert_string_equal(t.log[1].name, "log.example/6");
	assert_int_equal(t.n_node, 8);
	assert_true(span_is(t.node[0].name, "X1"));
	assert_string_equal(t.node[0].key.name, "witness.example/1");
	assert_true(span_is(t.node[2].name, "#3"));
	assert_true(t.node[3].is_group);
	assert_int_equal(t.node[3].threshold, 2);
	assert_int_equal(t.node[3].n, 3);
	assert_true(t.node[3].used);
	assert_int_equal(t.node[6].threshold, 1);
	assert_int_equal(t.node[7].threshold, 2);
	assert_int_equal(t.node[7].member[1], 6);
	assert_false(t.node[7].used);
	assert_int_equal(t.quorum, 7);
}

/* The quorum may stand anywhere below what it names; logs may be none. */
static void
test_decode_small(void **state)
{
	struct trust t;

	(void)state;
	assert_int_equal(decode(&t, "witness a &1\nquorum a\nlog @0\n"),
	    ERR_OK);
	assert_int_equal(t.quorum, 0);
	assert_int_equal(decode(&t, "quorum none\n"), ERR_OK);
	assert_int_equal(t.n_log, 0);
	assert_int_equal(t.quorum, -1);
}

static const struct {
	const char *text;
	enum err err;
	unsigned line;
} refused[] = {
    /* no quorum, or more than one, or of an unknown name */
    {"", ERR_MISSING, 0},
    {"log @0\nwitness a &1\n", ERR_MISSING, 0},
    {"#quorum none\n", ERR_MISSING, 0},
    {"quorum none\nquorum none\n", ERR_EXISTS, 2},
    {"witness a &1\nquorum a\nquorum none\n", ERR_EXISTS, 3},
    {"quorum none\nwitness a &1\nquorum a\n", ERR_EXISTS, 3},
    {"quorum a\nwitness a &1\n", ERR_MISSING, 1},
    {"quorum\n", ERR_FORMAT, 1},
    {"quorum none none\n", ERR_FORMAT, 1},
    {"witness a &1\nquorum A\n", ERR_MISSING, 2},
    /* lines */
    {"quorum none", ERR_FORMAT, 1},
    {"quorum none\n\nlog @0", ERR_FORMAT, 3},
    {"quorum none\r\n", ERR_FORMAT, 1},
    {"quorum none\n# \x01\n", ERR_FORMAT, 2},
    {"quorum none\n\x7f\n", ERR_FORMAT, 2},
    {"quorum\x0bnone\n", ERR_FORMAT, 1},
    {"quorum none # why\n", ERR_FORMAT, 1},
    {"quorum none\nQuorum none\n", ERR_FORMAT, 2},
    {"quorum none\nmirror @0\n", ERR_FORMAT, 2},
    {"quorum\xc2\xa0none\n", ERR_FORMAT, 1},
    /* logs */
    {"log\n", ERR_FORMAT, 1},
    {"log @0 a b\n", ERR_FORMAT, 1},
    {"log &0\n", ERR_KEY, 1},
    {"log x@0\n", ERR_FORMAT, 1},
    {"log @0\nlog @0\n", ERR_EXISTS, 2},
    /* witnesses */
    {"witness a\n", ERR_FORMAT, 1},
    {"witness &1\n", ERR_FORMAT, 1},
    {"witness a &1 b c\n", ERR_FORMAT, 1},
    {"witness a @1\n", ERR_KEY, 1},
    {"witness a &1x\n", ERR_FORMAT, 1},
    {"witness none &1\n", ERR_EXISTS, 1},
    {"witness a &1\nwitness a &2\n", ERR_EXISTS, 2},
    {"witness a &1\nwitness b &1\n", ERR_EXISTS, 2},
    /* groups */
    {"witness a &1\ngroup g any\n", ERR_FORMAT, 2},
    {"witness a &1\ngroup g\n", ERR_FORMAT, 2},
    {"witness a &1\ngroup g a\n", ERR_FORMAT, 2},
    {"witness a &1\ngroup g some a\n", ERR_FORMAT, 2},
    {"witness a &1\ngroup g 0 a\n", ERR_RANGE, 2},
    {"witness a &1\ngroup g 2 a\n", ERR_RANGE, 2},
    {"witness a &1\ngroup g 01 a\n", ERR_FORMAT, 2},
    {"witness a &1\ngroup g -1 a\n", ERR_FORMAT, 2},
    {"witness a &1\ngroup g 1 b\n", ERR_MISSING, 2},
    {"witness a &1\ngroup g 1 none\n", ERR_MISSING, 2},
    {"witness a &1\ngroup g 1 g\n", ERR_MISSING, 2},
    {"witness a &1\ngroup none 1 a\n", ERR_EXISTS, 2},
    {"witness a &1\ngroup a 1 a\n", ERR_EXISTS, 2},
    {"witness a &1\ngroup g 1 a a\n", ERR_EXISTS, 2},
    {"witness a &1\ngroup g 1 a\ngroup h 1 a\n", ERR_EXISTS, 3},
    {"witness a &1\ngroup g 1 a\nwitness g &2\n", ERR_EXISTS, 3},
    {"group g 1 a\nwitness a &1\n", ERR_MISSING, 1},
};

static void
test_refused(void **state)
{
	struct trust t, was;
	unsigned line;
	enum err err;
	size_t i;

	(void)state;
	memset(&t, 0x5a, sizeof(t));
	was = t;
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		line = 99;
		err = trust_decode(&t, policy(refused[i].text), &line);
		if (err != refused[i].err || line != refused[i].line)
			fail_msg("%s at %u: %s", err_word(err), line,
			    refused[i].text);
	}
	assert_memory_equal(&t, &was, sizeof(t));
}

/* As many lines as fit are taken, one more is not. */
static void
test_limits(void **state)
{
	static uint8_t buf[TRUST_FILE_MAX + 1];
	struct trust t;
	unsigned i, line;
	struct wr w;

	(void)state;
	wr_init(&w, buf, sizeof(buf));
	wr_lit(&w, "quorum none\n");
	for (i = 0; i <= TRUST_LOGS_MAX; i++) {
		assert_int_equal(trust_decode(&t, wr_done(&w), &line), ERR_OK);
		wr_lit(&w, "log ");
		wr_lit(&w, vkey_text[0][i]);
		wr_lit(&w, "\n");
	}
	assert_int_equal(trust_decode(&t, wr_done(&w), &line), ERR_RANGE);
	assert_int_equal(line, 2 + TRUST_LOGS_MAX);
	wr_init(&w, buf, sizeof(buf));
	wr_lit(&w, "quorum none\n");
	for (i = 0; i <= TRUST_NODES_MAX; i++) {
		assert_int_equal(trust_decode(&t, wr_done(&w), &line), ERR_OK);
		wr_lit(&w, "witness ");
		wr_decimal(&w, i);
		wr_lit(&w, " ");
		wr_lit(&w, vkey_text[1][i]);
		wr_lit(&w, "\n");
	}
	assert_int_equal(trust_decode(&t, wr_done(&w), &line), ERR_RANGE);
	assert_int_equal(line, 2 + TRUST_NODES_MAX);
}

/* The widest group, a line that is wider still, and a file too long. */
static void
test_limits_of_lines(void **state)
{
	static uint8_t buf[TRUST_FILE_MAX + 1];
	struct trust t;
	unsigned i, line;
	struct wr w;

	(void)state;
	wr_init(&w, buf, sizeof(buf));
	for (i = 0; i < TRUST_NODES_MAX - 1; i++) {
		wr_lit(&w, "witness ");
		wr_decimal(&w, i);
		wr_lit(&w, " ");
		wr_lit(&w, vkey_text[1][i]);
		wr_lit(&w, "\n");
	}
	wr_lit(&w, "group g all");
	for (i = 0; i < TRUST_NODES_MAX - 1; i++) {
		wr_lit(&w, " ");
		wr_decimal(&w, i);
	}
	wr_lit(&w, "\nquorum g\n");
	assert_int_equal(trust_decode(&t, wr_done(&w), &line), ERR_OK);
	assert_int_equal(t.node[t.quorum].n, TRUST_NODES_MAX - 1);
	wr_init(&w, buf, sizeof(buf));
	for (i = 0; i < 68; i++)
		wr_lit(&w, "a ");
	wr_lit(&w, "\n");
	assert_int_equal(trust_decode(&t, wr_done(&w), &line), ERR_RANGE);
	memset(buf, '\n', sizeof(buf));
	memcpy(buf, "quorum none", 11);
	assert_int_equal(trust_decode(&t, (struct span){buf, TRUST_FILE_MAX},
			     &line),
	    ERR_OK);
	assert_int_equal(trust_decode(&t,
			     (struct span){buf, TRUST_FILE_MAX + 1}, &line),
	    ERR_RANGE);
	assert_int_equal(line, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_decode),
	    cmocka_unit_test(test_decode_small),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_limits),
	    cmocka_unit_test(test_limits_of_lines),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
