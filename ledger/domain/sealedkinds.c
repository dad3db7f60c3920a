/*
 * sealedkinds.c - payload tables of the sealed kinds that tell of children
 * and support (FORMAT 6.18 to 6.24, 6.29, 6.30); the rest: sealedrest.c.
 */
#include "sealedkinds.h"

#include "sealedrest.h"

#include <string.h>

#include "calendar.h"
#include "money.h"

static bool
is_one(const json_t *o, const char *key, const char *word)
{
	return strcmp(j_str(o, key), word) == 0;
}

static bool
is_child_code(const char *s)
{
	size_t i;

	if (strlen(s) != 9 || strncmp(s, "TE-", 3) != 0)
		return false;
	for (i = 3; i < 9; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

static enum err
child_extra(const json_t *o, struct fault *f)
{
	const json_t *flags = j_list(o, "flags"), *x;
	size_t i;
	bool ok = j_is_ascending(flags);

	json_array_foreach(flags, i, x) ok =
	    ok && json_integer_value(x) != j_int(o, "category");
	if (!ok)
		return schema_require(false, f,
		    "FORMAT 6.18: flags ascend and are without category");
	if (!is_child_code(j_str(o, "child")))
		return schema_require(false, f,
		    "FORMAT 6.18: a child's code is TE- and 6 digits");
	return schema_require(j_null(o, "personal_index") ==
		j_null(o, "personal_number"),
	    f, "FORMAT 6.18: personal_index is null exactly with the number");
}

static const struct field flag_item = FIELD_INT(NULL, 1, 4);
static const struct field child_fields[] = {
    FIELD("birth", F_DATE),
    FIELD_INT("category", 1, 4),
    FIELD("child", F_CODE),
    FIELD("cluster", F_WORD),
    FIELD("flags", F_LIST, .max = 3, .item = &flag_item),
    FIELD("guardian", F_TEXT, .nullable = true, .max = 128),
    FIELD("hamlet", F_WORD),
    FIELD("household", F_CODE),
    FIELD("legal", F_BOOL, .nullable = true),
    FIELD("level", F_WORD, .words = WORDS("mn", "th", "thcs", "thpt")),
    FIELD("name", F_TEXT, .max = 128),
    FIELD("personal_index", F_DIGEST, .nullable = true),
    FIELD("personal_number", F_CODE, .nullable = true),
    FIELD("school", F_WORD),
    FIELD("special", F_BOOL, .nullable = true),
};
static const struct schema child_schema = {.clause = "FORMAT 6.18",
    FIELDS(child_fields),
    .has_v = true,
    .extra = child_extra};

#define FORM_WORDS WORDS("monthly", "quarterly", "school-year", "ad-hoc")

static const struct field share_item = FIELD(NULL, F_WORD);
static const struct field assignment_fields[] = {
    FIELD("basis", F_TEXT, .max = 128),
    FIELD("child", F_CODE),
    FIELD("form", F_WORD, .words = FORM_WORDS),
    FIELD("from", F_DATE),
    FIELD("opening", F_BOOL),
    FIELD_INT("pledged", 0, AMOUNT_MAX),
    FIELD("share", F_LIST, .max = 8, .item = &share_item),
    FIELD("sponsor", F_WORD),
    FIELD("tie", F_WORD, .words = WORDS("do-dau", "ho-tro")),
};
static const struct schema assignment_schema = {.clause = "FORMAT 6.20",
    FIELDS(assignment_fields),
    .has_v = true};

static const struct field acceptance_fields[] = {
    FIELD("accepted", F_BOOL),
    FIELD("assignment", F_REF),
    FIELD("date", F_DATE),
    FIELD("evidence", F_DIGEST, .nullable = true),
};
static const struct schema acceptance_schema = {.clause = "FORMAT 6.21",
    FIELDS(acceptance_fields),
    .has_v = true};

static const struct field level_fields[] = {
    FIELD("assignment", F_REF),
    FIELD("evidence", F_DIGEST, .nullable = true),
    FIELD("from", F_QUARTER),
    FIELD_INT("pledged", 0, AMOUNT_MAX),
};
static const struct schema level_schema = {.clause = "FORMAT 6.22",
    FIELDS(level_fields),
    .has_v = true};

static enum err
disbursement_extra(const json_t *o, struct fault *f)
{
	bool money;

	money =
	    is_one(o, "kind", "cash") || is_one(o, "kind", "health-insurance");
	return schema_require(j_null(o, "basis") == money, f,
	    "FORMAT 6.23: basis is given exactly for goods");
}

static const struct field part_item = FIELD_INT(NULL, 0, AMOUNT_MAX);
static const struct field disbursement_fields[] = {
    FIELD_INT("amount", 0, AMOUNT_MAX),
    FIELD("basis", F_WORD, .nullable = true,
	.words = WORDS("invoice", "market-price", "minutes")),
    FIELD("child", F_CODE),
    FIELD("counts", F_BOOL),
    FIELD("date", F_DATE),
    FIELD("evidence", F_DIGEST, .nullable = true),
    FIELD("form", F_WORD, .words = FORM_WORDS),
    FIELD("from", F_QUARTER),
    FIELD("kind", F_WORD,
	.words = WORDS("cash", "health-insurance", "school-supplies",
	    "learning-equipment", "essentials", "in-kind")),
    FIELD("parts", F_LIST, .max = 40, .item = &part_item),
    FIELD("sponsor", F_WORD),
    FIELD("to", F_QUARTER),
    FIELD("voucher", F_CODE),
};
static const struct schema disbursement_schema = {.clause = "FORMAT 6.23",
    FIELDS(disbursement_fields),
    .has_v = true,
    .extra = disbursement_extra};

static enum err
confirmation_extra(const json_t *o, struct fault *f)
{
	if (j_null(o, "evidence") && !is_one(o, "by", "key"))
		return schema_require(false, f,
		    "FORMAT 6.24: evidence may be null only if by key");
	return schema_require(j_null(o, "received") !=
		is_one(o, "outcome", "short"),
	    f, "FORMAT 6.24: received is given exactly if short");
}

static const struct field confirmation_fields[] = {
    FIELD("by", F_WORD, .words = WORDS("key", "paper")),
    FIELD("confirmer", F_WORD),
    FIELD("date", F_DATE),
    FIELD("disbursement", F_REF),
    FIELD("evidence", F_DIGEST, .nullable = true),
    FIELD("outcome", F_WORD,
	.words = WORDS("full", "short", "not-received", "not-met")),
    FIELD("received", F_INT, .nullable = true, .max = AMOUNT_MAX),
};
static const struct schema confirmation_schema = {.clause = "FORMAT 6.24",
    FIELDS(confirmation_fields),
    .has_v = true,
    .extra = confirmation_extra};

static const struct field set_fields[] = {
    FIELD("category", F_INT, .nullable = true, .min = 1, .max = 4),
    FIELD("cluster", F_WORD, .nullable = true),
    FIELD("hamlet", F_WORD, .nullable = true),
    FIELD("level", F_WORD, .nullable = true,
	.words = WORDS("mn", "th", "thcs", "thpt")),
    FIELD("school", F_WORD, .nullable = true),
};
static const struct schema set_schema = {.clause = "FORMAT 6.29",
    FIELDS(set_fields)};

static enum err
change_extra(const json_t *o, struct fault *f)
{
	bool to;

	to =
	    is_one(o, "change", "transfer") || is_one(o, "change", "reinstate");
	if (j_null(o, "set") == is_one(o, "change", "attributes"))
		return schema_require(false, f,
		    "FORMAT 6.29: set is given exactly for attributes");
	return schema_require(j_null(o, "to_sponsor") != to, f,
	    "FORMAT 6.29: to_sponsor is given exactly for transfer, reinstate");
}

static const struct field change_fields[] = {
    FIELD("change", F_WORD,
	.words = WORDS("suspend", "resume", "transfer", "end", "reinstate",
	    "attributes")),
    FIELD("child", F_CODE),
    FIELD("effective", F_DATE),
    FIELD("known", F_DATE),
    FIELD("reason", F_WORD,
	.words = WORDS("du-16", "chuyen-di", "bo-hoc", "di-hoc-lai",
	    "het-kho-khan", "mat", "doi-don-vi", "sai-sot", "khac")),
    FIELD("reporter", F_WORD),
    FIELD("set", F_OBJECT, .nullable = true, .sub = &set_schema),
    FIELD("sponsor", F_WORD, .nullable = true),
    FIELD("to_sponsor", F_WORD, .nullable = true),
};
static const struct schema change_schema = {.clause = "FORMAT 6.29",
    FIELDS(change_fields),
    .has_v = true,
    .extra = change_extra};

static const struct field reversal_fields[] = {
    FIELD_INT("amount", 0, AMOUNT_MAX),
    FIELD("date", F_DATE),
    FIELD("reason", F_WORD,
	.words = WORDS("sai-so-tien", "sai-tre", "sai-don-vi", "sai-ngay",
	    "ghi-trung", "khac")),
    FIELD("target", F_REF),
};
static const struct schema reversal_schema = {.clause = "FORMAT 6.30",
    FIELDS(reversal_fields),
    .has_v = true};

static const struct schema *const schemas[KIND_COUNT] = {
    [KIND_CHILD] = &child_schema,
    [KIND_ASSIGNMENT] = &assignment_schema,
    [KIND_ACCEPTANCE] = &acceptance_schema,
    [KIND_LEVEL] = &level_schema,
    [KIND_DISBURSEMENT] = &disbursement_schema,
    [KIND_CONFIRMATION] = &confirmation_schema,
    [KIND_CHANGE] = &change_schema,
    [KIND_REVERSAL] = &reversal_schema,
};

const struct schema *
sealed_schema(enum kind k)
{
	if (k == KIND_SPONSOR)
		return sponsor_schema(CLASS_SEALED);
	if (schemas[k] != NULL)
		return schemas[k];
	return sealedrest_schema(k);
}
