/*
 * xlsx_grid.c - one worksheet from one grid, by libxlsxwriter.
 */
#include "xlsx_grid.h"

#include "memfile.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <utf8proc.h>
#include <xlsxwriter.h>

#define PATH_LEN 4096
#define EPOCH 25569 /* 1970-01-01 in the days of workbooks */
#define WIDTH_MIN 5
#define WIDTH_MAX 42
#define A4 9

struct sheet_out {
	const struct grid *g;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *title, *head;
	lxw_format *text[2], *number[2], *date[2], *tick[2]; /* bold: total */
	lxw_error bad;					     /* sticky */
};

static void
keep(struct sheet_out *o, lxw_error e)
{
	if (o->bad == LXW_NO_ERROR)
		o->bad = e;
}

static lxw_format *
format(struct sheet_out *o, bool bold, const char *number,
    enum lxw_format_alignments align)
{
	lxw_format *f = workbook_add_format(o->book);

	if (f == NULL) {
		keep(o, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return NULL;
	}
	if (bold)
		format_set_bold(f);
	if (number != NULL)
		format_set_num_format(f, number);
	format_set_align(f, (uint8_t)align);
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	return f;
}

static void
formats(struct sheet_out *o)
{
	size_t i;

	o->title = format(o, true, NULL, LXW_ALIGN_LEFT);
	o->head = format(o, true, NULL, LXW_ALIGN_CENTER);
	if (o->head != NULL) {
		format_set_text_wrap(o->head);
		format_set_border(o->head, LXW_BORDER_THIN);
	}
	for (i = 0; i < 2; i++) {
		lxw_format *all[4];
		size_t j;

		all[0] = o->text[i] = format(o, i == 1, NULL, LXW_ALIGN_LEFT);
		all[1] = o->number[i] =
		    format(o, i == 1, "#,##0", LXW_ALIGN_RIGHT);
		all[2] = o->date[i] =
		    format(o, i == 1, "dd/mm/yyyy", LXW_ALIGN_CENTER);
		all[3] = o->tick[i] = format(o, i == 1, NULL, LXW_ALIGN_CENTER);
		for (j = 0; j < 4; j++)
			if (all[j] != NULL)
				format_set_border(all[j], LXW_BORDER_THIN);
		if (o->text[i] != NULL)
			format_set_text_wrap(o->text[i]);
	}
}

static size_t
cells_of(const char *s)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s;
	utf8proc_ssize_t k, left = (utf8proc_ssize_t)strlen(s);
	utf8proc_int32_t c;
	size_t n = 0;

	for (; left > 0; p += k, left -= k) {
		k = utf8proc_iterate(p, left, &c);
		if (k <= 0)
			return n;
		n += utf8proc_charwidth(c) > 0;
	}
	return n;
}

static void
widths(struct sheet_out *o)
{
	char buf[GRID_CELL_MAX];
	size_t i, j, n, w;

	for (j = 0; j < o->g->n_col; j++) {
		/* A head is wrapped at its spaces. */
		w = cells_of(o->g->col[j].head) / 2 + 2;
		for (i = 0; i < o->g->n_row; i++) {
			grid_say(buf, o->g, i, j);
			n = cells_of(buf) + 2;
			w = n > w ? n : w;
		}
		w = w < WIDTH_MIN ? WIDTH_MIN : w > WIDTH_MAX ? WIDTH_MAX : w;
		keep(o,
		    worksheet_set_column(o->sheet, (lxw_col_t)j, (lxw_col_t)j,
			(double)w, NULL));
	}
}

static void
put_cell(struct sheet_out *o, lxw_row_t at, size_t row, size_t col)
{
	const struct grid_cell *c = grid_cell(o->g, row, col);
	bool bold = o->g->total && row + 1 == o->g->n_row;
	lxw_col_t x = (lxw_col_t)col;
	char buf[GRID_CELL_MAX];

	switch (o->g->col[col].type) {
	case GRID_TICK:
		keep(o,
		    worksheet_write_string(o->sheet, at, x, bold ? "" : "☐",
			o->tick[bold]));
		return;
	case GRID_COUNT:
	case GRID_MONEY:
	case GRID_PERCENT:
		keep(o,
		    c->empty ? worksheet_write_blank(o->sheet, at, x,
				   o->number[bold])
			     : worksheet_write_number(o->sheet, at, x,
				   (double)c->n, o->number[bold]));
		return;
	case GRID_DATE:
		keep(o,
		    c->empty
			? worksheet_write_blank(o->sheet, at, x, o->date[bold])
			: worksheet_write_number(o->sheet, at, x,
			      (double)(c->n + EPOCH), o->date[bold]));
		return;
	case GRID_TEXT:
	case GRID_QUARTER:
		grid_say(buf, o->g, row, col);
		keep(o,
		    *buf == '\0'
			? worksheet_write_blank(o->sheet, at, x, o->text[bold])
			: worksheet_write_string(o->sheet, at, x, buf,
			      o->text[bold]));
		return;
	}
}

static void
fill(struct sheet_out *o)
{
	const struct grid *g = o->g;
	lxw_row_t at = 0;
	size_t i, j;

	keep(o, worksheet_write_string(o->sheet, at++, 0, g->title, o->title));
	for (i = 0; i < g->n_note; i++)
		keep(o,
		    worksheet_write_string(o->sheet, at++, 0, g->note[i],
			NULL));
	if (g->trial)
		keep(o,
		    worksheet_write_string(o->sheet, at++, 0, GRID_TRIAL,
			o->title));
	for (j = 0; j < g->n_col; j++)
		keep(o,
		    worksheet_write_string(o->sheet, at, (lxw_col_t)j,
			g->col[j].head, o->head));
	keep(o, worksheet_repeat_rows(o->sheet, at, at));
	worksheet_freeze_panes(o->sheet, at + 1, 0);
	at++;
	for (i = 0; i < g->n_row; i++, at++)
		for (j = 0; j < g->n_col; j++)
			put_cell(o, at, i, j);
	worksheet_set_paper(o->sheet, A4);
	if (g->n_col > 7)
		worksheet_set_landscape(o->sheet);
	worksheet_fit_to_pages(o->sheet, 1, 0);
}

/* Closes the book in any case. */
static enum err
write_book(const char *path, const struct grid *g, uint64_t created_ms)
{
	/* The library's own files hold what the list holds: not on a disk. */
	char dir[] = MEMFILE_DIR;
	lxw_workbook_options options = {.tmpdir = dir};
	lxw_doc_properties properties = {
	    .created = (time_t)(created_ms / 1000)};
	struct sheet_out o = {.g = g};
	lxw_error e;

	o.book = workbook_new_opt(path, &options);
	if (o.book == NULL)
		return ERR_MEMORY;
	o.sheet = workbook_add_worksheet(o.book, g->name);
	if (o.sheet == NULL) {
		keep(&o, LXW_ERROR_MEMORY_MALLOC_FAILED);
	} else {
		keep(&o, workbook_set_properties(o.book, &properties));
		formats(&o);
		widths(&o);
		fill(&o);
	}
	e = workbook_close(o.book);
	if (o.bad == LXW_NO_ERROR)
		o.bad = e;
	if (o.bad == LXW_ERROR_MEMORY_MALLOC_FAILED)
		return ERR_MEMORY;
	return o.bad == LXW_NO_ERROR ? ERR_OK : ERR_IO;
}

static enum err
sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);
	enum err e = ERR_OK;

	if (fd < 0)
		return ERR_IO;
	if (fsync(fd) != 0)
		e = ERR_IO;
	if (close(fd) != 0)
		e = ERR_IO;
	return e;
}

enum err
xlsx_write_grid(const char *path, const struct grid *g, uint64_t created_ms)
{
	char tmp[PATH_LEN], dir[PATH_LEN];
	const char *slash = strrchr(path, '/');
	size_t n = slash == NULL ? 0 : (size_t)(slash - path) + 1;
	enum err e;
	int fd;

	if (g->bad != ERR_OK)
		return g->bad;
	if (strlen(path) >= PATH_LEN - 8)
		return ERR_RANGE;
	(void)snprintf(tmp, sizeof(tmp), "%s.tmp", path);
	(void)snprintf(dir, sizeof(dir), "%.*s", n == 0 ? 1 : (int)n,
	    n == 0 ? "." : path);
	/* The library opens it again by name and leaves its mode alone. */
	fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (fd < 0)
		return ERR_IO;
	e = fchmod(fd, 0600) == 0 ? ERR_OK : ERR_IO;
	if (close(fd) != 0)
		e = ERR_IO;
	if (e == ERR_OK)
		e = write_book(tmp, g, created_ms);
	if (e == ERR_OK)
		e = sync_path(tmp, O_RDONLY);
	if (e == ERR_OK && rename(tmp, path) != 0)
		e = ERR_IO;
	if (e != ERR_OK) {
		(void)unlink(tmp);
		return e;
	}
	return sync_path(dir, O_RDONLY | O_DIRECTORY);
}
