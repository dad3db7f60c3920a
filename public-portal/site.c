/*
 * site.c - the table of pages, and what the public directory adds to it.
 */
#include "site.h"

#include "build.h"
#include "gzip.h"
#include "hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SITE_PAGES_MAX 2097152

const char *
cache_word(enum site_cache c)
{
	switch (c) {
	case CACHE_NEVER:
		return "no-store";
	case CACHE_SHORT:
		return "public, max-age=30";
	case CACHE_LONG:
		return "public, max-age=31536000, immutable";
	}
	return "no-store";
}

static void
body_etag(struct body *b)
{
	static const char hex[] = "0123456789abcdef";
	struct digest d;
	size_t i;

	d = sha256((struct span){b->bytes, b->n});
	b->etag[0] = '"';
	for (i = 0; i < 16; i++) {
		b->etag[1 + 2 * i] = hex[d.b[i] >> 4];
		b->etag[2 + 2 * i] = hex[d.b[i] & 15];
	}
	b->etag[33] = '"';
	b->etag[34] = '\0';
}

/* Hashes and sealed bytes are noise, and noise does not pack; a font and a
 * picture are packed already. */
static bool
page_packs(const struct page *p)
{
	return strcmp(p->type, "application/octet-stream") != 0 &&
	    strcmp(p->type, "font/woff2") != 0 &&
	    strcmp(p->type, "image/png") != 0;
}

enum err
page_fill(struct page *p, const char *path, struct span bytes)
{
	enum err e = ERR_OK;

	p->gzip = (struct body){.bytes = NULL};
	p->path = strdup(path);
	p->plain.bytes = malloc(bytes.n + 1);
	if (p->path == NULL || p->plain.bytes == NULL)
		e = ERR_MEMORY;
	else if (page_packs(p))
		e = gzip_pack(&p->gzip.bytes, &p->gzip.n, bytes);
	if (e != ERR_OK) {
		page_release(p);
		return e;
	}
	if (bytes.n > 0)
		memcpy(p->plain.bytes, bytes.p, bytes.n);
	p->plain.n = bytes.n;
	body_etag(&p->plain);
	if (p->gzip.bytes != NULL)
		body_etag(&p->gzip);
	return ERR_OK;
}

void
page_release(struct page *p)
{
	free(p->path);
	free(p->plain.bytes);
	free(p->gzip.bytes);
	p->path = NULL;
	p->plain = p->gzip = (struct body){.bytes = NULL};
}

enum err
site_add(struct site *s, const char *path, struct span bytes,
    const struct page *like)
{
	struct page *grown, p;
	size_t cap;
	enum err e;

	if (strlen(path) >= SITE_PATH_MAX || s->n >= SITE_PAGES_MAX)
		return ERR_RANGE;
	if (s->n == s->cap) {
		cap = s->cap == 0 ? 64 : s->cap * 2;
		grown = realloc(s->page, cap * sizeof(*grown));
		if (grown == NULL)
			return ERR_MEMORY;
		s->page = grown;
		s->cap = cap;
	}
	p = *like;
	e = page_fill(&p, path, bytes);
	if (e == ERR_OK)
		s->page[s->n++] = p;
	return e;
}

/* Names of FORMAT 8.1: what may change is short-lived. */
static enum err
site_add_file(struct site *s, const struct file *f)
{
	struct page like = {.status = 200, .open = true};
	char path[SITE_PATH_MAX];
	int len;

	len = snprintf(path, sizeof(path), "/%s", f->name);
	if (len < 0 || (size_t)len >= sizeof(path))
		return ERR_RANGE;
	like.type = "text/plain; charset=utf-8";
	like.cache = CACHE_SHORT;
	if (strncmp(f->name, "tile/", 5) == 0) {
		like.type = "application/octet-stream";
		like.cache = CACHE_LONG;
	} else if (strncmp(f->name, "checkpoints/", 12) == 0 ||
	    strncmp(f->name, "proofs/", 7) == 0) {
		like.cache = CACHE_LONG;
	} else if (strncmp(f->name, "clear/", 6) == 0 ||
	    strncmp(f->name, "publications/", 13) == 0) {
		like.type = "application/json";
	}
	return site_add(s, path, (struct span){f->bytes, f->n}, &like);
}

static int
page_cmp(const void *a, const void *b)
{
	const struct page *x = a, *y = b;

	return strcmp(x->path, y->path);
}

enum err
site_build(struct site **out, const struct book *b, bool last,
    const char *today, const char *address)
{
	struct site *s;
	enum err e;
	size_t i;

	s = calloc(1, sizeof(*s));
	if (s == NULL)
		return ERR_MEMORY;
	e = build_pages(s, b, last, today, address);
	for (i = 0; e == ERR_OK && b != NULL && i < b->files.n; i++)
		e = site_add_file(s, &b->files.file[i]);
	if (e != ERR_OK) {
		site_free(s);
		return e;
	}
	qsort(s->page, s->n, sizeof(*s->page), page_cmp);
	s->good = b != NULL;
	s->size = b == NULL ? 0 : b->result.checkpoint.size;
	s->publications = b == NULL ? 0 : b->result.n_publication;
	*out = s;
	return ERR_OK;
}

void
site_free(struct site *s)
{
	size_t i;

	if (s == NULL)
		return;
	for (i = 0; i < s->n; i++)
		page_release(&s->page[i]);
	page_release(&s->missing);
	free(s->page);
	free(s);
}

const struct page *
site_find(const struct site *s, const char *path)
{
	size_t low, high, mid;
	int c;

	for (low = 0, high = s->n; low < high;) {
		mid = low + (high - low) / 2;
		c = strcmp(path, s->page[mid].path);
		if (c == 0)
			return &s->page[mid];
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}
