/*
 * t_net.c - targets and addresses: what is taken, and what is refused before
 * anybody looks at it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "listen.h"
#include "target.h"

#include <string.h>
#include <unistd.h>

static void
test_targets(void **state)
{
	static const struct {
		const char *target, *path; /* NULL: refused */
	} rows[] = {
	    {"/", "/"},
	    {"/a/b-c_d.e~1", "/a/b-c_d.e~1"},
	    {"/a?b=%C3%A9", "/a"},
	    {"/a?", "/a"},
	    {"", NULL},
	    {"a", NULL},
	    {"*", NULL},
	    {"http://x/", NULL},
	    {"/%61", NULL},
	    {"/a%00b", NULL},
	    {"/a b", NULL},
	    {"/a\\b", NULL},
	    {"/a#b", NULL},
	    {"/a?%", NULL},
	    {"/a?%4", NULL},
	    {"/a?%zz", NULL},
	    {"/a?%00", NULL},
	    {"/a?x=%2E%2e", NULL},
	    {"/a?\xc3\xa9", NULL},
	    {"/0123456789012345", NULL},
	};
	char path[16];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (target_path(path, sizeof(path), rows[i].target) == ERR_OK) {
			if (rows[i].path == NULL)
				fail_msg("\"%s\" was taken", rows[i].target);
			assert_string_equal(path, rows[i].path);
		} else if (rows[i].path != NULL) {
			fail_msg("\"%s\" was refused", rows[i].target);
		}
	}
}

static void
test_addresses(void **state)
{
	static const char *const bad[] = {"", "127.0.0.1", "localhost:80",
	    "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:", "::1:80", "[::1]",
	    "[::1:80", "1.2.3:80", "127.0.0.1:080"};
	union listen_addr a;
	char text[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (listen_decode(&a, bad[i]) == ERR_OK)
			fail_msg("\"%s\" was taken", bad[i]);
	assert_int_equal(listen_decode(&a, "127.0.0.2:81"), ERR_OK);
	assert_true(listen_is_local(&a));
	listen_encode(text, sizeof(text), &a);
	assert_string_equal(text, "http://127.0.0.2:81");
	assert_int_equal(listen_decode(&a, "[::1]:8080"), ERR_OK);
	assert_true(listen_is_local(&a));
	listen_encode(text, sizeof(text), &a);
	assert_string_equal(text, "http://[::1]:8080");
	assert_int_equal(listen_decode(&a, "10.0.0.1:80"), ERR_OK);
	assert_false(listen_is_local(&a));
}

static void
test_socket(void **state)
{
	union listen_addr a;
	int fd = -1;

	(void)state;
	assert_int_equal(listen_socket(&fd, "127.0.0.1:0", "x"), ERR_OK);
	assert_int_equal(listen_name(&a, fd), ERR_OK);
	assert_true(a.v4.sin_port != 0);
	(void)close(fd);
	assert_int_equal(listen_socket(&fd, "nowhere", "127.0.0.1:0"),
	    ERR_FORMAT);
	assert_int_equal(listen_socket(&fd, NULL, "127.0.0.1:0"), ERR_OK);
	(void)close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_targets),
	    cmocka_unit_test(test_addresses),
	    cmocka_unit_test(test_socket),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
