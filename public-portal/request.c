/*
 * request.c - headers that choose between answers.
 */
#include "request.h"

#include <string.h>
#include <strings.h>

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
