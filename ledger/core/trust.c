/*
 * trust.c - the trust policy: read line by line, then asked whether a note
 * carries the signatures that it wants.
 */
#include "trust.h"

#include <string.h>

#include "text.h"

#define FIELDS_MAX (3 + TRUST_NODES_MAX) /* group name k member... */
#define QUORUM_UNSET (-2)
#define QUORUM_NONE (-1)

struct line {
	struct span field[FIELDS_MAX];
	size_t n;
};

/* The bytes that a policy may have at all, comments included. */
static bool
is_clean(struct span s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if ((s.p[i] < 0x20 && s.p[i] != '\t') || s.p[i] == 0x7f)
			return false;
	}
	return true;
}

/* Fields are what stands between tabs and spaces; a comment has none. */
static enum err
split(struct line *l, struct span s)
{
	bool in_field = false;
	size_t i;

	l->n = 0;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == ' ' || s.p[i] == '\t') {
			in_field = false;
			continue;
		}
		if (l->n == 0 && s.p[i] == '#')
			return ERR_OK;
		if (!in_field) {
			if (l->n == FIELDS_MAX)
				return ERR_RANGE;
			l->field[l->n++] = (struct span){s.p + i, 0};
			in_field = true;
		}
		l->field[l->n - 1].n++;
	}
	return ERR_OK;
}

static bool
same_key(const struct vkey *a, const struct vkey *b)
{
	return memcmp(a->key.b, b->key.b, sizeof(a->key.b)) == 0;
}

static enum err
take_log(struct trust *t, const struct line *l)
{
	struct vkey *k = &t->log[t->n_log];
	size_t i;
	enum err err;

	if (l->n < 2 || l->n > 3)
		return ERR_FORMAT;
	if (t->n_log == TRUST_LOGS_MAX)
		return ERR_RANGE;
	err = vkey_decode(k, l->field[1]);
	if (err != ERR_OK)
		return err;
	if (k->type != VKEY_SIGN)
		return ERR_KEY;
	for (i = 0; i < t->n_log; i++) {
		if (same_key(&t->log[i], k))
			return ERR_EXISTS;
	}
	t->n_log++;
	return ERR_OK;
}

static int
find(const struct trust *t, struct span name)
{
	size_t i;

	for (i = 0; i < t->n_node; i++) {
		if (span_eq(t->node[i].name, name))
			return (int)i;
	}
	return -1;
}

/* The next node, with a name that is free; the caller counts it. */
static enum err
name_node(struct trust_node **node, struct trust *t, struct span name)
{
	if (span_is(name, "none") || find(t, name) >= 0)
		return ERR_EXISTS;
	if (t->n_node == TRUST_NODES_MAX)
		return ERR_RANGE;
	*node = &t->node[t->n_node];
	(*node)->name = name;
	return ERR_OK;
}

static enum err
take_witness(struct trust *t, const struct line *l)
{
	struct trust_node *node;
	size_t i;
	enum err err;

	if (l->n < 3 || l->n > 4)
		return ERR_FORMAT;
	err = name_node(&node, t, l->field[1]);
	if (err != ERR_OK)
		return err;
	err = vkey_decode(&node->key, l->field[2]);
	if (err != ERR_OK)
		return err;
	if (node->key.type != VKEY_COSIGN)
		return ERR_KEY;
	for (i = 0; i < t->n_node; i++) {
		if (!t->node[i].is_group &&
		    same_key(&t->node[i].key, &node->key))
			return ERR_EXISTS;
	}
	if (l->n == 4)
		node->url = l->field[3];
	t->n_node++;
	return ERR_OK;
}

/* all, any, or how many of n. */
static enum err
take_threshold(unsigned *k, struct span s, unsigned n)
{
	uint64_t v;

	if (span_is(s, "all"))
		v = n;
	else if (span_is(s, "any"))
		v = 1;
	else if (decimal_decode(&v, s) != ERR_OK)
		return ERR_FORMAT;
	if (v < 1 || v > n)
		return ERR_RANGE;
	*k = (unsigned)v;
	return ERR_OK;
}

static enum err
take_group(struct trust *t, const struct line *l)
{
	struct trust_node *node;
	size_t i;
	int member;
	enum err err;

	if (l->n < 4)
		return ERR_FORMAT;
	err = name_node(&node, t, l->field[1]);
	if (err != ERR_OK)
		return err;
	node->is_group = true;
	err =
	    take_threshold(&node->threshold, l->field[2], (unsigned)(l->n - 3));
	if (err != ERR_OK)
		return err;
	for (i = 3; i < l->n; i++) {
		member = find(t, l->field[i]);
		if (member < 0)
			return ERR_MISSING;
		if (t->node[member].used)
			return ERR_EXISTS;
		t->node[member].used = true;
		node->member[node->n++] = (uint8_t)member;
	}
	t->n_node++;
	return ERR_OK;
}

static enum err
take_quorum(struct trust *t, const struct line *l)
{
	if (l->n != 2)
		return ERR_FORMAT;
	if (t->quorum != QUORUM_UNSET)
		return ERR_EXISTS;
	if (span_is(l->field[1], "none")) {
		t->quorum = QUORUM_NONE;
		return ERR_OK;
	}
	t->quorum = find(t, l->field[1]);
	return t->quorum < 0 ? ERR_MISSING : ERR_OK;
}

static enum err
take_line(struct trust *t, struct span s)
{
	static const struct {
		const char *word;
		enum err (*take)(struct trust *t, const struct line *l);
	} verbs[] = {
	    {"log", take_log},
	    {"witness", take_witness},
	    {"group", take_group},
	    {"quorum", take_quorum},
	};
	struct line l;
	size_t i;
	enum err err;

	if (!is_clean(s))
		return ERR_FORMAT;
	err = split(&l, s);
	if (err != ERR_OK || l.n == 0)
		return err;
	for (i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (span_is(l.field[0], verbs[i].word))
			return verbs[i].take(t, &l);
	}
	return ERR_FORMAT;
}

enum err
trust_decode(struct trust *t, struct span bytes, unsigned *line)
{
	struct trust got;
	struct span s;
	struct rd r;
	unsigned n = 0;
	enum err err = ERR_OK;

	memset(&got, 0, sizeof(got));
	got.quorum = QUORUM_UNSET;
	if (bytes.n > TRUST_FILE_MAX)
		err = ERR_RANGE;
	rd_init(&r, bytes);
	while (err == ERR_OK && r.rest.n > 0) {
		n++;
		s = rd_line(&r, TRUST_FILE_MAX);
		err = r.bad ? ERR_FORMAT : take_line(&got, s);
	}
	if (err == ERR_OK && got.quorum == QUORUM_UNSET) {
		n = 0;
		err = ERR_MISSING;
	}
	if (err != ERR_OK) {
		*line = n;
		return err;
	}
	*t = got;
	return ERR_OK;
}

/* A log speaks for the origin that it is named after, and for no other. */
static enum err
check_logs(bool *good, const struct trust *t, const struct note *n)
{
	struct span origin;
	struct rd r;
	size_t i;
	enum err err;

	rd_init(&r, n->text);
	origin = rd_line(&r, NAME_MAX_LEN);
	*good = false;
	for (i = 0; i < t->n_log; i++) {
		err = note_verify(n, &t->log[i]);
		if (err == ERR_OK && span_is(origin, t->log[i].name))
			*good = true;
		if (err != ERR_OK && err != ERR_MISSING)
			return err;
	}
	return ERR_OK;
}

/* Members stand before their group, so one pass settles all. */
static enum err
check_nodes(bool *good, const struct trust *t, const struct note *n)
{
	const struct trust_node *node;
	uint64_t time_s;
	size_t i, j;
	unsigned sum;
	enum err err;

	for (i = 0; i < t->n_node; i++) {
		node = &t->node[i];
		if (node->is_group) {
			sum = 0;
			for (j = 0; j < node->n; j++)
				sum += good[node->member[j]];
			good[i] = sum >= node->threshold;
			continue;
		}
		err = note_verify_cosign(n, &node->key, &time_s);
		if (err != ERR_OK && err != ERR_MISSING)
			return err;
		good[i] = err == ERR_OK;
	}
	return ERR_OK;
}

enum err
trust_quorum(const struct trust *t, const struct note *n)
{
	bool good[TRUST_NODES_MAX];
	enum err err = check_nodes(good, t, n);

	if (err == ERR_OK && t->quorum >= 0 && !good[t->quorum])
		err = ERR_MISSING;
	return err;
}

enum err
trust_check(const struct trust *t, const struct note *n)
{
	bool is_signed;
	enum err err = check_logs(&is_signed, t, n), quorum;

	if (err != ERR_OK)
		return err;
	quorum = trust_quorum(t, n);
	return quorum == ERR_OK && !is_signed ? ERR_MISSING : quorum;
}
