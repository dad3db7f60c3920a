/*
 * small.h - a small world for tests of rules: each kind has a payload that is
 * good by itself, and a test says only what is different, with ' for ".
 *
 *	refuses(enter(KIND_DISBURSEMENT, "'amount':0"), "E9");
 *
 * What it may say is in sample.h.
 */
#ifndef TEST_SMALL_H
#define TEST_SMALL_H

#include "queries.h"
#include "sample.h"
#include "world.h"

static struct world w;
static const char *now;
static unsigned vouchers;

#define payload(k, ...)                                                        \
	sample(&(struct sample){w.s, now, &vouchers}, (k), __VA_ARGS__)
#define enter(k, ...) world_enter(&w, (k), payload((k), __VA_ARGS__), now)

/* As a replay takes in an entry: rules are not asked.  Steals o. */
static inline enum err
small_replay(enum kind k, json_t *o)
{
	struct statement st = {.kind = k,
	    .class = CLASS_SEALED,
	    .id = world_id(w.s->n_entry)};
	struct record r = {.index = w.s->n_entry, .st = &st, .payload = o};
	enum err e;

	r.time_ms = UINT64_C(1785000000000);
	e = state_apply(w.s, &r);
	json_decref(o);
	return e;
}
#define replay(k, ...) small_replay((k), payload((k), __VA_ARGS__))

/* The entry was there once, and its subject is erased. */
static inline void
erased(enum kind k)
{
	assert_int_equal(small_replay(k, NULL), ERR_OK);
}

static inline uint64_t
last(void)
{
	return w.s->n_entry - 1;
}

static inline void
passes(enum err e)
{
	if (e == ERR_RULE)
		print_message("%s: %s\n", w.said.f[0].rule, w.said.f[0].en);
	assert_int_equal(e, ERR_OK);
}

static inline void
flags(enum err e, const char *rule)
{
	passes(e);
	assert_true(world_said(&w, rule, false));
}

static inline void
silent(enum err e, const char *rule)
{
	passes(e);
	assert_false(world_said(&w, rule, false));
}

static inline void
refuses(enum err e, const char *rule)
{
	assert_int_equal(e, ERR_RULE);
	assert_true(world_said(&w, rule, true));
}

static inline int32_t
on(const char *date)
{
	int32_t day = 0;

	assert_int_equal(date_decode(&day, span_str(date)), ERR_OK);
	return day;
}

/* Code of who holds TE-000001 on that day; "" if nobody. */
static inline const char *
holder(const char *date)
{
	size_t at = state_child_holder(w.s, 0, on(date));

	return at == STATE_NONE ? "" : w.s->sponsor[at].code;
}

/* Sponsors a, b and c, and the child TE-000001, on 2026-07-01. */
static inline int
small_setup(void **state)
{
	(void)state;
	memset(&w, 0, sizeof(w));
	vouchers = 0;
	now = "2026-07-01";
	assert_int_equal(state_new(&w.s), ERR_OK);
	passes(enter(KIND_SPONSOR, "'code':'a'"));
	passes(enter(KIND_SPONSOR, "'code':'b'"));
	passes(enter(KIND_SPONSOR, "'code':'c'"));
	passes(enter(KIND_CHILD, "'child':'TE-000001'"));
	return 0;
}

/* And a holds the child. */
static inline int
small_held(void **state)
{
	(void)small_setup(state);
	passes(enter(KIND_ASSIGNMENT, "'child':'TE-000001'"));
	return 0;
}

static inline int
small_teardown(void **state)
{
	(void)state;
	state_free(w.s);
	return 0;
}

#define Q3_2026 (2026 * 4 + 2)
#define FREE(f) cmocka_unit_test_setup_teardown(f, small_setup, small_teardown)
#define HELD(f) cmocka_unit_test_setup_teardown(f, small_held, small_teardown)

#endif
