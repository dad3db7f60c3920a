/*
 * minhbach sponsor, child, assign, give, ... - one entry from lines
 * name=value.  The fields come from a file or from standard input, never from
 * the argument vector.
 */
#include "names.h"
#include "rows.h"

int
cmd_record(struct cli *c, int argc, char **argv)
{
	struct session s;
	struct sheet t;
	enum kind kind;
	enum err e;
	int status;

	if (argc != 2 || names_kind(&kind, argv[0]) != ERR_OK) {
		(void)fprintf(stderr, "minhbach %s FILE|-\n", argv[0]);
		return EXIT_TROUBLE;
	}
	e = sheet_read_pairs(&t, argv[1]);
	if (e == ERR_OK) {
		status = session_open(&s, c,
		    SESSION_SIGN | SESSION_WRITE | SESSION_VAULT);
		if (status == EXIT_DONE)
			status = rows_append(&s, kind, &t, argv[1], false);
		status = session_close(&s, status);
	} else {
		status = say_err(c, e, argv[1], t.fault);
	}
	sheet_release(&t);
	return status;
}
