/*
 * rules_child.c - rules on children, assignments and changes: E1 to E7, E14.
 */
#include "rules_part.h"

#include <string.h>

/* Without personal numbers only a likeness can be said: twins are two. */
static bool
has_likeness(const struct look *l)
{
	int32_t birth = look_date(l, "birth");
	size_t i;

	for (i = 0; i < l->s->n_child; i++) {
		const struct state_child *c = &l->s->child[i];

		if (c->birth == birth &&
		    strcmp(c->name, j_str(l->o, "name")) == 0 &&
		    strcmp(c->guardian, j_str(l->o, "guardian")) == 0)
			return true;
	}
	return false;
}

void
rules_child(struct look *l)
{
	if (state_child_find(l->s, j_str(l->o, "child")) != STATE_NONE)
		look_reject(l, "E2", "child", "mã trẻ này đã có",
		    "this child's code is taken");
	if (!j_null(l->o, "personal_index")) {
		if (state_personal_find(l->s, j_str(l->o, "personal_index")) !=
		    STATE_NONE)
			look_reject(l, "E2", "personal_index",
			    "trẻ này đã được ghi nhận với một mã khác",
			    "this child is registered under another code");
	} else if (has_likeness(l)) {
		look_flag(l, "E2", "name",
		    "trùng tên, ngày sinh và người giám hộ với một trẻ đã ghi",
		    "name, birth date and guardian are those of another child");
	}
	if (j_int(l->o, "category") < 1 || j_int(l->o, "category") > 4)
		look_reject(l, "E6", "category", "đối tượng phải là 1 đến 4",
		    "the category is 1 to 4");
	if (look_date(l, "birth") > l->today)
		look_reject(l, "E13", "birth", "ngày sinh nằm sau ngày ghi sổ",
		    "the birth date is after the day of the entry");
}

/* E1: does anybody hold the child on that day or later? */
static bool
is_held_from(const struct look *l, size_t child, int32_t day)
{
	const struct state_child *c = &l->s->child[child];
	size_t i;

	for (i = 0; i < c->n_span; i++)
		if (c->span[i].until > day &&
		    c->span[i].until > c->span[i].from)
			return true;
	return false;
}

static void
assignment_start(struct look *l, int32_t from)
{
	int64_t start;
	uint32_t q;

	q = quarter_of_date(from);
	start = policy_value(l->s, PARAM_START_QUARTER, q);
	if (!j_bool(l->o, "opening") &&
	    (int64_t)(q / 4) * 10 + q % 4 + 1 < start)
		look_reject(l, "E3", "from",
		    "kế hoạch chưa bắt đầu vào ngày này",
		    "the plan had not begun on this day");
	if (j_int(l->o, "pledged") <
	    policy_value(l->s, PARAM_MINIMUM_PER_QUARTER, q))
		look_flag(l, "E7", "pledged",
		    "mức cam kết thấp hơn mức tối thiểu một quý",
		    "the pledge is below the minimum of a quarter");
}

void
rules_assignment(struct look *l)
{
	const struct state_change *end;
	size_t child;
	int32_t from;

	child = look_child(l, "child");
	(void)look_sponsor(l, "sponsor");
	from = look_date(l, "from");
	assignment_start(l, from);
	if (child == STATE_NONE)
		return;
	if (is_held_from(l, child, from))
		look_reject(l, "E1", "child",
		    "trẻ này đã có đơn vị đỡ đầu vào thời gian đó",
		    "this child has a sponsor at that time");
	end = state_child_end(l->s, child, from);
	if (end != NULL)
		look_reject(l, "E5", "child", "việc đỡ đầu trẻ này đã kết thúc",
		    "the sponsorship of this child has ended");
	if (state_child_suspended(l->s, child, from))
		look_reject(l, "E5", "child",
		    "trẻ đang tạm dừng (bỏ học); ghi tiếp tục trước",
		    "the child is suspended (dropped out); resume first");
	if (from >= state_age_date(l->s, child, from))
		look_reject(l, "E4", "from", "trẻ đã đủ tuổi kết thúc",
		    "the child has reached the end age");
}

void
rules_about_assignment(struct look *l)
{
	const struct state_entry *t;
	size_t sponsor;

	t = look_entry(l, "assignment", KIND_ASSIGNMENT);
	if (t == NULL || t->at == STATE_NONE)
		return;
	if (t->reversed_by != UINT64_MAX)
		look_reject(l, "FORMAT 6.8", "assignment",
		    "phân công này đã được đính chính",
		    "this assignment is reversed");
	sponsor = l->s->assignment[t->at].sponsor;
	look_sponsor_signs(l, l->s->sponsor[sponsor].code);
	if (l->r->st->kind == KIND_ACCEPTANCE)
		look_day(l, "date");
}

static void
change_of_holder(struct look *l, size_t child, int32_t day, bool reinstates)
{
	size_t holder, to;

	/* The first day of the new state is the last day's morrow. */
	holder = state_child_holder(l->s, child, day);
	if (reinstates) {
		if (holder != STATE_NONE)
			look_reject(l, "E1", "child",
			    "trẻ này đang có đơn vị đỡ đầu",
			    "this child has a sponsor");
	} else if (holder == STATE_NONE) {
		look_reject(l, "E1", "child",
		    "trẻ này không có đơn vị đỡ đầu vào ngày đó",
		    "this child has no sponsor on that day");
	} else if (!j_null(l->o, "sponsor") &&
	    strcmp(l->s->sponsor[holder].code, j_str(l->o, "sponsor")) != 0) {
		look_reject(l, "E1", "sponsor",
		    "đơn vị này không đỡ đầu trẻ vào ngày đó",
		    "this sponsor does not hold the child on that day");
	}
	if (j_null(l->o, "to_sponsor"))
		return;
	to = look_sponsor(l, "to_sponsor");
	if (!reinstates && to != STATE_NONE && to == holder)
		look_reject(l, "E1", "to_sponsor",
		    "trẻ đã do chính đơn vị này đỡ đầu",
		    "this sponsor holds the child already");
}

void
rules_change(struct look *l)
{
	const char *c = j_str(l->o, "change");
	bool ends, transfers, reinstates;
	size_t child;
	int32_t day;

	child = look_child(l, "child");
	day = look_date(l, "effective");
	if (look_date(l, "known") > l->today)
		look_reject(l, "E13", "known", "ngày nằm sau ngày ghi sổ",
		    "the date is after the day of the entry");
	ends = strcmp(c, "end") == 0;
	transfers = strcmp(c, "transfer") == 0;
	reinstates = strcmp(c, "reinstate") == 0;
	if ((ends || transfers) && !look_two(l))
		look_reject(l, "E14", "change",
		    "kết thúc và chuyển đơn vị cần hai chữ ký của hai đơn vị",
		    "end and transfer need two signatures of two units");
	if (child == STATE_NONE)
		return;
	if (ends || transfers || reinstates)
		change_of_holder(l, child, day, reinstates);
	if (strcmp(c, "suspend") == 0 &&
	    state_child_suspended(l->s, child, day))
		look_reject(l, "E5", "change", "trẻ đang tạm dừng",
		    "the child is suspended already");
	if (strcmp(c, "resume") == 0 &&
	    !state_child_suspended(l->s, child, day))
		look_reject(l, "E5", "change", "trẻ không tạm dừng",
		    "the child is not suspended");
}
