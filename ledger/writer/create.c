/*
 * create.c - a new ledger: directory, keyring, store and genesis.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "schema.h"
#include "work.h"

struct paths {
	char store[FILE_PATH_MAX], keyring[FILE_PATH_MAX];
};

static enum err
paths_init(struct paths *p, const char *dir)
{
	int a, b;

	a = snprintf(p->store, sizeof(p->store), "%s/%s", dir, WRITER_STORE);
	b = snprintf(p->keyring, sizeof(p->keyring), "%s/%s", dir,
	    WRITER_KEYRING);
	return a < 0 || b < 0 || a >= FILE_PATH_MAX || b >= FILE_PATH_MAX
	    ? ERR_RANGE
	    : ERR_OK;
}

/* The founding admins read until a registrar does (FORMAT 4.7). */
static enum err
founders_add(struct keyring *k, struct vault *v, const json_t *genesis)
{
	const json_t *admins = j_list(genesis, "admins"), *admin;
	struct readkey key;
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; i < json_array_size(admins) && e == ERR_OK; i++) {
		admin = json_array_get(admins, i);
		if (j_null(admin, "reading_key"))
			continue;
		e = base64_decode(key.b, sizeof(key.b),
		    j_span(admin, "reading_key"));
		if (e == ERR_OK)
			e = vault_add_reader(k, v, j_span(admin, "name"), &key);
	}
	return e;
}

/* Keyring and empty store on the disk. */
static enum err
ground_lay(const struct paths *p, const json_t *genesis,
    char recovery[RECOVERY_LEN + 1])
{
	struct span origin = j_span(genesis, "origin");
	struct vault *v = NULL;
	struct keyring k;
	enum err e;

	keyring_init(&k);
	e = vault_create(&k, &v, origin, recovery);
	if (e == ERR_OK)
		e = founders_add(&k, v, genesis);
	if (e == ERR_OK)
		e = keyring_save(&k, p->keyring);
	if (e == ERR_OK)
		e = store_create(p->store, origin);
	vault_free(v);
	keyring_release(&k);
	return e;
}

static enum err
genesis_append(const char *dir, const struct batch *b,
    struct writer_findings *findings)
{
	struct writer *w = NULL;
	enum err e;

	e = writer_open(&w, dir, NULL, NULL);
	if (e == ERR_OK)
		e = writer_append(w, b, NULL, findings);
	writer_close(w);
	return e;
}

enum err
writer_create(const char *dir, const struct batch *b,
    char recovery[RECOVERY_LEN + 1], struct writer_findings *findings)
{
	static const struct paths none;
	struct paths p = none;
	enum err e;

	if (findings != NULL)
		memset(findings, 0, sizeof(*findings));
	if (b->n < 1 || b->draft[0].kind != KIND_GENESIS || b->dry_run)
		return ERR_RANGE;
	e = draft_check(&b->draft[0], findings, 0);
	if (e == ERR_OK)
		e = paths_init(&p, dir);
	if (e != ERR_OK)
		return e;
	if (mkdir(dir, 0700) != 0)
		return errno == EEXIST ? ERR_EXISTS : ERR_IO;
	e = ground_lay(&p, b->draft[0].payload, recovery);
	if (e == ERR_OK)
		e = genesis_append(dir, b, findings);
	if (e == ERR_OK)
		return e;
	sodium_memzero(recovery, RECOVERY_LEN + 1);
	if (store_remove(p.store) != ERR_EXISTS) {
		(void)unlink(p.keyring);
		(void)rmdir(dir);
	}
	return e;
}
