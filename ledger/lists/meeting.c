/*
 * meeting.c - the sheets for the monthly meeting: a school's or a hamlet's own
 * children, with boxes to tick.
 */
#include "part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	M_NR,
	M_CHILD,
	M_NAME,
	M_WHERE, /* the hamlet for a school, the school for a hamlet */
	M_SPONSOR,
	M_GIVEN,
	M_WAITING,
	M_FULL,
	M_SHORT,
	M_NOT_RECEIVED,
	M_NOT_MET,
	M_CHANGED
};
#define M_COMMON(where, head)                                                  \
	[M_NR] = {"nr", "TT", GRID_COUNT, 1},                                  \
	[M_CHILD] = {"child", "Mã trẻ", GRID_TEXT, 3},                         \
	[M_NAME] = {"name", "Họ và tên", GRID_TEXT, 5},                        \
	[M_WHERE] = {where, head, GRID_TEXT, 2},                               \
	[M_SPONSOR] = {"sponsor", "Đơn vị", GRID_TEXT, 2},                     \
	[M_GIVEN] = {"given", "Đã ghi trong quý", GRID_MONEY, 3},              \
	[M_WAITING] = {"waiting", "Chờ xác nhận", GRID_MONEY, 3},              \
	[M_FULL] = {"full", "Đủ", GRID_TICK, 1},                               \
	[M_SHORT] = {"short", "Thiếu", GRID_TICK, 1},                          \
	[M_NOT_RECEIVED] = {"not_received", "Chưa nhận", GRID_TICK, 1},        \
	[M_NOT_MET] = {"not_met", "Chưa gặp", GRID_TICK, 1},                   \
	[M_CHANGED] = {"changed", "Có thay đổi", GRID_TICK, 1}
static const struct grid_column of_school[] = {M_COMMON("hamlet", "Thôn")};
static const struct grid_column of_hamlet[] = {M_COMMON("school", "Trường")};
#define COLUMNS (sizeof(of_school) / sizeof(of_school[0]))

static bool
is_of_school(const struct state *s, size_t child, const struct list_ask *ask)
{
	return strcmp(s->child[child].now.school, ask->unit) == 0 &&
	    part_is_active(s, child, ask->today);
}

static bool
is_of_hamlet(const struct state *s, size_t child, const struct list_ask *ask)
{
	return strcmp(s->child[child].now.hamlet, ask->unit) == 0 &&
	    part_is_active(s, child, ask->today);
}

/* What was given to the child, whenever, and nobody has confirmed yet. */
static int64_t
waiting(const struct state *s, size_t child, const struct list_ask *ask)
{
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < s->n_disbursement; i++)
		if (s->disbursement[i].child == child &&
		    query_is_unconfirmed(s, i, part_as_of(ask)))
			sum += s->disbursement[i].amount;
	return sum;
}

static int64_t
meeting_row(struct grid *g, const struct state *s, size_t child,
    const struct list_ask *ask)
{
	const struct child_attributes *a = &s->child[child].now;
	struct money_filter f = MONEY_ALL;
	int64_t given;

	f.child = child;
	given = query_recorded(s, ask->quarter, &f);
	part_child(g, M_CHILD, s, child, ask);
	part_code(g, M_WHERE, g->col == of_school ? a->hamlet : a->school);
	part_holder(g, M_SPONSOR, s, child, ask->today);
	grid_number(g, M_GIVEN, given);
	grid_number(g, M_WAITING, waiting(s, child, ask));
	return given;
}

static enum err
meeting(struct grid **g, const struct state *s, const struct list_ask *ask,
    bool school)
{
	struct grid *x = NULL;
	char title[400], line[200], q[SAY_MAX], unit[SAY_NAME];
	size_t *at = NULL, n = 0, i;
	int64_t sum = 0;
	enum err e;

	say_official_quarter(q, ask->quarter);
	say_unit(unit, s, ask->unit, ask->who);
	(void)snprintf(title, sizeof(title), "PHIẾU RÀ SOÁT %s: %s%s", q,
	    school ? "" : "thôn ", unit);
	e = part_children(&at, &n, s, ask,
	    school ? is_of_school : is_of_hamlet);
	if (e == ERR_OK && n == 0)
		e = ERR_MISSING;
	if (e == ERR_OK)
		e = part_new(&x, school ? "truong" : "thon", title,
		    school ? of_school : of_hamlet, COLUMNS);
	if (e != ERR_OK) {
		free(at);
		return e;
	}
	(void)snprintf(line, sizeof(line),
	    "Đánh dấu một ô cho mỗi em đã được hỗ trợ; có thay đổi (chuyển đi, "
	    "bỏ học, hoàn cảnh) thì ghi ra mặt sau.");
	grid_note(x, line);
	for (i = 0; i < n; i++) {
		grid_row(x);
		grid_number(x, M_NR, (int64_t)i + 1);
		sum += meeting_row(x, s, at[i], ask);
	}
	free(at);
	(void)snprintf(line, sizeof(line),
	    "Số em: %02zu.  Đã ghi trong quý: ", n);
	say_money(line + strlen(line), sum);
	grid_note(x, line);
	return part_done(g, x);
}

enum err
list_school(struct grid **g, const struct state *s, const struct list_ask *ask)
{
	return meeting(g, s, ask, true);
}

enum err
list_hamlet(struct grid **g, const struct state *s, const struct list_ask *ask)
{
	return meeting(g, s, ask, false);
}
