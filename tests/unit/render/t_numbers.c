/*
 * t_numbers.c - attack A1 on the real renderings, spoken numbers, the data
 * files, the style sheet.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pub.h"
#include "scan.h"
#include "vi.h"

static void
test_every_number_is_published(void **state)
{
	struct rendering list[RENDER_COUNT];
	uint64_t bad;
	json_t *p;
	size_t i, k;

	(void)state;
	for (k = 0; k < 4; k++) {
		p = pub_load(pub_periods[k]);
		assert_int_equal(render_list(list, p), ERR_OK);
		for (i = 0; i < RENDER_COUNT; i++) {
			if (scan_numbers(&list[i], p, &bad) != ERR_OK)
				fail_msg("%s %s: %llu", pub_periods[k],
				    list[i].name, (unsigned long long)bad);
			assert_true(list[i].text.n > 100);
		}
		render_list_release(list);
		json_decref(p);
	}
}

/*
 * Pages that tell the same figures tell the same ones: whatever of these the
 * front page holds, notice, English page and CSV hold too.
 */
static bool
has_number(const struct rendering *r, uint64_t want)
{
	const char *s = r->text.p, *end = s + r->text.n;
	uint64_t v;

	while (number_next(&v, &s, end)) {
		if (v == want)
			return true;
	}
	return false;
}

/* How many of heads' counts, in this order, does each rendering tell? */
static const struct {
	const char *name;
	size_t counts;
} telling[] = {{"index.html", 3}, {"en.html", 3}, {"niem-yet.html", 3},
    {"so-lieu.csv", 3}, {"so-lieu.xlsx", 3}, {"so-lieu.json", 3},
    {"nhung.html", 2}, {"so-em.svg", 2}, {"chia-se.txt", 2}};
#define TELLING (sizeof(telling) / sizeof(telling[0]))

/* Answers how many of them r is. */
static size_t
tells(const struct rendering *r, const json_t *heads)
{
	static const char *const keys[] = {"supported", "waiting", "sponsors"};
	size_t k, n, found = 0;

	for (n = 0; n < TELLING; n++) {
		if (strcmp(r->name, telling[n].name) != 0)
			continue;
		found++;
		for (k = 0; k < telling[n].counts; k++)
			assert_true(has_number(r,
			    (uint64_t)json_integer_value(
				json_object_get(heads, keys[k]))));
	}
	return found;
}

static void
test_the_same_everywhere(void **state)
{
	struct rendering list[RENDER_COUNT];
	json_t *p;
	size_t i, k, found;

	(void)state;
	for (k = 0; k < 4; k++) {
		p = pub_load(pub_periods[k]);
		assert_int_equal(render_list(list, p), ERR_OK);
		for (i = found = 0; i < RENDER_COUNT; i++)
			found += tells(&list[i], json_object_get(p, "heads"));
		assert_int_equal(found, TELLING);
		render_list_release(list);
		json_decref(p);
	}
}

/* One planted leak in each kind of place. */
static void
test_planted_numbers_are_found(void **state)
{
	static const struct {
		const char *type, *text;
		uint64_t bad; /* 0: none */
	} plant[] = {
	    {"text/html", "<p>38.200.000 đồng</p>", 38200000},
	    {"text/html", "<p>59 em, 15 em, 122.900.000 đồng</p>", 0},
	    {"text/html", "<a href=\"/x/77/\">a</a>", 77},
	    {"text/html", "<img alt=\"co 77 em\">", 77},
	    {"text/html", "<h6 class=\"a\">n</h6><meta charset=\"utf-8\">", 0},
	    {"text/html", "<p title=\"a>77\">n</p>", 77},
	    {"text/html", "utf-88", 88},
	    {"text/csv", "a,58\r\n", 58},
	    {"text/plain", "122.900.0001", 122900},
	    {"text/plain", "5.15", 0}, /* two published ones */
	    {"text/plain", "99999999999999999999999", UINT64_MAX},
	    {"application/json", "{\"a\":1}", 0},
	    {"image/svg+xml", "<path fill=\"#077\" d=\"M0 0h59\">", 0},
	    {"image/svg+xml", "<path d=\"M0 0h58\">", 58},
	    {"image/svg+xml", "<text transform=\"scale(7)\">58</text>", 58},
	    {TYPE_XLSX, "PK77<sheetData><c r=\"A9\"><v>59</v></sheetData>", 0},
	    {TYPE_XLSX, "<sheetData><c><v>58</v></c></sheetData>", 58},
	};
	struct rendering r;
	uint64_t bad;
	json_t *p;
	size_t i;
	enum err e;

	(void)state;
	p = pub_load("2026-Q3");
	for (i = 0; i < sizeof(plant) / sizeof(plant[0]); i++) {
		r = (struct rendering){.name = "x", .type = plant[i].type};
		html_init(&r.text);
		h_raw(&r.text, plant[i].text, strlen(plant[i].text));
		bad = 12345;
		e = scan_numbers(&r, p, &bad);
		if (strcmp(plant[i].type, "application/json") == 0)
			assert_int_equal(e, ERR_RULE);
		else if (plant[i].bad == 0) {
			assert_int_equal(e, ERR_OK);
			assert_int_equal(bad, 12345);
		} else {
			assert_int_equal(e, ERR_RULE);
			assert_int_equal(bad, plant[i].bad);
		}
		html_release(&r.text);
	}
	json_decref(p);
}

static void
test_say(void **state)
{
	static const struct {
		int64_t n;
		const char *says;
	} t[] = {
	    {0, "không"},
	    {5, "năm"},
	    {10, "mười"},
	    {15, "mười lăm"},
	    {21, "hai mươi mốt"},
	    {24, "hai mươi tư"},
	    {59, "năm mươi chín"},
	    {101, "một trăm linh một"},
	    {123, "một trăm hai mươi ba"},
	    {1000, "một nghìn"},
	    {2026, "hai nghìn không trăm hai mươi sáu"},
	    {2005, "hai nghìn không trăm linh năm"},
	    {122900000, "một trăm hai mươi hai triệu chín trăm nghìn"},
	    {1000000000, "một tỷ"},
	};
	struct html h;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		html_init(&h);
		vi_say(&h, t[i].n);
		h_lit(&h, "\0");
		assert_string_equal(h.p, t[i].says);
		html_release(&h);
	}
}

static void
test_bulletin(void **state)
{
	struct render_input in = {.tick = TICK_GOOD};
	json_t *p;
	char *s, *c;

	(void)state;
	in.publication = p = pub_load("2027-Q1");
	s = pub_text(render_bulletin, &in);
	pub_has(s, "DỮ LIỆU MẪU / SAMPLE DATA");
	pub_has(s, "quý một năm hai nghìn không trăm hai mươi bảy");
	pub_has(s, "năm mươi tư em học sinh");
	pub_has(s,
	    "một trăm sáu mươi tư triệu bốn trăm nghìn đồng và khoảng ba "
	    "mươi tám triệu đồng");
	for (c = s; *c != '\0'; c++)
		assert_false(*c >= '0' && *c <= '9');
	free(s);
	json_decref(p);
}

static void
test_share(void **state)
{
	struct render_input in = {.tick = TICK_GOOD};
	json_t *p;
	char *s;

	(void)state;
	in.publication = p = pub_load("2027-Q1");
	s = pub_text(render_share, &in);
	assert_string_equal(s,
	    "DỮ LIỆU MẪU / SAMPLE DATA\n"
	    "Đỡ đầu trẻ em xã Việt An\n"
	    "54 em đang được đỡ đầu.\n"
	    "15 em còn chờ.\n"
	    "Tiền và hiện vật đã hỗ trợ từ ngày 01/7/2026: "
	    "164.400.000 đồng và khoảng 38 triệu đồng\n"
	    "Số liệu đến hết ngày 31/3/2027 (Quý I/2027). Ai cũng tự kiểm tra "
	    "được.\n");
	free(s);
	json_object_set_new(p, "trial", json_false());
	in.site = "https://xa.example.vn";
	s = pub_text(render_share, &in);
	pub_lacks(s, "SAMPLE");
	pub_has(s, "\nhttps://xa.example.vn/cong-bo/2027-Q1/v1/\n");
	free(s);
	json_decref(p);
}

static void
test_csv(void **state)
{
	struct render_input in = {.tick = TICK_GOOD};
	json_t *p;
	char *s;

	(void)state;
	in.publication = p = pub_load("2026-Q4");
	s = pub_text(render_csv, &in);
	assert_memory_equal(s, "\xef\xbb\xbfky,bang,muc,gia_tri,don_vi\r\n",
	    31);
	pub_has(s, "SAMPLE DATA");
	pub_has(s, "2026-Q4,Toàn xã,Đang được đỡ đầu,56,em\r\n");
	pub_has(s, ",Trong kỳ,41500000,đồng\r\n");
	pub_has(s, ",Quỹ,–,triệu đồng\r\n");
	pub_has(s, ",dưới 5,\r\n");
	pub_has(s, "\"Công an, quân sự và trường học\",12,triệu đồng\r\n");
	free(s);
	json_decref(p);
}

/* The file is the payload, byte for byte. */
static void
test_json(void **state)
{
	struct render_input in = {.tick = TICK_GOOD};
	char file[16384];
	json_t *p;
	FILE *f;
	size_t n;
	char *s;

	(void)state;
	in.publication = p = pub_load("2026-Q3");
	s = pub_text(render_json, &in);
	f = fopen("tests/data/publications/2026-Q3.json", "rb");
	assert_non_null(f);
	n = fread(file, 1, sizeof(file), f);
	fclose(f);
	assert_int_equal(n, strlen(s));
	assert_memory_equal(file, s, n);
	free(s);
	json_decref(p);
}

/* What is not printed is said to be so, and why; the chart of nothing is not
 * drawn. */
static void
test_withheld_figures(void **state)
{
	struct render_input in = {.tick = TICK_GOOD};
	json_t *p;
	char *s;

	(void)state;
	in.publication = p = pub_load("2026-Q3");
	s = pub_text(render_page_vi, &in);
	pub_has(s, "% số khoản ghi trong kỳ");
	pub_lacks(s, "không in tỷ lệ");
	free(s);
	json_object_set_new(json_object_get(p, "heads"), "confirmed_percent",
	    json_null());
	json_object_set_new(json_object_get(p, "money"), "groups",
	    json_array());
	s = pub_text(render_page_vi, &in);
	pub_has(s,
	    "<p>Kỳ này không in tỷ lệ xác nhận: chưa có khoản nào, hoặc");
	pub_has(s, "theo nhóm đơn vị</h3>\n<p class=\"how\">Kỳ này không đăng");
	pub_lacks(s, "theo nhóm đơn vị</caption>");
	pub_lacks(s, "Kỳ này đã xác nhận");
	free(s);
	s = pub_text(render_page_en, &in);
	pub_has(s, "by group of sponsors</h3>\n<p class=\"how\">Not shown");
	pub_lacks(s, "by group of sponsors</caption>");
	free(s);
	json_decref(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_withheld_figures),
	    cmocka_unit_test(test_every_number_is_published),
	    cmocka_unit_test(test_the_same_everywhere),
	    cmocka_unit_test(test_planted_numbers_are_found),
	    cmocka_unit_test(test_say),
	    cmocka_unit_test(test_bulletin),
	    cmocka_unit_test(test_share),
	    cmocka_unit_test(test_csv),
	    cmocka_unit_test(test_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
