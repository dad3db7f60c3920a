/*
 * notify.c - one datagram, by hand.
 */
#include "notify.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int
notify_open(void)
{
	union {
		struct sockaddr any;
		struct sockaddr_un un;
	} a;
	const char *name;
	size_t n;
	int fd;

	name = getenv("NOTIFY_SOCKET");
	n = name == NULL ? 0 : strlen(name);
	memset(&a, 0, sizeof(a));
	if (n < 2 || n >= sizeof(a.un.sun_path) ||
	    (name[0] != '/' && name[0] != '@'))
		return -1;
	a.un.sun_family = AF_UNIX;
	memcpy(a.un.sun_path, name, n);
	if (name[0] == '@')
		a.un.sun_path[0] = '\0';
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	n += offsetof(struct sockaddr_un, sun_path);
	if (connect(fd, &a.any, (socklen_t)n) == 0)
		return fd;
	(void)close(fd);
	return -1;
}

void
notify_ready(int fd)
{
	static const char word[] = "READY=1";

	if (fd < 0)
		return;
	(void)send(fd, word, sizeof(word) - 1, MSG_NOSIGNAL);
	(void)close(fd);
}
