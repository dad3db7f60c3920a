/*
 * facts_csv.h - the synthetic tables of tests/data/viet-an as struct facts,
 * as they were known at the end of a quarter.  The working directory must be
 * the root of the tree.  Include after cmocka.h.
 */
#ifndef UNIT_FACTS_CSV_H
#define UNIT_FACTS_CSV_H

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "facts.h"
#include "money_cells.h"

#define CSV_DIR "tests/data/viet-an/"
#define CSV_COLUMNS 16
#define CSV_LINE 512

struct csv {
	FILE *f;
	char head[CSV_LINE], line[CSV_LINE];
	char *name[CSV_COLUMNS], *value[CSV_COLUMNS];
	size_t n;
};

static inline size_t
csv_split(char *line, char **field)
{
	size_t n;

	line[strcspn(line, "\n")] = '\0';
	for (n = 0; n < CSV_COLUMNS; n++) {
		field[n] = line;
		line = strchr(line, ',');
		if (line == NULL)
			return n + 1;
		*line++ = '\0';
	}
	fail_msg("too many columns");
	return 0;
}

static inline void
csv_open(struct csv *c, const char *name)
{
	char path[128];

	(void)snprintf(path, sizeof(path), CSV_DIR "%s", name);
	c->f = fopen(path, "r");
	if (c->f == NULL)
		fail_msg("%s", path);
	assert_non_null(fgets(c->head, sizeof(c->head), c->f));
	c->n = csv_split(c->head, c->name);
}

static inline bool
csv_next(struct csv *c)
{
	if (fgets(c->line, sizeof(c->line), c->f) == NULL) {
		(void)fclose(c->f);
		return false;
	}
	assert_int_equal(csv_split(c->line, c->value), c->n);
	return true;
}

static inline const char *
csv_get(const struct csv *c, const char *name)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (strcmp(c->name[i], name) == 0)
			return c->value[i];
	fail_msg("no column %s", name);
	return "";
}

static inline void
csv_word(char out[FACTS_WORD], const struct csv *c, const char *name)
{
	const char *s;
	size_t i;

	s = csv_get(c, name);
	assert_true(strlen(s) < FACTS_WORD);
	for (i = 0; s[i] != '\0'; i++)
		out[i] = (char)tolower((unsigned char)s[i]);
	out[i] = '\0';
}

static inline uint32_t
csv_quarter(const char *date)
{
	char *end;
	unsigned long year, month;

	year = strtoul(date, &end, 10);
	month = strtoul(end + 1, NULL, 10);
	return (uint32_t)(year * 4 + (month - 1) / 3);
}

/* Child codes by index in struct facts, and what came before the reversal. */
struct csv_names {
	char child[128][FACTS_WORD];
	size_t n_child;
};

static inline size_t
csv_child(const struct csv_names *n, const char *code)
{
	size_t i;

	for (i = 0; i < n->n_child; i++)
		if (strcmp(n->child[i], code) == 0)
			return i;
	fail_msg("no child %s", code);
	return 0;
}

static inline size_t
csv_sponsor(const struct facts *f, const char *code)
{
	size_t i;

	for (i = 0; i < f->n_sponsor; i++)
		if (strcasecmp(f->sponsor[i].code, code) == 0)
			return i;
	fail_msg("no sponsor %s", code);
	return 0;
}

static inline void
csv_sponsors(struct facts *f)
{
	struct facts_sponsor s;
	struct csv c;

	csv_open(&c, "sponsors.csv");
	while (csv_next(&c)) {
		memset(&s, 0, sizeof(s));
		csv_word(s.code, &c, "code");
		(void)snprintf(s.name, sizeof(s.name), "%s",
		    csv_get(&c, "name"));
		s.group = (unsigned)(csv_get(&c, "group")[1] - '0');
		s.money_public = csv_get(&c, "money_public")[0] == '1';
		assert_int_equal(facts_add_sponsor(f, &s, NULL), ERR_OK);
	}
}

static inline void
csv_child_add(struct facts *f, struct csv_names *names, const char *code)
{
	struct facts_child k;
	struct csv c;

	csv_open(&c, "children.csv");
	while (csv_next(&c)) {
		if (strcmp(csv_get(&c, "child"), code) != 0)
			continue;
		memset(&k, 0, sizeof(k));
		csv_word(k.household, &c, "household");
		csv_word(k.cluster, &c, "cluster");
		csv_word(k.level, &c, "level");
		csv_word(k.hamlet, &c, "hamlet");
		csv_word(k.school, &c, "school");
		k.category = (unsigned)(csv_get(&c, "cat")[0] - '0');
		k.entered = FACTS_QUARTER(2026, 3);
		assert_int_equal(facts_add_child(f, &k, NULL), ERR_OK);
		(void)snprintf(names->child[names->n_child++], FACTS_WORD, "%s",
		    code);
	}
}

static inline void
csv_assignments(struct facts *f, struct csv_names *names)
{
	struct csv c;
	size_t s;

	csv_open(&c, "assignments.csv");
	while (csv_next(&c)) {
		csv_child_add(f, names, csv_get(&c, "child"));
		s = csv_sponsor(f, csv_get(&c, "sponsor"));
		f->sponsor[s].counted = true;
		assert_int_equal(facts_add_tie(f,
				     csv_child(names, csv_get(&c, "child")), s),
		    ERR_OK);
	}
	csv_open(&c, "changes.csv");
	while (csv_next(&c)) {
		if (strcmp(csv_get(&c, "change"), "transfer") != 0 ||
		    csv_quarter(csv_get(&c, "effective")) > f->period)
			continue;
		s = csv_sponsor(f, csv_get(&c, "to_sponsor"));
		f->sponsor[s].counted = true;
		assert_int_equal(facts_add_tie(f,
				     csv_child(names, csv_get(&c, "child")), s),
		    ERR_OK);
	}
}

static inline unsigned
csv_kind(const char *word)
{
	unsigned k;

	for (k = 0; k < FACTS_KINDS; k++)
		if (strcmp(money_kind_word(k), word) == 0)
			return k;
	fail_msg("kind %s", word);
	return 0;
}

/* The row of this sponsor, year and voucher as a payment (period 0: all). */
static inline void
csv_payments(struct facts *f, const struct csv_names *names,
    const struct csv *reversal)
{
	struct facts_payment p = {.group = 0};
	struct csv c;

	csv_open(&c, "disbursements.csv");
	while (csv_next(&c)) {
		p.quarter = csv_quarter(csv_get(&c, "date"));
		p.amount = strtoll(csv_get(&c, "amount"), NULL, 10);
		if (reversal != NULL) {
			if (strcmp(csv_get(&c, "voucher"),
				csv_get(reversal, "voucher")) != 0 ||
			    strcmp(csv_get(&c, "sponsor"),
				csv_get(reversal, "sponsor")) != 0 ||
			    strncmp(csv_get(&c, "date"),
				csv_get(reversal, "year"), 4) != 0)
				continue;
			p.quarter = csv_quarter(csv_get(reversal, "date"));
			p.amount = -p.amount;
		}
		if (p.quarter > f->period)
			continue;
		p.child = csv_child(names, csv_get(&c, "child"));
		p.sponsor = csv_sponsor(f, csv_get(&c, "sponsor"));
		p.kind = csv_kind(csv_get(&c, "kind"));
		p.school_year = strcmp(csv_get(&c, "form"), "school-year") == 0;
		assert_int_equal(facts_add_payment(f, &p), ERR_OK);
	}
}

/* Heads and indicators of the four quarters, from expected.md. */
static const struct csv_heads {
	uint64_t supported, rows, confirmed, start, below, late, adhoc, missing;
} csv_heads[4] = {
    {59, 83, 65, 60, 3, 0, 0, 1},
    {56, 60, 43, 59, 4, 1, 1, 2},
    {54, 56, 43, 56, 2, 0, 0, 0},
    {54, 55, 48, 54, 2, 0, 0, 0},
};

/* q counts from 0, 2026-Q3. */
static inline void
facts_csv(struct facts *f, size_t q)
{
	const struct csv_heads *h;
	struct csv_names names;
	struct csv r;

	h = &csv_heads[q];
	names.n_child = 0;
	facts_init(f, FACTS_QUARTER(2026, 3) + (uint32_t)q);
	csv_sponsors(f);
	csv_assignments(f, &names);
	csv_payments(f, &names, NULL);
	csv_open(&r, "reversals.csv");
	while (csv_next(&r))
		csv_payments(f, &names, &r);
	f->supported = h->supported;
	f->waiting = 15;
	f->rows = h->rows;
	f->confirmed = h->confirmed;
	f->minimum = 1000000;
	f->plan = true;
	assert_int_equal(facts_add_indicator(f, "below-minimum", h->below,
			     h->start),
	    0);
	assert_int_equal(facts_add_indicator(f, "late", h->late, h->rows), 0);
	assert_int_equal(facts_add_indicator(f, "ad-hoc", h->adhoc, h->start),
	    0);
	assert_int_equal(facts_add_indicator(f, "short", h->missing, h->rows),
	    0);
	assert_int_equal(facts_add_indicator(f, "dropped-out", 0, h->start), 0);
}

#endif
