/*
 * rows.c - rows into drafts into one batch.
 */
#include "rows.h"

#include "again.h"
#include "invalid.h"
#include "money.h"
#include "names.h"
#include "text.h"
#include "vaultmake.h"

#include <stdlib.h>
#include <string.h>

static bool
knows(void *arg, const char *column)
{
	const struct rows *r = arg;

	return build_knows(r->kind, column);
}

/* A column that is not there is missed once, not in each row. */
static bool
is_column_missing(const struct rows *r, const struct misfit *m, enum err e)
{
	const char *names[NAMES_MAX];

	names_of(names, m->column);
	return e == ERR_MISSING && m->vi == build_missing_vi &&
	    r->t->source != SHEET_PAIRS &&
	    sheet_column(r->t, names) == SHEET_COLS_MAX;
}

static void
misfit_fault(struct rows *r, size_t row, const struct misfit *m, enum err e)
{
	struct reason w;

	if (is_column_missing(r, m, e)) {
		if (r->missing == m->column)
			return;
		r->missing = m->column;
		w = rows_reason(m->column, "thiếu cột này",
		    "this column is missing");
		row = SIZE_MAX;
	} else if (m->vi != NULL) {
		w = rows_reason(m->column, m->vi, m->en);
	} else {
		w = rows_reason(m->column, "không ghi được", err_word(e));
	}
	rows_fault(r, row, &w, EXIT_TROUBLE);
}

struct place {
	struct rows *r;
	size_t row;
};

static void
on_misfit(void *arg, const struct misfit *m, enum err e)
{
	struct place *at = arg;

	misfit_fault(at->r, at->row, m, e);
}

static enum err
blind(struct rows *r, json_t *payload)
{
	char b64[45];
	struct digest d;
	struct wr w;
	enum err e;

	if (r->kind != KIND_CHILD || j_null(payload, "personal_number"))
		return ERR_OK;
	if (writer_vault(r->s->w) == NULL)
		return ERR_SECRET;
	e = blind_index(&d, writer_vault(r->s->w), writer_keyring(r->s->w),
	    j_span(payload, "personal_number"));
	if (e != ERR_OK)
		return e;
	wr_init(&w, b64, sizeof(b64));
	wr_base64(&w, d.b, sizeof(d.b));
	return json_object_set_new(payload, "personal_index",
		   json_stringn(b64, w.n)) == 0
	    ? ERR_OK
	    : ERR_MEMORY;
}

/* True: the row is to be entered. */
static bool
is_new(struct rows *r, size_t row, json_t *payload, enum err *e)
{
	struct reason why = rows_reason("", "", "");
	enum again what;

	if (r->t->source == SHEET_PAIRS)
		return true;
	*e = again_find(&what, &why, r, row, payload);
	if (*e != ERR_OK)
		return false;
	switch (what) {
	case AGAIN_NEW:
		return true;
	case AGAIN_OTHER:
		rows_fault(r, row, &why, EXIT_REFUSED);
		return false;
	case AGAIN_REVERSED:
		r->reversed++;
		r->known++;
		return false;
	case AGAIN_SAME:
		r->known++;
		return false;
	}
	return true;
}

static void
build_row(struct rows *r, struct build *b)
{
	struct draft *d = &r->draft[r->n];
	struct misfit m = {"", NULL, NULL};
	struct place at = {r, b->row};
	json_t *payload = NULL;
	enum err e;

	e = build_payload(&payload, b, &m);
	if (e == ERR_FORMAT || e == ERR_MISSING) {
		if (build_misfits(b, on_misfit, &at) == 0)
			misfit_fault(r, b->row, &m, e);
		return;
	}
	if (e == ERR_OK) {
		m.column = "personal_number";
		e = blind(r, payload);
	}
	if (e == ERR_OK && rows_is_theirs(r, b->row, payload) &&
	    is_new(r, b->row, payload, &e)) {
		d->payload = payload;
		d->kind = r->kind;
		d->class = build_class(b);
		r->row[r->n++] = b->row;
		return;
	}
	json_decref(payload);
	if (e != ERR_OK)
		misfit_fault(r, b->row, &m, e);
}

static void
build_all(struct rows *r)
{
	struct build b = {.kind = r->kind,
	    .table = r->t,
	    .state = writer_state(r->s->w),
	    .evidence = &r->t->digest,
	    .today = r->s->today};

	for (b.row = 0; b.row < r->t->rows; b.row++) {
		if (rows_is_blank(r, b.row))
			r->blank++;
		else
			build_row(r, &b);
	}
}

/* ---- what the rules find ---- */

static void
place_of(void *arg, char *buf, size_t cap, size_t draft, const char *field)
{
	const struct rows *r = arg;

	rows_place(r, buf, cap, r->row[draft], field);
}

/* A fault of the row, and not of the ledger, the clock or the keys. */
static void
on_finding(void *arg, const struct writer_finding *f)
{
	struct rows *r = arg;
	struct reason w;
	char vi[INVALID_MAX], en[INVALID_MAX];

	if ((f->code != ERR_RULE && f->code != ERR_FORMAT) ||
	    (f->code == ERR_RULE && *f->field == '\0' && *f->rule == '\0') ||
	    f->draft >= r->n)
		return;
	invalid_say(vi, en, r->kind, f->field, f->en);
	w = rows_reason(f->field, f->vi != NULL ? f->vi : vi,
	    f->vi != NULL ? f->en : en);
	(void)snprintf(w.rule, sizeof(w.rule), "%s", f->rule);
	if (r->stopped == SIZE_MAX && r->tried)
		r->stopped = f->draft;
	r->quiet = f->draft == r->stopped;
	rows_fault(r, r->row[f->draft], &w, EXIT_REFUSED);
	r->quiet = false;
}

/*
 * What the rules say of all rows; nothing is written.  A row at which entering
 * stopped was told of then.  Not for a draft that others are to sign: their
 * signatures would be missed.
 */
static void
judge(struct rows *r)
{
	struct writer_findings *f = calloc(1, sizeof(*f));
	struct batch b = {.draft = r->draft,
	    .n = r->n,
	    .signer = r->s->signer,
	    .n_signer = r->s->n,
	    .time_ms = r->s->now,
	    .allow_gap = r->s->cli->allow_gap,
	    .dry_run = true,
	    .tell = on_finding,
	    .tell_arg = r};

	r->memory = r->memory || f == NULL;
	if (f != NULL && r->n > 0 && r->s->cli->draft == NULL &&
	    writer_append(r->s->w, &b, NULL, f) == ERR_MEMORY)
		r->memory = true;
	free(f);
}

/* ---- all of it ---- */

static int64_t
sum_of(const struct rows *r)
{
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < r->n && r->kind == KIND_DISBURSEMENT; i++)
		sum += j_int(r->draft[i].payload, "amount");
	return sum;
}

/* "x.xlsx: 95 dòng: 3 mới, 92 đã có; 3.000.000 đ; ghi ở dòng 12 đến 14" */
static void
report(const struct rows *r, bool dry_run)
{
	const unsigned long long size = writer_size(r->s->w);
	char money[MONEY_LEN];

	(void)printf("%s: %zu dòng: %zu mới, %zu đã có", r->file,
	    r->n + r->known, r->n, r->known);
	if (r->reversed > 0)
		(void)printf(" (%zu dòng đã được đính chính)", r->reversed);
	if (r->blank > 0)
		(void)printf(", %zu dòng để trống", r->blank);
	if (r->kind == KIND_DISBURSEMENT) {
		money_encode(money, sum_of(r));
		(void)printf("; %s đ", money);
	}
	if (dry_run)
		(void)printf(" (thử, chưa ghi)");
	else if (r->n == 1)
		(void)printf("; ghi ở dòng %llu", size - 1);
	else if (r->n > 1)
		(void)printf("; ghi ở dòng %llu đến %llu", size - r->n,
		    size - 1);
	(void)puts("");
}

static int
refuse(struct rows *r)
{
	judge(r);
	rows_tell(r);
	if (r->memory)
		return say_err(r->s->cli, ERR_MEMORY, r->file, NULL);
	say_at(r->s->cli, r->file,
	    "chưa ghi dòng nào; sửa các lỗi trên rồi làm lại",
	    "nothing was written; correct the faults above");
	return r->status;
}

static int
enter(struct rows *r, bool dry_run)
{
	const struct origin from = {place_of, r};
	int status;

	if (r->n_fault > 0)
		return refuse(r);
	if (r->n > 0) {
		status = session_append(r->s, r->draft, r->n, dry_run, &from);
		if (status != EXIT_DONE && r->t->source != SHEET_PAIRS) {
			r->tried = true;
			judge(r);
			rows_tell(r);
		}
		if (status != EXIT_DONE)
			return status;
	}
	if (r->s->cli->draft == NULL || dry_run)
		report(r, dry_run);
	return EXIT_DONE;
}

/* The table as a whole: its columns, whether there is anything in it. */
static int
check_table(struct rows *r)
{
	const char *foreign = sheet_foreign(r->t, knows, r);
	char place[512];

	if (foreign != NULL) {
		(void)snprintf(place, sizeof(place), "%s:%zu, %s", r->file,
		    r->t->head_line, foreign);
		say_at(r->s->cli, place, "không biết cột này",
		    "an unknown column");
		return EXIT_TROUBLE;
	}
	if (r->t->rows == 0) {
		say_at(r->s->cli, r->file, "không có dòng nào", "no rows");
		return EXIT_TROUBLE;
	}
	if (rows_is_ours(r))
		return EXIT_DONE;
	rows_tell(r);
	return EXIT_REFUSED;
}

int
rows_append(struct session *s, enum kind kind, const struct sheet *t,
    const char *file, bool dry_run)
{
	struct rows r = {.s = s,
	    .kind = kind,
	    .t = t,
	    .file = file,
	    .stopped = SIZE_MAX,
	    .status = EXIT_REFUSED};
	size_t i;
	int status = check_table(&r);

	if (status != EXIT_DONE)
		goto out;
	r.draft = calloc(t->rows + 1, sizeof(*r.draft));
	r.row = calloc(t->rows + 1, sizeof(*r.row));
	if (r.draft == NULL || r.row == NULL) {
		status = say_err(s->cli, ERR_MEMORY, file, NULL);
		goto out;
	}
	build_all(&r);
	status = enter(&r, dry_run);
out:
	for (i = 0; r.draft != NULL && i < r.n; i++)
		json_decref(r.draft[i].payload);
	free(r.draft);
	free(r.row);
	free(r.fault);
	return status;
}
