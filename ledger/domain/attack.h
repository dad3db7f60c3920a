/*
 * attack.h - the attacks that a publication must withstand before it is
 * appended.  They look at the finished object and renderings and share no
 * decision with the gate that made them, but bounds.h and the question of
 * sums.h; what they find is tested against a reader that shares nothing.
 *
 * Pure.
 *
 * Use: build the object, run the attacks without renderings, put their
 * results into the object (pubobject_set_check), render it, run them again
 * with the renderings, and publish only if none fails.
 */
#ifndef DOMAIN_ATTACK_H
#define DOMAIN_ATTACK_H

#include "facts.h"

#define ATTACKS_MAX 16
#define ATTACK_FIGURE 256 /* as a note of FORMAT 11 */

enum attack_result {
	ATTACK_PASS,
	ATTACK_WARN, /* published with a note */
	ATTACK_FAIL  /* not published */
};

struct attack {
	char id[4]; /* a1 .. a14 */
	enum attack_result result;
	char figure[ATTACK_FIGURE]; /* which figure gave way, or a note */
};

struct gate_text {
	const char *name; /* file name; .html .svg .xml: tags are left out */
	struct span bytes;
};

/*
 * What renderings may hold beside the numbers of the object: whole phrases
 * ("từ 1 đến 4 em", a seal code, the frame of a picture), which are passed over where they stand
 * between other characters than letters and digits, and whole numbers.
 */
struct gate_allow {
	const char *const *text;
	size_t n;
	bool (*number)(uint64_t v); /* may be NULL */
};

/* What people will see; n may be 0, allow may be NULL. */
struct gate_texts {
	const struct gate_text *text;
	size_t n;
	const struct gate_allow *allow;
};

/*
 * All attacks on one publication and all that f says was published before.
 *
 * Errors:	ERR_FORMAT an object without the keys of FORMAT 11; ERR_MEMORY.
 *		A successful attack is no error: look for ATTACK_FAIL.
 */
MUST_CHECK enum err gate_attacks(struct attack a[ATTACKS_MAX], size_t *n,
    const json_t *publication, const struct facts *f,
    const struct gate_texts *shown);

/* The first attack that succeeded, or NULL. */
const struct attack *attack_failed(const struct attack *a, size_t n);

/*
 * A14: plant leaks in copies of a good publication; each must be found by the
 * attack that looks for it.  Appends its own result to a; its figure names
 * the plants for which this publication has no place, so that the attack
 * could not be tried on it.
 */
MUST_CHECK enum err gate_selftest(struct attack a[ATTACKS_MAX], size_t *n,
    const json_t *publication, const struct facts *f);

/* A1 alone.  Fills figure and answers false at the first foreign number. */
MUST_CHECK enum err attack_scan(struct attack *a, const json_t *publication,
    const struct gate_text *r, const struct gate_allow *allow);

#endif
