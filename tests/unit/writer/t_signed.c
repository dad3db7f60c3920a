/*
 * t_signed.c - statements that were signed on another machine: each way in
 * which one may be stale, foreign, altered or unfit is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "canonical.h"
#include "sealmake.h"
#include "world.h"

/* One statement, signed by a party over what the ledger shows now. */
struct part {
	struct stfile_part p;
	struct statement s;
	uint8_t note[STATEMENT_NOTE_MAX];
	uint8_t *payload;
	size_t n;
};

static void
part_payload(struct part *a, struct world *o, json_t *payload, enum kind kind,
    const struct party *by)
{
	struct scalar blind;

	assert_int_equal(canonical_encode(&a->payload, &a->n, payload,
			     PAYLOAD_MAX),
	    0);
	json_decref(payload);
	memset(&a->s, 0, sizeof(a->s));
	memset(&a->p, 0, sizeof(a->p));
	a->p.okey = okey_new();
	a->p.payload = (struct span){a->payload, a->n};
	a->s.origin = span_str(ORIGIN);
	a->s.kind = kind;
	a->s.class = CLASS_SEALED;
	a->s.by[0] = span_str(by->name);
	a->s.n_by = 1;
	a->s.id = draft_id(CLASS_SEALED, o->now);
	a->s.seen = writer_size(o->w);
	assert_int_equal(writer_leaf_hash(o->w, &a->s.seen_hash, a->s.seen - 1),
	    ERR_OK);
	a->s.payload = payload_commit(&a->p.okey, a->p.payload);
	blind = okey_blind(&a->p.okey);
	assert_int_equal(value_commit(&a->s.value, &blind, 0), ERR_OK);
}

static void
part_sign(struct part *a, const struct party *by)
{
	uint8_t buf[STATEMENT_TEXT_MAX];
	struct span text;
	struct sig sig;
	struct wr w;

	assert_int_equal(statement_encode(&text, &a->s, buf, sizeof(buf)), 0);
	assert_int_equal(signer_sign(&sig, by->signer, text), ERR_OK);
	wr_init(&w, a->note, sizeof(a->note));
	assert_int_equal(statement_note_encode(&w, text, &by->vkey, &sig, 1),
	    ERR_OK);
	a->p.note = wr_done(&w);
}

static void
part_make(struct part *a, struct world *o, const struct party *by)
{
	part_payload(a, o, objection_payload("từ máy khác"), KIND_OBJECTION,
	    by);
	a->p.handle = writer_keyring(o->w)->office;
	part_sign(a, by);
}

static enum err
append_at(struct world *o, struct part *a, uint64_t drafted, bool with_signer)
{
	struct stfile file = {.time_ms = drafted, .part = &a->p, .n = 1};
	struct batch b = {.signer = &o->registrar.signer,
	    .n_signer = with_signer ? 1 : 0,
	    .time_ms = o->now};

	return writer_append_signed(o->w, &b, &file, NULL, &o->findings);
}

static enum err
append(struct world *o, struct part *a)
{
	return append_at(o, a, o->now, false);
}

static void
test_accepted(void **state)
{
	struct world *o = *state;
	struct writer_entry e;
	struct part a;

	part_make(&a, o, &o->approver);
	must(o, world_object(o, "chen vào giữa"));
	must(o, append(o, &a));
	assert_int_equal(writer_size(o->w), 5);
	/* The same file once more. */
	assert_int_equal(append(o, &a), ERR_EXISTS);
	world_reopen(o);
	assert_int_equal(writer_size(o->w), 5);
	assert_int_equal(writer_entry_load(o->w, &e, 4), ERR_OK);
	assert_true(e.payload.n == a.n);
	assert_memory_equal(e.payload.p, a.payload, a.n);
	assert_memory_equal(e.note.p, a.p.note.p, e.note.n);
	writer_entry_release(&e);
	free(a.payload);
}

/* A new child comes without a handle, and gets one. */
static void
test_new_subject(void **state)
{
	struct world *o = *state;
	struct part a;

	part_payload(&a, o, child_payload(5), KIND_CHILD, &o->registrar);
	a.p.handle = writer_keyring(o->w)->office;
	part_sign(&a, &o->registrar);
	assert_int_equal(append(o, &a), ERR_FORMAT);
	memset(&a.p.handle, 0, sizeof(a.p.handle));
	must(o, append(o, &a));
	assert_int_equal(writer_keyring(o->w)->n_subject, 3);
	world_reopen(o);
	assert_int_equal(writer_keyring(o->w)->n_subject, 3);
	free(a.payload);
}

static void
test_clocks(void **state)
{
	struct world *o = *state;
	struct part a;

	part_make(&a, o, &o->approver);
	assert_int_equal(append_at(o, &a, o->now - WRITER_BEHIND_MS - 1, false),
	    ERR_RULE);
	assert_int_equal(append_at(o, &a, o->now + WRITER_BEHIND_MS + 1, false),
	    ERR_RULE);
	assert_int_equal(writer_size(o->w), 3);
	must(o, append_at(o, &a, o->now - WRITER_BEHIND_MS, false));
	free(a.payload);
}

static void
test_stale(void **state)
{
	struct world *o = *state;
	struct part a;

	part_make(&a, o, &o->approver);
	a.s.seen_hash.b[5] ^= 1;
	part_sign(&a, &o->approver);
	assert_int_equal(append(o, &a), ERR_STALE);
	a.s.seen = 4;
	part_sign(&a, &o->approver);
	assert_int_equal(append(o, &a), ERR_STALE);
	/* Before the grant of its signer. */
	a.s.seen = 1;
	assert_int_equal(writer_leaf_hash(o->w, &a.s.seen_hash, 0), ERR_OK);
	part_sign(&a, &o->approver);
	assert_int_equal(append(o, &a), ERR_AUTHORITY);
	a.s.origin = span_str("khac.example/so");
	a.s.by[0] = span_str("khac.example/so/kiem-tra-1");
	part_sign(&a, &o->approver);
	assert_true(append(o, &a) != ERR_OK);
	assert_int_equal(writer_size(o->w), 3);
	free(a.payload);
}

static void
test_altered(void **state)
{
	struct world *o = *state;
	struct part a;

	part_make(&a, o, &o->approver);
	a.p.okey.b[0] ^= 1;
	assert_int_equal(append(o, &a), ERR_VALUE);
	a.p.okey.b[0] ^= 1;
	a.s.value = value_generator();
	part_sign(&a, &o->approver);
	assert_int_equal(append(o, &a), ERR_VALUE);
	free(a.payload);
	part_make(&a, o, &o->approver);
	a.p.note.n--;
	assert_true(append(o, &a) != ERR_OK);
	a.p.note.n++;
	/* Signed by another key than the one that is named. */
	part_sign(&a, &o->registrar);
	assert_true(append(o, &a) != ERR_OK);
	part_sign(&a, &o->approver);
	a.payload[10] ^= 1;
	assert_true(append(o, &a) != ERR_OK);
	a.payload[10] ^= 1;
	a.p.handle.b[0] ^= 1;
	assert_int_equal(append(o, &a), ERR_FORMAT);
	a.p.handle.b[0] ^= 1;
	assert_int_equal(writer_size(o->w), 3);
	must(o, append(o, &a));
	free(a.payload);
}

/* Who appends for others makes the fillers, if he may. */
static void
test_fillers(void **state)
{
	struct world *o = *state;
	struct part a;

	o->now += 30 * DAY;
	must(o, world_object(o, "tháng tám"));
	o->now += 30 * DAY;
	must(o, world_object(o, "tháng chín"));
	o->now += 30 * DAY;
	part_make(&a, o, &o->approver);
	assert_int_equal(append(o, &a), ERR_AUTHORITY);
	assert_int_equal(writer_size(o->w), 5);
	must(o, append_at(o, &a, o->now, true));
	assert_int_equal(writer_size(o->w), 65);
	world_reopen(o);
	must(o, world_object(o, "tiếp"));
	free(a.payload);
}

/* Put an entry past the writer, as somebody with the disk might. */
static void
smuggle(struct world *o, const struct part *a)
{
	struct head h = {.index = writer_size(o->w), .time_ms = o->now};
	uint8_t entry[ENTRY_MAX], leaf[LEAF_MAX], item[SEALED_MAX];
	struct sealed_place place = {.origin = span_str(ORIGIN)};
	struct store_row row = {.id = a->s.id};
	struct store_txn *t = NULL;
	struct subject_key key;
	struct digest d;
	struct span head;
	struct leaf l;

	assert_int_equal(head_encode(&head, &h, entry, sizeof(entry)), ERR_OK);
	memcpy(entry + head.n, a->p.note.p, a->p.note.n);
	row.entry = (struct span){entry, head.n + a->p.note.n};
	d = sha256(head);
	l = (struct leaf){h.index, CLASS_SEALED, a->s.seen_hash,
	    entry_digest(&d, a->p.note), a->s.value};
	assert_int_equal(leaf_encode(&row.leaf, &l, leaf, sizeof(leaf)), 0);
	place.handle = a->p.handle;
	place.id = a->s.id;
	assert_int_equal(vault_subject(&key, writer_vault(o->w),
			     writer_keyring(o->w), &a->p.handle),
	    ERR_OK);
	assert_int_equal(sealed_make(&row.item, &place, &key, &a->p.okey,
			     a->p.payload, item),
	    ERR_OK);
	assert_int_equal(store_begin(&t, writer_store(o->w), true), ERR_OK);
	assert_int_equal(store_append(t, &row), ERR_OK);
	assert_int_equal(store_commit(t), ERR_OK);
}

/* A key does not vouch for what stands in its name and is not by it (3.8). */
static void
test_forged_author(void **state)
{
	struct world *o = *state;
	struct party liar;
	struct part a;

	must(o, world_object(o, "thật"));
	part_payload(&a, o, objection_payload("giả"), KIND_OBJECTION,
	    &o->registrar);
	a.p.handle = writer_keyring(o->w)->office;
	liar = o->registrar;
	liar.signer = o->approver.signer;
	part_sign(&a, &liar);
	smuggle(o, &a);
	world_reopen(o);
	assert_int_equal(writer_size(o->w), 5);
	assert_int_equal(world_object(o, "tiếp"), ERR_SIGNATURE);
	assert_non_null(strstr(o->findings.f[0].en, "3.8"));
	must(o,
	    world_append(o, KIND_OBJECTION, CLASS_SEALED,
		objection_payload("người khác"), &o->approver));
	free(a.payload);
}

#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T(test_accepted),
	    T(test_new_subject),
	    T(test_clocks),
	    T(test_stale),
	    T(test_altered),
	    T(test_fillers),
	    T(test_forged_author),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
