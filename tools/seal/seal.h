/*
 * seal.h - minhbach-seal: the program that alone holds the log key
 * (FORMAT 7.2).  What its files share.
 */
#ifndef SEAL_SEAL_H
#define SEAL_SEAL_H

#include "base.h"
#include "checkpoint.h"
#include "keyfile.h"

enum status {
	STATUS_DONE = 0,
	STATUS_REFUSED = 1,
	STATUS_TROUBLE = 2
};

enum lang {
	LANG_BOTH,
	LANG_VI,
	LANG_EN
};

struct options {
	const char *key;
	const char *kdf;
	const char *operand; /* origin of init, file of recall */
	int passphrase_fd;   /* -1: ask on the terminal */
	bool ready;	     /* of sign: say when the key is open */
	enum lang lang;
	bool help;
};

/* On stderr, in the language asked for, or in both. */
void say(const struct options *o, const char *vi, const char *en);
/* The same about a file or a passphrase, with the reason. */
void say_err(const struct options *o, enum err e, const char *vi,
    const char *en);

/* Why the key file, its passphrase or its memory are of no use, and the way
 * on; exit status. */
int say_key(const struct options *o, enum err e);
int say_memory(const struct options *o, enum err e);

MUST_CHECK enum err seal_passphrase(struct passphrase **p,
    const struct options *o, bool twice);

MUST_CHECK enum err memory_load(struct checkpoint *c, const struct options *o);
MUST_CHECK enum err memory_save(const struct checkpoint *c,
    const struct options *o);

int cmd_init(const struct options *o);
int cmd_sign(const struct options *o);
int cmd_show(const struct options *o);
int cmd_recall(const struct options *o);

#endif
