/*
 * sealrun.h - ask the seal program for a signature (FORMAT 7.2): a child
 * process that alone holds the log key.
 */
#ifndef PUBLISH_SEALRUN_H
#define PUBLISH_SEALRUN_H

#include "base.h"
#include "writer.h"

struct seal_program {
	const char *path;  /* of minhbach-seal */
	const char *key;   /* its key file */
	int passphrase_fd; /* or -1: the terminal */
	int pid, to, from; /* of the child that waits; pid 0: none does */
	uint64_t seen;	   /* the size that its key sealed last */
};

/*
 * Let the program open its key and wait for a request: before anything is
 * entered that is to be sealed.  What it says goes to standard error.
 * Errors:	ERR_SIGNATURE the key does not open, or has no memory; ERR_IO
 *		it could not be run; ERR_STALE its memory is older than the
 *		ledger's last seal; ERR_RANGE the ledger is older than it
 */
MUST_CHECK enum err seal_start(struct writer *w, struct seal_program *p);
/* Whatever came of it; nothing is sealed by a child that got no request. */
void seal_stop(struct seal_program *p);

/*
 * Have a checkpoint of size leaves signed, by the child that waits or by
 * another, verify it and keep it in the store; done already is fine.
 *
 * Errors:	ERR_RANGE size is not one of this ledger; ERR_SIGNATURE the
 *		program refused; ERR_IO it could not be run; those of
 *		writer_put_checkpoint()
 */
MUST_CHECK enum err seal_size(struct writer *w, struct seal_program *p,
    uint64_t size, struct fault *f);

#endif
