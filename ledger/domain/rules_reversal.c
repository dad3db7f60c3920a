/*
 * rules_reversal.c - rules on taking an entry back: E1, E11, E14.
 */
#include "rules_part.h"

static bool
is_reversible(enum kind k)
{
	return k == KIND_ASSIGNMENT || k == KIND_ACCEPTANCE ||
	    k == KIND_LEVEL || k == KIND_DISBURSEMENT ||
	    k == KIND_CONFIRMATION || k == KIND_VISIT || k == KIND_GUIDANCE ||
	    k == KIND_FOLLOWUP || k == KIND_CHANGE;
}

/* 6.1: of what says who holds a child, also an approver. */
static bool
needs_two(const struct look *l, const struct state_entry *t)
{
	enum change c;

	if (t->kind != KIND_CHANGE || t->at == STATE_NONE)
		return t->kind == KIND_ASSIGNMENT;
	c = l->s->change[t->at].change;
	return c == CHANGE_END || c == CHANGE_TRANSFER || c == CHANGE_REINSTATE;
}

static bool
is_of_holder(const struct look *l, const struct state_entry *x)
{
	if (x->kind == KIND_ASSIGNMENT)
		return !l->s->assignment[x->at].refused;
	return x->kind == KIND_CHANGE &&
	    (l->s->change[x->at].change == CHANGE_TRANSFER ||
		l->s->change[x->at].change == CHANGE_END ||
		l->s->change[x->at].change == CHANGE_REINSTATE);
}

/* Who holds a child is told by its entries in order, so the last goes first.
 */
static void
take_back_holder(struct look *l, const struct state_entry *t)
{
	const struct state *s = l->s;
	uint64_t index = state_entry_index(s, t);
	size_t child, i;

	if (!is_of_holder(l, t))
		return;
	child = t->kind == KIND_CHANGE ? s->change[t->at].child
				       : s->assignment[t->at].child;
	for (i = s->child[child].event; i != STATE_NONE; i = s->event[i].next) {
		const struct state_entry *x = &s->entry[s->event[i].index];

		if (s->event[i].index > index && x->reversed_by == UINT64_MAX &&
		    is_of_holder(l, x)) {
			look_reject(l, "E11", "target",
			    "có dòng ghi sau dựa vào dòng này: đính chính dòng "
			    "sau trước",
			    "a later entry rests on this: reverse that first");
			return;
		}
	}
	if (t->kind == KIND_ASSIGNMENT && look_has_begun(l, t->at))
		look_flag(l, "E11", "target",
		    "còn khoản hỗ trợ theo phân công này: xem có phải đính "
		    "chính không",
		    "support under this assignment stands: is it wrong too?");
}

/* What it said before counts again: it may be taken by another, or begun. */
static void
take_back_acceptance(struct look *l, const struct state_entry *t)
{
	const struct state_acceptance *x = &l->s->acceptance[t->at];
	const struct state_assignment *a = &l->s->assignment[x->assignment];
	bool before = false;
	size_t i;

	for (i = a->acceptance; i != STATE_NONE;
	     i = l->s->acceptance[i].earlier) {
		if (l->s->acceptance[i].index == x->index ||
		    state_is_reversed(l->s, l->s->acceptance[i].index))
			continue;
		if (l->s->acceptance[i].index > x->index)
			return; /* a later word stands */
		before = !l->s->acceptance[i].accepted;
		break;
	}
	if (a->refused && !before && !state_is_reversed(l->s, a->index) &&
	    look_is_held_from(l, a->child, a->from))
		look_reject(l, "E1", "target",
		    "sau khi từ chối, trẻ đã có đơn vị đỡ đầu khác",
		    "after the refusal another sponsor holds the child");
	if (!a->refused && before && look_has_begun(l, x->assignment))
		look_reject(l, "E11", "target",
		    "đã có hỗ trợ hoặc chuyển đơn vị theo phân công này",
		    "support or a transfer followed this assignment");
}

void
rules_reversal(struct look *l)
{
	const struct state_entry *t;
	int64_t amount = 0;

	look_day(l, "date");
	t = state_ref(l->s, l->o, "target");
	if (t == NULL || !is_reversible(t->kind)) {
		look_reject(l, "E11", "target",
		    "không có dòng này, hoặc loại dòng không đính chính được",
		    "no such entry, or of a kind that is not reversed");
		return;
	}
	if (t->reversed_by != UINT64_MAX) {
		look_reject(l, "E11", "target",
		    "dòng này đã được đính chính một lần",
		    "this entry is reversed already");
		return;
	}
	if (t->at != STATE_NONE && t->kind == KIND_DISBURSEMENT)
		amount = l->s->disbursement[t->at].amount;
	else if (t->at != STATE_NONE && t->kind == KIND_ACCEPTANCE)
		take_back_acceptance(l, t);
	else if (t->at != STATE_NONE)
		take_back_holder(l, t);
	if (t->known && j_int(l->o, "amount") != amount)
		look_reject(l, "E11", "amount",
		    "số tiền phải bằng số của dòng được đính chính",
		    "the amount is that of the entry reversed");
	if (needs_two(l, t) && !look_two(l))
		look_reject(l, "E14", "target",
		    "đính chính dòng này cần hai chữ ký của hai đơn vị",
		    "to reverse this needs two signatures of two units");
}
