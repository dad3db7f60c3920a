/*
 * request.h - what the headers of a request choose.
 *
 * Pure.
 */
#ifndef PORTAL_REQUEST_H
#define PORTAL_REQUEST_H

#include <stdbool.h>

/* Does an If-None-Match header name this ETag? */
bool request_matches(const char *if_none_match, const char *etag);

/* Does an Accept-Encoding header (NULL: none) allow gzip? */
bool request_takes_gzip(const char *accept);

#endif
