/*
 * draw_rest.c - random payloads about money, about entries, and about the
 * ledger itself.
 */
#include "draw_part.h"

json_t *
of_disbursement(struct draw *d, enum kind k)
{
	struct draw_text c = draw_child(d), date = draw_day(d),
			 from = draw_quarter(d, 1, 3),
			 to = draw_quarter(d, 0, 3);
	const char *kind =
	    ONE(d, "cash", "cash", "health-insurance", "essentials", "in-kind");
	bool goods = *kind == 'e' || *kind == 'i', one = !draw_once(d, 3);

	return sample(MADE(d), k,
	    "'child':'%s','sponsor':'%s','amount':%u,'kind':'%s','basis':%s,"
	    "'form':'%s','from':'%s','to':'%s','date':'%s','counts':%s,"
	    "'evidence':%s%s",
	    c.p, draw_holder(d, c.p),
	    draw_once(d, 20) ? 30000000 : draw_dice(d, 3000000), kind,
	    goods ? "'invoice'" : "null",
	    ONE(d, "monthly", "quarterly", "quarterly", "school-year",
		"ad-hoc"),
	    from.p, one ? from.p : to.p, date.p, draw_yes(d, 3, 4),
	    draw_evidence(d), draw_once(d, 12) ? ",'voucher':'V1'" : "");
}

json_t *
of_confirmation(struct draw *d, enum kind k)
{
	bool lacks = draw_once(d, 3);

	return sample(MADE(d), k,
	    "'disbursement':%u,'by':'%s','confirmer':'%s','outcome':'%s',"
	    "'received':%s",
	    draw_entry(d, KIND_DISBURSEMENT), ONE(d, "key", "paper", "paper"),
	    ONE(d, "t01", "t01", "tr1", "a"),
	    lacks ? "short" : ONE(d, "full", "not-received", "not-met"),
	    lacks ? ONE(d, "1000", "0", "700000") : "null");
}

json_t *
of_objection(struct draw *d, enum kind k)
{
	bool answers = draw_once(d, 2);
	struct draw_text open =
	    draw_number(answers, draw_entry(d, KIND_OBJECTION));

	return sample(MADE(d), k, "'answers':%s,'result':%s,'text':'%s'",
	    open.p, answers ? "'partly'" : "null",
	    ONE(d, "hỏi \\\"sổ\\\"", "e\xcc\x81", "x"));
}

json_t *
of_reversal(struct draw *d, enum kind k)
{
	static const enum kind targets[] = {KIND_DISBURSEMENT,
	    KIND_DISBURSEMENT, KIND_CHANGE, KIND_CONFIRMATION, KIND_ACCEPTANCE,
	    KIND_LEVEL, KIND_VISIT, KIND_FOLLOWUP, KIND_GUIDANCE,
	    KIND_ASSIGNMENT, KIND_OBJECTION};

	return sample(MADE(d), k, "'target':%u",
	    draw_entry(d, targets[draw_dice(d, COUNT(targets))]));
}

json_t *
of_affirm(struct draw *d, enum kind k)
{
	return sample(MADE(d), k, "'target':%u", draw_entry(d, KIND_VISIT));
}

json_t *
of_request(struct draw *d, enum kind k)
{
	bool answer = draw_once(d, 2);
	struct draw_text of = draw_number(answer, draw_entry(d, KIND_REQUEST));

	return sample(MADE(d), k, "'of':%s,'answer':%s", of.p,
	    answer ? "'done'" : "null");
}

json_t *
of_document(struct draw *d, enum kind k)
{
	struct draw_text of =
	    draw_number(draw_once(d, 2), draw_entry(d, KIND_DOCUMENT));

	return sample(MADE(d), k, "'of':%s,'number':%s", of.p,
	    ONE(d, "null", "'15/KH-UBND'"));
}

json_t *
of_policy(struct draw *d, enum kind k)
{
	struct draw_text from = draw_quarter(d, 1, 4);

	if (draw_once(d, 4)) /* anything at all, if its range allows it */
		return sample(MADE(d), k,
		    "'key':'%s','value':%s,'effective_from':'%s'",
		    ONE(d, "late-days", "end-age", "confirm-days", "done-days",
			"answer-days", "consent-age", "school-year-quarters",
			"accept-days", "age-notice-days"),
		    ONE(d, "0", "1", "1099511627776", "36500"), from.p);
	switch (draw_dice(d, 3)) {
	case 0:
		return sample(MADE(d), k,
		    "'key':'minimum-per-quarter','value':1200000,"
		    "'effective_from':'%s'",
		    from.p);
	case 1:
		return sample(MADE(d), k,
		    "'key':'end-age','value':%u,'effective_from':'%s'",
		    15 + draw_dice(d, 4), from.p);
	default:
		return sample(MADE(d), k,
		    "'key':'two-signature-amount','value':2500000,"
		    "'effective_from':'%s'",
		    from.p);
	}
}

json_t *
of_clock(struct draw *d, enum kind k)
{
	return sample(MADE(d), k, "'true_time':%u", draw_dice(d, 1000000));
}

json_t *
of_grant(struct draw *d, enum kind k)
{
	(void)k;
	return d->grant(d, draw_dice(d, DRAW_SPARES));
}

json_t *
of_revoke(struct draw *d, enum kind k)
{
	bool lost = draw_once(d, 2);
	struct draw_text since =
	    draw_number(lost, draw_dice(d, (unsigned)d->size + 2));

	return sample(MADE(d), k, "'name':'%s','reason':'%s','since':%s",
	    d->spare(d, draw_dice(d, DRAW_SPARES)),
	    lost ? "compromised" : ONE(d, "left", "replaced"), since.p);
}

json_t *
of_log_key(struct draw *d, enum kind k)
{
	(void)k;
	return d->log_key(d, draw_dice(d, DRAW_LOGS));
}

json_t *
of_plain(struct draw *d, enum kind k)
{
	return sample(MADE(d), k, "'v':1");
}
