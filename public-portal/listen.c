/*
 * listen.c - socket addresses from and to text.
 */
#include "listen.h"

#include "text.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

enum err
listen_decode(union listen_addr *a, const char *text)
{
	union listen_addr got;
	char host[INET6_ADDRSTRLEN];
	const char *colon;
	uint64_t port;
	bool six;
	size_t n;

	colon = strrchr(text, ':');
	if (colon == NULL)
		return ERR_FORMAT;
	if (decimal_decode(&port, span_str(colon + 1)) != ERR_OK ||
	    port > UINT16_MAX)
		return ERR_FORMAT;
	n = (size_t)(colon - text);
	six = n > 2 && text[0] == '[' && text[n - 1] == ']';
	if (six) {
		text++;
		n -= 2;
	}
	if (n >= sizeof(host))
		return ERR_FORMAT;
	memcpy(host, text, n);
	host[n] = '\0';
	memset(&got, 0, sizeof(got));
	if (six) {
		got.v6.sin6_family = AF_INET6;
		got.v6.sin6_port = htons((uint16_t)port);
		if (inet_pton(AF_INET6, host, &got.v6.sin6_addr) != 1)
			return ERR_FORMAT;
	} else {
		got.v4.sin_family = AF_INET;
		got.v4.sin_port = htons((uint16_t)port);
		if (inet_pton(AF_INET, host, &got.v4.sin_addr) != 1)
			return ERR_FORMAT;
	}
	*a = got;
	return ERR_OK;
}

bool
listen_is_local(const union listen_addr *a)
{
	if (a->any.sa_family == AF_INET6)
		return IN6_IS_ADDR_LOOPBACK(&a->v6.sin6_addr);
	return ntohl(a->v4.sin_addr.s_addr) >> 24 == 127;
}

void
listen_encode(char *out, size_t cap, const union listen_addr *a, uint16_t port)
{
	char host[INET6_ADDRSTRLEN] = "";
	bool six;

	six = a->any.sa_family == AF_INET6;
	(void)inet_ntop(a->any.sa_family,
	    six ? (const void *)&a->v6.sin6_addr
		: (const void *)&a->v4.sin_addr,
	    host, sizeof(host));
	(void)snprintf(out, cap, six ? "http://[%s]:%u" : "http://%s:%u", host,
	    (unsigned)port);
}
