/*
 * en.c - the English page: the same figures in plain words, for readers from
 * outside.  Dates stay as they are written in the book (2026-09-30).
 */
#include "chart.h"
#include "page.h"
#include "schema.h"
#include "vi.h"

#include <stdio.h>
#include <string.h>

#define LABEL_MAX 256

struct pair {
	const char *word, *says;
};
static const struct pair words[] = {
    {"g1", "Party, council and committee offices, health"},
    {"g2", "Fatherland Front and unions"}, {"g3", "police and military"},
    {"g4", "schools"}, {"g5", "charity funds"}, {"cash", "cash"},
    {"health-insurance", "health insurance"},
    {"school-supplies", "school supplies"},
    {"learning-equipment", "learning equipment"}, {"essentials", "essentials"},
    {"in-kind", "other goods"}, {"cluster", "By area"},
    {"category", "By circumstances"}, {"level", "By school level"},
    {"c1", "area one"}, {"c2", "area two"}, {"c3", "area three"},
    {"c4", "area four"}, {"1", "lost both parents"}, {"2", "lost one parent"},
    {"3", "poor or near-poor household"}, {"4", "other hardship"},
    {"mn", "preschool"}, {"th", "primary"}, {"thcs", "lower secondary"},
    {"thpt", "upper secondary"},
    {"below-minimum", "Children who received less than the minimum"},
    {"late", "Children whose support came late"},
    {"ad-hoc", "Children helped in an emergency"},
    {"short", "Children who received less than recorded, or nothing yet"},
    {"dropped-out", "Children who left school"}, {NULL, NULL}};

static const char *
say(const char *word)
{
	const struct pair *p;

	for (p = words; p->word != NULL; p++)
		if (strcmp(p->word, word) == 0)
			return p->says;
	return word;
}

static void
label_of(char out[LABEL_MAX], const json_t *list)
{
	size_t i, n = 0;

	out[0] = '\0';
	for (i = 0; i < json_array_size(list) && n < LABEL_MAX - 1; i++) {
		const char *s = say(json_string_value(json_array_get(list, i)));
		int len = snprintf(out + n, LABEL_MAX - n, "%s%s",
		    i == 0 ? "" : ", ", s);

		n += len < 0 ? 0 : (size_t)len;
	}
}

static void
dong(struct html *h, int64_t n)
{
	h_grouped(h, n, ',');
	h_lit(h, " đồng");
}

static void
million(struct html *h, int64_t n)
{
	h_lit(h, "about ");
	h_grouped(h, n, ',');
	h_lit(h, " million đồng");
}

static void
since(struct html *h, const json_t *p)
{
	const json_t *s = page_part(page_part(p, "money"), "since");
	const int64_t exact = j_int(s, "exact"), rest = j_int(s, "million");

	h_lit(h, "<p>Money and goods given since ");
	h_text(h, j_str(s, "from"));
	h_lit(h, ": <strong>");
	if (exact != 0 || rest == 0)
		dong(h, exact);
	if (exact != 0 && rest != 0)
		h_lit(h, " and ");
	if (rest != 0)
		million(h, rest);
	h_lit(h, "</strong>.</p>\n");
}

static void
first(struct html *h, const json_t *p)
{
	const json_t *heads = page_part(p, "heads");

	h_lit(h, "<header>\n<p class=\"site\">Child sponsorship, ");
	h_text(h, j_str(p, "commune"));
	h_lit(h, "</p>\n<p class=\"note\">As of ");
	h_text(h, j_str(p, "as_of"));
	h_lit(h, " (");
	h_text(h, j_str(p, "period"));
	h_lit(h,
	    ") · <a href=\"/\" lang=\"vi\">Tiếng Việt</a></p>\n"
	    "</header>\n<h1>");
	h_int(h, j_int(heads, "supported"));
	h_lit(h, " children have a sponsor.<br>\n");
	h_int(h, j_int(heads, "waiting"));
	h_lit(h, " are waiting.</h1>\n<p><strong>");
	h_int(h, j_int(heads, "sponsors"));
	h_lit(h,
	    "</strong> offices, units and organisations sponsor "
	    "them.</p>\n");
	since(h, p);
}

static void
tick(struct html *h, const struct render_input *in)
{
	if (in->tick == TICK_MISMATCH || in->tick == TICK_UNKNOWN) {
		h_lit(h,
		    "<section class=\"tick bad\">\n<p class=\"state\">These "
		    "figures could not be confirmed.</p>\n</section>\n");
		return;
	}
	h_lit(h,
	    "<section class=\"tick good\">\n<p class=\"state\">✓ Agrees "
	    "with the book of records</p>\n<p>Every figure here was checked "
	    "against a book in which nothing can be changed or removed "
	    "unnoticed.</p>\n<p class=\"links\"><a class=\"button\" "
	    "href=\"/xac-minh\">Check it yourself (Vietnamese)</a></p>\n"
	    "</section>\n");
	if (in->late)
		h_lit(h,
		    "<p class=\"warn\">The next figures are overdue.</p>\n");
	if (in->tick == TICK_LAST)
		h_lit(h,
		    "<p class=\"warn\">Newer data did not pass the check and "
		    "is not shown.</p>\n");
}

static void
table(struct html *h, const char *caption, const char *unit)
{
	h_lit(h, "<table class=\"chart\">\n<caption>");
	h_text(h, caption);
	h_lit(h,
	    "</caption>\n<thead><tr><th scope=\"col\">Group</th>"
	    "<th scope=\"col\" class=\"num\">");
	h_text(h, unit);
	h_lit(h, "</th></tr></thead>\n<tbody>\n");
}

/* Cells of words (by key words_key) and a number (by key n_key, maybe null). */
static void
cells(struct html *h, const json_t *list, const char *words_key,
    const char *n_key)
{
	char label[LABEL_MAX];
	const int64_t most = chart_most(list, n_key);
	const json_t *c;
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		c = json_array_get(list, i);
		label_of(label, j_list(c, words_key));
		if (!j_null(c, n_key)) {
			chart_row(h, label, j_int(c, n_key), most, ',');
			continue;
		}
		h_lit(h, "<tr><th scope=\"row\">");
		h_text(h, label);
		h_lit(h, "</th><td class=\"num\">–</td></tr>\n");
	}
	h_lit(h, "</tbody>\n</table>\n");
}

static void
withheld(struct html *h, const char *caption)
{
	h_lit(h, "<h3>");
	h_text(h, caption);
	h_lit(h,
	    "</h3>\n<p class=\"how\">Not shown: some group is too "
	    "small.</p>\n");
}

/* Both reasons, as in Vietnamese. */
static void
money_withheld(struct html *h, const char *caption)
{
	h_lit(h, "<h3>");
	h_text(h, caption);
	h_lit(h,
	    "</h3>\n<p class=\"how\">Not shown: divided, some part has too few "
	    "children, or a payment was erased by law and nobody knows which "
	    "part it belonged to.</p>\n");
}

static void
money(struct html *h, const json_t *p)
{
	const json_t *m = page_part(p, "money"), *k = page_part(m, "kinds");
	const json_t *q = page_part(m, "quarter");

	h_lit(h, "<p>In this quarter: ");
	if (j_null(q, "exact"))
		million(h, j_int(q, "million"));
	else
		dong(h, j_int(q, "exact"));
	h_lit(h, ".</p>\n");
	if (json_array_size(j_list(m, "groups")) == 0) {
		money_withheld(h,
		    "Support in this quarter, by group of sponsors");
	} else {
		table(h, "Support in this quarter, by group of sponsors",
		    "Million đồng");
		cells(h, j_list(m, "groups"), "groups", "million");
	}
	if (!j_null(k, "withheld")) {
		money_withheld(h, "Support in this quarter, by kind");
		return;
	}
	table(h, "Support in this quarter, by kind", "Million đồng");
	cells(h, j_list(k, "cells"), "kinds", "million");
}

static void
indicators(struct html *h, const json_t *p)
{
	const json_t *list = j_list(p, "indicators"), *x;
	size_t i;

	h_lit(h,
	    "<table>\n<caption>Worth attention</caption>\n<thead><tr>"
	    "<th scope=\"col\">Matter</th><th scope=\"col\" "
	    "class=\"num\">Children</th></tr></thead>\n<tbody>\n");
	for (i = 0; i < json_array_size(list); i++) {
		x = json_array_get(list, i);
		h_lit(h, "<tr><th scope=\"row\">");
		h_text(h, say(j_str(x, "id")));
		h_lit(h, "</th><td class=\"num\">");
		if (j_null(x, "n")) {
			h_lit(h, "fewer than ");
			h_int(h, j_int(page_part(p, "constants"), "under"));
		} else {
			h_grouped(h, j_int(x, "n"), ',');
		}
		h_lit(h, "</td></tr>\n");
	}
	h_lit(h, "</tbody>\n</table>\n");
}

static void
details(struct html *h, const json_t *p)
{
	const json_t *tables = j_list(p, "tables"), *t;
	size_t i;

	h_lit(h, "<details>\n<summary>Details</summary>\n");
	money(h, p);
	indicators(h, p);
	h_lit(h, "<h3>All children ever sponsored</h3>\n");
	for (i = 0; i < json_array_size(tables); i++) {
		t = json_array_get(tables, i);
		if (!j_null(t, "withheld")) {
			withheld(h, say(j_str(t, "id")));
			continue;
		}
		table(h, say(j_str(t, "id")), "Children");
		cells(h, j_list(t, "cells"), "keys", "n");
	}
	h_lit(h, "</details>\n");
}

enum err
render_page_en(struct html *h, const struct render_input *in)
{
	const json_t *p = in->publication;

	page_head_lang(h, "en", "Child sponsorship: published figures",
	    j_bool(p, "trial"));
	first(h, p);
	tick(h, in);
	h_lit(h,
	    "<h2>Why are there no names?</h2>\n<p class=\"why\">The law "
	    "protects the private life of children. This page shows totals "
	    "only: no name, no picture, no address. A number so small that it "
	    "might point to one child is written as “fewer than ");
	h_int(h, j_int(page_part(p, "constants"), "under"));
	h_lit(h, "”.</p>\n<p class=\"note\">Published ");
	h_text(h, j_str(p, "published"));
	h_lit(h, ". Next: by ");
	h_text(h, j_str(p, "next_due"));
	h_lit(h, ".<br>\n");
	page_contact(h, p);
	h_lit(h, "</p>\n");
	details(h, p);
	page_foot_en(h);
	return html_done(h);
}
