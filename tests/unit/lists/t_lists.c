/* t_lists.c - the lists of the invented year against its expected totals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "viet_an.h"

#include "lists.h"

static struct world world;

#define Q3 (2026 * 4 + 2)

static struct list_ask
ask_of(const char *today, uint32_t quarter, enum who who)
{
	struct list_ask a = {.quarter = quarter, .who = who, .year = 2026};

	assert_int_equal(date_decode(&a.today, span_str(today)), ERR_OK);
	return a;
}

static size_t
column(const struct grid *g, const char *key)
{
	size_t i;

	for (i = 0; i < g->n_col; i++)
		if (strcmp(g->col[i].key, key) == 0)
			return i;
	fail_msg("no column %s", key);
	return 0;
}

static int64_t
number(const struct grid *g, size_t row, const char *key)
{
	return grid_cell(g, row, column(g, key))->n;
}

static const char *
text(const struct grid *g, size_t row, const char *key)
{
	const struct grid_cell *c = grid_cell(g, row, column(g, key));

	return c->empty ? "" : c->text;
}

/* Rows whose cell has these words in it. */
static size_t
rows_with(const struct grid *g, const char *key, const char *words)
{
	size_t i, n = 0;

	for (i = 0; i < g->n_row; i++)
		n += strstr(text(g, i, key), words) != NULL;
	return n;
}

static void
test_units_are_as_expected(void **state)
{
	static const struct {
		int64_t recorded, allocated, rows, key, paper, below, exempt;
		int64_t end, visits;
	} x[4] = {
	    {122900000, 62100000, 83, 45, 20, 3, 0, 59, 12},
	    {41500000, 61700000, 60, 29, 14, 4, 1, 56, 0},
	    {38200000, 58500000, 56, 25, 18, 2, 1, 54, 25},
	    {37200000, 57500000, 55, 34, 14, 2, 0, 54, 0},
	};
	struct list_ask ask;
	struct grid *g;
	uint32_t i;
	size_t last, k;

	(void)state;
	for (i = 0; i < 4; i++) {
		ask = ask_of("2027-07-05", Q3 + i, WHO_CODE);
		assert_int_equal(list_units(&g, world.s, &ask), ERR_OK);
		last = g->n_row - 1;
		assert_true(g->total && !g->named && last == 23);
		assert_int_equal(number(g, last, "given"), x[i].recorded);
		assert_int_equal(number(g, last, "allocated"), x[i].allocated);
		assert_int_equal(number(g, last, "rows"), x[i].rows);
		assert_int_equal(number(g, last, "confirmed_key"), x[i].key);
		assert_int_equal(number(g, last, "confirmed_paper"),
		    x[i].paper);
		assert_int_equal(number(g, last, "below"), x[i].below);
		assert_int_equal(number(g, last, "exempt"), x[i].exempt);
		assert_int_equal(number(g, last, "children"), x[i].end);
		assert_int_equal(number(g, last, "visits"), x[i].visits);
		for (k = 0; k < last; k++)
			if (strcmp(text(g, k, "unit"), "LHPN") == 0)
				break;
		assert_int_equal(number(g, k, "children"), i == 0 ? 8 : 7);
		grid_free(g);
	}
}

static void
test_followup_table(void **state)
{
	struct list_ask ask = ask_of("2027-07-05", Q3, WHO_NAME);
	struct grid *g;
	size_t last, i;

	(void)state;
	assert_int_equal(list_followup(&g, world.s, &ask), ERR_OK);
	last = g->n_row - 1;
	assert_int_equal(last, 75); /* 60 in support, 15 waiting */
	assert_true(g->named);
	assert_int_equal(number(g, last, "given"), 62100000);
	assert_int_equal(number(g, last, "visits"), 12);
	assert_int_equal(rows_with(g, "note", "chưa có đơn vị"), 15);
	assert_int_equal(rows_with(g, "note", "kết thúc: đủ 16 tuổi"), 1);
	assert_int_equal(rows_with(g, "note", "dưới mức"), 3);
	for (i = 1; i < last; i++) /* "Trẻ Mẫu 001": by the last word */
		assert_true(
		    strcmp(text(g, i - 1, "name"), text(g, i, "name")) < 0);
	grid_free(g);

	ask.who = WHO_CODE;
	assert_int_equal(list_followup(&g, world.s, &ask), ERR_OK);
	assert_false(g->named);
	for (i = 0; i < last; i++) {
		assert_string_equal(text(g, i, "name"), "");
		assert_true(grid_cell(g, i, column(g, "birth"))->empty);
		assert_true(i == 0 ||
		    strcmp(text(g, i - 1, "child"), text(g, i, "child")) < 0);
	}
	grid_free(g);
	ask.who = WHO_INITIALS;
	assert_int_equal(list_followup(&g, world.s, &ask), ERR_OK);
	assert_false(g->named);
	assert_string_equal(text(g, 0, "name"), "T.M.0.");
	grid_free(g);
}

static void
test_due_finds_what_is_planted(void **state)
{
	struct list_ask ask = ask_of("2026-10-05", Q3 + 1, WHO_CODE);
	struct world w;
	struct grid *g;
	size_t i;

	(void)state;
	viet_an(&w, "2026-10-04");
	assert_int_equal(list_due(&g, w.s, &ask), ERR_OK);
	/* As known on that day: a late payment is yet to come. */
	assert_int_equal(rows_with(g, "what", "Quý III/2026: "), 4);
	assert_int_equal(rows_with(g, "what", "chia cho nhiều quý"), 1);
	assert_int_equal(rows_with(g, "what", "mức đăng ký thấp"), 2);
	assert_int_equal(rows_with(g, "what", "sắp đủ 16 tuổi"), 2);
	assert_int_equal(rows_with(g, "what", ": thiếu, nhận"), 1);
	assert_int_equal(rows_with(g, "what", "15 em chưa có đơn vị"), 1);
	assert_int_equal(rows_with(g, "what", "báo cáo Quý III/2026"), 1);
	assert_true(rows_with(g, "what", "chưa có dòng nhận đỡ đầu") > 0);
	assert_true(rows_with(g, "what", "chưa có dòng theo dõi") > 0);
	assert_string_equal(text(g, 0, "urgency"), "gấp");
	for (i = 1; i < g->n_row; i++) /* never back to what is urgent */
		assert_false(strcmp(text(g, i, "urgency"), "gấp") == 0 &&
		    strcmp(text(g, i - 1, "urgency"), "gấp") != 0);
	grid_free(g);
	ask.within = 10;
	assert_int_equal(list_due(&g, w.s, &ask), ERR_OK);
	assert_int_equal(rows_with(g, "what", "sắp đủ 16 tuổi"), 0);
	grid_free(g);
	state_free(w.s);
}

static void
enter(struct world *w, enum kind k, json_t *o, const char *date)
{
	enum err e = world_enter(w, k, o, date);

	if (e != ERR_OK)
		fail_msg("%s: %s %s", kind_word(k), err_word(e),
		    w->said.n > 0 ? w->said.f[0].en : "schema");
}

/* An objection comes first; a request has its clocks; suspended, refused. */
static void
test_due_of_entries(void **state)
{
	struct list_ask ask = ask_of("2026-07-30", Q3, WHO_CODE);
	const char *child;
	struct world w;
	struct grid *g;

	(void)state;
	viet_an(&w, "2026-07-02");
	child = w.s->child[w.s->assignment[1].child].code;
	enter(&w, KIND_OBJECTION,
	    json_pack("{sn sn ss ss ss ss sn sn}", "about", "answers", "child",
		child, "date", "2026-07-03", "from", "family", "matter",
		"amount", "result", "text"),
	    "2026-07-03");
	enter(&w, KIND_REQUEST,
	    json_pack("{sn ss ss ss ss ss sn ss}", "answer", "answer_due",
		"2026-07-08", "child", child, "done_due", "2026-07-27", "from",
		"guardian", "kind", "access", "of", "received", "2026-07-06"),
	    "2026-07-06");
	enter(&w, KIND_ACCEPTANCE,
	    json_pack("{sb so ss sn}", "accepted", 0, "assignment",
		world_ref(w.s->assignment[2].index), "date", "2026-07-07",
		"evidence"),
	    "2026-07-07");
	enter(&w, KIND_CHANGE,
	    json_pack("{ss ss ss ss ss ss sn ss sn}", "change", "suspend",
		"child", child, "effective", "2026-07-09", "known",
		"2026-07-09", "reason", "bo-hoc", "reporter", "tr2", "set",
		"sponsor", w.s->sponsor[w.s->assignment[1].sponsor].code,
		"to_sponsor"),
	    "2026-07-09");
	assert_int_equal(list_due(&g, w.s, &ask), ERR_OK);
	assert_non_null(strstr(text(g, 0, "what"), "ý kiến chưa trả lời"));
	assert_string_equal(text(g, 0, "child"), child);
	assert_non_null(strstr(text(g, 1, "what"),
	    "hạn trả lời 08/07/2026 (quá hạn), hạn xong 27/07/2026 (quá"));
	assert_int_equal(rows_with(g, "what", "không nhận phân công"), 1);
	assert_int_equal(rows_with(g, "what", "đang tạm dừng"), 1);
	grid_free(g);
	state_free(w.s);
}

static void
test_units_own_lists(void **state)
{
	struct list_ask ask = ask_of("2026-09-30", Q3, WHO_NAME);
	struct grid *g;
	size_t i;

	(void)state;
	ask.unit = "lhpn";
	assert_int_equal(list_sponsor(&g, world.s, &ask), ERR_OK);
	assert_int_equal(g->n_row - 1, 8);
	assert_int_equal(number(g, 8, "given"), number(g, 8, "allocated"));
	assert_int_equal(rows_with(g, "note", "đủ tuổi 03/11/2026"), 1);
	assert_int_equal(rows_with(g, "note", "dưới mức"), 2);
	assert_non_null(strstr(g->note[0], "phân công chưa có phiếu"));
	grid_free(g);
	assert_int_equal(list_year(&g, world.s, &ask), ERR_OK);
	assert_true(g->n_row > 30);
	grid_free(g);
	ask.unit = "pvhxh"; /* the row that was reversed is not there */
	assert_int_equal(list_year(&g, world.s, &ask), ERR_OK);
	for (i = 0; i + 1 < g->n_row; i++)
		assert_true(number(g, i, "amount") < 10000000);
	grid_free(g);
	ask.unit = "t01";
	assert_int_equal(list_hamlet(&g, world.s, &ask), ERR_OK);
	for (i = 0; i < g->n_row; i++)
		assert_true(grid_cell(g, i, column(g, "full"))->empty);
	assert_int_equal(g->col[column(g, "full")].type, GRID_TICK);
	grid_free(g);
	ask.unit = "tr2";
	assert_int_equal(list_school(&g, world.s, &ask), ERR_OK);
	assert_true(g->n_row > 0 && g->named);
	grid_free(g);
	ask.unit = "none";
	g = NULL;
	assert_int_equal(list_school(&g, world.s, &ask), ERR_MISSING);
	assert_int_equal(list_hamlet(&g, world.s, &ask), ERR_MISSING);
	assert_int_equal(list_sponsor(&g, world.s, &ask), ERR_MISSING);
	assert_int_equal(list_year(&g, world.s, &ask), ERR_MISSING);
	assert_null(g);
}

static void
test_report_and_health(void **state)
{
	struct list_ask ask = ask_of("2027-07-05", Q3 + 1, WHO_CODE);
	int64_t sum = 0;
	struct grid *g;
	size_t i;

	(void)state;
	assert_int_equal(list_changes(&g, world.s, &ask), ERR_OK);
	assert_int_equal(g->n_row, 3);
	assert_int_equal(rows_with(g, "reason", "chuyển đi"), 1);
	grid_free(g);
	assert_int_equal(list_proposals(&g, world.s, &ask), ERR_OK);
	assert_int_equal(rows_with(g, "proposal", "bù cho đủ mức"), 4);
	assert_int_equal(rows_with(g, "proposal", "kết thúc đỡ đầu"), 2);
	assert_int_equal(rows_with(g, "why", "15 em"), 1);
	grid_free(g);
	ask.quarter = Q3 + 3;
	assert_int_equal(list_health(&g, world.s, &ask), ERR_OK);
	assert_int_equal(g->n_row, 4);
	for (i = 0; i < 4; i++)
		sum += number(g, i, "recorded");
	assert_int_equal(sum, 239800000);
	assert_int_equal(number(g, 1, "left"), 3);
	assert_int_equal(number(g, 1, "children_with_money"), 38);
	assert_int_equal(number(g, 2, "units"), 22);
	grid_free(g);
	assert_int_equal(list_health_age(&g, world.s, &ask), ERR_OK);
	assert_int_equal(number(g, 4, "sum"), 54);
	grid_free(g);
	ask.today -= 360;
	assert_int_equal(list_reconcile(&g, world.s, &ask), ERR_OK);
	for (i = 0, sum = 0; i < g->n_row; i++)
		sum += number(g, i, "children");
	assert_int_equal(sum, 75);
	grid_free(g);
}

static int
setup(void **state)
{
	(void)state;
	viet_an(&world, "2027-07-04");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	state_free(world.s);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_units_are_as_expected),
	    cmocka_unit_test(test_followup_table),
	    cmocka_unit_test(test_due_finds_what_is_planted),
	    cmocka_unit_test(test_due_of_entries),
	    cmocka_unit_test(test_units_own_lists),
	    cmocka_unit_test(test_report_and_health),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
