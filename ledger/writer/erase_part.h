/*
 * erase_part.h - between erase.c, which enters an erasure, and erase_finish.c,
 * which carries it out.
 */
#ifndef WRITER_ERASE_PART_H
#define WRITER_ERASE_PART_H

#include "erase.h"
#include "work.h"

/* Write down what is to be erased; the file "erasing". */
MUST_CHECK enum err erasing_begin(struct writer *w, const struct erasure *x);
/* It is done, or came to nothing; on the disk.  Errors: ERR_IO */
MUST_CHECK enum err erasing_end(struct writer *w);

#endif
