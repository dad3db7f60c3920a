/*
 * http.c - libmicrohttpd on the same short leash as the portal's: a poll pool,
 * no suspend, no post processor, no TLS of its own.
 */
#include "http.h"

#include "api.h"
#include "assets.h"
#include "guard.h"
#include "listen.h"
#include "reaper.h"
#include "target.h"
#include "words_json.h"

#include <sodium.h>

#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define HTTP_THREADS 2
#define HTTP_CONNECTIONS 128
#define HTTP_PER_ADDRESS 16
#define HTTP_MEMORY 16384
#define HTTP_SILENCE_S 15
#define HTTP_PATH_MAX 64

struct http {
	struct MHD_Daemon *daemon;
	struct reaper reaper;
	struct desk *desk;
	char *words; /* /words.json */
};

struct request {
	bool started, post;
	bool bad; /* the target is none of ours */
	char path[HTTP_PATH_MAX];
	uint8_t *body; /* API_BODY_MAX, of a POST */
	size_t n;
};

static bool
header(struct MHD_Response *r, const char *name, const char *value)
{
	return MHD_add_response_header(r, name, value) == MHD_YES;
}

/* What the browser may do with it: our own files, and no markup from texts. */
static bool
policies(struct MHD_Response *r)
{
	return header(r, "Content-Security-Policy",
		   "default-src 'none'; script-src 'self'; style-src 'self'; "
		   "connect-src 'self'; img-src 'self'; base-uri 'none'; "
		   "form-action 'none'; frame-ancestors 'none'; "
		   "require-trusted-types-for 'script'; trusted-types "
		   "'none'") &&
	    header(r, "Permissions-Policy",
		"camera=(), geolocation=(), microphone=(), payment=(), "
		"usb=()") &&
	    header(r, "Cross-Origin-Opener-Policy", "same-origin") &&
	    header(r, "Cross-Origin-Resource-Policy", "same-origin") &&
	    header(r, "X-Content-Type-Options", "nosniff") &&
	    header(r, "Referrer-Policy", "no-referrer") &&
	    header(r, "Cache-Control", "no-store");
}

/* NULL cookie: none is set; "": the one there is goes. */
static bool
cookie(struct MHD_Response *r, const struct http *h, const char *value)
{
	char text[160];

	if (value == NULL)
		return true;
	(void)snprintf(text, sizeof(text),
	    GUARD_COOKIE "=%s; Path=/; HttpOnly; SameSite=Strict%s%s", value,
	    *value == '\0' ? "; Max-Age=0" : "",
	    strncmp(h->desk->site, "https:", 6) == 0 ? "; Secure" : "");
	return header(r, "Set-Cookie", text);
}

struct words {
	unsigned status;
	const char *type;
	const char *cookie; /* NULL, "" or the value */
	bool close;
};

static enum MHD_Result
say(const struct http *h, struct MHD_Connection *c, const char *text,
    const struct words *w)
{
	union {
		const char *in;
		void *out;
	} u = {.in = text}; /* copied, and not written to */
	struct MHD_Response *r;
	enum MHD_Result done = MHD_NO;
	bool ok;

	r = MHD_create_response_from_buffer(strlen(text), u.out,
	    MHD_RESPMEM_MUST_COPY);
	if (r == NULL)
		return MHD_NO;
	ok = policies(r) && header(r, "Content-Type", w->type) &&
	    cookie(r, h, w->cookie);
	if (w->status == MHD_HTTP_METHOD_NOT_ALLOWED)
		ok = ok && header(r, "Allow", "GET, HEAD, POST");
	if (w->close)
		ok = ok && header(r, "Connection", "close");
	if (ok)
		done = MHD_queue_response(c, w->status, r);
	MHD_destroy_response(r);
	return done;
}

static enum MHD_Result
refuse(const struct http *h, struct MHD_Connection *c, unsigned status,
    const char *why)
{
	const struct words w = {status, "text/plain; charset=utf-8", NULL,
	    true};

	return say(h, c, why, &w);
}

/* ---- pages ---- */

static enum MHD_Result
page(const struct http *h, struct MHD_Connection *c, const char *path)
{
	const struct words json = {200, "application/json", NULL, false};
	struct MHD_Response *r = NULL;
	enum MHD_Result done = MHD_NO;
	union {
		const unsigned char *in;
		void *out;
	} u;
	size_t i;

	if (strcmp(path, "/words.json") == 0)
		return say(h, c, h->words, &json);
	for (i = 0; i < n_assets; i++)
		if (strcmp(assets[i].path, path) == 0)
			break;
	if (i == n_assets)
		return refuse(h, c, MHD_HTTP_NOT_FOUND, "no such page\n");
	u.in = assets[i].bytes; /* static, and not written to */
	r = MHD_create_response_from_buffer(assets[i].n, u.out,
	    MHD_RESPMEM_PERSISTENT);
	if (r == NULL)
		return MHD_NO;
	if (policies(r) && header(r, "Content-Type", assets[i].type))
		done = MHD_queue_response(c, MHD_HTTP_OK, r);
	MHD_destroy_response(r);
	return done;
}

/* ---- the API ---- */

static const char *
value(struct MHD_Connection *c, const char *name)
{
	return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

static enum MHD_Result
act(const struct http *h, struct MHD_Connection *c, const struct request *q)
{
	char token[LOGIN_TOKEN_TEXT + 1];
	const char *csrf = value(c, "X-Minhbach-Token");
	const struct api_ask ask = {.path = q->path,
	    .cookie = token,
	    .csrf = csrf == NULL ? "" : csrf,
	    .body = {q->body, q->n}};
	struct words w = {.type = "application/json"};
	struct api_answer out;
	enum MHD_Result done;
	char *text;

	guard_cookie(token, sizeof(token), value(c, "Cookie"));
	api_answer(&out, h->desk, &ask);
	text = out.json == NULL ? NULL : json_dumps(out.json, JSON_COMPACT);
	json_decref(out.json);
	w.status = out.status;
	if (*out.cookie != '\0')
		w.cookie = out.cookie;
	else if (out.forget)
		w.cookie = "";
	done = text == NULL ? refuse(h, c, 500, "out of memory\n")
			    : say(h, c, text, &w);
	if (text != NULL)
		sodium_memzero(text, strlen(text));
	free(text);
	sodium_memzero(out.cookie, sizeof(out.cookie));
	return done;
}

/* ---- requests ---- */

static enum MHD_Result
count(void *arg, enum MHD_ValueKind kind, const char *key, const char *v)
{
	struct guard_headers *g = arg;

	(void)kind;
	if (strcasecmp(key, "Host") == 0) {
		g->n_host++;
		g->host = v;
	} else if (strcasecmp(key, "Content-Length") == 0) {
		g->n_length++;
		g->length = v;
	} else if (strcasecmp(key, "Transfer-Encoding") == 0) {
		g->chunked = true;
	}
	return MHD_YES;
}

static struct reaped *
connection_reaped(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *i;

	i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return i == NULL ? NULL : i->socket_context;
}

/* With the headers: refused, or taken. */
static enum MHD_Result
begin(const struct http *h, struct MHD_Connection *c, struct request *q,
    const char *method)
{
	struct guard_headers g = {.origin = value(c, "Origin"),
	    .type = value(c, "Content-Type")};
	const char *why = NULL;
	unsigned status;

	q->started = true;
	q->post = strcmp(method, "POST") == 0;
	reaper_give(connection_reaped(c), REAPER_ANSWER_S);
	if (!q->post && strcmp(method, "GET") != 0 &&
	    strcmp(method, "HEAD") != 0)
		return refuse(h, c, MHD_HTTP_METHOD_NOT_ALLOWED,
		    "GET, HEAD and POST only\n");
	(void)MHD_get_connection_values(c, MHD_HEADER_KIND, count, &g);
	status = guard_refuses(&why, &g, h->desk->site, q->post, API_BODY_MAX);
	if (status != 0)
		return refuse(h, c, status, why);
	if (q->bad || (q->post && !api_knows(q->path)))
		return refuse(h, c, MHD_HTTP_NOT_FOUND, "no such address\n");
	if (q->post) {
		q->body = malloc(API_BODY_MAX);
		return q->body == NULL ? MHD_NO : MHD_YES;
	}
	return MHD_YES;
}

/* NOLINTBEGIN(readability-function-size, readability-non-const-parameter):
 * the library's signature */
static enum MHD_Result
handle(void *arg, struct MHD_Connection *c, const char *url, const char *method,
    const char *version, const char *data, size_t *n_data, void **own)
{
	struct http *h = arg;
	struct request *q = *own;

	(void)url;
	(void)version;
	if (q == NULL)
		return MHD_NO;
	if (!q->started)
		return begin(h, c, q, method);
	if (*n_data == 0)
		return q->post ? act(h, c, q) : page(h, c, q->path);
	if (q->body == NULL || *n_data > API_BODY_MAX - q->n)
		return MHD_NO;
	memcpy(q->body + q->n, data, *n_data);
	q->n += *n_data;
	*n_data = 0;
	return MHD_YES;
}
/* NOLINTEND(readability-function-size, readability-non-const-parameter) */

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
	struct request *q = *own;

	(void)arg;
	(void)code;
	if (q != NULL && q->body != NULL) {
		sodium_memzero(q->body, q->n);
		free(q->body);
	}
	free(q);
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
	unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL;

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

enum err
http_start(struct http **out, int fd, struct desk *d)
{
	struct http *h = calloc(1, sizeof(*h));
	union listen_addr a;
	enum err e = h == NULL ? ERR_MEMORY : listen_name(&a, fd);

	if (e == ERR_OK) {
		h->desk = d;
		if (*d->site == '\0')
			listen_encode(d->site, sizeof(d->site), &a);
		h->words = words_json();
		e = h->words == NULL ? ERR_MEMORY : reaper_start(&h->reaper);
	}
	if (e == ERR_OK) {
		e = daemon_start(h, fd, &a);
		if (e != ERR_OK)
			reaper_stop(&h->reaper);
	}
	if (e == ERR_OK) {
		*out = h;
		return ERR_OK;
	}
	(void)close(fd);
	if (h != NULL)
		free(h->words);
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
	free(h->words);
	free(h);
}
