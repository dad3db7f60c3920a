/*
 * f_tile_path.c - what is taken for the name of a tile is written the same
 * again.
 */
#include <stdlib.h>

#include "tile.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct span in = {p, n};
	char path[TILE_PATH_MAX];
	struct tile t;

	if (tile_path_decode(&t, in) != ERR_OK)
		return 0;
	tile_path(path, &t);
	if (!span_is(in, path))
		abort();
	return 0;
}
