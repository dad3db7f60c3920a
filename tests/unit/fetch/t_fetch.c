/* What is taken from an address, and what is not: against a server of a few
 * canned answers on the loopback. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fetch.h"

#define REQUEST_MAX 4096

/* The whole answer to a request that begins so. */
static const struct {
	const char *request, *answer;
} canned[] = {
    {"GET /p/plain ",
	"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"
	"Content-Length: 5\r\n\r\nhello"},
    {"GET /p/empty ", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"},
    {"GET /p/none ", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"},
    {"GET /p/gone ", "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"},
    {"GET /p/moved ",
	"HTTP/1.1 302 Found\r\nLocation: plain\r\nContent-Length: 0\r\n\r\n"},
    {"GET /p/cut ", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"},
    {"GET /p/trouble ", "HTTP/1.1 500 Trouble\r\nContent-Length: 0\r\n\r\n"},
    {"GET /p/noise ", "no HTTP at all\r\n\r\n"},
    {"POST /p/take ",
	"HTTP/1.1 409 Conflict\r\nContent-Type: text/x.tlog.size\r\n"
	"Content-Length: 2\r\n\r\n8\n"},
};

static pid_t server;
static char address[64];

/* One request a connection; "shaky" fails once and then answers. */
static const char *
answer_to(const char *request, unsigned *shaken)
{
	size_t i;

	if (strncmp(request, "GET /p/shaky ", 13) == 0)
		request =
		    (*shaken)++ == 0 ? "GET /p/trouble " : "GET /p/plain ";
	for (i = 0; i < sizeof(canned) / sizeof(canned[0]); i++)
		if (strncmp(request, canned[i].request,
			strlen(canned[i].request)) == 0)
			return canned[i].answer;
	return "HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n";
}

static void
serve(int fd)
{
	char request[REQUEST_MAX + 1];
	const char *answer;
	unsigned shaken = 0;
	ssize_t n;
	int c;

	for (;;) {
		c = accept(fd, NULL, NULL);
		if (c < 0)
			_exit(1);
		n = read(c, request, REQUEST_MAX);
		request[n > 0 ? n : 0] = '\0';
		answer = answer_to(request, &shaken);
		if (write(c, answer, strlen(answer)) < 0)
			_exit(1);
		(void)close(c);
	}
}

static int
setup(void **state)
{
	struct sockaddr_in a = {.sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t n = sizeof(a);
	const int fd = socket(AF_INET, SOCK_STREAM, 0);

	(void)state;
	if (fd < 0 || bind(fd, (struct sockaddr *)&a, n) != 0 ||
	    listen(fd, 8) != 0 ||
	    getsockname(fd, (struct sockaddr *)&a, &n) != 0)
		return -1;
	(void)snprintf(address, sizeof(address), "http://127.0.0.1:%u/p",
	    ntohs(a.sin_port));
	server = fork();
	if (server == 0)
		serve(fd);
	(void)close(fd);
	return server > 0 ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	(void)kill(server, SIGKILL);
	return waitpid(server, NULL, 0) == server ? 0 : -1;
}

static struct fetch *
place(void)
{
	struct fetch *f = NULL;

	assert_int_equal(fetch_new(&f, address), ERR_OK);
	return f;
}

static void
a_file_is_read(void **state)
{
	struct fetch *f = place();
	struct fetch_answer a;

	(void)state;
	assert_int_equal(fetch_get(f, &a, "plain", 5), ERR_OK);
	assert_int_equal(a.n, 5);
	assert_memory_equal(a.bytes, "hello", 5);
	assert_string_equal(a.type, "text/plain");
	free(a.bytes);
	assert_int_equal(fetch_get(f, &a, "empty", 5), ERR_OK);
	assert_int_equal(a.n, 0);
	free(a.bytes);
	assert_int_equal(fetch_get(f, &a, "shaky", 5), ERR_OK);
	free(a.bytes);
	fetch_free(f);
}

static void
what_is_no_file(void **state)
{
	static const struct {
		const char *name;
		size_t max;
		enum err e;
	} bad[] = {
	    {"plain", 4, ERR_RANGE},
	    {"none", 5, ERR_MISSING},
	    {"gone", 5, ERR_MISSING},
	    {"moved", 5, ERR_IO},
	    {"noise", 5, ERR_IO},
	    {"cut", 9, ERR_IO},
	    {"trouble", 5, ERR_IO},
	    {"other", 5, ERR_IO},
	    {"", 5, ERR_FORMAT},
	    {"/plain", 5, ERR_FORMAT},
	    {"../plain", 5, ERR_FORMAT},
	    {"plain?x", 5, ERR_FORMAT},
	    {"plain\n", 5, ERR_FORMAT},
	};
	struct fetch *f = place();
	struct fetch_answer a;
	enum err e;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		e = fetch_get(f, &a, bad[i].name, bad[i].max);
		if (e != bad[i].e)
			fail_msg("%s: %s", bad[i].name, err_word(e));
		if (e == ERR_IO)
			assert_string_not_equal(fetch_error(f), "");
	}
	fetch_free(f);
}

static void
an_answer_to_a_body(void **state)
{
	struct fetch *f = place();
	struct fetch_answer a;

	(void)state;
	assert_int_equal(fetch_post(f, &a, "take", SPAN_LIT("old 0\n"), 64),
	    ERR_OK);
	assert_int_equal(a.status, 409);
	assert_string_equal(a.type, "text/x.tlog.size");
	assert_int_equal(a.n, 2);
	free(a.bytes);
	assert_int_equal(fetch_post(f, &a, "take", SPAN_LIT("old 0\n"), 1),
	    ERR_RANGE);
	/* Reading goes on afterwards. */
	assert_int_equal(fetch_get(f, &a, "plain", 5), ERR_OK);
	free(a.bytes);
	fetch_free(f);
}

static void
addresses(void **state)
{
	static const char *const bad[] = {"", "http:", "http://", "ftp://a/",
	    "file:///etc/passwd", "dir", "http://u@a/", "http://u:p@a/",
	    "http://a/?q", "http://a/#f", "http://a b/"};
	static const char *const good[] = {"http://a", "https://a.example/x/",
	    "http://127.0.0.1:8080", "http://[::1]:8080/"};
	struct fetch *f = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (fetch_new(&f, bad[i]) != ERR_FORMAT)
			fail_msg("%s", bad[i]);
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		if (fetch_new(&f, good[i]) != ERR_OK)
			fail_msg("%s", good[i]);
		fetch_free(f);
	}
	assert_true(fetch_is_address("https://a"));
	assert_false(fetch_is_address("https:a"));
	assert_false(fetch_is_address("build/demo/public"));
}

static void
nobody_listens(void **state)
{
	struct fetch *f = NULL;
	struct fetch_answer a;

	(void)state;
	assert_int_equal(fetch_new(&f, "http://127.0.0.1:1/"), ERR_OK);
	assert_int_equal(fetch_get(f, &a, "plain", 5), ERR_IO);
	assert_string_not_equal(fetch_error(f), "");
	fetch_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_file_is_read),
	    cmocka_unit_test(what_is_no_file),
	    cmocka_unit_test(an_answer_to_a_body),
	    cmocka_unit_test(addresses),
	    cmocka_unit_test(nobody_listens),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
