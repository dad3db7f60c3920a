/*
 * rows_whose.c - whose sheet it is: of this ledger, of the unit that signs it,
 * of the quarter that it was made for.
 */
#include "form_part.h"

#include "names.h"

#include <string.h>

void
whose_table(struct form *f)
{
	const struct sheet_mark *m = &f->ask.table->mark;

	if (*m->kind == '\0')
		return;
	if (strcmp(m->origin, authority_origin(writer_authority(f->ask.w))) !=
	    0)
		fault_refuse(f, FORM_ALL, "", "",
		    "tờ này được lập cho cuốn sổ khác",
		    "this sheet was made for another ledger");
	else if (strcmp(m->kind, kind_word(f->ask.kind)) != 0)
		fault_refuse(f, FORM_ALL, "", "",
		    "tờ này được lập cho loại dòng khác",
		    "this sheet was made for another kind of entry");
}

/* The unit of a key that signs as a sponsor and as nothing more; or NULL. */
static const char *
signing_unit(const struct form *f)
{
	const struct grant *g;

	if (f->ask.signer == NULL)
		return NULL;
	g = authority_find(writer_authority(f->ask.w), span_str(f->ask.signer),
	    writer_size(f->ask.w));
	if (g == NULL || (g->roles & ROLE_SPONSOR) == 0 ||
	    (g->roles & ROLE_REGISTRAR) != 0)
		return NULL;
	return g->unit;
}

/* Is the quarter of the sheet the one, or one of those, of the row? */
static bool
in_quarter(const struct form *f, const json_t *o, const char **column)
{
	const char *q = f->ask.table->mark.quarter;
	uint32_t quarter;
	int32_t day;

	if (f->ask.kind == KIND_DISBURSEMENT) {
		*column = "from";
		return j_null(o, "from") || j_null(o, "to") ||
		    (strcmp(j_str(o, "from"), q) <= 0 &&
			strcmp(q, j_str(o, "to")) <= 0);
	}
	*column = "date";
	return f->ask.kind != KIND_VISIT ||
	    quarter_decode(&quarter, span_str(q)) != ERR_OK ||
	    date_decode(&day, j_span(o, "date")) != ERR_OK ||
	    quarter_of_date(day) == quarter;
}

bool
whose_row(struct form *f, size_t row, const json_t *o)
{
	const struct sheet_mark *m = &f->ask.table->mark;
	const char *sponsor = j_str(o, "sponsor"), *unit = signing_unit(f);
	const char *column = "sponsor";

	if (f->ask.table->source == SHEET_PAIRS || *sponsor == '\0')
		return true;
	if (unit != NULL && strcmp(unit, sponsor) != 0)
		fault_refuse(f, row, column, "",
		    "không phải đơn vị của người ký",
		    "not the unit of the signer");
	else if (*m->kind != '\0' && strcmp(m->unit, sponsor) != 0)
		fault_refuse(f, row, column, "",
		    "tờ này được lập cho đơn vị khác",
		    "this sheet was made for another unit");
	else if (*m->kind != '\0' && !in_quarter(f, o, &column))
		fault_refuse(f, row, column, "", "tờ này được lập cho quý khác",
		    "this sheet was made for another quarter");
	else
		return true;
	return false;
}

bool
whose_blank(const struct form *f, size_t row)
{
	static const char *const keys[] = {"date", "amount", "occasion"};
	const char *names[NAMES_MAX], *text;
	size_t i;

	if (*f->ask.table->mark.kind == '\0')
		return false;
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		names_of(names, keys[i]);
		text = sheet_get(f->ask.table, row, names);
		if (text != NULL && *text != '\0')
			return false;
	}
	return true;
}
