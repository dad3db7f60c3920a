/*
 * public_total.c - the proven totals of the publications of a directory.
 */
#include "public_work.h"

static enum err
check_opening(struct public_work *w, struct public_publication *p)
{
	struct opening o = {.from = p->from, .to = p->to};
	struct fault f = {.index = p->index};
	enum err e;

	/* Of a withdrawn one the range is known, and the total not shown. */
	if (p->payload == NULL ? p->from >= p->to
			       : !opening_read(&o, p->payload))
		return ERR_OK;
	e = totals_open(&w->totals, &o, p->index, &f);
	if (e == ERR_MEMORY)
		return e;
	if (e != ERR_OK) {
		checks_fail(&w->r->checks, PUBLIC_TOTALS, &f);
		return ERR_OK;
	}
	p->from = o.from;
	p->to = o.to;
	p->opened = o.shown;
	return ERR_OK;
}

enum err
public_totals(struct public_work *w)
{
	size_t i;
	enum err e = ERR_OK;

	if (w->o->no_schemas)
		return ERR_OK;
	checks_made(&w->r->checks, PUBLIC_TOTALS);
	for (i = 0; i < w->r->n_publication && e == ERR_OK; i++)
		e = check_opening(w, &w->r->publication[i]);
	return e;
}
