/*
 * t_workbook.c - the workbook: an archive that others can open, cell for cell
 * the rows of the CSV, the same bytes every time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pub.h"

#define CELLS_MAX 65536

static struct html
make(const json_t *p)
{
	const struct render_input in = {.publication = p, .tick = TICK_GOOD};
	struct html h;

	html_init(&h);
	assert_int_equal(render_workbook(&h, &in), ERR_OK);
	return h;
}

/* The first place of a text among bytes, or NULL. */
static const char *
find(const struct html *h, const char *text)
{
	const size_t n = strlen(text);
	size_t i;

	for (i = 0; i + n <= h->n; i++) {
		if (memcmp(h->p + i, text, n) == 0)
			return h->p + i;
	}
	return NULL;
}

static size_t
number(const char *s, size_t n)
{
	size_t v = 0;

	while (n-- > 0)
		v = v << 8 | (unsigned char)s[n];
	return v;
}

/* Bit by bit, as the polynomial is written down: not as it was made. */
static uint32_t
checksum(const char *s, size_t n)
{
	uint32_t c = UINT32_MAX;
	size_t i, k;

	for (i = 0; i < n; i++) {
		c ^= (unsigned char)s[i];
		for (k = 0; k < 8; k++)
			c = (c & 1) != 0 ? c >> 1 ^ UINT32_C(0xedb88320)
					 : c >> 1;
	}
	return ~c;
}

/* From the end, as readers do: every line of the directory leads to a head
 * that says the same of the same bytes. */
static void
test_archive(void **state)
{
	json_t *p = pub_load("2026-Q4");
	struct html h = make(p);
	const char *end = h.p + h.n - 22, *line, *head;
	size_t i, n, name, size, next = 0;

	(void)state;
	assert_memory_equal(end, "PK\5\6", 4);
	n = number(end + 10, 2);
	assert_int_equal(n, 6);
	line = h.p + number(end + 16, 4);
	for (i = 0; i < n; i++) {
		assert_memory_equal(line, "PK\1\2", 4);
		head = h.p + number(line + 42, 4);
		assert_ptr_equal(head, h.p + next);
		assert_memory_equal(head, "PK\3\4", 4);
		assert_memory_equal(line + 6, head + 4, 26);
		name = number(line + 28, 2);
		assert_memory_equal(line + 46, head + 30, name);
		size = number(line + 24, 4);
		assert_int_equal(number(line + 16, 4),
		    checksum(head + 30 + name, size));
		next += 30 + name + size;
		line += 46 + name;
	}
	assert_ptr_equal(h.p + next, h.p + number(end + 16, 4));
	assert_ptr_equal(line, end);
	html_release(&h);
	json_decref(p);
}

/* The texts of all cells, each with a line end; entities as they stand. */
static void
cells_of_book(char *out, const struct html *h)
{
	const char *s, *end = h->p + h->n;
	size_t n = 0;

	s = find(h, "<sheetData>");
	assert_non_null(s);
	for (s += 11; s < end && strncmp(s, "</sheetData>", 12) != 0; s++) {
		assert_true(n < CELLS_MAX - 1);
		if (strncmp(s, "</c>", 4) == 0)
			out[n++] = '\n';
		if (*s == '<')
			while (*s != '>')
				s++;
		else if (*s != '\n')
			out[n++] = *s;
	}
	out[n] = '\0';
}

/* Likewise, from RFC 4180, without the mark in front. */
static void
cells_of_csv(char *out, const char *s)
{
	bool quoted = false;
	size_t n = 0;

	for (s += 3; *s != '\0'; s++) {
		assert_true(n < CELLS_MAX - 1);
		if (*s == '"')
			quoted = !quoted;
		else if (!quoted && (*s == ',' || *s == '\n'))
			out[n++] = '\n';
		else if (*s != '\r')
			out[n++] = *s;
	}
	out[n] = '\0';
}

static void
test_cells(void **state)
{
	struct render_input in = {.tick = TICK_GOOD};
	char *book = malloc(CELLS_MAX), *csv = malloc(CELLS_MAX), *s;
	struct html h;
	size_t k;

	(void)state;
	assert_true(book != NULL && csv != NULL);
	for (k = 0; k < 4; k++) {
		json_t *p = pub_load(pub_periods[k]);

		in.publication = p;
		h = make(p);
		s = pub_text(render_csv, &in);
		cells_of_book(book, &h);
		cells_of_csv(csv, s);
		/* The heads differ: words for people, names for programs. */
		assert_string_equal(strstr(book, "Đơn vị tính\n") +
			strlen("Đơn vị tính\n"),
		    strstr(csv, "don_vi\n") + strlen("don_vi\n"));
		html_release(&h);
		free(s);
		json_decref(p);
	}
	free(book);
	free(csv);
}

static void
test_same_bytes(void **state)
{
	json_t *p = pub_load("2027-Q1");
	struct html a = make(p), b = make(p);

	(void)state;
	assert_int_equal(a.n, b.n);
	assert_memory_equal(a.p, b.p, a.n);
	html_release(&a);
	html_release(&b);
	json_decref(p);
}

/* A name is text, whatever it begins with, and ends no tag. */
static void
test_text_stays_text(void **state)
{
	json_t *p = pub_load("2026-Q3");
	struct html h;

	(void)state;
	json_array_set_new(json_object_get(p, "sponsors"), 0,
	    json_string("=A1&<b>"));
	h = make(p);
	assert_non_null(
	    find(&h, "t=\"inlineStr\" s=\"0\"><is><t>=A1&amp;&lt;b&gt;</t>"));
	html_release(&h);
	json_decref(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_archive),
	    cmocka_unit_test(test_cells),
	    cmocka_unit_test(test_same_bytes),
	    cmocka_unit_test(test_text_stays_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
