/*
 * due.c - the list of what is due: each matter with its reason and what to do
 * next, most urgent first.
 */
#include "due.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* By enum due_matter. */
static const struct {
	const char *urgency, *next;
} matters[] = {
    [DUE_DISPUTED] = {"gấp",
	"hỏi người liên quan: đúng thì affirm, sai thì "
	"reverse"},
    [DUE_OBJECTION] = {"gấp", "trả lời rồi ghi sổ"},
    [DUE_REQUEST] = {"gấp", "trả lời rồi ghi sổ"},
    [DUE_PAST_AGE] = {"gấp", "trình và ghi dòng kết thúc"},
    [DUE_NOT_RECEIVED] = {"gấp", "hỏi đơn vị, bổ sung hoặc đính chính"},
    [DUE_REFUSED] = {"gấp", "trình phân công lại"},
    [DUE_AGE] = {"sớm", "báo đơn vị, chuẩn bị kết thúc"},
    [DUE_BELOW] = {"sớm", "đề nghị đơn vị bù cho đủ mức"},
    [DUE_NOTHING_YET] = {"sớm", "nhắc đơn vị"},
    [DUE_BELOW_SO_FAR] = {"sớm", "nhắc đơn vị trước khi hết quý"},
    [DUE_UNCONFIRMED] = {"sớm", "nhờ trưởng thôn hoặc trường xác nhận"},
    [DUE_SUSPENDED] = {"theo dõi", "xem lại: tiếp tục hay kết thúc"},
    [DUE_NOT_ACCEPTED] = {"theo dõi", "xin phiếu nhận đỡ đầu"},
    [DUE_NO_FOLLOWUP] = {"theo dõi", "xin nhà trường báo tình hình"},
    [DUE_REPORT] = {"theo dõi", "lập, ký, rồi ghi nhận (report --register)"},
    [DUE_WAITING] = {"theo dõi", "vận động, trình phân công"},
};

enum {
	C_NR,
	C_URGENCY,
	C_DATE,
	C_CHILD,
	C_NAME,
	C_UNIT,
	C_WHAT,
	C_NEXT
};
static const struct grid_column columns[] = {
    [C_NR] = {"nr", "TT", GRID_COUNT, 1},
    [C_URGENCY] = {"urgency", "Mức", GRID_TEXT, 2},
    [C_DATE] = {"date", "Hạn, ngày", GRID_DATE, 3},
    [C_CHILD] = {"child", "Mã trẻ", GRID_TEXT, 3},
    [C_NAME] = {"name", "Họ và tên", GRID_TEXT, 5},
    [C_UNIT] = {"unit", "Đơn vị", GRID_TEXT, 2},
    [C_WHAT] = {"what", "Việc", GRID_TEXT, 10},
    [C_NEXT] = {"next", "Làm gì tiếp", GRID_TEXT, 7},
};

struct due_item *
due_add(struct due *d, enum due_matter m, int32_t date, size_t child,
    const char *unit)
{
	struct due_item *p;
	size_t cap;

	if (d->bad != ERR_OK)
		return NULL;
	if (d->ask->unit != NULL && strcmp(d->ask->unit, unit) != 0)
		return NULL;
	if (d->n == d->cap) {
		cap = d->cap == 0 ? 64 : d->cap * 2;
		p = realloc(d->item, cap * sizeof(*p));
		if (p == NULL) {
			d->bad = ERR_MEMORY;
			return NULL;
		}
		d->item = p;
		d->cap = cap;
	}
	p = &d->item[d->n++];
	*p = (struct due_item){.matter = m, .date = date, .child = child};
	(void)snprintf(p->unit, sizeof(p->unit), "%s", unit);
	return p;
}

static int
by_urgency(const void *a, const void *b)
{
	const struct due_item *x = a, *y = b;

	if (x->matter != y->matter)
		return x->matter < y->matter ? -1 : 1;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	if (x->child != y->child)
		return x->child < y->child ? -1 : 1;
	return strcmp(x->say, y->say);
}

static void
put_rows(struct grid *g, const struct due *d)
{
	size_t i;

	for (i = 0; i < d->n; i++) {
		const struct due_item *x = &d->item[i];

		grid_row(g);
		grid_number(g, C_NR, (int64_t)i + 1);
		grid_text(g, C_URGENCY, matters[x->matter].urgency);
		if (x->date != DATE_NEVER)
			grid_number(g, C_DATE, x->date);
		part_child(g, C_CHILD, d->s, x->child, d->ask);
		part_code(g, C_UNIT, x->unit);
		grid_text(g, C_WHAT, x->say);
		grid_text(g, C_NEXT, matters[x->matter].next);
	}
}

enum err
list_due(struct grid **g, const struct state *s, const struct list_ask *ask)
{
	struct due d = {.s = s, .ask = ask};
	struct grid *x = NULL;
	char title[160], date[SAY_MAX];
	enum err e;

	if (ask->within > 0)
		d.within = ask->within;
	else
		d.within = (unsigned)policy_value(s, PARAM_AGE_NOTICE_DAYS,
		    quarter_of_date(ask->today));
	say_date(date, ask->today);
	(void)snprintf(title, sizeof(title),
	    "DANH SÁCH ĐẾN HẠN (tính đến %s, nhìn trước %u ngày)", date,
	    d.within);
	due_answers(&d);
	due_children(&d);
	due_money(&d);
	due_units(&d);
	e = d.bad;
	if (e == ERR_OK)
		e = part_new(&x, "den-han", title, columns,
		    sizeof(columns) / sizeof(columns[0]));
	if (e == ERR_OK) {
		if (d.n > 0)
			qsort(d.item, d.n, sizeof(d.item[0]), by_urgency);
		put_rows(x, &d);
		e = part_done(g, x);
	}
	free(d.item);
	return e;
}
