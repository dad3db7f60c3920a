/*
 * sponsors.c - what goes to one unit: its own children in a quarter, and its
 * statement of a year.
 */
#include "part.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	S_NR,
	S_CHILD,
	S_NAME,
	S_SCHOOL,
	S_PLEDGED,
	S_GIVEN,
	S_ALLOCATED,
	S_CONFIRMED,
	S_VISITS,
	S_NOTE
};
static const struct grid_column of_quarter[] = {
    [S_NR] = {"nr", "TT", GRID_COUNT, 1},
    [S_CHILD] = {"child", "Mã trẻ", GRID_TEXT, 3},
    [S_NAME] = {"name", "Họ và tên", GRID_TEXT, 5},
    [S_SCHOOL] = {"school", "Trường", GRID_TEXT, 2},
    [S_PLEDGED] = {"pledged", "Đăng ký một quý", GRID_MONEY, 3},
    [S_GIVEN] = {"given", "Đã ghi", GRID_MONEY, 3},
    [S_ALLOCATED] = {"allocated", "Phân bổ cho quý", GRID_MONEY, 3},
    [S_CONFIRMED] = {"confirmed", "Xác nhận", GRID_TEXT, 2},
    [S_VISITS] = {"visits", "Thăm", GRID_COUNT, 1},
    [S_NOTE] = {"note", "Ghi chú", GRID_TEXT, 4},
};

/* The title names the unit, which may be a person. */
static bool
names_unit(const struct state *s, const struct list_ask *ask)
{
	return ask->who == WHO_NAME &&
	    s->sponsor[state_sponsor_find(s, ask->unit)].person;
}

static bool
is_mine(const struct state *s, size_t child, const struct list_ask *ask)
{
	return part_is_of(s, child, state_sponsor_find(s, ask->unit),
	    ask->quarter);
}

struct sums {
	int64_t pledged, given, allocated;
};

static void
note_of(struct grid *g, const struct state *s, size_t child,
    const struct list_ask *ask)
{
	size_t me = state_sponsor_find(s, ask->unit);
	char note[SAY_MAX + 16], date[SAY_MAX];
	bool exempt, below;

	below =
	    query_is_below(s, child, ask->quarter, part_as_of(ask), &exempt);
	if (state_child_holder(s, child, quarter_last(ask->quarter)) != me) {
		grid_text(g, S_NOTE, "không còn ở cuối quý");
	} else if (ask->today >= query_age_notice(s, child, ask->today)) {
		say_date(date, state_age_date(s, child, ask->today));
		(void)snprintf(note, sizeof(note), "đủ tuổi %s", date);
		grid_text(g, S_NOTE, note);
	} else if (below) {
		grid_text(g, S_NOTE, exempt ? "được miễn mức" : "dưới mức");
	}
}

/* What the unit itself can do something about, as of today. */
static void
remind(struct grid *g, const struct state *s, const struct list_ask *ask)
{
	size_t me = state_sponsor_find(s, ask->unit), open = 0, rows = 0, i;
	char line[200];

	for (i = 0; i < s->n_assignment; i++)
		open += s->assignment[i].sponsor == me &&
		    !s->assignment[i].accepted && !s->assignment[i].refused &&
		    !state_is_reversed(s, s->assignment[i].index) &&
		    state_child_holder(s, s->assignment[i].child, ask->today) ==
			me;
	for (i = 0; i < s->n_disbursement; i++)
		rows += s->disbursement[i].sponsor == me &&
		    query_is_unconfirmed(s, i, part_as_of(ask));
	(void)snprintf(line, sizeof(line),
	    "Đến nay: %02zu phân công chưa có phiếu nhận đỡ đầu; %02zu khoản "
	    "chưa được xác nhận.",
	    open, rows);
	grid_note(g, line);
}

static void
quarter_row(struct grid *g, const struct state *s, size_t child,
    const struct list_ask *ask, struct sums *sum)
{
	size_t me = state_sponsor_find(s, ask->unit);
	int32_t last = quarter_last(ask->quarter);
	struct money_filter f = MONEY_ALL;
	int64_t pledged, given, allocated;
	struct part_rows r;
	char buf[64];

	f.child = child;
	f.sponsor = me;
	r = part_rows(s, ask->quarter, part_as_of(ask), &f);
	given = query_recorded(s, ask->quarter, &f);
	allocated = query_allocated(s, ask->quarter, part_as_of(ask), &f);
	pledged = state_child_holder(s, child, last) == me
	    ? part_pledged(s, child, last)
	    : 0;
	part_child(g, S_CHILD, s, child, ask);
	part_code(g, S_SCHOOL, s->child[child].now.school);
	grid_number(g, S_PLEDGED, pledged);
	grid_number(g, S_GIVEN, given);
	grid_number(g, S_ALLOCATED, allocated);
	(void)snprintf(buf, sizeof(buf), "%zu/%zu", r.full + r.full_by_paper,
	    r.rows);
	grid_text(g, S_CONFIRMED, r.rows == 0 ? "" : buf);
	grid_number(g, S_VISITS,
	    (int64_t)part_visits(s, ask->quarter, child, me));
	note_of(g, s, child, ask);
	sum->pledged += pledged;
	sum->given += given;
	sum->allocated += allocated;
}

enum err
list_sponsor(struct grid **g, const struct state *s, const struct list_ask *ask)
{
	struct sums sum = {0, 0, 0};
	struct grid *x = NULL;
	char title[400], q[SAY_MAX], unit[SAY_NAME];
	size_t *at = NULL, n = 0, i;
	enum err e;

	if (state_sponsor_find(s, ask->unit) == STATE_NONE)
		return ERR_MISSING;
	say_official_quarter(q, ask->quarter);
	say_unit(unit, s, ask->unit, ask->who);
	(void)snprintf(title, sizeof(title), "TRẺ EM DO %s ĐỠ ĐẦU, %s", unit,
	    q);
	e = part_children(&at, &n, s, ask, is_mine);
	if (e == ERR_OK)
		e = part_new(&x, "don-vi", title, of_quarter,
		    sizeof(of_quarter) / sizeof(of_quarter[0]));
	if (e != ERR_OK) {
		free(at);
		return e;
	}
	remind(x, s, ask);
	for (i = 0; i < n; i++) {
		grid_row(x);
		grid_number(x, S_NR, (int64_t)i + 1);
		quarter_row(x, s, at[i], ask, &sum);
	}
	free(at);
	grid_row(x);
	grid_text(x, S_CHILD, "Cộng");
	grid_number(x, S_PLEDGED, sum.pledged);
	grid_number(x, S_GIVEN, sum.given);
	grid_number(x, S_ALLOCATED, sum.allocated);
	x->total = true;
	x->named = x->named || names_unit(s, ask);
	return part_done(g, x);
}

enum {
	Y_NR,
	Y_DATE,
	Y_VOUCHER,
	Y_CHILD,
	Y_NAME,
	Y_KIND,
	Y_AMOUNT,
	Y_FROM,
	Y_TO,
	Y_CONFIRMED,
	Y_LINE
};
static const struct grid_column of_year[] = {
    [Y_NR] = {"nr", "TT", GRID_COUNT, 1},
    [Y_DATE] = {"date", "Ngày", GRID_DATE, 3},
    [Y_VOUCHER] = {"voucher", "Số phiếu", GRID_TEXT, 3},
    [Y_CHILD] = {"child", "Mã trẻ", GRID_TEXT, 3},
    [Y_NAME] = {"name", "Họ và tên", GRID_TEXT, 5},
    [Y_KIND] = {"kind", "Nội dung", GRID_TEXT, 3},
    [Y_AMOUNT] = {"amount", "Số tiền, giá trị", GRID_MONEY, 3},
    [Y_FROM] = {"from", "Từ quý", GRID_QUARTER, 3},
    [Y_TO] = {"to", "Đến quý", GRID_QUARTER, 3},
    [Y_CONFIRMED] = {"confirmed", "Xác nhận", GRID_TEXT, 2},
    [Y_LINE] = {"line", "Dòng sổ", GRID_COUNT, 2},
};

static void
year_row(struct grid *g, const struct state *s, size_t at,
    const struct list_ask *ask)
{
	const struct state_disbursement *d = &s->disbursement[at];
	const struct state_confirmation *c;

	c = query_confirmation(s, at, part_as_of(ask));
	grid_row(g);
	grid_number(g, Y_NR, (int64_t)g->n_row);
	grid_number(g, Y_DATE, d->date);
	grid_text(g, Y_VOUCHER, d->voucher);
	part_child(g, Y_CHILD, s, d->child, ask);
	grid_text(g, Y_KIND, word_support_kind(d->kind));
	grid_number(g, Y_AMOUNT, d->amount);
	grid_number(g, Y_FROM, d->from);
	grid_number(g, Y_TO, d->to);
	grid_text(g, Y_CONFIRMED, c == NULL ? "" : word_outcome(c->outcome));
	grid_number(g, Y_LINE, (int64_t)d->index);
}

enum err
list_year(struct grid **g, const struct state *s, const struct list_ask *ask)
{
	size_t me = state_sponsor_find(s, ask->unit), i;
	struct grid *x;
	char title[400], unit[SAY_NAME];
	int64_t sum = 0;
	enum err e;

	if (me == STATE_NONE)
		return ERR_MISSING;
	say_unit(unit, s, ask->unit, ask->who);
	(void)snprintf(title, sizeof(title), "BẢNG KÊ HỖ TRỢ NĂM %d CỦA %s",
	    (int)ask->year, unit);
	e = part_new(&x, "bang-ke-nam", title, of_year,
	    sizeof(of_year) / sizeof(of_year[0]));
	if (e != ERR_OK)
		return e;
	grid_note(x, "Theo ngày hỗ trợ; khoản đã đính chính không tính.");
	for (i = 0; i < s->n_disbursement; i++) {
		const struct state_disbursement *d = &s->disbursement[i];

		if (d->sponsor != me || date_year(d->date) != ask->year ||
		    state_is_reversed(s, d->index))
			continue;
		year_row(x, s, i, ask);
		sum += d->amount;
	}
	grid_row(x);
	grid_text(x, Y_VOUCHER, "Cộng");
	grid_number(x, Y_AMOUNT, sum);
	x->total = true;
	x->named = x->named || names_unit(s, ask);
	return part_done(g, x);
}
