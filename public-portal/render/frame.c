/*
 * frame.c - what stands on several pages: head, banner, contact, sums.
 */
#include "page.h"
#include "schema.h"
#include "vi.h"

#include <string.h>

static void
head_open(struct html *h, const char *lang, const char *title)
{
	h_lit(h, "<!DOCTYPE html>\n<html lang=\"");
	h_text(h, lang);
	h_lit(h,
	    "\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	h_text(h, title);
	h_lit(h,
	    "</title>\n<link rel=\"icon\" type=\"image/svg+xml\" "
	    "href=\"/favicon.svg\">\n<link rel=\"stylesheet\" "
	    "href=\"/style.css\">\n"
	    "<link rel=\"alternate\" type=\"application/atom+xml\" "
	    "href=\"/feed.atom\">\n"
	    "<link rel=\"alternate\" type=\"application/ld+json\" "
	    "href=\"/du-lieu/dcat.jsonld\">\n"
	    "<link rel=\"alternate\" hreflang=\"vi\" href=\"/\">\n"
	    "<link rel=\"alternate\" hreflang=\"en\" href=\"/en/\">\n");
}

static void
head_close(struct html *h, bool trial)
{
	h_lit(h, "</head>\n<body>\n");
	if (trial)
		h_lit(h,
		    "<aside class=\"trial\"><strong lang=\"vi\">DỮ LIỆU "
		    "MẪU</strong> / <span lang=\"en\">SAMPLE "
		    "DATA</span></aside>\n");
	h_lit(h, "<main>\n");
}

void
page_head_lang(struct html *h, const char *lang, const char *title, bool trial)
{
	head_open(h, lang, title);
	head_close(h, trial);
}

static void
summary(struct html *h, const json_t *p)
{
	const json_t *heads = page_part(p, "heads");

	h_int(h, j_int(heads, "supported"));
	h_lit(h, " em đang được đỡ đầu, ");
	h_int(h, j_int(heads, "waiting"));
	h_lit(h, " em còn chờ. ");
	vi_quarter(h, j_str(p, "period"));
	h_lit(h, ". Tiền và hiện vật đã hỗ trợ từ ngày ");
	vi_date(h, j_str(page_part(page_part(p, "money"), "since"), "from"));
	h_lit(h, ": ");
	page_since(h, p);
	h_lit(h, ".");
}

/* The picture is fetched by others, who need its whole address. */
static void
picture(struct html *h, const struct render_input *in)
{
	if (in->site == NULL)
		return;
	h_lit(h, "<meta property=\"og:image\" content=\"");
	h_text(h, in->site);
	h_lit(h, "/chia-se/");
	h_text(h, j_str(in->publication, "period"));
	h_lit(h, "-v");
	h_int(h, j_int(in->publication, "version"));
	h_lit(h, ".png\">\n<meta property=\"og:image:alt\" content=\"");
	summary(h, in->publication);
	h_lit(h,
	    "\">\n<meta name=\"twitter:card\" "
	    "content=\"summary_large_image\">\n");
}

/* The same words for search and for who shares the address. */
void
page_head(struct html *h, const char *title, const struct render_input *in,
    bool trial)
{
	head_open(h, "vi", title);
	if (in != NULL) {
		h_lit(h, "<meta name=\"description\" content=\"");
		summary(h, in->publication);
		h_lit(h, "\">\n<meta property=\"og:description\" content=\"");
		if (trial)
			h_lit(h, "DỮ LIỆU MẪU / SAMPLE DATA. ");
		summary(h, in->publication);
		h_lit(h,
		    "\">\n<meta property=\"og:locale\" content=\"vi_VN\">\n"
		    "<meta property=\"og:type\" content=\"website\">\n"
		    "<meta property=\"og:title\" content=\"");
		h_text(h, title);
		h_lit(h, "\">\n");
		picture(h, in);
	}
	head_close(h, trial);
}

void
page_foot(struct html *h)
{
	h_lit(h,
	    "</main>\n<footer>\n<nav aria-label=\"Các trang\">\n"
	    "<a href=\"/\">Trang đầu</a>\n"
	    "<a href=\"/cong-bo/\">Các kỳ đã công bố</a>\n"
	    "<a href=\"/tinh-the-nao\">Tính thế nào?</a>\n"
	    "<a href=\"/vi-sao-tin-duoc\">Vì sao tin được?</a>\n"
	    "<a href=\"/xac-minh\">Tự kiểm tra</a>\n"
	    "<a href=\"/en/\" lang=\"en\" hreflang=\"en\">English</a>\n"
	    "</nav>\n</footer>\n</body>\n</html>\n");
}

void
page_foot_en(struct html *h)
{
	h_lit(h,
	    "</main>\n<footer>\n<nav aria-label=\"Pages\">\n"
	    "<a href=\"/\" lang=\"vi\" hreflang=\"vi\">Tiếng Việt</a>\n"
	    "<a href=\"/cong-bo/\" hreflang=\"vi\">All quarters (in "
	    "Vietnamese)</a>\n"
	    "<a href=\"/xac-minh\" hreflang=\"vi\">Check it yourself (in "
	    "Vietnamese)</a>\n"
	    "</nav>\n</footer>\n</body>\n</html>\n");
}

const char *
page_commune(struct html *h, const json_t *p)
{
	const char *name;

	name = j_str(p, "commune");
	if (strncmp(name, "xã ", strlen("xã ")) != 0 &&
	    strncmp(name, "Xã ", strlen("Xã ")) != 0 &&
	    strncmp(name, "phường ", strlen("phường ")) != 0)
		h_lit(h, "xã ");
	return name;
}

/* To be called by a tap, if it is one number and no more. */
static void
phone(struct html *h, const char *number)
{
	const char *s;
	const bool one = strspn(number, "+0123456789 .()-") == strlen(number);

	h_lit(h, "<span class=\"nobr\">");
	if (one) {
		h_lit(h, "<a href=\"tel:");
		for (s = number; *s != '\0'; s++)
			h_raw(h, strchr("+0123456789", *s) == NULL ? "-" : s,
			    1);
		h_lit(h, "\">");
	}
	h_text(h, number);
	if (one)
		h_lit(h, "</a>");
	h_lit(h, "</span>");
}

void
page_contact(struct html *h, const json_t *p)
{
	const json_t *c;

	c = page_part(p, "contact");
	h_text(h, j_str(c, "office"));
	if (!j_null(c, "phone")) {
		h_lit(h, " · ");
		phone(h, j_str(c, "phone"));
	}
	if (!j_null(c, "hours")) {
		h_lit(h, " · ");
		h_text(h, j_str(c, "hours"));
	}
}

void
page_call(struct html *h, const json_t *p)
{
	const json_t *c;

	c = page_part(p, "contact");
	h_lit(h, "<strong>");
	if (!j_null(c, "phone")) {
		h_lit(h, "Gọi ");
		phone(h, j_str(c, "phone"));
	} else {
		h_lit(h, "Gặp ");
		h_text(h, j_str(c, "office"));
	}
	h_lit(h, "</strong>");
}

/* Only sums that were printed before are ever added up (disclosure 4.8). */
void
page_since(struct html *h, const json_t *p)
{
	const json_t *since;
	int64_t exact, million;

	since = page_part(page_part(p, "money"), "since");
	exact = j_int(since, "exact");
	million = j_int(since, "million");
	if (exact != 0 || million == 0)
		vi_dong(h, exact);
	if (exact != 0 && million != 0)
		h_lit(h, " và ");
	if (million != 0)
		vi_million(h, million);
}

void
page_quarter_sum(struct html *h, const json_t *p)
{
	const json_t *q;

	q = page_part(page_part(p, "money"), "quarter");
	if (j_null(q, "exact"))
		vi_million(h, j_int(q, "million"));
	else
		vi_dong(h, j_int(q, "exact"));
}

void
page_seal(struct html *h, const struct render_input *in)
{
	if (in->seal == NULL)
		return;
	h_lit(h, "<p>Mã niêm phong ");
	vi_quarter(h, j_str(in->publication, "period"));
	h_lit(h, ":<br><code class=\"seal\">");
	h_text(h, in->seal);
	h_lit(h, "</code></p>\n");
}
