/*
 * health.c - figures of the whole commune, for the city's Department of
 * Health; and the two sides that both count the same children.  No grid here
 * tells of one child, but small numbers may: the notes say so.
 */
#include "part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char small[] =
    "Có số nhỏ: dùng trong cơ quan; khi công bố phải thay bằng \"dưới 5\".";

enum {
	H_QUARTER,
	H_START,
	H_END,
	H_WAITING,
	H_ENDED,
	H_UNITS,
	H_MONEY,
	H_ALLOCATED,
	H_PAID,
	H_BELOW,
	H_VISITS
};
static const struct grid_column by_quarter[] = {
    [H_QUARTER] = {"quarter", "Quý", GRID_QUARTER, 3},
    [H_START] = {"start", "Đầu quý", GRID_COUNT, 2},
    [H_END] = {"end", "Cuối quý", GRID_COUNT, 2},
    [H_WAITING] = {"waiting", "Đang chờ", GRID_COUNT, 2},
    [H_ENDED] = {"left", "Thôi đỡ đầu", GRID_COUNT, 2},
    [H_UNITS] = {"units", "Số đơn vị", GRID_COUNT, 2},
    [H_MONEY] = {"recorded", "Đã ghi", GRID_MONEY, 4},
    [H_ALLOCATED] = {"allocated", "Phân bổ cho quý", GRID_MONEY, 4},
    [H_PAID] = {"children_with_money", "Số em có khoản", GRID_COUNT, 2},
    [H_BELOW] = {"below", "Dưới mức", GRID_COUNT, 2},
    [H_VISITS] = {"visits", "Thăm hỏi", GRID_COUNT, 2},
};

/* Units that hold a child on that day; children in support one day and not
 * the other. */
static size_t
units_on(const struct state *s, int32_t day)
{
	size_t i, j, n = 0;

	for (i = 0; i < s->n_sponsor; i++)
		for (j = 0; j < s->n_child; j++)
			if (state_child_supported(s, j, day) &&
			    state_child_holder(s, j, day) == i) {
				n++;
				break;
			}
	return n;
}

static size_t
left(const struct state *s, uint32_t quarter)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_child; i++)
		n += state_child_supported(s, i, quarter_first(quarter)) &&
		    !state_child_supported(s, i, quarter_last(quarter));
	return n;
}

static void
quarter_row(struct grid *g, const struct state *s, uint32_t q,
    const struct list_ask *ask)
{
	struct money_filter f = MONEY_ALL;
	size_t below, exempt;

	query_below(s, q, part_as_of(ask), &below, &exempt);
	grid_row(g);
	grid_number(g, H_QUARTER, q);
	grid_number(g, H_START, (int64_t)query_supported(s, quarter_first(q)));
	grid_number(g, H_END, (int64_t)query_supported(s, quarter_last(q)));
	grid_number(g, H_WAITING, (int64_t)query_waiting(s, quarter_last(q)));
	grid_number(g, H_ENDED, (int64_t)left(s, q));
	grid_number(g, H_UNITS, (int64_t)units_on(s, quarter_last(q)));
	grid_number(g, H_MONEY, query_recorded(s, q, &f));
	grid_number(g, H_ALLOCATED, query_allocated(s, q, part_as_of(ask), &f));
	grid_number(g, H_PAID, (int64_t)query_children_with_money(s, q, &f));
	grid_number(g, H_BELOW, (int64_t)(below - exempt));
	grid_number(g, H_VISITS, (int64_t)query_visits(s, q));
}

/* The quarter that the plan began in. */
static uint32_t
start_of(const struct state *s, const struct list_ask *ask)
{
	int64_t v = policy_value(s, PARAM_START_QUARTER, ask->quarter);

	return quarter_make((uint32_t)(v / 10), (uint32_t)(v % 10));
}

enum err
list_health(struct grid **g, const struct state *s, const struct list_ask *ask)
{
	struct grid *x;
	char title[200], from[SAY_MAX], to[SAY_MAX];
	uint32_t q = start_of(s, ask);
	enum err e;

	if (q > ask->quarter)
		q = ask->quarter;
	say_official_quarter(from, q);
	say_official_quarter(to, ask->quarter);
	(void)snprintf(title, sizeof(title),
	    "SỐ LIỆU ĐỠ ĐẦU TRẺ EM TỪ %s ĐẾN %s", from, to);
	e = part_new(&x, "so-y-te", title, by_quarter,
	    sizeof(by_quarter) / sizeof(by_quarter[0]));
	if (e != ERR_OK)
		return e;
	grid_note(x, small);
	if (ask->today <= quarter_last(ask->quarter))
		grid_note(x, "Quý cuối chưa kết thúc: số liệu còn thay đổi.");
	for (; q <= ask->quarter; q++)
		quarter_row(x, s, q, ask);
	return part_done(g, x);
}

enum {
	A_CATEGORY,
	A_WHAT,
	A_UNDER6,
	A_UNDER11,
	A_UNDER16,
	A_OLDER,
	A_SUM
};
static const struct grid_column by_age[] = {
    [A_CATEGORY] = {"category", "ĐT", GRID_COUNT, 1},
    [A_WHAT] = {"name", "Đối tượng", GRID_TEXT, 6},
    [A_UNDER6] = {"age_0_5", "Dưới 6 tuổi", GRID_COUNT, 2},
    [A_UNDER11] = {"age_6_10", "6-10 tuổi", GRID_COUNT, 2},
    [A_UNDER16] = {"age_11_15", "11-15 tuổi", GRID_COUNT, 2},
    [A_OLDER] = {"age_16", "Từ 16 tuổi", GRID_COUNT, 2},
    [A_SUM] = {"sum", "Cộng", GRID_COUNT, 2},
};

static size_t
age_column(int32_t birth, int32_t day)
{
	if (day < date_add_years(birth, 6))
		return A_UNDER6;
	if (day < date_add_years(birth, 11))
		return A_UNDER11;
	return day < date_add_years(birth, 16) ? A_UNDER16 : A_OLDER;
}

enum err
list_health_age(struct grid **g, const struct state *s,
    const struct list_ask *ask)
{
	int64_t n[6][A_SUM + 1] = {{0}};
	int32_t day = quarter_last(ask->quarter);
	struct grid *x;
	char title[200], date[SAY_MAX];
	size_t i, j, a;
	enum err e;

	say_official_date(date, day);
	(void)snprintf(title, sizeof(title),
	    "TRẺ EM ĐƯỢC ĐỠ ĐẦU THEO ĐỐI TƯỢNG VÀ TUỔI, %s", date);
	e = part_new(&x, "so-y-te-tuoi", title, by_age,
	    sizeof(by_age) / sizeof(by_age[0]));
	if (e != ERR_OK)
		return e;
	grid_note(x, small);
	for (i = 0; i < s->n_child; i++) {
		if (!state_child_supported(s, i, day))
			continue;
		a = age_column(s->child[i].birth, day);
		j = s->child[i].now.category % 5;
		n[j][a]++;
		n[j][A_SUM]++;
		n[5][a]++;
		n[5][A_SUM]++;
	}
	for (j = 1; j <= 5; j++) {
		grid_row(x);
		if (j < 5)
			grid_number(x, A_CATEGORY, (int64_t)j);
		grid_text(x, A_WHAT,
		    j < 5 ? word_category((unsigned)j) : "Cộng");
		for (a = A_UNDER6; a <= A_SUM; a++)
			grid_number(x, a, n[j][a]);
	}
	x->total = true;
	return part_done(g, x);
}

enum {
	R_HAMLET,
	R_SCHOOL,
	R_CHILDREN,
	R_SUPPORTED,
	R_AGREES
};
static const struct grid_column shared[] = {
    [R_HAMLET] = {"hamlet", "Thôn", GRID_TEXT, 2},
    [R_SCHOOL] = {"school", "Trường", GRID_TEXT, 2},
    [R_CHILDREN] = {"children", "Số em", GRID_COUNT, 2},
    [R_SUPPORTED] = {"supported", "Được đỡ đầu", GRID_COUNT, 2},
    [R_AGREES] = {"agrees", "Khớp", GRID_TICK, 1},
};

/* By hamlet, then school. */
static int
by_place(const void *a, const void *b)
{
	const struct state_child *x = ((const struct part_place *)a)->c;
	const struct state_child *y = ((const struct part_place *)b)->c;
	int d = strcmp(x->now.hamlet, y->now.hamlet);

	return d != 0 ? d : strcmp(x->now.school, y->now.school);
}

static void
shared_rows(struct grid *g, const struct state *s, const struct part_place *p,
    size_t n, int32_t day)
{
	int64_t all = 0, held = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (i == 0 || by_place(&p[i - 1], &p[i]) != 0) {
			grid_row(g);
			part_code(g, R_HAMLET, p[i].c->now.hamlet);
			part_code(g, R_SCHOOL, p[i].c->now.school);
			all = held = 0;
		}
		held +=
		    state_child_supported(s, (size_t)(p[i].c - s->child), day);
		grid_number(g, R_CHILDREN, ++all);
		grid_number(g, R_SUPPORTED, held);
	}
}

enum err
list_reconcile(struct grid **g, const struct state *s,
    const struct list_ask *ask)
{
	struct part_place *p;
	struct grid *x = NULL;
	size_t i, n = 0;
	enum err e;

	p = calloc(s->n_child + 1, sizeof(*p));
	e = p == NULL
	    ? ERR_MEMORY
	    : part_new(&x, "doi-chieu", "ĐỐI CHIẾU SỐ EM GIỮA THÔN VÀ TRƯỜNG",
		  shared, sizeof(shared) / sizeof(shared[0]));
	if (e == ERR_OK) {
		grid_note(x,
		    "Thôn và trường đếm riêng danh sách của mình rồi "
		    "so với số này; chỗ lệch thì rà soát lại.");
		for (i = 0; i < s->n_child; i++)
			if (part_is_active(s, i, ask->today))
				p[n++].c = &s->child[i];
		qsort(p, n, sizeof(*p), by_place);
		shared_rows(x, s, p, n, ask->today);
		e = part_done(g, x);
	}
	free(p);
	return e;
}
