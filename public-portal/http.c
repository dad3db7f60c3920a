/*
 * http.c - libmicrohttpd, kept on a short leash: a poll pool of two threads
 * (its epoll thread stalls for good at 128 ready connections), no suspend, no
 * post processor, no TLS of its own.
 *
 * What is answered stands in answer.c.
 */
#include "http.h"

#include "answer.h"
#include "listen.h"
#include "metrics.h"
#include "reaper.h"
#include "target.h"

#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define HTTP_THREADS 2
#define HTTP_CONNECTIONS 512
#define HTTP_PER_ADDRESS 64 /* not behind a proxy on this machine */
#define HTTP_MEMORY 16384   /* for one request's line and headers */
#define HTTP_SILENCE_S 15

struct http {
	struct MHD_Daemon *daemon;
	struct reaper reaper;
	pthread_rwlock_t lock; /* of answers and failing */
	struct answers *answers;
	bool failing;
	struct metrics metrics;
	char address[HTTP_ADDRESS_LEN];
};

/* What is known of a request before its headers are. */
struct request {
	bool started;
	bool bad; /* the target is none of ours */
	char path[SITE_PATH_MAX];
};

/* Counted, and said. */
static enum MHD_Result
say(struct http *h, struct MHD_Connection *c, const char *text, unsigned status,
    bool close)
{
	metrics_count(&h->metrics, status);
	return answer_text(c, text, status, close);
}

static enum MHD_Result
host_count(void *arg, enum MHD_ValueKind kind, const char *key,
    const char *value)
{
	size_t *n = arg;

	(void)kind;
	(void)value;
	if (strcasecmp(key, "Host") == 0)
		(*n)++;
	return MHD_YES;
}

/* Why a request is refused unread, or NULL. */
static const char *
refusal(struct MHD_Connection *c, const struct request *q)
{
	size_t hosts = 0;

	if (MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Content-Length") !=
		NULL ||
	    MHD_lookup_connection_value(c, MHD_HEADER_KIND,
		"Transfer-Encoding") != NULL)
		return "no body is taken\n";
	(void)MHD_get_connection_values(c, MHD_HEADER_KIND, host_count, &hosts);
	if (hosts != 1)
		return "exactly one Host is needed\n";
	return q->bad ? "no such kind of address\n" : NULL;
}

static enum MHD_Result
say_metrics(struct http *h, struct MHD_Connection *c)
{
	char text[METRICS_MAX];
	const struct site *s;

	(void)pthread_rwlock_rdlock(&h->lock);
	s = answers_site(h->answers);
	metrics_encode(text, &h->metrics, s, s->good && !h->failing);
	(void)pthread_rwlock_unlock(&h->lock);
	return say(h, c, text, MHD_HTTP_OK, false);
}

static enum MHD_Result
say_health(struct http *h, struct MHD_Connection *c)
{
	bool good;

	(void)pthread_rwlock_rdlock(&h->lock);
	good = answers_site(h->answers)->good && !h->failing;
	(void)pthread_rwlock_unlock(&h->lock);
	return good
	    ? say(h, c, "ok\n", MHD_HTTP_OK, false)
	    : say(h, c, "unchecked\n", MHD_HTTP_SERVICE_UNAVAILABLE, false);
}

/* The lock is held until the answer is the connection's as well. */
static enum MHD_Result
show(struct http *h, struct MHD_Connection *c, const char *path)
{
	enum MHD_Result done;
	unsigned status;

	(void)pthread_rwlock_rdlock(&h->lock);
	done = answer_page(h->answers, c, path, &status);
	(void)pthread_rwlock_unlock(&h->lock);
	metrics_count(&h->metrics, status);
	return done;
}

static struct reaped *
connection_reaped(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *i;

	i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return i == NULL ? NULL : i->socket_context;
}

/*
 * Called once with the headers, and once more at the end of the request.
 * What is refused is answered at the first call, which closes the connection:
 * whatever a body may hold is never read as a second request.
 */
/* NOLINTBEGIN(readability-function-size, readability-non-const-parameter):
 * the library's signature */
static enum MHD_Result
handle(void *arg, struct MHD_Connection *c, const char *url, const char *method,
    const char *version, const char *data, size_t *n_data, void **own)
{
	struct http *h = arg;
	struct request *q = *own;
	const char *why;

	(void)url;
	(void)version;
	(void)data;
	(void)n_data;
	if (q == NULL)
		return MHD_NO;
	if (q->started && strcmp(q->path, "/healthz") == 0)
		return say_health(h, c);
	if (q->started && strcmp(q->path, "/metrics") == 0)
		return say_metrics(h, c);
	if (q->started)
		return show(h, c, q->path);
	q->started = true;
	reaper_give(connection_reaped(c), REAPER_ANSWER_S);
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return say(h, c, "GET and HEAD only\n", 405, true);
	why = refusal(c, q);
	return why == NULL ? MHD_YES : say(h, c, why, 400, true);
}
/* NOLINTEND(readability-function-size, readability-non-const-parameter) */

/* Sees the target before it is unescaped; what it returns is *own. */
static void *
target_seen(void *arg, const char *target, struct MHD_Connection *c)
{
	struct request *q;

	(void)arg;
	(void)c;
	q = calloc(1, sizeof(*q));
	if (q != NULL)
		q->bad =
		    target_path(q->path, sizeof(q->path), target) != ERR_OK;
	return q;
}

static void
completed(void *arg, struct MHD_Connection *c, void **own,
    enum MHD_RequestTerminationCode code)
{
	(void)arg;
	(void)code;
	free(*own);
	*own = NULL;
	reaper_give(connection_reaped(c), REAPER_IDLE_S);
}

static void
connection(void *arg, struct MHD_Connection *c, void **context,
    enum MHD_ConnectionNotificationCode code)
{
	const union MHD_ConnectionInfo *i;
	struct http *h = arg;

	if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
		reaper_remove(&h->reaper, *context);
		*context = NULL;
		return;
	}
	i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
	*context = i == NULL ? NULL : reaper_add(&h->reaper, i->connect_fd);
}

static enum err
daemon_start(struct http *h, int fd, const union listen_addr *a)
{
	unsigned flags;

	flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL;
	if (a->any.sa_family == AF_INET6)
		flags |= MHD_USE_IPv6;
	h->daemon = MHD_start_daemon(flags, 0, NULL, NULL, handle, h,
	    MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_THREAD_POOL_SIZE,
	    (unsigned)HTTP_THREADS, MHD_OPTION_CONNECTION_LIMIT,
	    (unsigned)HTTP_CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
	    listen_is_local(a) ? 0U : (unsigned)HTTP_PER_ADDRESS,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HTTP_MEMORY,
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HTTP_SILENCE_S,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK,
	    target_seen, h, MHD_OPTION_NOTIFY_COMPLETED, completed, h,
	    MHD_OPTION_NOTIFY_CONNECTION, connection, h, MHD_OPTION_END);
	return h->daemon == NULL ? ERR_IO : ERR_OK;
}

static enum err
threads_start(struct http *h, int fd)
{
	union listen_addr a;
	enum err e;

	e = listen_name(&a, fd);
	if (e != ERR_OK)
		return e;
	listen_encode(h->address, sizeof(h->address), &a);
	e = reaper_start(&h->reaper);
	if (e != ERR_OK)
		return e;
	e = daemon_start(h, fd, &a);
	if (e != ERR_OK)
		reaper_stop(&h->reaper);
	return e;
}

enum err
http_start(struct http **out, int fd, struct site *site)
{
	struct answers *a;
	struct http *h;
	enum err e;

	e = answers_new(&a, site);
	if (e != ERR_OK) {
		(void)close(fd);
		return e;
	}
	h = calloc(1, sizeof(*h));
	e = ERR_MEMORY;
	if (h != NULL) {
		h->answers = a;
		(void)pthread_rwlock_init(&h->lock, NULL);
		metrics_init(&h->metrics);
		e = threads_start(h, fd);
	}
	if (e == ERR_OK) {
		*out = h;
		return ERR_OK;
	}
	(void)close(fd);
	answers_retire(a);
	free(h);
	return e;
}

void
http_stop(struct http *h)
{
	if (h == NULL)
		return;
	MHD_stop_daemon(h->daemon);
	reaper_stop(&h->reaper);
	(void)pthread_rwlock_destroy(&h->lock);
	answers_retire(h->answers);
	free(h);
}

enum err
http_show(struct http *h, struct site *site, bool failing)
{
	struct answers *a, *old;
	enum err e;

	e = answers_new(&a, site);
	if (e != ERR_OK)
		return e;
	(void)pthread_rwlock_wrlock(&h->lock);
	old = h->answers;
	h->answers = a;
	h->failing = failing;
	(void)pthread_rwlock_unlock(&h->lock);
	answers_retire(old);
	return ERR_OK;
}

const char *
http_address(const struct http *h)
{
	return h->address;
}
