/*
 * request.h - is a raw request target one that this portal could answer?
 *
 * Pure.
 */
#ifndef PORTAL_REQUEST_H
#define PORTAL_REQUEST_H

#include "site.h"

/*
 * The path of a raw target, before anything was unescaped.  Our addresses
 * need no escape, so a path with one is refused: no %00, %2e or %2f can mean
 * anything here.  A query is allowed (others add them to links) and ignored,
 * if its escapes are whole.
 *
 * Errors:	ERR_FORMAT
 */
MUST_CHECK enum err request_path(char path[SITE_PATH_MAX], const char *target);

/* Does an If-None-Match header name this ETag? */
bool request_matches(const char *if_none_match, const char *etag);

/* Does an Accept-Encoding header (NULL: none) allow gzip? */
bool request_takes_gzip(const char *accept);

#endif
