/*
 * units.c - the quarter for the People's Committee: what each unit pledged,
 * gave and had confirmed.
 */
#include "part.h"

#include <stdio.h>

enum {
	U_NR,
	U_CODE,
	U_NAME,
	U_GROUP,
	U_CHILDREN,
	U_PLEDGED,
	U_GIVEN,
	U_ALLOCATED,
	U_ROWS,
	U_BY_KEY,
	U_BY_PAPER,
	U_BELOW,
	U_EXEMPT,
	U_VISITS
};
static const struct grid_column columns[] = {
    [U_NR] = {"nr", "TT", GRID_COUNT, 1},
    [U_CODE] = {"unit", "Mã", GRID_TEXT, 2},
    [U_NAME] = {"name", "Đơn vị", GRID_TEXT, 6},
    [U_GROUP] = {"group", "Nhóm", GRID_COUNT, 1},
    [U_CHILDREN] = {"children", "Số em", GRID_COUNT, 1},
    [U_PLEDGED] = {"pledged", "Đăng ký", GRID_MONEY, 3},
    [U_GIVEN] = {"given", "Đã ghi", GRID_MONEY, 3},
    [U_ALLOCATED] = {"allocated", "Phân bổ cho quý", GRID_MONEY, 3},
    [U_ROWS] = {"rows", "Số khoản", GRID_COUNT, 1},
    [U_BY_KEY] = {"confirmed_key", "Xác nhận: khóa", GRID_COUNT, 1},
    [U_BY_PAPER] = {"confirmed_paper", "Xác nhận: giấy", GRID_COUNT, 1},
    [U_BELOW] = {"below", "Dưới mức", GRID_COUNT, 1},
    [U_EXEMPT] = {"exempt", "Được miễn", GRID_COUNT, 1},
    [U_VISITS] = {"visits", "Thăm hỏi", GRID_COUNT, 1},
};

struct unit {
	size_t children, below, exempt, visits;
	int64_t pledged, given, allocated;
	struct part_rows rows;
};

/* Who answers for a child's minimum: its holder on the first day. */
static void
count_children(struct unit *u, const struct state *s, size_t sponsor,
    const struct list_ask *ask)
{
	int32_t first = quarter_first(ask->quarter);
	int32_t last = quarter_last(ask->quarter);
	bool exempt;
	size_t i;

	for (i = 0; i < s->n_child; i++) {
		if (state_child_supported(s, i, last) &&
		    state_child_holder(s, i, last) == sponsor) {
			u->children++;
			u->pledged += part_pledged(s, i, last);
		}
		if (state_child_holder(s, i, first) != sponsor ||
		    !query_is_below(s, i, ask->quarter, part_as_of(ask),
			&exempt))
			continue;
		if (exempt)
			u->exempt++;
		else
			u->below++;
	}
}

static struct unit
unit_of(const struct state *s, size_t sponsor, const struct list_ask *ask)
{
	struct money_filter f = MONEY_ALL;
	struct unit u = {0};

	f.sponsor = sponsor;
	u.given = query_recorded(s, ask->quarter, &f);
	u.allocated = query_allocated(s, ask->quarter, part_as_of(ask), &f);
	u.rows = part_rows(s, ask->quarter, part_as_of(ask), &f);
	u.visits = part_visits(s, ask->quarter, STATE_NONE, sponsor);
	count_children(&u, s, sponsor, ask);
	return u;
}

static void
add(struct unit *sum, const struct unit *u)
{
	sum->children += u->children;
	sum->below += u->below;
	sum->exempt += u->exempt;
	sum->visits += u->visits;
	sum->pledged += u->pledged;
	sum->given += u->given;
	sum->allocated += u->allocated;
	sum->rows.rows += u->rows.rows;
	sum->rows.full += u->rows.full;
	sum->rows.full_by_paper += u->rows.full_by_paper;
	sum->rows.other += u->rows.other;
}

static void
put(struct grid *g, const struct unit *u)
{
	grid_number(g, U_CHILDREN, (int64_t)u->children);
	grid_number(g, U_PLEDGED, u->pledged);
	grid_number(g, U_GIVEN, u->given);
	grid_number(g, U_ALLOCATED, u->allocated);
	grid_number(g, U_ROWS, (int64_t)u->rows.rows);
	grid_number(g, U_BY_KEY, (int64_t)u->rows.full);
	grid_number(g, U_BY_PAPER, (int64_t)u->rows.full_by_paper);
	grid_number(g, U_BELOW, (int64_t)u->below);
	grid_number(g, U_EXEMPT, (int64_t)u->exempt);
	grid_number(g, U_VISITS, (int64_t)u->visits);
}

static void
heads(struct grid *g, const struct state *s, const struct list_ask *ask)
{
	char line[300];
	size_t start, end, late, adhoc;

	start = query_supported(s, quarter_first(ask->quarter));
	end = query_supported(s, quarter_last(ask->quarter));
	(void)snprintf(line, sizeof(line),
	    "Đầu quý đỡ đầu %02zu em, cuối quý %02zu em; %02zu em chưa có đơn "
	    "vị đỡ đầu.",
	    start, end, query_waiting(s, quarter_last(ask->quarter)));
	grid_note(g, line);
	(void)snprintf(line, sizeof(line),
	    "Đã ghi: ghi sổ trong quý.  Phân bổ: phần của mọi khoản rơi vào "
	    "quý, theo số liệu đến nay.  Xác nhận: đã nhận đủ.");
	grid_note(g, line);
	late = query_late(s, ask->quarter);
	adhoc = query_adhoc(s, ask->quarter);
	if (late + adhoc > 0) {
		(void)snprintf(line, sizeof(line),
		    "Trong các khoản ghi trong quý: %02zu khoản chi muộn cho "
		    "quý trước, %02zu khoản đột xuất.",
		    late, adhoc);
		grid_note(g, line);
	}
	if (ask->today <= quarter_last(ask->quarter))
		grid_note(g, "Quý chưa kết thúc: số liệu còn thay đổi.");
}

enum err
list_units(struct grid **g, const struct state *s, const struct list_ask *ask)
{
	struct unit sum = {0};
	struct grid *x;
	char title[160], q[SAY_MAX], name[SAY_NAME];
	size_t i;
	enum err e;

	say_official_quarter(q, ask->quarter);
	(void)snprintf(title, sizeof(title), "KẾT QUẢ ĐỠ ĐẦU TRẺ EM %s", q);
	e = part_new(&x, "bao-cao-quy", title, columns,
	    sizeof(columns) / sizeof(columns[0]));
	if (e != ERR_OK)
		return e;
	heads(x, s, ask);
	for (i = 0; i < s->n_sponsor; i++) {
		struct unit u = unit_of(s, i, ask);

		grid_row(x);
		grid_number(x, U_NR, (int64_t)i + 1);
		part_code(x, U_CODE, s->sponsor[i].code);
		say_sponsor(name, &s->sponsor[i], ask->who);
		grid_text(x, U_NAME, name);
		x->named =
		    x->named || (s->sponsor[i].person && ask->who == WHO_NAME);
		grid_number(x, U_GROUP, s->sponsor[i].group);
		put(x, &u);
		add(&sum, &u);
	}
	grid_row(x);
	grid_text(x, U_NAME, "Cộng");
	put(x, &sum);
	x->total = true;
	return part_done(g, x);
}
