/*
 * minhbach backup DIR - a copy of the ledger while others write it, without
 * any key (FORMAT 4.13); backup --keyring FILE - a copy of the keyring, apart
 * and listed, so that an erasure reaches it (4.10).  No passphrase is needed,
 * so that a timer can run both.
 */
#include "shelves.h"

#include "erase.h"
#include "handout.h"
#include "keyring.h"
#include "shelf.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DAYS 365       /* a backup is kept, unless --days says otherwise */
#define DAYS_MAX 36500 /* more is a slip of the finger */

/* In a ledger it would die with it; with a backup the keyring opens all. */
static bool
lies_in(const char *path, const char *name)
{
	char at[FILE_PATH_MAX];
	const char *slash = strrchr(path, '/');
	int n;

	n = snprintf(at, sizeof(at), "%.*s/%s", (int)(slash - path), path,
	    name);
	return n > 0 && n < (int)sizeof(at) && access(at, F_OK) == 0;
}

/* ---- the ledger ---- */

/* Is there a copy of the keyring that opens what was just copied? */
static void
keyring_remind(struct session *s, uint64_t generation)
{
	char path[FILE_PATH_MAX];
	struct copies all;
	struct keyring k;
	bool found = false;
	size_t i;

	session_path(path, s->cli, COPIES_NAME);
	if (copies_load(&all, path) != ERR_OK)
		return;
	for (i = 0; i < all.n && !found; i++) {
		keyring_init(&k);
		if (keyring_load(&k, all.copy[i].path) == ERR_OK) {
			found = k.generation >= generation;
			keyring_release(&k);
		}
	}
	copies_release(&all);
	if (!found)
		say(s->cli,
		    "chưa có bản sao tệp khóa nào mở được bản sao lưu này: "
		    "cắm một thẻ nhớ KHÁC rồi chạy backup --keyring FILE",
		    "no copy of the keyring opens this backup: plug in ANOTHER "
		    "medium and run backup --keyring FILE");
}

static int
made(struct session *s, const struct manifest *m, const char *to)
{
	char path[FILE_PATH_MAX], words[2 * DATE_LEN], until[DATE_LEN];
	char vi[FILE_PATH_MAX + 256], en[FILE_PATH_MAX + 256];
	enum err e;

	date_encode(until, m->expires);
	(void)snprintf(words, sizeof(words), "%s %s", s->today, until);
	session_path(path, s->cli, SHELF_NAME);
	e = list_put(path, words, to);
	(void)snprintf(vi, sizeof(vi),
	    "%s: %llu dòng; giữ đến hết %s rồi phải hủy", to,
	    (unsigned long long)m->size, until);
	(void)snprintf(en, sizeof(en),
	    "%s: %llu entries; may be kept until %s, then destroy it", to,
	    (unsigned long long)m->size, until);
	tell(s->cli, vi, en);
	keyring_remind(s, m->generation);
	if (e == ERR_OK)
		return EXIT_DONE;
	say_at(s->cli, path,
	    "bản sao lưu đã xong nhưng chưa ghi được vào danh sách này",
	    "the backup is made, but could not be put into this list");
	return EXIT_TROUBLE;
}

static int
ledger_copy(struct session *s, const char *dir, int32_t days)
{
	char to[FILE_PATH_MAX];
	struct backup_ask a = {.ledger = s->cli->ledger,
	    .to = to,
	    .now_ms = s->now,
	    .expires = date_of_ms(s->now) + days};
	enum backup_why why = BACKUP_SEE_ERR;
	struct manifest m;
	enum err e = path_whole(to, dir);

	if (e != ERR_OK)
		return say_err(s->cli, e, dir, NULL);
	if (lies_in(to, WRITER_KEYRING)) {
		say_at(s->cli, to,
		    "đừng để bản sao lưu cạnh tệp khóa; chọn nơi khác",
		    "a backup does not lie beside a keyring; choose another "
		    "place");
		return EXIT_REFUSED;
	}
	e = backup_make(&m, &a, &why);
	if (e == ERR_OK)
		return made(s, &m, to);
	return backup_say(s->cli, e, why, e == ERR_HASH ? s->cli->ledger : to,
	    NULL);
}

/* ---- the keyring ---- */

/* Over an older copy, or where nothing is; never over another file. */
static enum err
keyring_put(const struct keyring *k, const char *to)
{
	uint8_t *bytes = NULL;
	struct keyring old;
	size_t n = 0;
	bool ours;
	enum err e;

	keyring_init(&old);
	e = keyring_load(&old, to);
	if (e == ERR_OK) {
		ours = strcmp(old.origin, k->origin) == 0 &&
		    old.generation <= k->generation;
		keyring_release(&old);
		return ours ? keyring_supplant(k, to) : ERR_EXISTS;
	}
	if (e != ERR_MISSING)
		return e == ERR_IO || e == ERR_MEMORY ? e : ERR_EXISTS;
	e = keyring_encode(&bytes, &n, k);
	if (e == ERR_OK)
		e = file_create(to, (struct span){bytes, n}, 0600);
	free(bytes);
	return e;
}

/* Again, if an erasure came in between: it may have missed what we wrote. */
static enum err
keyring_copy(const char *from, const char *to)
{
	uint64_t generation = 0;
	struct keyring k;
	enum err e;

	do {
		keyring_init(&k);
		e = keyring_load(&k, from);
		if (e != ERR_OK || k.generation == generation) {
			keyring_release(&k);
			return e;
		}
		e = keyring_put(&k, to);
		generation = k.generation;
		keyring_release(&k);
	} while (e == ERR_OK);
	return e;
}

static bool
same_file(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev &&
	    x.st_ino == y.st_ino;
}

static int
key_copy(struct session *s, const char *file)
{
	char from[FILE_PATH_MAX], to[FILE_PATH_MAX], list[FILE_PATH_MAX];
	char vi[FILE_PATH_MAX + 256], en[FILE_PATH_MAX + 256];
	enum err e = path_whole(to, file);

	session_path(from, s->cli, WRITER_KEYRING);
	session_path(list, s->cli, COPIES_NAME);
	if (e == ERR_OK &&
	    (same_file(from, to) || lies_in(to, WRITER_STORE) ||
		lies_in(to, MANIFEST_NAME))) {
		say_at(s->cli, to,
		    "bản sao tệp khóa phải nằm riêng, không cạnh sổ hay bản "
		    "sao lưu của sổ",
		    "a copy of the keyring lies apart, not with the ledger or "
		    "a backup of it");
		return EXIT_REFUSED;
	}
	/* Listed first: one that is listed and not there harms nobody. */
	if (e == ERR_OK)
		e = list_put(list, s->today, to);
	if (e == ERR_OK)
		e = keyring_copy(from, to);
	if (e != ERR_OK)
		return say_err(s->cli, e, to, NULL);
	(void)snprintf(vi, sizeof(vi),
	    "%s: bản sao tệp khóa, đã ghi vào danh sách copies", to);
	(void)snprintf(en, sizeof(en),
	    "%s: a copy of the keyring, in the list copies", to);
	tell(s->cli, vi, en);
	return EXIT_DONE;
}

int
cmd_backup(struct cli *c, int argc, char **argv)
{
	const char *days = NULL, *keyring = NULL;
	uint64_t n = DAYS;
	struct session s;
	int status;

	(void)handout_take(&days, &argc, argv, "--days");
	(void)handout_take(&keyring, &argc, argv, "--keyring");
	if (argc != (keyring == NULL ? 2 : 1) ||
	    (argc == 2 && *argv[1] == '-') ||
	    (days != NULL &&
		(keyring != NULL ||
		    decimal_decode(&n, span_str(days)) != ERR_OK || n < 1 ||
		    n > DAYS_MAX)))
		return usage(c);
	status = session_open(&s, c, 0);
	if (status == EXIT_DONE)
		status = keyring == NULL ? ledger_copy(&s, argv[1], (int32_t)n)
					 : key_copy(&s, keyring);
	return session_close(&s, status);
}
