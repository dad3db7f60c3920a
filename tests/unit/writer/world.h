/*
 * world.h - a small ledger for the tests of the writer: one admin, registrars,
 * an approver, a log key, all in a directory of their own.  Include after
 * cmocka.h.
 */
#ifndef WRITER_WORLD_H
#define WRITER_WORLD_H

#include <dirent.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "entry.h"
#include "hash.h"
#include "keyfile.h"
#include "secret.h"
#include "signer.h"
#include "store.h"
#include "value.h"
#include "writer.h"

#define ORIGIN "xa.example/so"
#define DAY UINT64_C(86400000)
#define T0 UINT64_C(1783213200000) /* 2026-07-05 08:00 in UTC+7 */

struct party {
	char name[64], unit[33], path[192];
	struct vkey vkey;
	struct readkey reading;
	struct boxkey *box;
	struct signer *signer;
};

struct world {
	char top[96], dir[160];
	struct party admin, registrar, approver, log, spare;
	struct writer *w;
	struct writer_findings findings;
	uint64_t now;
};

static inline void
party_make(struct world *o, struct party *p, const char *unit, const char *name)
{
	static const uint8_t pass[] = "mat khau thu";
	struct keyfile pub = {.kdf = {1, 8 << 20}};
	struct passphrase *phrase = NULL;
	struct secret *secret = NULL;

	(void)snprintf(p->name, sizeof(p->name), "%s", name);
	(void)snprintf(p->unit, sizeof(p->unit), "%s", unit);
	(void)snprintf(p->path, sizeof(p->path), "%s/key-%s", o->top,
	    strrchr(name, '/') + 1);
	assert_int_equal(key_generate(&secret, &p->vkey, &p->reading,
			     span_str(name), VKEY_SIGN, true),
	    ERR_OK);
	pub.vkey = p->vkey;
	pub.has_reading = true;
	pub.reading = p->reading;
	assert_int_equal(passphrase_new(&phrase,
			     (struct span){pass, sizeof(pass) - 1}),
	    ERR_OK);
	assert_int_equal(keyfile_save(p->path, &pub, secret, phrase), ERR_OK);
	assert_int_equal(secret_lend_reading(secret, boxkey_new, &p->box),
	    ERR_OK);
	assert_int_equal(signer_open(&p->signer, p->path, secret), ERR_OK);
	passphrase_free(phrase);
	secret_free(secret);
}

static inline void
party_close(struct party *p)
{
	assert_int_equal(signer_close(p->signer), ERR_OK);
	boxkey_free(p->box);
}

static inline json_t *
json_base64(const void *p, size_t n)
{
	char buf[BASE64_LEN(64) + 1];
	struct wr w;

	wr_init(&w, buf, sizeof(buf));
	wr_base64(&w, p, n);
	return json_stringn(buf, w.n);
}

static inline json_t *
json_vkey(const struct vkey *k)
{
	char buf[VKEY_TEXT_MAX];
	struct span text;

	assert_int_equal(vkey_encode(&text, k, buf, sizeof(buf)), ERR_OK);
	return json_stringn((const char *)text.p, text.n);
}

static inline json_t *
genesis_payload(struct world *o)
{
	json_t *j, *admin;

	admin = json_pack("{s:s,s:o,s:s,s:o}", "name", o->admin.name,
	    "reading_key", json_base64(o->admin.reading.b, 32), "unit",
	    o->admin.unit, "verify_key", json_vkey(&o->admin.vkey));
	j = json_pack("{s:[o],s:s,s:o,s:s,s:n,s:i,s:b,s:i}", "admins", admin,
	    "commune", "Xã Thử", "log_key", json_vkey(&o->log.vkey), "origin",
	    ORIGIN, "predecessor", "quorum", 1, "trial", 1, "v", 1);
	assert_non_null(j);
	json_object_set_new(j, "policy",
	    json_pack("{s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i}",
		"minimum_per_quarter", 1000000, "end_age", 16,
		"opening_below_minimum", 1, "adhoc_counts", 0,
		"birthday_quarter_exempt", 1, "two_signature_amount", 20000000,
		"late_days", 30, "start_quarter", 20263, "answer_days", 2,
		"done_days", 15));
	return j;
}

static inline json_t *
grant_payload(const struct party *p, const char *role)
{
	return json_pack("{s:n,s:s,s:o,s:[s],s:s,s:i,s:o}", "cosign_key",
	    "name", p->name, "reading_key", json_base64(p->reading.b, 32),
	    "roles", role, "unit", p->unit, "v", 1, "verify_key",
	    json_vkey(&p->vkey));
}

/* A sealed entry of the office. */
static inline json_t *
objection_payload(const char *text)
{
	return json_pack("{s:n,s:n,s:n,s:s,s:s,s:s,s:n,s:s,s:i}", "about",
	    "answers", "child", "date", "2026-07-05", "from", "citizen",
	    "matter", "data", "result", "text", text, "v", 1);
}

/* A sealed entry that makes a subject. */
static inline json_t *
child_payload(unsigned n)
{
	char code[16], house[16];

	(void)snprintf(code, sizeof(code), "TE-%06u", n);
	(void)snprintf(house, sizeof(house), "HO-%06u", n);
	return json_pack("{s:s,s:i,s:s,s:s,s:[],s:n,s:s,s:s,s:s,s:s,s:n,s:n,"
			 "s:s,s:n,s:n,s:i}",
	    "birth", "2015-03-04", "category", 1, "child", code, "cluster",
	    "cum-1", "flags", "guardian", "hamlet", "thon-1", "household",
	    house, "level", "th", "name", "Nguyễn Văn Thử", "personal_index",
	    "personal_number", "school", "truong-1", "special", "legal", "v",
	    1);
}

/* One entry by these signers; takes the payload. */
static inline enum err
world_append_by(struct world *o, enum kind kind, enum class class,
    json_t *payload, struct signer *const *by, size_t n_by)
{
	struct draft d = {.kind = kind, .class = class, .payload = payload};
	struct batch b = {.draft = &d,
	    .n = 1,
	    .signer = by,
	    .n_signer = n_by,
	    .time_ms = o->now};
	enum err e;

	assert_non_null(payload);
	e = writer_append(o->w, &b, NULL, &o->findings);
	json_decref(payload);
	return e;
}

static inline enum err
world_append(struct world *o, enum kind kind, enum class class, json_t *payload,
    struct party *by)
{
	return world_append_by(o, kind, class, payload, &by->signer, 1);
}

static inline enum err
world_object(struct world *o, const char *text)
{
	return world_append(o, KIND_OBJECTION, CLASS_SEALED,
	    objection_payload(text), &o->registrar);
}

static inline void
world_open(struct world *o)
{
	struct fault f = {ERR_OK, 0, ""};

	if (writer_open(&o->w, o->dir, o->registrar.box, &f) != ERR_OK)
		fail_msg("open: %s at %llu", f.clause,
		    (unsigned long long)f.index);
}

static inline void
world_reopen(struct world *o)
{
	writer_close(o->w);
	o->w = NULL;
	world_open(o);
}

static inline void
must(struct world *o, enum err e)
{
	const struct writer_finding *f = &o->findings.f[0];

	if (e != ERR_OK && o->findings.n > 0)
		(void)fprintf(stderr, "%s %s %s\n", f->rule, f->en, f->field);
	if (e != ERR_OK)
		fail_msg("%s", err_word(e));
}

/* Nothing changed: neither here, nor on the disk, nor in the keyring. */
static inline void
world_assert_size(struct world *o, uint64_t size)
{
	size_t subjects = writer_keyring(o->w)->n_subject;
	struct digest root = edge_root(writer_edge(o->w));

	assert_int_equal(writer_size(o->w), size);
	world_reopen(o);
	assert_int_equal(writer_size(o->w), size);
	assert_int_equal(writer_keyring(o->w)->n_subject, subjects);
	assert_memory_equal(edge_root(writer_edge(o->w)).b, root.b, DIGEST_LEN);
}

/* Genesis, registrar and approver: three entries. */
static inline int
world_setup(void **state)
{
	struct world *o = calloc(1, sizeof(*o));
	char recovery[RECOVERY_LEN + 1];
	struct draft d = {.kind = KIND_GENESIS, .class = CLASS_CLEAR};
	struct batch b = {.draft = &d, .n = 1, .n_signer = 1, .time_ms = T0};

	assert_non_null(o);
	assert_true(sodium_init() >= 0);
	(void)snprintf(o->top, sizeof(o->top), "/tmp/minhbach-XXXXXX");
	assert_non_null(mkdtemp(o->top));
	(void)snprintf(o->dir, sizeof(o->dir), "%s/ledger", o->top);
	party_make(o, &o->admin, "ubnd", ORIGIN "/ubnd-1");
	party_make(o, &o->registrar, "do-dau", ORIGIN "/do-dau-1");
	party_make(o, &o->approver, "kiem-tra", ORIGIN "/kiem-tra-1");
	party_make(o, &o->log, "log", ORIGIN "/log-1");
	party_make(o, &o->spare, "truong", ORIGIN "/truong-1");
	assert_int_equal(vkey_init(&o->log.vkey, span_str(ORIGIN), VKEY_SIGN,
			     &o->log.vkey.key),
	    ERR_OK);
	o->now = T0;
	d.payload = genesis_payload(o);
	b.signer = &o->admin.signer;
	must(o, writer_create(o->dir, &b, recovery, &o->findings));
	json_decref(d.payload);
	assert_int_equal(writer_open(&o->w, o->dir, o->admin.box, NULL), 0);
	must(o,
	    world_append(o, KIND_KEY_GRANT, CLASS_CLEAR,
		grant_payload(&o->registrar, "registrar"), &o->admin));
	must(o,
	    world_append(o, KIND_KEY_GRANT, CLASS_CLEAR,
		grant_payload(&o->approver, "approver"), &o->admin));
	world_reopen(o);
	*state = o;
	return 0;
}

/* Files of a directory and of those in it; one level is enough here. */
static inline void
remove_tree(const char *dir, int depth)
{
	const struct dirent *d;
	char path[4096];
	DIR *at;

	at = opendir(dir);
	if (at == NULL)
		return;
	while ((d = readdir(at)) != NULL) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		if (snprintf(path, sizeof(path), "%s/%s", dir, d->d_name) >=
		    (int)sizeof(path))
			continue;
		if (unlink(path) != 0 && depth > 0)
			remove_tree(path, depth - 1);
	}
	(void)closedir(at);
	(void)rmdir(dir);
}

static inline void
world_close(struct world *o)
{
	writer_close(o->w);
	party_close(&o->admin);
	party_close(&o->registrar);
	party_close(&o->approver);
	party_close(&o->log);
	party_close(&o->spare);
}

static inline int
world_teardown(void **state)
{
	struct world *o = *state;

	world_close(o);
	remove_tree(o->top, 3);
	free(o);
	return 0;
}

#endif
