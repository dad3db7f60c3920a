/*
 * book.c - keeps for the inspector what the plan's state leaves out.
 */
#include "book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BOOK_FIRST 64 /* room at the first growth */

enum err
book_init(struct book *b)
{
	memset(b, 0, sizeof(*b));
	return state_new(&b->state);
}

void
book_release(struct book *b)
{
	size_t i;

	for (i = 0; i < b->n_entry; i++) {
		free(b->entry[i].evidence);
		free(b->entry[i].basis);
	}
	free(b->entry);
	free(b->publication);
	free(b->key);
	free(b->signer);
	state_free(b->state);
}

static bool
grow(void **p, size_t *cap, size_t n, size_t size)
{
	const size_t want = *cap == 0 ? BOOK_FIRST : *cap * 2;
	void *q;

	if (n < *cap)
		return true;
	q = want > SIZE_MAX / size ? NULL : realloc(*p, want * size);
	if (q == NULL)
		return false;
	*p = q;
	*cap = want;
	return true;
}

/* *out stays NULL if the field is null or empty. */
static enum err
keep(char **out, const json_t *payload, const char *field)
{
	const char *s = j_str(payload, field);
	const size_t n = strlen(s) + 1;

	if (n == 1)
		return ERR_OK;
	*out = malloc(n);
	if (*out == NULL)
		return ERR_MEMORY;
	memcpy(*out, s, n);
	return ERR_OK;
}

static enum err
add_texts(struct book *b, const struct record *r)
{
	struct book_entry *n;
	void *p = b->entry;
	enum err e = ERR_OK;

	if (!grow(&p, &b->entry_cap, b->n_entry, sizeof(*n)))
		return ERR_MEMORY;
	b->entry = p;
	n = &b->entry[b->n_entry++];
	*n = (struct book_entry){.evidence = NULL};
	if (r->payload == NULL)
		return ERR_OK;
	if (r->st->kind == KIND_DISBURSEMENT ||
	    r->st->kind == KIND_CONFIRMATION)
		e = keep(&n->evidence, r->payload, "evidence");
	if (e == ERR_OK &&
	    (r->st->kind == KIND_DISBURSEMENT ||
		r->st->kind == KIND_ASSIGNMENT))
		e = keep(&n->basis, r->payload, "basis");
	return e;
}

static enum err
add_publication(struct book *b, const struct record *r)
{
	struct book_publication *n;
	uint32_t period;
	void *p = b->publication;

	if (quarter_decode(&period, j_span(r->payload, "period")) != ERR_OK)
		return ERR_OK;
	if (!grow(&p, &b->publication_cap, b->n_publication, sizeof(*n)))
		return ERR_MEMORY;
	b->publication = p;
	b->publication[b->n_publication++] =
	    (struct book_publication){r->index, period};
	return ERR_OK;
}

static enum err
add_key(struct book *b, const struct record *r)
{
	struct book_key *n;
	void *p = b->key;

	if (!grow(&p, &b->key_cap, b->n_key, sizeof(*n)))
		return ERR_MEMORY;
	b->key = p;
	n = &b->key[b->n_key++];
	*n = (struct book_key){.from = r->index, .until = UINT64_MAX};
	(void)snprintf(n->name, sizeof(n->name), "%s",
	    j_str(r->payload, "name"));
	(void)snprintf(n->unit, sizeof(n->unit), "%s",
	    j_str(r->payload, "unit"));
	return ERR_OK;
}

static void
end_key(struct book *b, const struct record *r)
{
	const char *name = j_str(r->payload, "name");
	size_t i;

	for (i = 0; i < b->n_key; i++)
		if (b->key[i].until == UINT64_MAX &&
		    strcmp(b->key[i].name, name) == 0)
			b->key[i].until = r->index;
}

static struct book_signer *
signer_of(struct book *b, struct span unit)
{
	void *p = b->signer;
	size_t i;

	for (i = 0; i < b->n_signer; i++)
		if (strlen(b->signer[i].unit) == unit.n &&
		    memcmp(b->signer[i].unit, unit.p, unit.n) == 0)
			return &b->signer[i];
	if (!grow(&p, &b->signer_cap, b->n_signer, sizeof(*b->signer)))
		return NULL;
	b->signer = p;
	b->signer[b->n_signer] = (struct book_signer){.author = 0};
	memcpy(b->signer[b->n_signer].unit, unit.p, unit.n);
	return &b->signer[b->n_signer++];
}

static enum err
count_signers(struct book *b, const struct statement *st)
{
	struct book_signer *n;
	struct span unit;
	size_t i;

	if (st->kind == KIND_FILLER) {
		b->fillers++;
		return ERR_OK;
	}
	for (i = 0; i < st->n_by; i++) {
		if (!key_name_unit(&unit, st->by[i], st->origin) ||
		    unit.n >= STATE_WORD)
			continue;
		n = signer_of(b, unit);
		if (n == NULL)
			return ERR_MEMORY;
		if (i == 0)
			n->author++;
		else
			n->cosigner++;
	}
	return ERR_OK;
}

enum err
book_take(struct book *b, const struct record *r)
{
	enum err e;

	if (b->broken)
		return ERR_OK;
	e = state_apply(b->state, r);
	if (e == ERR_MEMORY)
		return e;
	if (e != ERR_OK) {
		b->broken = true;
		return ERR_OK;
	}
	e = add_texts(b, r);
	if (e == ERR_OK)
		e = count_signers(b, r->st);
	if (e != ERR_OK || r->payload == NULL)
		return e;
	if (r->st->kind == KIND_PUBLICATION)
		return add_publication(b, r);
	if (r->st->kind == KIND_KEY_GRANT)
		return add_key(b, r);
	if (r->st->kind == KIND_KEY_REVOKE)
		end_key(b, r);
	return ERR_OK;
}

static const char *
text_or_none(const char *s)
{
	return s == NULL ? "" : s;
}

const char *
book_evidence(const struct book *b, uint64_t index)
{
	return index < b->n_entry ? text_or_none(b->entry[index].evidence) : "";
}

const char *
book_basis(const struct book *b, uint64_t index)
{
	return index < b->n_entry ? text_or_none(b->entry[index].basis) : "";
}

bool
book_is_keyed(const struct book *b, const char *unit, uint64_t index)
{
	size_t i;

	for (i = 0; i < b->n_key; i++)
		if (b->key[i].from < index && index <= b->key[i].until &&
		    strcmp(b->key[i].unit, unit) == 0)
			return true;
	return false;
}

bool
book_is_published(const struct book *b, uint32_t quarter, uint64_t index)
{
	size_t i;

	for (i = 0; i < b->n_publication; i++)
		if (b->publication[i].index < index &&
		    b->publication[i].period >= quarter)
			return true;
	return false;
}
