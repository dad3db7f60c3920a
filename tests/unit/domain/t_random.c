/* t_random.c - thousands of random entries: each is refused with a reason and
 * changes nothing, or is taken in; the state is what its entries make of an
 * empty one; and when all is reversed, nothing is left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "small.h"
#include "state_bytes.h"

#define STEPS 4000
#define CHILDREN 12
#define LOG_MAX (2 * STEPS + 100)

struct logged {
	enum kind kind;
	json_t *payload;
	uint64_t time_ms;
};
static struct logged log_of[LOG_MAX];
static size_t n_log;
static uint64_t seed;

static unsigned
dice(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed % n);
}

static const char *
one_of(const char *const *words, unsigned n)
{
	return words[dice(n)];
}

static const char *const sponsors[] = {"a", "b", "c", "x"};
static const char *const kinds[] = {"cash", "health-insurance", "essentials",
    "in-kind"};
static const char *const forms[] = {"monthly", "quarterly", "school-year",
    "ad-hoc"};
static const char *const changes[] = {"suspend", "resume", "transfer", "end",
    "reinstate", "attributes"};

static const char *
day_near(char text[DATE_LEN])
{
	date_encode(text, on(now) - 40 + (int32_t)dice(60));
	return text;
}

static const char *
quarter_near(char text[QUARTER_LEN], unsigned back, unsigned n)
{
	quarter_encode(text, quarter_of_date(on(now)) - back + dice(n));
	return text;
}

static json_t *
random_support(void)
{
	char from[QUARTER_LEN], to[QUARTER_LEN], date[DATE_LEN];
	const char *kind = one_of(kinds, 4);
	bool goods =
	    strcmp(kind, "essentials") == 0 || strcmp(kind, "in-kind") == 0;

	(void)quarter_near(from, 1, 3);
	(void)quarter_near(to, 0, 3);
	if (dice(2) == 0)
		memcpy(to, from, sizeof(to));
	return payload(KIND_DISBURSEMENT,
	    "'child':'TE-0000%02u','sponsor':'%s','amount':%u,'kind':'%s',"
	    "'basis':%s,'form':'%s','from':'%s','to':'%s','date':'%s',"
	    "'counts':%s,'voucher':'%u'",
	    1 + dice(CHILDREN + 1), one_of(sponsors, 4), dice(3000000), kind,
	    goods ? "'invoice'" : "null", one_of(forms, 4), from, to,
	    dice(3) > 0 ? now : day_near(date), dice(4) > 0 ? "true" : "false",
	    dice(4000));
}

static json_t *
random_change(void)
{
	char date[DATE_LEN];
	const char *c = one_of(changes, 6);
	bool moves = strcmp(c, "transfer") == 0 || strcmp(c, "reinstate") == 0;
	const char *to = one_of(sponsors, 3);

	return payload(KIND_CHANGE,
	    "'child':'TE-0000%02u','change':'%s','effective':'%s','to_sponsor'"
	    ":%s%s%s,'set':%s",
	    1 + dice(CHILDREN), c, dice(2) == 0 ? now : day_near(date),
	    moves ? "'" : "", moves ? to : "null", moves ? "'" : "",
	    strcmp(c, "attributes") == 0
		? "{'category':4,'cluster':null,'hamlet':'t02','level':null,"
		  "'school':null}"
		: "null");
}

/* An entry, most often one of the kind that is looked for. */
static int
random_entry(enum kind k)
{
	unsigned i;
	size_t at = 0;

	for (i = 0; i < 200; i++) {
		at = dice((unsigned)w.s->n_entry);
		if (w.s->entry[at].kind == k)
			break;
	}
	return (int)at;
}

static json_t *
random_payload(enum kind *k)
{
	char text[DATE_LEN], quarter[QUARTER_LEN];
	unsigned child = 1 + dice(CHILDREN + 1);

	switch (dice(14)) {
	case 0:
	case 1:
	case 2:
	case 3:
		*k = KIND_DISBURSEMENT;
		return random_support();
	case 4:
	case 5:
		*k = KIND_CHANGE;
		return random_change();
	case 6:
		*k = KIND_ASSIGNMENT;
		return payload(*k,
		    "'child':'TE-0000%02u','sponsor':'%s','from':'%s','share':"
		    "[%s],'pledged':%u,'opening':%s",
		    child, one_of(sponsors, 4), day_near(text),
		    dice(3) == 0 ? "'c'" : "", dice(2000000),
		    dice(4) == 0 ? "true" : "false");
	case 7:
		*k = KIND_ACCEPTANCE;
		return payload(*k, "'assignment':%d,'accepted':%s",
		    random_entry(KIND_ASSIGNMENT),
		    dice(2) == 0 ? "true" : "false");
	case 8:
		*k = KIND_LEVEL;
		return payload(*k, "'assignment':%d,'from':'%s','pledged':%u",
		    random_entry(KIND_ASSIGNMENT), quarter_near(quarter, 2, 5),
		    dice(2000000));
	case 9:
		*k = KIND_CONFIRMATION;
		return payload(*k,
		    "'disbursement':%d,'outcome':'short','received':%u",
		    random_entry(KIND_DISBURSEMENT), dice(2000000));
	case 10:
		*k = KIND_VISIT;
		return payload(*k, "'child':'TE-0000%02u','sponsor':'%s'",
		    child, one_of(sponsors, 4));
	case 11:
		*k = KIND_FOLLOWUP;
		return payload(*k,
		    "'child':'TE-0000%02u','quarter':'%s','followed':%s", child,
		    quarter_near(quarter, 1, 3),
		    dice(3) > 0 ? "true" : "false");
	default:
		break;
	}
	*k = KIND_REVERSAL;
	return payload(*k, "'target':%d",
	    random_entry(dice(2) == 0 ? KIND_DISBURSEMENT : KIND_CHANGE));
}

/* Takes the payload. */
static enum err
enter_and_log(enum kind k, json_t *o)
{
	enum err e;

	json_incref(o);
	e = world_enter(&w, k, o, now);
	if (e != ERR_OK) {
		json_decref(o);
		return e;
	}
	assert_true(n_log < LOG_MAX);
	log_of[n_log++] =
	    (struct logged){k, o, (uint64_t)on(now) * 86400000 + 3600000};
	return ERR_OK;
}

/* ---- what a state says, as text ---- */

struct text {
	char *p;
	size_t n, cap;
};

__attribute__((format(printf, 2, 3))) static void
say(struct text *t, const char *fmt, ...)
{
	va_list ap;

	if (t->cap - t->n < 512) {
		t->cap = t->cap * 2 + 4096;
		t->p = realloc(t->p, t->cap);
		assert_non_null(t->p);
	}
	va_start(ap, fmt);
	t->n += (size_t)vsnprintf(t->p + t->n, 512, fmt, ap);
	va_end(ap);
}

static void
say_child(struct text *t, const struct state *s, size_t i)
{
	const struct state_child *c = &s->child[i];
	size_t j;

	say(t, "\nchild %s %u %s %s", c->code, c->now.category, c->now.hamlet,
	    c->now.level);
	for (j = 0; j < c->n_span; j++)
		say(t, " [%zu %zd %d %d]", c->span[j].sponsor,
		    (ssize_t)c->span[j].assignment, c->span[j].from,
		    c->span[j].until);
	say(t, " %d %d", state_child_suspended(s, i, on(now)),
	    state_child_end(s, i, on(now)) != NULL);
}

static char *
describe(const struct state *s)
{
	struct text t = {NULL, 0, 0};
	uint32_t q, today = quarter_of_date(on(now));
	size_t i;

	say(&t, "%zu %zu %zu", s->n_entry, s->n_disbursement, s->n_change);
	for (i = 0; i < s->n_child; i++)
		say_child(&t, s, i);
	for (i = 0; i < s->n_assignment; i++)
		say(&t, "\nassignment %d %d %lld %lld",
		    s->assignment[i].accepted, s->assignment[i].refused,
		    (long long)state_pledged(s, i, Q3_2026 + 2),
		    (long long)state_pledged(s, i, today + 1));
	for (q = Q3_2026 - 2; q <= today + 4; q++)
		say(&t, "\n%u: %lld %lld %zu %zu %zu %zu", q,
		    (long long)query_recorded(s, q, &MONEY_ALL),
		    (long long)query_allocated(s, q, today, &MONEY_ALL),
		    query_supported(s, quarter_first(q)), query_visits(s, q),
		    query_unconfirmed(s, q, today),
		    query_followup(s, q, today).followed);
	for (i = 0; i < s->n_entry; i++)
		say(&t, "%c", state_is_reversed(s, i) ? '-' : '+');
	return t.p;
}

static void
apply_log(struct state *s, size_t from, size_t until)
{
	size_t i;

	for (i = from; i < until; i++) {
		struct statement st = {.kind = log_of[i].kind,
		    .class = CLASS_SEALED,
		    .id = world_id(i)};
		struct record r = {.index = i,
		    .time_ms = log_of[i].time_ms,
		    .st = &st,
		    .payload = log_of[i].payload};

		assert_int_equal(state_apply(s, &r), ERR_OK);
	}
}

static struct span
bytes_of(struct state *s)
{
	struct fields f;
	uint8_t *p;
	size_t n;

	fields_measure(&f);
	state_fields(&f, s);
	assert_int_equal(fields_end(&f), ERR_OK);
	n = f.n;
	p = malloc(n);
	assert_non_null(p);
	fields_write(&f, p, n);
	state_fields(&f, s);
	assert_int_equal(fields_end(&f), ERR_OK);
	return (struct span){p, n};
}

static enum err
load(struct state **s, struct span bytes)
{
	struct fields f;
	enum err e;

	assert_int_equal(state_new(s), ERR_OK);
	fields_read(&f, bytes);
	state_fields(&f, *s);
	e = fields_end(&f);
	if (e != ERR_OK) {
		state_free(*s);
		*s = NULL;
	}
	return e;
}

static void
same_bytes(struct state *s, struct state *t)
{
	struct span a = bytes_of(s), b = bytes_of(t);

	assert_true(span_eq(a, b));
	free((void *)(uintptr_t)a.p);
	free((void *)(uintptr_t)b.p);
}

/* All at once; or up to somewhere, kept as bytes, and from them on. */
static void
saved_and_loaded(struct state *all)
{
	struct state *s = NULL, *t = NULL, *none;
	uint64_t kept = seed; /* the entries to come are to be the same */
	size_t at = dice((unsigned)n_log + 1), cut;
	struct span bytes;

	assert_int_equal(state_new(&s), ERR_OK);
	apply_log(s, 0, at);
	bytes = bytes_of(s);
	assert_int_equal(load(&t, bytes), ERR_OK);
	same_bytes(s, t);
	apply_log(t, at, n_log);
	same_bytes(all, t);
	cut = dice((unsigned)bytes.n);
	assert_int_equal(load(&none, (struct span){bytes.p, cut}), ERR_FORMAT);
	free((void *)(uintptr_t)bytes.p);
	state_free(s);
	state_free(t);
	seed = kept;
}

static void
replay_and_compare(void)
{
	struct state *s = NULL;
	char *a, *b;

	assert_int_equal(state_new(&s), ERR_OK);
	apply_log(s, 0, n_log);
	a = describe(w.s);
	b = describe(s);
	assert_string_equal(a, b);
	free(a);
	free(b);
	saved_and_loaded(s);
	state_free(s);
}

static void
invariants(void)
{
	const struct state *s = w.s;
	int64_t recorded = 0, allocated = 0;
	size_t i, j, held = 0;
	uint32_t q, today = quarter_of_date(on(now));

	for (i = 0; i < s->n_child; i++) {
		const struct state_child *c = &s->child[i];

		for (j = 0; j < c->n_span; j++) {
			assert_true(c->span[j].from < c->span[j].until);
			assert_true(
			    j == 0 || c->span[j - 1].until <= c->span[j].from);
			held += c->span[j].from <= on(now) &&
			    on(now) < c->span[j].until &&
			    on(now) < state_age_date(s, i, on(now));
		}
	}
	assert_int_equal(query_supported(s, on(now)), held);
	for (q = Q3_2026 - 8; q <= today + 8; q++) {
		recorded += query_recorded(s, q, &MONEY_ALL);
		allocated += query_allocated(s, q, today, &MONEY_ALL);
	}
	assert_int_equal(recorded, allocated);
}

static void
begin(void)
{
	unsigned i;

	now = "2026-07-01";
	for (i = 0; i < 3; i++)
		passes(enter_and_log(KIND_SPONSOR,
		    payload(KIND_SPONSOR, "'code':'%s'", sponsors[i])));
	for (i = 0; i < CHILDREN; i++)
		passes(enter_and_log(KIND_CHILD,
		    payload(KIND_CHILD,
			"'child':'TE-0000%02u','birth':'%u-0%u-1%u','name':"
			"'n%u'",
			1 + i, 2010 + i, 1 + i % 9, i % 9, i)));
}

/* From the end; what another reversal has brought back goes first. */
static size_t
take_back_once(void)
{
	size_t i, left = 0;
	enum err e;

	for (i = w.s->n_entry; i-- > 0;) {
		const struct state_entry *x = &w.s->entry[i];

		if (x->reversed_by != UINT64_MAX || x->kind == KIND_SPONSOR ||
		    x->kind == KIND_CHILD || x->kind == KIND_REVERSAL)
			continue;
		e = enter_and_log(KIND_REVERSAL,
		    payload(KIND_REVERSAL, "'target':%d", (int)i));
		assert_true(e == ERR_OK || e == ERR_RULE);
		left += e == ERR_RULE;
	}
	return left;
}

static void
take_all_back(void)
{
	uint32_t q, today = quarter_of_date(on(now));
	size_t i;

	for (i = 0; i < 10 && take_back_once() > 0; i++)
		;
	assert_true(i < 10);
	assert_int_equal(query_supported(w.s, on(now)), 0);
	assert_int_equal(query_waiting(w.s, on(now)), CHILDREN);
	for (q = Q3_2026 - 8; q <= today + 8; q++) {
		assert_int_equal(query_allocated(w.s, q, today, &MONEY_ALL), 0);
		assert_int_equal(query_followup(w.s, q, today).followed, 0);
		assert_int_equal(query_rows(w.s, q, today), 0);
	}
	for (i = 0; i < CHILDREN; i++) {
		assert_int_equal(w.s->child[i].n_span, 0);
		assert_string_equal(w.s->child[i].now.hamlet, "t01");
		assert_false(state_child_suspended(w.s, i, on(now)));
	}
}

static void
test_random_entries(void **state)
{
	char date[DATE_LEN];
	size_t i, taken = 0, before, kinds_taken[KIND_COUNT] = {0};
	enum kind k;
	json_t *o;
	enum err e;

	(void)state;
	memset(&w, 0, sizeof(w));
	assert_int_equal(state_new(&w.s), ERR_OK);
	n_log = 0;
	begin();
	for (i = 0; i < STEPS; i++) {
		date_encode(date, on("2026-07-01") + (int32_t)(i / 3));
		now = date;
		before = w.s->n_entry;
		o = random_payload(&k);
		e = enter_and_log(k, o);
		if (e == ERR_OK) {
			taken++;
			kinds_taken[k]++;
			assert_int_equal(w.s->n_entry, before + 1);
		} else {
			assert_int_equal(e, ERR_RULE);
			assert_true(w.said.n > 0);
			assert_int_equal(w.s->n_entry, before);
		}
		if (i % 50 == 0)
			invariants();
		if (i % 500 == 0)
			replay_and_compare();
	}
	/* else it would say little */
	assert_true(taken > STEPS / 10 && taken < STEPS * 9 / 10);
	assert_true(kinds_taken[KIND_DISBURSEMENT] > 50);
	assert_true(kinds_taken[KIND_CHANGE] > 20);
	assert_true(kinds_taken[KIND_ASSIGNMENT] > 5);
	assert_true(kinds_taken[KIND_REVERSAL] > 50);
	invariants();
	take_all_back();
	invariants();
	replay_and_compare();
	for (i = 0; i < n_log; i++)
		json_decref(log_of[i].payload);
	state_free(w.s);
}

static void
test_seeds(void **state)
{
	uint64_t s;

	for (s = 1; s <= 3; s++) {
		seed = s * UINT64_C(0x9e3779b97f4a7c15);
		test_random_entries(state);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_seeds)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
