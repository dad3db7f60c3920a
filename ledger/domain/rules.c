/*
 * rules.c - which rules look at which kind, and what they share.
 */
#include "rules_part.h"

#include <string.h>

static void
say(struct look *l, struct rule_finding f)
{
	if (l->out->n < RULES_FINDINGS)
		l->out->f[l->out->n++] = f;
	else if (f.reject)
		l->out->f[RULES_FINDINGS - 1] = f;
}

void
look_reject(struct look *l, const char *rule, const char *field, const char *vi,
    const char *en)
{
	say(l, (struct rule_finding){rule, true, field, vi, en});
}

void
look_flag(struct look *l, const char *rule, const char *field, const char *vi,
    const char *en)
{
	say(l, (struct rule_finding){rule, false, field, vi, en});
}

size_t
look_child(struct look *l, const char *field)
{
	size_t at;

	at = state_child_find(l->s, j_str(l->o, field));
	if (at == STATE_NONE)
		look_reject(l, "FORMAT 6.8", field, "không có trẻ mang mã này",
		    "no child has this code");
	return at;
}

size_t
look_sponsor(struct look *l, const char *field)
{
	size_t at;

	at = state_sponsor_find(l->s, j_str(l->o, field));
	if (at == STATE_NONE)
		look_reject(l, "FORMAT 6.8", field,
		    "không có đơn vị đỡ đầu mang mã này",
		    "no sponsor has this code");
	return at;
}

const struct state_entry *
look_entry(struct look *l, const char *field, enum kind k)
{
	const struct state_entry *t;

	t = state_ref(l->s, l->o, field);
	if (t != NULL && t->kind == k)
		return t;
	look_reject(l, "FORMAT 6.8", field,
	    "dòng được dẫn chiếu không có hoặc không đúng loại",
	    "the entry referred to is not there, or of another kind");
	return NULL;
}

int32_t
look_date(const struct look *l, const char *field)
{
	int32_t day;

	return date_decode(&day, j_span(l->o, field)) == ERR_OK ? day
								: DATE_NEVER;
}

int64_t
look_policy(const struct look *l, enum param p, int32_t day)
{
	return policy_value(l->s, p, quarter_of_date(day));
}

void
look_day(struct look *l, const char *field)
{
	int64_t late;
	int32_t day;

	day = look_date(l, field);
	late = look_policy(l, PARAM_LATE_DAYS, l->today);
	if (day > l->today)
		look_reject(l, "E13", field, "ngày nằm sau ngày ghi sổ",
		    "the date is after the day of the entry");
	else if ((int64_t)l->today - day > late)
		look_flag(l, "E13", field, "ghi sổ chậm so với ngày này",
		    "entered late after this date");
}

static const struct grant *
signer(const struct look *l, size_t i)
{
	return l->r->grants == NULL ? NULL : l->r->grants[i];
}

bool
look_author(const struct look *l, unsigned role, const char *unit)
{
	const struct grant *g;

	if (l->r->grants == NULL)
		return true;
	g = signer(l, 0);
	return g != NULL && (g->roles & role) != 0 &&
	    (unit == NULL || strcmp(g->unit, unit) == 0);
}

bool
look_two(const struct look *l)
{
	const struct grant *a, *b;
	size_t i, j;

	if (l->r->grants == NULL)
		return true;
	for (i = 0; i < l->r->st->n_by; i++) {
		for (j = 0; j < l->r->st->n_by; j++) {
			a = signer(l, i);
			b = signer(l, j);
			if (a != NULL && b != NULL &&
			    (a->roles & ROLE_REGISTRAR) != 0 &&
			    (b->roles & ROLE_APPROVER) != 0 &&
			    strcmp(a->unit, b->unit) != 0)
				return true;
		}
	}
	return false;
}

bool
look_second(const struct look *l)
{
	const struct grant *a, *b;
	size_t i;

	if (l->r->grants == NULL)
		return true;
	a = signer(l, 0);
	for (i = 1; a != NULL && i < l->r->st->n_by; i++) {
		b = signer(l, i);
		if (b != NULL && (b->roles & ROLE_APPROVER) != 0 &&
		    strcmp(a->unit, b->unit) != 0)
			return true;
	}
	return false;
}

void
look_sponsor_signs(struct look *l, const char *sponsor)
{
	if (look_author(l, ROLE_SPONSOR, sponsor))
		return;
	if (!look_author(l, ROLE_REGISTRAR, NULL))
		look_reject(l, "E14", "sponsor",
		    "người ký không thuộc đơn vị đỡ đầu này",
		    "the signer is not of this sponsor");
	else if (j_null(l->o, "evidence"))
		look_reject(l, "E14", "evidence",
		    "văn phòng ghi thay thì phải có chứng từ giấy",
		    "the office enters it only with paper evidence");
}

static void
rules_policy(struct look *l)
{
	uint32_t q;

	if (quarter_decode(&q, j_span(l->o, "effective_from")) != ERR_OK ||
	    q < quarter_of_date(l->today))
		look_reject(l, "FORMAT 6.11", "effective_from",
		    "tham số không đặt được cho quý đã qua",
		    "a parameter is not set for a past quarter");
	if (!j_null(l->o, "basis"))
		(void)look_entry(l, "basis", KIND_DOCUMENT);
}

static void
dispatch(struct look *l)
{
	switch ((int)l->r->st->kind) {
	case KIND_POLICY:
		rules_policy(l);
		break;
	case KIND_CHILD:
		rules_child(l);
		break;
	case KIND_ASSIGNMENT:
		rules_assignment(l);
		break;
	case KIND_ACCEPTANCE:
	case KIND_LEVEL:
		rules_about_assignment(l);
		break;
	case KIND_CHANGE:
		rules_change(l);
		break;
	case KIND_DISBURSEMENT:
		rules_disbursement(l);
		break;
	case KIND_CONFIRMATION:
		rules_confirmation(l);
		break;
	case KIND_REVERSAL:
		rules_reversal(l);
		break;
	case KIND_VISIT:
	case KIND_GUIDANCE:
	case KIND_FOLLOWUP:
		rules_care(l);
		break;
	case KIND_SPONSOR:
		rules_sponsor(l);
		break;
	case KIND_CONSENT:
		rules_consent(l);
		break;
	case KIND_OBJECTION:
	case KIND_REQUEST:
		rules_asked(l);
		break;
	default:
		rules_rest(l);
		break;
	}
}

enum err
rules_check(const struct state *s, const struct authority *a,
    const struct record *r, struct findings *out)
{
	struct look l = {s, r, r->payload, out, date_of_ms(r->time_ms)};
	size_t i;

	(void)a;
	out->n = 0;
	if (r->payload == NULL)
		return ERR_OK;
	dispatch(&l);
	for (i = 0; i < out->n; i++)
		if (out->f[i].reject)
			return ERR_RULE;
	return ERR_OK;
}
