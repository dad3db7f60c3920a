/*
 * t_witness.c - requests to witnesses, and what of their answers joins a
 * checkpoint.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "trust_keys.h"
#include "witness.h"

#define TEXT "log.example/0\n5\nN9YnAQYjlcBUZRLohEYkP8KEz96dvqO0SpAVzQcfUOg=\n"
#define OTHER "log.example/0\n6\nN9YnAQYjlcBUZRLohEYkP8KEz96dvqO0SpAVzQcfUOg=\n"
#define RULES "log @0\nwitness a &1\nwitness b &2\ngroup g 2 a b\nquorum g\n"

/* Lines as signers spell them: L the log, a digit that witness, + one second
 * later from here on, ! spoils the line that follows. */
static struct span
lines(uint8_t *buf, size_t cap, const char *text, const char *signers)
{
	uint64_t time_s = 100;
	bool spoil = false;
	struct wr w;

	wr_init(&w, buf, cap);
	for (; *signers != '\0'; signers++) {
		if (*signers == '+')
			time_s++;
		else if (*signers == 'L')
			sign(&w, 0, text, spoil);
		else if (*signers != '!')
			cosign(&w, (unsigned)(*signers - '0'), text, time_s,
			    spoil);
		spoil = *signers == '!';
	}
	return wr_done(&w);
}

static struct span
note_of(uint8_t *buf, size_t cap, const char *text, const char *signers)
{
	static uint8_t sigs[NOTE_MAX];
	struct wr w;

	wr_init(&w, buf, cap);
	wr_lit(&w, text);
	wr_lit(&w, "\n");
	wr_span(&w, lines(sigs, sizeof(sigs), text, signers));
	return wr_done(&w);
}

static uint8_t buf[3][NOTE_MAX];

static void
merges(void **state)
{
	static const struct {
		const char *has, *comes, *becomes;
		size_t good;
		enum err e;
	} cases[] = {
	    {"L", "1", "L1", 1, ERR_OK},
	    {"L", "12", "L12", 2, ERR_OK},
	    {"L1", "2", "L12", 1, ERR_OK},
	    {"L1", "1", "L1", 1, ERR_OK},   /* the same again */
	    {"L1", "+1", "L+1", 1, ERR_OK}, /* the newer is kept */
	    {"L+1", "1", "L+1", 1, ERR_OK}, /* the older is not */
	    {"L", "3", "L", 0, ERR_OK},	    /* a stranger */
	    {"L3", "1", "L31", 1, ERR_OK},  /* whose lines stay */
	    {"L", "31", "L1", 1, ERR_OK},
	    {"L", "!1", NULL, 0, ERR_SIGNATURE},
	    {"L", "2!1", NULL, 0, ERR_SIGNATURE},
	    {"L", "", NULL, 0, ERR_FORMAT},
	};
	struct span old, add, want, out = {NULL, 0};
	static uint8_t into[NOTE_MAX];
	const struct room room = {into, sizeof(into)};
	size_t i, good;
	struct trust t;
	enum err e;

	(void)state;
	assert_int_equal(decode(&t, RULES), ERR_OK);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		old = note_of(buf[0], NOTE_MAX, TEXT, cases[i].has);
		add = lines(buf[1], NOTE_MAX, TEXT, cases[i].comes);
		e = witness_merge(&out, &good, old, add, &t, room);
		if (e != cases[i].e)
			fail_msg("%s %s: %s", cases[i].has, cases[i].comes,
			    err_word(e));
		if (e != ERR_OK)
			continue;
		want = note_of(buf[2], NOTE_MAX, TEXT, cases[i].becomes);
		if (!span_eq(out, want) || good != cases[i].good)
			fail_msg("%s %s", cases[i].has, cases[i].comes);
	}
}

static void
a_whole_note_may_come(void **state)
{
	struct span old = note_of(buf[0], NOTE_MAX, TEXT, "L"), add, out;
	static uint8_t into[NOTE_MAX];
	struct room room = {into, sizeof(into)};
	struct trust t;
	struct note n;
	size_t good;

	(void)state;
	assert_int_equal(decode(&t, RULES), ERR_OK);
	add = note_of(buf[1], NOTE_MAX, TEXT, "L12");
	assert_int_equal(witness_merge(&out, &good, old, add, &t, room),
	    ERR_OK);
	assert_int_equal(good, 2);
	assert_int_equal(note_decode(&n, out), ERR_OK);
	assert_int_equal(trust_check(&t, &n), ERR_OK);
	add = note_of(buf[1], NOTE_MAX, OTHER, "1");
	assert_int_equal(witness_merge(&out, &good, old, add, &t, room),
	    ERR_STALE);
	/* A line over another text. */
	add = lines(buf[1], NOTE_MAX, OTHER, "1");
	assert_int_equal(witness_merge(&out, &good, old, add, &t, room),
	    ERR_SIGNATURE);
	room.n = 10;
	add = lines(buf[1], NOTE_MAX, TEXT, "1");
	assert_int_equal(witness_merge(&out, &good, old, add, &t, room),
	    ERR_SPACE);
}

static void
who_has_to_sign(void **state)
{
	struct trust t;
	struct note n;

	(void)state;
	assert_int_equal(decode(&t, RULES), ERR_OK);
	assert_int_equal(note_decode(&n, note_of(buf[0], NOTE_MAX, TEXT, "12")),
	    ERR_OK);
	assert_int_equal(trust_quorum(&t, &n), ERR_OK);
	assert_int_equal(trust_check(&t, &n), ERR_MISSING);
	assert_int_equal(note_decode(&n, note_of(buf[0], NOTE_MAX, TEXT, "L1")),
	    ERR_OK);
	assert_int_equal(trust_quorum(&t, &n), ERR_MISSING);
	assert_int_equal(decode(&t, "log @0\nquorum none\n"), ERR_OK);
	assert_int_equal(trust_quorum(&t, &n), ERR_OK);
}

static void
addresses(void **state)
{
	struct trust t;

	(void)state;
	assert_int_equal(decode(&t,
			     "witness a &1 https://w.example/x\n"
			     "witness b &2\nquorum a\n"),
	    ERR_OK);
	assert_true(span_is(t.node[0].url, "https://w.example/x"));
	assert_int_equal(t.node[1].url.n, 0);
}

/* As C2SP tlog-witness writes it. */
static void
a_request(void **state)
{
	struct proof p = {.n = 2};
	struct span out;

	(void)state;
	memset(p.h, 0, sizeof(p.h));
	p.h[1].b[31] = 1;
	assert_int_equal(witness_request(&out, 20, &p, SPAN_LIT("note\n"),
			     buf[0], NOTE_MAX),
	    ERR_OK);
	assert_true(span_is(out,
	    "old 20\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=\n\nnote\n"));
	p.n = 0;
	assert_int_equal(witness_request(&out, 0, &p, SPAN_LIT("note\n"),
			     buf[0], NOTE_MAX),
	    ERR_OK);
	assert_true(span_is(out, "old 0\n\nnote\n"));
	assert_int_equal(witness_request(&out, 0, &p, SPAN_LIT("note\n"),
			     buf[0], 11),
	    ERR_SPACE);
}

static void
a_size(void **state)
{
	static const char *const bad[] = {"", "\n", "8", "08\n", "8\n\n",
	    "-1\n", "8 \n", "99999999999999999999\n"};
	uint64_t v = 3;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_not_equal(witness_size_decode(&v, span_str(bad[i])),
		    ERR_OK);
	assert_int_equal(v, 3);
	assert_int_equal(witness_size_decode(&v, SPAN_LIT("8\n")), ERR_OK);
	assert_int_equal(v, 8);
	assert_int_equal(witness_size_decode(&v, SPAN_LIT("0\n")), ERR_OK);
	assert_int_equal(v, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(merges),
	    cmocka_unit_test(a_whole_note_may_come),
	    cmocka_unit_test(who_has_to_sign),
	    cmocka_unit_test(addresses),
	    cmocka_unit_test(a_request),
	    cmocka_unit_test(a_size),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
