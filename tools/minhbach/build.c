/*
 * build.c - walk the schema of a kind and find each field: given in the row,
 * made by the program (fill.c), or null.
 */
#include "build.h"

#include "fill.h"
#include "names.h"
#include "payload.h"
#include "xlsx.h"

#include <string.h>

const char build_missing_vi[] = "còn thiếu";

/* clang-format takes these for classes. */
/* clang-format off */
static enum class
default_class(enum kind kind)
{
	return kind_has_class(kind, CLASS_CLEAR) ? CLASS_CLEAR : CLASS_SEALED;
}

enum class
build_class(const struct build *b)
{
	static const char *const type[] = {"type", NULL};
	const char *t;

	if (b->kind != KIND_SPONSOR)
		return default_class(b->kind);
	t = sheet_get(b->table, b->row, type);
	return t != NULL && strcmp(t, "person") == 0 ? CLASS_SEALED
						     : CLASS_CLEAR;
}
/* clang-format on */

bool
build_knows(enum kind kind, const char *column)
{
	const struct schema *s = payload_schema(kind, default_class(kind));
	const char *names[NAMES_MAX];
	size_t i, j;

	if (names_is_helper(kind, column))
		return true;
	for (i = 0; i < s->n; i++) {
		names_of(names, s->field[i].key);
		for (j = 0; names[j] != NULL; j++)
			if (strcmp(names[j], column) == 0)
				return true;
	}
	return false;
}

/* A cell of a workbook may be a number where people see a date. */
static enum err
given(json_t **v, const struct build *b, const struct field *f,
    const char *text, struct misfit *m)
{
	char cell[XLSX_CELL_MAX];
	enum err e = ERR_OK;

	if (f->type == F_REF)
		return fill_index(v, b, text, m);
	if (b->table->source == SHEET_XLSX &&
	    (f->type == F_INT || f->type == F_DATE)) {
		e = f->type == F_INT ? xlsx_number(cell, text)
				     : xlsx_date(cell, text);
		text = e == ERR_OK ? cell : "?";
	}
	return convert(v, f, text, m);
}

static enum err
field_value(json_t **v, const struct build *b, const struct field *f,
    struct misfit *m)
{
	const char *names[NAMES_MAX];
	const char *text;
	enum err e;

	m->column = f->key;
	names_of(names, f->key);
	text = sheet_get(b->table, b->row, names);
	if (text != NULL && *text != '\0')
		return given(v, b, f, text, m);
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

enum err
build_payload(json_t **payload, const struct build *b, struct misfit *m)
{
	const struct schema *s = payload_schema(b->kind, build_class(b));
	json_t *o = json_object(), *v;
	size_t i;
	enum err e = ERR_OK;

	if (o == NULL || json_object_set_new(o, "v", json_integer(1)) != 0)
		e = ERR_MEMORY;
	for (i = 0; i < s->n && e == ERR_OK; i++) {
		*m = (struct misfit){s->field[i].key, NULL, NULL};
		e = field_value(&v, b, &s->field[i], m);
		if (e == ERR_OK &&
		    json_object_set_new(o, s->field[i].key, v) != 0)
			e = ERR_MEMORY;
	}
	if (e == ERR_OK)
		e = fill_after(o, b, m);
	if (e == ERR_OK)
		*payload = o;
	else
		json_decref(o);
	return e;
}

size_t
build_misfits(const struct build *b,
    void (*tell)(void *arg, const struct misfit *m, enum err e), void *arg)
{
	const struct schema *s = payload_schema(b->kind, build_class(b));
	struct misfit m;
	json_t *v;
	size_t i, n = 0;
	enum err e;

	for (i = 0; i < s->n; i++) {
		m = (struct misfit){s->field[i].key, NULL, NULL};
		v = NULL;
		e = field_value(&v, b, &s->field[i], &m);
		if (e == ERR_OK) {
			json_decref(v);
			continue;
		}
		tell(arg, &m, e);
		n++;
	}
	return n;
}
