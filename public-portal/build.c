/*
 * build.c - which page stands at which address.
 */
#include "build.h"

#include "render.h"
#include "schema.h"

#include <stdio.h>
#include <string.h>

#define TYPE_HTML "text/html; charset=utf-8"
#define TYPE_TEXT "text/plain; charset=utf-8"
#define TYPE_CSV "text/csv; charset=utf-8"
#define TYPE_CSS "text/css; charset=utf-8"
#define TYPE_JSON "application/json"

static struct span
html_span(const struct html *h)
{
	return (struct span){(const uint8_t *)h->p, h->n};
}

static enum err
add_html(struct site *s, const char *path, const struct html *h,
    const char *type, unsigned status)
{
	const struct page like = {.status = status,
	    .type = type,
	    .cache = status == 200 ? CACHE_SHORT : CACHE_NEVER};

	return site_add(s, path, html_span(h), &like);
}

static enum err
add_rendered(struct site *s, const char *path, const char *type,
    enum err (*render)(struct html *, const struct render_input *),
    const struct render_input *in)
{
	struct html h;
	enum err e;

	html_init(&h);
	e = render(&h, in);
	if (e == ERR_OK)
		e = add_html(s, path, &h, type, 200);
	html_release(&h);
	return e;
}

static enum err
add_notice(struct site *s, const char *path, enum notice n, unsigned status,
    const struct render_input *in)
{
	struct html h;
	enum err e;

	html_init(&h);
	e = render_notice_vi(&h, n, in);
	if (e == ERR_OK)
		e = add_html(s, path, &h, TYPE_HTML, status);
	html_release(&h);
	return e;
}

static enum err
add_css(struct site *s)
{
	struct html h;
	enum err e;

	html_init(&h);
	e = render_css(&h);
	if (e == ERR_OK)
		e = add_html(s, "/style.css", &h, TYPE_CSS, 200);
	html_release(&h);
	return e;
}

static enum err
set_missing(struct site *s, enum notice n, unsigned status, bool trial)
{
	const struct render_input in = {.trial = trial};
	struct html h;
	enum err e;

	html_init(&h);
	e = render_notice_vi(&h, n, &in);
	s->missing = (struct page){.status = status,
	    .type = TYPE_HTML,
	    .cache = CACHE_NEVER};
	if (e == ERR_OK)
		e = page_fill(&s->missing, "", html_span(&h));
	html_release(&h);
	return e;
}

/* The permanent page of one publication, and its files if it is the newest
 * version of its period. */
static enum err
add_publication(struct site *s, const struct public_publication *p,
    const struct render_input *in, bool newest)
{
	char path[SITE_PATH_MAX];
	enum err e;

	(void)snprintf(path, sizeof(path), "/cong-bo/%s/v%u/", p->period,
	    p->version);
	if (p->payload == NULL)
		return add_notice(s, path, NOTICE_WITHDRAWN, 410, in);
	e = add_rendered(s, path, TYPE_HTML, render_page_vi, in);
	if (e != ERR_OK || !newest)
		return e;
	(void)snprintf(path, sizeof(path), "/du-lieu/%s/so-lieu.csv",
	    p->period);
	e = add_rendered(s, path, TYPE_CSV, render_csv, in);
	if (e != ERR_OK)
		return e;
	(void)snprintf(path, sizeof(path), "/du-lieu/%s/so-lieu.json",
	    p->period);
	return add_rendered(s, path, TYPE_JSON, render_json, in);
}

static bool
is_newest(const struct public_result *r, size_t i)
{
	size_t k;

	for (k = i + 1; k < r->n_publication; k++) {
		if (r->publication[k].payload != NULL &&
		    strcmp(r->publication[k].period,
			r->publication[i].period) == 0)
			return false;
	}
	return true;
}

/* The front pages show the latest publication and what is wrong just now. */
static enum err
add_front(struct site *s, const struct render_input *in)
{
	enum err e;

	if (in->publication == NULL)
		return add_notice(s, "/", NOTICE_EMPTY, 200, in);
	e = add_rendered(s, "/", TYPE_HTML, render_page_vi, in);
	if (e == ERR_OK)
		e = add_rendered(s, "/vi-sao-tin-duoc", TYPE_HTML,
		    render_trust_vi, in);
	if (e == ERR_OK)
		e = add_rendered(s, "/ban-tin.txt", TYPE_TEXT, render_bulletin,
		    in);
	return e;
}

static enum err
add_all(struct site *s, const struct book *b)
{
	struct render_input in = {.tick = TICK_GOOD,
	    .checked = b->checked,
	    .trial = b->result.trial};
	const struct public_publication *p;
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; e == ERR_OK && i < b->result.n_publication; i++) {
		p = &b->result.publication[i];
		if (p->version == 0)
			continue; /* withdrawn, and nobody knows its name */
		in.publication = p->payload;
		in.seal = p->code[0] == '\0' ? NULL : p->code;
		in.reason = p->payload == NULL ? p->reason : NULL;
		e = add_publication(s, p, &in, is_newest(&b->result, i));
	}
	return e;
}

enum err
build_pages(struct site *s, const struct book *b, bool last, const char *today)
{
	struct render_input in = {.tick = last ? TICK_LAST : TICK_GOOD};
	const struct public_publication *p;
	enum err e;

	e = add_css(s);
	if (e != ERR_OK)
		return e;
	if (b == NULL)
		return set_missing(s, NOTICE_UNCHECKED, 503, false);
	in.trial = b->result.trial;
	p = b->result.latest;
	if (p != NULL) {
		in.publication = p->payload;
		in.checked = b->checked;
		in.seal = p->code[0] == '\0' ? NULL : p->code;
		/* ISO dates compare as texts. */
		in.late = strcmp(today, j_str(p->payload, "next_due")) > 0;
	}
	e = set_missing(s, NOTICE_NOT_FOUND, 404, b->result.trial);
	if (e == ERR_OK)
		e = add_front(s, &in);
	return e == ERR_OK ? add_all(s, b) : e;
}
