/*
 * rules_change.c - rules on what becomes of a child: E1, E4 to E6, E13, E14.
 */
#include "rules_part.h"

#include <string.h>

/* Changes of the holder are entered in order: what is later is reversed
 * first, lest it be lost without a word. */
static bool
is_latest(const struct look *l, size_t child, int32_t day)
{
	const struct state_child *c = &l->s->child[child];

	return c->n_span == 0 ||
	    (c->span[c->n_span - 1].from <= day &&
		(c->span[c->n_span - 1].until == DATE_NEVER ||
		    c->span[c->n_span - 1].until <= day));
}

static void
leaves(struct look *l, size_t child, int32_t day)
{
	size_t holder = state_child_holder(l->s, child, day);

	if (!is_latest(l, child, day))
		look_reject(l, "E1", "effective",
		    "đã ghi chuyển đơn vị hoặc kết thúc từ ngày sau đó: đính "
		    "chính dòng ấy trước",
		    "a transfer or end on a later day is entered: reverse "
		    "that first");
	else if (holder == STATE_NONE)
		look_reject(l, "E1", "child",
		    "trẻ này không có đơn vị đỡ đầu vào ngày đó",
		    "this child has no sponsor on that day");
	else if (!j_null(l->o, "sponsor") &&
	    strcmp(l->s->sponsor[holder].code, j_str(l->o, "sponsor")) != 0)
		look_reject(l, "E1", "sponsor",
		    "đơn vị này không đỡ đầu trẻ vào ngày đó",
		    "this sponsor does not hold the child on that day");
}

/* I14: money for quarters to come stays in the ledger, and is said. */
static void
prepaid(struct look *l, size_t child, int32_t day)
{
	uint32_t q = quarter_of_date(day);
	const struct state_disbursement *d;
	size_t i;

	for (i = l->s->child[child].support; i != STATE_NONE; i = d->earlier) {
		d = &l->s->disbursement[i];
		if (d->to > q && !state_is_reversed(l->s, d->index)) {
			look_flag(l, "E4", "effective",
			    "đã chi trước cho kỳ sau ngày này; khoản ấy vẫn "
			    "giữ trong sổ",
			    "support was given for quarters after this day; "
			    "it stays");
			return;
		}
	}
}

/* A child that waits for a sponsor may leave too: it moves, or grows up. */
static void
ends(struct look *l, size_t child, int32_t day)
{
	const struct state_child *c = &l->s->child[child];

	if (state_child_end(l->s, child, day) != NULL)
		look_reject(l, "E1", "change",
		    "việc đỡ đầu trẻ này đã kết thúc",
		    "the sponsorship of this child has ended");
	else if (c->n_span > 0 || !j_null(l->o, "sponsor"))
		leaves(l, child, day);
	prepaid(l, child, day);
}

static void
arrives(struct look *l, size_t child, int32_t day)
{
	if (day >= state_age_date(l->s, child, day))
		look_reject(l, "E4", "effective", "trẻ đã đủ tuổi kết thúc",
		    "the child has reached the end age");
}

static void
transfers(struct look *l, size_t child, int32_t day)
{
	size_t to = look_sponsor(l, "to_sponsor");

	leaves(l, child, day);
	arrives(l, child, day);
	if (to != STATE_NONE && to == state_child_holder(l->s, child, day))
		look_reject(l, "E1", "to_sponsor",
		    "trẻ đã do chính đơn vị này đỡ đầu",
		    "this sponsor holds the child already");
}

static void
reinstates(struct look *l, size_t child, int32_t day)
{
	(void)look_sponsor(l, "to_sponsor");
	arrives(l, child, day);
	if (look_is_held_from(l, child, day))
		look_reject(l, "E1", "child", "trẻ này đang có đơn vị đỡ đầu",
		    "this child has a sponsor");
	else if (state_child_end(l->s, child, day) == NULL)
		look_reject(l, "E1", "change",
		    "chưa kết thúc nên không có gì để nhận lại: ghi phân công",
		    "nothing has ended by that day: enter an assignment");
}

static void
pauses(struct look *l, size_t child, int32_t day, bool suspend)
{
	if (suspend == state_child_suspended(l->s, child, day))
		look_reject(l, "E5", "change",
		    suspend ? "trẻ đang tạm dừng" : "trẻ không tạm dừng",
		    suspend ? "the child is suspended already"
			    : "the child is not suspended");
}

static void
attributes(struct look *l, size_t child)
{
	const json_t *set = json_object_get(l->o, "set");
	unsigned flags = l->s->child[child].flags;
	int64_t i;

	if (j_null(set, "category"))
		return;
	for (i = 1; i < j_int(set, "category"); i++)
		if ((flags >> i & 1U) != 0)
			look_flag(l, "E6", "category",
			    "đối tượng chính là nhóm đứng trước: 1, rồi 2, 3, "
			    "4",
			    "the category is the first that applies of 1, 2, "
			    "3, 4");
}

void
rules_change(struct look *l)
{
	const char *c = j_str(l->o, "change");
	size_t child;
	int32_t day;

	child = look_child(l, "child");
	day = look_date(l, "effective");
	look_day(l, "known");
	if ((strcmp(c, "end") == 0 || strcmp(c, "transfer") == 0 ||
		strcmp(c, "reinstate") == 0) &&
	    !look_two(l))
		look_reject(l, "E14", "change",
		    "kết thúc, chuyển đơn vị và nhận lại cần hai chữ ký của "
		    "hai đơn vị",
		    "end, transfer and reinstatement need two signatures of "
		    "two units");
	if (child == STATE_NONE)
		return;
	if (strcmp(c, "end") == 0)
		ends(l, child, day);
	else if (strcmp(c, "transfer") == 0)
		transfers(l, child, day);
	else if (strcmp(c, "reinstate") == 0)
		reinstates(l, child, day);
	else if (strcmp(c, "attributes") == 0)
		attributes(l, child);
	else
		pauses(l, child, day, strcmp(c, "suspend") == 0);
}
