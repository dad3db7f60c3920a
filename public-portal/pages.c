/*
 * pages.c - one rendering becomes one page.
 */
#include "build.h"
#include "qr.h"

#include <stdio.h>
#include <stdlib.h>

struct span
html_bytes(const struct html *h)
{
	return (struct span){(const uint8_t *)h->p, h->n};
}

enum err
page_html(struct site *s, const char *path, const struct html *h,
    const char *type, unsigned status)
{
	const struct page like = {.status = status,
	    .type = type,
	    .cache = status == 200 ? CACHE_SHORT : CACHE_NEVER};

	return site_add(s, path, html_bytes(h), &like);
}

enum err
page_render(struct site *s, const char *path, const char *type,
    enum err (*render)(struct html *, const struct render_input *),
    const struct render_input *in)
{
	struct html h;
	enum err e;

	html_init(&h);
	e = render(&h, in);
	if (e == ERR_OK)
		e = page_html(s, path, &h, type, 200);
	html_release(&h);
	return e;
}

enum err
page_notice(struct site *s, const char *path, enum notice n, unsigned status,
    const struct render_input *in)
{
	struct html h;
	enum err e;

	html_init(&h);
	e = render_notice_vi(&h, n, in);
	if (e == ERR_OK)
		e = page_html(s, path, &h, TYPE_HTML, status);
	html_release(&h);
	return e;
}

enum err
page_poster(struct site *s, const char *path,
    const struct public_publication *p, const struct render_input *in)
{
	struct render_input with = *in;
	struct render_qr q = {NULL, 0};
	char text[2 * SITE_PATH_MAX], own[SITE_PATH_MAX];
	enum err e = ERR_OK;
	int len;

	if (in->site != NULL) {
		len = snprintf(text, sizeof(text), "%s%s", in->site, path);
		if (len < 0 || (size_t)len >= sizeof(text))
			return ERR_RANGE;
		e = qr_make(&q, text);
		with.qr = &q;
	}
	(void)snprintf(own, sizeof(own), "/niem-yet/%s", p->period);
	if (e == ERR_OK)
		e = page_render(s, own, TYPE_HTML, render_poster_vi, &with);
	qr_release(&q);
	return e;
}

enum err
page_picture(struct site *s, struct painter *painter,
    const struct public_publication *p)
{
	const struct page like = {.status = 200,
	    .type = "image/png",
	    .cache = CACHE_SHORT,
	    .open = true};
	char path[SITE_PATH_MAX];
	uint8_t *bytes = NULL;
	size_t n;
	enum err e;

	(void)snprintf(path, sizeof(path), "/chia-se/%s-v%u.png", p->period,
	    p->version);
	e = picture_draw(&bytes, &n, painter, p->payload);
	if (e == ERR_OK)
		e = site_add(s, path, (struct span){bytes, n}, &like);
	free(bytes);
	return e;
}
