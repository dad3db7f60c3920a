/*
 * misfits.h - a text that is no value, said with where it stands.
 */
#ifndef MINHBACH_MISFITS_H
#define MINHBACH_MISFITS_H

#include "cli.h"
#include "convert.h"
#include "kind.h"

struct misfits {
	const struct cli *c;
	const char *file; /* or "" */
	enum kind kind;
};

/* arg is a struct misfits; fits build_told. */
void misfits_say(void *arg, const struct misfit *m, enum err e);

#endif
