/*
 * book.c - open, formats, close.
 */
#include "book.h"

#include "memfile.h"

#include <string.h>
#include <unistd.h>

#define GREY 0xE7E6E6
#define PALE_BLUE 0xDDEBF7
#define PALE_RED 0xFFC7CE
#define DARK_GREY 0x7F7F7F

static lxw_format *
format(struct book *b, lxw_color_t fill, bool open)
{
	lxw_format *f = workbook_add_format(b->w);

	if (f == NULL)
		return NULL;
	if (fill != LXW_COLOR_UNSET)
		format_set_bg_color(f, fill);
	format_set_border(f, LXW_BORDER_THIN);
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	if (open)
		format_set_unlocked(f);
	return f;
}

static bool
make_formats(struct book *b)
{
	b->head = format(b, PALE_BLUE, false);
	b->plain = format(b, LXW_COLOR_UNSET, true);
	b->locked = format(b, GREY, false);
	b->open = format(b, LXW_COLOR_UNSET, true);
	b->date = format(b, LXW_COLOR_UNSET, true);
	b->money = format(b, LXW_COLOR_UNSET, true);
	b->bad = format(b, PALE_RED, true);
	b->locked_money = format(b, GREY, false);
	b->note = workbook_add_format(b->w);
	if (b->head == NULL || b->plain == NULL || b->locked == NULL ||
	    b->open == NULL || b->date == NULL || b->money == NULL ||
	    b->bad == NULL || b->note == NULL || b->locked_money == NULL)
		return false;
	format_set_bold(b->head);
	format_set_text_wrap(b->head);
	format_set_num_format(b->open, "@");
	format_set_num_format(b->plain, "@");
	format_set_num_format(b->bad, "@");
	format_set_num_format(b->date, "dd/mm/yyyy");
	format_set_num_format(b->money, "#,##0");
	format_set_num_format(b->locked_money, "#,##0");
	format_set_font_color(b->note, DARK_GREY);
	return true;
}

enum err
book_open(struct book *b, uint64_t time_ms, const char *title)
{
	/* The library's own files hold what the book holds: not on a disk. */
	char path[MEMFILE_PATH_MAX], copy[128], dir[] = MEMFILE_DIR;
	lxw_workbook_options options = {.tmpdir = dir};
	lxw_doc_properties p;
	enum err e;

	memset(b, 0, sizeof(*b));
	memset(&p, 0, sizeof(p));
	b->fd = -1;
	e = memfile_open(&b->fd);
	if (e != ERR_OK)
		return e;
	memfile_path(path, b->fd);
	b->w = workbook_new_opt(path, &options);
	if (b->w == NULL)
		return ERR_MEMORY;
	(void)snprintf(copy, sizeof(copy), "%s", title);
	p.title = copy;
	p.created = (time_t)(time_ms / 1000);
	if (workbook_set_properties(b->w, &p) != LXW_NO_ERROR)
		return ERR_MEMORY;
	return make_formats(b) ? ERR_OK : ERR_MEMORY;
}

enum err
book_close(struct book *b, uint8_t **bytes, size_t *n)
{
	enum err e = ERR_OK;

	if (b->w != NULL && workbook_close(b->w) != LXW_NO_ERROR)
		e = ERR_IO;
	if (b->w == NULL || b->fd < 0)
		e = ERR_IO;
	if (e == ERR_OK)
		e = memfile_get(bytes, n, b->fd, BOOK_BYTES_MAX);
	if (b->fd >= 0)
		(void)close(b->fd);
	b->fd = -1;
	b->w = NULL;
	return e;
}

void
book_text(lxw_worksheet *s, size_t row, size_t col, const char *text,
    lxw_format *f)
{
	if (*text == '\0')
		(void)worksheet_write_blank(s, (lxw_row_t)row, (lxw_col_t)col,
		    f);
	else
		(void)worksheet_write_string(s, (lxw_row_t)row, (lxw_col_t)col,
		    text, f);
}
