/*
 * kinds.c - the payload tables of the clear kinds (FORMAT 6.10 to 6.17 and
 * 6.37 to 6.40).
 */
#include "param.h"
#include "schema.h"

#include <string.h>

#include "text.h"

#define VALUE_MAX (INT64_C(1) << 40) /* of a parameter */
#define QUORUM_MAX 4

/* Is this vkey, which its schema has accepted, one of that name? */
static bool
is_key_of(const json_t *o, const char *key, struct span name)
{
	struct span text;

	text = j_span(o, key);
	return text.n > name.n && text.p[name.n] == '+' &&
	    memcmp(text.p, name.p, name.n) == 0;
}

/* Are both null, or neither? */
static bool
go_together(const json_t *o, const char *a, const char *b)
{
	return j_null(o, a) == j_null(o, b);
}

static enum err
admin_extra(const json_t *o, struct fault *f)
{
	return schema_require(is_key_of(o, "verify_key", j_span(o, "name")), f,
	    "FORMAT 6.10: an admin's key has another name");
}

static const struct field admin_fields[] = {
    FIELD("name", F_NAME),
    FIELD("reading_key", F_DIGEST, .nullable = true),
    FIELD("unit", F_WORD),
    FIELD("verify_key", F_VKEY),
};
static const struct schema admin_schema = {.clause = "FORMAT 6.10",
    FIELDS(admin_fields),
    .extra = admin_extra};
static const struct field admin_item =
    FIELD(NULL, F_OBJECT, .sub = &admin_schema);

/* 6.11 with low lines, since 4.1 has no dash in keys; values: params_extra. */
static const struct field params_fields[] = {
    FIELD_INT("accept_days", 0, VALUE_MAX),
    FIELD_INT("adhoc_counts", 0, VALUE_MAX),
    FIELD_INT("age_notice_days", 0, VALUE_MAX),
    FIELD_INT("answer_days", 0, VALUE_MAX),
    FIELD_INT("birthday_quarter_exempt", 0, VALUE_MAX),
    FIELD_INT("birthday_quarter_prorata", 0, VALUE_MAX),
    FIELD_INT("confirm_days", 0, VALUE_MAX),
    FIELD_INT("consent_age", 0, VALUE_MAX),
    FIELD_INT("done_days", 0, VALUE_MAX),
    FIELD_INT("end_age", 0, VALUE_MAX),
    FIELD_INT("late_days", 0, VALUE_MAX),
    FIELD_INT("minimum_per_quarter", 0, VALUE_MAX),
    FIELD_INT("objection_days", 0, VALUE_MAX),
    FIELD_INT("opening_below_minimum", 0, VALUE_MAX),
    FIELD_INT("report_days", 0, VALUE_MAX),
    FIELD_INT("school_year_quarters", 0, VALUE_MAX),
    FIELD_INT("start_quarter", 0, VALUE_MAX),
    FIELD_INT("two_signature_amount", 0, VALUE_MAX),
};

static enum err
params_extra(const json_t *o, struct fault *f)
{
	bool ok;
	enum param p;

	ok = true;
	for (p = 0; p < PARAM_COUNT; p++) {
		if (!j_null(o, param_key(p)) &&
		    param_check(p, j_int(o, param_key(p))) != ERR_OK)
			ok = false;
	}
	return schema_require(ok, f,
	    "FORMAT 6.11: a value that its parameter does not take");
}

static const struct schema params_schema = {.clause = "FORMAT 6.11",
    FIELDS(params_fields),
    .extra = params_extra,
    .partial = true};

static const struct field predecessor_fields[] = {
    FIELD("origin", F_NAME),
    FIELD("reason", F_WORD),
    FIELD("root", F_DIGEST),
    FIELD_INT("size", 1, (int64_t)NUMBER_MAX),
};
static const struct schema predecessor_schema = {.clause = "FORMAT 6.10",
    FIELDS(predecessor_fields)};

static enum err
genesis_extra(const json_t *o, struct fault *f)
{
	return schema_require(is_key_of(o, "log_key", j_span(o, "origin")), f,
	    "FORMAT 6.10: the log key is not named as the origin");
}

static const struct field genesis_fields[] = {
    FIELD("admins", F_LIST, .max = 16, .item = &admin_item),
    FIELD("commune", F_TEXT, .max = 128),
    FIELD("log_key", F_VKEY),
    FIELD("origin", F_NAME),
    FIELD("policy", F_OBJECT, .sub = &params_schema),
    FIELD("predecessor", F_OBJECT, .nullable = true,
	.sub = &predecessor_schema),
    FIELD_INT("quorum", 1, QUORUM_MAX),
    FIELD("trial", F_BOOL),
};
static const struct schema genesis_schema = {.clause = "FORMAT 6.10",
    FIELDS(genesis_fields),
    .has_v = true,
    .extra = genesis_extra};

static enum err
policy_extra(const json_t *o, struct fault *f)
{
	enum param p;

	return schema_require(param_decode(&p, j_span(o, "key")) == ERR_OK &&
		param_check(p, j_int(o, "value")) == ERR_OK,
	    f, "FORMAT 6.11: no such parameter, or a value it does not take");
}

static const struct field policy_fields[] = {
    FIELD("basis", F_REF, .nullable = true),
    FIELD("effective_from", F_QUARTER),
    FIELD("key", F_WORD),
    FIELD_INT("value", 0, VALUE_MAX),
};
static const struct schema policy_schema = {.clause = "FORMAT 6.11",
    FIELDS(policy_fields),
    .has_v = true,
    .extra = policy_extra};

static const struct field clock_fields[] = {
    FIELD("reason", F_WORD,
	.words = WORDS("wrong-clock", "moved-zone", "other")),
    FIELD_INT("true_time", 0, (int64_t)NUMBER_MAX),
};
static const struct schema clock_schema = {.clause = "FORMAT 6.12",
    FIELDS(clock_fields),
    .has_v = true};

static enum err
document_extra(const json_t *o, struct fault *f)
{
	return schema_require(go_together(o, "digest", "digest_kind"), f,
	    "FORMAT 6.13: digest_kind is null exactly with digest");
}

static const struct field document_fields[] = {
    FIELD("date", F_DATE, .nullable = true),
    FIELD("digest", F_DIGEST, .nullable = true),
    FIELD("digest_kind", F_WORD, .nullable = true,
	.words = WORDS("sha256", "hmac")),
    FIELD("number", F_TEXT, .nullable = true, .max = 64),
    FIELD("of", F_REF, .nullable = true),
    FIELD("title", F_TEXT, .max = 512),
    FIELD("type", F_WORD,
	.words = WORDS("ke-hoach", "quyet-dinh", "bao-cao", "thong-bao",
	    "to-trinh", "bien-ban", "ra-soat", "khac")),
};
static const struct schema document_schema = {.clause = "FORMAT 6.13",
    FIELDS(document_fields),
    .has_v = true,
    .extra = document_extra};

static enum err
key_grant_extra(const json_t *o, struct fault *f)
{
	const json_t *roles;

	roles = j_list(o, "roles");
	if (json_array_size(roles) < 1 || !j_is_ascending(roles))
		return schema_require(false, f,
		    "FORMAT 6.14: roles are one or more, ascending");
	return schema_require(is_key_of(o, "verify_key", j_span(o, "name")), f,
	    "FORMAT 6.14: the key has another name");
}

static const struct field role_item = FIELD(NULL, F_WORD,
    .words = WORDS("admin", "registrar", "approver", "sponsor", "confirmer",
	"school", "auditor", "recovery"));
static const struct field key_grant_fields[] = {
    FIELD("cosign_key", F_COSIGN, .nullable = true),
    FIELD("name", F_NAME),
    FIELD("reading_key", F_DIGEST, .nullable = true),
    FIELD("roles", F_LIST, .max = 8, .item = &role_item),
    FIELD("unit", F_WORD),
    FIELD("verify_key", F_VKEY),
};
static const struct schema key_grant_schema = {.clause = "FORMAT 6.14",
    FIELDS(key_grant_fields),
    .has_v = true,
    .extra = key_grant_extra};

static enum err
key_revoke_extra(const json_t *o, struct fault *f)
{
	return schema_require(j_null(o, "since") !=
		(strcmp(j_str(o, "reason"), "compromised") == 0),
	    f, "FORMAT 6.15: since is given exactly if compromised");
}

static const struct field key_revoke_fields[] = {
    FIELD("name", F_NAME),
    FIELD("reason", F_WORD,
	.words = WORDS("left", "replaced", "compromised", "mistake")),
    FIELD("since", F_INT, .nullable = true),
};
static const struct schema key_revoke_schema = {.clause = "FORMAT 6.15",
    FIELDS(key_revoke_fields),
    .has_v = true,
    .extra = key_revoke_extra};

static const struct field log_key_fields[] = {
    FIELD("log_key", F_VKEY),
    FIELD("reason", F_WORD, .words = WORDS("lost", "compromised", "planned")),
};
static const struct schema log_key_schema = {.clause = "FORMAT 6.16",
    FIELDS(log_key_fields),
    .has_v = true};

static const struct field sponsor_fields[] = {
    FIELD("code", F_WORD),
    FIELD("group", F_WORD, .words = WORDS("g1", "g2", "g3", "g4", "g5")),
    FIELD("inside_commune", F_BOOL),
    FIELD("money_public", F_BOOL),
    FIELD("name", F_TEXT, .max = 256),
    FIELD("type", F_WORD,
	.words = WORDS("party", "council", "government", "public-service",
	    "health", "front", "union", "police", "military", "school", "fund",
	    "business", "person", "other")),
};

static bool
is_person(const json_t *o)
{
	return strcmp(j_str(o, "type"), "person") == 0;
}

static enum err
sponsor_clear_extra(const json_t *o, struct fault *f)
{
	return schema_require(!is_person(o), f,
	    "FORMAT 6.17: a person is sealed");
}

static enum err
sponsor_sealed_extra(const json_t *o, struct fault *f)
{
	return schema_require(is_person(o), f,
	    "FORMAT 6.17: only a person is sealed");
}

static const struct schema sponsor_schemas[] = {
    [CLASS_CLEAR] = {.clause = "FORMAT 6.17",
	FIELDS(sponsor_fields),
	.has_v = true,
	.extra = sponsor_clear_extra},
    [CLASS_SEALED] = {.clause = "FORMAT 6.17",
	FIELDS(sponsor_fields),
	.has_v = true,
	.extra = sponsor_sealed_extra},
};

const struct schema *sponsor_schema(enum class c)
{
	return &sponsor_schemas[c];
}

static enum err
range_extra(const json_t *o, struct fault *f)
{
	return schema_require(j_int(o, "from") <= j_int(o, "to"), f,
	    "FORMAT 6.37: a range that ends before it begins");
}

static const struct field range_fields[] = {
    FIELD("from", F_INT),
    FIELD("to", F_INT),
};
static const struct schema range_schema = {.clause = "FORMAT 6.37",
    FIELDS(range_fields),
    .extra = range_extra};
static const struct field withdrawal_fields[] = {
    FIELD("date", F_DATE),
    FIELD("range", F_OBJECT, .nullable = true, .sub = &range_schema),
    FIELD("reason", F_WORD, .words = WORDS("error", "privacy", "law", "other")),
    FIELD("target", F_REF),
};
static const struct schema withdrawal_schema = {.clause = "FORMAT 6.37",
    FIELDS(withdrawal_fields),
    .has_v = true};

static const struct field audit_fields[] = {
    FIELD("erased", F_INT),
    FIELD("mode", F_WORD, .words = WORDS("full")),
    FIELD("opened", F_INT),
    FIELD("report", F_DIGEST),
    FIELD("result", F_WORD, .words = WORDS("passed", "failed", "undecided")),
    FIELD("root", F_DIGEST),
    FIELD("size", F_INT),
    FIELD("withheld", F_INT),
};
static const struct schema audit_schema = {.clause = "FORMAT 6.38",
    FIELDS(audit_fields),
    .has_v = true};

static const struct field report_fields[] = {
    FIELD("digest", F_DIGEST),
    FIELD("period", F_QUARTER),
    FIELD("recipient", F_TEXT, .max = 128),
};
static const struct schema report_schema = {.clause = "FORMAT 6.39",
    FIELDS(report_fields),
    .has_v = true};

static const struct field closing_fields[] = {
    FIELD("reason", F_WORD, .words = WORDS("merged", "ended", "replaced")),
    FIELD("successor", F_NAME, .nullable = true),
};
static const struct schema closing_schema = {.clause = "FORMAT 6.40",
    FIELDS(closing_fields),
    .has_v = true};

const struct schema *
clear_schema(enum kind k)
{
	static const struct schema *const schemas[KIND_COUNT] = {
	    [KIND_GENESIS] = &genesis_schema,
	    [KIND_POLICY] = &policy_schema,
	    [KIND_CLOCK] = &clock_schema,
	    [KIND_DOCUMENT] = &document_schema,
	    [KIND_KEY_GRANT] = &key_grant_schema,
	    [KIND_KEY_REVOKE] = &key_revoke_schema,
	    [KIND_LOG_KEY] = &log_key_schema,
	    [KIND_SPONSOR] = &sponsor_schemas[CLASS_CLEAR],
	    [KIND_WITHDRAWAL] = &withdrawal_schema,
	    [KIND_AUDIT] = &audit_schema,
	    [KIND_REPORT] = &report_schema,
	    [KIND_CLOSING] = &closing_schema,
	};

	return k == KIND_PUBLICATION ? publication_schema() : schemas[k];
}
