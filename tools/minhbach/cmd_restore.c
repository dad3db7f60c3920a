/*
 * minhbach restore --keyring FILE DIR - a backup made into the ledger -C names,
 * which is not there before, and only if all of it holds and nobody has seen a
 * longer one (FORMAT 4.13).  What was erased since is erased again, under two
 * signatures; the erasure's own entry is lost with all that came after the
 * backup.
 */
#include "shelves.h"

#include "ask.h"
#include "checkpoint.h"
#include "erase.h"
#include "handout.h"
#include "sealmem.h"
#include "sheetfile.h"

#include <stdlib.h>
#include <string.h>

struct wish {
	const char *keyring, *public, *seal, *anchor;
	bool recovery; /* the code of the envelope, instead of a reading key */
	const char *from;
};

static int
stop(const struct session *s, const struct restoring *r, enum err e,
    const char *place)
{
	char at[FILE_PATH_MAX + 64];

	(void)snprintf(at, sizeof(at), "%s", place);
	if (r->fault.index != FAULT_NO_INDEX)
		(void)snprintf(at, sizeof(at), "%s, dòng sổ / entry %llu",
		    place, (unsigned long long)r->fault.index);
	return backup_say(s->cli, e, r->why, at, r->fault.clause);
}

/* ---- what others saw ---- */

static int
saw(struct session *s, struct restoring *r, enum err e, const char *path)
{
	if (e == ERR_KEY)
		r->why = BACKUP_ORIGIN;
	else if (e == ERR_STALE)
		r->why = BACKUP_BEHIND;
	else if (e == ERR_HASH)
		r->why = BACKUP_FORKED;
	return e == ERR_OK ? EXIT_DONE : stop(s, r, e, path);
}

/* One that is not there was not seen; what was asked for must be. */
static enum err
look(uint8_t **bytes, size_t *n, const char *path, size_t max, bool must)
{
	enum err e = file_read(bytes, n, path, max);

	*n = e == ERR_OK ? *n : 0;
	return e == ERR_MISSING && !must ? ERR_OK : e;
}

static int
against_public(struct session *s, struct restoring *r, const char *dir,
    bool must)
{
	char path[FILE_PATH_MAX];
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e;

	(void)snprintf(path, sizeof(path), "%s/checkpoint", dir);
	e = look(&bytes, &n, path, NOTE_MAX, must);
	if (e == ERR_OK && n > 0)
		e = writer_holds_signed(r->w, (struct span){bytes, n},
		    &r->fault);
	else if (e == ERR_OK)
		say_at(s->cli, path,
		    "không có bản công khai ở đây để so; hãy so mã niêm phong "
		    "với bảng niêm yết",
		    "no public directory here to compare with; compare the "
		    "seal code with the posted notice");
	file_free(bytes, n);
	return saw(s, r, e, path);
}

static int
against_seal(struct session *s, struct restoring *r, const char *path,
    bool must)
{
	struct checkpoint c;
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e = look(&bytes, &n, path, SEALMEM_MAX, must);

	if (e == ERR_OK && n > 0) {
		e = sealmem_decode(&c, (struct span){bytes, n});
		if (e == ERR_OK)
			e = restore_against(r, &c);
	}
	file_free(bytes, n);
	return saw(s, r, e, path);
}

static int
against_anchor(struct session *s, struct restoring *r, const char *path)
{
	struct digest first;
	struct anchor a;
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e = file_read(&bytes, &n, path, ANCHOR_MAX);

	if (e == ERR_OK)
		e = anchor_decode(&a, (struct span){bytes, n});
	if (e == ERR_OK)
		e = writer_leaf_hash(r->w, &first, 0);
	if (e == ERR_OK &&
	    (strcmp(a.origin, r->m.origin) != 0 ||
		!digest_eq(&a.genesis, &first)))
		e = ERR_KEY;
	file_free(bytes, n);
	return saw(s, r, e, path);
}

static int
against_keys(struct session *s, struct restoring *r)
{
	enum err e;
	size_t i;

	for (i = 0; i < s->n; i++) {
		e = writer_vouch(r->w, s->signer[i], &r->fault);
		if (e == ERR_STALE)
			r->why = BACKUP_BEHIND;
		if (e != ERR_OK)
			return stop(s, r, e, s->cli->key[i]);
	}
	return EXIT_DONE;
}

/* Where the office file of the backup says that they lie, or as asked. */
static int
against_all(struct session *s, struct restoring *r, const struct wish *w)
{
	static const char *const public[] = {"public", NULL};
	static const char *const log_key[] = {"log_key", NULL};
	char path[FILE_PATH_MAX], seal[FILE_PATH_MAX] = "";
	const char *dir = w->public, *at;
	struct sheet t;
	int status;
	bool has;

	if (place_name(path, &r->place, "office") != ERR_OK)
		return EXIT_TROUBLE;
	has = sheetfile_pairs(&t, path) == ERR_OK && t.rows > 0;
	if (dir == NULL)
		dir = has ? sheet_get(&t, 0, public) : NULL;
	at = has ? sheet_get(&t, 0, log_key) : NULL;
	if (w->seal != NULL)
		(void)snprintf(seal, sizeof(seal), "%s", w->seal);
	else if (at != NULL)
		(void)snprintf(seal, sizeof(seal), "%s" SEAL_SUFFIX, at);
	status = dir == NULL ? EXIT_DONE
			     : against_public(s, r, dir, w->public != NULL);
	if (status == EXIT_DONE && *seal != '\0')
		status = against_seal(s, r, seal, w->seal != NULL);
	if (status == EXIT_DONE && w->anchor != NULL)
		status = against_anchor(s, r, w->anchor);
	sheet_release(&t);
	return status == EXIT_DONE ? against_keys(s, r) : status;
}

/* ---- what was erased since ---- */

static int
erase_again(struct session *s, struct restoring *r)
{
	char vi[384], en[384];
	struct writer_findings *f;
	struct batch b = {.signer = s->signer,
	    .n_signer = s->n,
	    .time_ms = s->now,
	    .allow_gap = true};
	enum err e;

	if (writer_unnamed(r->w) == 0)
		return EXIT_DONE;
	(void)snprintf(vi, sizeof(vi),
	    "%llu dòng trong bản sao lưu đã được xóa nội dung sau ngày sao "
	    "lưu: bản niêm kín lại bị xóa, và một dòng xóa mới được ghi, cần "
	    "hai chữ ký (--key, --with) và --yes",
	    (unsigned long long)writer_unnamed(r->w));
	(void)snprintf(en, sizeof(en),
	    "%llu entries of the backup were erased after it: their sealed "
	    "items go again, and a new erasure is entered, with two signatures "
	    "(--key, --with) and --yes",
	    (unsigned long long)writer_unnamed(r->w));
	if (s->n < 2 ||
	    (!s->cli->yes && !(ask_terminal() && ask_yes(s->cli, vi, en)))) {
		say(s->cli, vi, en);
		return EXIT_REFUSED;
	}
	f = calloc(1, sizeof(*f));
	if (f == NULL)
		return say_err(s->cli, ERR_MEMORY, NULL, NULL);
	e = writer_erase_unnamed(r->w, &b, f);
	session_say(s, f);
	free(f);
	return e == ERR_OK ? EXIT_DONE : say_err(s->cli, e, r->m.origin, NULL);
}

/* ---- */

static int
check_time(const struct session *s, const struct restoring *r)
{
	uint64_t ms;

	return cli_time(s->cli, authority_is_trial(writer_authority(r->w)), &ms)
	    ? EXIT_DONE
	    : EXIT_TROUBLE;
}

static int
finish(struct session *s, struct restoring *r)
{
	char vi[512], en[512], made[DATE_LEN];
	unsigned long long size = writer_size(r->w);
	enum err e = restore_commit(r);

	if (e != ERR_OK)
		return stop(s, r, e, s->cli->ledger);
	date_encode(made, date_of_ms(r->m.made_ms));
	(void)snprintf(vi, sizeof(vi),
	    "%s: %llu dòng, theo bản sao lưu ngày %s; đã xóa lại %llu bản niêm "
	    "kín. Việc tiếp: xem lại tệp office, chạy publish --resume, rồi "
	    "minhbach-verify; những gì ghi sau ngày sao lưu phải ghi lại.",
	    s->cli->ledger, size, made, (unsigned long long)r->forgotten);
	(void)snprintf(en, sizeof(en),
	    "%s: %llu entries, from the backup of %s; %llu sealed items erased "
	    "again. Next: see to the file office, run publish --resume, then "
	    "minhbach-verify; what was entered after the backup is to be "
	    "entered again.",
	    s->cli->ledger, size, made, (unsigned long long)r->forgotten);
	tell(s->cli, vi, en);
	return EXIT_DONE;
}

static int
restore(struct session *s, const struct wish *w)
{
	char from[FILE_PATH_MAX], keyring[FILE_PATH_MAX];
	struct restore_ask a = {from, s->cli->ledger, keyring,
	    date_of_ms(s->now), s->cli->yes};
	struct restoring r = {.place = {.fd = -1},
	    .fault = {ERR_OK, FAULT_NO_INDEX, ""}};
	enum err e = path_whole(from, w->from);
	int status = EXIT_DONE;

	if (e == ERR_OK)
		e = path_whole(keyring, w->keyring);
	if (e == ERR_OK)
		e = restore_begin(&r, &a);
	if (e != ERR_OK)
		status = stop(s, &r, e,
		    r.why == BACKUP_TAKEN			  ? a.to
			: r.why == BACKUP_KEYRING || e == ERR_KEY ? keyring
								  : from);
	if (status == EXIT_DONE) {
		e = restore_open(&r, s->reading);
		if (e != ERR_OK)
			status = stop(s, &r, e, from);
	}
	if (status == EXIT_DONE)
		status = check_time(s, &r);
	if (status == EXIT_DONE)
		status = against_all(s, &r, w);
	if (status == EXIT_DONE)
		status = erase_again(s, &r);
	if (status == EXIT_DONE)
		status = finish(s, &r);
	restore_abandon(&r);
	return status;
}

static bool
take_flag(int *argc, char **argv, const char *name)
{
	int i;

	for (i = 1; i < *argc; i++)
		if (strcmp(argv[i], name) == 0) {
			memmove(&argv[i], &argv[i + 1],
			    (size_t)(*argc - i) * sizeof(*argv));
			(*argc)--;
			return true;
		}
	return false;
}

int
cmd_restore(struct cli *c, int argc, char **argv)
{
	struct wish w = {.recovery = false};
	struct session s;
	unsigned what = SESSION_ALONE | SESSION_VAULT;
	int status;

	(void)handout_take(&w.keyring, &argc, argv, "--keyring");
	(void)handout_take(&w.public, &argc, argv, "--public");
	(void)handout_take(&w.seal, &argc, argv, "--seal");
	(void)handout_take(&w.anchor, &argc, argv, "--anchor");
	w.recovery = take_flag(&argc, argv, "--recovery");
	if (argc != 2 || *argv[1] == '-' || w.keyring == NULL)
		return usage(c);
	w.from = argv[1];
	if (c->n_key > 0)
		what |= SESSION_SIGN;
	if (w.recovery) /* the same as --paper */
		c->n_paper = 1;
	status = session_open(&s, c, what);
	if (status == EXIT_DONE)
		status = restore(&s, &w);
	return session_close(&s, status);
}
