/*
 * answer.c - answers out of memory.
 */
#include "answer.h"

#include "request.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* A page has two: plain and packed.  Those of s->missing stand last. */
#define KINDS 2

struct answers {
	struct site *site;
	atomic_size_t refs; /* answers made, and one until it is retired */
	_Atomic(struct MHD_Response *) *made; /* NULL: not asked for yet */
};

static void
answers_drop(void *arg)
{
	struct answers *a = arg;

	if (atomic_fetch_sub(&a->refs, 1) > 1)
		return;
	site_free(a->site);
	free(a->made);
	free(a);
}

enum err
answers_new(struct answers **out, struct site *site)
{
	struct answers *a;
	size_t i;

	a = calloc(1, sizeof(*a));
	if (a != NULL)
		a->made = calloc((site->n + 1) * KINDS, sizeof(*a->made));
	if (a == NULL || a->made == NULL) {
		free(a);
		site_free(site);
		return ERR_MEMORY;
	}
	for (i = 0; i < (site->n + 1) * KINDS; i++)
		atomic_init(&a->made[i], NULL);
	a->site = site;
	atomic_init(&a->refs, 1);
	*out = a;
	return ERR_OK;
}

void
answers_retire(struct answers *a)
{
	struct MHD_Response *r;
	size_t i;

	for (i = 0; i < (a->site->n + 1) * KINDS; i++) {
		r = atomic_load(&a->made[i]);
		if (r != NULL)
			MHD_destroy_response(r);
	}
	answers_drop(a);
}

const struct site *
answers_site(const struct answers *a)
{
	return a->site;
}

static bool
header(struct MHD_Response *r, const char *name, const char *value)
{
	return MHD_add_response_header(r, name, value) == MHD_YES;
}

/* What the browser may do with it. */
static bool
policies(struct MHD_Response *r, const char *policy, bool open)
{
	static const char common[] =
	    "default-src 'none'; style-src 'self'; img-src 'self'; "
	    "font-src 'self'; base-uri 'none'; form-action 'none'; "
	    "frame-ancestors 'none'";

	return header(r, "Content-Security-Policy",
		   policy == NULL ? common : policy) &&
	    header(r, "Permissions-Policy",
		"camera=(), geolocation=(), microphone=(), payment=(), "
		"usb=()") &&
	    header(r, "Cross-Origin-Opener-Policy", "same-origin") &&
	    header(r, "Cross-Origin-Resource-Policy",
		open ? "cross-origin" : "same-origin") &&
	    header(r, "X-Content-Type-Options", "nosniff") &&
	    header(r, "Referrer-Policy", "no-referrer");
}

static bool
describe(struct MHD_Response *r, const struct page *p, const struct body *b)
{
	bool ok;

	ok = policies(r, p->policy, p->open) &&
	    header(r, "Content-Type", p->type) &&
	    header(r, "Cache-Control", cache_word(p->cache)) &&
	    header(r, "ETag", b->etag);
	if (p->gzip.bytes != NULL)
		ok = ok && header(r, "Vary", "Accept-Encoding");
	if (b == &p->gzip)
		ok = ok && header(r, "Content-Encoding", "gzip");
	if (p->open)
		ok = ok && header(r, "Access-Control-Allow-Origin", "*");
	return ok;
}

/* The site cannot go before r does. */
static struct MHD_Response *
answer_make(struct answers *a, const struct page *p, const struct body *b)
{
	struct MHD_Response *r;

	(void)atomic_fetch_add(&a->refs, 1);
	r = MHD_create_response_from_buffer_with_free_callback_cls(b->n,
	    b->bytes, answers_drop, a);
	if (r == NULL) {
		answers_drop(a);
		return NULL;
	}
	if (describe(r, p, b))
		return r;
	MHD_destroy_response(r);
	return NULL;
}

/* Two threads may make the same one: the first stays. */
static struct MHD_Response *
answer_take(struct answers *a, const struct page *p, const struct body *b)
{
	_Atomic(struct MHD_Response *) *slot;
	struct MHD_Response *r, *other = NULL;
	size_t i;

	i = p == &a->site->missing ? a->site->n : (size_t)(p - a->site->page);
	slot = &a->made[i * KINDS + (b == &p->gzip)];
	r = atomic_load(slot);
	if (r != NULL)
		return r;
	r = answer_make(a, p, b);
	if (r == NULL || atomic_compare_exchange_strong(slot, &other, r))
		return r;
	MHD_destroy_response(r);
	return other;
}

static enum MHD_Result
answer_unchanged(struct MHD_Connection *c, const struct page *p,
    const struct body *b)
{
	static char nothing[] = "";
	struct MHD_Response *r;
	enum MHD_Result done = MHD_NO;

	r = MHD_create_response_from_buffer(0, nothing, MHD_RESPMEM_PERSISTENT);
	if (r == NULL)
		return MHD_NO;
	if (describe(r, p, b))
		done = MHD_queue_response(c, MHD_HTTP_NOT_MODIFIED, r);
	MHD_destroy_response(r);
	return done;
}

enum MHD_Result
answer_page(struct answers *a, struct MHD_Connection *c, const char *path,
    unsigned *status)
{
	struct MHD_Response *r;
	const struct page *p;
	const struct body *b;

	p = site_find(a->site, path);
	if (p == NULL)
		p = &a->site->missing;
	b = &p->plain;
	if (p->gzip.bytes != NULL &&
	    request_takes_gzip(MHD_lookup_connection_value(c, MHD_HEADER_KIND,
		"Accept-Encoding")))
		b = &p->gzip;
	*status = p->status;
	if (p->status == MHD_HTTP_OK &&
	    request_matches(MHD_lookup_connection_value(c, MHD_HEADER_KIND,
				"If-None-Match"),
		b->etag)) {
		*status = MHD_HTTP_NOT_MODIFIED;
		return answer_unchanged(c, p, b);
	}
	r = answer_take(a, p, b);
	return r == NULL ? MHD_NO : MHD_queue_response(c, p->status, r);
}

enum MHD_Result
answer_text(struct MHD_Connection *c, const char *text, unsigned status,
    bool close)
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
	ok = policies(r, NULL, false) &&
	    header(r, "Content-Type", "text/plain; charset=utf-8") &&
	    header(r, "Cache-Control", cache_word(CACHE_NEVER));
	if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
		ok = ok && header(r, "Allow", "GET, HEAD");
	if (close)
		ok = ok && header(r, "Connection", "close");
	if (ok)
		done = MHD_queue_response(c, status, r);
	MHD_destroy_response(r);
	return done;
}
