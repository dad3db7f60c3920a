/*
 * unitsheet.c - draw the two sheets of a unit.
 */
#include "unitsheet.h"

#include "book.h"
#include "calendar.h"
#include "value.h"

#include <stdio.h>
#include <string.h>

#define HEAD_ROW 2 /* after the mark and the line for people */
#define A4 9	   /* of xlsxwriter */
#define FIRST_ROW 3
#define LATE_DAYS 366	  /* after the quarter that a date may be */
#define AMOUNT_LEAST 1000 /* 300 typed for 300.000 is seen at once */
#define CHOICE_MAX 255	  /* letters of a drop-down, commas counted */
#define CODE_LEAST 5	  /* of them, one code and its comma */
#define SHEET_NAME "Hỗ trợ"
#define VISIT_NAME "Thăm hỏi"

enum column {
	COL_CHILD,
	COL_INITIALS,
	COL_SPONSOR,
	COL_VOUCHER,
	COL_PLEDGED,
	COL_FROM,
	COL_TO,
	COL_FORM,
	COL_DATE,
	COL_KIND,
	COL_AMOUNT,
	COL_BASIS,
	COL_COUNTS
};

static const struct {
	const char *head;
	double width;
} columns[] = {
    [COL_CHILD] = {"Mã trẻ", 12},
    [COL_INITIALS] = {"Tên viết tắt", 12},
    [COL_SPONSOR] = {"Đơn vị", 10},
    [COL_VOUCHER] = {"Số phiếu", 20},
    [COL_PLEDGED] = {"Mức cam kết", 12},
    [COL_FROM] = {"Từ quý", 10},
    [COL_TO] = {"Đến quý", 10},
    [COL_FORM] = {"Hình thức", 14},
    [COL_DATE] = {"Ngày", 12},
    [COL_KIND] = {"Loại hỗ trợ", 20},
    [COL_AMOUNT] = {"Số tiền", 14},
    [COL_BASIS] = {"Căn cứ định giá", 16},
    [COL_COUNTS] = {"Tính vào mức", 12},
};
#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))

static const struct {
	const char *head;
	double width;
} visits[] = {{"Mã trẻ", 12}, {"Tên viết tắt", 12}, {"Đơn vị", 10},
    {"Ngày", 12}, {"Dịp", 20}};
#define N_VISITS (sizeof(visits) / sizeof(visits[0]))

static const char *const support_help =
    "Điền các ô trắng (ngày, loại, số tiền); ô xám đã điền sẵn. Em nào không "
    "có khoản nào thì để trống. Các dòng cuối dành cho khoản thứ hai: chọn mã "
    "trẻ. Xin đừng sửa hai dòng đầu.";
static const char *const visit_help =
    "Mỗi lần thăm hỏi một dòng: điền ngày và dịp; không thăm thì để trống. "
    "Xin đừng sửa hai dòng đầu.";

struct drawing {
	struct book b;
	const struct unitsheet *u;
	lxw_worksheet *s;
	size_t end; /* row after the last */
};

static void
put_mark(struct drawing *d, const char *kind, const char *help)
{
	book_text(d->s, 0, 0, SHEET_MARK, d->b.note);
	book_text(d->s, 0, 1, kind, d->b.note);
	book_text(d->s, 0, 2, d->u->origin, d->b.note);
	book_text(d->s, 0, 3, d->u->unit, d->b.note);
	book_text(d->s, 0, 4, d->u->quarter, d->b.note);
	book_text(d->s, 1, 0, help, NULL);
	worksheet_freeze_panes(d->s, FIRST_ROW, 2);
	/* For who fills it in with a pen: all columns on one page. */
	worksheet_set_paper(d->s, A4);
	worksheet_set_landscape(d->s);
	worksheet_fit_to_pages(d->s, 1, 0);
}

static void
rule(struct drawing *d, size_t col, lxw_data_validation *v)
{
	(void)worksheet_data_validation_range(d->s, FIRST_ROW, (lxw_col_t)col,
	    (lxw_row_t)(d->end - 1), (lxw_col_t)col, v);
}

/* A drop-down; the library wants the words unshared. */
static void
choose(struct drawing *d, size_t col, const struct unitsheet_words *words)
{
	lxw_data_validation v;
	char copy[UNITSHEET_WORDS_MAX][64];
	char *list[UNITSHEET_WORDS_MAX + 1];
	char title[] = "Chọn trong danh sách";
	size_t i;

	memset(&v, 0, sizeof(v));
	for (i = 0; i < UNITSHEET_WORDS_MAX && words->word[i] != NULL; i++) {
		(void)snprintf(copy[i], sizeof(copy[i]), "%s", words->word[i]);
		list[i] = copy[i];
	}
	list[i] = NULL;
	if (i == 0)
		return;
	v.validate = LXW_VALIDATION_TYPE_LIST;
	v.value_list = list;
	v.error_title = title;
	rule(d, col, &v);
}

static lxw_datetime
day_of(int32_t day)
{
	lxw_datetime t;
	int32_t y, m, n;

	memset(&t, 0, sizeof(t));
	date_split(day, &y, &m, &n);
	t.year = y;
	t.month = m;
	t.day = n;
	return t;
}

static void
want_date(struct drawing *d, size_t col)
{
	lxw_data_validation v;
	char title[] = "Ngày", what[] = "Ngày trong quý, viết 05/07/2026";

	memset(&v, 0, sizeof(v));
	v.validate = LXW_VALIDATION_TYPE_DATE;
	v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
	v.minimum_datetime = day_of(d->u->first);
	v.maximum_datetime = day_of(d->u->last + LATE_DAYS);
	v.error_title = title;
	v.error_message = what;
	rule(d, col, &v);
}

static void
want_amount(struct drawing *d, size_t col)
{
	lxw_data_validation v;
	char title[] = "Số tiền", what[] = "Số đồng, chữ số liền nhau: 1000000";

	memset(&v, 0, sizeof(v));
	v.validate = LXW_VALIDATION_TYPE_INTEGER;
	v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
	v.minimum_number = AMOUNT_LEAST;
	v.maximum_number = (double)AMOUNT_MAX;
	v.error_title = title;
	v.error_message = what;
	rule(d, col, &v);
}

/* A free row takes one of the children above it.  A format of old allows so
 * many letters in a choice, and no more: then it is typed. */
static void
choose_child(struct drawing *d)
{
	char copy[CHOICE_MAX / CODE_LEAST][sizeof(d->u->row[0].child)];
	char *list[CHOICE_MAX / CODE_LEAST + 1];
	lxw_data_validation v;
	size_t i, letters = 0;

	for (i = 0; i < d->u->n; i++) {
		letters += strlen(d->u->row[i].child) + 1;
		if (letters > CHOICE_MAX || i == CHOICE_MAX / CODE_LEAST)
			return;
		memcpy(copy[i], d->u->row[i].child, sizeof(copy[i]));
		list[i] = copy[i];
	}
	list[i] = NULL;
	if (i == 0)
		return;
	memset(&v, 0, sizeof(v));
	v.validate = LXW_VALIDATION_TYPE_LIST;
	v.value_list = list;
	(void)worksheet_data_validation_range(d->s,
	    (lxw_row_t)(FIRST_ROW + d->u->n), COL_CHILD,
	    (lxw_row_t)(d->end - 1), COL_CHILD, &v);
}

static void
protect(struct drawing *d)
{
	lxw_protection p;

	memset(&p, 0, sizeof(p));
	p.format_columns = 1;
	p.format_rows = 1;
	worksheet_protect(d->s, NULL, &p);
}

static void
put_support(struct drawing *d, size_t i)
{
	const struct unitsheet *u = d->u;
	const struct unitsheet_row *r = i < u->n ? &u->row[i] : NULL;
	lxw_row_t at = (lxw_row_t)(FIRST_ROW + i);
	char voucher[VOUCHER_MAX];
	size_t col;

	voucher_encode(voucher, u->quarter, u->voucher + (uint32_t)i, u->unit);
	book_text(d->s, at, COL_CHILD, r == NULL ? "" : r->child,
	    r == NULL ? d->b.open : d->b.locked);
	book_text(d->s, at, COL_INITIALS, r == NULL ? "" : r->initials,
	    d->b.locked);
	book_text(d->s, at, COL_SPONSOR, u->unit, d->b.locked);
	book_text(d->s, at, COL_VOUCHER, voucher, d->b.locked);
	if (r != NULL)
		(void)worksheet_write_number(d->s, at, COL_PLEDGED,
		    (double)r->pledged, d->b.locked_money);
	else
		book_text(d->s, at, COL_PLEDGED, "", d->b.locked);
	book_text(d->s, at, COL_FROM, u->quarter, d->b.locked);
	book_text(d->s, at, COL_TO, r == NULL ? u->quarter : r->to, d->b.open);
	book_text(d->s, at, COL_FORM, r == NULL ? "" : r->form, d->b.open);
	book_text(d->s, at, COL_DATE, "", d->b.date);
	book_text(d->s, at, COL_AMOUNT, "", d->b.money);
	for (col = COL_KIND; col < N_COLUMNS; col++)
		if (col != COL_AMOUNT)
			book_text(d->s, at, col, "", d->b.open);
}

static void
draw_support(struct drawing *d)
{
	static const struct unitsheet_words yes = {{"có", "không", NULL}};
	size_t i;

	put_mark(d, "disbursement", support_help);
	for (i = 0; i < N_COLUMNS; i++) {
		book_text(d->s, HEAD_ROW, i, columns[i].head, d->b.head);
		(void)worksheet_set_column(d->s, (lxw_col_t)i, (lxw_col_t)i,
		    columns[i].width, NULL);
	}
	d->end = FIRST_ROW + d->u->n + UNITSHEET_FREE_ROWS;
	for (i = 0; i < d->end - FIRST_ROW; i++)
		put_support(d, i);
	choose(d, COL_KIND, &d->u->kinds);
	choose(d, COL_FORM, &d->u->forms);
	choose(d, COL_BASIS, &d->u->bases);
	choose(d, COL_COUNTS, &yes);
	want_date(d, COL_DATE);
	want_amount(d, COL_AMOUNT);
	choose_child(d);
	protect(d);
}

static void
draw_visits(struct drawing *d)
{
	size_t i, at;

	put_mark(d, "visit", visit_help);
	for (i = 0; i < N_VISITS; i++) {
		book_text(d->s, HEAD_ROW, i, visits[i].head, d->b.head);
		(void)worksheet_set_column(d->s, (lxw_col_t)i, (lxw_col_t)i,
		    visits[i].width, NULL);
	}
	d->end = FIRST_ROW + d->u->n + UNITSHEET_FREE_ROWS;
	for (at = FIRST_ROW; at < d->end; at++) {
		i = at - FIRST_ROW;
		book_text(d->s, at, 0, i < d->u->n ? d->u->row[i].child : "",
		    i < d->u->n ? d->b.locked : d->b.open);
		book_text(d->s, at, 1, i < d->u->n ? d->u->row[i].initials : "",
		    d->b.locked);
		book_text(d->s, at, 2, d->u->unit, d->b.locked);
		book_text(d->s, at, 3, "", d->b.date);
		book_text(d->s, at, 4, "", d->b.open);
	}
	want_date(d, 3);
	choose(d, 4, &d->u->occasions);
	choose_child(d);
	protect(d);
}

enum err
unitsheet_write(uint8_t **bytes, size_t *n, const struct unitsheet *u)
{
	struct drawing d = {.u = u};
	char title[128];
	enum err e, closed;

	if (u->n > UNITSHEET_ROWS_MAX)
		return ERR_RANGE;
	(void)snprintf(title, sizeof(title), "Minh Bạch: %s %s", u->unit,
	    u->quarter);
	e = book_open(&d.b, u->time_ms, title);
	if (e == ERR_OK) {
		d.s = workbook_add_worksheet(d.b.w, SHEET_NAME);
		e = d.s == NULL ? ERR_MEMORY : ERR_OK;
	}
	if (e == ERR_OK) {
		draw_support(&d);
		d.s = workbook_add_worksheet(d.b.w, VISIT_NAME);
		e = d.s == NULL ? ERR_MEMORY : ERR_OK;
	}
	if (e == ERR_OK)
		draw_visits(&d);
	closed = book_close(&d.b, bytes, n);
	return e == ERR_OK ? closed : e;
}
