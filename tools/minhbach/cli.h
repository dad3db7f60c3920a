/*
 * cli.h - what every command of minhbach shares: options, language, words for
 * people, exit status.
 */
#ifndef MINHBACH_CLI_H
#define MINHBACH_CLI_H

#include "base.h"
#include "lang.h"
#include "statement.h"

#include <stdio.h>

enum {
	EXIT_DONE = 0,
	EXIT_REFUSED = 1,
	EXIT_TROUBLE = 2
};

#define FDS_MAX 8

struct command;

struct cli {
	const struct command *command; /* the one that runs */
	const char *ledger;	       /* -C */
	const char *key[BY_MAX];       /* --key, then each --with */
	size_t n_key;
	const char *reader; /* --reader: opens the vault; else the first key */
	size_t n_paper;	    /* --paper: codes from envelopes, after the keys */
	int fd[FDS_MAX];    /* --passphrase-fd, in the order of the keys */
	size_t n_fd, next_fd;
	const char *at; /* --at: trial ledgers alone */
	bool allow_gap; /* --gap: yes, more than 35 days passed */
	bool json;
	const char *draft;	  /* --draft: make a statement file instead */
	const char *then[BY_MAX]; /* --then: who signs it elsewhere */
	size_t n_then;
	bool yes; /* --yes: seen and agreed */
	enum lang lang;
};

struct command {
	const char *name;
	const char *usage;   /* each way to call it, " | " between them */
	const char *vi, *en; /* one line of help */
	int (*run)(struct cli *c, int argc, char **argv);
};

/* One message in the language asked for, or in both; to standard error. */
void say(const struct cli *c, const char *vi, const char *en);
/* The same, led by what it is about ("bảng.csv:7, cột amount"). */
void say_at(const struct cli *c, const char *place, const char *vi,
    const char *en);
/* A line of the result, in the language asked for; to standard output. */
void tell(const struct cli *c, const char *vi, const char *en);
/* What an enum err means, what to do next, and detail (may be NULL). */
int say_err(const struct cli *c, enum err e, const char *place,
    const char *detail);
/* Its exit status alone, when findings have said why. */
int err_status(enum err e);
/* Each way to call it, on a line of its own. */
void usage_lines(FILE *to, const struct command *cmd);
/* Of the command that runs, to standard error; exit status. */
int usage(const struct cli *c);

/* now, or --at; *ms since 1970.  Says what is wrong and answers false. */
bool cli_time(const struct cli *c, bool trial, uint64_t *ms);
/* "2026-07-05" or "2026-07-05T10:30" in UTC+7, as --at takes it. */
bool time_decode(const char *s, uint64_t *ms);

/* Commands, one file each. */
int cmd_key(struct cli *c, int argc, char **argv);
int cmd_init(struct cli *c, int argc, char **argv);
int cmd_grant(struct cli *c, int argc, char **argv);
int cmd_record(struct cli *c, int argc, char **argv);
int cmd_correct(struct cli *c, int argc, char **argv);
int cmd_import(struct cli *c, int argc, char **argv);
int cmd_sheet(struct cli *c, int argc, char **argv);
int cmd_list(struct cli *c, int argc, char **argv);
int cmd_due(struct cli *c, int argc, char **argv);
int cmd_report(struct cli *c, int argc, char **argv);
int cmd_remind(struct cli *c, int argc, char **argv);
int cmd_show(struct cli *c, int argc, char **argv);
int cmd_status(struct cli *c, int argc, char **argv);
int cmd_export(struct cli *c, int argc, char **argv);
int cmd_sign(struct cli *c, int argc, char **argv);
int cmd_append(struct cli *c, int argc, char **argv);
int cmd_publish(struct cli *c, int argc, char **argv);
int cmd_withdraw(struct cli *c, int argc, char **argv);
int cmd_erase(struct cli *c, int argc, char **argv);
int cmd_backup(struct cli *c, int argc, char **argv);
int cmd_restore(struct cli *c, int argc, char **argv);
int cmd_audit(struct cli *c, int argc, char **argv);
int cmd_receipt(struct cli *c, int argc, char **argv);
int cmd_slip(struct cli *c, int argc, char **argv);
int cmd_witness(struct cli *c, int argc, char **argv);
int cmd_letter(struct cli *c, int argc, char **argv);

#endif
