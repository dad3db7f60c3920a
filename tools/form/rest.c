/*
 * rest.c - stand-ins by type, and the rules that look at one field.
 */
#include "rest.h"

#include "payload.h"
#include "schema.h"

#include <stdio.h>
#include <string.h>

/* "2026-07-05" -> "2026-Q3" */
static json_t *
quarter_of(const char *today)
{
	uint32_t month =
	    (uint32_t)(today[5] - '0') * 10 + (uint32_t)(today[6] - '0');
	char q[16];

	(void)snprintf(q, sizeof(q), "%.4s-Q%u", today, (month + 2) / 3 % 10);
	return json_string(q);
}

/* A value of the type; NULL if there is none that is of use. */
static json_t *
value(const struct field *f, const char *today)
{
	static const struct ref nothing = {.has_index = false};

	switch (f->type) {
	case F_INT:
		return json_integer(f->min);
	case F_TEXT:
	case F_CODE:
		return json_string("-");
	case F_WORD:
		return json_string(f->words == NULL ? "x" : f->words[0]);
	case F_DATE:
		return json_string(today);
	case F_QUARTER:
		return quarter_of(today);
	case F_BOOL:
		return json_false();
	case F_REF:
		return ref_json(&nothing);
	case F_LIST:
		return json_array();
	case F_OBJECT:
	case F_DIGEST:
	case F_ID:
	case F_NAME:
	case F_VKEY:
	case F_COSIGN:
		return NULL;
	}
	return NULL;
}

/* Those fields that payload lacks; nullable ones are null if bare. */
static enum err
fill(json_t *payload, const struct schema *s, uint64_t lacks, const char *today,
    bool bare)
{
	json_t *v;
	size_t i;

	for (i = 0; i < s->n; i++) {
		if ((lacks >> i & 1) == 0)
			continue;
		v = bare && s->field[i].nullable ? json_null()
						 : value(&s->field[i], today);
		if (v == NULL && s->field[i].nullable)
			v = json_null();
		if (v == NULL)
			return ERR_MISSING;
		if (json_object_set_new(payload, s->field[i].key, v) != 0)
			return ERR_MEMORY;
	}
	return ERR_OK;
}

enum err
rest_fill(uint64_t *lacks, json_t *payload, enum kind kind, enum class class,
    const char *today)
{
	const struct schema *s = payload_schema(kind, class);
	struct fault f = {ERR_OK, FAULT_NO_INDEX, ""};
	size_t i;
	enum err e;

	*lacks = 0;
	if (s == NULL || s->n > 64)
		return ERR_MISSING;
	for (i = 0; i < s->n; i++)
		if (json_object_get(payload, s->field[i].key) == NULL)
			*lacks |= UINT64_C(1) << i;
	e = fill(payload, s, *lacks, today, true);
	if (e != ERR_OK || schema_check(payload, s, &f, NULL) == ERR_OK)
		return e;
	/* A field may have to be there because of another. */
	e = fill(payload, s, *lacks, today, false);
	if (e != ERR_OK || schema_check(payload, s, &f, NULL) == ERR_OK)
		return e;
	return ERR_MISSING;
}

bool
rest_holds(uint64_t lacks, enum kind kind, enum class class, const char *rule,
    const char *field)
{
	/* References that lead nowhere, and days that have not come. */
	static const char *const alone[] = {"FORMAT 6.8", "E13"};
	const struct schema *s = payload_schema(kind, class);
	size_t i;

	for (i = 0; i < s->n; i++)
		if (strcmp(s->field[i].key, field) == 0 && (lacks >> i & 1))
			return false;
	for (i = 0; i < sizeof(alone) / sizeof(alone[0]); i++)
		if (strcmp(alone[i], rule) == 0)
			return true;
	return false;
}
