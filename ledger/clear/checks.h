/*
 * checks.h - the outcome of a verification: a short list of checks, each of
 * which passed, failed at a first index, or was not made; and what was found.
 *
 * Pure.  A check fails once and stays failed.  Findings are capped, so that a
 * ruined ledger cannot fill the memory; how many more there were is counted,
 * and whoever wants to is told each.
 */
#ifndef CLEAR_CHECKS_H
#define CLEAR_CHECKS_H

#include "base.h"

#define CHECKS_MAX 32
#define CHECK_FINDINGS_MAX 100

enum check_result {
	CHECK_SKIP, /* not made */
	CHECK_PASS,
	CHECK_FAIL
};

struct check {
	const char *name;   /* a word: "chain" */
	const char *clause; /* "FORMAT 2.4" */
	enum check_result result;
	uint64_t first_bad; /* lowest index found bad, or FAULT_NO_INDEX */
};

struct check_finding {
	size_t check;	/* number of the check that failed */
	uint64_t index; /* leaf, or FAULT_NO_INDEX */
	enum err code;
	const char *clause; /* static text: "FORMAT 3.4: ..." */
};

/* Told of each finding that found no room; take is NULL for nobody. */
struct checks_overflow {
	void (*take)(void *arg, const struct check_finding *f);
	void *arg;
};

struct checks {
	struct check check[CHECKS_MAX];
	size_t n;
	struct check_finding finding[CHECK_FINDINGS_MAX];
	size_t n_finding;
	uint64_t more;			 /* findings that found no room */
	struct checks_overflow overflow; /* set after checks_init() */
};

struct check_name {
	const char *name, *clause;
};

/* n checks of this table, all CHECK_SKIP; n is at most CHECKS_MAX. */
void checks_init(struct checks *c, const struct check_name *table, size_t n);

/* The check is made; it passes unless something failed or fails it. */
void checks_made(struct checks *c, size_t check);

/* Fail a check: code, index and clause out of f. */
void checks_fail(struct checks *c, size_t check, const struct fault *f);

bool checks_failed(const struct checks *c); /* any of them */

/* The lowest index at which any check failed, or FAULT_NO_INDEX. */
uint64_t checks_first_bad(const struct checks *c);

#endif
