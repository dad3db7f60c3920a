/*
 * compare_copy.c - fingerprints of the parts of each entry.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "comparework.h"

#define LEAF_LINES 6
#define HEAD_LINES 4

enum err
compare_copy_new(struct compare_copy **out, const uint8_t key[16])
{
	struct compare_copy *c;

	c = calloc(1, sizeof(*c));
	if (c == NULL)
		return ERR_MEMORY;
	memcpy(c->key, key, sizeof(c->key));
	*out = c;
	return ERR_OK;
}

void
compare_copy_free(struct compare_copy *c)
{
	if (c == NULL)
		return;
	free(c->e);
	free(c);
}

size_t
compare_copy_size(const struct compare_copy *c)
{
	return c->n;
}

static uint64_t
print(const struct compare_copy *c, struct span s)
{
	static const uint8_t none[1] = {0};
	uint64_t v;

	(void)crypto_shorthash((uint8_t *)&v, s.n > 0 ? s.p : none, s.n,
	    c->key);
	return v;
}

/* Two spans as one value, without joining them. */
static uint64_t
print_two(const struct compare_copy *c, struct span a, struct span b)
{
	const uint64_t both[2] = {print(c, a), print(c, b)};

	return print(c, (struct span){(const uint8_t *)both, sizeof(both)});
}

/* The bytes up to and with the first LF from at on; empty if there is none. */
static struct span
line_at(struct span s, size_t at)
{
	const uint8_t *lf;

	if (at >= s.n)
		return (struct span){NULL, 0};
	lf = memchr(s.p + at, '\n', s.n - at);
	if (lf == NULL)
		return (struct span){NULL, 0};
	return (struct span){s.p + at, (size_t)(lf - (s.p + at)) + 1};
}

/* False: not n lines, each with its LF, and nothing else. */
static bool
lines(struct span *line, size_t n, struct span s)
{
	size_t at = 0, i;

	for (i = 0; i < n; i++) {
		line[i] = line_at(s, at);
		if (line[i].n == 0)
			return false;
		at += line[i].n;
	}
	return at == s.n;
}

static void
take_leaf(const struct compare_copy *c, struct compare_entry *e,
    struct span leaf)
{
	struct span line[LEAF_LINES], id = leaf;

	e->print[PRINT_LEAF] = print(c, leaf);
	if (lines(line, LEAF_LINES, leaf)) {
		id = line[5];
		e->print[PRINT_LEAF_FREE] = print_two(c, line[2], line[5]);
		e->print[PRINT_LEAF_BODY] = print_two(c, line[2],
		    (struct span){line[4].p, line[4].n + line[5].n});
	}
	(void)crypto_generichash(e->id, sizeof(e->id), id.p, id.n, c->key,
	    sizeof(c->key));
}

static void
take_head(const struct compare_copy *c, struct compare_entry *e,
    struct span head)
{
	struct span line[HEAD_LINES];

	e->print[PRINT_HEAD] = print(c, head);
	if (lines(line, HEAD_LINES, head))
		e->print[PRINT_HEAD_FREE] = print_two(c, line[2], line[3]);
}

/* The line of `seen` apart, and all after the empty line. */
static void
take_note(const struct compare_copy *c, struct compare_entry *e,
    struct span note)
{
	struct span line, seen = {NULL, 0}, before = note, after = {NULL, 0};
	struct span sigs = {NULL, 0};
	size_t at;

	for (at = 0; (line = line_at(note, at)).n > 1; at += line.n) {
		if (seen.n > 0 || line.n < 5 || memcmp(line.p, "seen ", 5) != 0)
			continue;
		seen = line;
		before.n = at;
		after.p = line.p + line.n;
	}
	if (line.n == 1)
		sigs = (struct span){note.p + at, note.n - at};
	if (seen.n > 0)
		after.n = note.n - before.n - seen.n - sigs.n;
	else
		before.n -= sigs.n;
	e->print[PRINT_STATEMENT] = print_two(c, before, after);
	e->print[PRINT_SEEN] = print(c, seen);
	e->print[PRINT_SIGNATURES] = print(c, sigs);
}

enum err
compare_copy_add(struct compare_copy *c, const struct compare_bytes *b)
{
	struct compare_entry *p;
	size_t cap;

	if (c->n == c->cap) {
		cap = c->cap == 0 ? 256 : c->cap * 2;
		p = cap > SIZE_MAX / sizeof(*p)
		    ? NULL
		    : realloc(c->e, cap * sizeof(*p));
		if (p == NULL)
			return ERR_MEMORY;
		c->e = p;
		c->cap = cap;
	}
	p = &c->e[c->n++];
	memset(p, 0, sizeof(*p));
	take_leaf(c, p, b->leaf);
	take_head(c, p, b->head);
	take_note(c, p, b->note);
	p->print[PRINT_ITEM] = print(c, b->item);
	p->print[PRINT_OPENING] = print(c, b->opening);
	return ERR_OK;
}

void
compare_copy_opening(struct compare_copy *c, struct span opening)
{
	if (c->n > 0)
		c->e[c->n - 1].print[PRINT_OPENING] = print(c, opening);
}
