/*
 * authority_bytes.c - grants and log keys, written and read again.
 */
#include "authority_bytes.h"

#include <stdlib.h>
#include <string.h>

#include "authority_rep.h"

static void
vkey_fields(struct fields *f, struct vkey *k)
{
	char name[NAME_MAX_LEN + 1];
	struct pubkey key;
	unsigned type;

	fields_text(f, k->name, sizeof(k->name));
	type = fields_u8(f, k->type, UINT8_MAX);
	fields_bytes(f, k->key.b, sizeof(k->key.b));
	if (f->way != FIELDS_READ || f->err != ERR_OK)
		return;
	/* The key id follows from the rest, and is not written. */
	memcpy(name, k->name, sizeof(name));
	key = k->key;
	if (vkey_init(k, span_str(name), (uint8_t)type, &key) != ERR_OK)
		fields_fail(f, ERR_FORMAT);
}

static void
grant_fields(struct fields *f, struct grant *g)
{
	fields_text(f, g->name, sizeof(g->name));
	fields_text(f, g->unit, sizeof(g->unit));
	g->roles = fields_u8(f, g->roles, (1 << ROLE_COUNT) - 1);
	vkey_fields(f, &g->key);
	fields_flag(f, &g->has_reading);
	if (g->has_reading)
		fields_bytes(f, g->reading.b, sizeof(g->reading.b));
	fields_flag(f, &g->has_cosign);
	if (g->has_cosign)
		vkey_fields(f, &g->cosign);
	fields_u64(f, &g->from);
	fields_u64(f, &g->until);
	fields_flag(f, &g->compromised);
	fields_u64(f, &g->since);
	fields_u64(f, &g->used);
}

static struct grant *
grant_new(struct authority *a)
{
	if (authority_reserve(a) != ERR_OK)
		return NULL;
	return calloc(1, sizeof(struct grant));
}

static void
grant_read(struct fields *f, struct authority *a)
{
	struct grant *g = grant_new(a);

	if (g == NULL) {
		fields_fail(f, ERR_MEMORY);
		return;
	}
	grant_fields(f, g);
	if (f->err == ERR_OK)
		authority_add(a, g);
	else
		free(g);
}

static void
log_read(struct fields *f, struct authority *a)
{
	struct log_key k = {.from = 0};
	enum err e;

	vkey_fields(f, &k.key);
	fields_u64(f, &k.from);
	if (f->err != ERR_OK)
		return;
	e = authority_add_log(a, &k.key, k.from);
	if (e != ERR_OK)
		fields_fail(f, e);
}

void
authority_fields(struct fields *f, struct authority *a)
{
	size_t n = a->n, n_log = a->n_log, i;
	uint32_t quorum = a->quorum;

	fields_text(f, a->origin, sizeof(a->origin));
	fields_text(f, a->commune, sizeof(a->commune));
	fields_u32(f, &quorum);
	a->quorum = quorum;
	fields_flag(f, &a->is_trial);
	fields_flag(f, &a->is_closed);
	fields_count(f, &n);
	for (i = 0; i < n && f->err == ERR_OK; i++) {
		if (f->way == FIELDS_READ)
			grant_read(f, a);
		else
			grant_fields(f, a->grant[i]);
	}
	fields_count(f, &n_log);
	for (i = 0; i < n_log && f->err == ERR_OK; i++) {
		if (f->way == FIELDS_READ) {
			log_read(f, a);
			continue;
		}
		vkey_fields(f, &a->log[i].key);
		fields_u64(f, &a->log[i].from);
	}
}
