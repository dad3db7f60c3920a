/*
 * t_erase.c - a child erased, and the same when a crash came after any step
 * (FORMAT 4.10).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world.h"

#include "erase.h"
#include "keycopies.h"
#include "work.h"

#define CHILD "TE-000001"
#define OTHER "TE-000002"

static void
path_in(char path[256], const struct world *o, const char *name)
{
	assert_true(snprintf(path, 256, "%s/%s", o->dir, name) < 256);
}

static void
file_copy(const char *to, const char *from)
{
	uint8_t *bytes = NULL;
	size_t n = 0;

	assert_int_equal(file_read(&bytes, &n, from, (size_t)64 << 20), ERR_OK);
	assert_int_equal(file_replace(to, (struct span){bytes, n}, 0600),
	    ERR_OK);
	file_free(bytes, n);
}

static void
children(struct world *o)
{
	must(o,
	    world_append(o, KIND_CHILD, CLASS_SEALED, child_payload(1),
		&o->registrar));
	must(o,
	    world_append(o, KIND_CHILD, CLASS_SEALED, child_payload(2),
		&o->registrar));
	must(o, world_object(o, "của phòng"));
}

static struct batch
batch_of(struct world *o, struct signer *by[2])
{
	by[0] = o->registrar.signer;
	by[1] = o->approver.signer;
	return (struct batch){.signer = by, .n_signer = 2, .time_ms = o->now};
}

static const struct erasing how = {"request", NULL, 0, 0};

/* The entry alone, as if the program had died there; gives the key's handle. */
static struct handle
entered_only(struct world *o)
{
	struct signer *by[2];
	struct batch b = batch_of(o, by);
	struct draft d = {.kind = KIND_ERASURE, .class = CLASS_SEALED};
	char path[256], text[128], b64[BASE64_LEN(HANDLE_LEN) + 1];
	struct erasure x;
	struct handle h;
	int n;

	assert_int_equal(erasure_find(&x, o->w, CHILD), ERR_OK);
	assert_int_equal(x.n, 1);
	h = x.subject[0];
	n = snprintf(text, sizeof(text), "minhbach/erasing/v1\n%llu\n%s\n",
	    (unsigned long long)writer_size(o->w),
	    sodium_bin2base64(b64, sizeof(b64), h.b, HANDLE_LEN,
		sodium_base64_VARIANT_ORIGINAL));
	path_in(path, o, WRITER_ERASING);
	assert_int_equal(file_create(path,
			     (struct span){(const uint8_t *)text, (size_t)n},
			     0600),
	    ERR_OK);
	d.payload = json_pack("{s:s,s:[I],s:[],s:n,s:i}", "basis", "other",
	    "entries", (json_int_t)x.entry[0], "kept", "request", "v", 1);
	b.draft = &d;
	b.n = 1;
	must(o, writer_append(o->w, &b, NULL, &o->findings));
	json_decref(d.payload);
	erasure_release(&x);
	return h;
}

static void
is_erased(struct world *o, const struct handle *h)
{
	struct erasure x = {.entry = NULL};
	struct writer_entry e;
	struct store_txn *t;
	struct span item;
	char path[256];

	assert_null(keyring_find(writer_keyring(o->w), h));
	assert_int_equal(writer_erased(o->w), 1);
	assert_int_equal(erasure_find(&x, o->w, CHILD), ERR_MISSING);
	assert_int_equal(erasure_find(&x, o->w, OTHER), ERR_OK);
	erasure_release(&x);
	assert_int_equal(store_begin(&t, writer_store(o->w), false), ERR_OK);
	assert_int_equal(store_item(t, &item, 3), ERR_MISSING);
	assert_int_equal(store_item(t, &item, 4), ERR_OK);
	store_abort(t);
	assert_int_equal(writer_entry_load(o->w, &e, 3), ERR_OK);
	assert_false(e.opened);
	writer_entry_release(&e);
	path_in(path, o, WRITER_ERASING);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void
test_erase(void **state)
{
	struct world *o = *state;
	struct signer *by[2];
	struct batch b = batch_of(o, by);
	struct erasure x;
	struct readkey before;
	uint64_t index = 0;

	children(o);
	before = writer_keyring(o->w)->vault;
	assert_int_equal(erasure_find(&x, o->w, "TE-000009"), ERR_MISSING);
	assert_int_equal(erasure_find(&x, o->w, CHILD), ERR_OK);
	b.n_signer = 1;
	assert_int_equal(writer_erase(o->w, &x, &how, &b, &index, &o->findings),
	    ERR_AUTHORITY);
	assert_int_equal(index, 0);
	assert_memory_equal(&before, &writer_keyring(o->w)->vault, 32);
	b.n_signer = 2;
	must(o, writer_erase(o->w, &x, &how, &b, &index, &o->findings));
	assert_int_equal(index, 6);
	assert_memory_not_equal(&before, &writer_keyring(o->w)->vault, 32);
	is_erased(o, x.subject);
	world_reopen(o);
	is_erased(o, x.subject);
	must(o, world_object(o, "sổ ghi tiếp được"));
	erasure_release(&x);
}

/* Nothing was entered: nothing is erased. */
static void
test_begun_only(void **state)
{
	struct world *o = *state;
	struct erasure x;
	char path[256], text[128];
	int n;

	children(o);
	n = snprintf(text, sizeof(text),
	    "minhbach/erasing/v1\n%llu\nAAAAAAAAAAAAAAAAAAAAAQ==\n",
	    (unsigned long long)writer_size(o->w));
	path_in(path, o, WRITER_ERASING);
	assert_int_equal(file_create(path,
			     (struct span){(const uint8_t *)text, (size_t)n},
			     0600),
	    ERR_OK);
	world_reopen(o);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_equal(writer_erased(o->w), 0);
	assert_int_equal(erasure_find(&x, o->w, CHILD), ERR_OK);
	erasure_release(&x);
	assert_int_equal(file_create(path, span_str("x\n"), 0600), ERR_OK);
	writer_close(o->w);
	o->w = NULL;
	assert_int_equal(writer_open(&o->w, o->dir, o->registrar.box, NULL),
	    ERR_FORMAT);
	assert_int_equal(unlink(path), 0);
	world_open(o);
}

/* After the entry; after the keyring; after all but the last step. */
static void
test_each_step(void **state)
{
	struct world *o = *state;
	char data[256], keyring[256], erasing[256], saved[3][256];
	struct handle h;

	children(o);
	h = entered_only(o);
	path_in(data, o, "store/data.mdb");
	path_in(keyring, o, WRITER_KEYRING);
	path_in(erasing, o, WRITER_ERASING);
	path_in(saved[0], o, "saved-data");
	path_in(saved[1], o, "saved-erasing");
	writer_close(o->w);
	o->w = NULL;
	file_copy(saved[0], data);
	file_copy(saved[1], erasing);
	world_open(o);
	is_erased(o, &h);
	writer_close(o->w);
	o->w = NULL;
	/* The keyring is done, the store is as it was. */
	file_copy(data, saved[0]);
	file_copy(erasing, saved[1]);
	world_open(o);
	is_erased(o, &h);
	writer_close(o->w);
	o->w = NULL;
	/* All is done but for the end; and an exchange was cut short. */
	file_copy(erasing, saved[1]);
	path_in(saved[2], o, "store.old");
	assert_int_equal(mkdir(saved[2], 0700), 0);
	path_in(saved[2], o, "store.old/data.mdb");
	file_copy(saved[2], saved[0]);
	world_open(o);
	is_erased(o, &h);
	assert_int_not_equal(access(saved[2], F_OK), 0);
}

static void
test_reads_only(void **state)
{
	struct world *o = *state;
	struct handle h;

	children(o);
	h = entered_only(o);
	writer_close(o->w);
	o->w = NULL;
	assert_int_equal(writer_open_read(&o->w, o->dir, o->registrar.box,
			     NULL),
	    ERR_OK);
	assert_non_null(keyring_find(writer_keyring(o->w), &h));
	world_reopen(o);
	is_erased(o, &h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_erase, world_setup,
		world_teardown),
	    cmocka_unit_test_setup_teardown(test_begun_only, world_setup,
		world_teardown),
	    cmocka_unit_test_setup_teardown(test_each_step, world_setup,
		world_teardown),
	    cmocka_unit_test_setup_teardown(test_reads_only, world_setup,
		world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
