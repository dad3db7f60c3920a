/*
 * minhbach withdraw QUARTER|INDEX REASON - take a publication (or a document)
 * off the public directory: an entry of two signatures, the seal, and a
 * tombstone where the text was.  The ledger stays provable without it.
 */
#include "sealout.h"

#include "ask.h"
#include "column.h"
#include "schema.h"
#include "state.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

/* The latest publication of the quarter that still stands; or the entry. */
static bool
find_target(struct writer_entry *e, uint64_t *index, struct session *s,
    const char *what)
{
	const struct state *st = writer_state(s->w);
	uint64_t i;

	if (decimal_decode(index, span_str(what)) == ERR_OK)
		return *index < st->n_entry &&
		    (st->entry[*index].kind == KIND_PUBLICATION ||
			st->entry[*index].kind == KIND_DOCUMENT) &&
		    writer_entry_load(s->w, e, *index) == ERR_OK;
	for (i = st->n_entry; i > 0; i--) {
		*index = i - 1;
		if (st->entry[*index].kind != KIND_PUBLICATION ||
		    writer_entry_load(s->w, e, *index) != ERR_OK)
			continue;
		if (strcmp(j_str(e->json, "period"), what) == 0)
			return true;
		writer_entry_release(e);
	}
	return false;
}

/* Is there a withdrawal of it already? */
static enum err
is_withdrawn(bool *yes, struct session *s, uint64_t target)
{
	const struct state *st = writer_state(s->w);
	struct writer_entry e;
	struct ref ref;
	uint64_t i;
	enum err err = ERR_OK;

	*yes = false;
	for (i = target; i < st->n_entry && err == ERR_OK; i++) {
		if (st->entry[i].kind != KIND_WITHDRAWAL)
			continue;
		err = writer_entry_load(s->w, &e, i);
		if (err != ERR_OK)
			break;
		err = j_ref(&ref, e.json, "target");
		*yes = *yes || (err == ERR_OK && ref.index == target);
		writer_entry_release(&e);
	}
	return err;
}

/* FORMAT 6.37: the range is the one that the publication opened. */
static json_t *
payload_of(const struct session *s, const json_t *old, uint64_t target,
    const char *reason)
{
	const struct ref ref = {writer_state(s->w)->entry[target].id, true,
	    target};
	const json_t *opening = json_object_get(old, "opening");
	json_t *range = json_is_object(opening)
	    ? json_pack("{s:I, s:I}", "from",
		  (json_int_t)j_int(opening, "from"), "to",
		  (json_int_t)j_int(opening, "to"))
	    : json_null();

	return json_pack("{s:s, s:o, s:s, s:o, s:i}", "date", s->today, "range",
	    range, "reason", reason, "target", ref_json(&ref), "v", 1);
}

static int
append(struct session *s, struct sealout *k, json_t *payload)
{
	struct draft d = {.kind = KIND_WITHDRAWAL,
	    .class = CLASS_CLEAR,
	    .payload = payload};
	struct words_entry w = {KIND_WITHDRAWAL, CLASS_CLEAR, payload,
	    writer_state(s->w), s->cli->lang};
	char line[WORDS_LINE_MAX], vi[WORDS_LINE_MAX + 64];
	char en[WORDS_LINE_MAX + 64];
	int status;

	words_line(line, sizeof(line), &w);
	(void)snprintf(vi, sizeof(vi), "Ghi: %s. Ký và ghi?", line);
	(void)snprintf(en, sizeof(en), "To enter: %s. Sign and enter?", line);
	if (ask_terminal() && !s->cli->yes && !ask_yes(s->cli, vi, en)) {
		say(s->cli, "đã thôi, chưa ghi gì",
		    "left; nothing was written");
		return EXIT_REFUSED;
	}
	status = sealout_start(s, k);
	return status == EXIT_DONE ? session_append(s, &d, 1, false, NULL)
				   : status;
}

static int
withdraw(struct session *s, struct sealout *k, const char *what,
    const char *reason)
{
	struct writer_entry e;
	uint64_t index = 0;
	json_t *payload;
	bool gone = false;
	int status;

	if (!find_target(&e, &index, s, what)) {
		say_at(s->cli, what, "không có bản công bố hay văn bản này",
		    "no such publication or document");
		return EXIT_TROUBLE;
	}
	if (is_withdrawn(&gone, s, index) == ERR_OK && gone) {
		writer_entry_release(&e);
		say_at(s->cli, what,
		    "đã gỡ rồi; publish --resume ghi lại thư mục công khai",
		    "withdrawn already; publish --resume writes the public "
		    "directory again");
		return EXIT_REFUSED;
	}
	payload = payload_of(s, e.json, index, reason);
	writer_entry_release(&e);
	if (payload == NULL)
		return say_err(s->cli, ERR_MEMORY, what, NULL);
	status = append(s, k, payload);
	json_decref(payload);
	return status;
}

int
cmd_withdraw(struct cli *c, int argc, char **argv)
{
	const struct field *f = column_field(KIND_WITHDRAWAL, "reason");
	struct sealout k = {.public = NULL};
	struct session s = {.cli = c};
	size_t i;
	int status;

	if (argc != 3)
		return usage(c);
	for (i = 0; f->words[i] != NULL; i++)
		if (strcmp(f->words[i], argv[2]) == 0)
			break;
	if (f->words[i] == NULL)
		return usage(c);
	status = sealout_read(&k, c);
	if (status == EXIT_DONE) {
		status = session_open(&s, c,
		    SESSION_SIGN | SESSION_VAULT | SESSION_WRITE);
		if (status == EXIT_DONE)
			status = withdraw(&s, &k, argv[1], argv[2]);
		if (status == EXIT_DONE)
			status = sealout_write(&s, &k);
		status = session_close(&s, status);
	}
	sealout_release(&k);
	return status;
}
