/*
 * assets.h - the desk's pages, scripts and styles, bundled from tools/desk/web
 * at build time.
 */
#ifndef DESK_ASSETS_H
#define DESK_ASSETS_H

#include <stddef.h>

struct asset {
	const char *path, *type;
	const unsigned char *bytes;
	size_t n;
};
extern const struct asset assets[];
extern const size_t n_assets;

#endif
