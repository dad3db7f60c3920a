/* t_viet_an.c - the whole data set through rules and state in order of date,
 * against expected.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "money.h"
#include "queries.h"
#include "world.h"

#define DATA "tests/data/viet-an/"
#define COLS 14
#define ROWS 700

struct row {
	enum kind kind;
	size_t nr;
	char date[DATE_LEN];
	size_t at[COLS]; /* where columns begin in line */
	char line[512];
};

static struct row rows[ROWS];
static size_t n_rows;

static void
load(const char *name, enum kind kind, size_t date_col)
{
	char path[128];
	FILE *f;

	(void)snprintf(path, sizeof(path), DATA "%s", name);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(rows[n_rows].line, 512, f));
	while (fgets(rows[n_rows].line, 512, f) != NULL) {
		struct row *r = &rows[n_rows++];
		char *p = r->line;
		size_t i;

		p[strcspn(p, "\n")] = '\0';
		for (i = 0; i < COLS && p != NULL; i++) {
			r->at[i] = (size_t)(p - r->line);
			p = strchr(p, ',');
			if (p != NULL)
				*p++ = '\0';
		}
		r->kind = kind;
		r->nr = n_rows;
		memcpy(r->date,
		    date_col < COLS ? r->line + r->at[date_col] : "2026-06-30",
		    11);
	}
	assert_int_equal(fclose(f), 0);
}

static const char *
low(const char *s)
{
	static char b[4][40];
	static unsigned turn;
	char *p = b[turn++ % 4];
	size_t i;

	for (i = 0; s[i] != '\0' && i < 39; i++)
		p[i] = (char)tolower((unsigned char)s[i]);
	p[i] = '\0';
	return p;
}

static json_t *
parts(int64_t amount, const char *from, const char *to)
{
	json_t *a = json_array();
	uint32_t f = 0, t = 0, i;

	assert_int_equal(quarter_decode(&f, span_str(from)), ERR_OK);
	assert_int_equal(quarter_decode(&t, span_str(to)), ERR_OK);
	for (i = 0; i <= t - f; i++)
		json_array_append_new(a,
		    json_integer(money_part(amount, t - f + 1, i)));
	return a;
}

static json_t *
word_or_null(const char *s)
{
	return *s == '\0' ? json_null() : json_string(low(s));
}

static json_t *
target_of(struct world *w, char **c)
{
	size_t at =
	    state_voucher_find(w->s, low(c[0]), (int32_t)atol(c[1]), c[2]);

	assert_true(at != STATE_NONE);
	return world_ref(w->s->disbursement[at].index);
}

static json_t *
payload_of(struct world *w, struct row *r)
{
	char *c[COLS];
	size_t i;

	for (i = 0; i < COLS; i++)
		c[i] = r->line + r->at[i];

	switch ((int)r->kind) {
	case KIND_SPONSOR:
		return json_pack("{ss ss sb sb ss ss}", "code", low(c[0]),
		    "group", low(c[3]), "inside_commune", *c[4] == '1',
		    "money_public", *c[5] == '1', "name", c[1], "type", c[2]);
	case KIND_CHILD:
		return json_pack(
		    "{ss si ss ss s[] ss ss ss ss ss sn sn ss sn sn}", "birth",
		    c[2], "category", *c[6] - '0', "child", c[0], "cluster",
		    low(c[4]), "flags", "guardian", c[9], "hamlet", low(c[5]),
		    "household", c[3], "level", low(c[7]), "name", c[1],
		    "personal_index", "personal_number", "school", low(c[8]),
		    "special", "legal");
	case KIND_ASSIGNMENT:
		return json_pack("{ss ss ss ss sb sI s[] ss ss}", "basis", c[5],
		    "child", c[0], "form", c[3], "from", c[2], "opening",
		    *c[6] == '1', "pledged", (json_int_t)atoll(c[4]), "share",
		    "sponsor", low(c[1]), "tie", "do-dau");
	case KIND_CHANGE:
		return json_pack("{ss ss ss ss ss ss sn so so}", "change", c[1],
		    "child", c[0], "effective", c[4], "known", r->date,
		    "reason", c[6], "reporter", low(c[7]), "set", "sponsor",
		    word_or_null(c[2]), "to_sponsor", word_or_null(c[3]));
	case KIND_DISBURSEMENT:
		return json_pack("{sI so ss sb ss sn ss ss ss so ss ss ss}",
		    "amount", (json_int_t)atoll(c[5]), "basis",
		    word_or_null(c[10]), "child", c[3], "counts", *c[11] == '1',
		    "date", c[1], "evidence", "form", c[6], "from", c[7],
		    "kind", c[4], "parts", parts(atoll(c[5]), c[7], c[8]),
		    "sponsor", low(c[2]), "to", c[8], "voucher", c[9]);
	case KIND_VISIT:
		return json_pack("{ss ss ss ss}", "child", c[2], "date", c[0],
		    "occasion", c[3], "sponsor", low(c[1]));
	case KIND_REVERSAL:
		return json_pack("{sI ss ss so}", "amount",
		    (json_int_t)10000000, "date", c[0], "reason", c[4],
		    "target", target_of(w, c + 1));
	default:
		return json_pack("{ss ss ss so ss ss so}", "by", c[7],
		    "confirmer", low(c[4]), "date", c[3], "disbursement",
		    target_of(w, c), "evidence", DIGEST_TEXT, "outcome", c[5],
		    "received",
		    *c[6] == '\0' ? json_null()
				  : json_integer((json_int_t)atoll(c[6])));
	}
}

/* The number of the row is the tie-breaker. */
static int
by_date(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int d = strcmp(x->date, y->date);

	if (d == 0)
		d = (int)x->kind - (int)y->kind;
	return d != 0 ? d : (int)x->nr - (int)y->nr;
}

static int
setup(void **state)
{
	static struct world w;
	size_t i;

	load("sponsors.csv", KIND_SPONSOR, COLS);
	load("children.csv", KIND_CHILD, COLS);
	load("assignments.csv", KIND_ASSIGNMENT, COLS);
	load("changes.csv", KIND_CHANGE, 5);
	load("disbursements.csv", KIND_DISBURSEMENT, 1);
	load("visits.csv", KIND_VISIT, 0);
	load("reversals.csv", KIND_REVERSAL, 0);
	load("confirmations.csv", KIND_CONFIRMATION, 3);
	qsort(rows, n_rows, sizeof(rows[0]), by_date);
	assert_int_equal(state_new(&w.s), ERR_OK);
	for (i = 0; i < n_rows; i++) {
		enum err e = world_enter(&w, rows[i].kind,
		    payload_of(&w, &rows[i]), rows[i].date);

		if (e != ERR_OK)
			print_message("%s %s %s: %s %s\n", rows[i].date,
			    kind_word(rows[i].kind), rows[i].line, err_word(e),
			    w.said.n > 0 ? w.said.f[0].en : "schema");
		assert_int_equal(e, ERR_OK);
	}
	*state = &w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	state_free(w->s);
	return 0;
}

#define Q0 (2026 * 4 + 2)
static const struct {
	size_t start, end;
	int64_t recorded, group[5], kind[3], allocated, known;
	size_t money, below, exempt, known_below, rows, full, late, adhoc,
	    visits;
} expected[4] = {
    {60, 59, 122900000, {15100000, 14400000, 7000000, 6400000, 80000000},
	{119100000, 2600000, 1200000}, 62100000, 61100000, 59, 3, 0, 4, 83, 65,
	0, 0, 12},
    {59, 56, 41500000, {13900000, 15400000, 7000000, 5200000, 0},
	{40700000, 800000, 0}, 61700000, 61700000, 38, 5, 1, 4, 60, 43, 1, 1,
	0},
    {56, 54, 38200000, {12900000, 13100000, 7000000, 5200000, 0},
	{37800000, 400000, 0}, 58500000, 58500000, 37, 3, 1, 2, 56, 43, 0, 0,
	25},
    {54, 54, 37200000, {12900000, 13100000, 6000000, 5200000, 0},
	{36800000, 400000, 0}, 57500000, 57500000, 36, 2, 0, 2, 55, 48, 0, 0,
	0},
};

static void
each_quarter(void **state)
{
	static const int kinds[3] = {SUPPORT_CASH, SUPPORT_IN_KIND,
	    SUPPORT_HEALTH_INSURANCE};
	const struct state *s = ((struct world *)*state)->s;
	struct money_filter f = MONEY_ALL;
	size_t below, exempt;
	uint32_t q, i;

	for (q = Q0; q < Q0 + 4; q++) {
		size_t k = q - Q0;

		f = MONEY_ALL;
		assert_int_equal(query_supported(s, quarter_first(q)),
		    expected[k].start);
		assert_int_equal(query_supported(s, quarter_last(q)),
		    expected[k].end);
		assert_int_equal(query_waiting(s, quarter_last(q)), 15);
		assert_int_equal(query_recorded(s, q, &f),
		    expected[k].recorded);
		assert_int_equal(query_children_with_money(s, q, &f),
		    expected[k].money);
		assert_int_equal(query_allocated(s, q, Q0 + 3, &f),
		    expected[k].allocated);
		assert_int_equal(query_allocated(s, q, q, &f),
		    expected[k].known);
		for (i = 0; i < 5; i++) {
			f.group = i + 1;
			assert_int_equal(query_recorded(s, q, &f),
			    expected[k].group[i]);
		}
		f.group = 0;
		for (i = 0; i < 3; i++) {
			f.kind = kinds[i];
			assert_int_equal(query_recorded(s, q, &f),
			    expected[k].kind[i]);
		}
		query_below(s, q, Q0 + 3, &below, &exempt);
		assert_int_equal(below, expected[k].below);
		assert_int_equal(exempt, expected[k].exempt);
		query_below(s, q, q, &below, &exempt);
		assert_int_equal(below - exempt, expected[k].known_below);
		assert_int_equal(query_rows(s, q, q), expected[k].rows);
		assert_int_equal(query_confirmed(s, q, q, OUTCOME_FULL),
		    expected[k].full);
		assert_int_equal(query_late(s, q), expected[k].late);
		assert_int_equal(query_adhoc(s, q), expected[k].adhoc);
		assert_int_equal(query_visits(s, q), expected[k].visits);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_quarter),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
