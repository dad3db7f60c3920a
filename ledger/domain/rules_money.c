/*
 * rules_money.c - rules on support and its confirmation: E1, E4, E5, E8 to
 * E16.
 */
#include "rules_part.h"

#include <string.h>

#include "money.h"

static void
support_child(struct look *l, size_t child, size_t sponsor, int32_t day,
    bool ad_hoc)
{
	size_t holder;
	bool contributes;

	if (day >= state_age_date(l->s, child, day))
		look_reject(l, "E4", "date", "trẻ đã đủ tuổi kết thúc",
		    "the child has reached the end age");
	holder = state_child_holder(l->s, child, day);
	contributes = state_contributes(l->s, child, sponsor, day);
	if (!contributes && !ad_hoc)
		look_reject(l, "E1", "sponsor",
		    holder == STATE_NONE
			? "trẻ không được đỡ đầu vào ngày này"
			: "đơn vị khác đang đỡ đầu trẻ vào ngày này",
		    "this sponsor does not hold the child on this day");
	else if (!contributes)
		look_flag(l, "E1", "sponsor", "hỗ trợ đột xuất của đơn vị khác",
		    "ad-hoc support by another sponsor");
	if (state_child_suspended(l->s, child, day))
		look_flag(l, "E5", "child", "trẻ đang tạm dừng",
		    "the child is suspended");
}

/* E15: parts are the one split of the amount. */
static bool
is_split(const struct look *l, uint32_t n)
{
	const json_t *parts = j_list(l->o, "parts"), *x;
	size_t i;

	if (json_array_size(parts) != n)
		return false;
	json_array_foreach(parts, i, x)
	{
		if (json_integer_value(x) !=
		    money_part(j_int(l->o, "amount"), n, (uint32_t)i))
			return false;
	}
	return true;
}

static void
support_period(struct look *l, size_t child, int32_t day, const char *form)
{
	uint32_t from, to;

	if (quarter_decode(&from, j_span(l->o, "from")) != ERR_OK ||
	    quarter_decode(&to, j_span(l->o, "to")) != ERR_OK || from > to) {
		look_reject(l, "E8", "to", "kỳ cuối nằm trước kỳ đầu",
		    "the period ends before it begins");
		return;
	}
	if (strcmp(form, "school-year") == 0 && from == to)
		look_reject(l, "E8", "to",
		    "hỗ trợ theo năm học phải trải hơn một quý",
		    "school-year support spans more than one quarter");
	if (strcmp(form, "school-year") == 0 &&
	    to - from >= (uint64_t)look_policy(l, PARAM_SCHOOL_YEAR_QUARTERS,
			     quarter_first(from)))
		look_flag(l, "E8", "to",
		    "kỳ này dài hơn số quý của một năm học",
		    "the period is longer than a school year's quarters");
	if (strcmp(form, "ad-hoc") == 0 && from != to)
		look_reject(l, "E8", "to", "hỗ trợ đột xuất thuộc đúng một quý",
		    "ad-hoc support is of exactly one quarter");
	if (!is_split(l, to - from + 1))
		look_reject(l, "E15", "parts",
		    "phân bổ theo quý không bằng cách chia đã định",
		    "the parts are not the one split of the amount");
	if (to < quarter_of_date(day))
		look_flag(l, "E13", "to", "chi muộn cho quý đã qua",
		    "paid late, for an earlier quarter");
	if (child != STATE_NONE &&
	    quarter_last(to) >= state_age_date(l->s, child, day))
		look_flag(l, "E4", "to",
		    "kỳ hỗ trợ kéo dài quá ngày trẻ đủ tuổi kết thúc",
		    "the period runs past the end age");
}

/* E9, and E12: what has no value that can be said is worth 0 only in kind. */
static void
support_amount(struct look *l)
{
	const char *kind = j_str(l->o, "kind");
	int64_t amount = j_int(l->o, "amount");
	bool money;

	if (amount == 0 && strcmp(kind, "in-kind") == 0)
		look_flag(l, "E12", "amount", "hiện vật không định được giá",
		    "goods without a value that can be said");
	else if (amount <= 0)
		look_reject(l, "E9", "amount", "số tiền phải lớn hơn 0",
		    "the amount is above 0");
	else if (amount >
		look_policy(l, PARAM_TWO_SIGNATURE_AMOUNT, l->today) &&
	    !look_second(l))
		look_reject(l, "E9", "amount",
		    "số tiền lớn cần thêm chữ ký phê duyệt của đơn vị khác",
		    "so large an amount needs an approver of another unit");
	money =
	    strcmp(kind, "cash") == 0 || strcmp(kind, "health-insurance") == 0;
	if (!money && j_null(l->o, "basis"))
		look_reject(l, "E12", "basis",
		    "hiện vật phải có căn cứ định giá",
		    "goods need the basis of their value");
}

/* E10.  A reversed row keeps its number, so that a sheet may be read twice. */
static void
support_voucher(struct look *l, int32_t day)
{
	size_t at = state_voucher_find(l->s, j_str(l->o, "sponsor"),
	    date_year(day), j_str(l->o, "voucher"));

	if (at == STATE_NONE)
		return;
	if (state_is_reversed(l->s, l->s->disbursement[at].index))
		look_reject(l, "E10", "voucher",
		    "số chứng từ này thuộc một dòng đã đính chính: thêm đuôi, "
		    "như 12a",
		    "this voucher is that of a reversed row: add a letter, as "
		    "12a");
	else
		look_reject(l, "E10", "voucher",
		    "số chứng từ này của đơn vị đã dùng trong năm",
		    "this voucher number is used in this year");
}

/* I12: the State insures some; guidance that it does not is an answer. */
static void
support_insurance(struct look *l, size_t child)
{
	const struct state_guidance *g;
	size_t i;

	if (strcmp(j_str(l->o, "kind"), "health-insurance") != 0)
		return;
	for (i = l->s->child[child].guidance; i != STATE_NONE; i = g->earlier) {
		g = &l->s->guidance[i];
		if (!state_is_reversed(l->s, g->index) &&
		    strcmp(g->subject, "health-insurance") == 0 &&
		    strcmp(g->result, "not-eligible") == 0)
			return;
	}
	look_flag(l, "E12", "kind",
	    "nhiều em được Nhà nước cấp thẻ BHYT: hỏi trước, rồi ghi hướng dẫn",
	    "the State insures many children: ask first, and enter guidance");
}

void
rules_disbursement(struct look *l)
{
	const char *form = j_str(l->o, "form");
	size_t child, sponsor;
	int32_t day;

	child = look_child(l, "child");
	sponsor = look_sponsor(l, "sponsor");
	day = look_date(l, "date");
	if (child != STATE_NONE && sponsor != STATE_NONE)
		support_child(l, child, sponsor, day,
		    strcmp(form, "ad-hoc") == 0);
	support_period(l, child, day, form);
	support_amount(l);
	support_voucher(l, day);
	if (child != STATE_NONE)
		support_insurance(l, child);
	look_day(l, "date");
	look_sponsor_signs(l, j_str(l->o, "sponsor"));
}

static void
confirmer_signs(struct look *l, const struct state_disbursement *d)
{
	const char *unit = j_str(l->o, "confirmer");
	bool by_key;

	by_key = strcmp(j_str(l->o, "by"), "key") == 0;
	if (strcmp(l->s->sponsor[d->sponsor].code, unit) == 0)
		look_reject(l, "E16", "confirmer",
		    "đơn vị đỡ đầu không tự xác nhận",
		    "a sponsor does not confirm its own support");
	if (l->r->grants != NULL && l->r->st->n_by > 0 &&
	    span_is(l->r->st->by[0], d->author))
		look_reject(l, "E16", "confirmer",
		    "khóa đã ghi khoản hỗ trợ không được ghi xác nhận: để "
		    "thôn, "
		    "trường hoặc một cán bộ khác ghi",
		    "the key that entered the support does not confirm it: let "
		    "the hamlet, the school or another officer");
	if (by_key && !look_author(l, ROLE_CONFIRMER | ROLE_SCHOOL, unit))
		look_reject(l, "E16", "confirmer",
		    "xác nhận bằng khóa phải do chính đơn vị xác nhận ký",
		    "a confirmation by key is signed by that unit");
	if (!by_key && !look_author(l, ROLE_REGISTRAR | ROLE_CONFIRMER, NULL))
		look_reject(l, "E14", "by",
		    "phiếu giấy do văn phòng hoặc người xác nhận ghi",
		    "paper is entered by the office or a confirmer");
}

void
rules_confirmation(struct look *l)
{
	const struct state_disbursement *d;
	const struct state_entry *t;

	look_day(l, "date");
	t = look_entry(l, "disbursement", KIND_DISBURSEMENT);
	if (t == NULL || t->at == STATE_NONE)
		return;
	d = &l->s->disbursement[t->at];
	if (t->reversed_by != UINT64_MAX)
		look_reject(l, "E11", "disbursement",
		    "khoản này đã được đính chính", "this row is reversed");
	if (look_date(l, "date") < d->date)
		look_flag(l, "E13", "date", "xác nhận trước ngày chi",
		    "confirmed before the day of the support");
	if (!j_null(l->o, "received") && j_int(l->o, "received") >= d->amount)
		look_reject(l, "E16", "received",
		    "nhận thiếu thì phải nhỏ hơn số đã chi",
		    "what came short is below the amount");
	else if (!j_null(l->o, "received") && j_int(l->o, "received") == 0)
		look_flag(l, "E16", "received",
		    "nhận 0 đồng thì ghi là chưa nhận",
		    "0 received is: not received");
	confirmer_signs(l, d);
}
