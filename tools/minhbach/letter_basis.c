/*
 * letter_basis.c - what a paper is founded on ("căn cứ"), lest anybody sign an
 * empty reference to a law, the plan or the decision; and whom to call.
 */
#include "letter.h"

#include "fileio.h"

#include <string.h>

enum {
	BASIS_PHONE,
	BASIS_AUTHORITY,
	BASIS_PLAN,
	BASIS_DECISION,
	BASIS_ERASURE /* put by letter_erased() */
};

static const struct basis {
	const char *place, *line; /* in the template; in the office's file */
	const char *type, *word;  /* of a document in the ledger, or NULL */
} bases[] = {
    [BASIS_PHONE] = {"dien_thoai", "phone", NULL, NULL},
    [BASIS_AUTHORITY] = {"can_cu_to_chuc", "basis_authority", NULL, NULL},
    [BASIS_PLAN] = {"can_cu_ke_hoach", "basis_plan", "ke-hoach", "Kế hoạch"},
    [BASIS_DECISION] = {"can_cu_quyet_dinh", "basis_decision", "quyet-dinh",
	"Quyết định"},
    [BASIS_ERASURE] = {"can_cu_xoa", "basis_erasure", NULL, NULL},
};

static enum err
is_of_type(bool *is, struct session *s, uint64_t index, const char *type)
{
	struct writer_entry x;
	enum err e = writer_entry_load(s->w, &x, index);

	if (e != ERR_OK)
		return e;
	*is = strcmp(j_str(x.json, "type"), type) == 0;
	writer_entry_release(&x);
	return ERR_OK;
}

/* The latest of that type in the ledger whose number and day are known. */
static enum err
from_ledger(char text[LETTER_TEXT_MAX], struct session *s,
    const struct basis *b)
{
	const struct state *st = writer_state(s->w);
	const struct state_document *d;
	char day[SAY_MAX];
	bool is = false;
	enum err e = ERR_OK;
	size_t i;

	*text = '\0';
	for (i = st->n_document; i > 0 && e == ERR_OK && !is; i--) {
		d = &st->document[i - 1];
		if (*d->number == '\0' || d->date == DATE_NEVER)
			continue;
		e = is_of_type(&is, s, d->index, b->type);
		if (e != ERR_OK || !is)
			continue;
		say_official_date(day, d->date);
		(void)snprintf(text, LETTER_TEXT_MAX, "%s số %s %s", b->word,
		    d->number, day);
	}
	return e;
}

/* Dots are what an empty form has: nobody has said it yet. */
static const char *
from_office(const struct letter *l, const char *line)
{
	const char *said = office_get(&l->office, line);

	return said == NULL || strstr(said, "..") != NULL ||
		strstr(said, "…") != NULL
	    ? NULL
	    : said;
}

/* A number that is dialled stays on one line. */
static void
keep_together(char text[LETTER_TEXT_MAX], const char *said)
{
	size_t n = 0;

	for (; *said != '\0' && n + 3 < LETTER_TEXT_MAX; said++)
		if (*said == ' ') {
			text[n++] = '\xc2';
			text[n++] = '\xa0';
		} else {
			text[n++] = *said;
		}
	text[n] = '\0';
}

enum err
letter_basis(struct letter *l)
{
	char text[LETTER_TEXT_MAX];
	const char *said;
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; i < sizeof(bases) / sizeof(bases[0]) && e == ERR_OK; i++) {
		if (i == BASIS_ERASURE)
			continue;
		said = from_office(l, bases[i].line);
		*text = '\0';
		if (said == NULL && bases[i].type != NULL)
			e = from_ledger(text, l->s, &bases[i]);
		else if (said != NULL && i == BASIS_PHONE)
			keep_together(text, said);
		else if (said != NULL)
			(void)snprintf(text, sizeof(text), "%s", said);
		letter_put(l, bases[i].place, *text == '\0' ? NULL : text);
	}
	return e;
}

void
letter_advise(const struct letter *l, const char *fault)
{
	char place[ODT_NAME_MAX + 5], path[FILE_PATH_MAX], vi[400], en[400];
	const struct basis *b = NULL;
	size_t i;

	for (i = 0; i < sizeof(bases) / sizeof(bases[0]) && b == NULL; i++) {
		(void)snprintf(place, sizeof(place), "{{%s}}", bases[i].place);
		if (strstr(fault, place) != NULL)
			b = &bases[i];
	}
	if (b == NULL)
		return;
	session_path(path, l->s->cli, "office");
	(void)snprintf(vi, sizeof(vi),
	    "thêm vào tệp này một dòng %s=... như văn thư vẫn dẫn%s%s%s",
	    b->line, b->type == NULL ? "" : ", hoặc ghi văn bản loại ",
	    b->type == NULL ? "" : b->type,
	    b->type == NULL ? "" : " có số và ngày (minhbach document)");
	(void)snprintf(en, sizeof(en),
	    "add a line %s=... to this file, as the clerk's office cites "
	    "it%s%s%s",
	    b->line, b->type == NULL ? "" : ", or enter the document of type ",
	    b->type == NULL ? "" : b->type,
	    b->type == NULL ? "" : " with number and day (minhbach document)");
	say_at(l->s->cli, path, vi, en);
}
