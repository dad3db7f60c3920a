/*
 * publicdir.h - write the public directory (FORMAT 8) from the store: the last
 * step of publishing, which can be repeated and gives the same bytes.
 */
#ifndef PUBLISH_PUBLICDIR_H
#define PUBLISH_PUBLICDIR_H

#include "base.h"
#include "tileput.h"
#include "writer.h"

#define PUBLICDIR_NAME TILEPUT_NAME

/*
 * Everything of every published checkpoint that dir has not yet: tiles,
 * bundles, clear files, publications, proofs, the checkpoint last.  A size is
 * published if the entry before it is a publication or a withdrawal and the
 * store has a signed checkpoint of that size.
 *
 * dir		is made if it is not there
 * all		also what dir has already, so that an altered or lost file is
 *		found: else only what came after the size of its checkpoint,
 *		which costs what is new and not what there is
 * witnesses	what "policy" says of witnesses (cosigned.h); may be empty
 * size		of the latest published checkpoint, 0 if there is none
 * at		the file below dir that could not be written, or ""
 *
 * Errors:	ERR_IO; ERR_EXISTS a file there has other bytes: it was altered,
 *		or belongs to another ledger; those of writer_entry_load()
 */
MUST_CHECK enum err publicdir_write(struct writer *w, const char *dir, bool all,
    struct span witnesses, uint64_t *size, char at[PUBLICDIR_NAME]);

#endif
