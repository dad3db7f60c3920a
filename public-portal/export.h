/*
 * export.h - the site as files, for any web server.
 */
#ifndef PORTAL_EXPORT_H
#define PORTAL_EXPORT_H

#include "site.h"

/*
 * "/" becomes index.html, "/a/" a/index.html, "/vi-sao-tin-duoc" (a page
 * without an ending) vi-sao-tin-duoc/index.html; each file by temporary name
 * and rename, the checkpoint last.  dir is made if it is not there; pages that
 * are gone (410) are written too.
 *
 * Errors:	ERR_IO with errno; ERR_RANGE a path too long
 */
MUST_CHECK enum err export_site(const struct site *s, const char *dir);

#endif
