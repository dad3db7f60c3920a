/*
 * vector.h - reading test vectors: JSON files under tests/vectors, of which
 * the working directory must be the root of the tree.  base64 and hex are
 * decoded by libsodium, so that our own decoders are tested against it.
 *
 * Include after cmocka.h.  Whatever is wrong with a vector file fails the test.
 */
#ifndef UNIT_VECTOR_H
#define UNIT_VECTOR_H

#include <dirent.h>
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base.h"

#define VECTORS "tests/vectors/"

static inline json_t *
vector_load(const char *path)
{
	json_error_t why;
	json_t *j;

	j = json_load_file(path, JSON_REJECT_DUPLICATES, &why);
	if (j == NULL)
		fail_msg("%s: %s", path, why.text);
	return j;
}

static inline const json_t *
vector_get(const json_t *j, const char *key)
{
	const json_t *v;

	v = json_object_get(j, key);
	if (v == NULL)
		fail_msg("no \"%s\" in the vector", key);
	return v;
}

/* Borrowed from j. */
static inline struct span
vector_text(const json_t *j, const char *key)
{
	const json_t *v;

	v = vector_get(j, key);
	assert_true(json_is_string(v));
	return (struct span){(const uint8_t *)json_string_value(v),
	    json_string_length(v)};
}

static inline uint64_t
vector_number(const json_t *j, const char *key)
{
	const json_t *v;

	v = vector_get(j, key);
	assert_true(json_is_integer(v) && json_integer_value(v) >= 0);
	return (uint64_t)json_integer_value(v);
}

/* base64 of any length into the heap; the caller frees .p */
static inline uint8_t *
vector_base64_text(struct span *out, struct span s)
{
	uint8_t *p;

	p = malloc(s.n + 1);
	assert_non_null(p);
	*out = (struct span){p, 0};
	assert_int_equal(sodium_base642bin(p, s.n, (const char *)s.p, s.n, NULL,
			     &out->n, NULL, sodium_base64_VARIANT_ORIGINAL),
	    0);
	return p;
}

static inline uint8_t *
vector_bytes(struct span *out, const json_t *j, const char *key)
{
	return vector_base64_text(out, vector_text(j, key));
}

/* base64, or hex, of exactly n bytes */
static inline void
vector_base64(void *out, size_t n, const json_t *j, const char *key)
{
	struct span s;
	uint8_t *p;

	p = vector_bytes(&s, j, key);
	assert_int_equal(s.n, n);
	memcpy(out, p, n);
	free(p);
}

static inline void
vector_hex_text(void *out, size_t n, const char *hex)
{
	size_t got;

	assert_int_equal(sodium_hex2bin(out, n, hex, strlen(hex), NULL, &got,
			     NULL),
	    0);
	assert_int_equal(got, n);
}

static inline void
vector_hex(void *out, size_t n, const json_t *j, const char *key)
{
	vector_hex_text(out, n, json_string_value(vector_get(j, key)));
}

static inline void
assert_span_equal(struct span a, struct span b)
{
	assert_int_equal(a.n, b.n);
	if (a.n > 0)
		assert_memory_equal(a.p, b.p, a.n);
}

static inline struct span
span_of(const void *p, size_t n)
{
	return (struct span){p, n};
}

/*
 * The bytes decode; no strict prefix of them does, nor they with a byte more.
 * Each trial lies in heap of its exact size, so that a sanitizer sees a
 * decoder that reads on.
 */
static inline void
assert_tight(struct span s, enum err (*decode)(struct span))
{
	uint8_t *p;
	size_t n;

	for (n = 0; n <= s.n + 1; n++) {
		p = malloc(n > 0 ? n : 1);
		assert_non_null(p);
		memcpy(p, s.p, n <= s.n ? n : s.n);
		if (n > s.n)
			p[s.n] = '\n';
		if ((decode((struct span){p, n}) == ERR_OK) != (n == s.n))
			fail_msg("%zu of %zu bytes", n, s.n);
		free(p);
	}
}

/*
 * Every single-fault case of one decoder: try() gets the bytes and the context
 * and answers as the decoder does.  The good bytes must pass; the bad ones
 * must be refused.  Returns how many cases there were.
 */
typedef enum err vector_try(struct span bytes, const json_t *context);

static inline void
vector_case(const char *path, vector_try *try, const json_t *j)
{
	struct span bad, good;
	uint8_t *p, *q;
	enum err e;

	p = vector_bytes(&bad, j, "bytes");
	q = vector_bytes(&good, j, "good");
	e = try(good, vector_get(j, "context"));
	if (e != ERR_OK)
		fail_msg("%s: good is refused: %s", path, err_word(e));
	e = try(bad, vector_get(j, "context"));
	if (e == ERR_OK)
		fail_msg("%s: bad is accepted: %s", path,
		    json_string_value(vector_get(j, "refusal")));
	free(p);
	free(q);
}

static inline size_t
vector_bad(const char *decoder, vector_try *try)
{
	static const char dir[] = VECTORS "minhbach/bad";
	struct dirent *e;
	char path[512];
	json_t *j;
	size_t n;
	DIR *d;

	d = opendir(dir);
	assert_non_null(d);
	n = 0;
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof(path), "%s/%s", dir, e->d_name);
		j = vector_load(path);
		if (span_is(vector_text(j, "decoder"), decoder)) {
			vector_case(path, try, j);
			n++;
		}
		json_decref(j);
	}
	closedir(d);
	return n;
}

#endif
