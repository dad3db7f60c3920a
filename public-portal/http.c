/*
 * http.c - libmicrohttpd, kept on a short leash: a poll pool of two threads
 * (its epoll thread stalls for good at 128 ready connections), no suspend, no
 * post processor, no TLS of its own.
 */
#include "http.h"

#include "listen.h"
#include "metrics.h"
#include "reaper.h"
#include "request.h"

#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define HTTP_THREADS 2
#define HTTP_CONNECTIONS 240
#define HTTP_PER_ADDRESS 64 /* not behind a proxy on this machine */
#define HTTP_MEMORY 16384   /* for one request's line and headers */
#define HTTP_SILENCE_S 15

struct http {
	struct MHD_Daemon *daemon;
	struct reaper reaper;
	pthread_rwlock_t lock; /* of site and failing */
	struct site *site;
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

static bool
header(struct MHD_Response *r, const char *name, const char *value)
{
	return MHD_add_response_header(r, name, value) == MHD_YES;
}

static bool
headers(struct MHD_Response *r, const struct page *p, bool close)
{
	static const char common[] =
	    "default-src 'none'; style-src 'self'; img-src 'self'; "
	    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
	bool ok;

	ok = header(r, "Content-Security-Policy",
		 p->policy == NULL ? common : p->policy) &&
	    header(r, "X-Content-Type-Options", "nosniff") &&
	    header(r, "Referrer-Policy", "no-referrer") &&
	    header(r, "Content-Type", p->type) &&
	    header(r, "Cache-Control", cache_word(p->cache));
	if (p->etag[0] != '\0')
		ok = ok && header(r, "ETag", p->etag);
	if (p->open)
		ok = ok && header(r, "Access-Control-Allow-Origin", "*");
	if (p->status == 405)
		ok = ok && header(r, "Allow", "GET, HEAD");
	if (close)
		ok = ok && header(r, "Connection", "close");
	return ok;
}

/* bytes are copied: the site may be exchanged while they are sent. */
static enum MHD_Result
answer(struct http *h, struct MHD_Connection *c, const struct page *p,
    unsigned status, bool close)
{
	struct MHD_Response *r;
	enum MHD_Result done = MHD_NO;
	bool body;

	body = status != MHD_HTTP_NOT_MODIFIED && p->n > 0;
	r = MHD_create_response_from_buffer(body ? p->n : 0,
	    body ? p->bytes : NULL, MHD_RESPMEM_MUST_COPY);
	if (r == NULL)
		return MHD_NO;
	if (headers(r, p, close))
		done = MHD_queue_response(c, status, r);
	MHD_destroy_response(r);
	metrics_count(&h->metrics, status);
	return done;
}

static enum MHD_Result
answer_text(struct http *h, struct MHD_Connection *c, const char *text,
    unsigned status, bool close)
{
	struct page p = {.status = status,
	    .type = "text/plain; charset=utf-8",
	    .cache = CACHE_NEVER};
	enum MHD_Result done;

	p.n = strlen(text);
	p.bytes = malloc(p.n + 1);
	if (p.bytes == NULL)
		return MHD_NO;
	memcpy(p.bytes, text, p.n);
	done = answer(h, c, &p, status, close);
	free(p.bytes);
	return done;
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
answer_metrics(struct http *h, struct MHD_Connection *c)
{
	char text[METRICS_MAX];

	(void)pthread_rwlock_rdlock(&h->lock);
	metrics_encode(text, &h->metrics, h->site,
	    h->site->good && !h->failing);
	(void)pthread_rwlock_unlock(&h->lock);
	return answer_text(h, c, text, 200, false);
}

static enum MHD_Result
answer_page(struct http *h, struct MHD_Connection *c, const char *path)
{
	const struct page *p;
	const char *known;
	enum MHD_Result done;
	unsigned status;

	known =
	    MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");
	(void)pthread_rwlock_rdlock(&h->lock);
	p = site_find(h->site, path);
	if (p == NULL)
		p = &h->site->missing;
	status = p->status;
	if (status == 200 && request_matches(known, p->etag))
		status = MHD_HTTP_NOT_MODIFIED;
	done = answer(h, c, p, status, false);
	(void)pthread_rwlock_unlock(&h->lock);
	return done;
}

static enum MHD_Result
answer_health(struct http *h, struct MHD_Connection *c)
{
	bool good;

	(void)pthread_rwlock_rdlock(&h->lock);
	good = h->site->good && !h->failing;
	(void)pthread_rwlock_unlock(&h->lock);
	return good ? answer_text(h, c, "ok\n", 200, false)
		    : answer_text(h, c, "unchecked\n", 503, false);
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
		return answer_health(h, c);
	if (q->started && strcmp(q->path, "/metrics") == 0)
		return answer_metrics(h, c);
	if (q->started)
		return answer_page(h, c, q->path);
	q->started = true;
	reaper_give(&h->reaper, connection_reaped(c), REAPER_ANSWER_S);
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return answer_text(h, c, "GET and HEAD only\n", 405, true);
	why = refusal(c, q);
	return why == NULL ? MHD_YES : answer_text(h, c, why, 400, true);
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
		q->bad = request_path(q->path, target) != ERR_OK;
	return q;
}

static void
completed(void *arg, struct MHD_Connection *c, void **own,
    enum MHD_RequestTerminationCode code)
{
	struct http *h = arg;

	(void)code;
	free(*own);
	*own = NULL;
	reaper_give(&h->reaper, connection_reaped(c), REAPER_IDLE_S);
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
daemon_start(struct http *h, const union listen_addr *a)
{
	const union MHD_DaemonInfo *i;
	unsigned flags;

	flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL;
	if (a->any.sa_family == AF_INET6)
		flags |= MHD_USE_IPv6;
	h->daemon = MHD_start_daemon(flags, 0, NULL, NULL, handle, h,
	    MHD_OPTION_SOCK_ADDR, &a->any, MHD_OPTION_THREAD_POOL_SIZE,
	    (unsigned)HTTP_THREADS, MHD_OPTION_CONNECTION_LIMIT,
	    (unsigned)HTTP_CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
	    listen_is_local(a) ? 0U : (unsigned)HTTP_PER_ADDRESS,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HTTP_MEMORY,
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HTTP_SILENCE_S,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK,
	    target_seen, h, MHD_OPTION_NOTIFY_COMPLETED, completed, h,
	    MHD_OPTION_NOTIFY_CONNECTION, connection, h, MHD_OPTION_END);
	if (h->daemon == NULL)
		return ERR_IO;
	i = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT);
	listen_encode(h->address, sizeof(h->address), a,
	    i == NULL ? 0 : i->port);
	return ERR_OK;
}

enum err
http_start(struct http **out, const char *listen, struct site *site)
{
	union listen_addr a;
	struct http *h;
	enum err e;

	e = listen_decode(&a, listen);
	h = e == ERR_OK ? calloc(1, sizeof(*h)) : NULL;
	if (h == NULL) {
		site_free(site);
		return e == ERR_OK ? ERR_MEMORY : e;
	}
	h->site = site;
	(void)pthread_rwlock_init(&h->lock, NULL);
	metrics_init(&h->metrics);
	e = reaper_start(&h->reaper);
	if (e == ERR_OK) {
		e = daemon_start(h, &a);
		if (e == ERR_OK) {
			*out = h;
			return ERR_OK;
		}
		reaper_stop(&h->reaper);
	}
	site_free(site);
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
	metrics_release(&h->metrics);
	site_free(h->site);
	free(h);
}

void
http_show(struct http *h, struct site *site, bool failing)
{
	struct site *old;

	(void)pthread_rwlock_wrlock(&h->lock);
	old = h->site;
	h->site = site;
	h->failing = failing;
	(void)pthread_rwlock_unlock(&h->lock);
	site_free(old);
}

const char *
http_address(const struct http *h)
{
	return h->address;
}
