/*
 * guard.c - Host, Origin, length and type.
 */
#include "guard.h"

#include "text.h"

#include <string.h>
#include <strings.h>

/* "http://host:port" -> "host:port" */
static const char *
host_of(const char *site)
{
	const char *s = strstr(site, "://");

	return s == NULL ? site : s + 3;
}

static const char *
body_fault(const struct guard_headers *h, uint64_t max)
{
	uint64_t n;

	if (h->chunked || h->n_length != 1 || h->length == NULL)
		return "exactly one Content-Length is needed\n";
	if (decimal_decode(&n, span_str(h->length)) != ERR_OK || n > max)
		return "too long\n";
	if (h->type == NULL || strcasecmp(h->type, "application/json") != 0)
		return "application/json only\n";
	return NULL;
}

unsigned
guard_refuses(const char **why, const struct guard_headers *h, const char *site,
    bool post, uint64_t body_max)
{
	*why = "another Host\n";
	if (h->n_host != 1 || h->host == NULL ||
	    strcasecmp(h->host, host_of(site)) != 0)
		return 421;
	if (!post) {
		*why = "no body is taken\n";
		return h->n_length != 0 || h->chunked ? 400 : 0;
	}
	*why = "from another page\n";
	if (h->origin == NULL || strcasecmp(h->origin, site) != 0)
		return 403;
	*why = body_fault(h, body_max);
	return *why == NULL ? 0 : 400;
}

void
guard_cookie(char *out, size_t cap, const char *header)
{
	const size_t name = sizeof(GUARD_COOKIE) - 1;
	const char *s = header;
	size_t n;

	*out = '\0';
	while (s != NULL && *s != '\0') {
		s += strspn(s, "; ");
		n = strcspn(s, ";");
		if (n > name && strncmp(s, GUARD_COOKIE "=", name + 1) == 0 &&
		    n - name - 1 < cap) {
			memcpy(out, s + name + 1, n - name - 1);
			out[n - name - 1] = '\0';
			return;
		}
		s += n;
	}
}
