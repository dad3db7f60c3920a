/* t_sealed.c - every sealed kind: a good payload, and each of its clauses
 * broken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "payload.h"
#include "world.h"

#define REF "{\"id\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"index\":1}"
#define DIG "\"" DIGEST_TEXT "\""
#define KEPT(groups)                                                           \
	"[{\"amount\":5,\"blind\":" DIG ",\"groups\":" groups                  \
	",\"quarter\":\"2026-Q4\"}]"

static const struct {
	enum kind kind;
	const char *good;
	const char *key[3], *bad[3]; /* a key, and a value that breaks it */
} cases[] = {
    {KIND_CHILD,
	"{\"birth\":\"2016-02-29\",\"category\":3,\"child\":\"TE-000001\","
	"\"cluster\":\"c1\",\"flags\":[1,4],\"guardian\":null,\"hamlet\":\"t\","
	"\"household\":\"H1\",\"legal\":null,\"level\":\"th\","
	"\"name\":\"n\",\"personal_index\":null,\"personal_number\":null,"
	"\"school\":\"s\","
	"\"special\":null,\"v\":1}",
	{"flags", "child", "personal_number"}, {"[3]", "\"TE-1\"", "\"000\""}},
    {KIND_CONSENT,
	"{\"by\":\"both\",\"child\":\"TE-000001\",\"date\":\"2026-07-01\","
	"\"evidence\":null,\"given\":true,\"scope\":\"name\",\"sponsor\":null,"
	"\"v\":1}",
	{"child", "scope", "sponsor"}, {"null", "\"x\"", "\"a\""}},
    {KIND_ASSIGNMENT,
	"{\"basis\":\"KH\",\"child\":\"TE-000001\",\"form\":\"monthly\","
	"\"from\":\"2026-07-01\",\"opening\":false,\"pledged\":0,\"share\":[],"
	"\"sponsor\":\"a\",\"tie\":\"ho-tro\",\"v\":1}",
	{"form", "pledged", "from"}, {"\"x\"", "-1", "\"2026-02-30\""}},
    {KIND_ACCEPTANCE,
	"{\"accepted\":true,\"assignment\":" REF
	",\"date\":\"2026-07-01\",\"evidence\":null,\"v\":1}",
	{"accepted", "assignment", "v"}, {"1", "null", "2"}},
    {KIND_LEVEL,
	"{\"assignment\":" REF
	",\"evidence\":null,\"from\":\"2026-Q3\",\"pledged\":1,\"v\":1}",
	{"from", "pledged", "evidence"},
	{"\"2026-Q5\"", "1099511627776", "\"x\""}},
    {KIND_DISBURSEMENT,
	"{\"amount\":1,\"basis\":null,\"child\":\"TE-000001\",\"counts\":true,"
	"\"date\":\"2026-07-01\",\"evidence\":null,\"form\":\"ad-hoc\","
	"\"from\":\"2026-Q3\",\"kind\":\"cash\",\"parts\":[1],"
	"\"sponsor\":\"a\",\"to\":\"2026-Q3\",\"v\":1,\"voucher\":\"01/A\"}",
	{"kind", "basis", "parts"}, {"\"in-kind\"", "\"invoice\"", "[-1]"}},
    {KIND_CONFIRMATION,
	"{\"by\":\"key\",\"confirmer\":\"t01\",\"date\":\"2026-07-01\","
	"\"disbursement\":" REF
	",\"evidence\":null,\"outcome\":\"full\",\"received\":null,\"v\":1}",
	{"by", "outcome", "received"}, {"\"paper\"", "\"short\"", "1"}},
    {KIND_OBJECTION,
	"{\"about\":null,\"answers\":null,\"child\":null,"
	"\"date\":\"2026-07-01\",\"from\":\"family\",\"matter\":\"data\","
	"\"result\":null,\"text\":\"x\",\"v\":1}",
	{"answers", "result", "text"}, {REF, "\"upheld\"", "\"\""}},
    {KIND_VISIT,
	"{\"child\":\"TE-000001\",\"date\":\"2026-07-01\","
	"\"occasion\":\"tet\",\"sponsor\":\"a\",\"v\":1}",
	{"occasion", "sponsor", "date"}, {"\"x\"", "null", "1"}},
    {KIND_GUIDANCE,
	"{\"child\":\"TE-000001\",\"date\":\"2026-07-01\","
	"\"result\":\"granted\",\"subject\":\"legal\",\"unit\":\"a\",\"v\":1}",
	{"result", "subject", "unit"}, {"\"x\"", "\"x\"", "\"X\""}},
    {KIND_FOLLOWUP,
	"{\"child\":\"TE-000001\",\"date\":\"2026-07-01\",\"followed\":true,"
	"\"quarter\":\"2026-Q3\",\"risk\":false,\"unit\":\"a\",\"v\":1}",
	{"followed", "quarter", "risk"}, {"0", "null", "null"}},
    {KIND_CHANGE,
	"{\"change\":\"end\",\"child\":\"TE-000001\","
	"\"effective\":\"2026-07-01\",\"known\":\"2026-07-01\","
	"\"reason\":\"mat\",\"reporter\":\"a\",\"set\":null,\"sponsor\":null,"
	"\"to_sponsor\":null,\"v\":1}",
	{"change", "to_sponsor", "change"},
	{"\"transfer\"", "\"a\"", "\"attributes\""}},
    {KIND_REVERSAL,
	"{\"amount\":0,\"date\":\"2026-07-01\",\"reason\":\"khac\","
	"\"target\":" REF ",\"v\":1}",
	{"amount", "reason", "target"}, {"-1", "\"x\"", "1"}},
    {KIND_AFFIRM, "{\"target\":" REF ",\"v\":1}", {"target", "v", "x"},
	{"null", "0", "1"}},
    {KIND_REQUEST,
	"{\"answer\":null,\"answer_due\":\"2026-07-01\",\"child\":null,"
	"\"done_due\":\"2026-07-01\",\"from\":\"child\",\"kind\":\"erase\","
	"\"of\":null,\"received\":\"2026-07-01\",\"v\":1}",
	{"answer", "of", "kind"}, {"\"done\"", REF, "\"x\""}},
    {KIND_ERASURE,
	"{\"basis\":\"other\",\"entries\":[1,2],\"kept\":[{\"amount\":-5,"
	"\"blind\":" DIG ",\"groups\":[{\"amount\":-7,\"group\":\"g1\"},"
	"{\"amount\":2,\"group\":\"g5\"}],\"quarter\":\"2026-Q4\"}],"
	"\"request\":null,\"v\":1}",
	{"entries", "basis", "kept"}, {"[2,1]", "\"x\"", "[{\"amount\":1}]"}},
    {KIND_ERASURE,
	"{\"basis\":\"other\",\"entries\":[1],\"kept\":[{\"amount\":5,"
	"\"blind\":" DIG ",\"groups\":[],\"quarter\":\"2026-Q4\"}],"
	"\"request\":null,\"v\":1}",
	{"kept", "kept", "kept"},
	{KEPT("[{\"amount\":4,\"group\":\"g1\"}]"),
	    KEPT("[{\"amount\":5,\"group\":\"g6\"}]"),
	    KEPT("[{\"amount\":4,\"group\":\"g2\"},{\"amount\":1,"
		 "\"group\":\"g1\"}]")}},
    {KIND_DISCLOSURE,
	"{\"basis\":\"duty\",\"list\":\"due\",\"to\":\"x\",\"to_key\":" DIG
	",\"v\":1}",
	{"basis", "list", "to"}, {"\"x\"", "\"x\"", "\"\""}},
    {KIND_FILLER, "{\"v\":1}", {"v", "v", "x"}, {"0", "null", "1"}},
    {KIND_SPONSOR,
	"{\"code\":\"a\",\"group\":\"g1\",\"inside_commune\":true,"
	"\"money_public\":false,\"name\":\"n\",\"type\":\"person\",\"v\":1}",
	{"type", "group", "name"}, {"\"fund\"", "\"g6\"", "null"}},
};

static void
every_kind(void **state)
{
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		json_t *o = NULL;

		assert_int_equal(payload_decode(&o, cases[i].kind, CLASS_SEALED,
				     span_str(cases[i].good), NULL),
		    ERR_OK);
		for (k = 0; k < 3; k++) {
			json_t *broken = json_copy(o);

			(void)json_object_set_new(broken, cases[i].key[k],
			    json_loads(cases[i].bad[k], JSON_DECODE_ANY, NULL));
			assert_int_equal(schema_check(broken,
					     payload_schema(cases[i].kind,
						 CLASS_SEALED),
					     NULL, NULL),
			    ERR_FORMAT);
			json_decref(broken);
		}
		json_decref(o);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
