/*
 * t_guard.c - which requests the desk takes, by their headers alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "guard.h"

#include <string.h>

#define SITE "http://127.0.0.1:8090"
#define HOST "127.0.0.1:8090"
#define JSON "application/json"

static void
test_requests(void **state)
{
	static const struct {
		unsigned status;
		bool post;
		struct guard_headers h;
	} rows[] = {
	    {0, false, {.host = HOST, .n_host = 1}},
	    {421, false, {.n_host = 0}},
	    {421, false, {.host = HOST, .n_host = 2}},
	    {421, false, {.host = "127.0.0.1", .n_host = 1}},
	    {421, false, {.host = "evil.example", .n_host = 1}},
	    {421, false, {.host = HOST ".evil.example", .n_host = 1}},
	    {400, false, {.host = HOST, .n_host = 1, .n_length = 1}},
	    {400, false, {.host = HOST, .n_host = 1, .chunked = true}},
	    {0, true, {HOST, SITE, JSON, "2", NULL, 1, 1, false}},
	    {0, true, {HOST, SITE, JSON, "100", NULL, 1, 1, false}},
	    {400, true, {HOST, SITE, JSON, "101", NULL, 1, 1, false}},
	    {400, true, {HOST, SITE, JSON, "-1", NULL, 1, 1, false}},
	    {400, true, {HOST, SITE, JSON, "2", NULL, 1, 2, false}},
	    {400, true, {HOST, SITE, JSON, NULL, NULL, 1, 0, false}},
	    {400, true, {HOST, SITE, JSON, "2", NULL, 1, 1, true}},
	    {400, true, {HOST, SITE, "text/plain", "2", NULL, 1, 1, false}},
	    {400, true, {HOST, SITE, NULL, "2", NULL, 1, 1, false}},
	    {403, true, {HOST, NULL, JSON, "2", NULL, 1, 1, false}},
	    {403, true, {HOST, "null", JSON, "2", NULL, 1, 1, false}},
	    {403, true,
		{HOST, "https://127.0.0.1:8090", JSON, "2", NULL, 1, 1, false}},
	    {403, true, {HOST, SITE "0", JSON, "2", NULL, 1, 1, false}},
	    {421, true, {"x", SITE, JSON, "2", NULL, 1, 1, false}},
	};
	const char *why;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unsigned got =
		    guard_refuses(&why, &rows[i].h, SITE, rows[i].post, 100);

		if (got != rows[i].status)
			fail_msg("row %zu: %u", i, got);
		assert_true(got == 0 || *why != '\0');
	}
}

static void
test_cookies(void **state)
{
	static const struct {
		const char *header, *value;
	} rows[] = {
	    {NULL, ""},
	    {"", ""},
	    {"minhbach_desk=abc", "abc"},
	    {"a=b; minhbach_desk=abc; c=d", "abc"},
	    {"a=b;minhbach_desk=a+/=", "a+/="},
	    {"xminhbach_desk=abc", ""},
	    {"minhbach_deskx=abc", ""},
	    {"minhbach_desk", ""},
	    {"minhbach_desk=", ""},
	    {"minhbach_desk=123456789", ""},
	    {"minhbach_desk=12345678", "12345678"},
	};
	char out[9];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		memset(out, 'x', sizeof(out));
		guard_cookie(out, sizeof(out), rows[i].header);
		assert_string_equal(out, rows[i].value);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_requests),
	    cmocka_unit_test(test_cookies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
