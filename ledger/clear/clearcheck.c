/*
 * clearcheck.c - checks of one clear entry that need its payload.
 */
#include "clearcheck.h"

#include "canonical.h"
#include "schema.h"
#include "value.h"

enum err
clear_open(const struct statement *s, const struct okey *k, struct span payload,
    uint64_t index, struct fault *f)
{
	struct scalar blind;
	struct digest d;

	d = payload_commit(k, payload);
	if (!digest_eq(&d, &s->payload))
		return fault_set(f, ERR_HASH, index,
		    "FORMAT 4.3: the payload is not the one committed to");
	blind = okey_blind(k);
	if (value_check(&s->value, &blind, 0) != ERR_OK)
		return fault_set(f, ERR_VALUE, index,
		    "FORMAT 5.2: the value of a clear entry is not 0");
	return ERR_OK;
}

enum err
clear_payload(json_t **json, enum kind kind, struct span payload, bool without,
    uint64_t index, struct fault *f)
{
	const size_t max =
	    kind == KIND_PUBLICATION ? PUBLICATION_MAX : PAYLOAD_MAX;
	const struct schema *s;
	const char *key = NULL;
	json_t *j = NULL;
	enum err e;

	e = canonical_decode(&j, payload, max, f);
	if (e == ERR_OK && !without) {
		s = clear_schema(kind);
		if (s == NULL)
			e = fault_set(f, ERR_FORMAT, index,
			    "FORMAT 6.7: no clear kind");
		else
			e = schema_check(j, s, f, &key);
	}
	if (e != ERR_OK) {
		json_decref(j);
		if (f != NULL)
			f->index = index;
		return e;
	}
	*json = j;
	return ERR_OK;
}

/* What a reference of a clear kind may name. */
static const struct {
	enum kind kind;
	const char *key;
	enum kind to[2];
} fields[] = {
    {KIND_POLICY, "basis", {KIND_DOCUMENT, KIND_DOCUMENT}},
    {KIND_DOCUMENT, "of", {KIND_DOCUMENT, KIND_DOCUMENT}},
    {KIND_PUBLICATION, "previous", {KIND_PUBLICATION, KIND_PUBLICATION}},
    {KIND_WITHDRAWAL, "target", {KIND_PUBLICATION, KIND_DOCUMENT}},
};

static enum err
check_ref(const struct ref *r, const enum kind to[2], uint64_t index,
    const struct clear_lookup *l, struct fault *f)
{
	enum kind kind;
	struct id id;

	/* A reference by id alone is for statements of one file: whoever
	 * reads entries cannot follow it without all ids. */
	if (!r->has_index)
		return ERR_OK;
	if (r->index >= index)
		return fault_set(f, ERR_RANGE, index,
		    "FORMAT 3.4: a reference to no earlier entry");
	if (!l->get(l->arg, &kind, &id, r->index) ||
	    (kind != to[0] && kind != to[1]))
		return fault_set(f, ERR_RULE, index,
		    "FORMAT 6.8: a reference to another kind");
	if (!id_eq(&id, &r->id))
		return fault_set(f, ERR_HASH, index,
		    "FORMAT 6.8: a reference with another id");
	return ERR_OK;
}

enum err
clear_refs(enum kind kind, const json_t *payload, uint64_t index,
    const struct clear_lookup *l, struct fault *f)
{
	struct ref r;
	size_t i;
	enum err e;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (fields[i].kind != kind || j_null(payload, fields[i].key))
			continue;
		if (j_ref(&r, payload, fields[i].key) != ERR_OK)
			return fault_set(f, ERR_FORMAT, index,
			    "FORMAT 3.4: not a reference");
		e = check_ref(&r, fields[i].to, index, l, f);
		if (e != ERR_OK)
			return e;
	}
	return ERR_OK;
}
