/*
 * state_records_rest.c - the fields of what is noted about children, answered
 * and set.
 */
#include "state_records.h"

static void
word(struct fields *f, char s[STATE_WORD])
{
	fields_text(f, s, STATE_WORD);
}

void
state_visit_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_visit *x = record;

	(void)i;
	fields_index(f, &x->index, s->n_entry);
	fields_link(f, &x->child, s->n_child);
	fields_link(f, &x->sponsor, s->n_sponsor);
	fields_i32(f, &x->date);
	fields_u32(f, &x->recorded);
}
SIZE_IS(state_visit, 32);

void
state_guidance_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_guidance *x = record;

	fields_index(f, &x->index, s->n_entry);
	fields_link(f, &x->child, s->n_child);
	fields_link(f, &x->earlier, i);
	fields_i32(f, &x->date);
	fields_u32(f, &x->recorded);
	word(f, x->subject);
	word(f, x->result);
	word(f, x->unit);
}
SIZE_IS(state_guidance, 136);

void
state_followup_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_followup *x = record;

	fields_index(f, &x->index, s->n_entry);
	fields_link(f, &x->child, s->n_child);
	fields_link(f, &x->earlier, i);
	fields_i32(f, &x->date);
	fields_u32(f, &x->quarter);
	fields_u32(f, &x->recorded);
	fields_flag(f, &x->followed);
	fields_flag(f, &x->risk);
	word(f, x->unit);
}
SIZE_IS(state_followup, 72);

void
state_consent_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_consent *x = record;

	fields_index(f, &x->index, s->n_entry);
	fields_link(f, &x->child, s->n_child);
	fields_link(f, &x->sponsor, s->n_sponsor);
	fields_link(f, &x->earlier, i);
	x->scope = (enum scope)fields_u8(f, x->scope, SCOPES - 1);
	fields_flag(f, &x->given);
	fields_i32(f, &x->date);
	word(f, x->by);
}
SIZE_IS(state_consent, 80);

void
state_reversal_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_reversal *x = record;

	(void)i;
	fields_index(f, &x->index, s->n_entry);
	fields_index(f, &x->target, s->n_entry);
	fields_i64(f, &x->amount);
	fields_i32(f, &x->date);
	fields_u32(f, &x->recorded);
}
SIZE_IS(state_reversal, 32);

void
state_objection_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_objection *x = record;

	(void)i;
	fields_index(f, &x->index, s->n_entry);
	fields_index(f, &x->about, s->n_entry);
	fields_link(f, &x->child, s->n_child);
	fields_i32(f, &x->date);
	fields_index(f, &x->answered_by, s->n_entry);
	word(f, x->from);
	word(f, x->matter);
}
SIZE_IS(state_objection, 112);

void
state_document_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_document *x = record;

	(void)i;
	fields_index(f, &x->index, s->n_entry);
	fields_text(f, x->title, sizeof(x->title));
	fields_text(f, x->number, sizeof(x->number));
	fields_i32(f, &x->date);
}
SIZE_IS(state_document, 592);

void
state_request_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_request *x = record;

	(void)i;
	fields_index(f, &x->index, s->n_entry);
	fields_link(f, &x->child, s->n_child);
	fields_i32(f, &x->received);
	fields_i32(f, &x->answer_due);
	fields_i32(f, &x->done_due);
	fields_index(f, &x->answered_by, s->n_entry);
	word(f, x->kind);
	word(f, x->from);
}
SIZE_IS(state_request, 112);

void
state_policy_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_policy *x = record;

	(void)i;
	x->param = (enum param)fields_u8(f, x->param, PARAM_COUNT - 1);
	fields_u32(f, &x->from);
	fields_i64(f, &x->value);
	fields_index(f, &x->index, s->n_entry);
}
SIZE_IS(state_policy, 24);

void
state_signer_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_signer *x = record;

	(void)i;
	fields_text(f, x->name, sizeof(x->name));
	fields_index(f, &x->from, s->n_entry);
	fields_link(f, &x->last, s->n_signing);
}
SIZE_IS(state_signer, 152);

void
state_signing_fields(struct fields *f, const struct state *s, void *record,
    size_t i)
{
	struct state_signing *x = record;

	fields_index(f, &x->index, s->n_entry);
	fields_link(f, &x->earlier, i);
	if (x->index == UINT64_MAX)
		fields_fail(f, ERR_FORMAT);
}
SIZE_IS(state_signing, 16);
