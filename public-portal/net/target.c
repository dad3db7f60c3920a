/*
 * target.c - the strict reading of a request target.
 */
#include "target.h"

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
target_path(char *path, size_t cap, const char *target)
{
	size_t n;

	for (n = 0; is_path_char(target[n]); n++)
		;
	if (target[0] != '/' || n >= cap)
		return ERR_FORMAT;
	if (target[n] != '\0' && target[n] != '?')
		return ERR_FORMAT;
	if (target[n] == '?' && !query_is_good(target + n + 1))
		return ERR_FORMAT;
	memcpy(path, target, n);
	path[n] = '\0';
	return ERR_OK;
}
