/*
 * said.h - what a ledger says, as bytes: of the view all that lives on.
 * Include after world.h.
 */
#ifndef WRITER_SAID_H
#define WRITER_SAID_H

#include "authority_bytes.h"
#include "fields.h"
#include "state_bytes.h"
#include "work.h"

/* To be freed by said_free(). */
static inline struct span
said(struct world *o)
{
	struct fields f;
	uint8_t *p = NULL;
	size_t n = 0, way;

	for (way = 0; way < 2; way++) {
		if (way == 0)
			fields_measure(&f);
		else
			fields_write(&f, p, n);
		fields_bytes(&f, o->w->view.last.b, DIGEST_LEN);
		fields_u64(&f, &o->w->view.size);
		fields_u64(&f, &o->w->view.time_ms);
		fields_u64(&f, &o->w->view.erased);
		fields_u32(&f, &o->w->view.quarter);
		authority_fields(&f, o->w->view.authority);
		state_fields(&f, o->w->view.state);
		assert_int_equal(fields_end(&f), ERR_OK);
		n = f.n;
		if (way == 0)
			assert_non_null(p = malloc(n));
	}
	return (struct span){p, n};
}

static inline void
said_free(struct span s)
{
	free((void *)(uintptr_t)s.p);
}

#endif
