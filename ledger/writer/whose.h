/*
 * whose.h - whose each subject is: of which child, and which units held it
 * when its entries came (FORMAT 4.12).
 *
 * Made from the entries as they are taken in; what it says decides under which
 * subject the next entry about a child is sealed, and who may open which.
 */
#ifndef WRITER_WHOSE_H
#define WRITER_WHOSE_H

#include "base.h"
#include "fields.h"
#include "keyring.h"
#include "state.h"

struct taken;
struct writer;
struct store_txn;

struct whose_subject {
	struct handle handle;
	uint64_t index; /* of its first entry */
	size_t child;	/* STATE_NONE: a private person's, or the office's */
	size_t unit[2]; /* sponsors that it is for, or STATE_NONE */
	bool person;
	bool before; /* begun when nobody had held the child: for all who do */
	bool closed; /* what follows is sealed under another */
	bool mixed;  /* more than one holder's: boxed to none of them */
};

struct whose {
	struct whose_subject *s; /* in order of their first entries */
	size_t n;
	struct keymap map;
	size_t *latest; /* of each child, or STATE_NONE */
	size_t n_latest;
};

void whose_release(struct whose *x);
/* NULL if no entry is known under it. */
const struct whose_subject *whose_find(const struct whose *x,
    const struct handle *h);
/* The one that was begun last for this child, or NULL. */
const struct whose_subject *whose_latest(const struct whose *x, size_t child);

/* May this sponsor's officers open it? */
bool whose_opens(const struct whose_subject *s, const struct state *state,
    size_t sponsor);

/* What an entry that says who holds a child does to the child's subjects. */
enum turn {
	TURN_SAME, /* nothing: it is sealed as the one before */
	TURN_NEW,  /* begins one, which goes on after it */
	TURN_OWN,  /* has one of its own; what follows begins another */
	TURN_LAST  /* is the last of its subject */
};
enum turn whose_turn(const struct state *state, enum kind kind,
    const json_t *payload);

/* An entry on its way through view_step(). */
struct whose_step {
	enum turn turn;
	size_t child;  /* as far as it is known before it is applied */
	size_t holder; /* the sponsor before it, or STATE_NONE */
};
/* Before the state has it, and after. */
MUST_CHECK enum err whose_before(struct whose_step *step, struct writer *w,
    struct store_txn *t, const struct taken *k);
MUST_CHECK enum err whose_after(struct whose *x, const struct whose_step *step,
    const struct state *state, const struct taken *k, uint64_t index);

/* For the snapshot; the state's arrays are there. */
void whose_fields(struct fields *f, struct whose *x, const struct state *state);

#endif
