/*
 * pubschema.c - the payload table of a publication (FORMAT 11), which holds
 * every figure that a rendering may show.
 */
#include "schema.h"

#include <string.h>

#include "text.h"
#include "value.h"

#define SUM_MAX ((int64_t)NUMBER_MAX)
/* Sums, exact or in millions: reversals may leave them below zero. */
#define FIELD_SUM(k) FIELD_INT(k, -SUM_MAX, SUM_MAX)
#define FIELD_SUM_OR_NULL(k)                                                   \
	FIELD(k, F_INT, .nullable = true, .min = -SUM_MAX, .max = SUM_MAX)

static const struct field word_item = FIELD(NULL, F_WORD);
static const struct field quarter_item = FIELD(NULL, F_QUARTER);
static const struct field name_item = FIELD(NULL, F_TEXT, .max = 256);

/* What is withheld shows no cell. */
static enum err
withheld_extra(const json_t *o, struct fault *f)
{
	return schema_require(j_null(o, "withheld") ||
		json_array_size(j_list(o, "cells")) == 0,
	    f, "FORMAT 11: a table that is withheld has cells");
}

static const struct field attack_fields[] = {
    FIELD("id", F_WORD),
    FIELD("note", F_TEXT, .nullable = true, .max = 256),
    FIELD("result", F_WORD, .words = WORDS("pass", "warn")),
};
static const struct schema attack_schema = {.clause = "FORMAT 11",
    FIELDS(attack_fields)};
static const struct field attack_item =
    FIELD(NULL, F_OBJECT, .sub = &attack_schema);
static const struct field check_fields[] = {
    FIELD("attacks", F_LIST, .max = 32, .item = &attack_item),
    FIELD("rules", F_WORD),
};
static const struct schema check_schema = {.clause = "FORMAT 11",
    FIELDS(check_fields)};

static const struct field constants_fields[] = {
    FIELD("end_age", F_INT),
    FIELD("hotline", F_WORD),
    FIELD("minimum", F_INT),
    FIELD("start", F_DATE),
    FIELD("under", F_INT),
};
static const struct schema constants_schema = {.clause = "FORMAT 11",
    FIELDS(constants_fields)};

static const struct field contact_fields[] = {
    FIELD("hours", F_TEXT, .nullable = true, .max = 128),
    FIELD("office", F_TEXT, .max = 128),
    FIELD("phone", F_TEXT, .nullable = true, .max = 32),
};
static const struct schema contact_schema = {.clause = "FORMAT 11",
    FIELDS(contact_fields)};

static const struct field heads_fields[] = {
    FIELD("confirmed_percent", F_INT, .nullable = true, .max = 100),
    FIELD("sponsors", F_INT),
    FIELD("supported", F_INT),
    FIELD("waiting", F_INT),
};
static const struct schema heads_schema = {.clause = "FORMAT 11",
    FIELDS(heads_fields)};

static enum err
indicator_extra(const json_t *o, struct fault *f)
{
	return schema_require(j_bool(o, "small") == j_null(o, "n"), f,
	    "FORMAT 11: an indicator is small exactly if n is null");
}

static const struct field indicator_fields[] = {
    FIELD("id", F_WORD),
    FIELD("n", F_INT, .nullable = true),
    FIELD("small", F_BOOL),
};
static const struct schema indicator_schema = {.clause = "FORMAT 11",
    FIELDS(indicator_fields),
    .extra = indicator_extra};
static const struct field indicator_item =
    FIELD(NULL, F_OBJECT, .sub = &indicator_schema);

static const struct field group_fields[] = {
    FIELD("groups", F_LIST, .max = 8, .item = &word_item),
    FIELD_SUM_OR_NULL("million"),
};
static const struct schema group_schema = {.clause = "FORMAT 11.1",
    FIELDS(group_fields)};
static const struct field group_item =
    FIELD(NULL, F_OBJECT, .sub = &group_schema);

static const struct field kind_fields[] = {
    FIELD("kinds", F_LIST, .max = 8, .item = &word_item),
    FIELD_SUM("million"),
};
static const struct schema kind_schema = {.clause = "FORMAT 11.1",
    FIELDS(kind_fields)};
static const struct field kind_item =
    FIELD(NULL, F_OBJECT, .sub = &kind_schema);
static const struct field kinds_fields[] = {
    FIELD("cells", F_LIST, .max = 8, .item = &kind_item),
    FIELD("withheld", F_WORD, .nullable = true, .words = WORDS("too-few")),
};
static const struct schema kinds_schema = {.clause = "FORMAT 11.1",
    FIELDS(kinds_fields),
    .extra = withheld_extra};

static const struct field note_fields[] = {
    FIELD("id", F_WORD, .words = WORDS("school-year-lump")),
    FIELD_SUM("million"),
};
static const struct schema note_schema = {.clause = "FORMAT 11.1",
    FIELDS(note_fields)};
static const struct field note_item =
    FIELD(NULL, F_OBJECT, .sub = &note_schema);

static const struct field of_quarter_fields[] = {
    FIELD_SUM_OR_NULL("exact"),
    FIELD_SUM("million"),
};
static const struct schema of_quarter_schema = {.clause = "FORMAT 11.1",
    FIELDS(of_quarter_fields)};
static const struct field since_fields[] = {
    FIELD_SUM("exact"),
    FIELD("from", F_DATE),
    FIELD_SUM("million"),
};
static const struct schema since_schema = {.clause = "FORMAT 11.1",
    FIELDS(since_fields)};
static const struct field year_fields[] = {
    FIELD_SUM("exact"),
    FIELD("year", F_INT),
};
static const struct schema year_schema = {.clause = "FORMAT 11.1",
    FIELDS(year_fields)};

static const struct field money_fields[] = {
    FIELD("groups", F_LIST, .max = 8, .item = &group_item),
    FIELD("kinds", F_OBJECT, .sub = &kinds_schema),
    FIELD("notes", F_LIST, .max = 8, .item = &note_item),
    FIELD("quarter", F_OBJECT, .sub = &of_quarter_schema),
    FIELD("since", F_OBJECT, .sub = &since_schema),
    FIELD("year", F_OBJECT, .nullable = true, .sub = &year_schema),
};
static const struct schema money_schema = {.clause = "FORMAT 11.1",
    FIELDS(money_fields)};

static enum err
opening_extra(const json_t *o, struct fault *f)
{
	struct scalar blind;
	struct digest d;

	if (j_int(o, "from") > j_int(o, "to"))
		return schema_require(false, f,
		    "FORMAT 11.2: a range that ends before it begins");
	if (!j_is_ascending(j_list(o, "quarters")))
		return schema_require(false, f,
		    "FORMAT 11.2: quarters are ascending");
	if (j_digest(&d, o, "blind") != ERR_OK)
		return schema_require(false, f, "FORMAT 11.2: blind");
	memcpy(blind.b, d.b, sizeof(blind.b));
	return schema_require(scalar_check(&blind) == ERR_OK, f,
	    "FORMAT 5.3: blind is not below L");
}

static const struct field opening_fields[] = {
    FIELD_SUM("amount"),
    FIELD("blind", F_DIGEST),
    FIELD("from", F_INT),
    FIELD("quarters", F_LIST, .max = 8, .item = &quarter_item),
    FIELD("to", F_INT),
};
static const struct schema opening_schema = {.clause = "FORMAT 11.2",
    FIELDS(opening_fields),
    .extra = opening_extra};

static const struct field cell_fields[] = {
    FIELD("keys", F_LIST, .max = 8, .item = &word_item),
    FIELD("n", F_INT),
};
static const struct schema cell_schema = {.clause = "FORMAT 11",
    FIELDS(cell_fields)};
static const struct field cell_item =
    FIELD(NULL, F_OBJECT, .sub = &cell_schema);
static const struct field table_fields[] = {
    FIELD("cells", F_LIST, .max = 32, .item = &cell_item),
    FIELD("id", F_WORD),
    FIELD("released", F_QUARTER, .nullable = true),
    FIELD("withheld", F_WORD, .nullable = true, .words = WORDS("too-few")),
};
static const struct schema table_schema = {.clause = "FORMAT 11",
    FIELDS(table_fields),
    .extra = withheld_extra};
static const struct field table_item =
    FIELD(NULL, F_OBJECT, .sub = &table_schema);

/* Is this the last day of the quarter?  Both are syntactically good. */
static bool
is_last_day(const char *date, const char *quarter)
{
	static const char *const days[] = {"-03-31", "-06-30", "-09-30",
	    "-12-31"};

	return strncmp(date, quarter, 4) == 0 &&
	    strcmp(date + 4, days[quarter[6] - '1']) == 0;
}

static bool
has_text(const json_t *list, const char *text)
{
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		if (strcmp(json_string_value(json_array_get(list, i)), text) ==
		    0)
			return true;
	}
	return false;
}

/* Code points are in the order of the bytes of their UTF-8. */
static bool
is_sorted(const json_t *names)
{
	size_t i;

	for (i = 1; i < json_array_size(names); i++) {
		if (strcmp(json_string_value(json_array_get(names, i - 1)),
			json_string_value(json_array_get(names, i))) > 0)
			return false;
	}
	return true;
}

/* 11.3: carried, or opened together with the quarters of its range. */
static enum err
carried_extra(const json_t *o, struct fault *f)
{
	const json_t *opening;
	const char *period;

	period = j_str(o, "period");
	opening = json_object_get(o, "opening");
	if (!j_is_ascending(j_list(o, "carried")))
		return schema_require(false, f,
		    "FORMAT 11: carried periods are ascending");
	if (has_text(j_list(o, "carried"), period) != json_is_null(opening))
		return schema_require(false, f,
		    "FORMAT 11.3: opening is null exactly if carried");
	return schema_require(json_is_null(opening) ||
		has_text(j_list(opening, "quarters"), period),
	    f, "FORMAT 11.2: the opening is of other quarters");
}

static enum err
publication_extra(const json_t *o, struct fault *f)
{
	enum err e;

	e = schema_require(is_last_day(j_str(o, "as_of"), j_str(o, "period")),
	    f, "FORMAT 11: as_of is not the last day of the period");
	if (e == ERR_OK)
		e = schema_require(is_sorted(j_list(o, "sponsors")), f,
		    "FORMAT 11: sponsors are not in order");
	if (e == ERR_OK)
		e = schema_require(j_null(o, "why") ==
			(j_int(o, "version") == 1),
		    f, "FORMAT 11: why is given exactly above version 1");
	if (e == ERR_OK)
		e = carried_extra(o, f);
	return e;
}

static const struct field publication_fields[] = {
    FIELD("as_of", F_DATE),
    FIELD("carried", F_LIST, .max = 8, .item = &quarter_item),
    FIELD("check", F_OBJECT, .sub = &check_schema),
    FIELD("commune", F_TEXT, .max = 128),
    FIELD("constants", F_OBJECT, .sub = &constants_schema),
    FIELD("contact", F_OBJECT, .sub = &contact_schema),
    FIELD("heads", F_OBJECT, .sub = &heads_schema),
    FIELD("indicators", F_LIST, .max = 8, .item = &indicator_item),
    FIELD("money", F_OBJECT, .sub = &money_schema),
    FIELD("next_due", F_DATE),
    FIELD("opening", F_OBJECT, .nullable = true, .sub = &opening_schema),
    FIELD("period", F_QUARTER),
    FIELD("persons", F_INT),
    FIELD("previous", F_REF, .nullable = true),
    FIELD("published", F_DATE),
    FIELD("sponsors", F_LIST, .max = 512, .item = &name_item),
    FIELD("tables", F_LIST, .max = 8, .item = &table_item),
    FIELD("trial", F_BOOL),
    FIELD_INT("version", 1, 999),
    FIELD("why", F_WORD, .nullable = true,
	.words = WORDS("correction", "erasure", "withdrawal")),
};
static const struct schema publication = {.clause = "FORMAT 11",
    FIELDS(publication_fields),
    .has_v = true,
    .extra = publication_extra};

const struct schema *
publication_schema(void)
{
	return &publication;
}
