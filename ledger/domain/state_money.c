/*
 * state_money.c - sponsors, parameters, support given, and reversals.
 */
#include "state_part.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

static const char *const kind_words[SUPPORT_KINDS] = {"cash",
    "health-insurance", "school-supplies", "learning-equipment", "essentials",
    "in-kind"};
static const char *const form_words[SUPPORT_FORMS] = {"monthly", "quarterly",
    "school-year", "ad-hoc"};

static enum err
sponsor_new(size_t *at, struct state *s, const char *code, uint64_t index)
{
	struct state_sponsor *p;
	enum err e;

	e = state_grow(&s->sponsor, s->n_sponsor, sizeof(*s->sponsor));
	if (e == ERR_OK)
		e = keymap_put(&s->map, MAP_SPONSOR, span_str(code),
		    s->n_sponsor);
	if (e != ERR_OK)
		return e;
	p = &s->sponsor[s->n_sponsor];
	memset(p, 0, sizeof(*p));
	state_copy(p->code, sizeof(p->code), code);
	p->first = p->index = index;
	p->consent = STATE_NONE;
	*at = s->n_sponsor++;
	return ERR_OK;
}

enum err
state_need_sponsor(size_t *at, struct state *s, const char *code,
    uint64_t index)
{
	enum err e;

	*at = state_sponsor_find(s, code);
	if (*at != STATE_NONE)
		return ERR_OK;
	if (s->unknown == 0)
		return ERR_MISSING;
	e = sponsor_new(at, s, code, index);
	if (e != ERR_OK)
		return e;
	/* Only a person's entry is sealed; the last group is that of funds
	 * and donors. */
	state_copy(s->sponsor[*at].type, STATE_WORD, "person");
	s->sponsor[*at].person = true;
	s->sponsor[*at].group = 5;
	return ERR_OK;
}

enum err
state_add_sponsor(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	struct state_sponsor *p;
	size_t at;
	enum err e = ERR_OK;

	at = state_sponsor_find(s, j_str(o, "code"));
	if (at == STATE_NONE)
		e = sponsor_new(&at, s, j_str(o, "code"), r->index);
	if (e != ERR_OK)
		return e;
	p = &s->sponsor[at];
	state_copy(p->name, sizeof(p->name), j_str(o, "name"));
	state_copy(p->type, sizeof(p->type), j_str(o, "type"));
	p->group = (unsigned)(j_str(o, "group")[1] - '0');
	p->inside_commune = j_bool(o, "inside_commune");
	p->stated_public = j_bool(o, "money_public");
	p->person = strcmp(p->type, "person") == 0;
	p->index = r->index;
	s->entry[r->index].at = at;
	state_sponsor_rebuild(s, at);
	return ERR_OK;
}

void
state_sponsor_rebuild(struct state *s, size_t sponsor)
{
	struct state_sponsor *p = &s->sponsor[sponsor];
	const struct state_consent *c;

	/* A unit agreed in writing before its entry says so; a person's
	 * consent is an entry; what is withdrawn ends for both. */
	c = state_consent(s, p->consent, SCOPE_MONEY_PUBLIC);
	p->money_public =
	    p->stated_public && (c != NULL ? c->given : !p->person);
}

static enum err
policy_put(struct state *s, struct state_policy p)
{
	enum err e;

	e = state_grow(&s->policy, s->n_policy, sizeof(p));
	if (e == ERR_OK)
		s->policy[s->n_policy++] = p;
	return e;
}

enum err
state_add_policy(struct state *s, const struct record *r)
{
	struct state_policy p = {.from = state_quarter(r->payload,
				     "effective_from"),
	    .value = j_int(r->payload, "value"),
	    .index = r->index};

	if (param_decode(&p.param, j_span(r->payload, "key")) != ERR_OK)
		return ERR_MISSING;
	s->entry[r->index].at = s->n_policy;
	return policy_put(s, p);
}

enum err
state_add_genesis(struct state *s, const struct record *r)
{
	const json_t *set = json_object_get(r->payload, "policy");
	enum err e = ERR_OK;
	unsigned i;

	for (i = 0; e == ERR_OK && i < PARAM_COUNT; i++) {
		enum param p = (enum param)i;

		if (!j_null(set, param_key(p)))
			e = policy_put(s,
			    (struct state_policy){p, 0,
				j_int(set, param_key(p)), r->index});
	}
	return e;
}

/* Sponsor, year and voucher with a byte between that none of them has. */
static struct span
voucher_key(char key[STATE_KEY_MAX], const char *sponsor, int32_t year,
    const char *voucher)
{
	size_t n = 0, i;

	for (i = 0; i < WORD_MAX_LEN && sponsor[i] != '\0'; i++)
		key[n++] = sponsor[i];
	key[n++] = ' ';
	for (i = 0; i < 4; i++, year /= 10)
		key[n++] = (char)('0' + year % 10);
	for (i = 0; i < WORD_MAX_LEN && voucher[i] != '\0'; i++)
		key[n++] = voucher[i];
	key[n] = '\0';
	return span_str(key);
}

size_t
state_voucher_find(const struct state *s, const char *sponsor, int32_t year,
    const char *voucher)
{
	char key[STATE_KEY_MAX];

	return keymap_get(&s->map, MAP_VOUCHER,
	    voucher_key(key, sponsor, year, voucher));
}

enum err
state_add_disbursement(struct state *s, const struct record *r)
{
	const json_t *o = r->payload;
	char key[STATE_KEY_MAX];
	struct state_disbursement d = {.index = r->index,
	    .id = r->st->id,
	    .amount = j_int(o, "amount"),
	    .kind = (enum support_kind)state_word(o, "kind", kind_words,
		SUPPORT_KINDS),
	    .form = (enum support_form)state_word(o, "form", form_words,
		SUPPORT_FORMS),
	    .counts = j_bool(o, "counts"),
	    .date = state_date(o, "date"),
	    .recorded = s->entry[r->index].quarter,
	    .from = state_quarter(o, "from"),
	    .to = state_quarter(o, "to"),
	    .confirmation = STATE_NONE};
	enum err e;

	e = state_need_child(&d.child, s, j_str(o, "child"));
	if (e != ERR_OK || d.child == STATE_NONE)
		return e;
	e = state_need_sponsor(&d.sponsor, s, j_str(o, "sponsor"), r->index);
	if (e != ERR_OK)
		return e;
	d.earlier = s->child[d.child].support;
	state_copy(d.voucher, sizeof(d.voucher), j_str(o, "voucher"));
	if (r->st->n_by > 0 && r->st->by[0].n < sizeof(d.author))
		memcpy(d.author, r->st->by[0].p, r->st->by[0].n);
	e = state_grow(&s->disbursement, s->n_disbursement, sizeof(d));
	if (e == ERR_OK)
		e = keymap_put(&s->map, MAP_VOUCHER,
		    voucher_key(key, j_str(o, "sponsor"), date_year(d.date),
			d.voucher),
		    s->n_disbursement);
	if (e != ERR_OK)
		return e;
	s->entry[r->index].at = s->n_disbursement;
	s->child[d.child].support = s->n_disbursement;
	s->disbursement[s->n_disbursement++] = d;
	return ERR_OK;
}

enum err
state_add_reversal(struct state *s, const struct record *r)
{
	struct state_reversal v = {.index = r->index,
	    .amount = j_int(r->payload, "amount"),
	    .date = state_date(r->payload, "date"),
	    .recorded = s->entry[r->index].quarter};
	const struct state_entry *t;
	enum err e;

	t = state_ref(s, r->payload, "target");
	if (t == NULL || t->reversed_by != UINT64_MAX)
		return ERR_MISSING;
	v.target = state_entry_index(s, t);
	e = state_grow(&s->reversal, s->n_reversal, sizeof(v));
	if (e != ERR_OK)
		return e;
	s->entry[r->index].at = s->n_reversal;
	s->reversal[s->n_reversal++] = v;
	s->entry[v.target].reversed_by = r->index;
	if (t->at == STATE_NONE)
		return ERR_OK;
	if (t->kind == KIND_ASSIGNMENT)
		return state_child_rebuild(s, s->assignment[t->at].child);
	if (t->kind == KIND_CHANGE)
		return state_child_rebuild(s, s->change[t->at].child);
	if (t->kind == KIND_ACCEPTANCE)
		return state_assignment_rebuild(s,
		    s->acceptance[t->at].assignment);
	return ERR_OK;
}
