/*
 * page.c - cairo and pango held in one hand, so that whoever draws a page
 * names sizes and texts alone.
 */
#include "page.h"

#include "calendar.h"

#include <cairo-pdf.h>
#include <string.h>

#define FAMILY "Noto Serif"
#define HAIR 0.5

static cairo_status_t
put(void *arg, const unsigned char *bytes, unsigned int n)
{
	struct page *p = arg;

	return fwrite(bytes, 1, n, p->to) == n ? CAIRO_STATUS_SUCCESS
					       : CAIRO_STATUS_WRITE_ERROR;
}

/* Glyphs as designed and not as some screen wants them: the same everywhere. */
static void
plain_fonts(PangoLayout *layout)
{
	cairo_font_options_t *o = cairo_font_options_create();

	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(pango_layout_get_context(layout),
	    o);
	pango_cairo_context_set_resolution(pango_layout_get_context(layout),
	    72);
	cairo_font_options_destroy(o);
}

enum err
page_open(struct page *p, FILE *to, double width, double height)
{
	memset(p, 0, sizeof(*p));
	p->to = to;
	p->width = width;
	p->height = height;
	p->surface = cairo_pdf_surface_create_for_stream(put, p, width, height);
	p->cr = cairo_create(p->surface);
	if (cairo_status(p->cr) != CAIRO_STATUS_SUCCESS)
		return ERR_MEMORY;
	cairo_set_line_width(p->cr, HAIR);
	p->layout = pango_cairo_create_layout(p->cr);
	plain_fonts(p->layout);
	return ERR_OK;
}

void
page_name(struct page *p, const char *title, uint64_t created_ms)
{
	uint64_t minutes = created_ms / 60000 + UINT64_C(420); /* FORMAT 1.7 */
	char day[DATE_LEN], when[64];

	date_encode(day, date_of_ms(created_ms));
	(void)snprintf(when, sizeof(when), "%sT%02u:%02u:00+07:00", day,
	    (unsigned)(minutes / 60 % 24), (unsigned)(minutes % 60));
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE,
	    title);
	cairo_pdf_surface_set_metadata(p->surface,
	    CAIRO_PDF_METADATA_CREATE_DATE, when);
	cairo_tag_begin(p->cr, "Document", NULL);
	p->begun = true;
}

void
page_size(struct page *p, double width, double height)
{
	p->width = width;
	p->height = height;
	cairo_pdf_surface_set_size(p->surface, width, height);
}

void
page_next(struct page *p)
{
	cairo_show_page(p->cr);
}

enum err
page_close(struct page *p)
{
	cairo_status_t bad;

	if (p->surface == NULL)
		return ERR_MEMORY;
	if (p->layout != NULL)
		g_object_unref(p->layout);
	if (p->begun)
		cairo_tag_end(p->cr, "Document");
	bad = cairo_status(p->cr);
	cairo_destroy(p->cr);
	cairo_surface_finish(p->surface);
	if (bad == CAIRO_STATUS_SUCCESS)
		bad = cairo_surface_status(p->surface);
	cairo_surface_destroy(p->surface);
	memset(p, 0, sizeof(*p));
	if (bad == CAIRO_STATUS_NO_MEMORY)
		return ERR_MEMORY;
	return bad == CAIRO_STATUS_SUCCESS ? ERR_OK : ERR_IO;
}

void
page_begin(struct page *p, const char *tag)
{
	cairo_tag_begin(p->cr, tag, NULL);
}

void
page_end(struct page *p, const char *tag)
{
	cairo_tag_end(p->cr, tag);
}

static void
set(struct page *p, const struct style *s, const char *text, double width)
{
	static const PangoAlignment align[] = {PANGO_ALIGN_LEFT,
	    PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT};
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family_static(font, FAMILY);
	pango_font_description_set_absolute_size(font, s->size * PANGO_SCALE);
	if (s->bold)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	if (s->italic)
		pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
	pango_layout_set_font_description(p->layout, font);
	pango_font_description_free(font);
	pango_layout_set_alignment(p->layout, align[s->align]);
	pango_layout_set_wrap(p->layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_width(p->layout,
	    width < 0 ? -1 : pango_units_from_double(width));
	pango_layout_set_text(p->layout, text, -1);
}

double
page_text_height(struct page *p, double width, const struct style *s,
    const char *text)
{
	int h;

	if (*text == '\0')
		return 0;
	set(p, s, text, width);
	pango_layout_get_size(p->layout, NULL, &h);
	return pango_units_to_double(h);
}

double
page_text(struct page *p, double x, double y, double width,
    const struct style *s, const char *text)
{
	double h = page_text_height(p, width, s, text);

	if (h > 0) {
		cairo_move_to(p->cr, x, y);
		pango_cairo_show_layout(p->cr, p->layout);
	}
	return h;
}

double
page_text_width(struct page *p, const struct style *s, const char *text)
{
	int w;

	set(p, s, text, -1);
	pango_layout_get_size(p->layout, &w, NULL);
	return pango_units_to_double(w);
}

double
page_word_width(struct page *p, const struct style *s, const char *text)
{
	char word[512];
	double most = 0, w;
	size_t n;

	while (*text != '\0') {
		n = strcspn(text, " \n");
		if (n > 0 && n < sizeof(word)) {
			memcpy(word, text, n);
			word[n] = '\0';
			w = page_text_width(p, s, word);
			most = w > most ? w : most;
		}
		text += n;
		text += strspn(text, " \n");
	}
	return most;
}

void
page_line(struct page *p, double x1, double y1, double x2, double y2)
{
	cairo_move_to(p->cr, x1, y1);
	cairo_line_to(p->cr, x2, y2);
	cairo_stroke(p->cr);
}

void
page_box(struct page *p, double x, double y, double width, double height)
{
	cairo_rectangle(p->cr, x, y, width, height);
	cairo_stroke(p->cr);
}

void
page_shade(struct page *p, double x, double y, double width, double height)
{
	cairo_save(p->cr);
	cairo_set_source_rgb(p->cr, 0.93, 0.93, 0.93);
	cairo_rectangle(p->cr, x, y, width, height);
	cairo_fill(p->cr);
	cairo_restore(p->cr);
}

void
page_dashes(struct page *p, double x1, double y1, double x2, double y2)
{
	static const double dash[] = {4, 4};

	cairo_save(p->cr);
	cairo_set_dash(p->cr, dash, 2, 0);
	page_line(p, x1, y1, x2, y2);
	cairo_restore(p->cr);
}
