/*
 * picture.c - by cairo and FreeType, which find fonts nowhere but in memory.
 * All that is said are the lines of render_share_line, which the gate has read;
 * the bar shows two of their figures.
 */
#include "picture.h"

#include "assets.h"
#include "render.h"
#include "schema.h"

#include <cairo-ft.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 1200
#define HEIGHT 630
#define MARGIN 72
#define PICTURE_MAX ((size_t)4 * 1024 * 1024)

struct painter {
	FT_Library library;
	FT_Face face[2]; /* by enum face */
	cairo_font_face_t *font[2];
};

static enum err
font_open(struct painter *p, enum face f)
{
	const struct asset *a = assets_face[f];

	if (FT_New_Memory_Face(p->library, a->bytes, (FT_Long)a->n, 0,
		&p->face[f]) != 0)
		return ERR_FORMAT;
	p->font[f] = cairo_ft_font_face_create_for_ft_face(p->face[f], 0);
	return cairo_font_face_status(p->font[f]) == CAIRO_STATUS_SUCCESS
	    ? ERR_OK
	    : ERR_MEMORY;
}

enum err
painter_open(struct painter **out)
{
	struct painter *p;
	enum err e;

	p = calloc(1, sizeof(*p));
	if (p == NULL || FT_Init_FreeType(&p->library) != 0) {
		free(p);
		return ERR_MEMORY;
	}
	e = font_open(p, FACE_REGULAR);
	if (e == ERR_OK)
		e = font_open(p, FACE_BOLD);
	if (e != ERR_OK) {
		painter_close(p);
		return e;
	}
	*out = p;
	return ERR_OK;
}

/* Cairo keeps what it has drawn with, and would come back to a face that is
 * gone: it forgets first. */
void
painter_close(struct painter *p)
{
	size_t i;

	if (p == NULL)
		return;
	for (i = 0; i < 2; i++)
		cairo_font_face_destroy(p->font[i]);
	cairo_debug_reset_static_data();
	for (i = 0; i < 2; i++)
		(void)FT_Done_Face(p->face[i]);
	(void)FT_Done_FreeType(p->library);
	free(p);
}

/* ---- drawing ---- */

static void
colour(cairo_t *c, unsigned rgb)
{
	cairo_set_source_rgb(c, (rgb >> 16 & 255) / 255.0,
	    (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}

#define PAPER 0xffffff
#define INK 0x1a1f24
#define SOFT 0x4a545e
#define DEEP 0x0b5d3b
#define EDGE 0x8a5200

static const struct place {
	enum share_line line;
	enum face face;
	double size, y;
	unsigned rgb;
} places[] = {{SHARE_NAME, FACE_BOLD, 36, 130, INK},
    {SHARE_SUPPORTED, FACE_BOLD, 74, 226, DEEP},
    {SHARE_WAITING, FACE_BOLD, 74, 316, DEEP},
    {SHARE_LABEL, FACE_REGULAR, 34, 440, INK},
    {SHARE_SUM, FACE_BOLD, 54, 506, INK},
    {SHARE_DATE, FACE_REGULAR, 27, 574, SOFT},
    {SHARE_TRIAL, FACE_BOLD, 26, 36, PAPER}};

/* A line that is too long for the picture gets smaller. */
static enum err
draw_line(cairo_t *c, const struct painter *p, const struct place *at,
    const json_t *publication)
{
	cairo_text_extents_t e;
	struct html h;
	enum err err;
	double size = at->size;

	html_init(&h);
	render_share_line(&h, at->line, publication);
	h_lit(&h, "\0");
	err = html_done(&h);
	if (err == ERR_OK && h.p[0] != '\0') {
		colour(c, at->rgb);
		cairo_set_font_face(c, p->font[at->face]);
		cairo_set_font_size(c, size);
		cairo_text_extents(c, h.p, &e);
		if (e.x_advance > WIDTH - 2 * MARGIN)
			size *= (WIDTH - 2 * MARGIN) / e.x_advance;
		cairo_set_font_size(c, size);
		cairo_move_to(c, MARGIN, at->y);
		cairo_show_text(c, h.p);
	}
	html_release(&h);
	return err;
}

/* How many have a sponsor, of all who need one. */
static void
draw_bar(cairo_t *c, const json_t *publication)
{
	const json_t *heads = json_object_get(publication, "heads");
	const double with = (double)j_int(heads, "supported");
	const double waiting = (double)j_int(heads, "waiting");
	const double all = WIDTH - 2 * MARGIN;

	if (with + waiting <= 0)
		return;
	colour(c, DEEP);
	cairo_set_line_width(c, 2);
	cairo_rectangle(c, MARGIN, 352, all, 20);
	cairo_stroke(c);
	cairo_rectangle(c, MARGIN, 352, all * with / (with + waiting), 20);
	cairo_fill(c);
}

/* Letters stand where the font puts them, on every machine. */
static void
set_options(cairo_t *c)
{
	cairo_font_options_t *o = cairo_font_options_create();

	cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	cairo_set_font_options(c, o);
	cairo_font_options_destroy(o);
}

static enum err
draw(cairo_t *c, const struct painter *p, const json_t *publication)
{
	enum err e = ERR_OK;
	size_t i;

	set_options(c);
	colour(c, PAPER);
	cairo_paint(c);
	if (j_bool(publication, "trial")) {
		colour(c, EDGE);
		cairo_rectangle(c, 0, 0, WIDTH, 54);
		cairo_fill(c);
	}
	colour(c, DEEP);
	cairo_rectangle(c, 0, 0, 20, HEIGHT);
	cairo_fill(c);
	draw_bar(c, publication);
	for (i = 0; e == ERR_OK && i < sizeof(places) / sizeof(places[0]); i++)
		e = draw_line(c, p, &places[i], publication);
	return e;
}

/* ---- bytes ---- */

struct bytes {
	uint8_t *p;
	size_t n;
};

static cairo_status_t
take(void *arg, const unsigned char *data, unsigned n)
{
	struct bytes *b = arg;
	uint8_t *p;

	if (n > PICTURE_MAX - b->n)
		return CAIRO_STATUS_WRITE_ERROR;
	p = realloc(b->p, b->n + n + 1);
	if (p == NULL)
		return CAIRO_STATUS_NO_MEMORY;
	memcpy(p + b->n, data, n);
	b->p = p;
	b->n += n;
	return CAIRO_STATUS_SUCCESS;
}

enum err
picture_draw(uint8_t **bytes, size_t *n, struct painter *p,
    const json_t *publication)
{
	struct bytes b = {NULL, 0};
	cairo_surface_t *s;
	cairo_t *c;
	enum err e;

	s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
	c = cairo_create(s);
	e = draw(c, p, publication);
	if (e == ERR_OK &&
	    (cairo_status(c) != CAIRO_STATUS_SUCCESS ||
		cairo_surface_write_to_png_stream(s, take, &b) !=
		    CAIRO_STATUS_SUCCESS))
		e = ERR_MEMORY;
	cairo_destroy(c);
	cairo_surface_destroy(s);
	if (e != ERR_OK) {
		free(b.p);
		return e;
	}
	*bytes = b.p;
	*n = b.n;
	return ERR_OK;
}
