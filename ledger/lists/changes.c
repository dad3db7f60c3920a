/*
 * changes.c - what changed in a quarter, and what the office proposes to the
 * People's Committee because of it.
 */
#include "part.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	C_NR,
	C_DATE,
	C_CHILD,
	C_NAME,
	C_WHAT,
	C_REASON,
	C_FROM,
	C_TO,
	C_PREPAID,
	C_LINE
};
static const struct grid_column changes[] = {
    [C_NR] = {"nr", "TT", GRID_COUNT, 1},
    [C_DATE] = {"date", "Từ ngày", GRID_DATE, 3},
    [C_CHILD] = {"child", "Mã trẻ", GRID_TEXT, 3},
    [C_NAME] = {"name", "Họ và tên", GRID_TEXT, 5},
    [C_WHAT] = {"change", "Biến động", GRID_TEXT, 3},
    [C_REASON] = {"reason", "Lý do", GRID_TEXT, 3},
    [C_FROM] = {"from", "Đơn vị", GRID_TEXT, 2},
    [C_TO] = {"to", "Chuyển đến", GRID_TEXT, 2},
    [C_PREPAID] = {"prepaid", "Đã chi trước", GRID_MONEY, 3},
    [C_LINE] = {"line", "Dòng sổ", GRID_COUNT, 2},
};

/* I14: given already for quarters after the one in which the child leaves. */
static int64_t
prepaid(const struct state *s, const struct state_change *c,
    const struct list_ask *ask)
{
	return c->change == CHANGE_END
	    ? query_prepaid(s, c->child, quarter_of_date(c->effective),
		  part_as_of(ask))
	    : 0;
}

static void
change_row(struct grid *g, const struct state *s, const struct state_change *c,
    const struct list_ask *ask)
{
	grid_row(g);
	grid_number(g, C_NR, (int64_t)g->n_row);
	grid_number(g, C_DATE, c->effective);
	part_child(g, C_CHILD, s, c->child, ask);
	grid_text(g, C_WHAT, word_change(c->change));
	grid_text(g, C_REASON, word_reason(c->reason));
	part_holder(g, C_FROM, s, c->child, c->effective - 1);
	if (c->to_sponsor != STATE_NONE)
		part_code(g, C_TO, s->sponsor[c->to_sponsor].code);
	if (prepaid(s, c, ask) != 0)
		grid_number(g, C_PREPAID, prepaid(s, c, ask));
	grid_number(g, C_LINE, (int64_t)c->index);
}

enum err
list_changes(struct grid **g, const struct state *s, const struct list_ask *ask)
{
	struct grid *x;
	char title[160], q[SAY_MAX];
	bool any = false;
	size_t i;
	enum err e;

	say_official_quarter(q, ask->quarter);
	(void)snprintf(title, sizeof(title), "BIẾN ĐỘNG %s", q);
	e = part_new(&x, "bien-dong", title, changes,
	    sizeof(changes) / sizeof(changes[0]));
	if (e != ERR_OK)
		return e;
	for (i = 0; i < s->n_change; i++)
		if (quarter_of_date(s->change[i].effective) == ask->quarter &&
		    !state_is_reversed(s, s->change[i].index)) {
			change_row(x, s, &s->change[i], ask);
			any = any || prepaid(s, &s->change[i], ask) != 0;
		}
	if (any)
		grid_note(x,
		    "Đã chi trước: phần đã chi cho các quý sau ngày kết thúc; "
		    "khoản ấy vẫn giữ trong sổ.");
	return part_done(g, x);
}

enum {
	P_NR,
	P_CHILD,
	P_NAME,
	P_UNIT,
	P_WHAT,
	P_WHY
};
static const struct grid_column proposals[] = {
    [P_NR] = {"nr", "TT", GRID_COUNT, 1},
    [P_CHILD] = {"child", "Mã trẻ", GRID_TEXT, 3},
    [P_NAME] = {"name", "Họ và tên", GRID_TEXT, 5},
    [P_UNIT] = {"unit", "Đơn vị", GRID_TEXT, 2},
    [P_WHAT] = {"proposal", "Đề xuất", GRID_TEXT, 7},
    [P_WHY] = {"why", "Căn cứ", GRID_TEXT, 7},
};

static void
propose(struct grid *g, const struct state *s, size_t child,
    const struct list_ask *ask, const char *what, const char *why)
{
	grid_row(g);
	grid_number(g, P_NR, (int64_t)g->n_row);
	part_child(g, P_CHILD, s, child, ask);
	if (child != STATE_NONE)
		part_holder(g, P_UNIT, s, child, quarter_last(ask->quarter));
	grid_text(g, P_WHAT, what);
	grid_text(g, P_WHY, why);
}

static void
of_child(struct grid *g, const struct state *s, size_t i,
    const struct list_ask *ask)
{
	int32_t last = quarter_last(ask->quarter);
	int32_t age = state_age_date(s, i, last);
	char why[200], got[SAY_MAX], date[SAY_MAX];
	bool exempt;

	if (query_is_below(s, i, ask->quarter, part_as_of(ask), &exempt) &&
	    !exempt) {
		say_money(got,
		    query_counted(s, i, ask->quarter, part_as_of(ask)));
		(void)snprintf(why, sizeof(why), "tính vào quý: %s", got);
		propose(g, s, i, ask, "đơn vị bù cho đủ mức tối thiểu", why);
	}
	if (state_child_holder(s, i, last) == STATE_NONE)
		return;
	if (quarter_of_date(age) == ask->quarter + 1 || age <= last) {
		say_date(date, age);
		(void)snprintf(why, sizeof(why), "đủ tuổi ngày %s", date);
		propose(g, s, i, ask, "kết thúc đỡ đầu", why);
	}
	if (state_child_suspended(s, i, last))
		propose(g, s, i, ask, "xem lại việc tạm dừng",
		    "đang tạm dừng cuối quý");
}

enum err
list_proposals(struct grid **g, const struct state *s,
    const struct list_ask *ask)
{
	struct grid *x;
	char title[160], q[SAY_MAX], why[80];
	size_t i, n;
	enum err e;

	say_official_quarter(q, ask->quarter);
	(void)snprintf(title, sizeof(title), "ĐỀ XUẤT ĐIỀU CHỈNH SAU %s", q);
	e = part_new(&x, "de-xuat", title, proposals,
	    sizeof(proposals) / sizeof(proposals[0]));
	if (e != ERR_OK)
		return e;
	for (i = 0; i < s->n_child; i++)
		of_child(x, s, i, ask);
	n = query_waiting(s, quarter_last(ask->quarter));
	if (n > 0) {
		(void)snprintf(why, sizeof(why), "%02zu em đang chờ", n);
		propose(x, s, STATE_NONE, ask,
		    "vận động, phân công đơn vị đỡ đầu", why);
	}
	return part_done(g, x);
}
