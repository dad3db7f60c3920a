/*
 * minhbach sponsor, child, assign, give, ... - one entry from lines
 * name=value.  The fields come from a file, from standard input, or from a
 * person at a terminal; never from the argument vector.
 */
#include "cmd_record.h"

#include "ask_entry.h"
#include "names.h"
#include "rows.h"
#include "sheetfile.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

int
record_clock(struct sheet *t, enum kind kind, const struct cli *c)
{
	static const char *const name[] = {"true_time", NULL};
	size_t at = sheet_column(t, name);
	char decimal[24], *text;
	uint64_t ms;

	if (kind != KIND_CLOCK || at == SHEET_COLS_MAX ||
	    !time_decode(t->cell[at], &ms))
		return EXIT_DONE;
	(void)snprintf(decimal, sizeof(decimal), "%llu",
	    (unsigned long long)ms);
	text = strdup(decimal);
	if (text == NULL)
		return say_err(c, ERR_MEMORY, NULL, NULL);
	free(t->cell[at]);
	t->cell[at] = text;
	return EXIT_DONE;
}

int
cmd_record(struct cli *c, int argc, char **argv)
{
	struct session s;
	struct sheet t;
	enum kind kind;
	enum err e;
	int status;

	if (names_kind(&kind, argv[0]) != ERR_OK)
		return EXIT_TROUBLE;
	if (argc == 1 && *words_order(kind) != '\0' && ask_terminal())
		return ask_entry(c, kind);
	if (argc != 2) {
		(void)fprintf(stderr, "minhbach %s FILE|-\n", argv[0]);
		return EXIT_TROUBLE;
	}
	e = sheetfile_pairs(&t, argv[1]);
	if (e == ERR_OK)
		status = record_clock(&t, kind, c);
	else
		status = say_err(c, e, argv[1], t.fault);
	if (status == EXIT_DONE) {
		status =
		    session_open(&s, c, session_entry(c, kind) | SESSION_WRITE);
		if (status == EXIT_DONE)
			status = rows_append(&s, kind, &t, argv[1], false);
		status = session_close(&s, status);
	}
	sheet_release(&t);
	return status;
}
