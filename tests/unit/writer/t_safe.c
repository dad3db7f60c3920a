/*
 * t_safe.c - what happens around the writer: kills, full disks, altered files,
 * older copies of a ledger, and checkpoints.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "checkpoint.h"
#include "world.h"

#define ROWS 150

static enum err
append_rows(struct world *o, size_t n)
{
	struct draft d[ROWS];
	struct batch b = {.draft = d,
	    .n = n,
	    .signer = &o->registrar.signer,
	    .n_signer = 1,
	    .time_ms = o->now};
	enum err e;
	size_t i;

	memset(d, 0, sizeof(d));
	for (i = 0; i < n; i++)
		d[i] = (struct draft){.kind = KIND_OBJECTION,
		    .class = CLASS_SEALED,
		    .payload = objection_payload("hàng")};
	e = writer_append(o->w, &b, NULL, &o->findings);
	for (i = 0; i < n; i++)
		json_decref(d[i].payload);
	return e;
}

static void
nap(unsigned ms)
{
	struct timespec t = {0, (long)ms * 1000000};

	(void)nanosleep(&t, NULL);
}

/* Killed at any moment: whole batches are there, and the ledger goes on. */
static void
test_kill(void **state)
{
	static const unsigned after_ms[] = {1, 3, 8, 15, 25, 40};
	struct world *o = *state;
	uint64_t size;
	pid_t pid;
	size_t i;
	int how;

	for (i = 0; i < sizeof(after_ms) / sizeof(after_ms[0]); i++) {
		writer_close(o->w);
		o->w = NULL;
		pid = fork();
		assert_true(pid >= 0);
		if (pid == 0) {
			world_open(o);
			for (;;)
				(void)append_rows(o, ROWS);
		}
		nap(after_ms[i] + 20);
		assert_int_equal(kill(pid, SIGKILL), 0);
		assert_int_equal(waitpid(pid, &how, 0), pid);
		world_open(o);
		size = writer_size(o->w);
		assert_int_equal((size - 3 - i) % ROWS, 0);
		must(o, world_object(o, "sau khi đứt"));
	}
}

static void
test_full_disk(void **state)
{
	struct rlimit was, small;
	struct world *o = *state;

	must(o, world_object(o, "trước"));
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	small = was;
	small.rlim_cur = 128 * 1024;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(append_rows(o, ROWS), ERR_IO);
	assert_true(strlen(o->findings.f[0].en) > 0);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	/* After a failed write nothing more, until it is opened again. */
	assert_int_equal(world_object(o, "không"), ERR_IO);
	world_reopen(o);
	assert_int_equal(writer_size(o->w), 4);
	must(o, append_rows(o, ROWS));
	world_reopen(o);
	assert_int_equal(writer_size(o->w), 4 + ROWS);
}

/* Change the byte at an offset into what is found in the file of the store. */
static size_t
alter(const struct world *o, struct span what, size_t at)
{
	char path[256];
	size_t n, i, found = 0;
	uint8_t *all;
	struct stat st;
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/store/data.mdb", o->dir);
	assert_int_equal(stat(path, &st), 0);
	all = malloc((size_t)st.st_size);
	f = fopen(path, "r+b");
	assert_true(all != NULL && f != NULL);
	n = fread(all, 1, (size_t)st.st_size, f);
	for (i = 0; i + what.n <= n; i++) {
		if (memcmp(all + i, what.p, what.n) != 0)
			continue;
		assert_int_equal(fseek(f, (long)(i + at), SEEK_SET), 0);
		assert_true(fputc(all[i + at] ^ 1, f) != EOF);
		found++;
	}
	assert_int_equal(fclose(f), 0);
	free(all);
	return found;
}

/* One bit of leaf, head, note, item or tree: noticed when it is loaded. */
static void
test_altered(void **state)
{
	struct world *o = *state;
	struct store_txn *t = NULL;
	struct writer_entry e;
	struct span item, key[5];
	uint8_t copy[8192];
	struct digest leaf;
	struct fault f;
	size_t i;

	must(o, world_object(o, "một"));
	must(o, world_object(o, "hai"));
	assert_int_equal(writer_entry_load(o->w, &e, 3), ERR_OK);
	assert_int_equal(store_begin(&t, writer_store(o->w), false), 0);
	assert_int_equal(store_item(t, &item, 3), ERR_OK);
	memcpy(copy, item.p, item.n);
	store_abort(t);
	leaf = leaf_hash(e.leaf);
	key[0] = e.leaf;
	key[1] = e.head;
	key[2] = e.note;
	key[3] = (struct span){copy, item.n};
	key[4] = (struct span){leaf.b, DIGEST_LEN};
	writer_close(o->w);
	o->w = NULL;
	for (i = 0; i < 5; i++) {
		assert_true(alter(o, key[i], key[i].n / 2) > 0);
		memset(&f, 0, sizeof(f));
		assert_true(
		    writer_open(&o->w, o->dir, o->registrar.box, &f) != ERR_OK);
		assert_null(o->w);
		assert_int_equal(f.index, 3);
		/* and back again */
		memcpy(copy + 4096, key[i].p, key[i].n);
		copy[4096 + key[i].n / 2] ^= 1;
		assert_true(alter(o, (struct span){copy + 4096, key[i].n},
				key[i].n / 2) > 0);
	}
	writer_entry_release(&e);
	world_open(o);
}

/* An item that is gone, and no erasure says why. */
static void
test_missing_item(void **state)
{
	struct world *o = *state;
	struct store_txn *t = NULL;
	struct fault f;

	must(o, world_object(o, "mất"));
	assert_int_equal(store_begin(&t, writer_store(o->w), true), ERR_OK);
	assert_int_equal(store_forget(t, 3), ERR_OK);
	assert_int_equal(store_commit(t), ERR_OK);
	writer_close(o->w);
	o->w = NULL;
	assert_int_equal(writer_open(&o->w, o->dir, o->registrar.box, &f),
	    ERR_MISSING);
	assert_int_equal(f.index, 3);
}

/* The same with an erasure that names the entry. */
static void
test_erased_item(void **state)
{
	struct world *o = *state;
	struct signer *both[] = {o->registrar.signer, o->approver.signer};
	struct store_txn *t = NULL;

	must(o, world_object(o, "xóa"));
	must(o,
	    world_append_by(o, KIND_ERASURE, CLASS_SEALED,
		json_pack("{s:s,s:[i],s:[],s:n,s:i}", "basis", "retention-over",
		    "entries", 3, "kept", "request", "v", 1),
		both, 2));
	assert_int_equal(store_begin(&t, writer_store(o->w), true), ERR_OK);
	assert_int_equal(store_forget(t, 3), ERR_OK);
	assert_int_equal(store_commit(t), ERR_OK);
	world_reopen(o);
	assert_int_equal(writer_erased(o->w), 1);
}

static void
copy_file(const char *from, const char *to)
{
	uint8_t buf[4096];
	FILE *in, *out;
	size_t n;

	in = fopen(from, "rb");
	out = fopen(to, "wb");
	assert_true(in != NULL && out != NULL);
	while ((n = fread(buf, 1, sizeof(buf), in)) > 0)
		assert_int_equal(fwrite(buf, 1, n, out), n);
	assert_int_equal(fclose(out), 0);
	(void)fclose(in);
}

/* A key does not sign for a ledger that is older than what it saw. */
static void
test_rollback(void **state)
{
	struct world *o = *state;
	char now[256], old[256];

	(void)snprintf(now, sizeof(now), "%s/store/data.mdb", o->dir);
	(void)snprintf(old, sizeof(old), "%s/old", o->top);
	must(o, world_object(o, "một"));
	writer_close(o->w);
	copy_file(now, old);
	world_open(o);
	must(o, world_object(o, "hai"));
	must(o, world_object(o, "ba"));
	writer_close(o->w);
	copy_file(old, now);
	world_open(o);
	assert_int_equal(writer_size(o->w), 4);
	assert_int_equal(world_object(o, "bốn"), ERR_STALE);
	assert_non_null(strstr(o->findings.f[0].en, "3.8"));
	/* Somebody who did not see it goes on; then it is another ledger. */
	must(o,
	    world_append(o, KIND_OBJECTION, CLASS_SEALED,
		objection_payload("khác"), &o->approver));
	must(o,
	    world_append(o, KIND_OBJECTION, CLASS_SEALED,
		objection_payload("khác"), &o->approver));
	assert_int_equal(world_object(o, "năm"), ERR_STALE);
}

/* Signed by anyone, over any text, as a checkpoint. */
static struct span
checkpoint_note(struct span text, const struct party *by, void *buf, size_t cap)
{
	struct sig sig;
	struct wr w;

	assert_int_equal(signer_sign(&sig, by->signer, text), ERR_OK);
	wr_init(&w, buf, cap);
	wr_span(&w, text);
	wr_byte(&w, '\n');
	note_sig_encode(&w, &by->vkey, sig.b, sizeof(sig.b));
	return wr_done(&w);
}

static void
test_checkpoint(void **state)
{
	struct world *o = *state;
	uint8_t text[CHECKPOINT_TEXT_MAX], buf[1024], bad[CHECKPOINT_TEXT_MAX];
	struct span t, note, stored;
	struct store_txn *txn = NULL;
	struct checkpoint c;
	struct fault f;
	uint64_t size;

	must(o, world_object(o, "niêm phong"));
	assert_int_equal(writer_checkpoint_text(o->w, &t, text, sizeof(text)),
	    ERR_OK);
	assert_int_equal(checkpoint_decode(&c, t), ERR_OK);
	assert_int_equal(c.size, 4);
	c.root.b[0] ^= 1;
	assert_int_equal(checkpoint_encode(&note, &c, bad, sizeof(bad)), 0);
	note = checkpoint_note(note, &o->log, buf, sizeof(buf));
	assert_int_equal(writer_put_checkpoint(o->w, note, &f), ERR_HASH);
	c.size = 5;
	assert_int_equal(checkpoint_encode(&note, &c, bad, sizeof(bad)), 0);
	note = checkpoint_note(note, &o->log, buf, sizeof(buf));
	assert_int_equal(writer_put_checkpoint(o->w, note, &f), ERR_RANGE);
	note = checkpoint_note(t, &o->registrar, buf, sizeof(buf));
	assert_int_equal(writer_put_checkpoint(o->w, note, &f), ERR_MISSING);
	note = checkpoint_note(t, &o->log, buf, sizeof(buf));
	buf[note.n - 10] ^= 1;
	assert_true(writer_put_checkpoint(o->w, note, &f) != ERR_OK);
	note = checkpoint_note(t, &o->log, buf, sizeof(buf));
	assert_int_equal(writer_put_checkpoint(o->w, note, &f), ERR_OK);
	assert_int_equal(writer_put_checkpoint(o->w, note, &f), ERR_OK);
	must(o, world_object(o, "sau niêm phong"));
	world_reopen(o);
	assert_int_equal(store_begin(&txn, writer_store(o->w), false), 0);
	assert_int_equal(store_checkpoint_last(txn, &size, &stored), 0);
	assert_int_equal(size, 4);
	assert_true(span_eq(stored, note));
	store_abort(txn);
}

#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T(test_kill),
	    T(test_full_disk),
	    T(test_altered),
	    T(test_missing_item),
	    T(test_erased_item),
	    T(test_rollback),
	    T(test_checkpoint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
