/*
 * draw.h - random commands for a small world: what an office might enter,
 * what it enters by mistake, and what nobody should.  The same seed draws the
 * same from the same ledger.
 */
#ifndef PROPERTY_DRAW_H
#define PROPERTY_DRAW_H

#include "state.h"

#include <jansson.h>

#define DRAW_CHILDREN 14
#define DRAW_SPARES 6
#define DRAW_LOGS 3

struct draw {
	uint64_t seed;
	const struct state *s;
	uint64_t size;
	char now[DATE_LEN];
	unsigned vouchers;
	/* A key that may be granted and revoked; a log key that may follow. */
	const char *(*spare)(struct draw *d, unsigned spare);
	json_t *(*grant)(struct draw *d, unsigned spare);
	json_t *(*log_key)(struct draw *d, unsigned log);
	void *arg;
};

enum by { /* who would sign it, in an orderly office */
	BY_REGISTRAR,
	BY_TWO, /* and the approver */
	BY_ADMIN,
	BY_SPONSOR, /* "a" */
	BY_CONFIRMER,
	BY_SCHOOL,
	BY_AUDITOR
};
#define BYS 7

struct drawn {
	enum kind kind;
	enum class class;
	enum by by;
	json_t *payload;
};

/* 0 to n-1. */
unsigned draw_dice(struct draw *d, unsigned n);
/* True once in n times. */
bool draw_once(struct draw *d, unsigned n);

/* Any command but one that ends the ledger. */
void draw_command(struct draw *d, struct drawn *out);
/* One of these kinds. */
void draw_kind(struct draw *d, struct drawn *out, enum kind kind);
/* Take a value away, put another in its place, or add one. */
void draw_spoil(struct draw *d, json_t *payload);

#endif
