/*
 * target.h - is a raw request target one that our servers could answer?
 *
 * Pure.
 */
#ifndef NET_TARGET_H
#define NET_TARGET_H

#include "base.h"

/*
 * The path of a raw target, before anything was unescaped; NUL-terminated, cap
 * counts that.  Our addresses need no escape, so a path with one is refused:
 * no %00, %2e or %2f can mean anything here.  A query is allowed (others add
 * them to links) and ignored, if its escapes are whole.
 *
 * Errors:	ERR_FORMAT
 */
MUST_CHECK enum err target_path(char *path, size_t cap, const char *target);

#endif
