/*
 * verify.h - what the modes of minhbach-verify share.
 */
#ifndef VERIFY_H
#define VERIFY_H

#include "anchors.h"
#include "checks.h"
#include "keeper.h"
#include "more.h"
#include "passphrase.h"
#include "streamcheck.h"

#include <stdio.h>

struct book;

struct options {
	const char *anchor, *policy, *state, *key; /* file names, or NULL */
	int passphrase_fd;			   /* -1: ask */
	unsigned threads;
	const char *seed; /* of a sample, or NULL */
	int count;	  /* entries of a sample; 0: not said */
	int every;	  /* minutes between two looks */
	bool once;	  /* a single look */
	bool quick, all, json, csv, english, help;
	bool one_language;     /* --lang was given: help is in that one alone */
	struct keeper *keeper; /* in the process that reads */
};

/* Exit statuses. */
#define EXIT_PROVED 0
#define EXIT_DISPROVED 1
#define EXIT_UNDECIDED 2

/* One mode, with its operands.  Returns the exit status. */
int verify_public(const struct options *o, char *const *operand);
int verify_stream(const struct options *o, char *const *operand);
int verify_store(const struct options *o, char *const *operand);
int verify_receipt(const struct options *o, char *const *operand);
int verify_sample(const struct options *o, char *const *operand);
int verify_exceptions(const struct options *o, char *const *operand);
int verify_report(const struct options *o, char *const *operand);
int verify_watch(const struct options *o, char *const *operand);
int verify_compare(const struct options *o, char *const *copies);

/* Say what is in the way, and what to do; returns EXIT_UNDECIDED. */
int trouble(const struct options *o, const char *what, const char *vi,
    const char *en);

/* The reading key: *k stays NULL without --key.  *p, if not NULL, gets the
 * passphrase, else it is freed.  False: said why. */
bool load_reader(struct boxkey **k, struct passphrase **p,
    const struct options *o);

/*
 * The next item of a stream into buf, which has STREAM_ITEM_MAX bytes; *n is 0
 * at the end of the input.
 * Errors:	ERR_TRUNCATED, ERR_RANGE, ERR_IO
 */
MUST_CHECK enum err read_item(uint8_t *buf, uint32_t *n, FILE *in);

/* What a report says. */
struct report {
	const char *mode; /* "public", "quick", "full --key", ... */
	const struct checks *checks;
	enum verdict verdict;
	const struct checkpoint *checkpoint;
	uint64_t size;
	struct digest root;
	const char *code;
	bool anchored, trial;
	const struct more *more;	       /* findings; or NULL */
	const struct stream_result *stream;    /* or NULL */
	const struct public_result *directory; /* or NULL */
};

/* What is done with a stream once it was read to its end, instead of the
 * report.  The exit status is that of the verdict, or what tell says. */
struct inspection {
	struct book *book; /* filled while it is read */
	int (*tell)(const struct options *o, const struct report *r,
	    const struct book *b);
};

/* Read a stream to its end and report, or do what with says (NULL: nothing). */
int check_stream(const struct options *o, struct boxkey *reader, FILE *in,
    const struct inspection *with);

/* Open a stream, "-" being the standard input, and check it so. */
int check_file(const struct options *o, const char *file,
    const struct inspection *with);

/* Why it stayed undecided. */
const char *report_undecided(const struct options *o, const struct report *r);
int verdict_status(enum verdict v);

int report(const struct options *o, const struct report *r);

#endif
