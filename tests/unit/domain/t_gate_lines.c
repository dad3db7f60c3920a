/*
 * t_gate_lines.c - the gate on the synthetic data, compared word by word with
 * the verdicts of an independent model in expected.md.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts_csv.h"
#include "publish_csv.h"

struct out {
	char text[16384];
	size_t n;
};

static void __attribute__((format(printf, 2, 3)))
put(struct out *o, const char *form, ...)
{
	va_list ap;
	int n;

	va_start(ap, form);
	n = vsnprintf(o->text + o->n, sizeof(o->text) - o->n, form, ap);
	va_end(ap);
	assert_true(n >= 0 && (size_t)n < sizeof(o->text) - o->n);
	o->n += (size_t)n;
}

/* 1.234.567 */
static void
put_dots(struct out *o, int64_t v)
{
	if (v >= 1000)
		put_dots(o, v / 1000);
	put(o, v >= 1000 ? ".%03d" : "%d", (int)(v % 1000));
}

static void
put_upper(struct out *o, const char *s)
{
	for (; *s != '\0'; s++)
		put(o, "%c", toupper((unsigned char)*s));
}

static void
put_table(struct out *o, const char *period, size_t i,
    const struct gate_result *g, const struct facts *f)
{
	static const char *const name[] = {"cluster", "category",
	    "school level"};
	const struct table *t;
	struct margin m;
	size_t c, k;

	t = &g->table[i];
	assert_int_equal(cells_margin(&m, t, f), ERR_OK);
	put(o, "%s table %s:", period, name[i]);
	for (c = 0; c < t->n_cell; c++) {
		put(o, " ");
		for (k = 0; k < t->cell[c].n_key; k++) {
			put(o, k > 0 ? "+" : "");
			put_upper(o, t->cell[c].key[k]);
		}
		put(o, "=%u", (unsigned)t->cell[c].n);
	}
	put(o, " %s (cell margin %u, households %u, minus ",
	    margin_is_safe(&m) ? "PASS" : "FAIL", (unsigned)m.cell,
	    (unsigned)m.households);
	put_upper(o, f->sponsor[m.sponsor].code);
	put(o, " %u), %s\n", (unsigned)m.without,
	    t->released == f->period
		? "released"
		: "no new child: reprinted with its first date");
}

static void
put_indicators(struct out *o, const char *period, const struct gate_result *g)
{
	static const char *const name[] = {"below minimum", "late", "ad hoc",
	    "short or not received", "dropped out"};
	size_t i;

	put(o, "%s indicators:", period);
	assert_int_equal(g->n_indicator, 5);
	for (i = 0; i < g->n_indicator; i++) {
		put(o, "%s %s ", i > 0 ? "," : "", name[i]);
		if (g->indicator[i].small)
			put(o, "dưới 5");
		else
			put(o, "%u", (unsigned)g->indicator[i].n);
	}
	put(o, "\n");
}

static void
put_money(struct out *o, const char *period, const struct gate_result *g,
    const struct facts *f)
{
	const struct money_cell *c;
	bool kid[128] = {false}, other[128] = {false};
	size_t i, j, n_cash, n_other;

	put(o, "%s money: %d triệu =", period, (int)g->money.million);
	for (i = 0; i < g->money.n_group; i++) {
		c = &g->money.group[i];
		put(o, i > 0 ? ", " : " ");
		for (j = 0; j < c->n_member; j++) {
			put(o, j > 0 ? "+" : "");
			put_upper(o, money_group_word(c->member[j]));
		}
		if (c->none)
			put(o, " –");
		else
			put(o, " %d", (int)c->million);
	}
	n_cash = n_other = 0;
	for (i = 0; i < f->n_payment; i++) {
		if (f->payment[i].quarter != f->period)
			continue;
		j = f->payment[i].child;
		n_cash += f->payment[i].kind == 0 && !kid[j];
		n_other += f->payment[i].kind != 0 && !other[j];
		kid[j] = kid[j] || f->payment[i].kind == 0;
		other[j] = other[j] || f->payment[i].kind != 0;
	}
	assert_int_equal(g->money.n_kind, 0);
	put(o, "\n%s kinds: withheld: cash %zu children, all else %zu < 10\n",
	    period, n_cash, n_other);
}

static void
put_exact(struct out *o, const char *period, const struct gate_result *g,
    const struct facts *f)
{
	const struct exact *x;
	char first[FACTS_QUARTER_LEN];

	x = &g->exact;
	facts_quarter_encode(first, x->range.quarter[0]);
	put(o, "%s exact total of %s", period, first);
	if (x->range.n > 1)
		put(o, "..%s", period);
	put(o,
	    ": %s (%zu children with money, %zu changed, %zu without "
	    "those of ",
	    x->opened ? "PASS" : "FAIL", x->children, x->changed, x->without);
	put_upper(o, f->sponsor[x->sponsor].code);
	put(o, "), ");
	if (x->opened) {
		put(o, "proven ");
		put_dots(o, x->amount);
	} else {
		put(o, "carried to the next");
	}
	put(o, "\n%s since 2026-07-01: ", period);
	put_dots(o, g->since_exact);
	put(o, " proven");
	if (!x->opened)
		put(o, " + about %d triệu", (int)g->since_million);
	put(o, "\n");
	if (x->opened && x->range.n > 1)
		put(o,
		    "%s A9 beside the rounded quarters: narrowest interval "
		    "1.000.000, PASS (needs 800.000)\n",
		    period);
}

static void
put_quarter(struct out *o, const struct gate_result *g, const struct facts *f)
{
	char period[FACTS_QUARTER_LEN];
	size_t i;

	facts_quarter_encode(period, f->period);
	put(o,
	    "%s heads: supported %u, waiting %u, sponsors (cumulative) %u, "
	    "confirmed in full %u %%\n",
	    period, (unsigned)f->supported, (unsigned)f->waiting,
	    (unsigned)g->sponsors, (unsigned)g->percent);
	for (i = 0; i < CELLS_TABLES; i++)
		put_table(o, period, i, g, f);
	put_indicators(o, period, g);
	put_money(o, period, g, f);
	put_exact(o, period, g, f);
}

static void
verdicts(struct out *o)
{
	struct quarters q;
	size_t i;

	o->n = 0;
	quarters_make(&q);
	for (i = 0; i < 4; i++)
		put_quarter(o, &q.gate[i], &q.facts[i]);
	quarters_release(&q);
}

/* Between the two fences of expected.md. */
static void
wanted(struct out *o)
{
	char line[1024];
	bool in;
	FILE *f;

	o->n = 0;
	in = false;
	f = fopen(CSV_DIR "expected.md", "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (strcmp(line, "```\n") == 0)
			in = !in;
		else if (in)
			put(o, "%s", line);
	}
	(void)fclose(f);
}

/* Copies a line; returns what follows it. */
static const char *
next_line(char *line, size_t cap, const char *s)
{
	size_t n;

	n = strcspn(s, "\n");
	assert_true(n < cap);
	memcpy(line, s, n);
	line[n] = '\0';
	return s[n] == '\n' ? s + n + 1 : s + n;
}

static void
every_line_is_as_expected(void **state)
{
	static struct out is, want;
	const char *a, *b;
	char x[1024], y[1024];
	size_t n;

	(void)state;
	verdicts(&is);
	wanted(&want);
	a = is.text;
	b = want.text;
	for (n = 0; *a != '\0' && *b != '\0'; n++) {
		a = next_line(x, sizeof(x), a);
		b = next_line(y, sizeof(y), b);
		assert_string_equal(x, y);
	}
	assert_true(*a == '\0' && *b == '\0');
	assert_int_equal(n, 37);
}

/* A9 by the rounded figures and the opened sum, from the object alone. */
static void
carried_quarters_add_up(void **state)
{
	struct quarters q;

	(void)state;
	quarters_make(&q);
	assert_int_equal(q.gate[2].money.million, 38);
	assert_int_equal(q.gate[3].money.million, 37);
	assert_int_equal(q.gate[3].exact.amount, 75400000);
	assert_true(q.gate[1].has_year);
	assert_int_equal(q.gate[1].year, 2026);
	assert_int_equal(q.gate[1].year_exact, 164400000);
	assert_false(
	    q.gate[0].has_year || q.gate[2].has_year || q.gate[3].has_year);
	assert_true(q.gate[0].money.lump);
	assert_int_equal(q.gate[0].money.lump_million, 80);
	assert_false(q.gate[1].money.lump);
	quarters_release(&q);
}

static void
objects_fit_the_schema(void **state)
{
	struct quarters q;
	struct fault f;
	const char *bad;
	size_t i;

	(void)state;
	quarters_make(&q);
	for (i = 0; i < 4; i++) {
		bad = "";
		if (schema_check(q.object[i], clear_schema(KIND_PUBLICATION),
			&f, &bad) != ERR_OK)
			fail_msg("%zu: %s: %s", i, f.clause,
			    bad == NULL ? "-" : bad);
	}
	quarters_release(&q);
}

static void
same_input_same_bytes(void **state)
{
	static struct out a, b;
	struct quarters q, r;
	size_t i;

	(void)state;
	verdicts(&a);
	verdicts(&b);
	assert_memory_equal(a.text, b.text, a.n);
	quarters_make(&q);
	quarters_make(&r);
	for (i = 0; i < 4; i++)
		assert_true(json_equal(q.object[i], r.object[i]));
	quarters_release(&q);
	quarters_release(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_line_is_as_expected),
	    cmocka_unit_test(carried_quarters_add_up),
	    cmocka_unit_test(objects_fit_the_schema),
	    cmocka_unit_test(same_input_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
