/*
 * publish_csv.h - the four publications of the synthetic data, one after the
 * other, each fed with those before it.  Include after facts_csv.h.
 */
#ifndef UNIT_PUBLISH_CSV_H
#define UNIT_PUBLISH_CSV_H

#include "attack.h"
#include "gate.h"
#include "pubobject.h"

struct quarters {
	struct facts facts[4];
	struct gate_result gate[4];
	json_t *object[4];
};

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

static inline void
quarters_make(struct quarters *q)
{
	size_t i, j;

	for (i = 0; i < 4; i++) {
		facts_csv(&q->facts[i], i);
		for (j = 0; j < i; j++)
			assert_int_equal(facts_add_earlier(&q->facts[i],
					     q->object[j]),
			    ERR_OK);
		assert_int_equal(gate_compute(&q->gate[i], &q->facts[i]),
		    ERR_OK);
		assert_int_equal(object_make(&q->object[i], &q->gate[i],
				     &q->facts[i]),
		    ERR_OK);
	}
}

static inline void
quarters_release(struct quarters *q)
{
	size_t i;

	for (i = 0; i < 4; i++) {
		facts_release(&q->facts[i]);
		json_decref(q->object[i]);
	}
}

#endif
