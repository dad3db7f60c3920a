/*
 * t_login.c - challenges are answered once, in time, by a key in force; a
 * session ends when nobody comes, and after a day's work.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "login.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ORIGIN "xa.example/so"
#define SITE "https://so.xa.example"
#define NOW UINT64_C(1800000000)

struct world {
	struct logins *l;
	struct grant g;
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	char nonce[LOGIN_NONCE_TEXT + 1];
	struct login_try t;
};

static int
setup(void **state)
{
	struct world *o = calloc(1, sizeof(*o));

	assert_non_null(o);
	assert_true(sodium_init() >= 0);
	assert_int_equal(logins_new(&o->l), ERR_OK);
	assert_int_equal(crypto_sign_keypair(o->g.key.key.b, o->secret), 0);
	(void)snprintf(o->g.name, sizeof(o->g.name), ORIGIN "/ubnd-2");
	o->g.from = 7;
	*state = o;
	return 0;
}

static int
teardown(void **state)
{
	struct world *o = *state;

	logins_free(o->l);
	free(o);
	return 0;
}

/* A challenge of that time, signed as it is said. */
static void
prepare(struct world *o, const char *site, uint64_t now)
{
	uint8_t buf[LOGIN_TEXT_MAX];
	struct span text;

	login_challenge(o->l, o->nonce, now);
	o->t = (struct login_try){.site = site,
	    .name = span_str(o->g.name),
	    .nonce = span_str(o->nonce)};
	assert_int_equal(login_text(&text, ORIGIN, &o->t, buf, sizeof(buf)),
	    ERR_OK);
	(void)crypto_sign_detached(o->t.sig.b, NULL, text.p, text.n, o->secret);
	o->t.site = SITE;
}

static enum err
enter(const struct session **s, struct world *o, uint64_t now)
{
	*s = NULL;
	return login_open(s, o->l, &o->g, ORIGIN, &o->t, now);
}

static void
test_once(void **state)
{
	const struct session *s, *again;
	struct world *o = *state;
	char cookie[LOGIN_TOKEN_TEXT + 1];

	prepare(o, SITE, NOW);
	assert_int_equal(enter(&s, o, NOW + 1), ERR_OK);
	assert_string_equal(s->name, o->g.name);
	assert_int_equal(s->from, 7);
	assert_true(login_is_csrf(s, s->csrf));
	assert_false(login_is_csrf(s, s->cookie));
	assert_false(login_is_csrf(s, ""));
	memcpy(cookie, s->cookie, sizeof(cookie));
	assert_int_equal(enter(&again, o, NOW + 2), ERR_STALE);
	assert_int_equal(enter(&again, o, NOW + LOGIN_CHALLENGE_S), ERR_STALE);
	assert_ptr_equal(login_find(o->l, cookie, NOW + 3), s);
	assert_null(login_find(o->l, "", NOW + 3));
	cookie[5] ^= 1;
	assert_null(login_find(o->l, cookie, NOW + 3));
	cookie[5] ^= 1;
	login_close(o->l, cookie, NOW + 4);
	assert_null(login_find(o->l, cookie, NOW + 5));
}

static void
test_what_is_no_answer(void **state)
{
	const struct session *s;
	struct world *o = *state;
	struct logins *other;

	prepare(o, SITE, NOW);
	assert_int_equal(enter(&s, o, NOW + LOGIN_CHALLENGE_S + 1), ERR_STALE);
	assert_int_equal(enter(&s, o, NOW - 1), ERR_STALE);
	assert_int_equal(login_open(&s, o->l, NULL, ORIGIN, &o->t, NOW),
	    ERR_KEY);
	o->t.sig.b[3] ^= 1;
	assert_int_equal(enter(&s, o, NOW), ERR_SIGNATURE);
	prepare(o, "https://evil.example", NOW);
	assert_int_equal(enter(&s, o, NOW), ERR_SIGNATURE);
	/* Of another desk, and changed in any character. */
	assert_int_equal(logins_new(&other), ERR_OK);
	prepare(o, SITE, NOW);
	assert_int_equal(login_open(&s, other, &o->g, ORIGIN, &o->t, NOW),
	    ERR_STALE);
	logins_free(other);
	o->nonce[20] = o->nonce[20] == 'A' ? 'B' : 'A';
	assert_int_equal(enter(&s, o, NOW), ERR_STALE);
	o->t.nonce.n = 4;
	assert_int_equal(enter(&s, o, NOW), ERR_STALE);
	assert_null(s);
}

static void
test_time(void **state)
{
	const struct session *s;
	struct world *o = *state;
	char cookie[LOGIN_TOKEN_TEXT + 1];
	uint64_t now = NOW;

	prepare(o, SITE, now);
	assert_int_equal(enter(&s, o, now), ERR_OK);
	memcpy(cookie, s->cookie, sizeof(cookie));
	now += LOGIN_IDLE_S;
	assert_non_null(login_find(o->l, cookie, now));
	now += LOGIN_IDLE_S + 1;
	assert_null(login_find(o->l, cookie, now));
	prepare(o, SITE, now);
	assert_int_equal(enter(&s, o, now), ERR_OK);
	memcpy(cookie, s->cookie, sizeof(cookie));
	while (now - s->since <= LOGIN_MAX_S - LOGIN_IDLE_S) {
		now += LOGIN_IDLE_S;
		assert_non_null(login_find(o->l, cookie, now));
	}
	assert_null(login_find(o->l, cookie, now + LOGIN_IDLE_S));
}

/* Two minutes of answers are remembered; more are not taken. */
static void
test_full(void **state)
{
	char first[LOGIN_TOKEN_TEXT + 1], last[LOGIN_TOKEN_TEXT + 1];
	const struct session *s;
	struct world *o = *state;
	size_t i;

	for (i = 0; i < LOGIN_SESSIONS_MAX; i++) {
		prepare(o, SITE, NOW + i / 8);
		assert_int_equal(enter(&s, o, NOW + i / 8), ERR_OK);
		memcpy(last, s->cookie, sizeof(last));
		if (i == 0)
			memcpy(first, s->cookie, sizeof(first));
	}
	prepare(o, SITE, NOW + 10);
	assert_int_equal(enter(&s, o, NOW + 10), ERR_STALE);
	assert_non_null(login_find(o->l, last, NOW + 10));
	prepare(o, SITE, NOW + 200);
	assert_int_equal(enter(&s, o, NOW + 200), ERR_OK);
	assert_null(login_find(o->l, first, NOW + 200));
	assert_non_null(login_find(o->l, last, NOW + 200));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_once, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_what_is_no_answer, setup,
		teardown),
	    cmocka_unit_test_setup_teardown(test_time, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_full, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
