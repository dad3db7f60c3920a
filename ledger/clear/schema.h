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
	F_INT,	   /* min..max; both 0: from 0 to NUMBER_MAX */
	F_TEXT,	   /* 1..max bytes of UTF-8 */
	F_WORD,	   /* 1.6; one of words if words != NULL */
	F_CODE,	   /* [A-Za-z0-9./-]{1,32} */
	F_DATE,	   /* 1.7 */
	F_QUARTER, /* 1.7 */
	F_BOOL,
	F_DIGEST, /* base64 of 32 bytes; also blinds and reading keys */
	F_ID,	  /* base64 of 16 bytes */
	F_REF,	  /* 3.4 */
	F_NAME,	  /* 1.5 */
	F_VKEY,	  /* 3.6, type 0x01 */
	F_COSIGN, /* 3.6, type 0x04 */
	F_LIST,	  /* of *item, at most max */
	F_OBJECT  /* of *sub */
};

struct schema;
struct field {
	const char *key; /* NULL for the item of a list */
	enum ftype type;
	bool nullable;
	int64_t min, max;
	const char *const *words; /* NULL-terminated, or NULL */
	const struct field *item;
	const struct schema *sub;
};
struct schema {
	const char *clause;	   /* "FORMAT 6.23" */
	const struct field *field; /* ascending by key */
	size_t n;
	bool has_v; /* a payload: also "v" = 1 */
	/* What a table cannot say (a field that is null exactly with
	 * another); may be NULL.  Fills the fault on refusal. */
	enum err (*extra)(const json_t *o, struct fault *f);
	bool partial; /* fields may be missing (6.10 policy) */
};

/* A field in one line: FIELD("date", F_DATE, .nullable = true). */
#define FIELD(k, ...)                                                          \
	{                                                                      \
		.key = (k), .type = __VA_ARGS__                                \
	}
#define FIELD_INT(k, lo, hi)                                                   \
	{                                                                      \
		.key = (k), .type = F_INT, .min = (lo), .max = (hi)            \
	}
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define FIELDS(a) .field = (a), .n = sizeof(a) / sizeof((a)[0])

/*
 * Exactly the fields of the table, each of its type.
 *
 * bad_key	may be NULL; on refusal the key that is missing, unknown or of
 *		another type, or NULL if extra refused.  It points into o or s.
 *
 * Errors:	ERR_FORMAT; f->clause is the schema's, or the one of extra
 */
MUST_CHECK enum err schema_check(const json_t *o, const struct schema *s,
    struct fault *f, const char **bad_key);

/* The schema of a clear kind, or NULL (a sealed one: domain/sealed.h). */
const struct schema *clear_schema(enum kind k);

/*
 * The one kind that may be either: a private person is sealed, all else clear.
 * clear_schema(KIND_SPONSOR) is that of CLASS_CLEAR.
 */
const struct schema *sponsor_schema(enum class c);

/* Clause 11, in a file of its own. */
const struct schema *publication_schema(void);

/* Typed reading of an object that its schema has accepted. */
int64_t j_int(const json_t *o, const char *key);
bool j_bool(const json_t *o, const char *key);
bool j_null(const json_t *o, const char *key);
const char *j_str(const json_t *o, const char *key); /* "" if null */
struct span j_span(const json_t *o, const char *key);
const json_t *j_list(const json_t *o, const char *key); /* never NULL */
MUST_CHECK enum err j_digest(struct digest *d, const json_t *o,
    const char *key);

struct ref {
	struct id id;
	bool has_index;
	uint64_t index;
};
MUST_CHECK enum err j_ref(struct ref *r, const json_t *o, const char *key);
json_t *ref_json(const struct ref *r); /* new reference */

/* For extra: strictly ascending, be it of integers or of strings by bytes. */
bool j_is_ascending(const json_t *list);

/* For extra: refuse with this clause unless ok. */
MUST_CHECK enum err schema_require(bool ok, struct fault *f,
    const char *clause);

#endif
