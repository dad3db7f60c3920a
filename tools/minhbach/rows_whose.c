/*
 * rows_whose.c - whose sheet it is: of this ledger, of the unit that signs it,
 * of the quarter that it was made for.
 */
#include "names.h"
#include "rows_part.h"

#include <string.h>

bool
rows_is_ours(struct rows *r)
{
	const struct sheet_mark *m = &r->t->mark;
	struct reason w = rows_reason("", "", "");

	if (*m->kind == '\0')
		return true;
	if (strcmp(m->origin, authority_origin(writer_authority(r->s->w))) != 0)
		w = rows_reason("", "tờ này được lập cho cuốn sổ khác",
		    "this sheet was made for another ledger");
	else if (strcmp(m->kind, kind_word(r->kind)) != 0)
		w = rows_reason("", "tờ này được lập cho loại dòng khác",
		    "this sheet was made for another kind of entry");
	else
		return true;
	rows_fault(r, SIZE_MAX, &w, EXIT_REFUSED);
	return false;
}

/* The unit of a key that signs as a sponsor and as nothing more; or NULL. */
static const char *
signing_unit(const struct rows *r)
{
	const struct grant *g;

	if (r->s->n == 0)
		return NULL;
	g = authority_find(writer_authority(r->s->w),
	    span_str(signer_vkey(r->s->signer[0])->name), writer_size(r->s->w));
	if (g == NULL || (g->roles & ROLE_SPONSOR) == 0 ||
	    (g->roles & ROLE_REGISTRAR) != 0)
		return NULL;
	return g->unit;
}

/* Is the quarter of the sheet the one, or one of those, of the row? */
static bool
in_quarter(const struct rows *r, const json_t *o, const char **column)
{
	const char *q = r->t->mark.quarter;
	uint32_t quarter;
	int32_t day;

	if (r->kind == KIND_DISBURSEMENT) {
		*column = "from";
		return strcmp(j_str(o, "from"), q) <= 0 &&
		    strcmp(q, j_str(o, "to")) <= 0;
	}
	*column = "date";
	return r->kind != KIND_VISIT ||
	    quarter_decode(&quarter, span_str(q)) != ERR_OK ||
	    date_decode(&day, j_span(o, "date")) != ERR_OK ||
	    quarter_of_date(day) == quarter;
}

bool
rows_is_theirs(struct rows *r, size_t row, const json_t *o)
{
	const char *sponsor = j_str(o, "sponsor"), *unit = signing_unit(r);
	const char *column = "sponsor";
	struct reason w = rows_reason("", "", "");

	if (r->t->source == SHEET_PAIRS ||
	    !json_is_string(json_object_get(o, "sponsor")))
		return true;
	if (unit != NULL && strcmp(unit, sponsor) != 0)
		w = rows_reason(column, "không phải đơn vị của người ký",
		    "not the unit of the signer");
	else if (*r->t->mark.kind != '\0' &&
	    strcmp(r->t->mark.unit, sponsor) != 0)
		w = rows_reason(column, "tờ này được lập cho đơn vị khác",
		    "this sheet was made for another unit");
	else if (*r->t->mark.kind != '\0' && !in_quarter(r, o, &column))
		w = rows_reason(column, "tờ này được lập cho quý khác",
		    "this sheet was made for another quarter");
	else
		return true;
	rows_fault(r, row, &w, EXIT_REFUSED);
	return false;
}

bool
rows_is_blank(const struct rows *r, size_t row)
{
	static const char *const keys[] = {"date", "amount", "occasion"};
	const char *names[NAMES_MAX], *text;
	size_t i;

	if (*r->t->mark.kind == '\0')
		return false;
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		names_of(names, keys[i]);
		text = sheet_get(r->t, row, names);
		if (text != NULL && *text != '\0')
			return false;
	}
	return true;
}
