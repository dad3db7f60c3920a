/*
 * rows.c - rows into drafts into one batch.
 */
#include "rows.h"

#include "names.h"
#include "text.h"
#include "vaultmake.h"

#include <stdlib.h>
#include <string.h>

struct rows {
	struct session *s;
	enum kind kind;
	const struct sheet *t;
	const char *file;
	struct draft *draft;
	size_t n, faults;
};

static bool
knows(void *arg, const char *column)
{
	const struct rows *r = arg;

	return build_knows(r->kind, column);
}

/* Who a child is never stands in an error text: screens are photographed. */
static bool
is_private(enum kind kind, const char *column)
{
	static const char *const columns[] = {"name", "birth", "guardian",
	    "personal_number", "household", "text"};
	size_t i;

	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (strcmp(columns[i], column) == 0)
			return kind != KIND_DOCUMENT;
	return false;
}

/* 'tệp.csv:7, amount = "0"'; every row before this one became a draft. */
static void
place_of(void *arg, char *buf, size_t cap, size_t row, const char *field)
{
	const struct rows *r = arg;
	const char *names[NAMES_MAX];
	const char *value;

	names_of(names, field);
	value = is_private(r->kind, field) ? NULL : sheet_get(r->t, row, names);
	(void)snprintf(buf, cap, "%s:%zu%s%s%s%s%s", r->file, r->t->line[row],
	    *field == '\0' ? "" : ", ", field, value == NULL ? "" : " = \"",
	    value == NULL ? "" : value, value == NULL ? "" : "\"");
}

static void
fault(struct rows *r, size_t row, const struct misfit *m, enum err e)
{
	char place[512];

	r->faults++;
	if (r->faults > 50)
		return;
	place_of(r, place, sizeof(place), row, m->column);
	if (m->vi != NULL)
		say_at(r->s->cli, place, m->vi, m->en);
	else
		say_err(r->s->cli, e, place, NULL);
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

static void
build_all(struct rows *r)
{
	struct build b = {.kind = r->kind,
	    .table = r->t,
	    .state = writer_state(r->s->w),
	    .evidence = &r->t->digest,
	    .today = r->s->today};
	struct misfit m;
	enum err e;

	for (b.row = 0; b.row < r->t->rows; b.row++) {
		struct draft *d = &r->draft[r->n];

		m = (struct misfit){"", NULL, NULL};
		e = build_payload(&d->payload, &b, &m);
		if (e != ERR_OK) {
			fault(r, b.row, &m, e);
			continue;
		}
		d->kind = r->kind;
		d->class = build_class(&b);
		r->n++;
		e = blind(r, d->payload);
		if (e != ERR_OK) {
			m.column = "personal_number";
			fault(r, b.row, &m, e);
		}
	}
}

int
rows_append(struct session *s, enum kind kind, const struct sheet *t,
    const char *file, bool dry_run)
{
	struct rows r = {.s = s, .kind = kind, .t = t, .file = file};
	const struct origin from = {place_of, &r};
	const char *foreign = sheet_foreign(t, knows, &r);
	size_t i;
	int status = EXIT_TROUBLE;

	if (foreign != NULL) {
		char place[512];

		(void)snprintf(place, sizeof(place), "%s:1, %s", file, foreign);
		say_at(s->cli, place, "không biết cột này",
		    "an unknown column");
		return EXIT_TROUBLE;
	}
	if (t->rows == 0) {
		say_at(s->cli, file, "không có dòng nào", "no rows");
		return EXIT_TROUBLE;
	}
	r.draft = calloc(t->rows + 1, sizeof(*r.draft));
	if (r.draft == NULL)
		return say_err(s->cli, ERR_MEMORY, file, NULL);
	build_all(&r);
	if (r.faults == 0)
		status = session_append(s, r.draft, r.n, dry_run, &from);
	else
		say_at(s->cli, file,
		    "chưa ghi dòng nào; sửa các lỗi trên rồi "
		    "làm lại",
		    "nothing was written; correct the faults above");
	for (i = 0; i < r.n; i++)
		json_decref(r.draft[i].payload);
	free(r.draft);
	if (status == EXIT_DONE)
		(void)printf("%s: %zu %s\n", file, r.n,
		    dry_run ? "dòng ghi được (chưa ghi)" : "dòng đã ghi");
	return status;
}
