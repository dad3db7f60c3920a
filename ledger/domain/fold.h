/*
 * fold.h - names as people compare and search them: hòa, hoà, HOÀ and "hoa"
 * are one.
 *
 * Pure.  Heap for a moment.
 */
#ifndef DOMAIN_FOLD_H
#define DOMAIN_FOLD_H

#include "base.h"

#define FOLD_MAX 1024 /* bytes of the text that is folded */

/*
 * s without marks, case and spare spaces: compatibility decomposition, marks
 * stripped, đ and Đ to d, lower case, runs of space to one, trimmed.
 *
 * Errors:	ERR_FORMAT not UTF-8, or longer than FOLD_MAX; ERR_SPACE;
 *		ERR_MEMORY.  out is then as before.
 */
MUST_CHECK enum err fold(char *out, size_t cap, const char *s);

#endif
