/*
 * stshow.h - a statement of a file (FORMAT 3.10), opened and shown to whoever
 * is to sign it.
 */
#ifndef MINHBACH_STSHOW_H
#define MINHBACH_STSHOW_H

#include "cli.h"
#include "stview.h"

/* All of them on standard output, and how many of what they are, and the sum
 * of the money in them.  st may be an empty state. */
void stview_print(const struct stview *v, size_t n, const struct state *st,
    enum lang lang);

#endif
