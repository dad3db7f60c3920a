/*
 * t_snapshot.c - the sealed snapshot: what is opened from it is what a replay
 * makes, and whatever is not right about it is thrown away.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "snapshot.h"
#include "world.h"

#include "said.h"

static void
path_to(char path[512], const struct world *o, const char *name)
{
	(void)snprintf(path, 512, "%s/%s", o->dir, name);
}

static bool
is_there(const struct world *o, const char *name)
{
	char path[512];

	path_to(path, o, name);
	return access(path, F_OK) == 0;
}

static struct span
file_bytes(const struct world *o, const char *name)
{
	char path[512];
	uint8_t *p;
	size_t n;

	path_to(path, o, name);
	assert_int_equal(file_read(&p, &n, path, SNAPSHOT_MAX), ERR_OK);
	return (struct span){p, n};
}

static void
file_put(const struct world *o, const char *name, struct span bytes)
{
	char path[512];

	FILE *f;

	path_to(path, o, name);
	f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
	assert_int_equal(fclose(f), 0);
}

/* Opened, and from a snapshot of this size (0: none). */
static void
reopened_from(struct world *o, uint64_t size)
{
	world_reopen(o);
	assert_int_equal(o->w->snapshot.size, size);
}

/* The same as replayed from nothing; the snapshot is back afterwards. */
static void
same_as_replay(struct world *o)
{
	struct span file = file_bytes(o, WRITER_SNAPSHOT), a = said(o), b;

	assert_int_equal(writer_snapshot_forget(o->dir), ERR_OK);
	reopened_from(o, 0);
	b = said(o);
	assert_true(span_eq(a, b));
	said_free(a);
	said_free(b);
	file_put(o, WRITER_SNAPSHOT, file);
	said_free(file);
}

static void
some_entries(struct world *o, unsigned first, unsigned n)
{
	unsigned i;

	for (i = first; i < first + n; i++) {
		must(o,
		    i % 3 == 0 ? world_append(o, KIND_CHILD, CLASS_SEALED,
				     child_payload(i + 1), &o->registrar)
			       : world_object(o, "một dòng"));
		o->now += DAY / 7;
	}
}

static void
test_replay(void **state)
{
	struct world *o = *state;
	unsigned i;

	assert_int_equal(snapshot_write(o->w), ERR_OK);
	reopened_from(o, 3);
	same_as_replay(o);
	for (i = 0; i < 6; i++) {
		reopened_from(o, writer_size(o->w));
		some_entries(o, 20 * i, 7 + 3 * i);
		assert_int_equal(snapshot_write(o->w), ERR_OK);
		reopened_from(o, writer_size(o->w));
		same_as_replay(o);
		reopened_from(o, writer_size(o->w));
		/* older than the ledger: the rest is replayed */
		must(o, world_object(o, "sau đó"));
		must(o, world_object(o, "và nữa"));
		reopened_from(o, writer_size(o->w) - 2);
		same_as_replay(o);
		assert_int_equal(snapshot_write(o->w), ERR_OK);
	}
}

/* Every bit of the header, one of each byte of the rest. */
static void
test_bits(void **state)
{
	struct world *o = *state;
	struct span file;
	uint8_t *p;
	size_t bit;

	some_entries(o, 0, 4);
	assert_int_equal(snapshot_write(o->w), ERR_OK);
	reopened_from(o, writer_size(o->w));
	file = file_bytes(o, WRITER_SNAPSHOT);
	p = malloc(file.n);
	assert_non_null(p);
	memcpy(p, file.p, file.n);
	for (bit = 0; bit < 8 * file.n; bit += bit < 8 * 300 ? 1 : 9) {
		p[bit / 8] ^= (uint8_t)(1 << bit % 8);
		file_put(o, WRITER_SNAPSHOT, (struct span){p, file.n});
		p[bit / 8] ^= (uint8_t)(1 << bit % 8);
		if (writer_replay(o->w, NULL) != ERR_OK ||
		    o->w->snapshot.size != 0)
			fail_msg("bit %zu", bit);
	}
	for (bit = 0; bit < file.n; bit += 97) {
		file_put(o, WRITER_SNAPSHOT, (struct span){p, bit});
		reopened_from(o, 0);
	}
	file_put(o, WRITER_SNAPSHOT, file);
	reopened_from(o, writer_size(o->w));
	said_free(file);
	free(p);
}

/* A box to the vault says nothing of who made it; this must. */
static void
test_others(void **state)
{
	struct world *o = *state, *other = NULL;
	struct span mine, theirs, old;
	void *box = NULL;

	(void)world_setup(&box);
	other = box;
	assert_int_equal(snapshot_write(o->w), ERR_OK);
	assert_int_equal(snapshot_write(other->w), ERR_OK);
	mine = file_bytes(o, WRITER_SNAPSHOT);
	theirs = file_bytes(other, WRITER_SNAPSHOT);
	file_put(o, WRITER_SNAPSHOT, theirs);
	reopened_from(o, 0);
	assert_false(is_there(o, WRITER_SNAPSHOT));
	/* of another generation: a child has a key of its own */
	file_put(o, WRITER_SNAPSHOT, mine);
	reopened_from(o, 3);
	must(o,
	    world_append(o, KIND_CHILD, CLASS_SEALED, child_payload(1),
		&o->registrar));
	reopened_from(o, 0);
	/* an earlier one of the same generation will do */
	assert_int_equal(snapshot_write(o->w), ERR_OK);
	old = file_bytes(o, WRITER_SNAPSHOT);
	must(o, world_object(o, "thêm"));
	assert_int_equal(snapshot_write(o->w), ERR_OK);
	file_put(o, WRITER_SNAPSHOT, old);
	reopened_from(o, 4);
	said_free(mine);
	said_free(theirs);
	said_free(old);
	(void)world_teardown(&box);
}

/* Change one byte of a row where LMDB keeps it. */
static void
store_alter(const struct world *o, struct span what, size_t at)
{
	struct span file;
	uint8_t *p;
	size_t i, n = 0;

	file = file_bytes(o, WRITER_STORE "/data.mdb");
	p = malloc(file.n);
	assert_non_null(p);
	memcpy(p, file.p, file.n);
	for (i = 0; i + what.n <= file.n; i++) {
		if (memcmp(file.p + i, what.p, what.n) == 0) {
			p[i + at] ^= 1;
			n++;
		}
	}
	assert_true(n > 0);
	file_put(o, WRITER_STORE "/data.mdb", (struct span){p, file.n});
	said_free(file);
	free(p);
}

static struct span
copy_of(struct span s)
{
	uint8_t *p = malloc(s.n);

	assert_non_null(p);
	memcpy(p, s.p, s.n);
	return (struct span){p, s.n};
}

static enum err
open_again(struct world *o, struct fault *f)
{
	return writer_open(&o->w, o->dir, o->registrar.box, f);
}

static void
test_altered_leaf(void **state)
{
	struct world *o = *state;
	struct writer_entry e;
	struct fault f;
	struct span leaf;

	some_entries(o, 0, 5);
	assert_int_equal(snapshot_write(o->w), ERR_OK);
	reopened_from(o, 8);
	assert_int_equal(writer_entry_load(o->w, &e, 5), ERR_OK);
	leaf = copy_of(e.leaf);
	writer_entry_release(&e);
	writer_close(o->w);
	o->w = NULL;
	store_alter(o, leaf, leaf.n - 10);
	assert_int_not_equal(open_again(o, &f), ERR_OK);
	assert_int_equal(f.index, 5);
	said_free(leaf);
}

/*
 * What is given up: an entry altered below the snapshot is not seen at open.
 * It is seen when it is used, also by a key that vouches for it, and by a
 * replay.
 */
static void
test_altered_entry(void **state)
{
	struct world *o = *state;
	struct writer_entry e;
	struct fault f;
	struct span note;

	some_entries(o, 0, 5);
	assert_int_equal(snapshot_write(o->w), ERR_OK);
	reopened_from(o, 8);
	assert_int_equal(writer_entry_load(o->w, &e, 5), ERR_OK);
	note = copy_of(e.head);
	writer_entry_release(&e);
	writer_close(o->w);
	o->w = NULL;
	/* the last digit of the time: a head that decodes, of another entry */
	store_alter(o, note, note.n - 27);
	said_free(note);
	assert_int_equal(open_again(o, &f), ERR_OK);
	assert_int_equal(o->w->snapshot.size, 8);
	assert_int_equal(writer_entry_load(o->w, &e, 5), ERR_HASH);
	assert_int_equal(writer_vouch(o->w, o->spare.signer, &f), ERR_HASH);
	assert_int_equal(f.index, 5);
	writer_close(o->w);
	o->w = NULL;
	assert_int_equal(writer_snapshot_forget(o->dir), ERR_OK);
	assert_int_equal(open_again(o, &f), ERR_HASH);
	assert_int_equal(f.index, 5);
}

/* An item below the snapshot that was altered: it does not say any more whose
 * the next entry about the child is. */
static void
test_altered_item(void **state)
{
	struct world *o = *state;
	struct store_txn *t;
	struct span item, was;
	struct fault f;

	some_entries(o, 0, 1);
	assert_int_equal(snapshot_write(o->w), ERR_OK);
	assert_int_equal(store_begin(&t, o->w->store, false), ERR_OK);
	assert_int_equal(store_item(t, &item, 3), ERR_OK);
	was = copy_of(item);
	store_abort(t);
	writer_close(o->w);
	o->w = NULL;
	store_alter(o, was, HANDLE_LEN + 30);
	said_free(was);
	assert_int_equal(open_again(o, &f), ERR_OK);
	assert_int_equal(o->w->snapshot.size, 4);
	assert_int_equal(world_append(o, KIND_FOLLOWUP, CLASS_SEALED,
			     json_pack("{s:s,s:s,s:b,s:s,s:b,s:s,s:i}", "child",
				 "TE-000001", "date", "2026-07-05", "followed",
				 1, "quarter", "2026-Q3", "risk", 0, "unit",
				 "do-dau", "v", 1),
			     &o->registrar),
	    ERR_SECRET);
}

/* Killed between the temporary name and the rename. */
static void
test_crash(void **state)
{
	struct world *o = *state;
	struct span file;
	struct stat st;
	char path[512];

	assert_int_equal(snapshot_write(o->w), ERR_OK);
	path_to(path, o, WRITER_SNAPSHOT);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	file = file_bytes(o, WRITER_SNAPSHOT);
	file_put(o, WRITER_SNAPSHOT ".tmp-0123abcd",
	    (struct span){file.p, file.n / 2});
	said_free(file);
	reopened_from(o, 3);
	assert_int_equal(writer_snapshot_forget(o->dir), ERR_OK);
	assert_false(is_there(o, WRITER_SNAPSHOT));
	assert_false(is_there(o, WRITER_SNAPSHOT ".tmp-0123abcd"));
	assert_true(is_there(o, WRITER_KEYRING));
	assert_int_equal(writer_snapshot_forget(o->dir), ERR_OK);
	reopened_from(o, 0);
	assert_int_equal(writer_snapshot_forget("/nonexistent"), ERR_MISSING);
}

/* Without the vault none is made, and none is read. */
static void
test_vault(void **state)
{
	struct world *o = *state;
	struct fault f;

	assert_int_equal(snapshot_write(o->w), ERR_OK);
	writer_close(o->w);
	o->w = NULL;
	assert_int_equal(writer_open(&o->w, o->dir, NULL, &f), ERR_OK);
	assert_int_equal(o->w->snapshot.size, 0);
	assert_int_equal(snapshot_write(o->w), ERR_SECRET);
}

static void
many(struct world *o, size_t n)
{
	struct draft d[SNAPSHOT_EVERY + 100];
	struct batch b = {.draft = d,
	    .n = n,
	    .signer = &o->registrar.signer,
	    .n_signer = 1,
	    .time_ms = o->now};
	json_t *payload = objection_payload("nhiều dòng");
	size_t i;

	for (i = 0; i < n; i++)
		d[i] = (struct draft){.kind = KIND_OBJECTION,
		    .class = CLASS_SEALED,
		    .payload = payload};
	must(o, writer_append(o->w, &b, NULL, &o->findings));
	json_decref(payload);
}

/* By itself, when enough came; never after something was taken away. */
static void
test_due(void **state)
{
	struct world *o = *state;
	uint64_t n;

	many(o, 10);
	reopened_from(o, 0);
	assert_false(is_there(o, WRITER_SNAPSHOT));
	many(o, SNAPSHOT_EVERY + 50);
	n = writer_size(o->w);
	reopened_from(o, n);
	many(o, 10);
	reopened_from(o, n);
	/* a new generation: anew at once */
	must(o,
	    world_append(o, KIND_CHILD, CLASS_SEALED, child_payload(1),
		&o->registrar));
	reopened_from(o, writer_size(o->w));
	/* a subject that went since the replay: the view still knows it */
	assert_int_equal(writer_snapshot_forget(o->dir), ERR_OK);
	o->w->snapshot.size = 0;
	o->w->keyring.n_subject--;
	assert_int_equal(snapshot_write(o->w), ERR_RULE);
	snapshot_keep(o->w);
	assert_false(is_there(o, WRITER_SNAPSHOT));
	o->w->keyring.n_subject++;
	o->w->stopped = true;
	snapshot_keep(o->w);
	assert_false(is_there(o, WRITER_SNAPSHOT));
	reopened_from(o, 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {T(test_replay), T(test_bits),
	    T(test_others), T(test_altered_leaf), T(test_altered_entry),
	    T(test_altered_item), T(test_crash), T(test_vault), T(test_due)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
