/*
 * ask_find.c - a part of a code or of a name, without marks, into the one code
 * that is meant.
 */
#include "ask.h"

#include "fold.h"
#include "schema.h"
#include "state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_MAX 15
#define LABEL_MAX 480

struct match {
	const char *code, *name;
};

struct search {
	char want[FOLD_MAX + 1];
	struct match found[SHOWN_MAX];
	size_t n; /* all of them, shown or not */
	const char *exact;
};

bool
ask_is_found(enum kind kind, const char *key)
{
	static const char *const keys[] = {"sponsor", "to_sponsor", "child",
	    "unit", "confirmer", "reporter"};
	size_t i;

	if (kind == KIND_CHILD || kind == KIND_SPONSOR)
		return false;
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(keys[i], key) == 0)
			return true;
	return false;
}

static void
look_at(struct search *s, const char *code, const char *name)
{
	char label[LABEL_MAX], folded[FOLD_MAX + 1], bare[FOLD_MAX + 1];

	(void)snprintf(label, sizeof(label), "%s %s", code, name);
	if (fold(folded, sizeof(folded), label) != ERR_OK ||
	    fold(bare, sizeof(bare), code) != ERR_OK)
		return;
	if (strcmp(bare, s->want) == 0)
		s->exact = code;
	if (strstr(folded, s->want) == NULL)
		return;
	if (s->n < SHOWN_MAX)
		s->found[s->n] = (struct match){code, name};
	s->n++;
}

static void
look_everywhere(struct search *s, const struct ask *a, const char *key)
{
	const struct state *st = writer_state(a->w);
	const struct grant *g;
	size_t i, j;

	if (strcmp(key, "child") == 0) {
		for (i = 0; i < st->n_child; i++)
			look_at(s, st->child[i].code, st->child[i].name);
		return;
	}
	for (i = 0; i < st->n_sponsor; i++)
		look_at(s, st->sponsor[i].code, st->sponsor[i].name);
	if (strcmp(key, "sponsor") == 0 || strcmp(key, "to_sponsor") == 0)
		return;
	for (i = 0; (g = authority_grant(writer_authority(a->w), i)) != NULL;
	     i++) {
		for (j = 0; j < s->n && j < SHOWN_MAX; j++)
			if (strcmp(s->found[j].code, g->unit) == 0)
				break;
		if (j == s->n || j == SHOWN_MAX)
			look_at(s, g->unit, "");
	}
}

/* A number of the list, or another try. */
static bool
choose(struct ask *a, const struct search *s, char *text, size_t cap)
{
	char line[ASK_TEXT_MAX];
	uint64_t v;
	size_t i;

	for (i = 0; i < s->n && i < SHOWN_MAX; i++)
		(void)fprintf(stderr, "    %zu) %s  %s\n", i + 1,
		    s->found[i].code, s->found[i].name);
	if (s->n > SHOWN_MAX)
		(void)fprintf(stderr, "    ... +%zu\n", s->n - SHOWN_MAX);
	ask_say(a->cli, "    số nào? (Enter: gõ lại) ",
	    "    which number? (Enter: type again) ");
	if (!ask_line(line, sizeof(line)) ||
	    decimal_decode(&v, span_str(line)) != ERR_OK || v < 1 || v > s->n ||
	    v > SHOWN_MAX)
		return false;
	(void)snprintf(text, cap, "%s", s->found[v - 1].code);
	(void)fprintf(stderr, "    = %s  %s\n", s->found[v - 1].code,
	    s->found[v - 1].name);
	return true;
}

bool
ask_find(struct ask *a, const char *key, char *text, size_t cap)
{
	struct search *s = calloc(1, sizeof(*s));
	bool known = strcmp(key, "child") == 0 || strcmp(key, "sponsor") == 0 ||
	    strcmp(key, "to_sponsor") == 0;
	bool ok = false;
	size_t i;

	if (s == NULL || fold(s->want, sizeof(s->want), text) != ERR_OK) {
		free(s);
		return false;
	}
	look_everywhere(s, a, key);
	if (s->exact != NULL || s->n == 1) {
		const char *code =
		    s->exact != NULL ? s->exact : s->found[0].code;

		for (i = 0; i < s->n && i < SHOWN_MAX; i++)
			if (strcmp(s->found[i].code, code) == 0)
				(void)fprintf(stderr, "    = %s  %s\n", code,
				    s->found[i].name);
		(void)snprintf(text, cap, "%s", code);
		ok = true;
	} else if (s->n > 1) {
		ok = choose(a, s, text, cap);
	} else if (known) {
		ask_say(a->cli, "    không tìm thấy mã hay tên nào như vậy\n",
		    "    no such code or name\n");
	} else {
		ok = true; /* a unit that the ledger has not met yet */
	}
	free(s);
	return ok;
}
