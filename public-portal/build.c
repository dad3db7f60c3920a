/*
 * build.c - which page stands at which address.
 */
#include "build.h"

#include "assets.h"
#include "catalog.h"
#include "history.h"
#include "render.h"
#include "schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TYPE_TEXT "text/plain; charset=utf-8"
#define TYPE_CSV "text/csv; charset=utf-8"
#define TYPE_ATOM "application/atom+xml; charset=utf-8"
#define TYPE_JSON "application/json"

/* Style sheet, fonts and check page: they hold no figure. */
static enum err
add_assets(struct site *s)
{
	struct page like = {.status = 200};
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; e == ERR_OK && i < n_assets; i++) {
		like.type = assets[i].type;
		like.cache = assets[i].lasts ? CACHE_LONG : CACHE_SHORT;
		like.policy =
		    assets[i].policy[0] == '\0' ? NULL : assets[i].policy;
		e = site_add(s, assets[i].path,
		    (struct span){assets[i].bytes, assets[i].n}, &like);
	}
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
		e = page_fill(&s->missing, "", html_bytes(&h));
	html_release(&h);
	return e;
}

static enum err
add_data(struct site *s, const char *path, const struct html *h,
    const char *type)
{
	const struct page like = {.status = 200,
	    .type = type,
	    .cache = CACHE_SHORT,
	    .open = true};

	return site_add(s, path, html_bytes(h), &like);
}

static enum err
add_file(struct site *s, const char *period, const char *name,
    const struct html *h, const char *type)
{
	char path[SITE_PATH_MAX];

	(void)snprintf(path, sizeof(path), "/du-lieu/%s/%s", period, name);
	return add_data(s, path, h, type);
}

/* Table, workbook, JSON and their description; the JSON also in the API. */
static enum err
add_period(struct site *s, const char *period, const struct render_input *in)
{
	struct html csv, book, json, package;
	char path[SITE_PATH_MAX];
	enum err e;

	html_init(&csv);
	html_init(&book);
	html_init(&json);
	html_init(&package);
	e = render_csv(&csv, in);
	if (e == ERR_OK)
		e = render_workbook(&book, in);
	if (e == ERR_OK)
		e = render_json(&json, in);
	if (e == ERR_OK)
		e = render_datapackage(&package, in->publication,
		    html_bytes(&csv), html_bytes(&book), html_bytes(&json));
	if (e == ERR_OK)
		e = add_file(s, period, "so-lieu.csv", &csv, TYPE_CSV);
	if (e == ERR_OK)
		e = add_file(s, period, "so-lieu.xlsx", &book, TYPE_XLSX);
	if (e == ERR_OK)
		e = add_file(s, period, "so-lieu.json", &json, TYPE_JSON);
	if (e == ERR_OK)
		e = add_file(s, period, "datapackage.json", &package,
		    TYPE_JSON);
	(void)snprintf(path, sizeof(path), "/api/v1/cong-bo/%s", period);
	if (e == ERR_OK)
		e = add_data(s, path, &json, TYPE_JSON);
	html_release(&csv);
	html_release(&book);
	html_release(&json);
	html_release(&package);
	return e;
}

/* The permanent page of one publication with its picture, and its files if it
 * is the newest version of its period. */
static enum err
add_publication(struct site *s, struct painter *painter,
    const struct public_publication *p, const struct render_input *in,
    bool newest)
{
	char path[SITE_PATH_MAX];
	enum err e;

	(void)snprintf(path, sizeof(path), "/cong-bo/%s/v%u/", p->period,
	    p->version);
	if (p->payload == NULL)
		return page_notice(s, path, NOTICE_WITHDRAWN, 410, in);
	e = page_render(s, path, TYPE_HTML, render_page_vi, in);
	if (e == ERR_OK)
		e = page_picture(s, painter, p);
	if (e != ERR_OK || !newest)
		return e;
	e = page_poster(s, path, p, in);
	return e == ERR_OK ? add_period(s, p->period, in) : e;
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

/* What other sites may take into their pages, in a frame or as a picture. */
static enum err
add_embeds(struct site *s, const struct render_input *in)
{
	static const struct {
		const char *path;
		enum err (*render)(struct html *, const struct render_input *);
		struct page like;
	} embed[] = {
	    {"/nhung/", render_embed_vi,
		{.type = TYPE_HTML,
		    .policy =
			"default-src 'none'; style-src 'self'; img-src 'self'; "
			"font-src 'self'; base-uri 'none'; "
			"form-action 'none'; frame-ancestors *"}},
	    {"/nhung/so-em.svg", render_embed_svg, {.type = "image/svg+xml"}},
	};
	struct page like;
	struct html h;
	size_t i;
	enum err e = ERR_OK;

	for (i = 0; e == ERR_OK && i < sizeof(embed) / sizeof(embed[0]); i++) {
		like = embed[i].like;
		like.status = 200;
		like.cache = CACHE_SHORT;
		like.open = true;
		html_init(&h);
		e = embed[i].render(&h, in);
		if (e == ERR_OK)
			e = site_add(s, embed[i].path, html_bytes(&h), &like);
		html_release(&h);
	}
	return e;
}

/* The front pages show the latest publication and what is wrong just now. */
static enum err
add_front(struct site *s, const struct render_input *in)
{
	enum err e;

	if (in->publication == NULL)
		return page_notice(s, "/", NOTICE_EMPTY, 200, in);
	e = page_render(s, "/", TYPE_HTML, render_page_vi, in);
	if (e == ERR_OK)
		e = page_render(s, "/en/", TYPE_HTML, render_page_en, in);
	if (e == ERR_OK)
		e = page_render(s, "/vi-sao-tin-duoc", TYPE_HTML,
		    render_trust_vi, in);
	if (e == ERR_OK)
		e = page_render(s, "/tinh-the-nao", TYPE_HTML, render_method_vi,
		    in);
	if (e == ERR_OK)
		e = page_render(s, "/ban-tin.txt", TYPE_TEXT, render_bulletin,
		    in);
	if (e == ERR_OK)
		e = page_render(s, "/chia-se.txt", TYPE_TEXT, render_share, in);
	if (e == ERR_OK)
		e = add_embeds(s, in);
	return e;
}

static enum err
add_all(struct site *s, const struct book *b, const char *address)
{
	struct render_input in = {.tick = TICK_GOOD,
	    .site = address,
	    .checked = b->checked,
	    .trial = b->result.trial};
	const struct public_publication *p;
	struct painter *painter;
	enum err e;
	size_t i;

	e = painter_open(&painter);
	if (e != ERR_OK)
		return e;
	for (i = 0; e == ERR_OK && i < b->result.n_publication; i++) {
		p = &b->result.publication[i];
		if (p->version == 0)
			continue; /* withdrawn, and nobody knows its name */
		in.publication = p->payload;
		in.seal = p->code[0] == '\0' ? NULL : p->code;
		in.reason = p->payload == NULL ? p->reason : NULL;
		in.withdrawn = p->payload == NULL && *p->withdrawn_on != '\0'
		    ? p->withdrawn_on
		    : NULL;
		in.replaced = !is_newest(&b->result, i);
		e = add_publication(s, painter, p, &in, !in.replaced);
	}
	painter_close(painter);
	return e;
}

/* /api/v1/cong-bo; the files of clause 8.1 stand at their own addresses. */
static enum err
add_catalog(struct site *s, const struct history_item *item, size_t n,
    const char *address, bool trial)
{
	struct html list, dcat;
	enum err e;

	html_init(&list);
	html_init(&dcat);
	e = render_catalog(&list, item, n);
	if (e == ERR_OK)
		e = add_data(s, "/api/v1/cong-bo", &list, TYPE_JSON);
	if (e == ERR_OK)
		e = render_dcat(&dcat, item, n, address, trial);
	if (e == ERR_OK)
		e = add_data(s, "/du-lieu/dcat.jsonld", &dcat,
		    "application/ld+json");
	html_release(&list);
	html_release(&dcat);
	return e;
}

/* What is told of all publications together. */
static enum err
add_history(struct site *s, const struct book *b, const char *address)
{
	const struct public_result *r = &b->result;
	struct history_item *item;
	struct html page, feed;
	size_t i, n = 0;
	enum err e;

	item = calloc(r->n_publication + 1, sizeof(*item));
	if (item == NULL)
		return ERR_MEMORY;
	for (i = 0; i < r->n_publication; i++) {
		const struct public_publication *p = &r->publication[i];

		if (p->version == 0)
			continue; /* withdrawn, and nobody knows its name */
		item[n++] = (struct history_item){.period = p->period,
		    .version = p->version,
		    .publication = p->payload,
		    .reason = p->payload == NULL ? p->reason : NULL,
		    .withdrawn = p->withdrawn_on,
		    .seal = p->code[0] == '\0' ? NULL : p->code};
	}
	html_init(&page);
	html_init(&feed);
	e = render_history_vi(&page, item, n, r->trial);
	if (e == ERR_OK)
		e = render_feed(&feed, item, n, r->checkpoint.origin);
	if (e == ERR_OK)
		e = page_html(s, "/cong-bo/", &page, TYPE_HTML, 200);
	if (e == ERR_OK)
		e = page_html(s, "/feed.atom", &feed, TYPE_ATOM, 200);
	if (e == ERR_OK)
		e = add_catalog(s, item, n, address, r->trial);
	html_release(&page);
	html_release(&feed);
	free(item);
	return e;
}

enum err
build_pages(struct site *s, const struct book *b, bool last, const char *today,
    const char *address)
{
	struct standing st;
	struct render_input in = {.tick = last ? TICK_LAST : TICK_GOOD,
	    .site = address};
	const struct public_publication *p;
	enum err e;

	e = add_assets(s);
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
	e = standing_find(&st, &in, b);
	if (e == ERR_OK)
		e = set_missing(s, NOTICE_NOT_FOUND, 404, b->result.trial);
	if (e == ERR_OK)
		e = add_front(s, &in);
	standing_release(&st);
	if (e == ERR_OK)
		e = add_history(s, b, address);
	return e == ERR_OK ? add_all(s, b, address) : e;
}
