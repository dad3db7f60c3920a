/*
 * data.c - the files for machines: the payload as it stands in the book, and
 * the long table of it as CSV.
 */
#include "canonical.h"
#include "page.h"
#include "rows.h"

#include <stdlib.h>

enum err
render_json(struct html *h, const struct render_input *in)
{
	uint8_t *bytes = NULL;
	size_t n;
	enum err e;

	e = canonical_encode(&bytes, &n, in->publication, PUBLICATION_MAX);
	if (e != ERR_OK)
		return e;
	h_raw(h, (const char *)bytes, n);
	free(bytes);
	return html_done(h);
}

static void
csv_put(struct html *h, const struct row *r)
{
	h_csv(h, r->period);
	h_lit(h, ",");
	h_csv(h, r->table);
	h_lit(h, ",");
	h_csv(h, r->label);
	h_lit(h, ",");
	if (r->text == NULL)
		h_int(h, r->n);
	else
		h_csv(h, r->text);
	h_lit(h, ",");
	h_csv(h, r->unit);
	h_lit(h, "\r\n");
}

enum err
render_csv(struct html *h, const struct render_input *in)
{
	/* Excel takes UTF-8 only behind this mark. */
	h_lit(h, "\xef\xbb\xbf");
	h_lit(h, "ky,bang,muc,gia_tri,don_vi\r\n");
	rows_walk(h, in->publication, csv_put);
	return html_done(h);
}
