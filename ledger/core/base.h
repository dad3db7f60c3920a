/*
 * base.h - the words that every other file speaks: results, faults, spans,
 * and the fixed-size values that cannot be swapped for one another.
 *
 * Pure: no I/O, no heap, no clock.
 *
 * A function that can fail returns enum err and leaves its outputs untouched
 * when it does.  A checker also fills a struct fault, which says what clause
 * of FORMAT.md was broken and where.
 */
#ifndef CORE_BASE_H
#define CORE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_CHECK __attribute__((warn_unused_result))

enum err {
	ERR_OK = 0,
	ERR_FORMAT,    /* bytes that no encoder makes */
	ERR_RANGE,     /* a number outside what its place allows */
	ERR_SPACE,     /* the caller's buffer is too small */
	ERR_HASH,      /* a digest, link or root differs */
	ERR_PROOF,     /* a Merkle proof does not lead to its root */
	ERR_SIGNATURE, /* a signature is wrong, missing or one too many */
	ERR_KEY,       /* a key is malformed, of low order, or unknown */
	ERR_VALUE,     /* a commitment, opening or total does not hold */
	ERR_AUTHORITY, /* a key may not do this here */
	ERR_RULE,      /* a rule of the plan refuses the entry */
	ERR_STALE,     /* a statement looks at an older or other ledger */
	ERR_SECRET,    /* a secret cannot be opened or held */
	ERR_WITHHELD,  /* a payload that this reader may not open */
	ERR_MISSING,   /* something that must be there is not */
	ERR_EXISTS,    /* something that must not be there is */
	ERR_TRUNCATED, /* the input ends before its end */
	ERR_MEMORY,
	ERR_IO
};

/* Borrowed bytes.  The header that hands one out says until when it lives. */
struct span {
	const uint8_t *p;
	size_t n;
};

#define SPAN_LIT(s) ((struct span){(const uint8_t *)("" s), sizeof(s) - 1})

struct span span_str(const char *s);
bool span_eq(struct span a, struct span b); /* not for secrets */
bool span_is(struct span a, const char *s);
int span_cmp(struct span a, struct span b); /* by bytes, shorter first */

#define DIGEST_LEN 32
#define ID_LEN 16

struct digest {
	uint8_t b[DIGEST_LEN];
};
struct id {
	uint8_t b[ID_LEN];
};
struct salt {
	uint8_t b[16];
};
struct pubkey { /* Ed25519, 32 bytes as in RFC 8032 */
	uint8_t b[32];
};
struct sig { /* Ed25519, R || S */
	uint8_t b[64];
};
struct readkey { /* X25519 public key, for sealed boxes */
	uint8_t b[32];
};
struct point { /* ristretto255, canonical encoding */
	uint8_t b[32];
};
struct scalar { /* modulo L, 32 bytes little-endian, below L */
	uint8_t b[32];
};
struct okey { /* opening key of one entry, FORMAT 4.2 */
	uint8_t b[32];
};

bool digest_eq(const struct digest *a, const struct digest *b);
bool digest_is_zero(const struct digest *a);
bool id_eq(const struct id *a, const struct id *b);

/* Decimals and integers on the wire stay below 2^53, FORMAT 1.4. */
#define NUMBER_MAX ((UINT64_C(1) << 53) - 1)

#define FAULT_NO_INDEX UINT64_MAX

struct fault {
	enum err code;
	uint64_t index;	    /* leaf, or FAULT_NO_INDEX */
	const char *clause; /* static text: "FORMAT 3.4: ..." */
};

/*
 * Fill f (which may be NULL) and hand code back, so that a checker can end
 * with "return fault_set(f, ERR_HASH, i, "FORMAT 2.3: ...")".
 */
enum err fault_set(struct fault *f, enum err code, uint64_t index,
    const char *clause);

/* One stable English word for a code: "format", "hash", ... */
const char *err_word(enum err code);

#endif
