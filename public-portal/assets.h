/*
 * assets.h - the portal's own files that say nothing of a publication: style
 * sheet and check page, bundled from public-portal/web at build time.
 */
#ifndef PORTAL_ASSETS_H
#define PORTAL_ASSETS_H

#include <stddef.h>

struct asset {
	const char *path, *type;
	const char *policy; /* Content-Security-Policy, or "": the common one */
	const unsigned char *bytes;
	size_t n;
};
extern const struct asset assets[];
extern const size_t n_assets;

#endif
