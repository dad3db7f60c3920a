/*
 * t_dispute.c - what a key signed after it came into other hands (FORMAT 6.6):
 * which entries are in doubt, what settles them, and what they block.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "small.h"

static void
by(const char *author, const char *second)
{
	world_signer(&w, 0, author, ROLE_REGISTRAR);
	if (second != NULL)
		world_signer(&w, 1, second, ROLE_APPROVER);
}

/* The index of what is entered. */
static uint64_t
give(void)
{
	passes(enter(KIND_DISBURSEMENT, "'evidence':'" DIGEST_TEXT "'"));
	return last();
}

static void
revoke(const char *name, uint64_t since)
{
	by("admin", NULL);
	passes(enter(KIND_KEY_REVOKE,
	    "'name':'%s','reason':'compromised','since':%llu", name,
	    (unsigned long long)since));
}

/* Would a publication that opens from..to-1 be entered? */
static bool
opens(uint64_t from, uint64_t to)
{
	struct statement st = {.kind = KIND_PUBLICATION, .class = CLASS_CLEAR};
	json_t *o = json_pack("{s:{s:I, s:I}}", "opening", "from",
	    (json_int_t)from, "to", (json_int_t)to);
	struct record r = {.index = w.s->n_entry, .st = &st, .payload = o};
	enum err e = rules_check(w.s, NULL, &r, &w.said);

	json_decref(o);
	assert_true(e == ERR_OK || world_said(&w, "FORMAT 6.6", true));
	return e == ERR_OK;
}

static void
test_what_is_in_doubt(void **state)
{
	uint64_t before, mine, both, other, filler, after;

	(void)state;
	by("p", NULL);
	before = give();
	mine = give();
	by("q", NULL);
	other = give();
	by("q", "p");
	both = give();
	by("p", NULL);
	passes(enter(KIND_FILLER, "%s", ""));
	filler = last();
	assert_int_equal(state_first_disputed(w.s, 0, UINT64_MAX), UINT64_MAX);
	revoke("p", mine);
	by("q", NULL);
	after = give();
	assert_false(state_is_disputed(w.s, before));
	assert_true(state_is_disputed(w.s, mine));
	assert_false(state_is_disputed(w.s, other));
	assert_true(state_is_disputed(w.s, both)); /* second signer too */
	assert_false(state_is_disputed(w.s, filler));
	assert_false(state_is_disputed(w.s, after));
	assert_int_equal(state_first_disputed(w.s, 0, UINT64_MAX), mine);
	assert_true(opens(0, mine));
	assert_false(opens(0, mine + 1));
	assert_false(opens(both, both + 1));
	assert_true(opens(both + 1, after));
}

static void
test_what_settles_it(void **state)
{
	uint64_t a, b, r;

	(void)state;
	by("p", NULL);
	a = give();
	b = give();
	passes(enter(KIND_REVERSAL, "'target':%llu", (unsigned long long)b));
	r = last();
	by("q", NULL);
	refuses(enter(KIND_AFFIRM, "'target':%llu", (unsigned long long)a),
	    "FORMAT 6.31"); /* nobody doubts it */
	revoke("p", a);
	/* What is reversed needs no word, but its reversal does. */
	assert_false(state_is_disputed(w.s, b));
	assert_true(state_is_disputed(w.s, r));
	by("q", NULL);
	passes(enter(KIND_AFFIRM, "'target':%llu", (unsigned long long)r));
	assert_false(opens(0, w.s->n_entry));
	assert_int_equal(state_first_disputed(w.s, 0, UINT64_MAX), a);
	passes(enter(KIND_REVERSAL, "'target':%llu", (unsigned long long)a));
	assert_true(opens(0, w.s->n_entry));
	refuses(enter(KIND_AFFIRM, "'target':%llu", (unsigned long long)r),
	    "FORMAT 6.31"); /* once is enough */
}

/* Under the same name another key came: it answers for its own alone. */
static void
test_a_name_that_is_granted_again(void **state)
{
	uint64_t old, new;

	(void)state;
	by("p", NULL);
	old = give();
	by("admin", NULL);
	passes(enter(KIND_KEY_REVOKE,
	    "'name':'p','reason':'replaced','since':null"));
	assert_false(state_is_disputed(w.s, old));
	assert_int_equal(replay(KIND_KEY_GRANT, "'name':'p'"), ERR_OK);
	by("p", NULL);
	new = give();
	revoke("p", 0);
	assert_true(state_is_disputed(w.s, new));
	assert_false(state_is_disputed(w.s, old));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    HELD(test_what_is_in_doubt),
	    HELD(test_what_settles_it),
	    HELD(test_a_name_that_is_granted_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
