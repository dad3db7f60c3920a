/*
 * run.h - one batch on its way, shared by drafts that are signed here
 * (batch.c) and statements that others signed (signed.c).
 */
#ifndef WRITER_RUN_H
#define WRITER_RUN_H

#include "signer.h"
#include "work.h"

struct run {
	struct writer *w;
	struct store_txn *t;
	const struct batch *b;
	const struct stfile *file; /* of what others signed */
	struct writer_findings *findings;
	size_t draft;	  /* number of the one in hand */
	bool touched;	  /* the view has taken in something */
	bool trial;	  /* of statements not signed by all: nothing is kept */
	struct seen base; /* the ledger as the batch found it */
	struct handle *fresh; /* subjects that the batch made */
	size_t n_fresh;
	struct writer_drafted *drafted; /* what a draft goes into ... */
	const struct grant *then[BY_MAX];
	struct wr body; /* ... its bytes, which never move */
	bool said;	/* why it was refused is among the findings */
	struct fault fault;
};

/* Note why, and hand code back. */
enum err run_refuse(struct run *r, enum err code, const char *clause);
/* The same in people's words, which are static or the writer's. */
enum err run_refuse_words(struct run *r, enum err code, const char *vi,
    const char *en);

MUST_CHECK enum err run_time(struct run *r, uint64_t *time_ms, enum kind kind);
MUST_CHECK enum err run_fillers(struct run *r, enum kind kind,
    uint64_t time_ms);
/* The bytes of a draft that will be signed; free *bytes, whatever comes. */
MUST_CHECK enum err run_encode(uint8_t **bytes, size_t *n, struct run *r,
    const struct draft *d);
/*
 * What authority and the rules of the plan say before anything is signed;
 * warnings and refusals become findings.  s is NULL for what is signed here.
 */
MUST_CHECK enum err run_rules(struct run *r, const struct made *m,
    const struct statement *s);
MUST_CHECK enum err run_made(struct run *r, struct made *m,
    struct writer_result *out);
/* Did this batch make the subject? */
bool run_is_fresh(const struct run *r, const struct handle *h);

/* The i-th draft of r->b; into r->drafted, if that is there. */
MUST_CHECK enum err run_draft(struct run *r, size_t i,
    struct writer_result *out);
/* draft.c: before and after the draft is tried. */
void drafted_begin(struct run *r, struct made *m);
MUST_CHECK enum err drafted_end(struct run *r, const struct made *m);

MUST_CHECK enum err run_batch(struct run *r, size_t n,
    enum err (*one)(struct run *, size_t, struct writer_result *),
    struct writer_result *out);

#endif
