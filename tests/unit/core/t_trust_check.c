/*
 * t_trust_check.c - notes judged by what a trust policy says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "trust_keys.h"

#define TIME 1700000000
#define TEXT "log.example/0\n5\nN9YnAQYjlcBUZRLohEYkP8KEz96dvqO0SpAVzQcfUOg=\n"

/*
 * A note signed by those that spell names: a digit is the witness of that
 * number, L the first log, M the seventh; ! spoils the line that follows.
 */
static enum err
judge(const char *rules, const char *text, const char *signers)
{
	static uint8_t buf[NOTE_MAX];
	bool spoil = false;
	struct trust t;
	struct note n;
	struct wr w;

	wr_init(&w, buf, sizeof(buf));
	wr_lit(&w, text);
	wr_lit(&w, "\n");
	for (; *signers != '\0'; signers++) {
		if (*signers == 'L')
			sign(&w, 0, text, spoil);
		else if (*signers == 'M')
			sign(&w, 6, text, spoil);
		else if (*signers != '!')
			cosign(&w, (unsigned)(*signers - '0'), text, TIME,
			    spoil);
		spoil = *signers == '!';
	}
	assert_int_equal(decode(&t, rules), ERR_OK);
	assert_int_equal(note_decode(&n, wr_done(&w)), ERR_OK);
	return trust_check(&t, &n);
}

static void
test_check(void **state)
{
	static const struct {
		const char *signers;
		enum err err;
	} cases[] = {
	    {"L124", ERR_OK},
	    {"L235", ERR_OK},
	    {"421L", ERR_OK},
	    {"L12345", ERR_OK},
	    {"L1234589", ERR_OK}, /* and two that nobody knows */
	    {"L12!94", ERR_OK},	  /* the unknown may be wrong */
	    {"L", ERR_MISSING},
	    {"L14", ERR_MISSING},  /* one of X does not do */
	    {"L114", ERR_MISSING}, /* nor the same one twice */
	    {"L123", ERR_MISSING}, /* none of Y */
	    {"124", ERR_MISSING},  /* no log */
	    {"M124", ERR_MISSING}, /* a log of another name */
	    {"LM124", ERR_OK},
	    {"!L124", ERR_SIGNATURE},
	    {"L!124", ERR_SIGNATURE},
	    {"L12!34", ERR_SIGNATURE},	/* although 1 and 2 suffice */
	    {"L1245!5", ERR_SIGNATURE}, /* although it is good once */
	    {"L124!M", ERR_SIGNATURE},
	    {"!3", ERR_SIGNATURE},
	};
	enum err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		err = judge(NESTED, TEXT, cases[i].signers);
		if (err != cases[i].err)
			fail_msg("%s: %s", cases[i].signers, err_word(err));
	}
}

static void
test_check_small(void **state)
{
	(void)state;
	assert_int_equal(judge("log @0\nquorum none\n", TEXT, "L"), ERR_OK);
	assert_int_equal(judge("log @0\nquorum none\n", TEXT, "1"),
	    ERR_MISSING);
	assert_int_equal(judge("log @6\nlog @0\nquorum none\n", TEXT, "L"),
	    ERR_OK);
	assert_int_equal(judge("quorum none\n", TEXT, "L"), ERR_MISSING);
	assert_int_equal(judge("log @0\nwitness a &1\nquorum a\n", TEXT, "L1"),
	    ERR_OK);
	assert_int_equal(judge("log @0\nwitness a &1\nquorum a\n", TEXT, "L2"),
	    ERR_MISSING);
	assert_int_equal(judge("log @0\nwitness a &1\nquorum none\n", TEXT,
			     "L!1"),
	    ERR_SIGNATURE);
}

/* A log does not speak for another origin. */
static void
test_check_origin(void **state)
{
	(void)state;
	assert_int_equal(judge("log @0\nquorum none\n", "log.example/1\n", "L"),
	    ERR_MISSING);
	assert_int_equal(judge("log @0\nlog @6\nquorum none\n",
			     "log.example/6\n", "L"),
	    ERR_MISSING);
	assert_int_equal(judge("log @0\nlog @6\nquorum none\n",
			     "log.example/6\n", "M"),
	    ERR_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_check),
	    cmocka_unit_test(test_check_small),
	    cmocka_unit_test(test_check_origin),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
