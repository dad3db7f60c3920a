/*
 * schema.h - payload schemas as tables (FORMAT 6.7): what keys an object has
 * and of what type each is.  One walker checks all of them.
 *
 * Pure.
 */
#ifndef CLEAR_SCHEMA_H
#define CLEAR_SCHEMA_H

#include "base.h"
#include "kind.h"

#include <jansson.h>

enum ftype {
	F_INT,		/* min..max */
	F_TEXT,		/* 1..max bytes of UTF-8 */
	F_WORD,		/* 1.6; one of words if words != NULL */
	F_CODE,		/* 1.6 */
	F_DATE,		/* 1.7 */
	F_QUARTER,	/* 1.7 */
	F_BOOL,
	F_DIGEST,	/* base64 of 32 bytes; also blinds and reading keys */
	F_ID,		/* base64 of 16 bytes */
	F_REF,		/* 3.4 */
	F_NAME,		/* 1.5 */
	F_VKEY,		/* 3.6, type 0x01 */
	F_COSIGN,	/* 3.6, type 0x04 */
	F_LIST,		/* of *item, at most max */
	F_OBJECT	/* of *sub */
};

struct schema;
struct field {
	const char *key;	/* NULL for the item of a list */
	enum ftype type;
	bool nullable;
	int64_t min, max;
	const char *const *words;	/* NULL-terminated, or NULL */
	const struct field *item;
	const struct schema *sub;
};
struct schema {
	const char *clause;		/* "FORMAT 6.23" */
	const struct field *field;	/* ascending by key */
	size_t n;
	bool has_v;			/* a payload: also "v" = 1 */
	/* What a table cannot say (a field that is null exactly with
	 * another); may be NULL.  Fills the fault on refusal. */
	enum err (*extra)(const json_t *o, struct fault *f);
};

/*
 * Exactly the fields of the table, each of its type.
 * Errors:	ERR_FORMAT; f->clause names the schema's clause and
 *		schema_bad_key() tells the key.
 */
MUST_CHECK enum err schema_check(const json_t *o, const struct schema *s,
    struct fault *f, const char **bad_key);

/* The schema of a clear kind, or NULL (a sealed one: domain/sealed.h). */
const struct schema *clear_schema(enum kind k);

/* Typed reading of an object that its schema has accepted. */
int64_t j_int(const json_t *o, const char *key);
bool j_bool(const json_t *o, const char *key);
bool j_null(const json_t *o, const char *key);
const char *j_str(const json_t *o, const char *key);	/* "" if null */
struct span j_span(const json_t *o, const char *key);
const json_t *j_list(const json_t *o, const char *key);	/* never NULL */
MUST_CHECK enum err j_digest(struct digest *d, const json_t *o,
    const char *key);

struct ref {
	struct id id;
	bool has_index;
	uint64_t index;
};
MUST_CHECK enum err j_ref(struct ref *r, const json_t *o, const char *key);
json_t *ref_json(const struct ref *r);			/* new reference */

#endif
