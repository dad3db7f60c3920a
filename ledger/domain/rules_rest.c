/*
 * rules_rest.c - rules on visits, guidance and follow-up, on consents and the
 * sponsors that need one, on objections and requests; and references.
 */
#include "rules_part.h"

#include <string.h>

void
rules_care(struct look *l)
{
	enum kind k = l->r->st->kind;
	const char *unit = k == KIND_VISIT ? "sponsor" : "unit";
	uint32_t q;

	(void)look_child(l, "child");
	if (k == KIND_VISIT)
		(void)look_sponsor(l, "sponsor");
	look_day(l, "date");
	if (k == KIND_FOLLOWUP &&
	    (quarter_decode(&q, j_span(l->o, "quarter")) != ERR_OK ||
		q > quarter_of_date(l->today)))
		look_reject(l, "E13", "quarter", "quý này chưa tới",
		    "this quarter has not begun");
	if (!look_author(l, ROLE_REGISTRAR, NULL) &&
	    !(k == KIND_VISIT && look_author(l, ROLE_SCHOOL, NULL)) &&
	    !look_author(l, ROLE_SPONSOR | ROLE_SCHOOL, j_str(l->o, unit)))
		look_reject(l, "E14", unit, "người ký không thuộc đơn vị này",
		    "the signer is not of this unit");
}

/* A person's money is shown only while the person agrees. */
void
rules_sponsor(struct look *l)
{
	const struct state_consent *c = NULL;
	size_t at;

	if (strcmp(j_str(l->o, "type"), "person") != 0 ||
	    !j_bool(l->o, "money_public"))
		return;
	at = state_sponsor_find(l->s, j_str(l->o, "code"));
	if (at != STATE_NONE)
		c = state_consent(l->s, l->s->sponsor[at].consent,
		    SCOPE_MONEY_PUBLIC);
	if (c == NULL || !c->given)
		look_reject(l, "FORMAT 6.17", "money_public",
		    "cá nhân phải đồng ý trước (ghi đồng ý, rồi ghi lại)",
		    "a person consents first; enter that, then this again");
}

static void
consent_of_child(struct look *l, size_t child)
{
	const char *by = j_str(l->o, "by");
	int64_t age;
	int32_t day = look_date(l, "date"), old;

	if (strcmp(by, "sponsor") == 0)
		look_reject(l, "FORMAT 6.19", "by",
		    "đơn vị đỡ đầu không đồng ý thay cho trẻ",
		    "a sponsor does not consent for a child");
	if (child == STATE_NONE || !j_bool(l->o, "given") ||
	    strcmp(by, "both") == 0)
		return;
	age = look_policy(l, PARAM_CONSENT_AGE, day);
	old = date_add_years(l->s->child[child].birth,
	    (int32_t)(age > 200 ? 200 : age));
	if (day >= old)
		look_reject(l, "FORMAT 6.19", "by",
		    "ở tuổi này cần cả trẻ và người giám hộ đồng ý",
		    "at this age both the child and the guardian consent");
	else if (strcmp(by, "child") == 0)
		look_reject(l, "FORMAT 6.19", "by",
		    "ở tuổi này người giám hộ đồng ý thay trẻ",
		    "at this age the guardian consents");
}

void
rules_consent(struct look *l)
{
	look_day(l, "date");
	if (!j_null(l->o, "child")) {
		consent_of_child(l, look_child(l, "child"));
		return;
	}
	(void)look_sponsor(l, "sponsor");
	if (strcmp(j_str(l->o, "by"), "sponsor") != 0)
		look_reject(l, "FORMAT 6.19", "by",
		    "việc của đơn vị đỡ đầu do chính đơn vị đồng ý",
		    "a sponsor consents for itself");
}

/* An answer closes one that is open and is no answer itself. */
static void
answer(struct look *l, const char *field, enum kind k)
{
	const struct state_entry *t = look_entry(l, field, k);
	uint64_t by;

	if (t == NULL || !t->known)
		return;
	if (t->at == STATE_NONE) {
		look_reject(l, "FORMAT 6.8", field,
		    "dòng này đã là một trả lời", "this is an answer itself");
		return;
	}
	by = k == KIND_OBJECTION ? l->s->objection[t->at].answered_by
				 : l->s->request[t->at].answered_by;
	if (by != UINT64_MAX)
		look_reject(l, "FORMAT 6.8", field, "dòng này đã được trả lời",
		    "this is answered already");
}

static void
request_clocks(struct look *l)
{
	int32_t answer_due, done_due;

	state_request_due(l->s, look_date(l, "received"), &answer_due,
	    &done_due);
	if (look_date(l, "answer_due") > answer_due)
		look_flag(l, "FORMAT 6.32", "answer_due",
		    "hạn trả lời muộn hơn số ngày làm việc đã định",
		    "later than the working days set for an answer");
	if (look_date(l, "done_due") > done_due)
		look_flag(l, "FORMAT 6.32", "done_due",
		    "hạn làm xong muộn hơn số ngày làm việc đã định",
		    "later than the working days set for being done");
}

void
rules_asked(struct look *l)
{
	if (!j_null(l->o, "child"))
		(void)look_child(l, "child");
	if (l->r->st->kind == KIND_OBJECTION) {
		look_day(l, "date");
		if (!j_null(l->o, "answers"))
			answer(l, "answers", KIND_OBJECTION);
		if (!j_null(l->o, "about") &&
		    state_ref(l->s, l->o, "about") == NULL)
			look_reject(l, "FORMAT 6.8", "about",
			    "dòng được dẫn chiếu không có",
			    "the entry referred to is not there");
		return;
	}
	if (look_date(l, "received") > l->today)
		look_reject(l, "E13", "received", "ngày nằm sau ngày ghi sổ",
		    "the date is after the day of the entry");
	if (!j_null(l->o, "of"))
		answer(l, "of", KIND_REQUEST);
	else
		request_clocks(l);
}

/* 6.31: of what is in doubt, and by whom it is not. */
static void
affirm(struct look *l)
{
	const struct state_entry *t = state_ref(l->s, l->o, "target");

	if (t == NULL)
		look_reject(l, "FORMAT 6.8", "target",
		    "dòng được dẫn chiếu không có",
		    "the entry referred to is not there");
	else if (!state_is_disputed(l->s, state_entry_index(l->s, t)))
		look_reject(l, "FORMAT 6.31", "target",
		    "dòng này không bị ngờ, hoặc đã được xử lý",
		    "this entry is not in doubt, or no longer");
}

/* 6.6: what a stolen key entered is not summed before somebody looked. */
static void
publication(struct look *l)
{
	const json_t *opening = json_object_get(l->o, "opening");

	if (json_is_object(opening) &&
	    state_first_disputed(l->s, (uint64_t)j_int(opening, "from"),
		(uint64_t)j_int(opening, "to")) != UINT64_MAX)
		look_reject(l, "FORMAT 6.6", "opening",
		    "trong khoảng này còn dòng bị ngờ: giữ nguyên (affirm) "
		    "hoặc đính chính (reverse) từng dòng trước",
		    "entries of this range are in doubt: affirm or reverse "
		    "each of them first");
}

void
rules_rest(struct look *l)
{
	switch ((int)l->r->st->kind) {
	case KIND_DOCUMENT:
		if (!j_null(l->o, "of"))
			(void)look_entry(l, "of", KIND_DOCUMENT);
		break;
	case KIND_ERASURE:
		if (!j_null(l->o, "request"))
			(void)look_entry(l, "request", KIND_REQUEST);
		break;
	case KIND_AFFIRM:
		affirm(l);
		break;
	case KIND_PUBLICATION:
		publication(l);
		break;
	default:
		break;
	}
}
