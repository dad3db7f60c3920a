/*
 * publish_csv.h - the four publications of the synthetic data, one after the
 * other, each fed with those before it.  Include after facts_csv.h.
 */
#ifndef UNIT_PUBLISH_CSV_H
#define UNIT_PUBLISH_CSV_H

#include "object.h"

struct quarters {
	struct facts facts[4];
	struct gate_result gate[4];
	json_t *object[4];
};

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
