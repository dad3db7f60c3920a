/*
 * manifest.c - the text of a backup's manifest (FORMAT 4.13).
 */
#include "manifest.h"

#include <string.h>

#include "calendar.h"
#include "checkpoint.h"

#define HEAD "minhbach/backup/v1\n"

const char *
part_name(enum part p)
{
	static const char *const name[PART_COUNT] = {
	    [PART_ANCHOR] = "anchor",
	    [PART_COPIES] = "copies",
	    [PART_OFFICE] = "office",
	    [PART_WITNESSES] = "witnesses",
	    [PART_STORE] = "store/data.mdb",
	};

	return name[p];
}

enum err
manifest_encode(struct span *out, const struct manifest *m, void *buf,
    size_t cap)
{
	char day[DATE_LEN];
	struct wr w;
	size_t i;

	date_encode(day, m->expires);
	wr_init(&w, buf, cap);
	wr_lit(&w, HEAD);
	wr_lit(&w, m->origin);
	wr_lit(&w, "\n");
	wr_decimal(&w, m->made_ms);
	wr_lit(&w, "\n");
	wr_lit(&w, day);
	wr_lit(&w, "\n");
	wr_decimal(&w, m->size);
	wr_lit(&w, " ");
	wr_base64(&w, m->root.b, DIGEST_LEN);
	wr_lit(&w, "\n");
	wr_decimal(&w, m->generation);
	wr_lit(&w, "\n");
	for (i = 0; i < PART_COUNT; i++) {
		if (!m->part[i].there)
			continue;
		wr_lit(&w, part_name((enum part)i));
		wr_lit(&w, " ");
		wr_decimal(&w, m->part[i].bytes);
		wr_lit(&w, " ");
		wr_base64(&w, m->part[i].sum.b, DIGEST_LEN);
		wr_lit(&w, "\n");
	}
	wr_lit(&w, "\n");
	wr_span(&w, m->note);
	if (w.bad)
		return ERR_SPACE;
	*out = wr_done(&w);
	return ERR_OK;
}

static void
head_take(struct manifest *m, struct rd *r)
{
	struct span origin, day;

	rd_lit(r, HEAD);
	origin = rd_line(r, NAME_MAX_LEN);
	m->made_ms = rd_decimal(r, '\n');
	day = rd_line(r, DATE_LEN - 1);
	m->size = rd_decimal(r, ' ');
	rd_base64(r, m->root.b, DIGEST_LEN, '\n');
	m->generation = rd_decimal(r, '\n');
	if (r->bad || !is_name(origin) ||
	    date_decode(&m->expires, day) != ERR_OK) {
		r->bad = true;
		return;
	}
	memcpy(m->origin, origin.p, origin.n);
}

/* In the order of the table, so that there is one way to write them. */
static void
parts_take(struct manifest *m, struct rd *r)
{
	struct span name;
	size_t i = 0;

	while (!r->bad && r->rest.n > 0 && r->rest.p[0] != '\n') {
		name = rd_until(r, ' ', NAME_MAX_LEN);
		while (
		    i < PART_COUNT && !span_is(name, part_name((enum part)i)))
			i++;
		if (i == PART_COUNT) {
			r->bad = true;
			return;
		}
		m->part[i].there = true;
		m->part[i].bytes = rd_decimal(r, ' ');
		rd_base64(r, m->part[i].sum.b, DIGEST_LEN, '\n');
		i++;
	}
	rd_lit(r, "\n");
}

/* Whoever restores verifies it; here it is only of this ledger. */
static bool
note_fits(const struct manifest *m)
{
	struct checkpoint c;
	struct note n;

	if (m->note.n == 0)
		return true;
	return note_decode(&n, m->note) == ERR_OK &&
	    checkpoint_decode(&c, n.text) == ERR_OK && c.size <= m->size &&
	    strcmp(c.origin, m->origin) == 0;
}

enum err
manifest_decode(struct manifest *m, struct span bytes)
{
	struct manifest out;
	struct rd r;

	memset(&out, 0, sizeof(out));
	rd_init(&r, bytes);
	head_take(&out, &r);
	parts_take(&out, &r);
	if (r.bad || !out.part[PART_STORE].there || out.size == 0)
		return ERR_FORMAT;
	out.note = r.rest;
	if (!note_fits(&out))
		return ERR_FORMAT;
	*m = out;
	return ERR_OK;
}
