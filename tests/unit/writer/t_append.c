/*
 * t_append.c - what the writer takes is there after a reload, and what it
 * refuses leaves no trace.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world.h"

static void
test_reload(void **state)
{
	struct world *o = *state;
	struct writer_entry e;
	const char *text;

	world_assert_size(o, 3);
	must(o, world_object(o, "Tổ trưởng hỏi"));
	must(o,
	    world_append(o, KIND_CHILD, CLASS_SEALED, child_payload(1),
		&o->registrar));
	world_assert_size(o, 5);
	assert_int_equal(writer_withheld(o->w), 0);
	assert_int_equal(writer_erased(o->w), 0);
	assert_int_equal(writer_last_time(o->w), o->now);
	assert_int_equal(writer_entry_load(o->w, &e, 3), ERR_OK);
	assert_true(e.opened);
	text = json_string_value(json_object_get(e.json, "text"));
	assert_string_equal(text, "Tổ trưởng hỏi");
	writer_entry_release(&e);
	assert_int_equal(writer_entry_load(o->w, &e, 0), ERR_OK);
	assert_true(e.opened && e.leaf.n > 0 && e.head.n > 0 && e.note.n > 0);
	writer_entry_release(&e);
	assert_int_equal(writer_entry_load(o->w, &e, 5), ERR_MISSING);
	/* The child has a key of its own, the objection the office's, and what the
	 * founder could read has another. */
	assert_int_equal(writer_keyring(o->w)->n_subject, 3);
}

/* Registrars and approvers read; the founder only until one of them does. */
static void
test_readers(void **state)
{
	struct world *o = *state;
	const struct keyring *k = writer_keyring(o->w);

	assert_int_equal(k->n_reader, 3);
	assert_non_null(keyring_reader_find(k, span_str("recovery")));
	assert_non_null(keyring_reader_find(k, span_str(o->registrar.name)));
	assert_non_null(keyring_reader_find(k, span_str(o->approver.name)));
	assert_null(keyring_reader_find(k, span_str(o->admin.name)));
}

/* Another key file under a name that the ledger knows. */
static void
test_other_key_same_name(void **state)
{
	struct world *o = *state;
	struct party other;
	char top[96];

	memcpy(top, o->top, sizeof(top));
	(void)snprintf(o->top, sizeof(o->top), "%.80s/x", top);
	assert_int_equal(mkdir(o->top, 0700), 0);
	party_make(o, &other, "do-dau", o->registrar.name);
	memcpy(o->top, top, sizeof(top));
	assert_int_equal(world_append(o, KIND_OBJECTION, CLASS_SEALED,
			     objection_payload("giả"), &other),
	    ERR_KEY);
	party_close(&other);
	world_assert_size(o, 3);
}

/* Ten rows of which one is bad: none is there, nor their keys. */
static void
test_batch_is_all_or_nothing(void **state)
{
	struct world *o = *state;
	struct writer_result out[10];
	struct draft d[10];
	struct batch b = {.draft = d,
	    .n = 10,
	    .signer = &o->registrar.signer,
	    .n_signer = 1,
	    .time_ms = o->now};
	size_t i;

	memset(d, 0, sizeof(d));
	for (i = 0; i < 10; i++)
		d[i] = (struct draft){.kind = KIND_CHILD,
		    .class = CLASS_SEALED,
		    .payload = child_payload((unsigned)i)};
	json_object_set_new(d[7].payload, "child", json_string("TE-000003"));
	assert_int_equal(writer_append(o->w, &b, out, &o->findings), ERR_RULE);
	/* Twins are flagged all along; one refuses. */
	for (i = 0; o->findings.f[i].code == ERR_OK; i++)
		assert_true(i + 1 < o->findings.n);
	assert_int_equal(o->findings.f[i].code, ERR_RULE);
	assert_int_equal(o->findings.f[i].draft, 7);
	assert_string_equal(o->findings.f[i].rule, "E2");
	world_assert_size(o, 3);
	assert_int_equal(writer_keyring(o->w)->n_subject, 2);
	json_object_set_new(d[7].payload, "child", json_string("TE-000007"));
	b.dry_run = true;
	must(o, writer_append(o->w, &b, out, &o->findings));
	world_assert_size(o, 3);
	assert_int_equal(writer_keyring(o->w)->n_subject, 2);
	b.dry_run = false;
	must(o, writer_append(o->w, &b, out, &o->findings));
	assert_int_equal(out[0].index, 3);
	assert_int_equal(out[9].index, 12);
	world_assert_size(o, 13);
	assert_int_equal(writer_keyring(o->w)->n_subject, 12);
	b.n = WRITER_BATCH_MAX + 1;
	assert_int_equal(writer_append(o->w, &b, out, NULL), ERR_RANGE);
	for (i = 0; i < 10; i++)
		json_decref(d[i].payload);
}

static void
test_duplicate_id(void **state)
{
	struct world *o = *state;
	struct draft d = {.kind = KIND_OBJECTION,
	    .class = CLASS_SEALED,
	    .has_id = true,
	    .id = draft_id(CLASS_SEALED, o->now),
	    .payload = objection_payload("một lần")};
	struct batch b = {.draft = &d,
	    .n = 1,
	    .signer = &o->registrar.signer,
	    .n_signer = 1,
	    .time_ms = o->now};

	must(o, writer_append(o->w, &b, NULL, &o->findings));
	assert_int_equal(writer_append(o->w, &b, NULL, &o->findings),
	    ERR_EXISTS);
	assert_int_equal(o->findings.n, 1);
	assert_non_null(strstr(o->findings.f[0].en, "FORMAT 3.3"));
	world_assert_size(o, 4);
	json_decref(d.payload);
}

static void
test_clock(void **state)
{
	struct world *o = *state;
	struct draft d = {.kind = KIND_OBJECTION,
	    .class = CLASS_SEALED,
	    .payload = objection_payload("giờ")};
	struct batch b = {.draft = &d,
	    .n = 1,
	    .signer = &o->registrar.signer,
	    .n_signer = 1,
	    .time_ms = T0 - 1};
	json_t *clock;

	assert_int_equal(writer_append(o->w, &b, NULL, &o->findings), ERR_RULE);
	b.time_ms = T0 + WRITER_AHEAD_MS + 1;
	assert_int_equal(writer_append(o->w, &b, NULL, &o->findings), ERR_RULE);
	b.allow_gap = true;
	must(o, writer_append(o->w, &b, NULL, &o->findings));
	assert_int_equal(writer_last_time(o->w), b.time_ms);
	o->now = T0 + DAY;
	assert_int_equal(world_object(o, "lùi"), ERR_RULE);
	clock = json_pack("{s:s,s:I,s:i}", "reason", "wrong-clock", "true_time",
	    (json_int_t)o->now, "v", 1);
	must(o, world_append(o, KIND_CLOCK, CLASS_CLEAR, clock, &o->admin));
	assert_int_equal(writer_last_time(o->w), b.time_ms);
	must(o, world_object(o, "đúng giờ"));
	assert_int_equal(writer_last_time(o->w), o->now);
	o->now--;
	assert_int_equal(world_object(o, "lùi nữa"), ERR_RULE);
	world_reopen(o);
	json_decref(d.payload);
}

/* The first entry of a quarter stands at a multiple of 64 (FORMAT 5.6). */
static void
test_fillers(void **state)
{
	struct world *o = *state;
	struct writer_entry e;

	must(o, world_object(o, "quý ba"));
	assert_int_equal(writer_size(o->w), 4);
	o->now = T0 + 25 * DAY;
	must(o, world_object(o, "vẫn quý ba"));
	o->now = T0 + 50 * DAY;
	must(o, world_object(o, "vẫn quý ba"));
	assert_int_equal(writer_size(o->w), 6);
	o->now = T0 + 80 * DAY;
	must(o, world_object(o, "vẫn quý ba"));
	o->now = T0 + 90 * DAY;
	assert_int_equal(world_append(o, KIND_OBJECTION, CLASS_SEALED,
			     objection_payload("không đệm"), &o->approver),
	    ERR_AUTHORITY);
	assert_non_null(strstr(o->findings.f[0].en, "5.6"));
	assert_int_equal(writer_size(o->w), 7);
	/* Admins need no registrar, and begin no quarter. */
	must(o,
	    world_append(o, KIND_KEY_GRANT, CLASS_CLEAR,
		grant_payload(&o->spare, "school"), &o->admin));
	assert_int_equal(writer_size(o->w), 8);
	world_reopen(o);
	must(o, world_object(o, "quý bốn"));
	assert_int_equal(writer_size(o->w), 65);
	must(o, world_object(o, "quý bốn"));
	assert_int_equal(writer_size(o->w), 66);
	assert_int_equal(writer_entry_load(o->w, &e, 63), ERR_OK);
	assert_memory_equal(e.payload.p, "{\"v\":1}", 7);
	writer_entry_release(&e);
	world_reopen(o);
	assert_int_equal(writer_size(o->w), 66);
}

static void
test_without_the_vault(void **state)
{
	struct world *o = *state;
	struct fault f;

	must(o, world_object(o, "kín"));
	writer_close(o->w);
	assert_int_equal(writer_open(&o->w, o->dir, NULL, &f), ERR_OK);
	assert_int_equal(writer_withheld(o->w), 1);
	assert_null(writer_vault(o->w));
	assert_int_equal(world_object(o, "không khóa"), ERR_SECRET);
	must(o,
	    world_append(o, KIND_KEY_GRANT, CLASS_CLEAR,
		grant_payload(&o->spare, "school"), &o->admin));
	writer_close(o->w);
	o->w = NULL;
	assert_int_equal(writer_open(&o->w, o->dir, o->admin.box, &f),
	    ERR_MISSING);
	assert_int_equal(writer_open_read(&o->w, o->dir, o->approver.box, &f),
	    ERR_OK);
	assert_int_equal(writer_withheld(o->w), 0);
	assert_int_equal(world_object(o, "chỉ đọc"), ERR_IO);
}

static void
test_one_writer(void **state)
{
	struct world *o = *state;
	struct writer *other = NULL;
	struct fault f;

	assert_int_equal(writer_open(&other, o->dir, NULL, &f), ERR_EXISTS);
	assert_null(other);
	writer_close(o->w);
	o->w = NULL;
	world_open(o);
}

static void
test_nfc(void **state)
{
	struct world *o = *state;
	struct writer_entry e;
	json_t *deep;
	unsigned i;

	/* "Tổ" with its marks apart. */
	must(o, world_object(o, "To\xcc\x82\xcc\x89"));
	assert_int_equal(writer_entry_load(o->w, &e, 3), ERR_OK);
	assert_string_equal(json_string_value(json_object_get(e.json, "text")),
	    "T\xe1\xbb\x95");
	writer_entry_release(&e);
	deep = json_string("x");
	for (i = 0; i < 10; i++)
		deep = json_pack("[o]", deep);
	assert_int_equal(payload_nfc(deep), ERR_FORMAT);
	json_decref(deep);
}

#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T(test_reload),
	    T(test_readers),
	    T(test_other_key_same_name),
	    T(test_batch_is_all_or_nothing),
	    T(test_duplicate_id),
	    T(test_clock),
	    T(test_fillers),
	    T(test_without_the_vault),
	    T(test_one_writer),
	    T(test_nfc),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
