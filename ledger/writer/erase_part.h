/*
 * erase_part.h - between erase.c, which enters an erasure, and erase_finish.c,
 * which carries it out.
 */
#ifndef WRITER_ERASE_PART_H
#define WRITER_ERASE_PART_H

#include "work.h"

/* Whose key sealed this entry?  Errors: ERR_MISSING nobody's, or erased */
MUST_CHECK enum err subject_of(struct handle *h, const struct writer *w,
    struct store_txn *t, uint64_t index);

/* Write down what is to be erased; the file "erasing". */
MUST_CHECK enum err erasing_begin(struct writer *w,
    const struct handle *subject);
/* It is done, or came to nothing. */
void erasing_end(struct writer *w);

#endif
