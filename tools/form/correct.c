/*
 * correct.c - the old payload with what was given over it.
 *
 * A voucher is used once in a year (E10), be its entry reversed or not: what
 * was handed out under the old number could else be entered twice by importing
 * its sheet again.  So the new entry gets the old number with -2 behind it,
 * unless another is given.
 */
#include "correct.h"

#include "build.h"
#include "column.h"
#include "fill.h"
#include "fits.h"
#include "names.h"
#include "payload.h"
#include "state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRIES_MAX 99

void
correction_release(struct correction *k)
{
	json_decref(k->old);
	json_decref(k->draft[0].payload);
	json_decref(k->draft[1].payload);
	k->old = NULL;
	k->draft[0].payload = k->draft[1].payload = NULL;
}

static bool
is_corrected(enum kind k)
{
	return k == KIND_ASSIGNMENT || k == KIND_ACCEPTANCE ||
	    k == KIND_LEVEL || k == KIND_DISBURSEMENT ||
	    k == KIND_CONFIRMATION || k == KIND_VISIT || k == KIND_GUIDANCE ||
	    k == KIND_FOLLOWUP || k == KIND_CHANGE;
}

enum err
correction_load(struct correction *k, struct writer *w)
{
	const struct state *st = writer_state(w);
	struct writer_entry e;
	enum err err;

	if (k->index >= st->n_entry)
		return ERR_MISSING;
	k->kind = st->entry[k->index].kind;
	if (!is_corrected(k->kind))
		return ERR_RULE;
	err = writer_entry_load(w, &e, k->index);
	if (err != ERR_OK)
		return err;
	if (e.opened)
		k->old = json_incref(e.json);
	else
		err = ERR_WITHHELD;
	writer_entry_release(&e);
	return err;
}

static const char *
given(const struct sheet *t, const char *key)
{
	const char *names[NAMES_MAX];

	names_of(names, key);
	return sheet_get(t, 0, names);
}

/* One field of o as text has it; an empty one is null, if it may be. */
static enum err
put(json_t *o, const struct field *f, const char *text, const struct build *b,
    struct misfit *m)
{
	json_t *v = NULL;
	enum err e = ERR_OK;

	m->column = f->key;
	if (*text == '\0' && !f->nullable && f->type != F_LIST)
		return ERR_OK; /* as it was */
	if (*text == '\0')
		v = f->type == F_LIST ? json_array() : json_null();
	else if (f->type == F_REF)
		e = fill_index(&v, b, text, m);
	else
		e = convert(&v, f, text, m);
	if (e == ERR_OK && json_object_set_new(o, f->key, v) != 0)
		e = ERR_MEMORY;
	return e;
}

static enum err
put_all(json_t *o, const struct schema *schema, const struct build *b,
    struct misfit *m)
{
	const char *text;
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; i < schema->n && e == ERR_OK; i++) {
		const struct field *f = &schema->field[i];

		text = given(b->table, f->key);
		if (text != NULL && f->type != F_OBJECT)
			e = put(o, f, text, b, m);
	}
	return e;
}

/* Attributes lie one level below; elsewhere "level" is no field. */
static enum err
put_set(json_t *o, const struct schema *schema, const struct build *b,
    struct misfit *m)
{
	json_t *set = json_object_get(o, "set");
	size_t i;

	for (i = 0; json_is_object(set) && i < schema->n; i++)
		if (strcmp(schema->field[i].key, "set") == 0)
			return put_all(set, schema->field[i].sub, b, m);
	return ERR_OK;
}

static enum err
set_null(json_t *o, const char *key)
{
	return json_object_set_new(o, key, json_null()) == 0 ? ERR_OK
							     : ERR_MEMORY;
}

/* What no longer applies, now that another field changed. */
static enum err
settle(json_t *o, const struct correction *k, const struct sheet *t)
{
	const char *kind = j_str(o, "kind"), *form = j_str(o, "form");
	const char *counts = given(t, "counts");
	enum err e = ERR_OK;

	if (k->kind == KIND_CONFIRMATION &&
	    strcmp(j_str(o, "outcome"), "short") != 0)
		e = set_null(o, "received");
	if (k->kind != KIND_DISBURSEMENT)
		return e;
	if (strcmp(kind, "cash") == 0 || strcmp(kind, "health-insurance") == 0)
		e = set_null(o, "basis");
	if (e == ERR_OK && (counts == NULL || *counts == '\0') &&
	    strcmp(form, j_str(k->old, "form")) != 0 &&
	    json_object_set_new(o, "counts",
		json_boolean(strcmp(form, "ad-hoc") != 0)) != 0)
		e = ERR_MEMORY;
	return e;
}

/* E10. */
static enum err
new_voucher(json_t *o, const struct state *s)
{
	char text[80];
	int32_t day;
	unsigned i;

	if (date_decode(&day, j_span(o, "date")) != ERR_OK)
		return ERR_FORMAT;
	(void)snprintf(text, sizeof(text), "%s", j_str(o, "voucher"));
	for (i = 2; i <= TRIES_MAX &&
	     state_voucher_find(s, j_str(o, "sponsor"), date_year(day), text) !=
		 STATE_NONE;
	     i++)
		(void)snprintf(text, sizeof(text), "%s-%u", j_str(o, "voucher"),
		    i);
	return json_object_set_new(o, "voucher", json_string(text)) == 0
	    ? ERR_OK
	    : ERR_MEMORY;
}

static enum err
make_new(struct correction *k, const struct build *b, struct misfit *m)
{
	const struct schema *schema = payload_schema(k->kind, CLASS_SEALED);
	json_t *o = json_deep_copy(k->old);
	enum err e = o == NULL ? ERR_MEMORY : put_all(o, schema, b, m);

	if (e == ERR_OK && k->kind == KIND_CHANGE)
		e = put_set(o, schema, b, m);
	if (e == ERR_OK)
		e = settle(o, k, b->table);
	if (e == ERR_OK)
		e = fits(o, k->kind, m);
	if (e == ERR_OK)
		e = fill_after(o, b);
	if (e == ERR_OK && json_equal(o, k->old) != 0) {
		*m = (struct misfit){.column = ""};
		m->vi = "không có gì khác với dòng cũ (muốn bỏ hẳn dòng ấy: "
			"reverse)";
		m->en = "nothing differs from the entry (to undo it: reverse)";
		e = ERR_MISSING;
	}
	if (e == ERR_OK && k->kind == KIND_DISBURSEMENT)
		e = new_voucher(o, b->state);
	k->draft[1] = (struct draft){.kind = k->kind,
	    .class = CLASS_SEALED,
	    .payload = o};
	return e;
}

static enum err
make_reversal(struct correction *k, const struct build *b, struct misfit *m)
{
	const struct state_entry *old = &b->state->entry[k->index];
	const struct ref ref = {old->id, true, k->index};
	const char *why = given(b->table, "correction");
	int64_t amount = 0;

	if (*k->reason != '\0')
		why = k->reason;
	if (why == NULL && k->kind != KIND_CHANGE)
		why = given(b->table, "reason");
	if (why == NULL || *why == '\0') {
		*m = (struct misfit){.column = "correction",
		    .vi = "còn thiếu (vì sao: "
			  "sai-so-tien sai-tre sai-don-vi sai-ngay ghi-trung "
			  "khac)",
		    .en = "is missing (why: sai-so-tien sai-tre sai-don-vi "
			  "sai-ngay ghi-trung khac)"};
		return ERR_MISSING;
	}
	if (k->kind == KIND_DISBURSEMENT)
		amount = j_int(k->old, "amount");
	k->draft[0] = (struct draft){.kind = KIND_REVERSAL,
	    .class = CLASS_SEALED,
	    .payload = json_pack("{s:I, s:s, s:s, s:o, s:i}", "amount",
		(json_int_t)amount, "date", b->today, "reason", why, "target",
		ref_json(&ref), "v", 1)};
	return k->draft[0].payload == NULL ? ERR_MEMORY : ERR_OK;
}

static bool
knows(void *arg, const char *column)
{
	const struct correction *k = arg;

	return strcmp(column, "correction") == 0 ||
	    strcmp(column, "reason") == 0 ||
	    (k->kind == KIND_CHANGE && column_is_helper(k->kind, column)) ||
	    (!column_is_helper(k->kind, column) &&
		column_known(k->kind, column));
}

enum err
correction_make(struct correction *k, struct writer *w, const char *today,
    const struct sheet *t, struct misfit *m)
{
	struct build b = {.kind = k->kind,
	    .table = t,
	    .state = writer_state(w),
	    .evidence = &t->digest,
	    .today = today};
	const char *foreign = sheet_foreign(t, knows, k);
	enum err e;

	json_decref(k->draft[0].payload);
	json_decref(k->draft[1].payload);
	k->draft[0].payload = k->draft[1].payload = NULL;
	*m = (struct misfit){.column = foreign == NULL ? "" : foreign};
	if (foreign != NULL) {
		m->vi = "không biết cột này";
		m->en = "an unknown column";
		return ERR_FORMAT;
	}
	e = make_reversal(k, &b, m);
	return e == ERR_OK ? make_new(k, &b, m) : e;
}
