/*
 * must.h - the fixtures of the unit tests without cmocka: a bench that cannot
 * go on ends.
 */
#ifndef BENCH_MUST_H
#define BENCH_MUST_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define must_hold(x)                                                           \
	do {                                                                   \
		if (!(x)) {                                                    \
			(void)fprintf(stderr, "%s:%d: %s\n", __FILE__,         \
			    __LINE__, #x);                                     \
			exit(2);                                               \
		}                                                              \
	} while (0)
#define assert_true(x) must_hold(x)
#define assert_non_null(x) must_hold((x) != NULL)
#define assert_int_equal(a, b) must_hold((a) == (b))
#define assert_memory_equal(a, b, n) must_hold(memcmp(a, b, n) == 0)
#define fail_msg(...) must_hold(false)

#endif
