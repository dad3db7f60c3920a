/*
 * object.h - a publication of the gate's decisions, as an office would frame
 * it.
 */
#ifndef UNIT_OBJECT_H
#define UNIT_OBJECT_H

#include <stdio.h>

#include "attack.h"
#include "gate.h"
#include "pubobject.h"

static inline enum err
object_make(json_t **out, const struct gate_result *g, const struct facts *f)
{
	static const char *const last[] = {"03-31", "06-30", "09-30", "12-31"};
	struct pub_opening o = {0, 64, g->exact.amount, {{1}}};
	struct pub_frame p = {"xã Việt An", "Phòng Văn hóa - Xã hội", NULL,
	    NULL, "111", NULL, "2026-10-10", "2027-01-15", "2026-07-01",
	    1000000, 16, 1, NULL, NULL, NULL, true};
	char as_of[16];

	(void)snprintf(as_of, sizeof(as_of), "%u-%s", f->period / 4,
	    last[f->period % 4]);
	p.as_of = as_of;
	if (g->exact.opened)
		p.opening = &o;
	return pubobject_build(out, g, f, &p);
}

#endif
