/*
 * request.c - the strict reading of a request target.
 */
#include "request.h"

#include <string.h>
#include <strings.h>

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	    (c >= 'A' && c <= 'F');
}

static bool
is_path_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || (c != '\0' && strchr("/-._~", c) != NULL);
}

static bool
query_is_good(const char *q)
{
	for (; *q != '\0'; q++) {
		if (*q <= ' ' || *q > '~')
			return false;
		if (*q != '%')
			continue;
		if (!is_hex(q[1]) || !is_hex(q[2]))
			return false;
		if (strncasecmp(q, "%00", 3) == 0 ||
		    strncasecmp(q, "%2e", 3) == 0 ||
		    strncasecmp(q, "%2f", 3) == 0)
			return false;
	}
	return true;
}

enum err
request_path(char path[SITE_PATH_MAX], const char *target)
{
	size_t n;

	for (n = 0; is_path_char(target[n]); n++)
		;
	if (target[0] != '/' || n >= SITE_PATH_MAX)
		return ERR_FORMAT;
	if (target[n] != '\0' && target[n] != '?')
		return ERR_FORMAT;
	if (target[n] == '?' && !query_is_good(target + n + 1))
		return ERR_FORMAT;
	memcpy(path, target, n);
	path[n] = '\0';
	return ERR_OK;
}

/* Weak comparison: a "W/" before the tag does not matter. */
bool
request_matches(const char *if_none_match, const char *etag)
{
	if (if_none_match == NULL)
		return false;
	return strcmp(if_none_match, "*") == 0 ||
	    strstr(if_none_match, etag) != NULL;
}

/* One element, "gzip;q=0.5": a weight of nothing but noughts forbids it. */
static bool
coding_is_gzip(const char *p, size_t n)
{
	size_t i, name;

	name = strcspn(p, ",; \t");
	if (name != 4 || strncasecmp(p, "gzip", 4) != 0)
		return false;
	for (i = name; i < n && p[i] != '='; i++)
		;
	if (i == n)
		return true;
	for (i++; i < n; i++) {
		if (p[i] >= '1' && p[i] <= '9')
			return true;
	}
	return false;
}

bool
request_takes_gzip(const char *accept)
{
	size_t n;

	while (accept != NULL && *accept != '\0') {
		accept += strspn(accept, ", \t");
		n = strcspn(accept, ",");
		if (coding_is_gzip(accept, n))
			return true;
		accept += n;
	}
	return false;
}
