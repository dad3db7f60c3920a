/*
 * form.c - rows into drafts, and what the rules say of them.
 */
#include "form_part.h"

#include "again.h"
#include "build.h"
#include "column.h"
#include "invalid.h"
#include "rest.h"
#include "schema.h"
#include "text.h"
#include "vaultmake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- rows into drafts ---- */

/* FORMAT 6.18. */
static enum err
blind(const struct form *f, json_t *payload)
{
	struct writer *w = f->ask.w;
	char b64[BASE64_LEN(DIGEST_LEN)];
	struct digest d;
	struct wr wr;
	enum err e;

	if (f->ask.kind != KIND_CHILD || j_null(payload, "personal_number"))
		return ERR_OK;
	if (writer_vault(w) == NULL)
		return ERR_SECRET;
	e = blind_index(&d, writer_vault(w), writer_keyring(w),
	    j_span(payload, "personal_number"));
	if (e != ERR_OK)
		return e;
	wr_init(&wr, b64, sizeof(b64));
	wr_base64(&wr, d.b, sizeof(d.b));
	return json_object_set_new(payload, "personal_index",
		   json_stringn(b64, wr.n)) == 0
	    ? ERR_OK
	    : ERR_MEMORY;
}

/* Is the row to be entered?  What was entered before is counted. */
static enum err
look_again(bool *new, struct form *f, size_t row, json_t *payload)
{
	struct again_why why = {.column = "", .rule = ""};
	enum again what = AGAIN_NEW;
	enum err e = ERR_OK;

	/* What is in the ledger is in NFC; another keyboard's marks are no
	 * difference. */
	if (f->ask.table->source != SHEET_PAIRS &&
	    payload_nfc(payload) == ERR_OK)
		e = again_find(&what, &why, &f->ask, row, payload);
	*new = e == ERR_OK ? what == AGAIN_NEW : false;
	if (e != ERR_OK || *new)
		return e;
	if (what == AGAIN_OTHER)
		fault_refuse(f, row, why.column, why.rule, why.vi, why.en);
	else
		f->known++;
	if (what == AGAIN_REVERSED)
		f->reversed++;
	return ERR_OK;
}

/* Takes the payload over. */
static void
keep(struct form_drafts *d, const struct build *b, json_t *payload)
{
	d->draft[d->n] = (struct draft){.kind = b->kind,
	    .class = build_class(b),
	    .payload = payload};
	d->row[d->n++] = b->row;
}

/* Has every field; takes the payload over. */
static enum err
whole_row(struct form *f, const struct build *b, json_t *payload)
{
	const struct misfit number = {.column = "personal_number"};
	bool new = false;
	enum err e = blind(f, payload);

	if (e != ERR_OK && e != ERR_MEMORY) {
		fault_misfit(f, b->row, &number, e);
		e = ERR_OK;
	} else if (e == ERR_OK && whose_row(f, b->row, payload)) {
		e = look_again(&new, f, b->row, payload);
	}
	if (new)
		keep(&f->drafts, b, payload);
	else
		json_decref(payload);
	return e;
}

struct place {
	struct form *f;
	size_t row;
};

static void
on_misfit(void *arg, const struct misfit *m, enum err e)
{
	const struct place *at = arg;

	fault_misfit(at->f, at->row, m, e);
}

static enum err
form_row(struct form *f, const struct build *b)
{
	struct place at = {f, b->row};
	const struct build_told to = {on_misfit, &at};
	json_t *payload = NULL;
	enum err e = build_payload(&payload, b, &to);

	if (e == ERR_OK)
		return whole_row(f, b, payload);
	if (e != ERR_FORMAT)
		return e;
	f->waiting++;
	(void)whose_row(f, b->row, payload);
	e = blind(f, payload);
	if (e == ERR_OK)
		e = rest_fill(&f->lacks[f->rest.n], payload, b->kind,
		    build_class(b), b->today);
	if (e == ERR_OK)
		keep(&f->rest, b, payload);
	else
		json_decref(payload);
	return e == ERR_MEMORY ? e : ERR_OK;
}

/* The table as a whole: its columns, whether there is anything in it. */
static void
look_at_table(struct form *f)
{
	const struct sheet *t = f->ask.table;
	struct form_fault *x;
	size_t i;

	for (i = 0; i < t->cols; i++) {
		if (column_known(f->ask.kind, t->name[i]))
			continue;
		x = fault_add(f, FORM_ALL, "", "không biết cột này",
		    "an unknown column");
		if (x != NULL)
			x->col = i;
	}
	if (t->rows == 0)
		(void)fault_add(f, FORM_ALL, "", "không có dòng nào",
		    "no rows");
	whose_table(f);
}

static enum err
drafts_init(struct form_drafts *d, size_t n)
{
	d->draft = calloc(n + 1, sizeof(*d->draft));
	d->row = calloc(n + 1, sizeof(*d->row));
	return d->draft == NULL || d->row == NULL ? ERR_MEMORY : ERR_OK;
}

enum err
form_make(struct form *f, const struct form_ask *ask)
{
	struct build b = {.kind = ask->kind,
	    .table = ask->table,
	    .state = writer_state(ask->w),
	    .evidence = &ask->table->digest,
	    .today = ask->today};
	enum err e;

	memset(f, 0, sizeof(*f));
	f->ask = *ask;
	e = drafts_init(&f->drafts, ask->table->rows);
	if (e == ERR_OK)
		e = drafts_init(&f->rest, ask->table->rows);
	f->lacks = calloc(ask->table->rows + 1, sizeof(*f->lacks));
	if (f->lacks == NULL)
		e = ERR_MEMORY;
	look_at_table(f);
	for (; b.row < ask->table->rows && e == ERR_OK; b.row++) {
		if (whose_blank(f, b.row))
			f->blank++;
		else
			e = form_row(f, &b);
	}
	faults_sort(f);
	return e == ERR_OK && f->memory ? ERR_MEMORY : e;
}

static void
drafts_release(struct form_drafts *d)
{
	size_t i;

	for (i = 0; i < d->n; i++)
		json_decref(d->draft[i].payload);
	free(d->draft);
	free(d->row);
}

void
form_release(struct form *f)
{
	drafts_release(&f->drafts);
	drafts_release(&f->rest);
	free(f->lacks);
	free(f->fault);
	memset(f, 0, sizeof(*f));
}

int64_t
form_sum(const struct form *f)
{
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < f->drafts.n && f->ask.kind == KIND_DISBURSEMENT; i++)
		sum += j_int(f->drafts.draft[i].payload, "amount");
	return sum;
}

/* ---- what the rules say ---- */

bool
form_is_of_row(const struct writer_finding *x)
{
	return x->code == ERR_FORMAT ||
	    (x->code == ERR_RULE && (*x->field != '\0' || *x->rule != '\0'));
}

static void
told(struct form *f, size_t row, const struct writer_finding *x)
{
	char vi[INVALID_MAX], en[INVALID_MAX];

	invalid_say(vi, en, f->ask.kind, x->field, x->en);
	fault_refuse(f, row, x->field, x->rule, x->vi != NULL ? x->vi : vi,
	    x->vi != NULL ? x->en : en);
}

static void
on_whole(void *arg, const struct writer_finding *x)
{
	struct form *f = arg;

	if (x->draft < f->drafts.n && form_is_of_row(x))
		told(f, f->drafts.row[x->draft], x);
}

static void
on_rest(void *arg, const struct writer_finding *x)
{
	struct form *f = arg;
	size_t i = x->draft;

	if (i < f->rest.n && x->code == ERR_RULE &&
	    rest_holds(f->lacks[i], f->ask.kind, f->rest.draft[i].class,
		x->rule, x->field))
		told(f, f->rest.row[i], x);
}

static void
ask_rules(struct form *f, const struct form_drafts *d, const struct batch *how,
    bool drafted, void (*tell)(void *, const struct writer_finding *))
{
	struct writer_findings *found = calloc(1, sizeof(*found));
	struct writer_drafted out;
	struct batch b = *how;
	enum err e = ERR_MEMORY;

	b.draft = d->draft;
	b.n = d->n;
	b.dry_run = true;
	b.tell = tell;
	b.tell_arg = f;
	if (found != NULL && drafted) {
		e = writer_draft(&out, f->ask.w, &b, found);
		if (e == ERR_OK)
			stfile_release(&out.file);
	} else if (found != NULL) {
		e = writer_append(f->ask.w, &b, NULL, found);
	}
	f->memory = f->memory || e == ERR_MEMORY;
	free(found);
}

enum err
form_judge(struct form *f, const struct batch *how, bool drafted)
{
	if (f->drafts.n > 0)
		ask_rules(f, &f->drafts, how, drafted, on_whole);
	if (f->rest.n > 0)
		ask_rules(f, &f->rest, how, drafted, on_rest);
	faults_sort(f);
	return f->memory ? ERR_MEMORY : ERR_OK;
}
