/*
 * listen.c - socket addresses from and to text.
 */
#include "listen.h"

#include "text.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LISTEN_FIRST_FD 3 /* where a service manager leaves the first */
#define LISTEN_BACKLOG 511

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

static enum err
listen_prepare(int fd, const union listen_addr *a)
{
	const int on = 1;
	socklen_t n;

	n = a->any.sa_family == AF_INET6 ? sizeof(a->v6) : sizeof(a->v4);
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0)
		return ERR_IO;
	if (a->any.sa_family == AF_INET6 &&
	    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on)) != 0)
		return ERR_IO;
	if (bind(fd, &a->any, n) != 0 || listen(fd, LISTEN_BACKLOG) != 0)
		return ERR_IO;
	return ERR_OK;
}

enum err
listen_open(int *fd, const union listen_addr *a)
{
	enum err e;
	int s;

	s = socket(a->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
	    0);
	if (s < 0)
		return ERR_IO;
	e = listen_prepare(s, a);
	if (e == ERR_OK)
		*fd = s;
	else
		(void)close(s);
	return e;
}

enum err
listen_name(union listen_addr *a, int fd)
{
	union listen_addr got;
	socklen_t n = sizeof(got);

	memset(&got, 0, sizeof(got));
	if (getsockname(fd, &got.any, &n) != 0 || n > sizeof(got) ||
	    (got.any.sa_family != AF_INET && got.any.sa_family != AF_INET6))
		return ERR_FORMAT;
	*a = got;
	return ERR_OK;
}

enum err
listen_inherit(int *fd)
{
	const char *pid = getenv("LISTEN_PID"), *n = getenv("LISTEN_FDS");
	union listen_addr a;
	uint64_t v;

	if (pid == NULL || n == NULL ||
	    decimal_decode(&v, span_str(pid)) != ERR_OK ||
	    v != (uint64_t)getpid())
		return ERR_MISSING;
	if (strcmp(n, "1") != 0)
		return ERR_FORMAT;
	if (fcntl(LISTEN_FIRST_FD, F_SETFD, FD_CLOEXEC) != 0 ||
	    fcntl(LISTEN_FIRST_FD, F_SETFL, O_NONBLOCK) != 0)
		return ERR_IO;
	if (listen_name(&a, LISTEN_FIRST_FD) != ERR_OK)
		return ERR_FORMAT;
	*fd = LISTEN_FIRST_FD;
	return ERR_OK;
}

enum err
listen_socket(int *fd, const char *text, const char *usual)
{
	union listen_addr a;
	enum err e;

	if (text == NULL) {
		e = listen_inherit(fd);
		if (e != ERR_MISSING)
			return e;
		text = usual;
	}
	e = listen_decode(&a, text);
	return e == ERR_OK ? listen_open(fd, &a) : e;
}

bool
listen_is_local(const union listen_addr *a)
{
	if (a->any.sa_family == AF_INET6)
		return IN6_IS_ADDR_LOOPBACK(&a->v6.sin6_addr);
	return ntohl(a->v4.sin_addr.s_addr) >> 24 == 127;
}

void
listen_encode(char *out, size_t cap, const union listen_addr *a)
{
	char host[INET6_ADDRSTRLEN] = "";
	bool six;

	six = a->any.sa_family == AF_INET6;
	(void)inet_ntop(a->any.sa_family,
	    six ? (const void *)&a->v6.sin6_addr
		: (const void *)&a->v4.sin_addr,
	    host, sizeof(host));
	(void)snprintf(out, cap, six ? "http://[%s]:%u" : "http://%s:%u", host,
	    (unsigned)ntohs(six ? a->v6.sin6_port : a->v4.sin_port));
}
