/*
 * public_pub.c - publications: their files, their proofs, their withdrawals,
 * and the totals that they prove.
 */
#include "public_work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "receipt.h"
#include "schema.h"

static void
bad(struct public_work *w, enum err code, uint64_t index, const char *clause)
{
	public_bad(w, PUBLIC_PUBLICATION, code, index, clause);
}

/* publications/<period>/v<k>.json holds the payload's bytes. */
static enum err
check_file(struct public_work *w, const struct public_publication *p)
{
	char name[PUBLIC_NAME_MAX];
	uint8_t *bytes;
	size_t n;
	enum err e;

	(void)snprintf(name, sizeof(name), "publications/%s/v%u.json",
	    p->period, p->version);
	if (p->payload == NULL) {
		bytes = NULL;
		e = w->s->fetch(w->s->arg, name, &bytes, &n, PUBLICATION_MAX);
		free(bytes);
		if (e == ERR_OK || e == ERR_RANGE)
			bad(w, ERR_EXISTS, p->index,
			    "FORMAT 8.3: withdrawn, and still published");
		return e == ERR_MEMORY || e == ERR_IO ? e : ERR_OK;
	}
	e = public_fetch(w, &bytes, &n, name, PUBLICATION_MAX,
	    (struct public_at){PUBLIC_PUBLICATION, p->index});
	if (e != ERR_OK || bytes == NULL)
		return e;
	if (!span_eq((struct span){bytes, n}, (struct span){p->bytes, p->n}))
		bad(w, ERR_HASH, p->index,
		    "FORMAT 8.1: a publication's file is not its payload");
	free(bytes);
	return ERR_OK;
}

static const char *
proof_fault(const struct public_work *w, const struct public_publication *p,
    struct span bytes)
{
	struct fault f = {.clause = NULL};
	struct checkpoint c;
	struct tlog_proof t;

	if (tlog_proof_decode(&t, bytes) != ERR_OK || t.extra.n > 0)
		return "FORMAT 9.3: not a proof of a publication";
	if (t.index != p->index)
		return "FORMAT 8.1: a proof of another entry";
	if (public_note_check(w, &c, t.checkpoint, &f) != ERR_OK)
		return f.clause;
	if (c.size != p->index + 1)
		return "FORMAT 5.6: a proof at another size than index + 1";
	if (p->index >= w->edge.size ||
	    inclusion_check(&c.root, public_leaf(w, p->index), t.index, c.size,
		t.proof.h, t.proof.n) != ERR_OK)
		return "FORMAT 9.3: a proof that does not lead to its root";
	return NULL;
}

static enum err
check_proof(struct public_work *w, const struct public_publication *p)
{
	char name[PUBLIC_NAME_MAX];
	const char *clause;
	uint8_t *bytes;
	size_t n;
	enum err e;

	(void)snprintf(name, sizeof(name), "proofs/%s-v%u.tlog-proof",
	    p->period, p->version);
	e = public_fetch(w, &bytes, &n, name, RECEIPT_MAX,
	    (struct public_at){PUBLIC_PUBLICATION, p->index});
	if (e != ERR_OK || bytes == NULL)
		return e;
	clause = proof_fault(w, p, (struct span){bytes, n});
	if (clause != NULL)
		bad(w, ERR_PROOF, p->index, clause);
	free(bytes);
	return ERR_OK;
}

/* The proof of a withdrawn publication still tells which one it was. */
static enum err
find_period(struct public_work *w, struct public_publication *p)
{
	unsigned version;
	struct tlog_proof t;
	char period[8];
	uint8_t *bytes;
	size_t i, n;
	enum err e;

	for (i = 0; w->s->names != NULL && i < w->s->n_names; i++) {
		if (!public_name_period(w->s->names[i], "proofs/", '-',
			".tlog-proof", period, &version))
			continue;
		e = public_fetch(w, &bytes, &n, w->s->names[i], RECEIPT_MAX,
		    (struct public_at){PUBLIC_PUBLICATION, p->index});
		if (e != ERR_OK)
			return e;
		if (bytes != NULL &&
		    tlog_proof_decode(&t, (struct span){bytes, n}) == ERR_OK &&
		    t.index == p->index) {
			memcpy(p->period, period, sizeof(period));
			p->version = version;
		}
		free(bytes);
	}
	return ERR_OK;
}

static enum err
take_publication(struct public_work *w, struct public_publication *p,
    struct public_clear *c)
{
	char name[PUBLIC_NAME_MAX];
	enum err e = ERR_OK;
	int64_t version;

	memset(p, 0, sizeof(*p));
	p->index = c->leaf.index;
	p->withdrawn = FAULT_NO_INDEX;
	p->payload = json_incref(c->payload);
	p->bytes = c->bytes;
	p->n = c->n;
	c->bytes = NULL;
	if (c->has_withdrawn) {
		p->withdrawn = c->withdrawn;
		e = find_period(w, p);
	} else if (p->payload != NULL) {
		version = j_int(p->payload, "version");
		(void)snprintf(name, sizeof(name), "proofs/%s-v%lld.tlog-proof",
		    j_str(p->payload, "period"), (long long)version);
		if (!public_name_period(name, "proofs/", '-', ".tlog-proof",
			p->period, &p->version))
			bad(w, ERR_FORMAT, p->index,
			    "FORMAT 11: period or version");
	}
	if (e != ERR_OK || p->version == 0)
		return e;
	e = check_file(w, p);
	return e == ERR_OK ? check_proof(w, p) : e;
}

/* Versions of one period come in order. */
static void
check_version(struct public_work *w, size_t at)
{
	const struct public_publication *p = w->r->publication;
	size_t i;

	for (i = 0; i < at; i++)
		if (p[at].version != 0 &&
		    strcmp(p[i].period, p[at].period) == 0 &&
		    p[i].version >= p[at].version)
			bad(w, ERR_EXISTS, p[at].index,
			    "FORMAT 11: a version that is not a later one");
}

static enum err
add_publication(struct public_work *w, struct public_clear *c)
{
	struct public_result *r = w->r;
	struct public_publication *p;
	enum err e;

	p = realloc(r->publication, (r->n_publication + 1) * sizeof(*p));
	if (p == NULL)
		return ERR_MEMORY;
	r->publication = p;
	e = take_publication(w, &p[r->n_publication++], c);
	if (e == ERR_OK)
		check_version(w, r->n_publication - 1);
	return e;
}

/* What a withdrawal says of its publication. */
static void
take_reason(struct public_work *w, const struct public_clear *c,
    uint64_t target)
{
	struct public_publication *p;
	const json_t *range;
	size_t i;

	for (i = 0; i < w->r->n_publication; i++) {
		p = &w->r->publication[i];
		if (p->index != target)
			continue;
		(void)snprintf(p->reason, sizeof(p->reason), "%s",
		    j_str(c->payload, "reason"));
		(void)snprintf(p->withdrawn_on, sizeof(p->withdrawn_on), "%s",
		    j_str(c->payload, "date"));
		range = json_object_get(c->payload, "range");
		if (!json_is_object(range))
			continue;
		p->from = (uint64_t)j_int(range, "from");
		p->to = (uint64_t)j_int(range, "to");
	}
}

/* A withdrawal and the clear file of what it withdraws name each other. */
static void
check_withdrawal(struct public_work *w, const struct public_clear *c)
{
	const struct public_clear *t;
	struct ref ref;

	if (c->payload == NULL || j_ref(&ref, c->payload, "target") != ERR_OK ||
	    !ref.has_index)
		return;
	t = public_find(w, ref.index);
	if (t == NULL || !t->good || !t->has_withdrawn ||
	    t->withdrawn != c->leaf.index)
		bad(w, ERR_EXISTS, ref.index,
		    "FORMAT 8.2: withdrawn, and its clear file still whole");
	take_reason(w, c, ref.index);
}

static void
check_withdrawn(struct public_work *w, const struct public_clear *c)
{
	const struct public_clear *by;
	struct ref ref;

	by = public_find(w, c->withdrawn);
	if (by == NULL || !by->good || by->kind != KIND_WITHDRAWAL ||
	    by->payload == NULL ||
	    j_ref(&ref, by->payload, "target") != ERR_OK || !ref.has_index ||
	    ref.index != c->leaf.index)
		bad(w, ERR_MISSING, c->leaf.index,
		    "FORMAT 8.2: withdrawn without a withdrawal");
}

enum err
public_publications(struct public_work *w)
{
	struct public_clear *c;
	size_t i;
	enum err e;

	checks_made(&w->r->checks, PUBLIC_PUBLICATION);
	for (i = 0; i < w->n_clear; i++) {
		c = &w->clear[i];
		if (!c->good)
			continue;
		if ((c->kind == KIND_PUBLICATION ||
			c->kind == KIND_WITHDRAWAL) &&
		    c->leaf.index % TOTALS_BLOCK != 0)
			bad(w, ERR_RANGE, c->leaf.index,
			    "FORMAT 5.6: not after a multiple of 64");
		if (c->kind == KIND_PUBLICATION) {
			e = add_publication(w, c);
			if (e != ERR_OK)
				return e;
		}
	}
	for (i = 0; i < w->n_clear; i++) {
		c = &w->clear[i];
		if (c->good && c->kind == KIND_WITHDRAWAL)
			check_withdrawal(w, c);
		if (c->good && c->has_withdrawn)
			check_withdrawn(w, c);
	}
	return ERR_OK;
}
