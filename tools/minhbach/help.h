/*
 * help.h - what each command takes, with an example, and what may have been
 * meant by a command that there is not.
 */
#ifndef MINHBACH_HELP_H
#define MINHBACH_HELP_H

#include "cli.h"

/* Options, each command in one line, and the exit status. */
void help_all(const struct cli *c, FILE *to, const struct command *list,
    size_t n);

/* Usage, fields and an example on standard output; exit status. */
int help_command(const struct cli *c, const struct command *cmd);

/* Says so on standard error; exit status. */
int help_unknown(const struct cli *c, const char *word,
    const struct command *list, size_t n);

#endif
