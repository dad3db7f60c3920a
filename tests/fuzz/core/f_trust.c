/*
 * f_trust.c - a trust policy keeps its word: written plainly and read again
 * it says the same, and no group or quorum reaches outside of it.
 */
#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "trust.h"

#define NOTE_TEXT "a\n\n\xe2\x80\x94 a AAAAAAAA\n"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
put_key(struct wr *w, const struct vkey *k)
{
	char buf[VKEY_TEXT_MAX];
	struct span s;

	if (vkey_encode(&s, k, buf, sizeof(buf)) != ERR_OK)
		abort();
	wr_span(w, s);
}

static void
put_node(struct wr *w, const struct trust *t, size_t at)
{
	const struct trust_node *node = &t->node[at];
	size_t i;

	wr_lit(w, node->is_group ? "group " : "witness ");
	wr_span(w, node->name);
	wr_lit(w, " ");
	if (node->is_group)
		wr_decimal(w, node->threshold);
	else
		put_key(w, &node->key);
	if (node->url.n > 0) {
		wr_lit(w, " ");
		wr_span(w, node->url);
	}
	for (i = 0; i < node->n; i++) {
		if (node->member[i] >= at)
			abort();
		wr_lit(w, " ");
		wr_span(w, t->node[node->member[i]].name);
	}
	wr_lit(w, "\n");
}

static struct span
put(struct wr *w, const struct trust *t)
{
	size_t i;

	for (i = 0; i < t->n_log; i++) {
		wr_lit(w, "log ");
		put_key(w, &t->log[i]);
		wr_lit(w, "\n");
	}
	for (i = 0; i < t->n_node; i++)
		put_node(w, t, i);
	wr_lit(w, "quorum ");
	if (t->quorum < 0)
		wr_lit(w, "none");
	else if ((size_t)t->quorum < t->n_node)
		wr_span(w, t->node[t->quorum].name);
	else
		abort();
	wr_lit(w, "\n");
	return wr_done(w);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static uint8_t one[2 * TRUST_FILE_MAX], two[2 * TRUST_FILE_MAX];
	static struct trust t, u;
	struct span plain;
	struct note note;
	unsigned line;
	struct wr w;

	if (trust_decode(&t, (struct span){p, n}, &line) != ERR_OK)
		return 0;
	wr_init(&w, one, sizeof(one));
	plain = put(&w, &t);
	if (plain.n > TRUST_FILE_MAX)
		return 0;
	if (trust_decode(&u, plain, &line) != ERR_OK)
		abort();
	wr_init(&w, two, sizeof(two));
	if (!span_eq(plain, put(&w, &u)))
		abort();
	if (note_decode(&note, span_str(NOTE_TEXT)) != ERR_OK ||
	    trust_check(&t, &note) == ERR_OK)
		abort();
	return 0;
}
