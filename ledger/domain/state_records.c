/*
 * state_records.c - the fields of each record of the state, each said once;
 * those beside children and money are in state_records_rest.c.
 */
#include "state_records.h"

#include <stddef.h>

#include "state_part.h"

static void
category(struct fields *f, unsigned *v, unsigned max)
{
	*v = fields_u8(f, *v, max);
}

static void
word(struct fields *f, char s[STATE_WORD])
{
	fields_text(f, s, STATE_WORD);
}

static void
id(struct fields *f, struct id *v)
{
	fields_bytes(f, v->b, ID_LEN);
}

/* How many records there are of the kind that an entry is. */
static size_t
count_of(const struct state *s, enum kind kind)
{
	switch ((int)kind) {
	case KIND_POLICY:
		return s->n_policy;
	case KIND_DOCUMENT:
		return s->n_document;
	case KIND_SPONSOR:
		return s->n_sponsor;
	case KIND_CHILD:
		return s->n_child;
	case KIND_CONSENT:
		return s->n_consent;
	case KIND_ASSIGNMENT:
		return s->n_assignment;
	case KIND_ACCEPTANCE:
		return s->n_acceptance;
	case KIND_LEVEL:
		return s->n_level;
	case KIND_DISBURSEMENT:
		return s->n_disbursement;
	case KIND_CONFIRMATION:
		return s->n_confirmation;
	case KIND_OBJECTION:
		return s->n_objection;
	case KIND_VISIT:
		return s->n_visit;
	case KIND_GUIDANCE:
		return s->n_guidance;
	case KIND_FOLLOWUP:
		return s->n_followup;
	case KIND_CHANGE:
		return s->n_change;
	case KIND_REVERSAL:
		return s->n_reversal;
	case KIND_REQUEST:
		return s->n_request;
	default:
		return 0;
	}
}

static void
entry_fields(struct fields *f, const struct state *s, void *record, size_t i)
{
	struct state_entry *x = record;

	(void)i;
	x->kind = (enum kind)fields_u8(f, x->kind, KIND_COUNT - 1);
	id(f, &x->id);
	fields_flag(f, &x->known);
	fields_u32(f, &x->quarter);
	fields_i32(f, &x->date);
	fields_link(f, &x->at, count_of(s, x->kind));
	fields_index(f, &x->reversed_by, s->n_entry);
	fields_flag(f, &x->disputed);
	fields_index(f, &x->settled_by, s->n_entry);
}
SIZE_IS(state_entry, 64);

static void
sponsor_fields(struct fields *f, const struct state *s, void *record, size_t i)
{
	struct state_sponsor *x = record;

	(void)i;
	word(f, x->code);
	fields_text(f, x->name, sizeof(x->name));
	word(f, x->type);
	category(f, &x->group, 5);
	fields_flag(f, &x->inside_commune);
	fields_flag(f, &x->person);
	fields_flag(f, &x->stated_public);
	fields_flag(f, &x->money_public);
	fields_index(f, &x->first, s->n_entry);
	fields_index(f, &x->index, s->n_entry);
	fields_link(f, &x->consent, s->n_consent);
}
SIZE_IS(state_sponsor, 360);

static void
attributes(struct fields *f, struct child_attributes *x)
{
	category(f, &x->category, 4);
	word(f, x->cluster);
	word(f, x->hamlet);
	word(f, x->level);
	word(f, x->school);
}
SIZE_IS(child_attributes, 136);

static void
spans(struct fields *f, const struct state *s, struct state_child *c)
{
	size_t n = c->n_span, i;
	struct state_span *x;

	fields_count(f, &n);
	for (i = 0; i < n && f->err == ERR_OK; i++) {
		if (f->way == FIELDS_READ &&
		    state_grow(&c->span, i, sizeof(*c->span)) != ERR_OK) {
			fields_fail(f, ERR_MEMORY);
			return;
		}
		x = &c->span[i];
		if (f->way == FIELDS_READ)
			*x = (struct state_span){STATE_NONE, STATE_NONE, 0, 0};
		fields_link(f, &x->sponsor, s->n_sponsor);
		fields_link(f, &x->assignment, s->n_assignment);
		fields_i32(f, &x->from);
		fields_i32(f, &x->until);
		if (f->way == FIELDS_READ)
			c->n_span = i + 1;
	}
}
SIZE_IS(state_span, 24);

static void
child_fields(struct fields *f, const struct state *s, void *record, size_t i)
{
	struct state_child *x = record;

	word(f, x->code);
	word(f, x->household);
	fields_text(f, x->name, sizeof(x->name));
	fields_text(f, x->guardian, sizeof(x->guardian));
	fields_i32(f, &x->birth);
	fields_u32(f, &x->flags);
	fields_flag(f, &x->special);
	fields_flag(f, &x->special_known);
	fields_flag(f, &x->legal);
	fields_flag(f, &x->legal_known);
	fields_flag(f, &x->numbered);
	attributes(f, &x->entry);
	attributes(f, &x->now);
	fields_index(f, &x->index, s->n_entry);
	spans(f, s, x);
	fields_link(f, &x->event, s->n_event);
	fields_link(f, &x->last_event, s->n_event);
	fields_link(f, &x->support, s->n_disbursement);
	fields_link(f, &x->guidance, s->n_guidance);
	fields_link(f, &x->followup, s->n_followup);
	fields_link(f, &x->consent, s->n_consent);
	fields_link(f, &x->same_name, i);
	fields_link(f, &x->same_guardian, i);
}
SIZE_IS(state_child, 704);

static void
assignment_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_assignment *x = record;
	size_t k;

	(void)i;
	fields_index(f, &x->index, s->n_entry);
	id(f, &x->id);
	fields_link(f, &x->child, s->n_child);
	fields_link(f, &x->sponsor, s->n_sponsor);
	fields_i32(f, &x->from);
	fields_i64(f, &x->pledged);
	x->form = (enum support_form)fields_u8(f, x->form, SUPPORT_FORMS - 1);
	x->tie = (enum tie)fields_u8(f, x->tie, TIE_HO_TRO);
	fields_flag(f, &x->opening);
	fields_flag(f, &x->accepted);
	fields_flag(f, &x->refused);
	x->n_share = fields_u8(f, (unsigned)x->n_share, SHARE_MAX);
	for (k = 0; k < x->n_share; k++)
		fields_link(f, &x->share[k], s->n_sponsor);
	fields_link(f, &x->level, s->n_level);
	fields_link(f, &x->acceptance, s->n_acceptance);
}
SIZE_IS(state_assignment, 160);

static void
level_fields(struct fields *f, const struct state *s, void *record, size_t i)
{
	struct state_level *x = record;

	fields_index(f, &x->index, s->n_entry);
	fields_link(f, &x->assignment, s->n_assignment);
	fields_link(f, &x->earlier, i);
	fields_u32(f, &x->from);
	fields_i64(f, &x->pledged);
}
SIZE_IS(state_level, 40);

static void
acceptance_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_acceptance *x = record;

	fields_index(f, &x->index, s->n_entry);
	fields_link(f, &x->assignment, s->n_assignment);
	fields_link(f, &x->earlier, i);
	fields_flag(f, &x->accepted);
	fields_i32(f, &x->date);
}
SIZE_IS(state_acceptance, 32);

static void
change_fields(struct fields *f, const struct state *s, void *record, size_t i)
{
	struct state_change *x = record;

	(void)i;
	fields_index(f, &x->index, s->n_entry);
	fields_link(f, &x->child, s->n_child);
	x->change = (enum change)fields_u8(f, x->change, CHANGES - 1);
	fields_i32(f, &x->effective);
	fields_i32(f, &x->known);
	fields_link(f, &x->to_sponsor, s->n_sponsor);
	word(f, x->reason);
	attributes(f, &x->set);
}
SIZE_IS(state_change, 216);

static void
event_fields(struct fields *f, const struct state *s, void *record, size_t i)
{
	struct state_event *x = record;

	fields_index(f, &x->index, s->n_entry);
	fields_link(f, &x->next, s->n_event);
	if (x->next != STATE_NONE && x->next <= i)
		fields_fail(f, ERR_FORMAT);
}
SIZE_IS(state_event, 16);

static void
disbursement_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_disbursement *x = record;

	fields_index(f, &x->index, s->n_entry);
	id(f, &x->id);
	fields_link(f, &x->child, s->n_child);
	fields_link(f, &x->sponsor, s->n_sponsor);
	fields_i64(f, &x->amount);
	x->kind = (enum support_kind)fields_u8(f, x->kind, SUPPORT_KINDS - 1);
	x->form = (enum support_form)fields_u8(f, x->form, SUPPORT_FORMS - 1);
	fields_flag(f, &x->counts);
	fields_i32(f, &x->date);
	fields_u32(f, &x->recorded);
	fields_u32(f, &x->from);
	fields_u32(f, &x->to);
	word(f, x->voucher);
	fields_text(f, x->author, sizeof(x->author));
	fields_link(f, &x->confirmation, s->n_confirmation);
	fields_link(f, &x->earlier, i);
}
SIZE_IS(state_disbursement, 256);

static void
confirmation_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_confirmation *x = record;

	fields_index(f, &x->index, s->n_entry);
	fields_link(f, &x->disbursement, s->n_disbursement);
	x->outcome = (enum outcome)fields_u8(f, x->outcome, OUTCOMES - 1);
	fields_flag(f, &x->by_paper);
	fields_i64(f, &x->received);
	fields_i32(f, &x->date);
	fields_u32(f, &x->recorded);
	word(f, x->confirmer);
	fields_link(f, &x->earlier, i);
}
SIZE_IS(state_confirmation, 88);

#define ARRAY(name, fields)                                                    \
	{                                                                      \
		offsetof(struct state, name),                                  \
		    offsetof(struct state, n_##name),                          \
		    sizeof(struct state_##name), fields                        \
	}

const struct state_array state_arrays[STATE_ARRAYS] = {
    ARRAY(entry, entry_fields),
    ARRAY(sponsor, sponsor_fields),
    ARRAY(child, child_fields),
    ARRAY(assignment, assignment_fields),
    ARRAY(change, change_fields),
    ARRAY(event, event_fields),
    ARRAY(level, level_fields),
    ARRAY(acceptance, acceptance_fields),
    ARRAY(disbursement, disbursement_fields),
    ARRAY(confirmation, confirmation_fields),
    ARRAY(visit, state_visit_fields),
    ARRAY(guidance, state_guidance_fields),
    ARRAY(followup, state_followup_fields),
    ARRAY(consent, state_consent_fields),
    ARRAY(reversal, state_reversal_fields),
    ARRAY(objection, state_objection_fields),
    ARRAY(document, state_document_fields),
    ARRAY(request, state_request_fields),
    ARRAY(policy, state_policy_fields),
    ARRAY(signer, state_signer_fields),
    ARRAY(signing, state_signing_fields),
};
