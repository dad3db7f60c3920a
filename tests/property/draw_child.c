/*
 * draw_child.c - random payloads about children and who holds them: most are
 * near to what the rules allow, for else nothing would ever be taken.
 */
#include "draw_part.h"

json_t *
of_sponsor(struct draw *d, enum kind k)
{
	/* The same name with its marks apart and together. */
	return sample(MADE(d), k,
	    "'code':'%s','name':'%s','type':'%s','money_public':%s",
	    ONE(d, "a", "b", "c", "p"),
	    ONE(d, "Công an xã", "Co\xcc\x82ng an xa\xcc\x83"),
	    ONE(d, "union", "police", "fund"), draw_yes(d, 1, 3));
}

json_t *
of_person(struct draw *d, enum kind k)
{
	return sample(MADE(d), k,
	    "'code':'p','name':'Bà Năm','type':'person','money_public':%s",
	    draw_yes(d, 1, 2));
}

json_t *
of_child(struct draw *d, enum kind k)
{
	struct draw_text code = draw_new_child(d);

	return sample(MADE(d), k,
	    "'child':'%s','birth':'%u-%02u-%02u','name':'%s','category':%u,"
	    "'flags':[%s],'household':'H%u','guardian':%s",
	    code.p, 2010 + draw_dice(d, 12), 1 + draw_dice(d, 12),
	    1 + draw_dice(d, 28),
	    ONE(d, "Đỗ Thị Ba", "Do Thi Ba", "Le\xcc\x82 Văn Tư", "Lê Văn Tư"),
	    1 + draw_dice(d, 4), ONE(d, "", "", "4", "3,4"),
	    1 + draw_dice(d, 9), ONE(d, "null", "'Lê Thị Năm'"));
}

json_t *
of_consent(struct draw *d, enum kind k)
{
	struct draw_text c = draw_child(d);
	bool person = draw_once(d, 2);

	return sample(MADE(d), k,
	    "'by':'%s','child':%s%s%s,'sponsor':%s,'given':%s,'scope':'%s'",
	    person ? "sponsor" : ONE(d, "guardian", "child", "both"),
	    person ? "" : "'", person ? "null" : c.p, person ? "" : "'",
	    person ? "'p'" : "null", draw_yes(d, 2, 3),
	    ONE(d, "money-public", "image", "other"));
}

json_t *
of_assignment(struct draw *d, enum kind k)
{
	struct draw_text c = draw_child(d), from = draw_day(d);

	return sample(MADE(d), k,
	    "'child':'%s','sponsor':'%s','from':'%s','share':[%s],'pledged':%u,"
	    "'opening':%s,'tie':'%s'",
	    c.p, draw_sponsor(d), from.p, ONE(d, "", "", "'c'", "'b','c'"),
	    draw_dice(d, 2000000), draw_yes(d, 1, 4),
	    ONE(d, "do-dau", "ho-tro"));
}

json_t *
of_acceptance(struct draw *d, enum kind k)
{
	return sample(MADE(d), k, "'assignment':%u,'accepted':%s,'evidence':%s",
	    draw_entry(d, KIND_ASSIGNMENT), draw_yes(d, 2, 3),
	    draw_evidence(d));
}

json_t *
of_level(struct draw *d, enum kind k)
{
	struct draw_text from = draw_quarter(d, 1, 4);

	return sample(MADE(d), k,
	    "'assignment':%u,'from':'%s','pledged':%u,'evidence':%s",
	    draw_entry(d, KIND_ASSIGNMENT), from.p, draw_dice(d, 2000000),
	    draw_evidence(d));
}

static json_t *
change(struct draw *d, const char *what)
{
	struct draw_text c = draw_child(d), on = draw_day(d);
	bool moves = *what == 't' || strncmp(what, "rei", 3) == 0;

	return sample(MADE(d), KIND_CHANGE,
	    "'child':'%s','change':'%s','effective':'%s','to_sponsor':%s%s%s,"
	    "'set':%s",
	    c.p, what, on.p, moves ? "'" : "", moves ? draw_sponsor(d) : "null",
	    moves ? "'" : "",
	    strcmp(what, "attributes") == 0
		? "{'category':4,'cluster':null,'hamlet':'t02','level':null,"
		  "'school':null}"
		: "null");
}

json_t *
of_change(struct draw *d, enum kind k)
{
	(void)k;
	return change(d, ONE(d, "suspend", "resume", "attributes"));
}

json_t *
of_move(struct draw *d, enum kind k)
{
	(void)k;
	return change(d, ONE(d, "transfer", "end", "reinstate"));
}

json_t *
of_visit(struct draw *d, enum kind k)
{
	struct draw_text c = draw_child(d), date = draw_day(d);

	return sample(MADE(d), k, "'child':'%s','date':'%s','sponsor':'%s'",
	    c.p, date.p, draw_holder(d, c.p));
}

json_t *
of_guidance(struct draw *d, enum kind k)
{
	struct draw_text c = draw_child(d);

	return sample(MADE(d), k, "'child':'%s','unit':'%s'", c.p,
	    ONE(d, "a", "tr1"));
}

json_t *
of_followup(struct draw *d, enum kind k)
{
	struct draw_text c = draw_child(d), q = draw_quarter(d, 1, 3);

	return sample(MADE(d), k,
	    "'child':'%s','quarter':'%s','followed':%s,'risk':%s", c.p, q.p,
	    draw_yes(d, 3, 4), draw_yes(d, 1, 4));
}
