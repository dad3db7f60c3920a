/*
 * embed.c - one figure for the pages of others: as a picture (SVG) and as a
 * small page for a frame.
 *
 * Bars are drawn in figures, as chart.c does, and then stretched; what is not a
 * figure stands in attributes that place or colour.
 */
#include "page.h"
#include "schema.h"
#include "vi.h"

#define BAR_WIDTH 576
#define BAR_HEIGHT 18
#define PART 10000 /* decimals of a scale */

/* v/of with four decimals. */
static void
scale(struct html *h, int64_t v, int64_t of)
{
	int64_t n = v * PART / of, k;

	h_int(h, n / PART);
	h_lit(h, ".");
	for (k = PART / 10; k > 0; k /= 10)
		h_int(h, n / k % 10);
}

/* n of all from figure "from" on, filled or not. */
static void
bar(struct html *h, int64_t from, int64_t n, int64_t all, bool filled)
{
	if (n <= 0)
		return;
	h_lit(h, "<path transform=\"translate(32 112) scale(");
	scale(h, BAR_WIDTH, all);
	h_lit(h, " ");
	scale(h, BAR_HEIGHT, n);
	if (filled)
		h_lit(h, ")\" fill=\"#0b5d3b\"");
	else
		h_lit(h, ")\" fill=\"#fff\"");
	h_lit(h,
	    " stroke=\"#0b5d3b\" stroke-width=\"2\" "
	    "vector-effect=\"non-scaling-stroke\" d=\"M");
	h_int(h, from);
	h_lit(h, " 0h");
	h_int(h, n);
	h_lit(h, "v");
	h_int(h, n);
	h_lit(h, "h-");
	h_int(h, n);
	h_lit(h, "z\"/>\n");
}

static void
heads(struct html *h, const json_t *p)
{
	render_share_line(h, SHARE_SUPPORTED, p);
	h_lit(h, " ");
	render_share_line(h, SHARE_WAITING, p);
}

static void
said(struct html *h, const json_t *p)
{
	h_lit(h, "<title>Đỡ đầu trẻ em ");
	h_text(h, page_commune(h, p));
	h_lit(h, "</title>\n<desc>");
	heads(h, p);
	h_lit(h, " ");
	render_share_line(h, SHARE_LABEL, p);
	h_lit(h, " ");
	page_since(h, p);
	h_lit(h, ".</desc>\n");
}

/* A line of text; the caller writes it and ends it. */
#define LINE(place, look)                                                      \
	"<text transform=\"translate(32 " place ")\" " look ">"
#define BOLD "font-weight=\"bold\""
#define DEEP "fill=\"#0b5d3b\""
#define SOFT "fill=\"#4a545e\""

static void
lines(struct html *h, const json_t *p)
{
	h_lit(h, LINE("46", BOLD " font-size=\"19\"") "Đỡ đầu trẻ em ");
	h_text(h, page_commune(h, p));
	h_lit(h, "</text>\n" LINE("90", BOLD " font-size=\"26\" " DEEP));
	heads(h, p);
	h_lit(h, "</text>\n" LINE("166", "font-size=\"17\""));
	render_share_line(h, SHARE_LABEL, p);
	h_lit(h, "</text>\n" LINE("192", BOLD " font-size=\"21\""));
	page_since(h, p);
	h_lit(h, "</text>\n" LINE("226", "font-size=\"15\" " SOFT));
	render_share_line(h, SHARE_DATE, p);
	h_lit(h, "</text>\n");
	if (j_bool(p, "trial")) {
		h_lit(h,
		    "<text transform=\"translate(608 46)\" "
		    "text-anchor=\"end\" " BOLD
		    " font-size=\"15\" fill=\"#8a5200\">");
		render_share_line(h, SHARE_TRIAL, p);
		h_lit(h, "</text>\n");
	}
}

enum err
render_embed_svg(struct html *h, const struct render_input *in)
{
	const json_t *p = in->publication, *o = page_part(p, "heads");
	const int64_t with = j_int(o, "supported");
	const int64_t waiting = j_int(o, "waiting");

	h_lit(h,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"vi\" "
	    "role=\"img\" viewBox=\"" EMBED_FRAME
	    "\" font-family=\"Be Vietnam Pro,system-ui,Segoe UI,Roboto,Noto "
	    "Sans,sans-serif\" fill=\"#1a1f24\">\n");
	said(h, p);
	/* The paper and its edge; the one in them is the object's "v". */
	h_lit(h,
	    "<path transform=\"scale(640 252)\" fill=\"#fff\" d=\"M0 "
	    "0H1V1H0z\"/>\n"
	    "<path transform=\"scale(8 252)\" fill=\"#0b5d3b\" d=\"M0 "
	    "0H1V1H0z\"/>\n");
	bar(h, 0, with, with + waiting, true);
	bar(h, with, waiting, with + waiting, false);
	lines(h, p);
	h_lit(h, "</svg>\n");
	return html_done(h);
}

enum err
render_embed_vi(struct html *h, const struct render_input *in)
{
	const json_t *p = in->publication;

	page_head_lang(h, "vi", "Đỡ đầu trẻ em", j_bool(p, "trial"));
	h_lit(h, "<p class=\"site\">Đỡ đầu trẻ em ");
	h_text(h, page_commune(h, p));
	h_lit(h, "</p>\n<h1>");
	render_share_line(h, SHARE_SUPPORTED, p);
	h_lit(h, "<br>\n");
	render_share_line(h, SHARE_WAITING, p);
	h_lit(h, "</h1>\n<p>");
	render_share_line(h, SHARE_LABEL, p);
	h_lit(h, " <strong>");
	page_since(h, p);
	h_lit(h, "</strong>.</p>\n<p class=\"note\">");
	render_share_line(h, SHARE_DATE, p);
	if (in->late)
		h_lit(h, " <strong>Quá hạn công bố kỳ sau.</strong>");
	h_lit(h,
	    "</p>\n<p class=\"links\"><a class=\"button\" href=\"/\" "
	    "target=\"_blank\" rel=\"noopener\">Xem và tự kiểm tra</a></p>\n"
	    "</main>\n</body>\n</html>\n");
	return html_done(h);
}

const char *const *
render_phrases(size_t *n)
{
	static const char *const list[] = {EMBED_FRAME};

	*n = sizeof(list) / sizeof(list[0]);
	return list;
}
