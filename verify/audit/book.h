/*
 * book.h - what an inspector's questions are asked of: the state of the plan,
 * and beside it what the state does not keep: evidence, basis, who had a key,
 * which quarters were out.
 *
 * Pure.  Fed with every entry of a stream in order of index, after its signers
 * were found good.
 */
#ifndef AUDIT_BOOK_H
#define AUDIT_BOOK_H

#include "state.h"

struct book_entry {	/* by index; texts on the heap, or NULL */
	char *evidence; /* of a disbursement or confirmation, as written */
	char *basis;	/* of an assignment: text; of goods: word */
};

struct book_publication {
	uint64_t index;
	uint32_t period;
};

struct book_key { /* a grant */
	char name[NAME_MAX_LEN + 1], unit[STATE_WORD];
	uint64_t from, until;
};

struct book_signer { /* a unit */
	char unit[STATE_WORD];
	uint64_t author, cosigner; /* entries; fillers apart */
};

struct book {
	struct state *state;
	struct book_entry *entry;
	size_t n_entry, entry_cap;
	struct book_publication *publication;
	size_t n_publication, publication_cap;
	struct book_key *key;
	size_t n_key, key_cap;
	struct book_signer *signer; /* by the order in which they came */
	size_t n_signer, signer_cap;
	uint64_t fillers;
	bool broken; /* an entry did not fit: what comes after is not here */
};

/* Errors: ERR_MEMORY.  Release it all the same. */
MUST_CHECK enum err book_init(struct book *b);
void book_release(struct book *b);

/* The next entry.  Errors: ERR_MEMORY */
MUST_CHECK enum err book_take(struct book *b, const struct record *r);

/* Never NULL: "" if there is none. */
const char *book_evidence(const struct book *b, uint64_t index);
const char *book_basis(const struct book *b, uint64_t index);

/* Had that unit a key for an entry at index? */
bool book_is_keyed(const struct book *b, const char *unit, uint64_t index);

/* Was that quarter, or a later one, published before index? */
bool book_is_published(const struct book *b, uint32_t quarter, uint64_t index);

#endif
