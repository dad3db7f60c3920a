/*
 * marked.c - cells, faults, comments.
 */
#include "marked.h"

#include "book.h"

#include <stdio.h>
#include <string.h>

#define REASON_MAX 2048
#define WIDE 60
#define NARROW 16

struct copy {
	struct book b;
	lxw_worksheet *s;
	const struct sheet *t;
	const struct sheet_fault *f;
	size_t n;
	size_t top; /* rows above the first of the table */
	size_t last;
};

/* All reasons of one row, or of one of its cells. */
static size_t
reasons(char out[REASON_MAX], const struct copy *c, size_t row, size_t col)
{
	size_t i, n = 0, found = 0;
	int w;

	out[0] = '\0';
	for (i = 0; i < c->n; i++) {
		if (c->f[i].row != row ||
		    (col != SHEET_COLS_MAX && c->f[i].col != col))
			continue;
		found++;
		w = snprintf(out + n, REASON_MAX - n, "%s%s",
		    n == 0 ? "" : "; ", c->f[i].reason);
		if (w < 0 || (size_t)w >= REASON_MAX - n)
			break;
		n += (size_t)w;
	}
	return found;
}

static void
put_head(struct copy *c)
{
	const struct sheet_mark *m = &c->t->mark;
	char why[REASON_MAX];
	size_t i;

	if (*m->kind != '\0') {
		book_text(c->s, 0, 0, SHEET_MARK, c->b.note);
		book_text(c->s, 0, 1, m->kind, c->b.note);
		book_text(c->s, 0, 2, m->origin, c->b.note);
		book_text(c->s, 0, 3, m->unit, c->b.note);
		book_text(c->s, 0, 4, m->quarter, c->b.note);
		book_text(c->s, 1, 0,
		    "Sửa các ô màu đỏ rồi nhập lại tệp này; chưa dòng nào được "
		    "ghi.",
		    c->b.note);
		c->top = 2;
	}
	for (i = 0; i < c->t->cols; i++)
		book_text(c->s, c->top, i, c->t->head[i], c->b.head);
	c->last = c->t->cols;
	for (i = 0; i < c->t->cols; i++)
		if (strcmp(c->t->name[i], "loi") == 0)
			c->last = i;
	(void)reasons(why, c, SIZE_MAX, SHEET_COLS_MAX);
	book_text(c->s, c->top, c->last, MARKED_HEAD, c->b.head);
	if (*why != '\0')
		(void)worksheet_write_comment(c->s, (lxw_row_t)c->top, 0, why);
	c->top++;
}

static void
put_row(struct copy *c, size_t row)
{
	char why[REASON_MAX];
	bool any = false, bad;
	size_t i, to = c->top + row;

	for (i = 0; i < c->t->cols; i++) {
		if (i == c->last)
			continue;
		bad = reasons(why, c, row, i) > 0;
		any |= bad;
		book_text(c->s, to, i, c->t->cell[row * c->t->cols + i],
		    bad ? c->b.bad : c->b.plain);
		if (bad)
			(void)worksheet_write_comment(c->s, (lxw_row_t)to,
			    (lxw_col_t)i, why);
	}
	if (reasons(why, c, row, SHEET_COLS_MAX) > 0 && !any)
		(void)worksheet_write_comment(c->s, (lxw_row_t)to, 0, why);
	book_text(c->s, to, c->last, why, *why ? c->b.bad : c->b.plain);
}

enum err
sheet_marked(uint8_t **bytes, size_t *n, const struct sheet *t,
    const struct sheet_fault *f, size_t n_fault, uint64_t time_ms)
{
	struct copy c = {.t = t, .f = f, .n = n_fault};
	size_t i;
	enum err e, closed;

	e = book_open(&c.b, time_ms, "Minh Bạch: bản đánh dấu lỗi");
	if (e == ERR_OK) {
		c.s = workbook_add_worksheet(c.b.w, "Sửa lỗi");
		e = c.s == NULL ? ERR_MEMORY : ERR_OK;
	}
	if (e == ERR_OK) {
		put_head(&c);
		for (i = 0; i < t->rows; i++)
			put_row(&c, i);
		(void)worksheet_set_column(c.s, 0, (lxw_col_t)(t->cols - 1),
		    NARROW, NULL);
		(void)worksheet_set_column(c.s, (lxw_col_t)c.last,
		    (lxw_col_t)c.last, WIDE, NULL);
		worksheet_freeze_panes(c.s, (lxw_row_t)c.top, 0);
	}
	closed = book_close(&c.b, bytes, n);
	return e == ERR_OK ? closed : e;
}
