/*
 * minhbach show INDEX - one entry: what it says in the words of people, what
 * became of it, and then its bytes; the payload if the reader's key opens it.
 */
#include "session.h"

#include "entry.h"
#include "queries.h"
#include "state.h"
#include "text.h"
#include "words.h"

#include <stdlib.h>

static void
part(const char *title, struct span s)
{
	(void)printf("-- %s\n%.*s%s", title, (int)s.n, (const char *)s.p,
	    s.n > 0 && s.p[s.n - 1] == '\n' ? "" : "\n");
}

static void
tell_index(const struct cli *c, const char *vi, const char *en, uint64_t index)
{
	char a[160], b[160];

	(void)snprintf(a, sizeof(a), "%s %llu", vi, (unsigned long long)index);
	(void)snprintf(b, sizeof(b), "%s %llu", en, (unsigned long long)index);
	tell(c, a, b);
}

static void
sentence(struct session *s, const struct writer_entry *e,
    const struct statement *st, enum lang lang)
{
	struct words_entry w = {st->kind, st->class, e->json,
	    writer_state(s->w), lang};
	char line[WORDS_LINE_MAX];

	words_line(line, sizeof(line), &w);
	(void)puts(line);
}

static void
signers(const struct cli *c, const struct statement *st)
{
	size_t i;

	(void)fputs(c->lang == LANG_EN ? "signed by" : "ký bởi", stdout);
	for (i = 0; i < st->n_by; i++)
		(void)printf("%s %.*s", i == 0 ? "" : ",", (int)st->by[i].n,
		    (const char *)st->by[i].p);
	(void)putchar('\n');
}

static void
answered(const struct cli *c, uint64_t by)
{
	if (by != UINT64_MAX)
		tell_index(c, "đã được trả lời ở dòng", "answered by entry",
		    by);
	else
		tell(c, "chưa được trả lời", "not answered yet");
}

/* What later entries say of this one. */
static void
fate(struct session *s, uint64_t index)
{
	const struct state *st = writer_state(s->w);
	const struct state_entry *e = &st->entry[index];
	const struct state_confirmation *k;
	size_t i;

	if (e->reversed_by != UINT64_MAX)
		tell_index(s->cli, "đã được đính chính ở dòng",
		    "reversed by entry", e->reversed_by);
	if (state_is_disputed(st, index))
		tell(s->cli,
		    "bị ngờ: khóa đã ký bị lộ; giữ nguyên (affirm) hoặc đính "
		    "chính (reverse)",
		    "in doubt: a key that signed it was compromised; affirm "
		    "or reverse it");
	else if (e->settled_by != UINT64_MAX)
		tell_index(s->cli, "từng bị ngờ, đã xử lý ở dòng",
		    "was in doubt, settled by entry", e->settled_by);
	for (i = 0; i < st->n_reversal; i++)
		if (st->reversal[i].index == index)
			tell_index(s->cli, "đính chính cho dòng",
			    "reverses entry", st->reversal[i].target);
	if (e->kind == KIND_OBJECTION && e->at != STATE_NONE)
		answered(s->cli, st->objection[e->at].answered_by);
	if (e->kind == KIND_REQUEST && e->at != STATE_NONE)
		answered(s->cli, st->request[e->at].answered_by);
	if (e->kind != KIND_DISBURSEMENT || e->at == STATE_NONE)
		return;
	k = query_confirmation(st, e->at, UINT32_MAX);
	if (k != NULL)
		tell_index(s->cli, "đã được xác nhận ở dòng",
		    "confirmed by entry", k->index);
	else
		tell(s->cli, "chưa ai xác nhận đã nhận",
		    "nobody has confirmed it yet");
}

static void
in_words(struct session *s, const struct writer_entry *e, uint64_t index)
{
	const struct state_entry *x = &writer_state(s->w)->entry[index];
	char date[DATE_LEN], title[96];
	struct statement st;
	struct note note;

	if (statement_note_decode(&st, &note, e->note, NULL) != ERR_OK)
		return;
	date_encode(date, x->date);
	(void)snprintf(title, sizeof(title), "dòng sổ / entry %llu, %s, %s",
	    (unsigned long long)index, date, kind_word(st.kind));
	(void)puts(title);
	if (e->opened && s->cli->lang != LANG_EN)
		sentence(s, e, &st, LANG_VI);
	if (e->opened && s->cli->lang != LANG_VI)
		sentence(s, e, &st, LANG_EN);
	signers(s->cli, &st);
	fate(s, index);
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
	in_words(s, &e, index);
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
	struct session s;
	uint64_t index;
	int status;

	if (argc != 2 || decimal_decode(&index, span_str(argv[1])) != ERR_OK)
		return usage(c);
	status = session_open(&s, c,
	    c->reader != NULL || c->n_key > 0 ? SESSION_VAULT | SESSION_PART
					      : 0);
	if (status == EXIT_DONE)
		status = show(&s, index);
	return session_close(&s, status);
}
