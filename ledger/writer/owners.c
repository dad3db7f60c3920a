/*
 * owners.c - from what a payload names to the subject that it is sealed under.
 */
#include "owners.h"

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
	if (e == ERR_OK)
		e = subjects_get(&key, w, &whose);
	if (e == ERR_OK)
		e = sealed_open(w->plain, key, item, store_origin(w->store),
		    &w->view.state->entry[index].id);
	if (e == ERR_OK)
		*h = whose;
	return e;
}

/* Clear entries have items too: what is sealed begins with a handle, but so
 * may an okey; the kind decides. */
enum err
subject_of(struct handle *h, const struct writer *w, struct store_txn *t,
    uint64_t index)
{
	const struct state_entry *e = &w->view.state->entry[index];
	struct span item;
	enum err err;

	if (!kind_has_class(e->kind, CLASS_SEALED))
		return ERR_MISSING;
	if (kind_has_class(e->kind, CLASS_CLEAR)) { /* a sponsor is either */
		struct span entry, head, note;
		struct statement s;
		struct note n;

		err = store_entry(t, &entry, index);
		if (err == ERR_OK)
			err = entry_split(&head, &note, entry);
		if (err == ERR_OK)
			err = statement_note_decode_fast(&s, &n, note, NULL);
		if (err != ERR_OK)
			return err;
		if (s.class == CLASS_CLEAR)
			return ERR_MISSING;
	}
	err = store_item(t, &item, index);
	return err == ERR_OK ? sealed_handle(h, item) : err;
}

/* Fields that name an entry, which is then about the same. */
static const char *const refs[] = {"assignment", "disbursement", "target",
    "answers", "about", "of"};
#define REFS (sizeof(refs) / sizeof(refs[0]))

/* The sealed entry that a field names, or NULL: there is none, or it is clear. */
static enum err
ref_entry(const struct state_entry **entry, const struct state *s,
    const json_t *payload, const char *key)
{
	const json_t *v = json_object_get(payload, key);

	*entry = NULL;
	if (v == NULL || json_is_null(v))
		return ERR_OK;
	*entry = state_ref(s, payload, key);
	if (*entry == NULL)
		return ERR_MISSING;
	if (is_clear_only((*entry)->kind))
		*entry = NULL;
	return ERR_OK;
}

/* By the handle alone: an erased entry is about nobody. */
static enum err
ref_child(size_t *child, struct writer *w, struct store_txn *t,
    const json_t *payload, const char *key)
{
	const struct state *s = w->view.state;
	const struct whose_subject *whose;
	const struct state_entry *entry;
	struct handle h;
	enum err e;

	e = ref_entry(&entry, s, payload, key);
	if (e == ERR_OK && entry != NULL)
		e = subject_of(&h, w, t, state_entry_index(s, entry));
	if (e == ERR_MISSING)
		return ERR_OK;
	if (e != ERR_OK || entry == NULL)
		return e;
	whose = whose_find(&w->view.whose, &h);
	if (whose != NULL)
		*child = whose->child;
	return ERR_OK;
}

enum err
owners_child(size_t *child, struct writer *w, struct store_txn *t,
    enum kind kind, const json_t *payload)
{
	const char *code = NULL;
	enum err e = ERR_OK;
	size_t i;

	*child = STATE_NONE;
	if (kind == KIND_ERASURE || kind == KIND_DISCLOSURE ||
	    kind == KIND_FILLER || kind == KIND_SPONSOR)
		return ERR_OK;
	code = json_string_value(json_object_get(payload, "child"));
	if (code != NULL) {
		*child = state_child_find(w->view.state, code);
		return ERR_OK;
	}
	for (i = 0; i < REFS && e == ERR_OK && *child == STATE_NONE; i++)
		e = ref_child(child, w, t, payload, refs[i]);
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

/*
 * The child's subject in use.  The entry that began it is opened, or the
 * child's own if the next begins with what comes now.
 */
static enum err
child_owner(struct owner *o, struct writer *w, struct store_txn *t,
    enum kind kind, const json_t *payload)
{
	const struct state *s = w->view.state;
	const struct whose_subject *latest;
	enum turn turn = whose_turn(s, kind, payload);
	enum err e;

	latest = whose_latest(&w->view.whose, o->child);
	if (latest == NULL)
		return ERR_MISSING;
	if (!latest->closed && turn != TURN_NEW && turn != TURN_OWN)
		return entry_owner(&o->handle, w, t, latest->index);
	e = entry_owner(&o->handle, w, t, s->child[o->child].index);
	memset(&o->handle, 0, sizeof(o->handle));
	return e;
}

/* Not about a child: a person's, or the office's as it is now. */
static enum err
other_owner(struct handle *h, bool *found, struct writer *w,
    struct store_txn *t, const json_t *payload)
{
	const struct state *s = w->view.state;
	const struct whose_subject *whose;
	const struct state_entry *entry;
	const char *code;
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; i < REFS; i++) {
		e = ref_entry(&entry, s, payload, refs[i]);
		if (e == ERR_OK && entry != NULL)
			e = entry_owner(h, w, t, state_entry_index(s, entry));
		if (e != ERR_OK)
			return e;
		if (entry == NULL)
			continue;
		whose = whose_find(&w->view.whose, h);
		*found = whose != NULL && whose->person;
		return ERR_OK;
	}
	code = json_string_value(json_object_get(payload, "sponsor"));
	return code == NULL ? ERR_OK : person_owner(h, found, w, t, code);
}

enum err
owners_find(struct owner *o, struct writer *w, struct store_txn *t,
    enum kind kind, const json_t *payload)
{
	bool found = false;
	enum err e;

	memset(o, 0, sizeof(*o));
	e = owners_child(&o->child, w, t, kind, payload);
	if (e == ERR_OK && o->child != STATE_NONE)
		return child_owner(o, w, t, kind, payload);
	if (e != ERR_OK || kind == KIND_CHILD)
		return e;
	if (json_is_string(json_object_get(payload, "child")))
		return ERR_MISSING;
	if (kind == KIND_SPONSOR)
		return person_owner(&o->handle, &found, w, t,
		    j_str(payload, "code"));
	if (kind != KIND_ERASURE && kind != KIND_DISCLOSURE &&
	    kind != KIND_FILLER)
		e = other_owner(&o->handle, &found, w, t, payload);
	if (e == ERR_OK && !found)
		o->handle = w->keyring.office;
	return e;
}
