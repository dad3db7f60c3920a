/*
 * payload.c - which schema a payload has, and the amount it commits to.
 */
#include "payload.h"

#include "canonical.h"
#include "sealedkinds.h"

static size_t
max_of(enum kind k)
{
	return k == KIND_PUBLICATION ? PUBLICATION_MAX : PAYLOAD_MAX;
}

const struct schema *
payload_schema(enum kind k, enum class c)
{
	if (!kind_has_class(k, c))
		return NULL;
	if (k == KIND_SPONSOR)
		return sponsor_schema(c);
	return c == CLASS_CLEAR ? clear_schema(k) : sealed_schema(k);
}

enum err
payload_decode(json_t **root, enum kind k, enum class c, struct span bytes,
    struct fault *f)
{
	const struct schema *s;
	json_t *o = NULL;
	enum err e;

	s = payload_schema(k, c);
	if (s == NULL)
		return fault_set(f, ERR_FORMAT, FAULT_NO_INDEX,
		    "FORMAT 6.1: a kind of another class");
	e = canonical_decode(&o, bytes, max_of(k), f);
	if (e != ERR_OK)
		return e;
	e = schema_check(o, s, f, NULL);
	if (e != ERR_OK) {
		json_decref(o);
		return e;
	}
	*root = o;
	return ERR_OK;
}

int64_t
payload_amount(enum kind k, const json_t *payload, const struct state *s)
{
	const struct state_entry *t;

	if (k == KIND_DISBURSEMENT)
		return j_int(payload, "amount");
	if (k != KIND_REVERSAL)
		return 0;
	t = state_ref(s, payload, "target");
	return t != NULL && t->kind == KIND_DISBURSEMENT
	    ? -j_int(payload, "amount")
	    : 0;
}

unsigned
payload_group(enum kind k, const json_t *payload, const struct state *s)
{
	const struct state_entry *t;
	size_t at = STATE_NONE;

	if (k == KIND_DISBURSEMENT)
		at = state_sponsor_find(s, j_str(payload, "sponsor"));
	t = k == KIND_REVERSAL ? state_ref(s, payload, "target") : NULL;
	if (t != NULL && t->kind == KIND_DISBURSEMENT && t->known)
		at = s->disbursement[t->at].sponsor;
	return at == STATE_NONE ? 0 : s->sponsor[at].group;
}
