/*
 * rows.c - a form entered, or what is wrong with it said; of a file, also as a
 * marked copy.
 */
#include "rows.h"

#include "fileio.h"
#include "form.h"
#include "money.h"

#include <stdlib.h>
#include <string.h>

#define SAID_MAX 50 /* faults that are printed; the copy has them all */

struct rows {
	struct session *s;
	const char *file;
	struct form form;
};

/* 'tệp.csv:7, Số tiền = "0"' */
static void
place(char *buf, size_t cap, const struct rows *r, const struct form_fault *x)
{
	const struct sheet *t = r->form.ask.table;
	const char *value = form_value(&r->form, x), *head = x->column;

	if (x->col != SHEET_COLS_MAX)
		head = t->head[x->col];
	if (x->row == FORM_ALL && *head == '\0')
		(void)snprintf(buf, cap, "%s", r->file);
	else
		(void)snprintf(buf, cap, "%s:%zu%s%s%s%s%s", r->file,
		    x->row == FORM_ALL ? t->head_line : t->line[x->row],
		    *head == '\0' ? "" : ", ", head,
		    value == NULL ? "" : " = \"", value == NULL ? "" : value,
		    value == NULL ? "" : "\"");
}

/* ---- what is wrong ---- */

static void
say_one(const struct rows *r, const struct form_fault *x)
{
	char at[512], where[600];

	place(at, sizeof(at), r, x);
	(void)snprintf(where, sizeof(where), "%s%s%s", at,
	    *x->rule == '\0' ? "" : ", ", x->rule);
	say_at(r->s->cli, where, x->vi, x->en);
}

/* FILE.loi.xlsx of a table from a file. */
static void
give_back(const struct rows *r)
{
	char path[FILE_PATH_MAX];
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e;

	(void)snprintf(path, sizeof(path), "%s.loi.xlsx", r->file);
	e = form_marked(&bytes, &n, &r->form, r->s->now);
	if (e == ERR_OK)
		e = file_replace(path, (struct span){bytes, n}, 0600);
	file_free(bytes, n);
	if (e == ERR_OK)
		say_at(r->s->cli, path, "bản có đánh dấu lỗi để sửa",
		    "a copy with the faults marked, to be corrected");
	else
		(void)say_err(r->s->cli, e, path, NULL);
}

static void
faults_tell(const struct rows *r)
{
	const struct sheet *t = r->form.ask.table;
	const size_t n = r->form.n_fault;
	size_t i;

	for (i = 0; i < n && i < SAID_MAX; i++)
		say_one(r, &r->form.fault[i]);
	if (n > SAID_MAX)
		(void)fprintf(stderr, "... +%zu\n", n - SAID_MAX);
	if (n > 0 && t->rows > 0 && t->source != SHEET_PAIRS &&
	    strcmp(r->file, "-") != 0 && strlen(r->file) < FILE_PATH_MAX - 16)
		give_back(r);
}

/* Rows that wait for a field to be mended were not judged by all rules. */
static void
tell_waiting(const struct rows *r)
{
	char vi[160], en[160];
	const size_t n = r->form.waiting;

	if (n == 0)
		return;
	(void)snprintf(vi, sizeof(vi),
	    "%zu dòng có ô viết sai hoặc còn thiếu: quy tắc dựa vào nhiều ô "
	    "chỉ xét được khi đã sửa",
	    n);
	(void)snprintf(en, sizeof(en),
	    "%zu rows have a cell that is no value: rules that look at several "
	    "cells wait until it is mended",
	    n);
	say_at(r->s->cli, r->file, vi, en);
}

static enum err
judge(struct rows *r)
{
	const struct session *s = r->s;
	const struct batch how = {.signer = s->signer,
	    .n_signer = s->n,
	    .time_ms = s->now,
	    .allow_gap = s->cli->allow_gap,
	    .then = s->cli->then,
	    .n_then = s->cli->n_then};

	return form_judge(&r->form, &how, s->cli->draft != NULL);
}

static int
refuse(struct rows *r)
{
	enum err e = judge(r);
	int status = EXIT_REFUSED;
	size_t i;

	faults_tell(r);
	if (e != ERR_OK)
		return say_err(r->s->cli, e, r->file, NULL);
	tell_waiting(r);
	say_at(r->s->cli, r->file,
	    "chưa ghi dòng nào; sửa các lỗi trên rồi làm lại",
	    "nothing was written; correct the faults above");
	for (i = 0; i < r->form.n_fault; i++)
		if (!r->form.fault[i].refused)
			status = EXIT_TROUBLE;
	return status;
}

/* ---- entering ---- */

static void
place_of(void *arg, char *buf, size_t cap, size_t draft, const char *field)
{
	const struct rows *r = arg;
	struct form_fault x = {.row = r->form.drafts.row[draft],
	    .col = form_column(&r->form, field)};

	(void)snprintf(x.column, sizeof(x.column), "%s", field);
	place(buf, cap, r, &x);
}

/* "x.xlsx: 95 dòng: 3 mới, 92 đã có; 3.000.000 đ; ghi ở dòng 12 đến 14" */
static void
report(const struct rows *r, bool dry_run)
{
	const unsigned long long size = writer_size(r->s->w);
	const struct form *f = &r->form;
	const size_t n = f->drafts.n;
	char money[MONEY_LEN];

	(void)printf("%s: %zu dòng: %zu mới, %zu đã có", r->file, n + f->known,
	    n, f->known);
	if (f->reversed > 0)
		(void)printf(" (%zu dòng đã được đính chính)", f->reversed);
	if (f->blank > 0)
		(void)printf(", %zu dòng để trống", f->blank);
	if (f->ask.kind == KIND_DISBURSEMENT) {
		money_encode(money, form_sum(f));
		(void)printf("; %s đ", money);
	}
	if (dry_run)
		(void)printf(" (thử, chưa ghi)");
	else if (n == 1)
		(void)printf("; ghi ở dòng %llu", size - 1);
	else if (n > 1)
		(void)printf("; ghi ở dòng %llu đến %llu", size - n, size - 1);
	(void)puts("");
}

static int
enter(struct rows *r, bool dry_run)
{
	const struct form *f = &r->form;
	const struct origin from = {place_of, form_is_of_row, r};
	enum err e;
	int status;

	if (f->n_fault > 0)
		return refuse(r);
	if (f->drafts.n > 0) {
		status = session_append(r->s, f->drafts.draft, f->drafts.n,
		    dry_run, &from);
		if (status != EXIT_DONE) {
			e = judge(r);
			faults_tell(r);
			return e == ERR_OK
			    ? status
			    : say_err(r->s->cli, e, r->file, NULL);
		}
	}
	if (r->s->cli->draft == NULL || dry_run)
		report(r, dry_run);
	return EXIT_DONE;
}

int
rows_append(struct session *s, enum kind kind, const struct sheet *t,
    const char *file, bool dry_run)
{
	const struct form_ask ask = {.w = s->w,
	    .kind = kind,
	    .table = t,
	    .today = s->today,
	    .signer = s->n == 0 ? NULL : signer_vkey(s->signer[0])->name};
	struct rows *r = calloc(1, sizeof(*r));
	enum err e = ERR_MEMORY;
	int status;

	if (r != NULL) {
		r->s = s;
		r->file = file;
		e = form_make(&r->form, &ask);
	}
	status =
	    e == ERR_OK ? enter(r, dry_run) : say_err(s->cli, e, file, NULL);
	if (r != NULL)
		form_release(&r->form);
	free(r);
	return status;
}
