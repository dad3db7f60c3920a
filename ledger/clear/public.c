/*
 * public.c - leads through the checks of a public directory, in the order in
 * which each can lean on the one before.
 */
#include "public.h"

#include <stdlib.h>
#include <string.h>

#include "public_work.h"

static const struct check_name names[PUBLIC_CHECKS] = {
    [PUBLIC_LEAVES] = {"leaves", "FORMAT 2.4"},
    [PUBLIC_ANCHOR] = {"anchor", "FORMAT 7.4"},
    [PUBLIC_ROOT] = {"root", "FORMAT 2.5"},
    [PUBLIC_TILES] = {"tiles", "FORMAT 8.1"},
    [PUBLIC_CLEAR] = {"clear-files", "FORMAT 2.6"},
    [PUBLIC_ENTRIES] = {"entries", "FORMAT 2.2"},
    [PUBLIC_OPENINGS] = {"openings", "FORMAT 4.3"},
    [PUBLIC_SCHEMAS] = {"schemas", "FORMAT 6.7"},
    [PUBLIC_REFS] = {"references", "FORMAT 6.8"},
    [PUBLIC_SEEN] = {"seen", "FORMAT 3.5"},
    [PUBLIC_IDS] = {"ids", "FORMAT 3.3"},
    [PUBLIC_AUTHORITY] = {"authority", "FORMAT 6.1"},
    [PUBLIC_SIGNATURES] = {"signatures", "FORMAT 3.7"},
    [PUBLIC_CHECKPOINT] = {"checkpoint", "FORMAT 7.1"},
    [PUBLIC_HISTORY] = {"history", "FORMAT 7.2"},
    [PUBLIC_PUBLICATION] = {"publications", "FORMAT 8.4"},
    [PUBLIC_TOTALS] = {"totals", "FORMAT 5.4"},
    [PUBLIC_WITNESSES] = {"witnesses", "FORMAT 8.5"},
    [PUBLIC_NAMES] = {"names", "FORMAT 8.4"},
};

void
public_bad(struct public_work *w, enum public_check check, enum err code,
    uint64_t index, const char *clause)
{
	const struct fault f = {code, index, clause};

	checks_fail(&w->r->checks, check, &f);
}

void *
public_grow(void *p, size_t *cap, size_t n, size_t size)
{
	size_t want;
	void *q;

	if (n < *cap)
		return p;
	want = *cap == 0 ? 64 : *cap * 2;
	if (want > SIZE_MAX / size)
		return NULL;
	q = realloc(p, want * size);
	if (q != NULL)
		*cap = want;
	return q;
}

enum err
public_fetch(struct public_work *w, uint8_t **bytes, size_t *n,
    const char *name, size_t max, struct public_at at)
{
	enum err e;

	*bytes = NULL;
	*n = 0;
	e = w->s->fetch(w->s->arg, name, bytes, n, max);
	if (e == ERR_MISSING) {
		public_bad(w, at.check, e, at.index,
		    "FORMAT 8.4: a file is not there");
		return ERR_OK;
	}
	if (e == ERR_RANGE) {
		public_bad(w, at.check, e, at.index,
		    "FORMAT 8.1: a file is longer than it can be");
		return ERR_OK;
	}
	return e;
}

/* The latest checkpoint, not yet verified: that needs the log key in force. */
static enum err
read_latest(struct public_work *w)
{
	struct public_result *r = w->r;
	struct note n;
	enum err e;

	e = w->s->fetch(w->s->arg, "checkpoint", &r->note, &r->n_note,
	    NOTE_MAX);
	if (e != ERR_OK && e != ERR_RANGE)
		return e;
	if (e == ERR_OK)
		e = note_decode(&n, (struct span){r->note, r->n_note});
	if (e == ERR_OK)
		e = checkpoint_decode(&r->checkpoint, n.text);
	if (e != ERR_OK) {
		public_bad(w, PUBLIC_CHECKPOINT, ERR_FORMAT, FAULT_NO_INDEX,
		    "FORMAT 7.1: the file checkpoint holds no checkpoint");
		return ERR_OK;
	}
	seal_code(r->code, n.text);
	if (r->checkpoint.size > PUBLIC_SIZE_MAX)
		return ERR_RANGE;
	if (r->checkpoint.size == 0)
		public_bad(w, PUBLIC_CHECKPOINT, ERR_FORMAT, FAULT_NO_INDEX,
		    "FORMAT 8.1: a checkpoint of an empty tree");
	return ERR_OK;
}

static void
check_anchor(struct public_work *w)
{
	const struct anchor *a = w->o->anchor;

	if (a == NULL || w->edge.size == 0)
		return;
	checks_made(&w->r->checks, PUBLIC_ANCHOR);
	if (!digest_eq(&a->genesis, public_leaf(w, 0)))
		public_bad(w, PUBLIC_ANCHOR, ERR_HASH, 0,
		    "FORMAT 7.4: leaf 0 is not the one of the anchor");
	else if (strcmp(a->origin, w->r->checkpoint.origin) != 0)
		public_bad(w, PUBLIC_ANCHOR, ERR_KEY, FAULT_NO_INDEX,
		    "FORMAT 7.4: another origin than the anchor's");
	else
		w->r->anchored = true;
}

/* The log key of genesis, which a later one may have replaced. */
static void
check_first_key(struct public_work *w)
{
	const struct anchor *a = w->o->anchor;
	const struct vkey *k;

	k = authority_log_key(w->r->authority, 1);
	if (a == NULL || k == NULL)
		return;
	if (strcmp(k->name, a->log_key.name) != 0 ||
	    memcmp(k->key.b, a->log_key.key.b, sizeof(k->key.b)) != 0)
		public_bad(w, PUBLIC_ANCHOR, ERR_KEY, 0,
		    "FORMAT 7.4: another first log key than the anchor's");
}

static void
check_root(struct public_work *w)
{
	struct digest root;

	checks_made(&w->r->checks, PUBLIC_ROOT);
	if (public_root(w, &root, w->r->checkpoint.size) != ERR_OK)
		public_bad(w, PUBLIC_ROOT, ERR_MISSING, w->edge.size,
		    "FORMAT 2.5: leaves are missing below the size");
	else if (!digest_eq(&root, &w->r->checkpoint.root))
		public_bad(w, PUBLIC_ROOT, ERR_HASH, FAULT_NO_INDEX,
		    "FORMAT 2.5: the leaves give another root");
}

static enum err
check_all(struct public_work *w)
{
	enum err e;

	e = read_latest(w);
	if (e != ERR_OK || w->r->checkpoint.size == 0)
		return e;
	e = public_read_leaves(w);
	if (e != ERR_OK)
		return e;
	check_anchor(w);
	check_root(w);
	e = public_entries(w);
	check_first_key(w);
	if (e == ERR_OK)
		e = public_publications(w);
	if (e == ERR_OK)
		e = public_history(w);
	if (e == ERR_OK)
		e = public_totals(w);
	public_names(w);
	return e;
}

static void
work_release(struct public_work *w)
{
	size_t i;

	for (i = 0; i < w->n_clear; i++) {
		json_decref(w->clear[i].payload);
		free(w->clear[i].bytes);
	}
	free(w->clear);
	totals_release(&w->totals);
	free(w->node);
}

enum err
public_check(struct public_result *r, const struct public_source *s,
    const struct public_options *o)
{
	struct public_work w;
	size_t i;
	enum err e;

	memset(r, 0, sizeof(*r));
	memset(&w, 0, sizeof(w));
	checks_init(&r->checks, names, PUBLIC_CHECKS);
	totals_init(&w.totals);
	w.s = s;
	w.o = o;
	w.r = r;
	e = authority_new(&r->authority);
	if (e == ERR_OK)
		e = check_all(&w);
	for (i = 0; i < r->n_publication; i++)
		if (r->publication[i].withdrawn == FAULT_NO_INDEX)
			r->latest = &r->publication[i];
	work_release(&w);
	return e;
}

void
public_release(struct public_result *r)
{
	size_t i;

	for (i = 0; i < r->n_publication; i++) {
		json_decref(r->publication[i].payload);
		free(r->publication[i].bytes);
	}
	free(r->publication);
	free(r->seal);
	free(r->audit);
	free(r->note);
	authority_free(r->authority);
	memset(r, 0, sizeof(*r));
}

bool
public_passed(const struct public_result *r)
{
	return r->anchored && !checks_failed(&r->checks);
}
