/*
 * sealout.h - what follows an entry that the public is to see: the seal and
 * the public directory.  Both follow from the store and can be repeated.
 *
 * The ledger's file "office" has lines name=value: office, phone, hours,
 * hotline; public (the directory), log_key (the seal program's key file).  Its
 * file "witnesses", if there is one, says who else is to sign (FORMAT 8.5).
 */
#ifndef MINHBACH_SEALOUT_H
#define MINHBACH_SEALOUT_H

#include "session.h"
#include "sheet.h"

#include "fileio.h"
#include "publish.h"
#include "sealrun.h"

struct sealout {
	struct sheet t;
	struct office office;
	const char *public, *log_key;
	uint8_t *witnesses;
	size_t n_witnesses;
	char seal[FILE_PATH_MAX];
	struct seal_program program;
	bool again; /* look at all of the directory, not at what is new */
};

/* Says what is wrong; exit status.  sealout_release() in any case. */
int sealout_read(struct sealout *k, struct cli *c);
void sealout_release(struct sealout *k);

/* Have the log key opened before anything is entered that is to be sealed. */
int sealout_start(struct session *s, struct sealout *k);

/* Seal every publication and withdrawal that lacks it, and write. */
int sealout_write(struct session *s, struct sealout *k);

#endif
