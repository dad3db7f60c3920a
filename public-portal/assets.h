/*
 * assets.h - the portal's own files that say nothing of a publication: style
 * sheet, fonts and check page, bundled from public-portal/web at build time.
 */
#ifndef PORTAL_ASSETS_H
#define PORTAL_ASSETS_H

#include <stdbool.h>
#include <stddef.h>

struct asset {
	const char *path, *type;
	const char *policy; /* Content-Security-Policy, or "": the common one */
	bool lasts;	    /* its name tells its bytes: it never changes */
	const unsigned char *bytes;
	size_t n;
};
extern const struct asset assets[];
extern const size_t n_assets;

/* Of them the fonts, as WOFF 2. */
enum face {
	FACE_REGULAR,
	FACE_BOLD
};
extern const struct asset *const assets_face[];

#endif
