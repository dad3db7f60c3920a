/*
 * inspect.h - what the modes for inspectors share: sample, exceptions, report.
 */
#ifndef VERIFY_INSPECT_H
#define VERIFY_INSPECT_H

#include "book.h"
#include "verify.h"

/* Check the stream with the reading key and hand its book to tell. */
int inspect(const struct options *o, const char *file,
    int (*tell)(const struct options *o, const struct report *r,
	const struct book *b));

/* May anything be told of this book?  False: said why, on standard error; what
 * is missing from it is said there, too. */
bool inspect_usable(const struct options *o, const struct report *r,
    const struct book *b);

/* The exit status then. */
int inspect_refused(const struct report *r);

const char *inspect_pick(const struct options *o, const char *vi,
    const char *en);

/* A field of CSV, quoted where it must be; before what a spreadsheet would
 * take for a formula there is an apostrophe. */
void inspect_csv(const char *text, bool last);

/* The root of all entries in base64, with its NUL. */
#define INSPECT_ROOT_LEN 45
void inspect_root(char out[INSPECT_ROOT_LEN], const struct report *r);

#endif
