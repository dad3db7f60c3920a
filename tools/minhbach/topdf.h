/*
 * topdf.h - a document as PDF by the office suite, which gets nothing but the
 * document: no network, no files of ours, a home that is gone afterwards.
 */
#ifndef MINHBACH_TOPDF_H
#define MINHBACH_TOPDF_H

#include "base.h"

#define TOPDF_SECONDS 120
#define TOPDF_MAX 67108864

/*
 * *pdf is the caller's, from malloc().
 * Errors:	ERR_MISSING the suite or the sandbox is not installed;
 *		ERR_RANGE it took too long or made too much; ERR_FORMAT it made
 *		no PDF; ERR_IO; ERR_MEMORY
 */
MUST_CHECK enum err topdf(uint8_t **pdf, size_t *n, struct span odt);

#endif
