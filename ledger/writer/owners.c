/*
 * owners.c - whose key seals what: a child or a private person has its own,
 * what names one of them goes with it, and all else is the office's (4.5).
 */
#include <string.h>

#include "work.h"

/* A reference to one of these (FORMAT 6.1) leads to nobody's key. */
static bool
is_clear_only(enum kind k)
{
	return kind_has_class(k, CLASS_CLEAR) &&
	    !kind_has_class(k, CLASS_SEALED);
}

/*
 * The subject of a sealed entry.  Its item is opened, not only asked whose it
 * is: below a snapshot nobody has read it at open.
 */
static enum err
entry_owner(struct handle *h, struct writer *w, struct store_txn *t,
    uint64_t index)
{
	const struct subject_key *key;
	struct handle whose;
	struct span item;
	enum err e;

	e = store_item(t, &item, index);
	if (e == ERR_OK)
		e = sealed_handle(&whose, item);
	if (e == ERR_OK && w->vault != NULL)
		e = subjects_get(&key, w, &whose);
	if (e == ERR_OK && w->vault != NULL)
		e = sealed_open(w->plain, key, item, store_origin(w->store),
		    &w->view.state->entry[index].id);
	if (e == ERR_OK)
		*h = whose;
	return e;
}

/* The subject of the entry that a field names; clear ones have none. */
static enum err
ref_owner(struct handle *h, bool *found, struct writer *w, struct store_txn *t,
    const json_t *payload, const char *key)
{
	const json_t *v = json_object_get(payload, key);
	const struct state *s = w->view.state;
	const struct state_entry *entry;
	enum err e;

	if (v == NULL || json_is_null(v))
		return ERR_OK;
	entry = state_ref(s, payload, key);
	if (entry == NULL)
		return ERR_MISSING;
	if (is_clear_only(entry->kind))
		return ERR_OK;
	e = entry_owner(h, w, t, state_entry_index(s, entry));
	*found = e == ERR_OK;
	return e;
}

/* A private person has a key of its own; other sponsors are clear. */
static enum err
person_owner(struct handle *h, bool *found, struct writer *w,
    struct store_txn *t, const char *code)
{
	const struct state *s = w->view.state;
	size_t row = state_sponsor_find(s, code);
	enum err e;

	if (row == STATE_NONE || !s->sponsor[row].person)
		return ERR_OK;
	e = entry_owner(h, w, t, s->sponsor[row].index);
	*found = e == ERR_OK;
	return e;
}

static enum err
child_owner(struct handle *h, bool *found, struct writer *w,
    struct store_txn *t, const char *code)
{
	const struct state *s = w->view.state;
	size_t row = state_child_find(s, code);
	enum err e;

	if (row == STATE_NONE)
		return ERR_MISSING;
	e = entry_owner(h, w, t, s->child[row].index);
	*found = e == ERR_OK;
	return e;
}

static enum err
named_owner(struct handle *h, bool *found, struct writer *w,
    struct store_txn *t, const json_t *payload)
{
	static const char *const refs[] = {"assignment", "disbursement",
	    "target", "answers", "about", "of"};
	const char *code;
	enum err e = ERR_OK;
	size_t i;

	code = json_string_value(json_object_get(payload, "child"));
	if (code != NULL)
		return child_owner(h, found, w, t, code);
	for (i = 0; i < sizeof(refs) / sizeof(refs[0]); i++) {
		e = ref_owner(h, found, w, t, payload, refs[i]);
		if (e != ERR_OK || *found)
			return e;
	}
	code = json_string_value(json_object_get(payload, "sponsor"));
	return code == NULL ? ERR_OK : person_owner(h, found, w, t, code);
}

enum err
owners_find(struct handle *h, struct writer *w, struct store_txn *t,
    enum kind kind, const json_t *payload)
{
	bool found = false;
	enum err e = ERR_OK;

	memset(h, 0, sizeof(*h));
	if (kind == KIND_CHILD) {
		e = child_owner(h, &found, w, t, j_str(payload, "child"));
		return e == ERR_MISSING ? ERR_OK : e;
	}
	if (kind == KIND_SPONSOR)
		return person_owner(h, &found, w, t, j_str(payload, "code"));
	if (kind != KIND_ERASURE && kind != KIND_DISCLOSURE &&
	    kind != KIND_FILLER)
		e = named_owner(h, &found, w, t, payload);
	if (e == ERR_OK && !found)
		*h = w->keyring.office;
	return e;
}
