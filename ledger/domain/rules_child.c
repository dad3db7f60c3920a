/*
 * rules_child.c - rules on children, assignments, and what sponsors say of
 * them: E1 to E7.
 */
#include "rules_part.h"

#include <string.h>

/* Without two personal numbers only a likeness can be said: twins are two. */
static void
likeness(struct look *l)
{
	bool numbered = !j_null(l->o, "personal_index");
	int32_t birth = look_date(l, "birth");

	if (state_alike_name(l->s, j_str(l->o, "name"), birth, numbered) !=
	    STATE_NONE)
		look_flag(l, "E2", "name",
		    "một trẻ đã ghi có tên và ngày sinh như vậy (bỏ dấu, hoặc "
		    "ngày và tháng đảo nhau): xem có phải một em không",
		    "a child of such a name and birth date is registered "
		    "(marks aside, or day and month swapped): is it the same?");
	else if (state_alike_guardian(l->s, j_str(l->o, "guardian"), birth,
		     numbered) != STATE_NONE)
		look_flag(l, "E2", "guardian",
		    "một trẻ đã ghi có cùng ngày sinh và người giám hộ: sinh "
		    "đôi, hay là một em ghi hai lần?",
		    "a child of the same birth date and guardian is "
		    "registered: a twin, or the same child twice?");
}

/* E6: the first of 1, 2, 3, 4 that applies is the category. */
static bool
is_first(int64_t category, unsigned flags)
{
	int64_t i;

	for (i = 1; i < category && i <= 4; i++)
		if ((flags >> i & 1U) != 0)
			return false;
	return true;
}

static unsigned
flags_of(const json_t *o)
{
	const json_t *x;
	unsigned flags = 0;
	size_t i;

	json_array_foreach(j_list(o, "flags"), i, x) flags |= 1U
	    << ((unsigned)json_integer_value(x) & 7U);
	return flags;
}

void
rules_child(struct look *l)
{
	if (state_child_find(l->s, j_str(l->o, "child")) != STATE_NONE)
		look_reject(l, "E2", "child", "mã trẻ này đã có",
		    "this child's code is taken");
	if (!j_null(l->o, "personal_index") &&
	    state_personal_find(l->s, j_str(l->o, "personal_index")) !=
		STATE_NONE)
		look_reject(l, "E2", "personal_index",
		    "trẻ này đã được ghi nhận với một mã khác",
		    "this child is registered under another code");
	else
		likeness(l);
	if (j_int(l->o, "category") < 1 || j_int(l->o, "category") > 4)
		look_reject(l, "E6", "category", "đối tượng phải là 1 đến 4",
		    "the category is 1 to 4");
	else if (!is_first(j_int(l->o, "category"), flags_of(l->o)))
		look_flag(l, "E6", "flags",
		    "đối tượng chính là nhóm đứng trước: 1, rồi 2, 3, 4",
		    "the category is the first that applies of 1, 2, 3, 4");
	if (look_date(l, "birth") > l->today)
		look_reject(l, "E13", "birth", "ngày sinh nằm sau ngày ghi sổ",
		    "the birth date is after the day of the entry");
}

bool
look_is_held_from(const struct look *l, size_t child, int32_t day)
{
	const struct state_child *c = &l->s->child[child];
	size_t i;

	for (i = 0; i < c->n_span; i++)
		if (c->span[i].until > day)
			return true;
	return false;
}

/* E7, and I1: those before the plan are asked only if the parameter says so.
 */
static void
pledge(struct look *l, uint32_t q, bool opening)
{
	if (opening && policy_value(l->s, PARAM_OPENING_BELOW_MINIMUM, q) == 0)
		return;
	if (j_int(l->o, "pledged") <
	    policy_value(l->s, PARAM_MINIMUM_PER_QUARTER, q))
		look_flag(l, "E7", "pledged",
		    "mức cam kết thấp hơn mức tối thiểu một quý",
		    "the pledge is below the minimum of a quarter");
}

static void
assignment_start(struct look *l, int32_t from)
{
	int64_t start;
	uint32_t q;

	q = quarter_of_date(from);
	start = look_policy(l, PARAM_START_QUARTER, from);
	if (!j_bool(l->o, "opening") &&
	    (int64_t)(q / 4) * 10 + q % 4 + 1 < start)
		look_reject(l, "E3", "from",
		    "kế hoạch chưa bắt đầu vào ngày này",
		    "the plan had not begun on this day");
	pledge(l, q, j_bool(l->o, "opening"));
}

/* I18: one main sponsor; who contributes too is listed, each once. */
static void
assignment_share(struct look *l)
{
	const json_t *share = j_list(l->o, "share"), *x;
	const char *code;
	size_t i, j;

	json_array_foreach(share, i, x)
	{
		code = json_string_value(x);
		if (state_sponsor_find(l->s, code) == STATE_NONE)
			look_reject(l, "FORMAT 6.8", "share",
			    "không có đơn vị cùng góp mang mã này",
			    "no co-contributor has this code");
		if (strcmp(code, j_str(l->o, "sponsor")) == 0)
			look_reject(l, "E1", "share",
			    "đơn vị đỡ đầu chính không tự cùng góp",
			    "the main sponsor is no co-contributor");
		for (j = 0; j < i; j++)
			if (strcmp(code,
				json_string_value(json_array_get(share, j))) ==
			    0)
				look_reject(l, "E1", "share",
				    "đơn vị cùng góp ghi hai lần",
				    "a co-contributor is listed twice");
	}
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
	assignment_share(l);
	if (child == STATE_NONE)
		return;
	if (look_is_held_from(l, child, from))
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

/* Who holds the child by this assignment: a transfer keeps the assignment. */
static size_t
holder_by(const struct look *l, size_t assignment)
{
	const struct state_assignment *a = &l->s->assignment[assignment];
	const struct state_child *c = &l->s->child[a->child];
	size_t i;

	for (i = c->n_span; i-- > 0;)
		if (c->span[i].assignment == assignment)
			return c->span[i].sponsor;
	return a->sponsor;
}

/* I17: has it had an effect that a refusal would deny? */
bool
look_has_begun(const struct look *l, size_t assignment)
{
	const struct state_assignment *a = &l->s->assignment[assignment];
	const struct state_disbursement *d;
	const struct state_span *x;
	size_t i;

	if (holder_by(l, assignment) != a->sponsor)
		return true;
	for (i = l->s->child[a->child].support; i != STATE_NONE;
	     i = d->earlier) {
		d = &l->s->disbursement[i];
		x = state_child_span(l->s, d->child, d->date);
		if (x != NULL && x->assignment == assignment &&
		    !state_is_reversed(l->s, d->index))
			return true;
	}
	return false;
}

static void
acceptance(struct look *l, size_t at)
{
	const struct state_assignment *a = &l->s->assignment[at];

	look_day(l, "date");
	if (j_bool(l->o, "accepted")) {
		if (a->refused && look_is_held_from(l, a->child, a->from))
			look_reject(l, "E1", "assignment",
			    "sau khi từ chối, trẻ đã có đơn vị đỡ đầu khác",
			    "after the refusal another sponsor holds the "
			    "child");
		return;
	}
	if (a->refused)
		look_reject(l, "FORMAT 6.21", "accepted",
		    "phân công này đã bị từ chối", "this is refused already");
	if (look_has_begun(l, at))
		look_reject(l, "FORMAT 6.21", "accepted",
		    "đã có hỗ trợ hoặc chuyển đơn vị theo phân công này: ghi "
		    "kết thúc hoặc chuyển đơn vị",
		    "support or a transfer followed: enter an end or a "
		    "transfer");
}

static void
level(struct look *l, size_t at)
{
	uint32_t q;

	if (quarter_decode(&q, j_span(l->o, "from")) != ERR_OK)
		return;
	pledge(l, q, l->s->assignment[at].opening);
	if (q < quarter_of_date(l->today))
		look_flag(l, "E13", "from", "mức mới tính từ một quý đã qua",
		    "the level is for a past quarter");
}

void
rules_about_assignment(struct look *l)
{
	const struct state_entry *t;

	t = look_entry(l, "assignment", KIND_ASSIGNMENT);
	if (t == NULL || t->at == STATE_NONE)
		return;
	if (t->reversed_by != UINT64_MAX)
		look_reject(l, "FORMAT 6.8", "assignment",
		    "phân công này đã được đính chính",
		    "this assignment is reversed");
	look_sponsor_signs(l, l->s->sponsor[holder_by(l, t->at)].code);
	if (l->r->st->kind == KIND_ACCEPTANCE)
		acceptance(l, t->at);
	else
		level(l, t->at);
}
