/*
 * draw.c - which command comes next, by whom, and what is wrong with it.
 */
#include "draw_part.h"

static const struct way {
	enum kind kind;
	enum class class;
	enum by by;
	unsigned weight;
	json_t *(*draw)(struct draw *d, enum kind k);
} ways[] = {
    {KIND_DISBURSEMENT, CLASS_SEALED, BY_REGISTRAR, 16, of_disbursement},
    {KIND_DISBURSEMENT, CLASS_SEALED, BY_SPONSOR, 10, of_disbursement},
    {KIND_DISBURSEMENT, CLASS_SEALED, BY_TWO, 4, of_disbursement},
    {KIND_ASSIGNMENT, CLASS_SEALED, BY_TWO, 14, of_assignment},
    {KIND_CHANGE, CLASS_SEALED, BY_TWO, 10, of_move},
    {KIND_CHANGE, CLASS_SEALED, BY_REGISTRAR, 6, of_change},
    {KIND_CONFIRMATION, CLASS_SEALED, BY_REGISTRAR, 6, of_confirmation},
    {KIND_CONFIRMATION, CLASS_SEALED, BY_CONFIRMER, 6, of_confirmation},
    {KIND_REVERSAL, CLASS_SEALED, BY_TWO, 10, of_reversal},
    {KIND_REVERSAL, CLASS_SEALED, BY_REGISTRAR, 4, of_reversal},
    {KIND_CHILD, CLASS_SEALED, BY_REGISTRAR, 8, of_child},
    {KIND_SPONSOR, CLASS_CLEAR, BY_REGISTRAR, 4, of_sponsor},
    {KIND_SPONSOR, CLASS_SEALED, BY_REGISTRAR, 3, of_person},
    {KIND_CONSENT, CLASS_SEALED, BY_REGISTRAR, 4, of_consent},
    {KIND_ACCEPTANCE, CLASS_SEALED, BY_REGISTRAR, 5, of_acceptance},
    {KIND_ACCEPTANCE, CLASS_SEALED, BY_SPONSOR, 3, of_acceptance},
    {KIND_LEVEL, CLASS_SEALED, BY_REGISTRAR, 4, of_level},
    {KIND_VISIT, CLASS_SEALED, BY_SPONSOR, 4, of_visit},
    {KIND_GUIDANCE, CLASS_SEALED, BY_SCHOOL, 3, of_guidance},
    {KIND_FOLLOWUP, CLASS_SEALED, BY_SCHOOL, 4, of_followup},
    {KIND_OBJECTION, CLASS_SEALED, BY_REGISTRAR, 4, of_objection},
    {KIND_REQUEST, CLASS_SEALED, BY_REGISTRAR, 4, of_request},
    {KIND_AFFIRM, CLASS_SEALED, BY_REGISTRAR, 2, of_affirm},
    {KIND_DISCLOSURE, CLASS_SEALED, BY_REGISTRAR, 2, of_plain},
    {KIND_DOCUMENT, CLASS_CLEAR, BY_REGISTRAR, 3, of_document},
    {KIND_REPORT, CLASS_CLEAR, BY_REGISTRAR, 2, of_plain},
    {KIND_AUDIT, CLASS_CLEAR, BY_AUDITOR, 2, of_plain},
    {KIND_POLICY, CLASS_CLEAR, BY_ADMIN, 3, of_policy},
    {KIND_CLOCK, CLASS_CLEAR, BY_ADMIN, 2, of_clock},
    {KIND_KEY_GRANT, CLASS_CLEAR, BY_ADMIN, 4, of_grant},
    {KIND_KEY_REVOKE, CLASS_CLEAR, BY_ADMIN, 2, of_revoke},
    {KIND_LOG_KEY, CLASS_CLEAR, BY_ADMIN, 1, of_log_key},
};

static void
draw_by(struct draw *d, struct drawn *out, const struct way *y)
{
	out->kind = y->kind;
	out->class = y->class;
	out->by = y->by;
	out->payload = y->draw(d, y->kind);
	(void)json_object_set_new(out->payload, "v", json_integer(1));
}

void
draw_command(struct draw *d, struct drawn *out)
{
	unsigned at, sum = 0;
	size_t i;

	for (i = 0; i < COUNT(ways); i++)
		sum += ways[i].weight;
	at = draw_dice(d, sum);
	for (i = 0; at >= ways[i].weight; i++)
		at -= ways[i].weight;
	draw_by(d, out, &ways[i]);
}

void
draw_kind(struct draw *d, struct drawn *out, enum kind kind)
{
	size_t i = 0;

	while (ways[i].kind != kind)
		i++;
	draw_by(d, out, &ways[i]);
}

static json_t *
junk(struct draw *d)
{
	switch (draw_dice(d, 8)) {
	case 0:
		return json_null();
	case 1:
		return json_integer(-1);
	case 2:
		return json_integer((json_int_t)1 << 53);
	case 3:
		return json_string("");
	case 4:
		return json_string("2026-02-30");
	case 5:
		return json_pack("[[[[[[[i]]]]]]]", 1);
	case 6:
		return json_pack("{s:n}", "id");
	default:
		return json_string("\x01");
	}
}

void
draw_spoil(struct draw *d, json_t *payload)
{
	unsigned at = draw_dice(d, (unsigned)json_object_size(payload));
	void *place = json_object_iter(payload);
	char key[64];

	while (at-- > 0)
		place = json_object_iter_next(payload, place);
	(void)snprintf(key, sizeof(key), "%s", json_object_iter_key(place));
	if (draw_once(d, 4))
		(void)json_object_del(payload, key);
	else
		(void)json_object_set_new(payload, draw_once(d, 5) ? "zz" : key,
		    junk(d));
}
