/*
 * envelope.h - codes from sealed envelopes (FORMAT 4.14): asked for like
 * passphrases, held in guarded memory, never stored; and new ones.
 */
#ifndef MINHBACH_ENVELOPE_H
#define MINHBACH_ENVELOPE_H

#include "session.h"

struct envelopes {
	struct {
		enum recovery_use use;
		uint8_t secret[32];
	} code[BY_MAX + 1];
	size_t n;
};

/*
 * One for each --paper; *out is NULL if there is none.  Says what is wrong, of a
 * slip of the pen also in which line; on a terminal it asks again.  Exit
 * status.
 * Owns:	envelopes_free()
 */
int envelopes_ask(struct envelopes **out, struct cli *c);
void envelopes_free(struct envelopes *e);

/* The code that opens the vault, if one is there.  Errors: ERR_MISSING; of
 * boxkey_new() */
MUST_CHECK enum err envelopes_reading(struct boxkey **k,
    const struct envelopes *e);

/* Signers of all others, after those that s has: needs the ledger, which knows
 * their names.  Exit status. */
int envelopes_sign(struct session *s, const struct envelopes *e);

/* Numbers of recovery keys (FORMAT 1.5), out of the way of officers'. */
#define ENVELOPE_FIRST 901

/* A recovery key that is not granted yet. */
struct envelope_new {
	char name[NAME_MAX_LEN + 1];
	char unit[WORD_MAX_LEN + 1];
	char code[RECOVERY_LEN + 1]; /* wiped by the caller */
	json_t *grant;		     /* payload; the caller's */
};

/*
 * Make one for the unit that will keep it, under this number.
 * Errors:	ERR_FORMAT unit; ERR_SECRET; ERR_MEMORY
 */
MUST_CHECK enum err envelope_make(struct envelope_new *n, const char *origin,
    const char *unit, unsigned number);

/* minhbach key envelope UNIT [--print PDF] */
int key_envelope(struct cli *c, int argc, char **argv);

/* New codes, and of which ledger. */
struct codes_shown {
	const char *commune, *origin;
	bool trial;
	const char *reads;		 /* opens the vault; or NULL */
	const struct envelope_new *sign; /* grant keys */
	size_t n_sign;
};

/* After the entry: to pdf, or where that fails or is NULL to standard output,
 * so that no code is lost.  Exit status. */
int envelopes_show(struct session *s, const struct codes_shown *c,
    const char *pdf);

#endif
