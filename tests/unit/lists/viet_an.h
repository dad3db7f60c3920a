/*
 * viet_an.h - the year of tests/data/viet-an as a state, entered day by day
 * through schema and rules.  The working directory must be the root of the
 * tree.  Include after cmocka.h.
 */
#ifndef UNIT_LISTS_VIET_AN_H
#define UNIT_LISTS_VIET_AN_H

#include "domain/facts_csv.h"
#include "domain/world.h"

#include "money.h"

static inline json_t *
va_low(const struct csv *c, const char *name)
{
	char word[FACTS_WORD];

	csv_word(word, c, name);
	return *word == '\0' ? json_null() : json_string(word);
}

static inline bool
va_yes(const struct csv *c, const char *name)
{
	return csv_get(c, name)[0] == '1';
}

static inline json_int_t
va_int(const struct csv *c, const char *name)
{
	return strtoll(csv_get(c, name), NULL, 10);
}

static inline json_t *
va_parts(const struct csv *c)
{
	int64_t amount = va_int(c, "amount");
	json_t *a = json_array();
	uint32_t f = 0, t = 0, i;

	assert_int_equal(quarter_decode(&f,
			     span_str(csv_get(c, "period_from"))),
	    ERR_OK);
	assert_int_equal(quarter_decode(&t, span_str(csv_get(c, "period_to"))),
	    ERR_OK);
	for (i = 0; i <= t - f; i++)
		(void)json_array_append_new(a,
		    json_integer(money_part(amount, t - f + 1, i)));
	return a;
}

static inline json_t *
va_target(struct world *w, const struct csv *c)
{
	char sponsor[FACTS_WORD];
	size_t at;

	csv_word(sponsor, c, "sponsor");
	at = state_voucher_find(w->s, sponsor, (int32_t)va_int(c, "year"),
	    csv_get(c, "voucher"));
	assert_true(at != STATE_NONE);
	return world_ref(w->s->disbursement[at].index);
}

static inline json_t *
va_listed(const struct csv *c, enum kind k)
{
	if (k == KIND_SPONSOR)
		return json_pack("{so so sb sb ss ss}", "code",
		    va_low(c, "code"), "group", va_low(c, "group"),
		    "inside_commune", va_yes(c, "inside_commune"),
		    "money_public", va_yes(c, "money_public"), "name",
		    csv_get(c, "name"), "type", csv_get(c, "type"));
	if (k == KIND_CHILD)
		return json_pack(
		    "{ss sI ss so s[] ss so ss so ss sn sn so sn sn}", "birth",
		    csv_get(c, "birth"), "category", va_int(c, "cat"), "child",
		    csv_get(c, "child"), "cluster", va_low(c, "cluster"),
		    "flags", "guardian", csv_get(c, "guardian"), "hamlet",
		    va_low(c, "hamlet"), "household", csv_get(c, "household"),
		    "level", va_low(c, "level"), "name", csv_get(c, "name"),
		    "personal_index", "personal_number", "school",
		    va_low(c, "school"), "special", "legal");
	return json_pack("{ss ss ss ss sb sI s[] so ss}", "basis",
	    csv_get(c, "basis"), "child", csv_get(c, "child"), "form",
	    csv_get(c, "form"), "from", csv_get(c, "from"), "opening",
	    va_yes(c, "opening"), "pledged", va_int(c, "pledged_per_quarter"),
	    "share", "sponsor", va_low(c, "sponsor"), "tie", "do-dau");
}

static inline json_t *
va_payload(struct world *w, const struct csv *c, enum kind k)
{
	const char *received;

	switch ((int)k) {
	case KIND_SPONSOR:
	case KIND_CHILD:
	case KIND_ASSIGNMENT:
		return va_listed(c, k);
	case KIND_CHANGE:
		return json_pack("{ss ss ss ss ss so sn so so}", "change",
		    csv_get(c, "change"), "child", csv_get(c, "child"),
		    "effective", csv_get(c, "effective"), "known",
		    csv_get(c, "reported"), "reason", csv_get(c, "reason"),
		    "reporter", va_low(c, "reporter"), "set", "sponsor",
		    va_low(c, "sponsor"), "to_sponsor",
		    va_low(c, "to_sponsor"));
	case KIND_DISBURSEMENT:
		return json_pack("{sI so ss sb ss sn ss ss ss so so ss ss}",
		    "amount", va_int(c, "amount"), "basis", va_low(c, "basis"),
		    "child", csv_get(c, "child"), "counts",
		    va_yes(c, "counts_to_minimum"), "date", csv_get(c, "date"),
		    "evidence", "form", csv_get(c, "form"), "from",
		    csv_get(c, "period_from"), "kind", csv_get(c, "kind"),
		    "parts", va_parts(c), "sponsor", va_low(c, "sponsor"), "to",
		    csv_get(c, "period_to"), "voucher", csv_get(c, "voucher"));
	case KIND_VISIT:
		return json_pack("{ss ss ss so}", "child", csv_get(c, "child"),
		    "date", csv_get(c, "date"), "occasion",
		    csv_get(c, "occasion"), "sponsor", va_low(c, "sponsor"));
	case KIND_REVERSAL:
		return json_pack("{sI ss ss so}", "amount",
		    (json_int_t)10000000, "date", csv_get(c, "date"), "reason",
		    csv_get(c, "reason"), "target", va_target(w, c));
	default:
		received = csv_get(c, "received");
		return json_pack("{ss so ss so ss ss so}", "by",
		    csv_get(c, "class"), "confirmer", va_low(c, "confirmer"),
		    "date", csv_get(c, "date"), "disbursement", va_target(w, c),
		    "evidence", DIGEST_TEXT, "outcome", csv_get(c, "outcome"),
		    "received",
		    *received == '\0' ? json_null()
				      : json_integer(va_int(c, "received")));
	}
}

/* The rows of a file that bear this date; all of them without a column. */
static inline void
va_enter(struct world *w, const char *file, enum kind k, const char *column,
    const char *date)
{
	struct csv c;
	enum err e;

	csv_open(&c, file);
	while (csv_next(&c)) {
		if (column != NULL && strcmp(csv_get(&c, column), date) != 0)
			continue;
		e = world_enter(w, k, va_payload(w, &c, k), date);
		if (e != ERR_OK)
			print_message("%s %s: %s %s\n", date, kind_word(k),
			    err_word(e),
			    w->said.n > 0 ? w->said.f[0].en : "schema");
		assert_int_equal(e, ERR_OK);
	}
}

/* All that was entered up to that day. */
static inline void
viet_an(struct world *w, const char *last)
{
	char date[DATE_LEN];
	int32_t day = 0, end = 0;

	memset(w, 0, sizeof(*w));
	assert_int_equal(state_new(&w->s), ERR_OK);
	assert_int_equal(date_decode(&day, span_str("2026-06-30")), ERR_OK);
	assert_int_equal(date_decode(&end, span_str(last)), ERR_OK);
	va_enter(w, "sponsors.csv", KIND_SPONSOR, NULL, "2026-06-30");
	va_enter(w, "children.csv", KIND_CHILD, NULL, "2026-06-30");
	va_enter(w, "assignments.csv", KIND_ASSIGNMENT, NULL, "2026-06-30");
	for (; day <= end; day++) {
		date_encode(date, day);
		va_enter(w, "disbursements.csv", KIND_DISBURSEMENT, "date",
		    date);
		va_enter(w, "visits.csv", KIND_VISIT, "date", date);
		va_enter(w, "reversals.csv", KIND_REVERSAL, "date", date);
		va_enter(w, "changes.csv", KIND_CHANGE, "reported", date);
		va_enter(w, "confirmations.csv", KIND_CONFIRMATION, "date",
		    date);
	}
}

#endif
