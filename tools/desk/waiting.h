/*
 * waiting.h - statement files that wait for a signature: the directory
 * "waiting" of the ledger.  They are sealed (FORMAT 3.10); the vault opens
 * them.
 */
#ifndef DESK_WAITING_H
#define DESK_WAITING_H

#include "boxkey.h"
#include "stfile.h"
#include "stview.h"

#define WAITING_DIR "waiting"
#define WAITING_SUFFIX ".st"
#define WAITING_FILES_MAX 256
#define WAITING_NAME_MAX 64

struct state;

struct waiting_names {
	char name[WAITING_FILES_MAX][WAITING_NAME_MAX + 1];
	size_t n;
};

struct waiting {
	char path[4096];
	struct digest digest; /* of the file as it stands */
	struct stfile file;
	struct readkey to[STFILE_BOXES_MAX];
	size_t n_to;
	struct stview *view; /* file.n of them */
	uint8_t *notes;	     /* those that were added to */
};

/* In order of name; other names are passed over.  No such directory: none.
 * Errors: ERR_IO */
MUST_CHECK enum err waiting_list(struct waiting_names *names,
    const char *ledger);

/*
 * Read, open and look at one.  waiting_release() in any case.
 * Errors:	ERR_FORMAT the name, or the file; those of file_read(),
 *		stfile_open() and stview_open()
 */
MUST_CHECK enum err waiting_open(struct waiting *x, const char *ledger,
    const char *name, struct boxkey *vault, const struct state *st);
void waiting_release(struct waiting *x);

/* Is any of it in the ledger already? */
bool waiting_is_entered(const struct waiting *x, const struct state *st);

/* The same for the whole file: is it this key's turn on each?  As
 * stview_turn(); ERR_SIGNATURE they are not signed alike. */
MUST_CHECK enum err waiting_turn(const struct waiting *x, struct span name);

/*
 * The line of this key behind those of part i that are there.
 * Errors:	ERR_SIGNATURE it does not sign the statement; ERR_SPACE
 */
MUST_CHECK enum err waiting_sign(struct waiting *x, size_t i,
    const struct vkey *key, const struct sig *sig);

/* Put it back, for the next signer.  Errors: stfile_seal(), file_replace() */
MUST_CHECK enum err waiting_save(struct waiting *x, uint64_t now_ms);

#endif
