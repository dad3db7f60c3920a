/*
 * ask.h - one entry, asked field by field on a terminal.
 *
 * '?' explains, '<' goes back, 'q' or the end of input leaves.  What is typed
 * is looked at on the spot; a part of a code or name finds what is meant.
 * Children's names are shown to who opened the vault, on this screen alone.
 */
#ifndef MINHBACH_ASK_H
#define MINHBACH_ASK_H

#include "kind.h"
#include "session.h"

#define ASK_TEXT_MAX 1100
#define ASK_FIELDS_MAX 20

struct ask_answer {
	char key[WORD_MAX_LEN + 1];
	char when[160]; /* "kind=cash|..." of words_order(), or "" */
	char text[ASK_TEXT_MAX];
};

struct ask {
	const struct cli *cli;
	struct writer *w;	  /* who is there, and what was entered */
	const struct grant *mine; /* of the first signer, or NULL */
	enum kind kind;
	const char *today;
	const json_t *old; /* what is corrected, or NULL */
	struct ask_answer answer[ASK_FIELDS_MAX];
	size_t n;
};

/* A person is there, who can be asked. */
bool ask_terminal(void);

/* The fields of a.kind; answers of an earlier round become proposals. */
void ask_init(struct ask *a);

/* All fields.  Errors: ERR_MISSING the person left */
MUST_CHECK enum err ask_fields(struct ask *a);

/* The answers as lines name=value; the caller frees.  Errors: ERR_MEMORY */
MUST_CHECK enum err ask_lines(char **text, const struct ask *a);

/* [c/K]: only a clear yes is one. */
bool ask_yes(const struct cli *c, const char *vi, const char *en);

/* ---- between ask.c, ask_value.c and ask_find.c ---- */

/* One line without its end; false at the end of input. */
bool ask_line(char *buf, size_t cap);
void ask_say(const struct cli *c, const char *vi, const char *en);
const char *ask_get(const struct ask *a, const char *key);

/* What is proposed, or "". */
void ask_default(char *buf, size_t cap, const struct ask *a,
    const struct field *f);

/* Make text what the ledger takes, and show what it was taken for; false
 * after saying why not. */
bool ask_take(struct ask *a, const struct field *f, char *text, size_t cap);

/* The one code that text is a part of; lists several and asks. */
bool ask_find(struct ask *a, const char *key, char *text, size_t cap);
/* Is it a field that ask_find() knows how to search? */
bool ask_is_found(enum kind kind, const char *key);

#endif
