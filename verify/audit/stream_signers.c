/*
 * stream_signers.c - who signed an entry: might they, had they seen the ledger
 * that is shown, and are the signatures good.
 */
#include "streamwork.h"

#include <string.h>

/* Kinds whose every signature is verified in a quick check, too (3.9). */
static bool
is_always(enum kind k)
{
	static const enum kind always[] = {KIND_GENESIS, KIND_POLICY,
	    KIND_CLOCK, KIND_KEY_GRANT, KIND_KEY_REVOKE, KIND_LOG_KEY,
	    KIND_PUBLICATION, KIND_WITHDRAWAL, KIND_ERASURE, KIND_AUDIT,
	    KIND_CLOSING};
	size_t i;

	for (i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		if (always[i] == k)
			return true;
	return false;
}

static bool
has_seen(struct streamcheck *s, const struct statement *st, uint64_t index,
    const struct grant *grants[BY_MAX])
{
	const struct digest *hash = NULL;
	struct fault f = {.index = index};
	uint64_t from[BY_MAX];
	size_t i;

	for (i = 0; i < st->n_by; i++)
		from[i] = grants[i] == NULL ? index : grants[i]->from;
	if (st->seen > 0 && st->seen <= index)
		hash = recent_at(&s->recent, st->seen - 1);
	if (seen_check(st, index, hash, from, st->n_by, &f) == ERR_OK)
		return true;
	stream_fail(s, STREAM_SEEN, &f);
	return false;
}

/*
 * The signature of a sealed entry may wait for the pool: nothing hangs on it
 * but the verdict.  A clear entry that is not signed must change nothing.
 */
static bool
check_signature(struct streamcheck *s, const struct statement *st,
    const struct note *n, size_t i, const struct vkey *key)
{
	struct sig sig;

	if (statement_sig(&sig, n, i, key) != ERR_OK)
		return false;
	if (st->class == CLASS_CLEAR)
		return pubkey_verify(&key->key, &sig, n->text) == ERR_OK;
	sigpool_add(s->pool, s->edge.size - 1, &key->key, &sig, n->text);
	return true;
}

static enum err
check_signatures(struct streamcheck *s, const struct statement *st,
    const struct note *n, struct span note, const struct grant *grants[BY_MAX],
    bool *good)
{
	const uint64_t index = s->edge.size - 1;
	const bool later = s->o->quick && !is_always(st->kind);
	size_t i;

	for (i = later ? 1 : 0; i < st->n_by; i++) {
		s->r.verified++;
		if (check_signature(s, st, n, i, &grants[i]->key))
			continue;
		stream_bad(s, STREAM_SIGNATURES, ERR_SIGNATURE, index,
		    "FORMAT 3.7: a signature is not good");
		*good = false;
	}
	return later ? vouch_add(s->vouch, grants[0], index, st->seen, note)
		     : ERR_OK;
}

/*
 * Genesis names its own keys, so that it must be taken in before its signers
 * can be found; every other entry after.
 */
enum err
stream_signers(struct streamcheck *s, const struct statement *st,
    const struct note *n, struct span note, const json_t *payload, bool *good)
{
	const struct grant *grants[BY_MAX] = {NULL};
	const uint64_t index = s->edge.size - 1;
	struct fault f = {.index = index};
	size_t i;
	enum err e;

	*good = false;
	e = authority_check(s->authority, st, index, payload, grants, &f);
	if (e == ERR_OK && st->kind == KIND_GENESIS)
		e = authority_apply(s->authority, st, index, payload, &f);
	for (i = 0; e == ERR_OK && i < st->n_by; i++) {
		if (st->kind == KIND_GENESIS)
			grants[i] = authority_find(s->authority, st->by[i], 1);
		if (grants[i] == NULL)
			e = fault_set(&f, ERR_KEY, index,
			    "FORMAT 3.2: a signer has no key in force");
	}
	if (e == ERR_MEMORY)
		return e;
	if (e != ERR_OK) {
		f.index = index;
		stream_fail(s, STREAM_AUTHORITY, &f);
		return ERR_OK;
	}
	memcpy(s->grants, grants, sizeof(grants));
	*good = has_seen(s, st, index, grants);
	return check_signatures(s, st, n, note, grants, good);
}

void
stream_finish_signatures(struct streamcheck *s)
{
	const struct sigpool_result *r = sigpool_finish(s->pool);
	uint64_t i, n = r->n_bad;

	for (i = 0; i < n && i < CHECK_FINDINGS_MAX; i++)
		stream_bad(s, STREAM_SIGNATURES, ERR_SIGNATURE, r->bad[i],
		    "FORMAT 3.7: a signature is not good");
	s->r.checks.more += n - i;
	if (n > 0)
		rulecheck_stop(s->rules);
}
