/*
 * t_authority.c - who may sign what, and how keys come and go (FORMAT 6.1 to
 * 6.6); each rule has an entry that breaks it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vector.h"

#include "authority.h"
#include "payloads.h"
#include "schema.h"

#define UBND ORIGIN "/ubnd-1"
#define MTTQ ORIGIN "/mttq-1"
#define HDND ORIGIN "/hdnd-1"

/* A statement by up to four names, as far as authority looks at it. */
static struct statement
said(enum kind k, const char *const *by)
{
	struct statement s;

	memset(&s, 0, sizeof(s));
	s.origin = SPAN_LIT(ORIGIN);
	s.kind = k;
	for (; s.n_by < BY_MAX && by[s.n_by] != NULL; s.n_by++)
		s.by[s.n_by] = span_str(by[s.n_by]);
	return s;
}

#define BY(...) ((const char *const[]){__VA_ARGS__, NULL})
#define ADMINS BY(UBND, MTTQ)

static enum err
check(const struct authority *a, enum kind k, uint64_t index,
    const char *const *by)
{
	const struct grant *g[BY_MAX] = {NULL};
	struct fault f = {ERR_OK, 0, NULL};
	struct statement s;
	enum err e;
	size_t i;

	s = said(k, by);
	e = authority_check(a, &s, index, NULL, g, &f);
	assert_int_equal(e, f.code);
	if (e != ERR_OK) {
		assert_true(f.index == index && f.clause != NULL);
		assert_null(g[0]);
		return e;
	}
	for (i = 0; i < s.n_by; i++)
		assert_string_equal(g[i]->name, by[i]);
	return ERR_OK;
}

/* The payload is eaten.  What is refused must leave all as it was. */
static enum err
apply_by(struct authority *a, enum kind k, uint64_t index, json_t *o,
    const char *const *by)
{
	const struct grant *last;
	struct fault f = {ERR_OK, 0, NULL};
	struct statement s;
	size_t n, m;
	enum err e;

	assert_int_equal(schema_check(o, clear_schema(k), NULL, NULL), ERR_OK);
	for (n = 0; authority_grant(a, n) != NULL; n++)
		;
	s = said(k, by);
	e = authority_apply(a, &s, index, o, &f);
	assert_int_equal(e, f.code);
	json_decref(o);
	for (m = 0; authority_grant(a, m) != NULL; m++)
		;
	last = m > 0 ? authority_grant(a, m - 1) : NULL;
	assert_true(last == NULL ||
	    authority_find(a, span_str(last->name), index + 1) == last ||
	    last->until <= index);
	if (e != ERR_OK)
		assert_true(m == n && f.index == index);
	return e;
}

static enum err
apply(struct authority *a, enum kind k, uint64_t index, json_t *o)
{
	return apply_by(a, k, index, o, ADMINS);
}

static struct authority *
founded(void)
{
	struct authority *a;

	assert_int_equal(authority_new(&a), ERR_OK);
	assert_int_equal(apply(a, KIND_GENESIS, 0, genesis()), ERR_OK);
	return a;
}

static enum err
give(struct authority *a, uint64_t index, const char *unit, const char *number,
    const char *roles, uint8_t seed)
{
	char name[NAME_MAX_LEN + 1];

	(void)snprintf(name, sizeof(name), "%s/%s-%s", ORIGIN, unit, number);
	return apply(a, KIND_KEY_GRANT, index, grant(unit, name, roles, seed));
}

static enum err
revoke(struct authority *a, uint64_t index, const char *name)
{
	json_t *o;

	o = payload("{'reason':'left','since':null,'v':1}");
	put(o, "name", json_string(name));
	return apply(a, KIND_KEY_REVOKE, index, o);
}

/* Officers of each role, granted at 1 to 8. */
static struct authority *
staffed(void)
{
	struct authority *a;

	a = founded();
	assert_int_equal(give(a, 1, "vhxh", "1", "['registrar']", 11), ERR_OK);
	assert_int_equal(give(a, 2, "ubnd", "2", "['approver']", 12), ERR_OK);
	assert_int_equal(give(a, 3, "vhxh", "2", "['approver']", 13), ERR_OK);
	assert_int_equal(give(a, 4, "cax", "1", "['sponsor']", 14), ERR_OK);
	assert_int_equal(give(a, 5, "thon-7", "1", "['confirmer']", 15),
	    ERR_OK);
	assert_int_equal(give(a, 6, "th-1", "1", "['school']", 16), ERR_OK);
	assert_int_equal(give(a, 7, "hdnd", "1", "['auditor']", 17), ERR_OK);
	assert_int_equal(give(a, 8, "ubnd", "3", "['admin']", 18), ERR_OK);
	return a;
}

static void
test_roles(void **state)
{
	enum role r;
	unsigned i;

	(void)state;
	for (i = 0; i < ROLE_COUNT; i++) {
		assert_int_equal(role_decode(&r,
				     span_str(role_word((enum role)(1U << i)))),
		    ERR_OK);
		assert_int_equal(r, 1U << i);
	}
	assert_int_equal(role_decode(&r, SPAN_LIT("king")), ERR_FORMAT);
}

static enum err
check_genesis(json_t *o, const char *const *by, uint64_t index)
{
	const struct grant *g[BY_MAX] = {NULL};
	struct authority *a;
	struct statement s;
	struct fault f = {ERR_OK, 0, NULL};
	enum err e;

	assert_int_equal(authority_new(&a), ERR_OK);
	s = said(KIND_GENESIS, by);
	e = authority_check(a, &s, index, o, g, &f);
	assert_int_equal(e, f.code);
	assert_true(g[0] == NULL && authority_grant(a, 0) == NULL);
	json_decref(o);
	authority_free(a);
	return e;
}

static void
test_genesis(void **state)
{
	struct authority *a;
	const struct grant *g;
	json_t *o;

	(void)state;
	assert_int_equal(check_genesis(genesis(), ADMINS, 0), ERR_OK);
	assert_int_equal(check_genesis(genesis(), ADMINS, 1), ERR_RULE);
	assert_int_equal(check_genesis(genesis(), BY(UBND), 0), ERR_AUTHORITY);
	assert_int_equal(check_genesis(genesis(), BY(UBND, HDND), 0), ERR_KEY);
	o = genesis();
	put(o, "quorum", json_integer(1));
	assert_int_equal(check_genesis(json_deep_copy(o), ADMINS, 0),
	    ERR_AUTHORITY);
	put(o, "trial", json_true());
	assert_int_equal(check_genesis(json_deep_copy(o), BY(UBND), 0), ERR_OK);
	put(o, "admins", json_array());
	assert_int_equal(check_genesis(o, BY(UBND), 0), ERR_AUTHORITY);
	o = genesis();
	put(o, "quorum", json_integer(3));
	assert_int_equal(check_genesis(o, ADMINS, 0), ERR_AUTHORITY);

	assert_int_equal(authority_new(&a), ERR_OK);
	assert_null(authority_log_key(a, 0));
	assert_int_equal(check(a, KIND_DOCUMENT, 0, ADMINS), ERR_RULE);
	assert_int_equal(check(a, KIND_DOCUMENT, 1, ADMINS), ERR_RULE);
	assert_int_equal(apply(a, KIND_GENESIS, 0, genesis()), ERR_OK);
	assert_int_equal(check(a, KIND_GENESIS, 0, ADMINS), ERR_RULE);
	assert_int_equal(apply(a, KIND_GENESIS, 0, genesis()), ERR_RULE);
	assert_string_equal(authority_origin(a), ORIGIN);
	assert_string_equal(authority_commune(a), "Xã Thử");
	assert_false(authority_is_trial(a) || authority_is_closed(a));
	g = authority_grant(a, 1);
	assert_string_equal(g->unit, "mttq");
	assert_true(g->roles == ROLE_ADMIN && g->from == 0 &&
	    g->until == UINT64_MAX && !g->has_reading && !g->has_cosign);
	assert_null(authority_grant(a, 2));
	assert_null(authority_find(a, SPAN_LIT(UBND), 0));
	assert_ptr_equal(authority_find(a, SPAN_LIT(UBND), 1),
	    authority_grant(a, 0));
	authority_free(a);
	authority_free(NULL);
}

static enum err
found(json_t *admins, const char *origin)
{
	struct authority *a;
	struct statement s;
	json_t *o;
	enum err e;

	o = genesis();
	put(o, "admins", admins);
	assert_int_equal(schema_check(o, clear_schema(KIND_GENESIS), NULL,
			     NULL),
	    ERR_OK);
	assert_int_equal(authority_new(&a), ERR_OK);
	s = said(KIND_GENESIS, ADMINS);
	s.origin = span_str(origin);
	e = authority_apply(a, &s, 0, o, NULL);
	if (e != ERR_OK)
		assert_true(authority_grant(a, 0) == NULL &&
		    authority_log_key(a, 1) == NULL &&
		    authority_origin(a)[0] == '\0');
	json_decref(o);
	authority_free(a);
	return e;
}

static json_t *
two(json_t *first, json_t *second)
{
	return json_pack("[o,o]", first, second);
}

static void
test_founders(void **state)
{
	(void)state;
	assert_int_equal(
	    found(two(admin("ubnd", UBND, 1), admin("mttq", MTTQ, 2)), ORIGIN),
	    ERR_OK);
	/* another origin; one unit; a key twice; a name twice; the log key;
	 * another unit or origin than the name says */
	assert_int_equal(found(two(admin("ubnd", UBND, 1),
				   admin("mttq", MTTQ, 2)),
			     "other.example"),
	    ERR_AUTHORITY);
	assert_int_equal(found(two(admin("ubnd", UBND, 1),
				   admin("ubnd", ORIGIN "/ubnd-2", 2)),
			     ORIGIN),
	    ERR_AUTHORITY);
	assert_int_equal(
	    found(two(admin("ubnd", UBND, 1), admin("mttq", MTTQ, 1)), ORIGIN),
	    ERR_AUTHORITY);
	assert_int_equal(
	    found(two(admin("ubnd", UBND, 1), admin("ubnd", UBND, 2)), ORIGIN),
	    ERR_AUTHORITY);
	assert_int_equal(
	    found(two(admin("ubnd", UBND, 1), admin("mttq", MTTQ, 3)), ORIGIN),
	    ERR_AUTHORITY);
	assert_int_equal(
	    found(two(admin("ubnd", UBND, 1), admin("hdnd", MTTQ, 2)), ORIGIN),
	    ERR_AUTHORITY);
	assert_int_equal(found(two(admin("ubnd", UBND, 1),
				   admin("mttq", "x.example/mttq-1", 2)),
			     ORIGIN),
	    ERR_AUTHORITY);
}

#define R ORIGIN "/vhxh-1"
#define A ORIGIN "/ubnd-2"
#define A2 ORIGIN "/vhxh-2"
#define S ORIGIN "/cax-1"
#define C ORIGIN "/thon-7-1"
#define L ORIGIN "/th-1-1"
#define U HDND
#define ADMIN3 ORIGIN "/ubnd-3"

/* Which single signers suffice, in the order of the roles; 2: two needed. */
static const struct {
	enum kind k;
	const char *one; /* of "arpsclu": admin ... auditor */
} table[] = {
    {KIND_DOCUMENT, "r"},
    {KIND_SPONSOR, "r"},
    {KIND_CHILD, "r"},
    {KIND_CONSENT, "r"},
    {KIND_ASSIGNMENT, "2"},
    {KIND_ACCEPTANCE, "rs"},
    {KIND_LEVEL, "rs"},
    {KIND_DISBURSEMENT, "rs"},
    {KIND_CONFIRMATION, "rcl"},
    {KIND_OBJECTION, "arpsclu"},
    {KIND_VISIT, "rsl"},
    {KIND_GUIDANCE, "rsl"},
    {KIND_FOLLOWUP, "rsl"},
    {KIND_CHANGE, "r"},
    {KIND_REVERSAL, "r"},
    {KIND_AFFIRM, "arpsclu"},
    {KIND_REQUEST, "r"},
    {KIND_ERASURE, "2"},
    {KIND_DISCLOSURE, "rp"},
    {KIND_FILLER, "r"},
    {KIND_PUBLICATION, "2"},
    {KIND_WITHDRAWAL, "2"},
    {KIND_AUDIT, "u"},
    {KIND_REPORT, "r"},
    {KIND_POLICY, "q"},
    {KIND_CLOCK, "q"},
    {KIND_KEY_GRANT, "q"},
    {KIND_KEY_REVOKE, "q"},
    {KIND_LOG_KEY, "q"},
    {KIND_CLOSING, "q"},
};

static void
test_needs(void **state)
{
	static const char letters[] = "arpsclu";
	static const char *const who[] = {UBND, R, A, S, C, L, U};
	struct authority *a;
	size_t i, j;
	bool want;

	(void)state;
	a = staffed();
	assert_int_equal(sizeof(table) / sizeof(table[0]), KIND_COUNT - 1);
	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		for (j = 0; j < sizeof(who) / sizeof(who[0]); j++) {
			want = strchr(table[i].one, letters[j]) != NULL;
			if ((check(a, table[i].k, 20, BY(who[j])) == ERR_OK) !=
			    want)
				fail_msg("%s by %s", kind_word(table[i].k),
				    who[j]);
		}
		want = strchr(table[i].one, '2') != NULL ||
		    strpbrk(table[i].one, "rp") != NULL;
		assert_int_equal(check(a, table[i].k, 20, BY(A, R)) == ERR_OK,
		    want);
		want = table[i].one[0] == 'q' || strlen(table[i].one) == 7;
		assert_int_equal(check(a, table[i].k, 20, ADMINS) == ERR_OK,
		    want);
	}
	authority_free(a);
}

static void
test_two_units(void **state)
{
	struct authority *a;

	(void)state;
	a = staffed();
	assert_int_equal(check(a, KIND_ERASURE, 20, BY(R, A2)), ERR_AUTHORITY);
	assert_int_equal(check(a, KIND_ERASURE, 20, BY(R, A2, A)), ERR_OK);
	assert_int_equal(check(a, KIND_ERASURE, 20, BY(A, A2)), ERR_AUTHORITY);
	assert_int_equal(check(a, KIND_POLICY, 20, BY(UBND, ADMIN3)),
	    ERR_AUTHORITY);
	assert_int_equal(check(a, KIND_POLICY, 20, BY(ADMIN3, MTTQ)), ERR_OK);
	assert_int_equal(check(a, KIND_POLICY, 20, BY(UBND, R)), ERR_AUTHORITY);
	assert_int_equal(check(a, KIND_CHILD, 20, BY(R, U, S, C)), ERR_OK);
	assert_int_equal(check(a, KIND_CHILD, 20, BY(R, "x.example/a-1")),
	    ERR_KEY);
	assert_int_equal(check(a, KIND_CHILD, 1, BY(R)), ERR_KEY);
	assert_int_equal(check(a, KIND_CHILD, 2, BY(R)), ERR_OK);
	authority_free(a);
}

/* Both admins gone: what lies in two envelopes makes others, and only that. */
static void
test_recovery(void **state)
{
	const char *const k1 = ORIGIN "/ubnd-8", *const k2 = ORIGIN "/hdnd-8";
	const char *const both[] = {ORIGIN "/ubnd-8", ORIGIN "/hdnd-8", NULL};
	struct authority *a;
	json_t *o;

	(void)state;
	a = founded();
	o = grant("hdnd", ORIGIN "/hdnd-8", "['recovery']", 31);
	put(o, "reading_key", json_string(D32));
	assert_int_equal(apply(a, KIND_KEY_GRANT, 1, o), ERR_AUTHORITY);
	assert_int_equal(give(a, 1, "hdnd", "8", "['admin','recovery']", 31),
	    ERR_AUTHORITY);
	assert_int_equal(give(a, 1, "ubnd", "8", "['recovery']", 31), ERR_OK);
	assert_int_equal(give(a, 2, "hdnd", "8", "['recovery']", 32), ERR_OK);
	assert_int_equal(check(a, KIND_KEY_GRANT, 5, both), ERR_OK);
	assert_int_equal(check(a, KIND_KEY_REVOKE, 5, both), ERR_OK);
	assert_int_equal(check(a, KIND_KEY_GRANT, 5, BY(k1, MTTQ)), ERR_OK);
	/* One unit's own admin and its own envelope are one unit. */
	assert_int_equal(check(a, KIND_KEY_GRANT, 5, BY(k1, UBND)),
	    ERR_AUTHORITY);
	assert_int_equal(check(a, KIND_KEY_GRANT, 5, BY(k1)), ERR_AUTHORITY);
	assert_int_equal(check(a, KIND_POLICY, 5, both), ERR_AUTHORITY);
	assert_int_equal(check(a, KIND_LOG_KEY, 5, BY(k1, MTTQ)),
	    ERR_AUTHORITY);
	assert_int_equal(check(a, KIND_OBJECTION, 5, BY(k1)), ERR_AUTHORITY);
	/* They are no admins that a ledger could be left with. */
	assert_int_equal(revoke(a, 5, UBND), ERR_AUTHORITY);
	assert_int_equal(authority_grant(a, 2)->used, UINT64_MAX);
	o = grant("ubnd", ORIGIN "/ubnd-9", "['admin']", 33);
	assert_int_equal(apply_by(a, KIND_KEY_GRANT, 6, o, both), ERR_OK);
	assert_int_equal(revoke(a, 7, UBND), ERR_OK);
	assert_int_equal(authority_find(a, span_str(k1), 9)->used, 6);
	assert_int_equal(authority_find(a, span_str(k2), 9)->used, 6);
	authority_free(a);
}

static void
test_grant(void **state)
{
	struct authority *a;
	json_t *o;

	(void)state;
	a = founded();
	assert_int_equal(give(a, 1, "a", "1", "['approver','registrar']", 21),
	    ERR_AUTHORITY);
	assert_int_equal(give(a, 1, "ubnd", "1", "['admin']", 21),
	    ERR_AUTHORITY);
	assert_int_equal(give(a, 1, "a", "0", "['school']", 21), ERR_AUTHORITY);
	assert_int_equal(give(a, 1, "a", "1", "['school']", 1), ERR_AUTHORITY);
	assert_int_equal(give(a, 1, "a", "1", "['school']", 3), ERR_AUTHORITY);
	assert_int_equal(apply(a, KIND_KEY_GRANT, 1,
			     grant("b", ORIGIN "/a-1", "['school']", 21)),
	    ERR_AUTHORITY);
	assert_int_equal(apply(a, KIND_KEY_GRANT, 1,
			     grant("a", "x.example/a-1", "['school']", 21)),
	    ERR_AUTHORITY);
	o = grant("a", ORIGIN "/a-1", "['auditor']", 21);
	put(o, "reading_key", json_string(D32));
	put_key(o, "cosign_key", ORIGIN "/a-1", VKEY_COSIGN, 21);
	assert_int_equal(apply(a, KIND_KEY_GRANT, 1, json_deep_copy(o)),
	    ERR_AUTHORITY);
	put_key(o, "cosign_key", ORIGIN "/a-1", VKEY_COSIGN, 2);
	assert_int_equal(apply(a, KIND_KEY_GRANT, 1, json_deep_copy(o)),
	    ERR_AUTHORITY);
	put_key(o, "cosign_key", ORIGIN "/a-1", VKEY_COSIGN, 22);
	assert_int_equal(apply(a, KIND_KEY_GRANT, 1, o), ERR_OK);
	assert_true(authority_grant(a, 2)->has_reading &&
	    authority_grant(a, 2)->has_cosign &&
	    authority_grant(a, 2)->cosign.type == VKEY_COSIGN);
	assert_int_equal(give(a, 2, "b", "1", "['school']", 22), ERR_AUTHORITY);
	authority_free(a);
}

/* 6.4: the neutral point, and one of mixed order, are no keys. */
static void
test_points(void **state)
{
	static const char *const names[] = {"publickey-identity",
	    "publickey-low-order", "publickey-mixed-order",
	    "publickey-noncanonical"};
	struct authority *a;
	char path[128];
	struct pubkey pk;
	struct vkey k;
	json_t *o, *bad;
	size_t i;

	(void)state;
	a = founded();
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		(void)snprintf(path, sizeof(path),
		    VECTORS "minhbach/bad/%s.json", names[i]);
		bad = vector_load(path);
		vector_base64(pk.b, sizeof(pk.b), bad, "bytes");
		json_decref(bad);
		assert_int_equal(vkey_init(&k, SPAN_LIT(ORIGIN "/a-1"),
				     VKEY_SIGN, &pk),
		    ERR_OK);
		o = grant("a", ORIGIN "/a-1", "['auditor']", 21);
		put(o, "verify_key", vkey_json(&k));
		assert_int_equal(apply(a, KIND_KEY_GRANT, 1, o), ERR_AUTHORITY);
		o = grant("a", ORIGIN "/a-1", "['auditor']", 21);
		k.type = VKEY_COSIGN;
		k.key_id = vkey_id(span_str(k.name), k.type, &pk);
		put(o, "cosign_key", vkey_json(&k));
		assert_int_equal(apply(a, KIND_KEY_GRANT, 1, o), ERR_AUTHORITY);
	}
	authority_free(a);
}

static void
test_revoke(void **state)
{
	const struct grant *g;
	struct authority *a;
	json_t *o;

	(void)state;
	a = staffed();
	assert_int_equal(revoke(a, 20, ORIGIN "/nobody-1"), ERR_AUTHORITY);
	assert_int_equal(revoke(a, 20, MTTQ), ERR_AUTHORITY);
	assert_int_equal(revoke(a, 20, UBND), ERR_OK);
	assert_int_equal(revoke(a, 21, ADMIN3), ERR_AUTHORITY);
	assert_int_equal(check(a, KIND_POLICY, 20, ADMINS), ERR_OK);
	assert_int_equal(check(a, KIND_POLICY, 21, ADMINS), ERR_KEY);
	assert_int_equal(revoke(a, 21, UBND), ERR_AUTHORITY);

	o = payload("{'name':'" R "','reason':'compromised','since':31,'v':1}");
	assert_int_equal(apply(a, KIND_KEY_REVOKE, 30, json_deep_copy(o)),
	    ERR_AUTHORITY);
	put(o, "since", json_integer(25));
	assert_int_equal(apply(a, KIND_KEY_REVOKE, 30, o), ERR_OK);
	g = authority_find(a, SPAN_LIT(R), 30);
	assert_true(g->compromised && g->since == 25 && g->until == 30);
	assert_null(authority_find(a, SPAN_LIT(R), 31));
	/* The name may come back with another key, never with the same. */
	assert_int_equal(give(a, 40, "vhxh", "1", "['registrar']", 11),
	    ERR_AUTHORITY);
	assert_int_equal(give(a, 40, "vhxh", "1", "['registrar']", 31), ERR_OK);
	assert_ptr_equal(authority_find(a, SPAN_LIT(R), 30), g);
	assert_null(authority_find(a, SPAN_LIT(R), 40));
	assert_true(authority_find(a, SPAN_LIT(R), 41)->from == 40);
	authority_free(a);
}

static json_t *
log_key(const char *name, uint8_t seed)
{
	json_t *o;

	o = payload("{'reason':'planned','v':1}");
	put_key(o, "log_key", name, VKEY_SIGN, seed);
	return o;
}

static void
test_log_key(void **state)
{
	struct vkey first, second;
	struct authority *a;

	(void)state;
	a = founded();
	first = key_of(ORIGIN, VKEY_SIGN, 3);
	second = key_of(ORIGIN, VKEY_SIGN, 40);
	assert_int_equal(apply(a, KIND_LOG_KEY, 5, log_key(UBND, 40)),
	    ERR_AUTHORITY);
	assert_int_equal(apply(a, KIND_LOG_KEY, 5, log_key(ORIGIN, 3)),
	    ERR_AUTHORITY);
	assert_int_equal(apply(a, KIND_LOG_KEY, 5, log_key(ORIGIN, 1)),
	    ERR_AUTHORITY);
	assert_int_equal(apply(a, KIND_LOG_KEY, 5, log_key(ORIGIN, 40)),
	    ERR_OK);
	assert_int_equal(authority_log_key(a, 0)->key_id, first.key_id);
	assert_int_equal(authority_log_key(a, 5)->key_id, first.key_id);
	assert_int_equal(authority_log_key(a, 6)->key_id, second.key_id);
	assert_int_equal(give(a, 7, "a", "1", "['school']", 40), ERR_AUTHORITY);
	authority_free(a);
}

static void
test_closing(void **state)
{
	struct authority *a;

	(void)state;
	a = staffed();
	assert_int_equal(apply(a, KIND_CLOSING, 50,
			     payload("{'reason':'ended','successor':null,"
				     "'v':1}")),
	    ERR_OK);
	assert_true(authority_is_closed(a));
	assert_int_equal(check(a, KIND_CHILD, 51, BY(R)), ERR_RULE);
	authority_free(a);
}

static void
test_copy(void **state)
{
	struct authority *a, *b;
	char number[8];
	unsigned i;

	(void)state;
	a = staffed();
	assert_int_equal(authority_copy(&b, a), ERR_OK);
	assert_string_equal(authority_origin(b), ORIGIN);
	assert_int_equal(revoke(b, 20, R), ERR_OK);
	for (i = 1; i < 60; i++) {
		(void)snprintf(number, sizeof(number), "%u", i);
		assert_int_equal(give(b, 20 + i, "m", number, "['school']",
				     (uint8_t)(100 + i)),
		    ERR_OK);
	}
	for (i = 0; authority_grant(b, i) != NULL; i++) {
		if (i != 2)
			assert_ptr_equal(
			    authority_find(b,
				span_str(authority_grant(b, i)->name), 100),
			    authority_grant(b, i));
	}
	assert_int_equal(i, 10 + 59);
	assert_null(authority_grant(a, 10));
	assert_int_equal(check(a, KIND_CHILD, 21, BY(R)), ERR_OK);
	assert_int_equal(check(b, KIND_CHILD, 21, BY(R)), ERR_KEY);
	assert_int_equal(authority_log_key(b, 1)->key_id,
	    authority_log_key(a, 1)->key_id);
	authority_free(a);
	assert_int_equal(check(b, KIND_POLICY, 200, ADMINS), ERR_OK);
	authority_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_roles),
	    cmocka_unit_test(test_genesis),
	    cmocka_unit_test(test_founders),
	    cmocka_unit_test(test_needs),
	    cmocka_unit_test(test_two_units),
	    cmocka_unit_test(test_grant),
	    cmocka_unit_test(test_recovery),
	    cmocka_unit_test(test_points),
	    cmocka_unit_test(test_revoke),
	    cmocka_unit_test(test_log_key),
	    cmocka_unit_test(test_closing),
	    cmocka_unit_test(test_copy),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
