/*
 * careless.h - what a careless office would print.  Include after cmocka.h.
 */
#ifndef UNIT_CARELESS_H
#define UNIT_CARELESS_H

#include "reader.h"

/* Tables of everybody, whatever the cells. */
static inline void
print_all_cells(json_t *p, const struct facts *f)
{
	static const char *const id[] = {"cluster", "category", "level"};
	char word[FACTS_QUARTER_LEN];
	json_t *tables = json_array(), *cells, *cell;
	size_t i, j, t;

	facts_quarter_encode(word, f->period);
	for (t = 0; t < 3; t++) {
		cells = json_array();
		for (i = 0; i < f->n_child; i++) {
			const char *key = reader_key(&f->child[i], t);

			cell = NULL;
			for (j = 0; j < json_array_size(cells); j++)
				if (reader_has_key(json_array_get(cells, j),
					key))
					cell = json_array_get(cells, j);
			if (cell == NULL) {
				cell = json_pack("{s:[s],s:i}", "keys", key,
				    "n", 0);
				assert_int_equal(json_array_append_new(cells,
						     cell),
				    0);
			}
			assert_int_equal(json_object_set_new(cell, "n",
					     json_integer(reader_n(cell) + 1)),
			    0);
		}
		assert_int_equal(json_array_append_new(tables,
				     json_pack("{s:o,s:s,s:s,s:n}", "cells",
					 cells, "id", id[t], "released", word,
					 "withheld")),
		    0);
	}
	assert_int_equal(json_object_set_new(p, "tables", tables), 0);
}

#endif
