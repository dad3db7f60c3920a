/*
 * apply.c - how keys come into force and go: genesis, key-grant, key-revoke,
 * log-key and closing (FORMAT 6.4 to 6.6).
 *
 * Each tests all before it changes anything, so that a refused entry leaves
 * the authority as it was.
 */
#include "authority.h"

#include <stdlib.h>
#include <string.h>

#include "authority_rep.h"
#include "needs.h"
#include "schema.h"

static enum err
refuse(struct fault *f, uint64_t index, const char *clause)
{
	return fault_set(f, ERR_AUTHORITY, index, clause);
}

static enum err
no_memory(struct fault *f, uint64_t index)
{
	return fault_set(f, ERR_MEMORY, index, "no memory for a grant");
}

static bool
is_same_key(const struct vkey *a, const struct vkey *b)
{
	return memcmp(a->key.b, b->key.b, sizeof(a->key.b)) == 0;
}

/* Was this key ever granted, for whatever use? */
static bool
is_used(const struct authority *a, const struct vkey *k)
{
	size_t i;

	for (i = 0; i < a->n; i++) {
		if (is_same_key(k, &a->grant[i]->key) ||
		    (a->grant[i]->has_cosign &&
			is_same_key(k, &a->grant[i]->cosign)))
			return true;
	}
	for (i = 0; i < a->n_log; i++) {
		if (is_same_key(k, &a->log[i].key))
			return true;
	}
	return false;
}

/* 6.4, of a key of any use. */
static enum err
key_check(const struct authority *a, const struct vkey *k, uint64_t index,
    struct fault *f)
{
	if (pubkey_check(&k->key) != ERR_OK)
		return refuse(f, index, "FORMAT 6.4: not of prime order");
	if (is_used(a, k))
		return refuse(f, index, "FORMAT 6.4: a key is granted once");
	return ERR_OK;
}

/* Is the key of that name in force for what follows? */
static struct grant *
find_in_force(const struct authority *a, const char *name)
{
	size_t i;

	for (i = 0; i < a->n; i++) {
		if (a->grant[i]->until == UINT64_MAX &&
		    strcmp(a->grant[i]->name, name) == 0)
			return a->grant[i];
	}
	return NULL;
}

static enum err
grant_check(const struct authority *a, const struct grant *g, struct fault *f)
{
	const unsigned both = ROLE_REGISTRAR | ROLE_APPROVER;
	struct span unit;
	enum err e;

	if (!key_name_unit(&unit, span_str(g->name), span_str(a->origin)) ||
	    !span_is(unit, g->unit))
		return refuse(f, g->from,
		    "FORMAT 1.5: a key name is origin, unit and number");
	if ((g->roles & both) == both)
		return refuse(f, g->from,
		    "FORMAT 6.2: no key is registrar and approver");
	if ((g->roles & ROLE_RECOVERY) != 0 &&
	    (g->roles != ROLE_RECOVERY || g->has_reading || g->has_cosign))
		return refuse(f, g->from,
		    "FORMAT 6.2: a recovery key has nothing else");
	if (find_in_force(a, g->name) != NULL)
		return refuse(f, g->from,
		    "FORMAT 6.4: a name has one key in force");
	e = key_check(a, &g->key, g->from, f);
	if (e != ERR_OK || !g->has_cosign)
		return e;
	if (is_same_key(&g->key, &g->cosign))
		return refuse(f, g->from,
		    "FORMAT 6.4: a key is also a cosigning key");
	return key_check(a, &g->cosign, g->from, f);
}

/* What genesis and key-grant have in common, roles and cosign_key apart. */
static enum err
grant_decode(struct grant *g, const json_t *o, uint64_t index)
{
	struct digest reading;
	struct span name, unit;

	memset(g, 0, sizeof(*g));
	name = j_span(o, "name");
	unit = j_span(o, "unit");
	if (name.n >= sizeof(g->name) || unit.n >= sizeof(g->unit) ||
	    vkey_decode(&g->key, j_span(o, "verify_key")) != ERR_OK)
		return ERR_FORMAT;
	memcpy(g->name, name.p, name.n);
	memcpy(g->unit, unit.p, unit.n);
	g->from = index;
	g->until = UINT64_MAX;
	g->used = UINT64_MAX;
	g->has_reading = !j_null(o, "reading_key");
	if (!g->has_reading)
		return ERR_OK;
	if (j_digest(&reading, o, "reading_key") != ERR_OK)
		return ERR_FORMAT;
	memcpy(g->reading.b, reading.b, sizeof(g->reading.b));
	return ERR_OK;
}

static enum err
grant_add(struct authority *a, const struct grant *g, struct fault *f)
{
	struct grant *p;
	enum err e;

	e = grant_check(a, g, f);
	if (e != ERR_OK)
		return e;
	if (authority_reserve(a) != ERR_OK)
		return no_memory(f, g->from);
	p = malloc(sizeof(*p));
	if (p == NULL)
		return no_memory(f, g->from);
	*p = *g;
	authority_add(a, p);
	return ERR_OK;
}

/* Do those that stay in force without this one (or NULL) make a quorum? */
static enum err
quorum_check(const struct authority *a, const struct grant *without,
    uint64_t index, struct fault *f)
{
	const struct grant **in_force;
	size_t i, n;
	bool ok;

	in_force = calloc(a->n + 1, sizeof(const struct grant *));
	if (in_force == NULL)
		return no_memory(f, index);
	n = 0;
	for (i = 0; i < a->n; i++) {
		if (a->grant[i]->until == UINT64_MAX && a->grant[i] != without)
			in_force[n++] = a->grant[i];
	}
	ok = is_quorum(in_force, n, a->quorum, ROLE_ADMIN);
	free(in_force);
	return ok ? ERR_OK
		  : refuse(f, index, "FORMAT 6.5: this leaves no quorum");
}

static enum err
apply_admins(struct authority *a, const json_t *admins, struct fault *f)
{
	struct grant g;
	enum err e;
	size_t i;

	for (i = 0; i < json_array_size(admins); i++) {
		if (grant_decode(&g, json_array_get(admins, i), 0) != ERR_OK)
			return refuse(f, 0, "FORMAT 6.10: an admin");
		g.roles = ROLE_ADMIN;
		e = grant_add(a, &g, f);
		if (e != ERR_OK)
			return e;
	}
	return quorum_check(a, NULL, 0, f);
}

/* Into an authority that is empty, and is thrown away if this fails. */
static enum err
genesis_fill(struct authority *a, const struct statement *s,
    const json_t *payload, struct fault *f)
{
	struct span origin, commune;
	struct vkey log;
	enum err e;

	origin = j_span(payload, "origin");
	commune = j_span(payload, "commune");
	if (!span_eq(origin, s->origin) || origin.n >= sizeof(a->origin) ||
	    commune.n >= sizeof(a->commune) ||
	    vkey_decode(&log, j_span(payload, "log_key")) != ERR_OK)
		return refuse(f, 0, "FORMAT 6.10: a genesis of another origin");
	memcpy(a->origin, origin.p, origin.n);
	memcpy(a->commune, commune.p, commune.n);
	a->is_trial = j_bool(payload, "trial");
	a->quorum = (unsigned)j_int(payload, "quorum");
	if (a->quorum < 1 || (a->quorum == 1 && !a->is_trial))
		return refuse(f, 0,
		    "FORMAT 6.5: a quorum of one only in a trial ledger");
	e = key_check(a, &log, 0, f);
	if (e != ERR_OK)
		return e;
	if (authority_add_log(a, &log, 0) != ERR_OK)
		return no_memory(f, 0);
	return apply_admins(a, j_list(payload, "admins"), f);
}

static enum err
apply_genesis(struct authority *a, const struct statement *s, uint64_t index,
    const json_t *payload, struct fault *f)
{
	struct authority fresh;
	enum err e;

	if (index != 0 || a->n != 0)
		return fault_set(f, ERR_RULE, index,
		    "FORMAT 6.1: genesis stands at index 0 alone");
	memset(&fresh, 0, sizeof(fresh));
	e = genesis_fill(&fresh, s, payload, f);
	if (e != ERR_OK) {
		authority_release(&fresh);
		return e;
	}
	authority_release(a);
	*a = fresh;
	return ERR_OK;
}

static enum err
apply_key_grant(struct authority *a, uint64_t index, const json_t *payload,
    struct fault *f)
{
	const json_t *roles;
	struct grant g;
	enum role r;
	size_t i;

	if (grant_decode(&g, payload, index) != ERR_OK)
		return refuse(f, index, "FORMAT 6.14: not a grant");
	roles = j_list(payload, "roles");
	for (i = 0; i < json_array_size(roles); i++) {
		if (role_decode(&r,
			span_str(json_string_value(
			    json_array_get(roles, i)))) != ERR_OK)
			return refuse(f, index, "FORMAT 6.2: no such role");
		g.roles |= (unsigned)r;
	}
	g.has_cosign = !j_null(payload, "cosign_key");
	if (g.has_cosign &&
	    vkey_decode(&g.cosign, j_span(payload, "cosign_key")) != ERR_OK)
		return refuse(f, index, "FORMAT 6.14: not a cosigning key");
	return grant_add(a, &g, f);
}

static enum err
apply_key_revoke(struct authority *a, uint64_t index, const json_t *payload,
    struct fault *f)
{
	struct grant *g;
	uint64_t since;
	enum err e;

	g = find_in_force(a, j_str(payload, "name"));
	if (g == NULL)
		return refuse(f, index,
		    "FORMAT 6.15: no key of that name is in force");
	since = (uint64_t)j_int(payload, "since");
	if (!j_null(payload, "since") && since > index)
		return refuse(f, index, "FORMAT 6.6: since is yet to come");
	if ((g->roles & ROLE_ADMIN) != 0) {
		e = quorum_check(a, g, index, f);
		if (e != ERR_OK)
			return e;
	}
	g->until = index;
	g->compromised = !j_null(payload, "since");
	g->since = g->compromised ? since : 0;
	return ERR_OK;
}

static enum err
apply_log_key(struct authority *a, uint64_t index, const json_t *payload,
    struct fault *f)
{
	struct vkey k;
	enum err e;

	if (vkey_decode(&k, j_span(payload, "log_key")) != ERR_OK ||
	    strcmp(k.name, a->origin) != 0)
		return refuse(f, index,
		    "FORMAT 6.16: the log key is not named as the origin");
	e = key_check(a, &k, index, f);
	if (e == ERR_OK && authority_add_log(a, &k, index) != ERR_OK)
		e = no_memory(f, index);
	return e;
}

/* An envelope that was opened shows by what its key signed. */
static void
mark_used(struct authority *a, const struct statement *s, uint64_t index)
{
	struct grant *g;
	size_t i, j;

	for (i = 0; i < a->n; i++) {
		g = a->grant[i];
		if ((g->roles & ROLE_RECOVERY) == 0 || g->used != UINT64_MAX ||
		    index <= g->from || index > g->until)
			continue;
		for (j = 0; j < s->n_by; j++)
			if (span_is(s->by[j], g->name))
				g->used = index;
	}
}

enum err
authority_apply(struct authority *a, const struct statement *s, uint64_t index,
    const json_t *payload, struct fault *f)
{
	enum err e = ERR_OK;

	if (s->kind == KIND_GENESIS)
		return apply_genesis(a, s, index, payload, f);
	if (s->kind == KIND_KEY_GRANT)
		e = apply_key_grant(a, index, payload, f);
	else if (s->kind == KIND_KEY_REVOKE)
		e = apply_key_revoke(a, index, payload, f);
	else if (s->kind == KIND_LOG_KEY)
		e = apply_log_key(a, index, payload, f);
	else if (s->kind == KIND_CLOSING)
		a->is_closed = true;
	if (e == ERR_OK)
		mark_used(a, s, index);
	return e;
}
