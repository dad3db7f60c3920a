/*
 * build.h - one row of texts into the payload of one kind.  The schema says
 * what fields there are; this adds the names that people use for them, what
 * the program fills in by itself, and defaults.
 */
#ifndef MINHBACH_BUILD_H
#define MINHBACH_BUILD_H

#include "convert.h"
#include "kind.h"
#include "sheet.h"

struct state;

struct build {
	enum kind kind;
	const struct sheet *table;
	size_t row;
	const struct state *state;	/* to find what a row refers to */
	const struct digest *evidence;	/* paper behind the rows, or NULL */
	const struct digest *index_key; /* of blind indexes, or NULL */
	const char *today;		/* ISO date of the command */
};

/* What is said of a field that nothing gives; misfits point to it. */
extern const char build_missing_vi[];

/* Is this a column that kind knows? */
bool build_knows(enum kind kind, const char *column);

/* The class a row of this kind gets: persons are sealed sponsors. */
enum class build_class(const struct build *b);

/*
 * *payload is a new reference.
 * Errors:	ERR_FORMAT with the column and the reason in *m; ERR_MISSING a
 *		column, or what the row refers to; ERR_MEMORY
 */
MUST_CHECK enum err build_payload(json_t **payload, const struct build *b,
    struct misfit *m);

/* Of a row that build_payload() refuses: each field that is wrong by itself,
 * and how many.  0: what is wrong is how fields go together. */
size_t build_misfits(const struct build *b,
    void (*tell)(void *arg, const struct misfit *m, enum err e), void *arg);

#endif
