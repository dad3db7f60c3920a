/*
 * t_page.c - the pages: words 5.1 to 5.3, states of the tick, plain words,
 * hostile names.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pub.h"

#include <ctype.h>

static char *
page(json_t *p, struct render_input in)
{
	in.publication = p;
	return pub_text(render_page_vi, &in);
}

static void
test_first_quarter(void **state)
{
	json_t *p;
	char *s;

	(void)state;
	p = pub_load("2026-Q3");
	s = page(p,
	    (struct render_input){.tick = TICK_GOOD,
		.checked = "07:00 ngày 10/10/2026",
		.seal = "ae67 4ebf 50ef 4756 7d22 1de6 be82 f49a"});
	pub_has(s, "<html lang=\"vi\">");
	pub_has(s, "DỮ LIỆU MẪU</strong> / <span lang=\"en\">SAMPLE DATA");
	pub_has(s, "Đỡ đầu trẻ em xã Việt An");
	pub_has(s, "Số liệu đến hết ngày 30/9/2026 (Quý III/2026)");
	pub_has(s, "<h1>59 em đang được đỡ đầu.<br>\n15 em còn chờ.</h1>");
	pub_has(s, "từ ngày 01/7/2026: <strong>122.900.000 đồng</strong>.");
	pub_has(s,
	    "80 triệu đồng là khoản chi một lần cho cả năm học "
	    "2026–2027.");
	pub_has(s, "Tổng 122.900.000 đồng đúng bằng tổng các khoản");
	pub_has(s, "Máy chủ kiểm tra lúc 07:00 ngày 10/10/2026.");
	pub_has(s, "Đây là kỳ công bố đầu tiên.");
	pub_has(s, "chỉ ghi “dưới 5”");
	pub_has(s,
	    "Công bố ngày 10/10/2026. Kỳ sau: chậm nhất ngày "
	    "15/01/2027.");
	pub_has(s, "ae67 4ebf 50ef 4756 7d22 1de6 be82 f49a");
	pub_has(s,
	    "Công an, quân sự và trường học<svg class=\"bar\" "
	    "aria-hidden=\"true\" viewBox=\"0 0 80 80\" "
	    "preserveAspectRatio=\"none\"><rect width=\"13\" "
	    "height=\"80\"/></svg></th><td class=\"num\">13<");
	pub_has(s, "Hỗ trợ nhiều nhất trong kỳ: Quỹ</caption>");
	pub_has(s, "Phần lớn các em đã có nơi đỡ đầu</caption>");
	pub_has(s, "nhóm quá ít em");
	pub_has(s, "Trường THPT Trần Phú</li>");
	pub_has(s, "gọi <strong>111</strong>");
	pub_lacks(s, "riêng Quý");
	pub_lacks(s, "<script>");
	pub_lacks(s, "<style");
	pub_lacks(s, "style=");
	assert_true(strlen(s) < 100000);
	free(s);
	json_decref(p);
}

static void
test_later_quarters(void **state)
{
	json_t *p;
	char *s;

	(void)state;
	p = pub_load("2026-Q4");
	s = page(p, (struct render_input){.tick = TICK_GOOD});
	pub_has(s, "<h1>56 em đang");
	pub_has(s,
	    "164.400.000 đồng</strong>, riêng Quý IV/2026: 41.500.000 "
	    "đồng.");
	pub_has(s, "Mọi dòng đã công bố ở các kỳ trước vẫn còn nguyên.");
	pub_has(s, "Cả năm 2026: 164.400.000 đồng.");
	pub_has(s, "Quỹ</th><td class=\"num\">–</td>");
	pub_lacks(s, "kỳ công bố đầu tiên");
	pub_lacks(s, "Máy chủ kiểm tra");
	free(s);
	json_decref(p);
	p = pub_load("2027-Q2");
	s = page(p, (struct render_input){.tick = TICK_GOOD});
	pub_has(s, "riêng Quý II/2027: khoảng 37 triệu đồng.");
	pub_has(s,
	    "Tổng kiểm tra được, Quý I/2027 và Quý II/2027: 75.400.000 "
	    "đồng.");
	free(s);
	json_decref(p);
}

static void
test_carried_quarter(void **state)
{
	json_t *p;
	char *s;

	(void)state;
	p = pub_load("2027-Q1");
	s = page(p, (struct render_input){.tick = TICK_GOOD});
	pub_has(s,
	    "<strong>164.400.000 đồng và khoảng 38 triệu đồng</strong>, "
	    "riêng Quý I/2027: khoảng 38 triệu đồng.");
	pub_has(s, "Phần 164.400.000 đồng đúng bằng tổng");
	pub_has(s, "Phần còn lại sẽ kiểm tra được cùng kỳ sau.");
	pub_has(s,
	    "Số của kỳ này chỉ đăng gần đúng. Nếu đăng chính xác, có thể "
	    "suy ra khoản hỗ trợ của một em.");
	pub_lacks(s, "202.");
	pub_lacks(s, "38.200");
	free(s);
	json_decref(p);
}

static void
test_states(void **state)
{
	json_t *p;
	char *s;

	(void)state;
	p = pub_load("2026-Q3");
	s = page(p, (struct render_input){.tick = TICK_GOOD, .late = true});
	pub_has(s, "<strong>Quá hạn công bố.</strong>");
	pub_has(s,
	    "đăng trước ngày 15/01/2027. Dưới đây vẫn là số liệu Quý "
	    "III/2026.");
	free(s);
	s = page(p, (struct render_input){.tick = TICK_LAST});
	pub_has(s, "Dữ liệu mới không qua được kiểm tra");
	pub_has(s, "số liệu đúng gần nhất, ngày 10/10/2026");
	free(s);
	s = page(p,
	    (struct render_input){.tick = TICK_MISMATCH,
		.has_bad = true,
		.bad_index = 57});
	pub_has(s, "✗ Không khớp. Xin đừng dùng số liệu này.");
	pub_has(s, "Chỗ sai đầu tiên: dòng 57.");
	pub_lacks(s, "✓");
	free(s);
	s = page(p, (struct render_input){.tick = TICK_UNKNOWN});
	pub_has(s, "Chưa kiểm tra được");
	pub_lacks(s, "✓");
	free(s);
	json_object_set_new(p, "version", json_integer(2));
	json_object_set_new(p, "why", json_string("correction"));
	s = page(p, (struct render_input){.tick = TICK_GOOD});
	pub_has(s, "Bản công bố lần 2. Lý do có bản mới: đính chính số liệu.");
	free(s);
	json_decref(p);
}

static void
test_real_ledger_has_no_banner(void **state)
{
	json_t *p;
	char *s;

	(void)state;
	p = pub_load("2026-Q3");
	json_object_set_new(p, "trial", json_false());
	s = page(p, (struct render_input){.tick = TICK_GOOD});
	pub_lacks(s, "SAMPLE DATA");
	free(s);
	json_decref(p);
}

/* A word of the jargon list, whole, in any case of its ASCII letters. */
static bool
has_word(const char *text, const char *word)
{
	size_t i, n;

	n = strlen(word);
	for (; *text != '\0'; text++) {
		for (i = 0; i < n; i++) {
			if (tolower((unsigned char)text[i]) !=
			    tolower((unsigned char)word[i]))
				break;
		}
		if (i == n && !isalnum((unsigned char)text[-1]) &&
		    !isalnum((unsigned char)text[n]))
			return true;
	}
	return false;
}

static void
no_jargon(const char *name, const char *text)
{
	static const char *const jargon[] = {"hash", "băm", "Merkle", "cây",
	    "blockchain", "chuỗi khối", "checkpoint", "ledger", "root", "node",
	    "SHA", "Ed25519", "mật mã", "mã hóa", "khóa công khai", "xác thực",
	    "bút toán", "giải ngân", "metadata", "JSON", "API", "cosign",
	    "log"};
	size_t i;

	for (i = 0; i < sizeof(jargon) / sizeof(jargon[0]); i++) {
		if (has_word(text, jargon[i]))
			fail_msg("%s in %s", jargon[i], name);
	}
}

/* The first screen, and what is put up, passed on, embedded or read out. */
static void
test_no_jargon(void **state)
{
	static const struct {
		const char *name, *from, *to; /* parts of it, or NULL */
		enum err (*render)(struct html *, const struct render_input *);
	} t[] = {
	    {"first screen", "<main>", "<details>", render_page_vi},
	    {"notice", "<main>", "</main>", render_poster_vi},
	    {"frame", "<main>", "</main>", render_embed_vi},
	    {"message", NULL, NULL, render_share},
	    {"bulletin", NULL, NULL, render_bulletin},
	};
	char *s, *start, *end;
	json_t *p;
	size_t i, k;

	(void)state;
	for (k = 0; k < 4; k++) {
		p = pub_load(pub_periods[k]);
		for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
			s = pub_text(t[i].render,
			    &(struct render_input){.publication = p,
				.tick = TICK_GOOD});
			start = t[i].from == NULL ? s : strstr(s, t[i].from);
			end = t[i].to == NULL ? s + strlen(s)
					      : strstr(s, t[i].to);
			assert_true(start != NULL && end != NULL);
			*end = '\0';
			no_jargon(t[i].name, start);
			free(s);
		}
		json_decref(p);
	}
}

/* Every free text of a publication, made hostile. */
static void
test_hostile_names(void **state)
{
	static const char evil[] = "<script>\"'&</title>";
	struct render_input in = {.tick = TICK_GOOD, .seal = evil};
	json_t *p, *c;
	char *s;

	(void)state;
	p = pub_load("2026-Q3");
	json_object_set_new(p, "commune", json_string(evil));
	json_array_set_new(json_object_get(p, "sponsors"), 0,
	    json_string(evil));
	c = json_object_get(p, "contact");
	json_object_set_new(c, "office", json_string(evil));
	json_object_set_new(c, "phone", json_string(evil));
	json_object_set_new(c, "hours", json_string(evil));
	in.publication = p;
	in.checked = evil;
	s = pub_text(render_page_vi, &in);
	pub_lacks(s, "<script>");
	pub_lacks(s, "&</title>");
	pub_has(s, "&lt;script&gt;&quot;&apos;&amp;&lt;/title&gt;");
	free(s);
	s = pub_text(render_trust_vi, &in);
	pub_lacks(s, "<script>");
	free(s);
	json_array_set_new(json_object_get(p, "sponsors"), 0,
	    json_string("=1+\"a\",b"));
	s = pub_text(render_csv, &in);
	pub_has(s, "\"'=1+\"\"a\"\",b\"");
	free(s);
	json_decref(p);
}

static void
test_trust_and_notices(void **state)
{
	struct render_input in = {.tick = TICK_GOOD,
	    .seal = "ae67 4ebf 50ef 4756 7d22 1de6 be82 f49a"};
	struct html h;
	json_t *p;
	char *s;

	(void)state;
	p = pub_load("2026-Q3");
	in.publication = p;
	s = pub_text(render_trust_vi, &in);
	pub_has(s, "Điều cuốn sổ không tự biết");
	pub_has(s, "<strong>78%</strong> số khoản");
	pub_has(s, "be82 f49a");
	pub_has(s, "id=\"tu-kiem-tra\"");
	pub_has(s, "SAMPLE DATA");
	free(s);
	in.publication = NULL;
	in.trial = true;
	in.reason = "privacy";
	html_init(&h);
	assert_int_equal(render_notice_vi(&h, NOTICE_UNCHECKED, &in), ERR_OK);
	assert_int_equal(render_notice_vi(&h, NOTICE_WITHDRAWN, &in), ERR_OK);
	h_lit(&h, "\0");
	pub_has(h.p, "<h1>Chưa kiểm tra được</h1>");
	pub_has(h.p, "đã được gỡ</h1>");
	pub_has(h.p, "SAMPLE DATA");
	pub_has(h.p, "Lý do: bảo vệ đời tư của trẻ em.");
	html_release(&h);
	json_decref(p);
}

/* What the portal alone knows: audit, witnesses, address. */
static void
test_standing(void **state)
{
	static const char *const names[] = {"a.example/w", "b.example/<w>"};
	struct render_audit a = {.unit = "hdnd",
	    .result = "passed",
	    .index = 1234,
	    .size = 1200,
	    .after = "2026-10-10",
	    .covers = true};
	struct render_input in = {.tick = TICK_GOOD};
	json_t *p;
	char *s;

	(void)state;
	in.publication = p = pub_load("2026-Q3");
	s = pub_text(render_trust_vi, &in);
	pub_has(s, "Kỳ này chưa có bên độc lập nào đối soát.");
	pub_has(s, "Hiện chưa có bên làm chứng nào");
	free(s);
	in.audit = &a;
	in.witness = names;
	in.n_witness = 2;
	s = pub_text(render_trust_vi, &in);
	pub_has(s, "đơn vị <strong>hdnd</strong> đã đối soát 1.200 dòng");
	pub_has(s, "ở dòng 1.234, sau ngày 10/10/2026. Kết luận: <strong>khớp");
	pub_has(s, "a.example/w, b.example/&lt;w&gt;.");
	pub_lacks(s, "chưa có bên độc lập");
	pub_lacks(s, "chưa có bên làm chứng");
	free(s);
	a.result = "failed";
	a.covers = false;
	s = pub_text(render_trust_vi, &in);
	pub_has(s, "<strong>không khớp</strong>");
	pub_has(s, "kỳ này chưa có bên độc lập nào đối soát");
	free(s);
	json_decref(p);
}

/* What a search engine reads is JSON, and says where the files are. */
static void
test_dataset(void **state)
{
	struct render_input in = {.tick = TICK_GOOD};
	json_t *p, *j;
	char *s, *from, *to;

	(void)state;
	in.publication = p = pub_load("2026-Q3");
	s = pub_text(render_page_vi, &in);
	from = strstr(s, "<script type=\"application/ld+json\">");
	to = strstr(s, "</script>");
	assert_true(from != NULL && to != NULL);
	from = strchr(from, '>') + 1;
	j = json_loadb(from, (size_t)(to - from), JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(j);
	assert_string_equal(json_string_value(
				json_object_get(j, "temporalCoverage")),
	    "2026-07-01/2026-09-30");
	assert_int_equal(json_array_size(json_object_get(j, "distribution")),
	    3);
	json_decref(j);
	free(s);
	in.replaced = true;
	s = pub_text(render_page_vi, &in);
	pub_lacks(s, "\"distribution\"");
	free(s);
	json_decref(p);
}

static void
test_poster(void **state)
{
	static const uint8_t dark[4] = {1, 1, 0, 1};
	const struct render_qr q = {dark, 2};
	struct render_input in = {.tick = TICK_GOOD,
	    .seal = "ae67 4ebf 50ef 4756 7d22 1de6 be82 f49a"};
	json_t *p;
	char *s;

	(void)state;
	in.publication = p = pub_load("2026-Q3");
	s = pub_text(render_poster_vi, &in);
	pub_has(s, "ae67 4ebf 50ef 4756 7d22 1de6 be82 f49a");
	pub_has(s, "DỮ LIỆU MẪU</strong> / <span lang=\"en\">SAMPLE DATA");
	pub_has(s, "<strong>122.900.000 đồng</strong>");
	pub_lacks(s, "<svg");
	free(s);
	in.site = "https://xa.example.vn";
	in.qr = &q;
	s = pub_text(render_poster_vi, &in);
	pub_has(s, "https://xa.example.vn/cong-bo/2026-Q3/v1/");
	pub_has(s, "<path d=\"M4 4h2v1h-2zM5 5h1v1h-1z\"/>");
	free(s);
	json_decref(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_first_quarter),
	    cmocka_unit_test(test_later_quarters),
	    cmocka_unit_test(test_carried_quarter),
	    cmocka_unit_test(test_states),
	    cmocka_unit_test(test_real_ledger_has_no_banner),
	    cmocka_unit_test(test_no_jargon),
	    cmocka_unit_test(test_hostile_names),
	    cmocka_unit_test(test_trust_and_notices),
	    cmocka_unit_test(test_standing),
	    cmocka_unit_test(test_dataset),
	    cmocka_unit_test(test_poster),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
