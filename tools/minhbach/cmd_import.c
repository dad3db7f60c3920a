/*
 * minhbach import KIND FILE - a whole table, CSV or XLSX: all rows or
 * none.
 */
#include "names.h"
#include "rows.h"
#include "sheetfile.h"

#include <string.h>

/* Where there is no sandbox, neither file nor key is to blame. */
static int
unread(struct cli *c, enum err e, const char *path, const char *fault)
{
	if (*fault == '\0' || (e != ERR_MISSING && e != ERR_AUTHORITY))
		return say_err(c, e, path, fault);
	(void)fprintf(stderr, "%s: %s\n", path, fault);
	return EXIT_TROUBLE;
}

int
cmd_import(struct cli *c, int argc, char **argv)
{
	bool dry_run = argc > 1 && strcmp(argv[1], "--dry-run") == 0;
	char **arg = argv + (dry_run ? 1 : 0);
	struct session s;
	struct sheet t;
	enum kind kind;
	enum err e;
	int status;

	if (argc != (dry_run ? 4 : 3))
		return usage(c);
	if (names_kind(&kind, arg[1]) != ERR_OK) {
		say_at(c, arg[1], "không có loại này", "no such kind");
		return EXIT_TROUBLE;
	}
	e = sheetfile_table(&t, arg[2], kind_word(kind));
	if (e == ERR_OK) {
		status =
		    session_open(&s, c, session_entry(c, kind) | SESSION_WRITE);
		if (status == EXIT_DONE)
			status = rows_append(&s, kind, &t, arg[2], dry_run);
		status = session_close(&s, status);
	} else {
		status = unread(c, e, arg[2], t.fault);
	}
	sheet_release(&t);
	return status;
}
