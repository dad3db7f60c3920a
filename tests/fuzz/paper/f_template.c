/*
 * f_template.c - a template from anywhere, flat or an archive: it is refused
 * or filled in, and what was filled in is a template again that holds no
 * placeholder of ours.
 */
#include "odt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct grid_column columns[] = {{"name", "Tên", GRID_TEXT, 1},
    {"amount", "Tiền", GRID_MONEY, 1}};

static enum err
fill(char **out, size_t *n, struct span in, const struct odt_filling *f)
{
	char fault[ODT_FAULT_MAX];
	FILE *to = open_memstream(out, n);
	enum err e;

	if (to == NULL)
		return ERR_MEMORY;
	e = odt_fill(to, in, f, fault);
	if (fclose(to) != 0)
		return ERR_MEMORY;
	return e;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct odt_text text[] = {{"ten", "A & B", false},
	    {"so", "08", false}};
	struct odt_table table = {"t", NULL};
	struct odt_filling f = {text, 2, &table, 1};
	char *out = NULL, *again = NULL;
	struct grid *g = NULL;
	size_t n = 0, m = 0;

	if (grid_new(&g, "t", "T", columns, 2) != ERR_OK)
		return 0;
	grid_row(g);
	grid_text(g, 0, "x");
	grid_row(g);
	grid_number(g, 1, 1000000);
	table.grid = g;
	if (fill(&out, &n, (struct span){data, size}, &f) == ERR_OK) {
		f = (struct odt_filling){NULL, 0, NULL, 0};
		if (fill(&again, &m, (struct span){(uint8_t *)out, n}, &f) !=
			ERR_OK ||
		    m != n || memcmp(out, again, n) != 0)
			abort();
	} else if (n != 0) {
		abort();
	}
	free(out);
	free(again);
	grid_free(g);
	return 0;
}
