/*
 * build.h - one row of texts into the payload of one kind.  The schema says
 * what fields there are; this adds the names that people use for them, what
 * the program fills in by itself, and defaults.
 */
#ifndef FORM_BUILD_H
#define FORM_BUILD_H

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

/* The class a row of this kind gets: persons are sealed sponsors. */
enum class build_class(const struct build *b);

/* Who is told of each field that is no value, and of fields that do not fit
 * each other; e is ERR_FORMAT, or ERR_MISSING of what is not there. */
struct build_told {
	void (*tell)(void *arg, const struct misfit *m, enum err e);
	void *arg;
};

/*
 * *payload is a new reference; also after ERR_FORMAT, of the fields that are
 * whole.
 * Errors:	ERR_FORMAT was told at least once; ERR_MEMORY
 */
MUST_CHECK enum err build_payload(json_t **payload, const struct build *b,
    const struct build_told *to);

#endif
