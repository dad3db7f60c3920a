/*
 * sealedrest.c - payload tables of consents, objections, visits, requests and
 * of the office (FORMAT 6.19, 6.25 to 6.28, 6.31 to 6.35).
 */
#include "sealedrest.h"

#include "value.h"

#include <string.h>

static enum err
consent_extra(const json_t *o, struct fault *f)
{
	return schema_require(j_null(o, "child") != j_null(o, "sponsor"), f,
	    "FORMAT 6.19: exactly one of child, sponsor");
}

static const struct field consent_fields[] = {
    FIELD("by", F_WORD, .words = WORDS("guardian", "child", "both", "sponsor")),
    FIELD("child", F_CODE, .nullable = true),
    FIELD("date", F_DATE),
    FIELD("evidence", F_DIGEST, .nullable = true),
    FIELD("given", F_BOOL),
    FIELD("scope", F_WORD,
	.words = WORDS("image", "name", "story", "money-public", "other")),
    FIELD("sponsor", F_WORD, .nullable = true),
};
static const struct schema consent_schema = {.clause = "FORMAT 6.19",
    FIELDS(consent_fields),
    .has_v = true,
    .extra = consent_extra};

static enum err
objection_extra(const json_t *o, struct fault *f)
{
	return schema_require(j_null(o, "answers") == j_null(o, "result"), f,
	    "FORMAT 6.25: result is given exactly with answers");
}

static const struct field objection_fields[] = {
    FIELD("about", F_REF, .nullable = true),
    FIELD("answers", F_REF, .nullable = true),
    FIELD("child", F_CODE, .nullable = true),
    FIELD("date", F_DATE),
    FIELD("from", F_WORD,
	.words = WORDS("family", "citizen", "sponsor", "other")),
    FIELD("matter", F_WORD,
	.words = WORDS("amount", "not-received", "eligibility", "conduct",
	    "data", "other")),
    FIELD("result", F_WORD, .nullable = true,
	.words = WORDS("upheld", "partly", "rejected")),
    FIELD("text", F_TEXT, .nullable = true, .max = 1024),
};
static const struct schema objection_schema = {.clause = "FORMAT 6.25",
    FIELDS(objection_fields),
    .has_v = true,
    .extra = objection_extra};

static const struct field visit_fields[] = {
    FIELD("child", F_CODE),
    FIELD("date", F_DATE),
    FIELD("occasion", F_WORD,
	.words = WORDS("mid-autumn", "tet", "hardship", "birthday",
	    "school-opening", "other")),
    FIELD("sponsor", F_WORD),
};
static const struct schema visit_schema = {.clause = "FORMAT 6.26",
    FIELDS(visit_fields),
    .has_v = true};

static const struct field guidance_fields[] = {
    FIELD("child", F_CODE),
    FIELD("date", F_DATE),
    FIELD("result", F_WORD,
	.words = WORDS("in-progress", "granted", "not-eligible")),
    FIELD("subject", F_WORD,
	.words = WORDS("monthly-aid", "health-insurance", "school-fees",
	    "housing", "legal", "other")),
    FIELD("unit", F_WORD),
};
static const struct schema guidance_schema = {.clause = "FORMAT 6.27",
    FIELDS(guidance_fields),
    .has_v = true};

static const struct field followup_fields[] = {
    FIELD("child", F_CODE),
    FIELD("date", F_DATE),
    FIELD("followed", F_BOOL),
    FIELD("quarter", F_QUARTER),
    FIELD("risk", F_BOOL),
    FIELD("unit", F_WORD),
};
static const struct schema followup_schema = {.clause = "FORMAT 6.28",
    FIELDS(followup_fields),
    .has_v = true};

static const struct field affirm_fields[] = {
    FIELD("target", F_REF),
};
static const struct schema affirm_schema = {.clause = "FORMAT 6.31",
    FIELDS(affirm_fields),
    .has_v = true};

static enum err
request_extra(const json_t *o, struct fault *f)
{
	return schema_require(j_null(o, "of") == j_null(o, "answer"), f,
	    "FORMAT 6.32: of is given exactly with answer");
}

static const struct field request_fields[] = {
    FIELD("answer", F_WORD, .nullable = true,
	.words = WORDS("done", "partly", "refused")),
    FIELD("answer_due", F_DATE),
    FIELD("child", F_CODE, .nullable = true),
    FIELD("done_due", F_DATE),
    FIELD("from", F_WORD,
	.words = WORDS("guardian", "child", "sponsor", "other")),
    FIELD("kind", F_WORD,
	.words = WORDS("access", "correct", "erase", "restrict", "object")),
    FIELD("of", F_REF, .nullable = true),
    FIELD("received", F_DATE),
};
static const struct schema request_schema = {.clause = "FORMAT 6.32",
    FIELDS(request_fields),
    .has_v = true,
    .extra = request_extra};

/* The parts of a kept sum, by group, are all of it, or none is known. */
static bool
parts_are_whole(const json_t *list, int64_t amount)
{
	const char *before = "";
	const json_t *o;
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		o = json_array_get(list, i);
		if (strcmp(before, j_str(o, "group")) >= 0)
			return false;
		before = j_str(o, "group");
		sum += j_int(o, "amount");
	}
	return i == 0 || sum == amount;
}

static enum err
kept_extra(const json_t *o, struct fault *f)
{
	struct scalar blind;
	struct digest d;

	if (!parts_are_whole(j_list(o, "groups"), j_int(o, "amount")))
		return schema_require(false, f,
		    "FORMAT 6.33: groups ascend and add up");

	if (j_digest(&d, o, "blind") != ERR_OK)
		return schema_require(false, f, "FORMAT 6.33: blind");
	memcpy(blind.b, d.b, sizeof(blind.b));
	return schema_require(scalar_check(&blind) == ERR_OK, f,
	    "FORMAT 5.3: blind is not below L");
}

static const struct field part_fields[] = {
    FIELD_INT("amount", -TOTAL_MAX, TOTAL_MAX),
    FIELD("group", F_WORD, .words = WORDS("g1", "g2", "g3", "g4", "g5")),
};
static const struct schema part_schema = {.clause = "FORMAT 6.33",
    FIELDS(part_fields)};
static const struct field part_item =
    FIELD(NULL, F_OBJECT, .sub = &part_schema);
static const struct field kept_fields[] = {
    FIELD_INT("amount", -TOTAL_MAX, TOTAL_MAX),
    FIELD("blind", F_DIGEST),
    FIELD("groups", F_LIST, .max = 5, .item = &part_item),
    FIELD("quarter", F_QUARTER),
};
static const struct schema kept_schema = {.clause = "FORMAT 6.33",
    FIELDS(kept_fields),
    .extra = kept_extra};

static enum err
erasure_extra(const json_t *o, struct fault *f)
{
	const json_t *kept = j_list(o, "kept");
	size_t i;

	if (!j_is_ascending(j_list(o, "entries")))
		return schema_require(false, f, "FORMAT 6.33: entries ascend");
	for (i = 1; i < json_array_size(kept); i++)
		if (strcmp(j_str(json_array_get(kept, i - 1), "quarter"),
			j_str(json_array_get(kept, i), "quarter")) >= 0)
			return schema_require(false, f,
			    "FORMAT 6.33: quarters ascend");
	return ERR_OK;
}

static const struct field entry_item = FIELD(NULL, F_INT);
static const struct field kept_item =
    FIELD(NULL, F_OBJECT, .sub = &kept_schema);
static const struct field erasure_fields[] = {
    FIELD("basis", F_WORD,
	.words = WORDS("request", "purpose-done", "retention-over",
	    "consent-withdrawn", "other")),
    FIELD("entries", F_LIST, .max = 1024, .item = &entry_item),
    FIELD("kept", F_LIST, .max = 8, .item = &kept_item),
    FIELD("request", F_REF, .nullable = true),
};
static const struct schema erasure_schema = {.clause = "FORMAT 6.33",
    FIELDS(erasure_fields),
    .has_v = true,
    .extra = erasure_extra};

static const struct field disclosure_fields[] = {
    FIELD("basis", F_WORD,
	.words = WORDS("duty", "audit", "request", "law", "other")),
    FIELD("list", F_WORD,
	.words = WORDS("children", "due", "sheet", "report", "export",
	    "receipt", "audit", "other")),
    FIELD("to", F_TEXT, .max = 128),
    FIELD("to_key", F_DIGEST, .nullable = true),
};
static const struct schema disclosure_schema = {.clause = "FORMAT 6.34",
    FIELDS(disclosure_fields),
    .has_v = true};

static const struct schema filler_schema = {.clause = "FORMAT 6.35",
    .has_v = true};

static const struct schema *const schemas[KIND_COUNT] = {
    [KIND_CONSENT] = &consent_schema,
    [KIND_OBJECTION] = &objection_schema,
    [KIND_VISIT] = &visit_schema,
    [KIND_GUIDANCE] = &guidance_schema,
    [KIND_FOLLOWUP] = &followup_schema,
    [KIND_AFFIRM] = &affirm_schema,
    [KIND_REQUEST] = &request_schema,
    [KIND_ERASURE] = &erasure_schema,
    [KIND_DISCLOSURE] = &disclosure_schema,
    [KIND_FILLER] = &filler_schema,
};

const struct schema *
sealedrest_schema(enum kind k)
{
	return schemas[k];
}
