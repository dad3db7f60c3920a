/*
 * t_backup.c - the manifest to the byte, the list of backups, and a ledger
 * taken back from a copy (FORMAT 4.13).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../writer/world.h"

#include "backup.h"
#include "calendar.h"
#include "checkpoint.h"
#include "erase.h"
#include "shelf.h"

/* ---- the manifest ---- */

static const char model[] =
    "minhbach/backup/v1\n"
    "xa.example/so\n"
    "1783213200000\n"
    "2027-07-05\n"
    "2 G5j5pTdpV0s9Gzlh9d5kYDY9yQ0ySmvCxUCW7AGpcRk=\n"
    "1\n"
    "store/data.mdb 40960 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
    "\n";

static void
test_manifest(void **state)
{
	uint8_t buf[1024];
	struct manifest m;
	struct span out;
	size_t i;

	(void)state;
	assert_int_equal(manifest_decode(&m, span_str(model)), ERR_OK);
	assert_string_equal(m.origin, ORIGIN);
	assert_int_equal(m.size, 2);
	assert_int_equal(m.generation, 1);
	assert_true(m.part[PART_STORE].there && !m.part[PART_OFFICE].there);
	assert_int_equal(manifest_encode(&out, &m, buf, sizeof(buf)), ERR_OK);
	assert_true(span_is(out, model));
	assert_int_equal(manifest_encode(&out, &m, buf, 100), ERR_SPACE);
	for (i = 0; i < sizeof(model) - 1; i++)
		assert_int_equal(manifest_decode(&m,
				     (struct span){(const uint8_t *)model, i}),
		    ERR_FORMAT);
}

static void
wrong(const char *find, const char *put)
{
	const char *at = strstr(model, find);
	struct manifest m;
	char text[1024];

	assert_non_null(at);
	(void)snprintf(text, sizeof(text), "%.*s%s%s", (int)(at - model), model,
	    put, at + strlen(find));
	assert_int_equal(manifest_decode(&m, span_str(text)), ERR_FORMAT);
}

static void
test_manifest_wrong(void **state)
{
	(void)state;
	wrong("backup/v1", "backup/v2");
	wrong("xa.example/so", "Xa");
	wrong("2027-07-05", "2027-02-30");
	wrong("\n2 ", "\n0 ");
	wrong("\n2 ", "\n02 ");
	wrong("store/data.mdb", "keyring");
	wrong("store/data.mdb", "store/../keyring");
	wrong("store/data.mdb 40960 "
	      "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
	    "");
	/* Out of their order, or twice. */
	wrong("\n\n",
	    "\noffice 1 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n");
	wrong("\n\n", "\n\nmore");
}

/* ---- the lists ---- */

static void
test_shelf(void **state)
{
	struct world *o = *state;
	char list[256];
	struct shelf s;
	uint8_t *bytes = NULL;
	size_t n = 0;

	(void)snprintf(list, sizeof(list), "%s/%s", o->dir, SHELF_NAME);
	assert_int_equal(shelf_load(&s, list), ERR_OK);
	assert_int_equal(s.n, 0);
	assert_int_equal(file_create(list, span_str("# của phòng\n\n"), 0600),
	    ERR_OK);
	assert_int_equal(list_put(list, "2026-07-05 2027-07-05", "/a b"), 0);
	assert_int_equal(list_put(list, "2026-07-06 2027-07-06", "/b"), 0);
	assert_int_equal(list_put(list, "2026-07-07 2027-07-07", "/a b"), 0);
	assert_int_equal(list_put(list, "2026-07-07 2027-07-07", "/a\nb"),
	    ERR_FORMAT);
	assert_int_equal(shelf_load(&s, list), ERR_OK);
	assert_int_equal(s.n, 2);
	assert_string_equal(s.row[0].path, "/b");
	assert_string_equal(s.row[1].path, "/a b");
	assert_false(shelf_row_there(&s.row[1]));
	assert_int_equal(s.row[1].expires - s.row[1].made, 365);
	shelf_release(&s);
	assert_int_equal(file_read(&bytes, &n, list, 4096), ERR_OK);
	assert_memory_equal(bytes, "# của phòng\n\n", 15);
	file_free(bytes, n);
	assert_int_equal(file_replace(list, span_str("2026-07-05 /b\n"), 0600),
	    ERR_OK);
	assert_int_equal(shelf_load(&s, list), ERR_FORMAT);
}

/* ---- there and back ---- */

struct paths {
	char backup[160], keyring[160], again[160];
};

static struct paths
paths_of(const struct world *o)
{
	struct paths p;

	(void)snprintf(p.backup, sizeof(p.backup), "%s/backup", o->top);
	(void)snprintf(p.keyring, sizeof(p.keyring), "%s/ring", o->top);
	(void)snprintf(p.again, sizeof(p.again), "%s/again", o->top);
	return p;
}

static void
keyring_take(const struct world *o, const struct paths *p)
{
	char from[256];

	(void)snprintf(from, sizeof(from), "%s/%s", o->dir, WRITER_KEYRING);
	(void)unlink(p->keyring);
	assert_int_equal(file_copy(p->keyring, from), ERR_OK);
}

static enum err
make(struct world *o, const struct paths *p, enum backup_why *why)
{
	struct backup_ask a = {o->dir, p->backup, o->now,
	    date_of_ms(o->now) + 1};
	struct manifest m;

	return backup_make(&m, &a, why);
}

static enum err
begin(struct restoring *r, struct restore_ask *a, const struct world *o,
    const struct paths *p)
{
	*a = (struct restore_ask){p->backup, p->again, p->keyring,
	    date_of_ms(o->now), false};
	return restore_begin(r, a);
}

static void
test_there_and_back(void **state)
{
	struct world *o = *state;
	struct paths p = paths_of(o);
	struct checkpoint c = {.origin = ORIGIN};
	enum backup_why why;
	struct restore_ask a;
	struct restoring r;

	must(o, world_object(o, "một"));
	assert_int_equal(make(o, &p, &why), ERR_OK); /* beside the writer */
	assert_int_equal(make(o, &p, &why), ERR_EXISTS);
	assert_int_equal(why, BACKUP_TAKEN);
	keyring_take(o, &p);
	assert_int_equal(begin(&r, &a, o, &p), ERR_OK);
	assert_int_equal(restore_commit(&r), ERR_RULE); /* not opened */
	assert_int_equal(restore_open(&r, NULL), ERR_SECRET);
	assert_int_equal(restore_open(&r, o->registrar.box), ERR_OK);
	assert_int_equal(writer_size(r.w), 4);
	/* Seen by others: the same, a part, more, another. */
	c.size = 4;
	c.root = edge_root(writer_edge(r.w));
	assert_int_equal(restore_against(&r, &c), ERR_OK);
	c.size = 5;
	assert_int_equal(restore_against(&r, &c), ERR_STALE);
	assert_int_equal(r.why, BACKUP_BEHIND);
	c.size = 3;
	assert_int_equal(restore_against(&r, &c), ERR_HASH);
	assert_int_equal(r.why, BACKUP_FORKED);
	c.origin[0] = 'y';
	assert_int_equal(restore_against(&r, &c), ERR_KEY);
	assert_int_not_equal(access(p.again, F_OK), 0);
	assert_int_equal(restore_commit(&r), ERR_OK);
	restore_abandon(&r);
	assert_int_equal(begin(&r, &a, o, &p), ERR_EXISTS);
	restore_abandon(&r);
	(void)snprintf(o->dir, sizeof(o->dir), "%s", p.again);
	world_reopen(o);
	must(o, world_object(o, "sổ ghi tiếp được"));
}

static void
test_refused(void **state)
{
	struct world *o = *state;
	struct paths p = paths_of(o);
	enum backup_why why;
	struct restore_ask a;
	struct restoring r;

	keyring_take(o, &p); /* before the entry that needs a newer one */
	must(o,
	    world_append(o, KIND_CHILD, CLASS_SEALED, child_payload(1),
		&o->registrar));
	assert_int_equal(make(o, &p, &why), ERR_OK);
	assert_int_equal(begin(&r, &a, o, &p), ERR_STALE);
	assert_int_equal(r.why, BACKUP_KEYRING);
	restore_abandon(&r);
	keyring_take(o, &p);
	o->now += 2 * DAY;
	assert_int_equal(begin(&r, &a, o, &p), ERR_RULE);
	assert_int_equal(r.why, BACKUP_EXPIRED);
	restore_abandon(&r);
	a.expired_too = true;
	assert_int_equal(restore_begin(&r, &a), ERR_OK);
	restore_abandon(&r);
	assert_int_not_equal(access(p.again, F_OK), 0);
}

/* Erased after the backup: the child does not come back with it. */
static void
test_erased_since(void **state)
{
	struct world *o = *state;
	struct paths p = paths_of(o);
	const struct erasing how = {.basis = "request"};
	struct signer *by[2] = {o->registrar.signer, o->approver.signer};
	struct batch b = {.signer = by, .n_signer = 2, .time_ms = o->now};
	struct erasure x;
	struct restore_ask a;
	struct restoring r;
	struct fault f;
	enum backup_why why;
	uint64_t index;

	must(o,
	    world_append(o, KIND_CHILD, CLASS_SEALED, child_payload(1),
		&o->registrar));
	must(o, world_object(o, "của phòng"));
	assert_int_equal(make(o, &p, &why), ERR_OK);
	assert_int_equal(erasure_find(&x, o->w, "TE-000001"), ERR_OK);
	must(o, writer_erase(o->w, &x, &how, &b, &index, &o->findings));
	erasure_release(&x);
	keyring_take(o, &p);
	assert_int_equal(begin(&r, &a, o, &p), ERR_OK);
	assert_int_equal(r.forgotten, 1);
	assert_int_equal(restore_open(&r, o->registrar.box), ERR_OK);
	assert_int_equal(writer_unnamed(r.w), 1);
	assert_int_equal(restore_commit(&r), ERR_RULE);
	/* They signed the erasure that it lacks. */
	assert_int_equal(writer_vouch(r.w, by[0], &f), ERR_STALE);
	assert_int_equal(writer_vouch(r.w, by[1], &f), ERR_STALE);
	assert_int_equal(writer_erase_unnamed(r.w, &b, &o->findings),
	    ERR_STALE);
	restore_abandon(&r);
	assert_int_not_equal(access(p.again, F_OK), 0);
}

/* An erasure that is half done is in no backup. */
static void
test_amid_erasing(void **state)
{
	struct world *o = *state;
	struct paths p = paths_of(o);
	enum backup_why why;
	char path[256];

	(void)snprintf(path, sizeof(path), "%s/%s", o->dir, WRITER_ERASING);
	assert_int_equal(file_create(path, span_str("x"), 0600), ERR_OK);
	assert_int_equal(make(o, &p, &why), ERR_RULE);
	assert_int_equal(why, BACKUP_ERASING);
	assert_int_not_equal(access(p.backup, F_OK), 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(make(o, &p, &why), ERR_OK);
}

/* What a killed run left is taken away; one that runs is left alone. */
static void
test_place(void **state)
{
	struct world *o = *state;
	char final[192], part[FILE_PATH_MAX], in[FILE_PATH_MAX];
	struct place p, q;

	(void)snprintf(final, sizeof(final), "%s/place/", o->top);
	assert_int_equal(place_begin(&p, final, ".part"), ERR_OK);
	assert_int_equal(place_begin(&q, final, ".part"), ERR_STALE);
	assert_int_equal(place_name(in, &p, "left"), ERR_OK);
	assert_int_equal(file_create(in, span_str("x"), 0600), ERR_OK);
	(void)close(p.fd); /* as if it was killed */
	(void)snprintf(part, sizeof(part), "%s", p.path);
	assert_int_equal(place_begin(&q, final, ".part"), ERR_OK);
	assert_int_not_equal(access(in, F_OK), 0);
	assert_int_equal(place_commit(&q), ERR_OK);
	assert_int_not_equal(access(part, F_OK), 0);
	assert_int_equal(place_begin(&p, final, ".part"), ERR_EXISTS);
	place_abandon(&q);
	assert_int_equal(access(q.final, F_OK), 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_manifest),
	    cmocka_unit_test(test_manifest_wrong),
	    T(test_shelf),
	    T(test_there_and_back),
	    T(test_refused),
	    T(test_erased_since),
	    T(test_amid_erasing),
	    T(test_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
