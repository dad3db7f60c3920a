/*
 * list.c - the page put together, and all renderings of one publication.
 */
#include "page.h"
#include "schema.h"
#include "vi.h"

enum err
render_page_vi(struct html *h, const struct render_input *in)
{
	page_head(h, "Đỡ đầu trẻ em - số liệu công bố", in,
	    j_bool(in->publication, "trial"));
	page_first(h, in);
	page_details(h, in);
	page_doors(h, in);
	page_dataset(h, in);
	page_foot(h);
	return html_done(h);
}

static const struct {
	const char *name, *type;
	enum err (*render)(struct html *h, const struct render_input *in);
} outputs[RENDER_COUNT] = {
    {"index.html", "text/html; charset=utf-8", render_page_vi},
    {"en.html", "text/html; charset=utf-8", render_page_en},
    {"vi-sao-tin-duoc.html", "text/html; charset=utf-8", render_trust_vi},
    {"tinh-the-nao.html", "text/html; charset=utf-8", render_method_vi},
    {"niem-yet.html", "text/html; charset=utf-8", render_poster_vi},
    {"nhung.html", "text/html; charset=utf-8", render_embed_vi},
    {"so-em.svg", "image/svg+xml", render_embed_svg},
    {"so-lieu.csv", "text/csv; charset=utf-8", render_csv},
    {"so-lieu.xlsx", TYPE_XLSX, render_workbook},
    {"so-lieu.json", "application/json", render_json},
    {"chia-se.txt", "text/plain; charset=utf-8", render_share},
    {"ban-tin.txt", "text/plain; charset=utf-8", render_bulletin},
};

enum err
render_list(struct rendering list[RENDER_COUNT], const json_t *publication)
{
	struct render_input in = {.publication = publication,
	    .tick = TICK_GOOD};
	enum err e;
	size_t i;

	for (i = 0; i < RENDER_COUNT; i++) {
		list[i].name = outputs[i].name;
		list[i].type = outputs[i].type;
		html_init(&list[i].text);
	}
	for (i = 0; i < RENDER_COUNT; i++) {
		e = outputs[i].render(&list[i].text, &in);
		if (e != ERR_OK) {
			render_list_release(list);
			return e;
		}
	}
	return ERR_OK;
}

void
render_list_release(struct rendering list[RENDER_COUNT])
{
	size_t i;

	for (i = 0; i < RENDER_COUNT; i++)
		html_release(&list[i].text);
}

/* What configuration tells stands in the publication; this is the rest. */
bool
render_number_allowed(uint64_t v)
{
	static const uint64_t allowed[] = {
	    0,	 /* leading zeroes of telephone numbers; an empty month */
	    111, /* the national line for children */
	    1022 /* the province's line for complaints */
	};
	size_t i;

	for (i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++) {
		if (allowed[i] == v)
			return true;
	}
	return false;
}
