/*
 * t_units.c - who opens what without the vault (FORMAT 4.12): the officers of
 * the units that held a child, what was entered while they did, and nothing
 * else, tried with every key on every subject.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world.h"

#include "erase.h"
#include "snapshot.h"

/* The world, and officers of two sponsors; one has two. */
struct units {
	struct world o;
	struct party a1, a2, b1;
};

static json_t *
sponsor_payload(const char *code)
{
	return json_pack("{s:s,s:s,s:b,s:b,s:s,s:s,s:i}", "code", code, "group",
	    "g1", "inside_commune", 1, "money_public", 1, "name", code, "type",
	    "police", "v", 1);
}

static json_t *
assignment_payload(unsigned n, const char *sponsor)
{
	char code[16];

	(void)snprintf(code, sizeof(code), "TE-%06u", n);
	return json_pack("{s:s,s:s,s:s,s:s,s:b,s:i,s:[],s:s,s:s,s:i}", "basis",
	    "01", "child", code, "form", "quarterly", "from", "2026-07-05",
	    "opening", 0, "pledged", 1000000, "share", "sponsor", sponsor,
	    "tie", "do-dau", "v", 1);
}

static json_t *
give_payload(unsigned n, const char *sponsor, const char *voucher)
{
	char code[32] = "";

	(void)snprintf(code, sizeof(code), "TE-%06u", n);
	return json_pack("{s:i,s:n,s:s,s:b,s:s,s:o,s:s,s:s,s:s,s:[i],s:s,s:s,"
			 "s:s,s:i}",
	    "amount", 1000000, "basis", "child", code, "counts", 1, "date",
	    "2026-07-05", "evidence",
	    json_base64("01234567890123456789012345678901", 32), "form",
	    "quarterly", "from", "2026-Q3", "kind", "cash", "parts", 1000000,
	    "sponsor", sponsor, "to", "2026-Q3", "voucher", voucher, "v", 1);
}

static json_t *
change_payload(unsigned n, const char *change, const char *from, const char *to)
{
	char code[16];

	(void)snprintf(code, sizeof(code), "TE-%06u", n);
	return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:n,s:s?,s:s?,s:i}",
	    "change", change, "child", code, "effective",
	    strcmp(change, "transfer") == 0 ? "2026-07-06" : "2026-07-07",
	    "known", "2026-07-05", "reason", "khac", "reporter", "ubnd", "set",
	    "sponsor", from, "to_sponsor", to, "v", 1);
}

static uint64_t
put(struct world *o, enum kind kind, json_t *payload)
{
	struct signer *by[2] = {o->registrar.signer, o->approver.signer};

	must(o,
	    world_append_by(o, kind,
		kind == KIND_SPONSOR || kind == KIND_KEY_REVOKE ? CLASS_CLEAR
								: CLASS_SEALED,
		payload, by, 2));
	return writer_size(o->w) - 1;
}

static uint64_t
give(struct world *o, unsigned n, const char *sponsor, const char *voucher)
{
	return put(o, KIND_DISBURSEMENT, give_payload(n, sponsor, voucher));
}

static void
grant(struct world *o, struct party *p)
{
	must(o,
	    world_append(o, KIND_KEY_GRANT, CLASS_CLEAR,
		grant_payload(p, "sponsor"), &o->admin));
}

static void
revoke(struct world *o, const struct party *p)
{
	must(o,
	    world_append(o, KIND_KEY_REVOKE, CLASS_CLEAR,
		json_pack("{s:s,s:s,s:n,s:i}", "name", p->name, "reason",
		    "left", "since", "v", 1),
		&o->admin));
}

static int
units_setup(void **state)
{
	struct units *u = calloc(1, sizeof(*u));
	struct world *o;
	void *made = NULL;

	assert_non_null(u);
	assert_int_equal(world_setup(&made), 0);
	memcpy(&u->o, made, sizeof(u->o));
	free(made);
	o = &u->o;
	party_make(o, &u->a1, "aa", ORIGIN "/aa-1");
	party_make(o, &u->a2, "aa", ORIGIN "/aa-2");
	party_make(o, &u->b1, "bb", ORIGIN "/bb-1");
	(void)put(o, KIND_SPONSOR, sponsor_payload("aa"));
	(void)put(o, KIND_SPONSOR, sponsor_payload("bb"));
	grant(o, &u->a1);
	grant(o, &u->b1);
	(void)put(o, KIND_CHILD, child_payload(1));
	(void)put(o, KIND_CHILD, child_payload(2));
	*state = u;
	return 0;
}

static int
units_teardown(void **state)
{
	struct units *u = *state;
	void *o = &u->o;

	party_close(&u->a1);
	party_close(&u->a2);
	party_close(&u->b1);
	o = malloc(sizeof(u->o));
	assert_non_null(o);
	memcpy(o, &u->o, sizeof(u->o));
	free(u);
	return world_teardown(&o);
}

static bool
opens_item(struct world *o, const struct keyring *k, const struct party *p,
    uint64_t index)
{
	struct sealed_plain *plain = malloc(sizeof(*plain));
	const struct state_entry *entry = &writer_state(o->w)->entry[index];
	struct subject_key key;
	struct store_txn *t;
	struct handle h;
	struct span item;
	enum err e;

	assert_non_null(plain);
	assert_int_equal(store_begin(&t, writer_store(o->w), false), ERR_OK);
	e = store_item(t, &item, index);
	if (e == ERR_OK)
		e = sealed_handle(&h, item);
	if (e == ERR_OK)
		e = officer_subject(&key, k, &h, p->box);
	if (e == ERR_OK)
		e = sealed_open(plain, &key, item, span_str(ORIGIN),
		    &entry->id);
	store_abort(t);
	free(plain);
	assert_true(e == ERR_OK || e == ERR_KEY || e == ERR_MISSING);
	return e == ERR_OK;
}

/* Exactly these entries open to that key: every other is tried, too. */
static void
opens(struct world *o, const struct party *p, const uint64_t *want, size_t n)
{
	const struct state *s = writer_state(o->w);
	bool expected;
	uint64_t i;
	size_t j;

	for (i = 0; i < writer_size(o->w); i++) {
		if (!kind_has_class(s->entry[i].kind, CLASS_SEALED) ||
		    kind_has_class(s->entry[i].kind, CLASS_CLEAR))
			continue;
		expected = false;
		for (j = 0; j < n; j++)
			expected = expected || want[j] == i;
		if (opens_item(o, writer_keyring(o->w), p, i) != expected)
			fail_msg("%s and entry %llu", p->name,
			    (unsigned long long)i);
	}
}
#define OPENS(o, p, ...)                                                       \
	opens(o, p, (const uint64_t[]){__VA_ARGS__},                           \
	    sizeof((const uint64_t[]){__VA_ARGS__}) / sizeof(uint64_t))

/* Every subject of the keyring against every box of every other. */
static void
no_box_elsewhere(struct world *o, const struct party *p)
{
	const struct keyring *k = writer_keyring(o->w);
	struct subject_key key;
	size_t i, j, l;

	for (i = 0; i < k->n_subject; i++)
		for (j = 0; j < k->n_subject; j++)
			for (l = 0; l < k->subject[j].n_officer; l++) {
				const struct keyring_officer *x =
				    k->subject[j].officer + l;
				bool mine =
				    i == j && strcmp(x->name, p->name) == 0;

				assert_int_equal(subject_open(&key,
						     &k->subject[i].handle,
						     p->box,
						     (struct span){x->box,
							 sizeof(x->box)}) ==
					ERR_OK,
				    mine);
			}
}

static void
everybody(struct units *u)
{
	no_box_elsewhere(&u->o, &u->a1);
	no_box_elsewhere(&u->o, &u->a2);
	no_box_elsewhere(&u->o, &u->b1);
	no_box_elsewhere(&u->o, &u->o.admin);
}

/* c1, c2: the children's entries, made by the setup. */
static void
test_life(void **state)
{
	struct units *u = *state;
	struct world *o = &u->o;
	uint64_t c1 = writer_size(o->w) - 2, c2 = c1 + 1, a, g, t, late, end;
	uint64_t after, back;

	OPENS(o, &u->a1, UINT64_MAX);
	a = put(o, KIND_ASSIGNMENT, assignment_payload(1, "aa"));
	g = give(o, 1, "aa", "01");
	OPENS(o, &u->a1, c1, a, g);
	OPENS(o, &u->b1, UINT64_MAX);
	(void)put(o, KIND_ASSIGNMENT, assignment_payload(2, "bb"));
	OPENS(o, &u->a1, c1, a, g);
	OPENS(o, &u->b1, c2, c2 + 3);
	assert_int_equal(snapshot_write(o->w), ERR_OK);
	world_reopen(o);
	assert_int_equal(o->w->snapshot.size, writer_size(o->w));
	t = put(o, KIND_CHANGE, change_payload(1, "transfer", "aa", "bb"));
	OPENS(o, &u->a1, c1, a, g, t);
	late = put(o, KIND_CHANGE, change_payload(1, "suspend", "bb", NULL));
	OPENS(o, &u->a1, c1, a, g, t);
	OPENS(o, &u->b1, c2, c2 + 3, c1, t, late);
	everybody(u);
	end = put(o, KIND_CHANGE, change_payload(1, "end", "bb", NULL));
	assert_int_equal(snapshot_write(o->w), ERR_OK);
	world_reopen(o);
	after = put(o, KIND_OBJECTION,
	    json_pack("{s:n,s:n,s:s,s:s,s:s,s:s,s:n,s:s,s:i}", "about",
		"answers", "child", "TE-000001", "date", "2026-07-05", "from",
		"family", "matter", "data", "result", "text", "x", "v", 1));
	OPENS(o, &u->b1, c2, c2 + 3, c1, t, late, end);
	OPENS(o, &u->a1, c1, a, g, t);
	back = put(o, KIND_CHANGE, change_payload(1, "reinstate", NULL, "aa"));
	OPENS(o, &u->a1, c1, a, g, t, back);
	OPENS(o, &u->b1, c2, c2 + 3, c1, t, late, end);
	(void)after;
	/* One who comes later opens what the unit opens. */
	grant(o, &u->a2);
	OPENS(o, &u->a2, c1, a, g, t, back);
	everybody(u);
	world_reopen(o);
	OPENS(o, &u->a2, c1, a, g, t, back);
}

/* Refused, or reversed: as if the unit had never held the child. */
static void
test_undone(void **state)
{
	struct units *u = *state;
	struct world *o = &u->o;
	uint64_t c1 = writer_size(o->w) - 2, c2 = c1 + 1, a, no;
	json_t *refs[2];
	size_t i;

	for (i = 0; i < 2; i++) {
		a = put(o, KIND_ASSIGNMENT,
		    assignment_payload((unsigned)i + 1, "aa"));
		refs[i] = json_pack("{s:o,s:I}", "id",
		    json_base64(writer_state(o->w)->entry[a].id.b, 16), "index",
		    (json_int_t)a);
	}
	OPENS(o, &u->a1, c1, c2, c2 + 1, c2 + 2);
	no = put(o, KIND_ACCEPTANCE,
	    json_pack("{s:b,s:o,s:s,s:o,s:i}", "accepted", 0, "assignment",
		refs[0], "date", "2026-07-05", "evidence",
		json_base64("01234567890123456789012345678901", 32), "v", 1));
	OPENS(o, &u->a1, c2, c2 + 2);
	(void)put(o, KIND_REVERSAL,
	    json_pack("{s:i,s:s,s:s,s:o,s:i}", "amount", 0, "date",
		"2026-07-05", "reason", "sai-don-vi", "target", refs[1], "v",
		1));
	OPENS(o, &u->a1, UINT64_MAX);
	(void)no;
	everybody(u);
}

/* A revoked officer's boxes vanish, and what follows has other keys: also for
 * a keyring that was copied before. */
static void
test_revoked(void **state)
{
	struct units *u = *state;
	struct world *o = &u->o;
	uint64_t c1 = writer_size(o->w) - 2, a, g, later;
	struct keyring old;
	uint8_t *bytes;
	size_t n;

	a = put(o, KIND_ASSIGNMENT, assignment_payload(1, "aa"));
	g = give(o, 1, "aa", "01");
	grant(o, &u->a2);
	assert_int_equal(keyring_encode(&bytes, &n, writer_keyring(o->w)), 0);
	assert_int_equal(keyring_decode(&old, (struct span){bytes, n}), 0);
	free(bytes);
	revoke(o, &u->a1);
	OPENS(o, &u->a1, UINT64_MAX);
	OPENS(o, &u->a2, c1, a, g);
	later = give(o, 1, "aa", "02");
	OPENS(o, &u->a2, c1, a, g, later);
	assert_true(opens_item(o, &old, &u->a1, g));
	assert_false(opens_item(o, &old, &u->a1, later));
	everybody(u);
	keyring_release(&old);
}

/* A reader that goes takes the vault and the office's subject with it. */
static void
test_revoked_reader(void **state)
{
	struct units *u = *state;
	struct world *o = &u->o;
	struct vault *v = NULL;
	struct subject_key key;
	struct keyring old;
	struct handle office;
	struct readkey vault;
	uint8_t *bytes;
	size_t n, i;

	(void)put(o, KIND_ASSIGNMENT, assignment_payload(1, "aa"));
	must(o, world_object(o, "trước"));
	assert_int_equal(keyring_encode(&bytes, &n, writer_keyring(o->w)), 0);
	assert_int_equal(keyring_decode(&old, (struct span){bytes, n}), 0);
	free(bytes);
	office = old.office;
	vault = old.vault;
	revoke(o, &o->approver);
	assert_memory_not_equal(writer_keyring(o->w)->vault.b, vault.b, 32);
	assert_false(handle_eq(&writer_keyring(o->w)->office, &office));
	must(o, world_object(o, "sau"));
	must(o,
	    world_append(o, KIND_OBJECTION, CLASS_SEALED,
		json_pack("{s:n,s:n,s:s,s:s,s:s,s:s,s:n,s:s,s:i}", "about",
		    "answers", "child", "TE-000001", "date", "2026-07-05",
		    "from", "family", "matter", "data", "result", "text", "x",
		    "v", 1),
		&o->registrar));
	assert_int_equal(vault_unlock(&v, writer_keyring(o->w),
			     o->approver.box),
	    ERR_MISSING);
	assert_int_equal(vault_unlock(&v, &old, o->approver.box), ERR_OK);
	/* What it had it has; of what came since it has no key. */
	for (i = n = 0; i < writer_keyring(o->w)->n_subject; i++)
		n += vault_subject(&key, v, &old,
			 &writer_keyring(o->w)->subject[i].handle) != ERR_OK;
	assert_int_equal(n, 2);
	vault_free(v);
	keyring_release(&old);
	world_reopen(o);
}

/* Another code: the old one has no line, the new one opens. */
static void
test_recovery(void **state)
{
	struct units *u = *state;
	struct world *o = &u->o;
	const struct keyring_reader *line;
	char code[RECOVERY_LEN + 1];
	struct boxkey *box = NULL;
	struct vault *v = NULL;
	struct readkey before, vault;
	uint8_t secret[32];
	enum recovery_use use;
	unsigned at;

	line = keyring_reader_find(writer_keyring(o->w), span_str("recovery"));
	before = line->key;
	vault = writer_keyring(o->w)->vault;
	assert_int_equal(writer_renew_recovery(o->w, code), ERR_OK);
	must(o, world_object(o, "sổ ghi tiếp được"));
	world_reopen(o);
	line = keyring_reader_find(writer_keyring(o->w), span_str("recovery"));
	assert_memory_not_equal(line->key.b, before.b, 32);
	assert_memory_not_equal(writer_keyring(o->w)->vault.b, vault.b, 32);
	assert_int_equal(recovery_decode(secret, &use, &at, span_str(code)),
	    ERR_OK);
	assert_int_equal(boxkey_new(&box, secret), ERR_OK);
	assert_int_equal(vault_unlock(&v, writer_keyring(o->w), box), ERR_OK);
	vault_free(v);
	boxkey_free(box);
	writer_close(o->w);
	assert_int_equal(writer_open_read(&o->w, o->dir, o->registrar.box,
			     NULL),
	    ERR_OK);
	assert_int_equal(writer_renew_recovery(o->w, code), ERR_IO);
}

/* All subjects of a child go at once, and no officer keeps a line. */
static void
test_erased(void **state)
{
	struct units *u = *state;
	struct world *o = &u->o;
	struct signer *by[2] = {o->registrar.signer, o->approver.signer};
	struct batch b = {.signer = by, .n_signer = 2, .time_ms = o->now};
	static const struct erasing how = {"request", NULL, 0, 0};
	uint64_t c1 = writer_size(o->w) - 2, c2 = c1 + 1, index = 0;
	struct erasure x;
	size_t i, before;

	(void)put(o, KIND_ASSIGNMENT, assignment_payload(1, "aa"));
	(void)put(o, KIND_ASSIGNMENT, assignment_payload(2, "aa"));
	(void)give(o, 1, "aa", "01");
	(void)put(o, KIND_CHANGE, change_payload(1, "transfer", "aa", "bb"));
	(void)put(o, KIND_CHANGE, change_payload(1, "end", "bb", NULL));
	world_reopen(o);
	assert_int_equal(erasure_find(&x, o->w, "TE-000001"), ERR_OK);
	assert_int_equal(x.n, 5);
	assert_int_equal(x.n_subject, 4);
	before = writer_keyring(o->w)->n_subject;
	must(o, writer_erase(o->w, &x, &how, &b, &index, &o->findings));
	assert_int_equal(writer_keyring(o->w)->n_subject, before - 4);
	for (i = 0; i < x.n_subject; i++)
		assert_null(keyring_find(writer_keyring(o->w), &x.subject[i]));
	erasure_release(&x);
	assert_int_equal(erasure_find(&x, o->w, "TE-000001"), ERR_MISSING);
	OPENS(o, &u->a1, c2, c2 + 2);
	OPENS(o, &u->b1, UINT64_MAX);
	world_reopen(o);
	assert_int_equal(writer_erased(o->w), 5);
}

/* The ledger as an officer opens it. */
static void
test_officer(void **state)
{
	struct units *u = *state;
	struct world *o = &u->o;
	struct writer_entry e;
	struct fault f;
	uint64_t g;

	(void)put(o, KIND_ASSIGNMENT, assignment_payload(1, "aa"));
	(void)put(o, KIND_ASSIGNMENT, assignment_payload(2, "bb"));
	(void)give(o, 2, "bb", "01");
	g = give(o, 1, "aa", "01");
	writer_close(o->w);
	o->w = NULL;
	assert_int_equal(writer_open(&o->w, o->dir, u->a2.box, &f),
	    ERR_MISSING);
	assert_int_equal(writer_open(&o->w, o->dir, o->admin.box, &f),
	    ERR_MISSING);
	assert_int_equal(writer_open(&o->w, o->dir, u->a1.box, &f), ERR_OK);
	assert_string_equal(writer_unit(o->w), "aa");
	assert_int_equal(writer_withheld(o->w), 3);
	assert_int_equal(writer_state(o->w)->n_child, 1);
	assert_int_equal(writer_state(o->w)->n_disbursement, 1);
	assert_int_equal(writer_entry_load(o->w, &e, g), ERR_OK);
	assert_true(e.opened);
	writer_entry_release(&e);
	assert_int_equal(writer_entry_load(o->w, &e, g - 1), ERR_OK);
	assert_false(e.opened);
	writer_entry_release(&e);
	assert_int_equal(world_append(o, KIND_DISBURSEMENT, CLASS_SEALED,
			     give_payload(1, "aa", "02"), &u->a1),
	    ERR_SECRET);
	assert_int_equal(writer_size(o->w), g + 1);
}

static enum err
draft(struct writer_drafted *x, struct world *o, struct party *by,
    json_t *payload)
{
	struct draft d = {.kind = KIND_DISBURSEMENT,
	    .class = CLASS_SEALED,
	    .payload = payload};
	struct batch b = {.draft = &d,
	    .n = 1,
	    .signer = &by->signer,
	    .n_signer = 1,
	    .time_ms = o->now};
	enum err e = writer_draft(x, o->w, &b, &o->findings);

	json_decref(payload);
	return e;
}

/* Drafted by an officer, also where a new subject is due; entered by the
 * office, which judges all of it. */
static void
test_officer_drafts(void **state)
{
	struct units *u = *state;
	struct world *o = &u->o;
	struct batch b = {.signer = &o->registrar.signer,
	    .n_signer = 1,
	    .time_ms = o->now};
	struct writer_drafted x, y;
	uint64_t g;

	(void)put(o, KIND_ASSIGNMENT, assignment_payload(1, "aa"));
	(void)put(o, KIND_ASSIGNMENT, assignment_payload(2, "bb"));
	grant(o, &u->a2);
	revoke(o, &u->b1); /* so that new subjects are due */
	writer_close(o->w);
	o->w = NULL;
	assert_int_equal(writer_open(&o->w, o->dir, u->a1.box, NULL), ERR_OK);
	assert_int_equal(draft(&x, o, &u->a1, give_payload(2, "aa", "01")),
	    ERR_RULE);
	must(o, draft(&x, o, &u->a1, give_payload(1, "aa", "01")));
	must(o, draft(&y, o, &u->a1, give_payload(1, "aa", "01")));
	assert_int_equal(x.n_to, 2);
	assert_memory_equal(x.to[0].b, writer_keyring(o->w)->vault.b, 32);
	assert_memory_equal(x.to[1].b, u->a1.reading.b, 32);
	world_reopen(o);
	must(o, writer_append_signed(o->w, &b, &x.file, NULL, &o->findings));
	g = writer_size(o->w) - 1;
	assert_true(opens_item(o, writer_keyring(o->w), &u->a1, g));
	assert_true(opens_item(o, writer_keyring(o->w), &u->a2, g));
	assert_false(opens_item(o, writer_keyring(o->w), &u->b1, g));
	/* The office sees that the voucher is used; the draft did not. */
	assert_int_equal(writer_append_signed(o->w, &b, &y.file, NULL,
			     &o->findings),
	    ERR_RULE);
	stfile_release(&x.file);
	stfile_release(&y.file);
	(void)put(o, KIND_CHANGE, change_payload(1, "transfer", "aa", "bb"));
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, units_setup, units_teardown)
	const struct CMUnitTest tests[] = {
	    T(test_life),
	    T(test_undone),
	    T(test_revoked),
	    T(test_revoked_reader),
	    T(test_recovery),
	    T(test_erased),
	    T(test_officer),
	    T(test_officer_drafts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
