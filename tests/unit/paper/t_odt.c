/*
 * t_odt.c - templates: placeholders cut up by formatting, unknown and missing
 * ones, what must be escaped, rows, hostile files, the same bytes twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "odtpart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OPEN                                                                   \
	"<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:o\" "      \
	"xmlns:text=\"urn:t\" xmlns:table=\"urn:b\" "                          \
	"office:mimetype=\"m\"><office:automatic-styles/>"                     \
	"<office:master-styles/><office:body><office:text>"
#define CLOSE "</office:text></office:body></office:document>"

static const struct grid_column columns[] = {{"name", "Tên", GRID_TEXT, 1},
    {"amount", "Tiền", GRID_MONEY, 1}};

static struct grid *
sheet(size_t rows)
{
	char name[64];
	struct grid *g;
	size_t i;

	assert_int_equal(grid_new(&g, "t", "T", columns, 2), ERR_OK);
	for (i = 0; i < rows; i++) {
		(void)snprintf(name, sizeof(name), "<Hàng & {{ten}} %zu>", i);
		grid_row(g);
		grid_text(g, 0, name);
		grid_number(g, 1, (int64_t)i * 1000000);
	}
	return g;
}

/* The document of a body, or the error; *out is freed by the caller. */
static enum err
make(char **out, size_t *n, const char *body, const struct odt_filling *f,
    char *fault)
{
	size_t room = strlen(OPEN) + strlen(body) + strlen(CLOSE) + 1;
	char *xml = malloc(room);
	FILE *to = open_memstream(out, n);
	enum err e;

	assert_non_null(xml);
	assert_non_null(to);
	(void)snprintf(xml, room, "%s%s%s", OPEN, body, CLOSE);
	e = odt_fill(to, span_str(xml), f, fault);
	assert_int_equal(fclose(to), 0);
	free(xml);
	return e;
}

/* content.xml of an archive; the caller frees. */
static char *
content(const char *odt, size_t n)
{
	struct parts *s = calloc(1, sizeof(*s));
	struct part *p;
	char *text;

	assert_non_null(s);
	assert_int_equal(parts_read(s, (struct span){(const uint8_t *)odt, n}),
	    ERR_OK);
	assert_string_equal(s->part[0].name, "mimetype");
	p = parts_find(s, "content.xml");
	assert_non_null(p);
	text = malloc(p->n + 1);
	assert_non_null(text);
	memcpy(text, p->p, p->n);
	text[p->n] = '\0';
	parts_release(s);
	free(s);
	return text;
}

/* Does the filled body hold want? */
static void
expect(const char *body, const struct odt_filling *f, const char *want)
{
	char fault[ODT_FAULT_MAX] = "", *odt = NULL, *text;
	size_t n = 0;

	assert_int_equal(make(&odt, &n, body, f, fault), ERR_OK);
	text = content(odt, n);
	if (strstr(text, want) == NULL)
		fail_msg("%s is not in %s", want, text);
	free(text);
	free(odt);
}

static void
refuse(const char *body, const struct odt_filling *f, enum err e,
    const char *why)
{
	char fault[ODT_FAULT_MAX] = "", *odt = NULL;
	size_t n = 0;

	assert_int_equal(make(&odt, &n, body, f, fault), e);
	assert_int_equal(n, 0);
	if (strstr(fault, why) == NULL)
		fail_msg("%s is not in %s", why, fault);
	free(odt);
}

static const struct odt_text texts[] = {{"ten", "Nguyễn <Văn> & \"A\"", false},
    {"so", "08", false}, {"rong", "", false}, {"chua", NULL, false},
    {"la", "{{so}}\x01\n{{", false}};
static const struct odt_filling plain = {texts, 5, NULL, 0};

static void
test_text(void **state)
{
	(void)state;
	expect("<text:p>Có {{so}} em, {{ so }} em</text:p>", &plain,
	    "<text:p>Có 08 em, 08 em</text:p>");
	expect("<text:h>[{{rong}}]</text:h>", &plain, "<text:h>[]</text:h>");
	expect("<text:p>{{ten}}</text:p>", &plain,
	    "Nguyễn &lt;Văn&gt; &amp; \"A\"");
	/* What was filled in is text, whatever it looks like. */
	expect("<text:p>{{la}}|{{so}}</text:p>", &plain,
	    "<text:p>{{so}}  {{|08</text:p>");
	expect("<text:p>không có ô } nào {</text:p>", &plain, "ô } nào {");
}

static void
test_cut_up(void **state)
{
	(void)state;
	expect("<text:p>a{<text:span>{s</text:span><text:span>o}</text:span>}"
	       "b</text:p>",
	    &plain,
	    "<text:p>a08<text:span/><text:span/>b</"
	    "text:p>");
	expect("<text:p><text:span>{{so}} {</text:span>{<text:span>ten}} "
	       "{{so</text:span>}}!</text:p>",
	    &plain,
	    "<text:span>08 Nguyễn &lt;Văn&gt; &amp; \"A\"</text:span>"
	    "<text:span> 08</text:span>!");
	/* Of a paragraph within a paragraph, each fills its own. */
	expect("<text:p>{{so}}<text:note><text:p>{{ten}}</text:p></text:note>"
	       "{{so}}</text:p>",
	    &plain, "08<text:note><text:p>Nguyễn");
}

static void
test_wrong(void **state)
{
	static const struct odt_text must[] = {{"so", "1", true},
	    {"ten", "x", true}};
	static const struct odt_filling both = {must, 2, NULL, 0};

	(void)state;
	refuse("<text:p>Kính gửi {{khong_co}}</text:p>", &plain, ERR_MISSING,
	    "{{khong_co}}: Kính gửi {{khong_co}}");
	refuse("<text:p>Gọi {{chua}}</text:p>", &plain, ERR_MISSING,
	    "{{chua}}: Gọi");
	refuse("<text:p>{{so</text:p><text:p>}}</text:p>", &plain, ERR_MISSING,
	    "not closed");
	refuse("<text:p>{{s<text:tab/>o}}</text:p>", &plain, ERR_MISSING,
	    "malformed");
	refuse("<text:p>{{}}</text:p>", &plain, ERR_MISSING, "malformed");
	refuse("<text:p>{{so}}</text:p>", &both, ERR_MISSING, "{{ten}}");
	refuse("<text:p>{{t.name}}</text:p>", &plain, ERR_MISSING,
	    "{{t.name}}");
}

#define ROW                                                                    \
	"<table:table><table:table-row><text:p>{{t.name}}</text:p>"            \
	"<text:p>{{t.amount}} {{so}}</text:p></table:table-row>"
#define SUM                                                                    \
	"<table:table-row><text:p>{{t.tong.amount}}</text:p></"                \
	"table:table-row>"

static void
test_rows(void **state)
{
	struct grid *g = sheet(3), *none = sheet(0);
	struct odt_table t = {"t", g};
	struct odt_filling f = {texts, 5, &t, 1};

	(void)state;
	expect(ROW "</table:table>", &f,
	    "<text:p>&lt;Hàng &amp; {{ten}} 2&gt;</text:p>"
	    "<text:p>2.000.000 08</text:p>");
	g->total = true;
	expect(ROW SUM "</table:table>", &f,
	    "<text:p>1.000.000 08</text:p></table:table-row>"
	    "<table:table-row xmlns:table=\"urn:b\" xmlns:text=\"urn:t\">"
	    "<text:p>2.000.000</text:p></table:table-row></table:table>");
	refuse("<table:table-row><text:p>{{t.khac}}</text:p></table:table-row>",
	    &f, ERR_MISSING, "{{t.khac}}");
	t.grid = none;
	expect(ROW SUM "</table:table>", &f,
	    "<text:p>(không có)</text:p><text:p> 08</text:p>"
	    "</table:table-row></table:table>");
	grid_free(g);
	grid_free(none);
}

static void
test_hostile(void **state)
{
	char fault[ODT_FAULT_MAX];
	const char *const bad[] = {"", "PK", "PK\3\4 and no more", "<a/>",
	    "text", "<office:document xmlns:office=\"u\">",
	    "<!DOCTYPE x [<!ENTITY a \"b\">]>" OPEN
	    "<text:p>&a;</text:p>" CLOSE};
	char *out = NULL;
	size_t i, n = 0;
	FILE *to;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		to = open_memstream(&out, &n);
		assert_non_null(to);
		assert_int_not_equal(odt_fill(to, span_str(bad[i]), &plain,
					 fault),
		    ERR_OK);
		assert_int_equal(fclose(to), 0);
		assert_int_equal(n, 0);
		free(out);
	}
}

/* A part that unpacks to more than it may. */
static void
test_bomb(void **state)
{
	struct parts *s = calloc(1, sizeof(*s)), *back = calloc(1, sizeof(*s));
	size_t big = (size_t)ODT_PART_MAX + 1, n = 0;
	uint8_t *zeros = calloc(1, big);
	char *out = NULL;
	FILE *to = open_memstream(&out, &n);

	(void)state;
	assert_non_null(s);
	assert_non_null(back);
	assert_non_null(zeros);
	assert_non_null(to);
	assert_int_equal(parts_add(s, "mimetype", span_str("x")), ERR_OK);
	assert_int_equal(parts_add(s, "content.xml", (struct span){zeros, big}),
	    ERR_OK);
	assert_int_equal(parts_add(s, "mimetype", span_str("x")), ERR_FORMAT);
	assert_int_equal(parts_write(to, s), ERR_OK);
	assert_int_equal(fclose(to), 0);
	assert_true(n < 100000);
	assert_int_equal(parts_read(back,
			     (struct span){(const uint8_t *)out, n}),
	    ERR_RANGE);
	/* No prefix of an archive is one. */
	parts_release(back);
	assert_int_not_equal(parts_read(back,
				 (struct span){(const uint8_t *)out, n - 1}),
	    ERR_OK);
	parts_release(back);
	parts_release(s);
	free(zeros);
	free(out);
	free(s);
	free(back);
}

static void
test_same(void **state)
{
	char fault[ODT_FAULT_MAX], *a = NULL, *b = NULL, *again = NULL;
	static const struct odt_filling none = {NULL, 0, NULL, 0};
	size_t n = 0, m = 0, k = 0;
	FILE *to;

	(void)state;
	assert_int_equal(make(&a, &n, "<text:p>{{so}}</text:p>", &plain, fault),
	    ERR_OK);
	assert_int_equal(make(&b, &m, "<text:p>{{so}}</text:p>", &plain, fault),
	    ERR_OK);
	assert_int_equal(n, m);
	assert_memory_equal(a, b, n);
	/* "mimetype" first, whole and unpacked, at its place in the file. */
	assert_memory_equal(a + 30, "mimetypeapplication/vnd.oasis", 29);
	/* A document is a template without placeholders. */
	to = open_memstream(&again, &k);
	assert_non_null(to);
	assert_int_equal(odt_fill(to, (struct span){(const uint8_t *)a, n},
			     &none, fault),
	    ERR_OK);
	assert_int_equal(fclose(to), 0);
	assert_int_equal(k, n);
	assert_memory_equal(again, a, n);
	free(a);
	free(b);
	free(again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_cut_up),
	    cmocka_unit_test(test_wrong),
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_hostile),
	    cmocka_unit_test(test_bomb),
	    cmocka_unit_test(test_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
