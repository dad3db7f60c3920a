/*
 * session.h - a ledger opened for one command: its signers, the vault, the
 * writer, and the time.
 */
#ifndef MINHBACH_SESSION_H
#define MINHBACH_SESSION_H

#include "cli.h"

#include "boxkey.h"
#include "calendar.h"
#include "passphrase.h"
#include "secret.h"
#include "signer.h"
#include "writer.h"

enum {
	SESSION_SIGN = 1,     /* --key and --with are needed */
	SESSION_VAULT = 2,    /* sealed payloads are needed */
	SESSION_WRITE = 4,    /* the ledger is locked for writing */
	SESSION_PART = 16,    /* what a unit's officer can open will do */
	SESSION_READ_IF = 32, /* sealed payloads, if a key here opens them */
	SESSION_ALONE = 8 /* keys and the time, without any ledger: s.w is NULL,
			      and any time may be set */
};

struct envelopes;

struct session {
	struct cli *cli;
	struct envelopes *paper; /* NULL: none */
	struct signer *signer[BY_MAX];
	size_t n;
	struct boxkey *reading; /* opens the vault */
	struct writer *w;
	uint64_t now;
	char today[DATE_LEN]; /* civil date of now */
};

/* What is entered: a unit's officer may draft it (--draft); admins need not
 * read. */
unsigned session_entry(const struct cli *c, enum kind kind);

/*
 * Says what is wrong and answers with the exit status; 0 is good.
 * session_close() in any case: it writes the memories of the keys.
 */
int session_open(struct session *s, struct cli *c, unsigned what);
/* Signers and the time alone, for a ledger that is yet to be made. */
int session_found(struct session *s, struct cli *c, bool trial);
int session_close(struct session *s, int status);

/* Unlock one key file: the next --passphrase-fd, or the terminal. */
MUST_CHECK enum err session_unlock(struct secret **secret, struct cli *c,
    const char *path);
MUST_CHECK enum err session_passphrase(struct passphrase **p, struct cli *c,
    const char *path, bool twice);

/* "dir/name" in the ledger's directory; path has FILE_PATH_MAX bytes. */
void session_path(char *path, const struct cli *c, const char *name);

/* Where an item of a batch came from, in the words of people. */
struct origin {
	void (*place)(void *arg, char *buf, size_t cap, size_t draft,
	    const char *field);
	/* What the caller will say by itself, with all the rest; or NULL. */
	bool (*later)(const struct writer_finding *x);
	void *arg;
};

/*
 * A statement file, opened by the reading key at hand, or by the vault's.
 * Errors:	of stfile_open()
 */
MUST_CHECK enum err session_statement(struct stfile *f, struct session *s,
    struct span bytes);
/* The unit whose officer's key opened the ledger, so that it shows only the
 * children that the unit holds; NULL: all of it is open. */
const char *session_unit(const struct session *s);
/* Says so at opening; enough: it will do for this command.  Exit status. */
int session_part(const struct session *s, bool enough);
/* Is this sponsor, by any case of its code, all that may be asked for?  Says
 * why not. */
bool session_may_ask(const struct session *s, const char *unit);

/* Why a statement file does not open (FORMAT 3.10); exit status. */
int session_unopened(const struct session *s, enum err e, const char *path);

/* What the rules found in a batch. */
void session_say(const struct session *s, const struct writer_findings *f);

/*
 * Append drafts, or make a statement file of them (--draft), and say what the
 * rules found; from may be NULL.  Exit status.
 */
int session_append(struct session *s, const struct draft *d, size_t n,
    bool dry_run, const struct origin *from);

#endif
