/*
 * attack_plant.h - the leaks of A14; not for others, but for tests.
 */
#ifndef DOMAIN_ATTACK_PLANT_H
#define DOMAIN_ATTACK_PLANT_H

#include "attack.h"

#define PLANT_TEXT 64

/* Copies in which a leak is planted; arrays of f are changed only after they
 * were made new. */
struct planted {
	json_t *p;
	struct facts f;
	void *owned; /* the array of f that is new */
	char text[PLANT_TEXT];
	enum err e; /* ERR_MEMORY */
};

struct plant {
	const char *attack, *name;	  /* "a5", "one child changed" */
	const char *figure;		  /* how the attack's figure begins */
	bool (*plant)(struct planted *x); /* false: there is no place */
};

/* NULL past the last. */
const struct plant *plant_at(size_t i);

enum plant_result {
	PLANT_FOUND,
	PLANT_MISSED,
	PLANT_NOWHERE
};

/* Errors: as gate_attacks */
MUST_CHECK enum err plant_try(enum plant_result *r, const struct plant *k,
    const json_t *publication, const struct facts *f);

#endif
