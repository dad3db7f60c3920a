/*
 * t_history.c - the list of periods and the feed: newest first, a withdrawn
 * one without its figures, foreign text escaped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog.h"
#include "history.h"
#include "pub.h"

static size_t
count(const char *s, const char *what)
{
	size_t n = 0;

	for (; (s = strstr(s, what)) != NULL; s++)
		n++;
	return n;
}

static char *
text_of(struct html *h)
{
	char *s;

	s = malloc(h->n + 1);
	assert_non_null(s);
	memcpy(s, h->p, h->n);
	s[h->n] = '\0';
	html_release(h);
	return s;
}

static void
test_newest_first_and_withdrawn_without_figures(void **state)
{
	json_t *p = pub_load("2026-Q3"), *q = pub_load("2027-Q1");
	struct history_item item[] = {{.period = "2026-Q3",
					  .version = 1,
					  .publication = p,
					  .seal = "aaaa bbbb"},
	    {.period = "2026-Q4", .version = 1, .reason = "error"},
	    {.period = "2027-Q1", .version = 2, .publication = q}};
	struct html h;
	char *s;

	(void)state;
	html_init(&h);
	assert_int_equal(render_history_vi(&h, item, 3, true), ERR_OK);
	s = text_of(&h);
	assert_true(strstr(s, "Quý I/2027, lần 2</a>") <
	    strstr(s, "Quý III/2026, lần 1</a>"));
	pub_has(s, "href=\"/cong-bo/2026-Q3/v1/\"");
	pub_has(s, "aaaa bbbb");
	pub_has(s, "DỮ LIỆU MẪU");
	pub_has(s, "Bản công bố này đã được gỡ.");
	/* The chart leaves it out. */
	assert_int_equal(count(s, "class=\"bar\""), 2);
	free(s);
	json_decref(p);
	json_decref(q);
}

static void
test_feed(void **state)
{
	json_t *p = pub_load("2026-Q3");
	struct history_item item[] = {{.period = "2026-Q3",
					  .version = 1,
					  .publication = p},
	    {.period = "2026-Q3",
		.version = 2,
		.reason = "law",
		.withdrawn = "2031-01-02"}};
	struct html h;
	char *s;

	(void)state;
	html_init(&h);
	assert_int_equal(render_feed(&h, item, 2, "a<b"), ERR_OK);
	s = text_of(&h);
	pub_has(s, "<id>urn:minhbach:a&lt;b:2026-Q3:v1</id>");
	pub_has(s, "<title>Quý III/2026, lần 2: đã được gỡ</title>");
	assert_true(strstr(s, ":v2</id>") < strstr(s, ":v1</id>"));
	pub_lacks(s, "a<b");
	/* The tombstone has the day of the withdrawal, and so has the feed. */
	assert_int_equal(count(s, "<updated>2031-01-02T"), 2);
	pub_lacks(s, "1970");
	free(s);
	json_decref(p);
}

static void
test_no_publication_yet(void **state)
{
	struct html h;
	char *s;

	(void)state;
	html_init(&h);
	assert_int_equal(render_history_vi(&h, NULL, 0, false), ERR_OK);
	s = text_of(&h);
	pub_has(s, "<h1>Các kỳ đã công bố</h1>");
	pub_lacks(s, "<table");
	free(s);
}

static void
test_catalog_and_package(void **state)
{
	json_t *p = pub_load("2026-Q3"), *j;
	struct history_item item[] = {{.period = "2026-Q3",
					  .version = 1,
					  .publication = p},
	    {.period = "2026-Q3", .version = 2, .reason = "law"}};
	struct html h;

	(void)state;
	html_init(&h);
	assert_int_equal(render_catalog(&h, item, 2), ERR_OK);
	j = json_loadb(h.p, h.n, 0, NULL);
	assert_int_equal(json_array_size(json_object_get(j, "items")), 2);
	json_decref(j);
	html_release(&h);
	html_init(&h);
	assert_int_equal(render_datapackage(&h, p, SPAN_LIT("abc"),
			     SPAN_LIT("xy"), SPAN_LIT("{}")),
	    ERR_OK);
	j = json_loadb(h.p, h.n, 0, NULL);
	assert_int_equal(json_array_size(json_object_get(j, "resources")), 3);
	h_lit(&h, "\0");
	pub_has(h.p,
	    "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61"
	    "f20015ad");
	json_decref(j);
	json_decref(p);
	html_release(&h);
}

/* Of two versions the later one; nothing of what was withdrawn. */
static void
test_dcat(void **state)
{
	json_t *p = pub_load("2026-Q3"), *j, *list, *one;
	struct history_item item[] = {{.period = "2026-Q3",
					  .version = 1,
					  .publication = p},
	    {.period = "2026-Q3", .version = 2, .publication = p},
	    {.period = "2026-Q4", .version = 1, .reason = "law"}};
	struct html h;

	(void)state;
	json_object_set_new(json_object_get(p, "contact"), "office",
	    json_string("\"\\</script>"));
	html_init(&h);
	assert_int_equal(render_dcat(&h, item, 3, "https://a.vn", true),
	    ERR_OK);
	j = json_loadb(h.p, h.n, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(j);
	list = json_object_get(j, "dcat:dataset");
	assert_int_equal(json_array_size(list), 2);
	one = json_array_get(list, 0);
	assert_string_equal(json_string_value(
				json_object_get(json_object_get(one,
						    "dct:publisher"),
				    "foaf:name")),
	    "\"\\</script>");
	one = json_array_get(list, 1);
	assert_string_equal(json_string_value(json_object_get(one, "@id")),
	    "https://a.vn/cong-bo/2026-Q3/v2/");
	h_lit(&h, "\0");
	pub_lacks(h.p, "</script>");
	pub_lacks(h.p, "2026-Q4");
	json_decref(j);
	json_decref(p);
	html_release(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_newest_first_and_withdrawn_without_figures),
	    cmocka_unit_test(test_feed),
	    cmocka_unit_test(test_no_publication_yet),
	    cmocka_unit_test(test_catalog_and_package),
	    cmocka_unit_test(test_dcat),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
