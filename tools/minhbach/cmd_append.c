/*
 * minhbach append FILE - enter a statement file that all its signers have
 * signed elsewhere (FORMAT 3.10).
 */
#include "session.h"

#include "fileio.h"
#include "stfile.h"

#include <stdlib.h>
#include <string.h>

static int
run(struct session *s, const char *path)
{
	struct batch b = {.signer = s->signer,
	    .n_signer = s->n,
	    .time_ms = s->now,
	    .allow_gap = s->cli->allow_gap};
	struct writer_findings *found = calloc(1, sizeof(*found));
	struct stfile f;
	uint8_t *bytes = NULL;
	size_t n = 0;
	size_t entered = 0;
	bool opened, said = false;
	enum err e;

	memset(&f, 0, sizeof(f));
	e = found == NULL ? ERR_MEMORY
			  : file_read(&bytes, &n, path, STFILE_MAX);
	if (e != ERR_OK) {
		free(found);
		return say_err(s->cli, e, path, NULL);
	}
	e = session_statement(&f, s, (struct span){bytes, n});
	opened = e == ERR_OK;
	if (opened) {
		e = writer_append_signed(s->w, &b, &f, NULL, found);
		session_say(s, found);
		said = found->n > 0;
		entered = f.n;
	}
	stfile_release(&f);
	file_free(bytes, n);
	free(found);
	if (e == ERR_OK) {
		(void)printf("%s: %zu dòng đã ghi\n", path, entered);
		return EXIT_DONE;
	}
	if (opened && said)
		return err_status(e);
	return opened ? say_err(s->cli, e, path, NULL)
		      : session_unopened(s, e, path);
}

int
cmd_append(struct cli *c, int argc, char **argv)
{
	struct session s;
	int status;

	if (argc != 2)
		return usage(c);
	status =
	    session_open(&s, c, SESSION_SIGN | SESSION_VAULT | SESSION_WRITE);
	if (status == EXIT_DONE)
		status = run(&s, argv[1]);
	return session_close(&s, status);
}
