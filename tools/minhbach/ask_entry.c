/*
 * ask_entry.c - ask, show, sign, write; and again if it was refused.
 */
#include "ask_entry.h"

#include "build.h"
#include "cmd_record.h"
#include "misfits.h"
#include "rows.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
ask_left(const struct cli *c)
{
	say(c, "đã thôi, chưa ghi gì", "left; nothing was written");
	return EXIT_REFUSED;
}

int
ask_reopen(struct session *s, bool write)
{
	struct fault f = {ERR_OK, FAULT_NO_INDEX, ""};
	enum err e;

	writer_close(s->w);
	s->w = NULL;
	e = write ? writer_open(&s->w, s->cli->ledger, s->reading, &f)
		  : writer_open_read(&s->w, s->cli->ledger, s->reading, &f);
	if (e == ERR_EXISTS) {
		say_at(s->cli, s->cli->ledger,
		    "người khác đang ghi sổ này; hãy đợi rồi làm lại",
		    "somebody else is writing; wait and try again");
		return EXIT_TROUBLE;
	}
	if (e != ERR_OK)
		return say_err(s->cli, e, s->cli->ledger, f.clause);
	return cli_time(s->cli, authority_is_trial(writer_authority(s->w)),
		   &s->now)
	    ? EXIT_DONE
	    : EXIT_TROUBLE;
}

void
ask_start(struct ask *a, struct session *s)
{
	a->cli = s->cli;
	a->w = s->w;
	a->today = s->today;
	a->mine = authority_find(writer_authority(s->w),
	    span_str(signer_vkey(s->signer[0])->name), writer_size(s->w));
}

int
ask_table(struct sheet *t, const struct ask *a)
{
	char *text = NULL;
	enum err e = ask_lines(&text, a);

	memset(t, 0, sizeof(*t));
	if (e == ERR_OK)
		e = sheet_read_pairs(t, span_str(text));
	free(text);
	return e == ERR_OK ? EXIT_DONE : say_err(a->cli, e, "", t->fault);
}

/* The sentence of what would be entered. */
static int
preview(char *line, size_t cap, struct session *s, enum kind kind,
    const struct sheet *t)
{
	struct build b = {.kind = kind,
	    .table = t,
	    .state = writer_state(s->w),
	    .evidence = &t->digest,
	    .today = s->today};
	struct misfits said = {s->cli, "", kind};
	const struct build_told to = {misfits_say, &said};
	json_t *o = NULL;
	struct words_entry e = {.kind = kind,
	    .class = build_class(&b),
	    .state = b.state,
	    .lang = s->cli->lang};
	enum err err = build_payload(&o, &b, &to);

	e.payload = o;
	if (err == ERR_OK)
		words_line(line, cap, &e);
	json_decref(o);
	if (err != ERR_OK && err != ERR_FORMAT)
		return say_err(s->cli, err, "", NULL);
	return err == ERR_OK ? EXIT_DONE : EXIT_TROUBLE;
}

static bool
agreed(const struct session *s, const char *line)
{
	char vi[WORDS_LINE_MAX + 64], en[WORDS_LINE_MAX + 64];

	if (s->cli->yes)
		return true;
	(void)snprintf(vi, sizeof(vi), "Ghi: %s. Ký và ghi?", line);
	(void)snprintf(en, sizeof(en), "To enter: %s. Sign and enter?", line);
	return ask_yes(s->cli, vi, en);
}

/* One round; *again if it was refused and the person wants to mend it. */
static int
round_of(struct session *s, struct ask *a, bool *again)
{
	char line[WORDS_LINE_MAX];
	struct sheet t;
	int status;

	*again = false;
	ask_start(a, s);
	if (ask_fields(a) != ERR_OK)
		return ask_left(s->cli);
	status = ask_table(&t, a);
	if (status == EXIT_DONE)
		status = record_clock(&t, a->kind, s->cli);
	if (status == EXIT_DONE)
		status = preview(line, sizeof(line), s, a->kind, &t);
	if (status == EXIT_DONE && !agreed(s, line)) {
		sheet_release(&t);
		return ask_left(s->cli);
	}
	if (status == EXIT_DONE)
		status = ask_reopen(s, true);
	if (status == EXIT_DONE)
		status = rows_append(s, a->kind, &t, "(bàn phím)", false);
	sheet_release(&t);
	if (status == EXIT_DONE)
		return status;
	*again = ask_yes(s->cli, "Chưa ghi được. Sửa lại?",
	    "It was not entered. Mend it?");
	if (!*again)
		return status;
	return ask_reopen(s, false);
}

int
ask_entry(struct cli *c, enum kind kind)
{
	struct ask *a = calloc(1, sizeof(*a));
	struct session s;
	bool again = true;
	int status;

	if (a == NULL)
		return say_err(c, ERR_MEMORY, NULL, NULL);
	a->kind = kind;
	ask_init(a);
	status = session_open(&s, c, session_entry(c, kind));
	again = status == EXIT_DONE;
	while (again && s.w != NULL)
		status = round_of(&s, a, &again);
	free(a);
	return session_close(&s, status);
}
