/*
 * followup.c - the table that the office follows its children with, and the
 * sheets of schools and heads of hamlets.
 */
#include "part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	T_NR,
	T_CHILD,
	T_NAME,
	T_BIRTH,
	T_CATEGORY,
	T_HAMLET,
	T_SCHOOL,
	T_SPONSOR,
	T_PLEDGED,
	T_GIVEN,
	T_CONFIRMED,
	T_FOLLOWED,
	T_VISITS,
	T_NOTE
};
static const struct grid_column table[] = {
    [T_NR] = {"nr", "TT", GRID_COUNT, 1},
    [T_CHILD] = {"child", "Mã trẻ", GRID_TEXT, 3},
    [T_NAME] = {"name", "Họ và tên", GRID_TEXT, 5},
    [T_BIRTH] = {"birth", "Ngày sinh", GRID_DATE, 3},
    [T_CATEGORY] = {"category", "ĐT", GRID_COUNT, 1},
    [T_HAMLET] = {"hamlet", "Thôn", GRID_TEXT, 2},
    [T_SCHOOL] = {"school", "Trường", GRID_TEXT, 2},
    [T_SPONSOR] = {"sponsor", "Đơn vị", GRID_TEXT, 2},
    [T_PLEDGED] = {"pledged", "Mức quý", GRID_MONEY, 3},
    [T_GIVEN] = {"given", "Hỗ trợ trong quý", GRID_MONEY, 3},
    [T_CONFIRMED] = {"confirmed", "Xác nhận", GRID_TEXT, 2},
    [T_FOLLOWED] = {"followed", "Theo dõi", GRID_TEXT, 2},
    [T_VISITS] = {"visits", "Thăm", GRID_COUNT, 1},
    [T_NOTE] = {"note", "Ghi chú", GRID_TEXT, 4},
};

/* The last day of the quarter, or today if it is not over. */
static int32_t
day_of(const struct list_ask *ask)
{
	int32_t last = quarter_last(ask->quarter);

	return ask->today < last ? ask->today : last;
}

static const char *
followed(const struct state *s, size_t child, const struct list_ask *ask)
{
	const struct state_followup *f;

	f = query_followup_of(s, child, ask->quarter, part_as_of(ask));
	if (f == NULL || !f->followed)
		return "chưa";
	return f->risk ? "có, nguy cơ" : "có";
}

static void
note_of(char *buf, size_t cap, const struct state *s, size_t child,
    const struct list_ask *ask)
{
	int32_t day = day_of(ask);
	const struct state_change *end = state_child_end(s, child, day);
	bool exempt, below;

	below =
	    query_is_below(s, child, ask->quarter, part_as_of(ask), &exempt);
	if (end != NULL)
		(void)snprintf(buf, cap, "kết thúc: %s",
		    word_reason(end->reason));
	else if (day >= state_age_date(s, child, day))
		(void)snprintf(buf, cap, "quá tuổi");
	else if (state_child_holder(s, child, day) == STATE_NONE)
		(void)snprintf(buf, cap, "chưa có đơn vị");
	else if (state_child_suspended(s, child, day))
		(void)snprintf(buf, cap, "tạm dừng");
	else if (below)
		(void)snprintf(buf, cap, "dưới mức%s",
		    exempt ? " (miễn, đủ tuổi)" : "");
	else
		buf[0] = '\0';
}

/* In support at some time of the quarter, or waiting. */
static bool
is_followed(const struct state *s, size_t child, const struct list_ask *ask)
{
	const struct state_child *c = &s->child[child];
	size_t i;

	for (i = 0; i < c->n_span; i++)
		if (c->span[i].from <= quarter_last(ask->quarter) &&
		    c->span[i].until > quarter_first(ask->quarter) &&
		    quarter_first(ask->quarter) <
			state_age_date(s, child, quarter_first(ask->quarter)))
			return true;
	return c->n_span == 0 && part_is_active(s, child, day_of(ask));
}

struct sums {
	int64_t pledged, given;
	size_t visits;
};

static void
followup_row(struct grid *g, const struct state *s, size_t child,
    const struct list_ask *ask, struct sums *sum)
{
	const struct state_child *c = &s->child[child];
	struct money_filter f = MONEY_ALL;
	struct part_rows r;
	char buf[GRID_CELL_MAX];
	int64_t pledged, given;
	size_t visits;

	f.child = child;
	r = part_rows(s, ask->quarter, part_as_of(ask), &f);
	pledged = part_pledged(s, child, day_of(ask));
	given = query_allocated(s, ask->quarter, part_as_of(ask), &f);
	visits = part_visits(s, ask->quarter, child, STATE_NONE);
	part_child(g, T_CHILD, s, child, ask);
	if (ask->who == WHO_NAME)
		grid_number(g, T_BIRTH, c->birth);
	grid_number(g, T_CATEGORY, c->now.category);
	part_code(g, T_HAMLET, c->now.hamlet);
	part_code(g, T_SCHOOL, c->now.school);
	part_holder(g, T_SPONSOR, s, child, day_of(ask));
	grid_number(g, T_PLEDGED, pledged);
	grid_number(g, T_GIVEN, given);
	(void)snprintf(buf, sizeof(buf), "%zu/%zu", r.full + r.full_by_paper,
	    r.rows);
	grid_text(g, T_CONFIRMED, r.rows == 0 ? "" : buf);
	grid_text(g, T_FOLLOWED, followed(s, child, ask));
	grid_number(g, T_VISITS, (int64_t)visits);
	note_of(buf, sizeof(buf), s, child, ask);
	grid_text(g, T_NOTE, buf);
	sum->pledged += pledged;
	sum->given += given;
	sum->visits += visits;
}

enum err
list_followup(struct grid **g, const struct state *s,
    const struct list_ask *ask)
{
	struct sums sum = {0, 0, 0};
	struct grid *x = NULL;
	char title[160], q[SAY_MAX];
	size_t *at = NULL, n = 0, i;
	enum err e;

	say_official_quarter(q, ask->quarter);
	(void)snprintf(title, sizeof(title), "BẢNG THEO DÕI TỔNG HỢP %s", q);
	e = part_children(&at, &n, s, ask, is_followed);
	if (e == ERR_OK)
		e = part_new(&x, "theo-doi", title, table,
		    sizeof(table) / sizeof(table[0]));
	if (e != ERR_OK) {
		free(at);
		return e;
	}
	for (i = 0; i < n; i++) {
		grid_row(x);
		grid_number(x, T_NR, (int64_t)i + 1);
		followup_row(x, s, at[i], ask, &sum);
	}
	free(at);
	grid_row(x);
	grid_text(x, T_CHILD, "Cộng");
	grid_number(x, T_PLEDGED, sum.pledged);
	grid_number(x, T_GIVEN, sum.given);
	grid_number(x, T_VISITS, (int64_t)sum.visits);
	x->total = true;
	return part_done(g, x);
}
