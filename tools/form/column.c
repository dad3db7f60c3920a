/*
 * column.c - a new column that leads to a reference is a line here.
 */
#include "column.h"

#include "names.h"
#include "payload.h"

#include <string.h>

/* Columns of sheets that lead to a reference, or that are for people. */
static const struct {
	enum kind kind;
	const char *name;
} helpers[] = {
    {KIND_DISBURSEMENT, "row"},
    {KIND_DISBURSEMENT, "ten_viet_tat"},
    {KIND_DISBURSEMENT, "muc_cam_ket"},
    {KIND_VISIT, "ten_viet_tat"},
    {KIND_CONFIRMATION, "sponsor"},
    {KIND_CONFIRMATION, "year"},
    {KIND_CONFIRMATION, "voucher"},
    {KIND_REVERSAL, "sponsor"},
    {KIND_REVERSAL, "year"},
    {KIND_REVERSAL, "voucher"},
    {KIND_REVERSAL, "index"},
    {KIND_AFFIRM, "index"},
    {KIND_ACCEPTANCE, "child"},
    {KIND_LEVEL, "child"},
    {KIND_CHANGE, "category"},
    {KIND_CHANGE, "cluster"},
    {KIND_CHANGE, "hamlet"},
    {KIND_CHANGE, "level"},
    {KIND_CHANGE, "school"},
};

/* What helpers take. */
static const struct field takes[] = {
    FIELD("child", F_CODE),
    FIELD("index", F_INT),
    FIELD("sponsor", F_WORD),
    FIELD("voucher", F_CODE),
    FIELD_INT("year", 1900, 2199),
    FIELD_INT("category", 1, 4),
    FIELD("cluster", F_WORD),
    FIELD("hamlet", F_WORD),
    FIELD("level", F_WORD, .words = WORDS("mn", "th", "thcs", "thpt")),
    FIELD("school", F_WORD),
};

/* clang-format takes this for a class. */
/* clang-format off */
enum class
column_class(enum kind kind)
{
	return kind_has_class(kind, CLASS_CLEAR) ? CLASS_CLEAR : CLASS_SEALED;
}
/* clang-format on */

/* Is it key, or another name of it? */
static bool
is_called(const char *key, const char *column)
{
	const char *list[NAMES_MAX];
	size_t i;

	names_of(list, key);
	for (i = 0; list[i] != NULL; i++)
		if (strcmp(list[i], column) == 0)
			return true;
	return false;
}

bool
column_is_helper(enum kind kind, const char *column)
{
	size_t i;

	if (strcmp(column, "loi") == 0) /* of a copy with marked faults */
		return true;
	for (i = 0; i < sizeof(helpers) / sizeof(helpers[0]); i++)
		if (helpers[i].kind == kind &&
		    is_called(helpers[i].name, column))
			return true;
	return false;
}

bool
column_known(enum kind kind, const char *column)
{
	const struct schema *s = payload_schema(kind, column_class(kind));
	size_t i;

	if (column_is_helper(kind, column))
		return true;
	for (i = 0; i < s->n; i++)
		if (is_called(s->field[i].key, column))
			return true;
	return false;
}

const struct field *
column_field(enum kind kind, const char *key)
{
	const struct schema *s = payload_schema(kind, column_class(kind));
	size_t i;

	for (i = 0; i < s->n; i++)
		if (strcmp(s->field[i].key, key) == 0)
			return &s->field[i];
	for (i = 0; i < sizeof(takes) / sizeof(takes[0]); i++)
		if (strcmp(takes[i].key, key) == 0)
			return &takes[i];
	return NULL;
}

bool
column_optional(enum kind kind, const struct field *f)
{
	static const char *const filled[] = {"counts", "answer_due",
	    "done_due"};
	size_t i;

	for (i = 0; i < sizeof(filled) / sizeof(filled[0]); i++)
		if (strcmp(filled[i], f->key) == 0)
			return true;
	if (kind == KIND_CHANGE && f >= takes &&
	    f < takes + sizeof(takes) / sizeof(takes[0]))
		return true;
	return (f->nullable && strcmp(f->key, "received") != 0) ||
	    f->type == F_LIST;
}

bool
column_private(enum kind kind, const char *column)
{
	static const char *const columns[] = {"name", "birth", "guardian",
	    "personal_number", "household", "text"};
	size_t i;

	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (strcmp(columns[i], column) == 0)
			return kind != KIND_DOCUMENT;
	return false;
}
