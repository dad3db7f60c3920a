/*
 * build.c - walk the schema of a kind and find each field: given in the row,
 * made by the program (fill.c), or null.
 */
#include "build.h"

#include "column.h"
#include "fill.h"
#include "fits.h"
#include "names.h"
#include "payload.h"
#include "writer.h"
#include "xlsx.h"

#include <string.h>

const char build_missing_vi[] = "còn thiếu";

/* clang-format takes these for classes. */
/* clang-format off */
enum class
build_class(const struct build *b)
{
	static const char *const type[] = {"type", NULL};
	const char *t;

	if (b->kind != KIND_SPONSOR)
		return column_class(b->kind);
	t = sheet_get(b->table, b->row, type);
	return t != NULL && strcmp(t, "person") == 0 ? CLASS_SEALED
						     : CLASS_CLEAR;
}
/* clang-format on */

/* As the schema will look at it, in NFC as the ledger has it. */
static enum err
accepted(json_t *v, const struct field *f, const char *clause, struct misfit *m)
{
	const struct schema one = {.clause = clause, .field = f, .n = 1};
	struct fault fault = {ERR_OK, FAULT_NO_INDEX, ""};
	json_t *o = json_object();
	enum err e;

	if (o == NULL || json_object_set(o, f->key, v) != 0) {
		json_decref(o);
		return ERR_MEMORY;
	}
	e = payload_nfc(o);
	if (e == ERR_OK)
		e = schema_check(o, &one, &fault, NULL);
	if (e == ERR_FORMAT)
		*m = (struct misfit){.column = f->key, .clause = fault.clause};
	json_decref(o);
	return e;
}

/* A cell of a workbook may be a number where people see a date. */
static enum err
given(json_t **v, const struct build *b, const struct field *f,
    const char *text, struct misfit *m)
{
	char cell[XLSX_CELL_MAX];
	enum err e = ERR_OK;

	if (b->table->source == SHEET_XLSX &&
	    (f->type == F_INT || f->type == F_DATE)) {
		e = f->type == F_INT ? xlsx_number(cell, text)
				     : xlsx_date(cell, text);
		text = e == ERR_OK ? cell : "?";
	}
	return convert(v, f, text, m);
}

static enum err
field_value(json_t **v, const struct build *b, const struct schema *s,
    const struct field *f, struct misfit *m)
{
	const char *names[NAMES_MAX];
	const char *text;
	enum err e;

	names_of(names, f->key);
	text = sheet_get(b->table, b->row, names);
	if (text != NULL && *text != '\0') {
		if (f->type == F_REF)
			return fill_index(v, b, text, m);
		e = given(v, b, f, text, m);
		return e != ERR_OK ? e : accepted(*v, f, s->clause, m);
	}
	e = fill_field(v, b, f, m);
	if (e != ERR_MISSING || m->vi != NULL)
		return e;
	if (f->nullable) {
		*v = json_null();
		return ERR_OK;
	}
	m->vi = build_missing_vi;
	m->en = "is missing";
	return ERR_MISSING;
}

/* All fields into o; *told if not all of them are there. */
static enum err
fields(json_t *o, bool *told, const struct build *b,
    const struct build_told *to)
{
	const struct schema *s = payload_schema(b->kind, build_class(b));
	struct misfit m;
	json_t *v;
	size_t i;
	enum err e;

	for (i = 0; i < s->n; i++) {
		m = (struct misfit){.column = s->field[i].key};
		v = NULL;
		e = field_value(&v, b, s, &s->field[i], &m);
		if (e == ERR_OK && json_object_set(o, s->field[i].key, v) != 0)
			e = ERR_MEMORY;
		json_decref(v);
		if (e == ERR_MEMORY)
			return e;
		if (e != ERR_OK) {
			to->tell(to->arg, &m, e);
			*told = true;
		}
	}
	return ERR_OK;
}

enum err
build_payload(json_t **payload, const struct build *b,
    const struct build_told *to)
{
	struct misfit m = {.column = ""};
	json_t *o = json_object();
	bool told = false;
	enum err e = ERR_MEMORY;

	if (o != NULL && json_object_set_new(o, "v", json_integer(1)) == 0)
		e = fields(o, &told, b, to);
	if (e == ERR_OK && fits(o, b->kind, &m) != ERR_OK) {
		to->tell(to->arg, &m, ERR_FORMAT);
		(void)json_object_del(o, m.column); /* it is not whole */
		told = true;
	}
	if (e == ERR_OK && !told)
		e = fill_after(o, b);
	if (e == ERR_MEMORY)
		json_decref(o);
	else
		*payload = o;
	return e == ERR_OK && told ? ERR_FORMAT : e;
}
