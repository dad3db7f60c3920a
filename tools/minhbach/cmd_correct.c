/*
 * minhbach correct INDEX [FILE|-] - the reversal of an entry and the entry as
 * it should have been, in one batch: both or none.  Only what changes is
 * given; all else is as it was.
 */
#include "ask_entry.h"
#include "column.h"
#include "correct.h"
#include "misfits.h"
#include "names.h"
#include "sheetfile.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mending {
	struct correction k;
	const char *from; /* the file, or the keyboard */
};

static enum lang
one(const struct cli *c)
{
	return c->lang == LANG_EN ? LANG_EN : LANG_VI;
}

/* Before and after, as people say it. */
static void
show_both(struct session *s, const struct correction *k, FILE *to)
{
	char line[WORDS_LINE_MAX];
	struct words_entry e = {k->kind, CLASS_SEALED, k->old,
	    writer_state(s->w), one(s->cli)};

	words_line(line, sizeof(line), &e);
	(void)fprintf(to, "%s %s\n",
	    e.lang == LANG_EN ? "before:" : "trước:", line);
	e.payload = k->draft[1].payload;
	words_line(line, sizeof(line), &e);
	(void)fprintf(to, "%s %s\n",
	    e.lang == LANG_EN ? "after: " : "sau:  ", line);
}

/* The reversal is item 0, the new entry item 1. */
static void
place_of(void *arg, char *buf, size_t cap, size_t draft, const char *field)
{
	const struct mending *g = arg;

	if (draft == 0)
		(void)snprintf(buf, cap, "đính chính dòng / reversal of %llu",
		    (unsigned long long)g->k.index);
	else
		(void)snprintf(buf, cap, "%s%s%s", g->from,
		    *field == '\0' ? "" : ", ", field);
}

static int
load(struct session *s, struct correction *k)
{
	enum err e = correction_load(k, s->w);
	char place[64];

	(void)snprintf(place, sizeof(place), "dòng sổ / entry %llu",
	    (unsigned long long)k->index);
	if (e == ERR_RULE) {
		say_at(s->cli, place, "loại dòng này không đính chính được",
		    "an entry of this kind is not corrected");
		return EXIT_REFUSED;
	}
	return e == ERR_OK ? EXIT_DONE : say_err(s->cli, e, place, NULL);
}

static int
make(struct session *s, struct mending *g, const struct sheet *t)
{
	struct misfits said = {s->cli, g->from, g->k.kind};
	struct misfit m;
	enum err e = correction_make(&g->k, s->w, s->today, t, &m);

	if (e == ERR_OK)
		return EXIT_DONE;
	if (e != ERR_FORMAT && e != ERR_MISSING)
		return say_err(s->cli, e, g->from, NULL);
	misfits_say(&said, &m, e);
	return EXIT_TROUBLE;
}

static int
append(struct session *s, struct mending *g)
{
	const struct origin from = {place_of, NULL, g};
	struct correction *k = &g->k;
	int status = session_append(s, k->draft, 2, false, &from);

	if (status != EXIT_DONE || s->cli->draft != NULL)
		return status;
	show_both(s, k, stdout);
	if (k->kind == KIND_DISBURSEMENT)
		say(s->cli, "khoản mới cần được xác nhận lại",
		    "the new entry is to be confirmed again");
	return status;
}

static int
from_file(struct cli *c, struct mending *g, const char *path)
{
	struct session s = {.cli = c};
	struct sheet t;
	enum err e = sheetfile_pairs(&t, path);
	int status;

	g->from = path;
	if (e != ERR_OK) {
		status = say_err(c, e, path, t.fault);
	} else {
		status = session_open(&s, c,
		    SESSION_SIGN | SESSION_VAULT | SESSION_WRITE);
		if (status == EXIT_DONE)
			status = load(&s, &g->k);
		if (status == EXIT_DONE)
			status = make(&s, g, &t);
		if (status == EXIT_DONE)
			status = append(&s, g);
		status = session_close(&s, status);
	}
	sheet_release(&t);
	return status;
}

/* Why the old entry was wrong. */
static bool
ask_reason(char *reason, size_t cap, struct ask *a)
{
	const struct field *f = column_field(KIND_REVERSAL, "reason");
	size_t i;

	for (i = 0; f->words[i] != NULL; i++)
		(void)fprintf(stderr, "    %zu) %s (%s)\n", i + 1,
		    words_value("reason", f->words[i], one(a->cli)),
		    f->words[i]);
	for (;;) {
		ask_say(a->cli, "vì sao phải đính chính ('q' thôi): ",
		    "why is it to be corrected ('q' leaves): ");
		if (!ask_line(reason, cap) || strcmp(reason, "q") == 0)
			return false;
		if (*reason == '\0')
			ask_say(a->cli, "    gõ số của một lý do ở trên\n",
			    "    type the number of a reason above\n");
		else if (ask_take(a, f, reason, cap))
			return true;
	}
}

static int
round_of(struct session *s, struct ask *a, struct mending *g, bool *again)
{
	struct sheet t;
	int status;

	*again = false;
	ask_start(a, s);
	if (ask_fields(a) != ERR_OK)
		return ask_left(s->cli);
	status = ask_table(&t, a);
	if (status == EXIT_DONE)
		status = make(s, g, &t);
	sheet_release(&t);
	if (status == EXIT_DONE) {
		show_both(s, &g->k, stderr);
		if (!ask_yes(s->cli, "Đính chính và ghi lại như trên. Ký?",
			"Reverse it and enter it so. Sign?"))
			return ask_left(s->cli);
		status = ask_reopen(s, true);
		if (status == EXIT_DONE)
			status = append(s, g);
		if (status == EXIT_DONE)
			return status;
	}
	*again = ask_yes(s->cli, "Chưa ghi được. Sửa lại?",
	    "It was not entered. Mend it?");
	return *again ? ask_reopen(s, false) : status;
}

static int
from_person(struct cli *c, struct mending *g)
{
	struct correction *k = &g->k;
	struct ask *a = calloc(1, sizeof(*a));
	struct session s;
	bool again = true;
	int status;

	if (a == NULL)
		return say_err(c, ERR_MEMORY, NULL, NULL);
	g->from = "(bàn phím)";
	status = session_open(&s, c, SESSION_SIGN | SESSION_VAULT);
	if (status == EXIT_DONE)
		status = load(&s, k);
	if (status == EXIT_DONE) {
		a->kind = k->kind;
		a->old = k->old;
		ask_init(a);
		ask_start(a, &s);
		if (!ask_reason(k->reason, sizeof(k->reason), a))
			status = ask_left(c);
		while (status == EXIT_DONE && again && s.w != NULL)
			status = round_of(&s, a, g, &again);
	}
	free(a);
	return session_close(&s, status);
}

int
cmd_correct(struct cli *c, int argc, char **argv)
{
	struct mending g = {.from = ""};
	int status;

	if (argc < 2 || argc > 3 ||
	    decimal_decode(&g.k.index, span_str(argv[1])) != ERR_OK ||
	    (argc == 2 && !ask_terminal()))
		return usage(c);
	status = argc == 3 ? from_file(c, &g, argv[2]) : from_person(c, &g);
	correction_release(&g.k);
	return status;
}
