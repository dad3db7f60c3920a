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
};

/*
 * Have a checkpoint of size leaves signed, verify it and keep it in the store;
 * done already is fine.  What the program says goes to standard error.
 *
 * Errors:	ERR_RANGE size is not one of this ledger; ERR_SIGNATURE the
 *		program refused; ERR_IO it could not be run; those of
 *		writer_put_checkpoint()
 */
MUST_CHECK enum err seal_size(struct writer *w, const struct seal_program *p,
    uint64_t size, struct fault *f);

#endif
