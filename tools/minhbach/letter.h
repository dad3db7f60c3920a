/*
 * letter.h - documents of the office from templates: what each is about, and
 * what stands in its placeholders.
 */
#ifndef MINHBACH_LETTER_H
#define MINHBACH_LETTER_H

#include "handout.h"
#include "odt.h"
#include "office.h"

#define LETTER_TEXTS_MAX 32
#define LETTER_TABLES_MAX 4
#define LETTER_TEXT_MAX 512

enum letter_about {
	ABOUT_QUARTER,
	ABOUT_UNIT,
	ABOUT_UNIT_QUARTER,
	ABOUT_UNIT_YEAR,
	ABOUT_ERASURE /* the index of its entry */
};

struct letter;

struct letter_kind {
	const char *name; /* of the template, too */
	enum letter_about about;
	const char *list; /* of a disclosure, FORMAT 6.34 */
	enum err (*make)(struct letter *l);
};

struct letter {
	const struct letter_kind *kind;
	struct session *s;
	struct office office;
	struct list_ask ask;
	char unit[STATE_WORD];
	uint64_t index; /* of an erasure */
	struct odt_text text[LETTER_TEXTS_MAX];
	char value[LETTER_TEXTS_MAX][LETTER_TEXT_MAX];
	size_t n_text;
	struct odt_table table[LETTER_TABLES_MAX];
	struct grid *grid[LETTER_TABLES_MAX];
	size_t n_table;
};

/* NULL if there is none. */
const struct letter_kind *letter_kind(const char *name);
/* The n arguments after the name.  Errors: ERR_FORMAT */
MUST_CHECK enum err letter_args(struct letter *l, int n, char *const *arg);
/* One text more; NULL is known, but there is nothing to say. */
void letter_put(struct letter *l, const char *name, const char *text);
void letter_count(struct letter *l, const char *name, int64_t n);
void letter_number(struct letter *l, const char *name, int64_t n);
void letter_date(struct letter *l, const char *name, int32_t day);

/* What papers are founded on, from the office's file or the ledger.  A paper
 * whose template asks for what nobody has said is not made; letter_advise()
 * then says where to write it, if the fault is of that. */
MUST_CHECK enum err letter_basis(struct letter *l);
void letter_advise(const struct letter *l, const char *fault);
MUST_CHECK enum err letter_erased(struct letter *l);

/* All texts and tables.  Errors: ERR_MISSING no such unit, quarter or erasure;
 * ERR_MEMORY; ERR_RANGE */
MUST_CHECK enum err letter_make(struct letter *l);
void letter_release(struct letter *l);

#endif
