/*
 * pub.h - publication objects for the tests of renderings.
 *
 * Include after cmocka.h.  The working directory is the root of the tree.
 */
#ifndef UNIT_RENDER_PUB_H
#define UNIT_RENDER_PUB_H

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canonical.h"
#include "render.h"
#include "schema.h"

static const char *const pub_periods[] = {"2026-Q3", "2026-Q4", "2027-Q1",
    "2027-Q2"};

static inline json_t *
pub_load(const char *period)
{
	char path[64];
	uint8_t buf[16384];
	struct fault f;
	const char *bad = NULL;
	json_t *j;
	FILE *file;
	size_t n;

	snprintf(path, sizeof(path), "tests/data/publications/%s.json", period);
	file = fopen(path, "rb");
	if (file == NULL)
		fail_msg("no %s", path);
	n = fread(buf, 1, sizeof(buf), file);
	fclose(file);
	if (canonical_decode(&j, (struct span){buf, n}, PUBLICATION_MAX, &f) !=
	    ERR_OK)
		fail_msg("%s: %s", path, f.clause);
	if (schema_check(j, clear_schema(KIND_PUBLICATION), &f, &bad) != ERR_OK)
		fail_msg("%s: %s (%s)", path, f.clause, bad);
	return j;
}

/* What a renderer writes, NUL-terminated: free() it. */
static inline char *
pub_text(enum err (*render)(struct html *, const struct render_input *),
    const struct render_input *in)
{
	struct html h;
	char *s;

	html_init(&h);
	assert_int_equal(render(&h, in), ERR_OK);
	s = malloc(h.n + 1);
	assert_non_null(s);
	memcpy(s, h.p, h.n);
	s[h.n] = '\0';
	html_release(&h);
	return s;
}

static inline void
pub_has(const char *text, const char *want)
{
	if (strstr(text, want) == NULL)
		fail_msg("\"%s\" is missing in:\n%.4000s", want, text);
}

static inline void
pub_lacks(const char *text, const char *unwanted)
{
	if (strstr(text, unwanted) != NULL)
		fail_msg("\"%s\" is there", unwanted);
}

#endif
