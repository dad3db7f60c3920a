/*
 * minhbach show INDEX - one entry as it stands: leaf, signers, and the payload
 * if the reader's key opens it.
 */
#include "session.h"

#include "entry.h"
#include "text.h"

#include <stdlib.h>

static void
part(const char *title, struct span s)
{
	(void)printf("-- %s\n%.*s%s", title, (int)s.n, (const char *)s.p,
	    s.n > 0 && s.p[s.n - 1] == '\n' ? "" : "\n");
}

static int
show(struct session *s, uint64_t index)
{
	struct writer_entry e;
	enum err err = writer_entry_load(s->w, &e, index);
	char place[64];

	(void)snprintf(place, sizeof(place), "dòng sổ / entry %llu",
	    (unsigned long long)index);
	if (err != ERR_OK)
		return say_err(s->cli, err, place, NULL);
	part("leaf", e.leaf);
	part("head", e.head);
	part("note", e.note);
	if (e.opened)
		part("payload", e.payload);
	else
		say(s->cli, "nội dung: đã xóa, hoặc khóa này không được xem",
		    "payload: erased, or withheld from this key");
	writer_entry_release(&e);
	return EXIT_DONE;
}

int
cmd_show(struct cli *c, int argc, char **argv)
{
	static const struct command me = {"show", "show INDEX", "", cmd_show};
	struct session s;
	uint64_t index;
	int status;

	if (argc != 2 || decimal_decode(&index, span_str(argv[1])) != ERR_OK)
		return usage(c, &me);
	status = session_open(&s, c,
	    c->reader != NULL || c->n_key > 0 ? SESSION_VAULT : 0);
	if (status == EXIT_DONE)
		status = show(&s, index);
	return session_close(&s, status);
}
