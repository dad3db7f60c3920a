/*
 * answer.h - the pages of a site as answers that are made once and then sent
 * from memory, to many at a time, without a copy.  Knows libmicrohttpd, as
 * http.c does, and nothing else does.
 *
 * A site lives until the last answer made from it has been sent.
 */
#ifndef PORTAL_ANSWER_H
#define PORTAL_ANSWER_H

#include "site.h"

#include <microhttpd.h>

struct answers;

/*
 * Owns:	answers_retire; the site from now on, whatever is returned
 * Errors:	ERR_MEMORY
 */
MUST_CHECK enum err answers_new(struct answers **out, struct site *site);

/* No new answer is taken from a; those on their way are still sent. */
void answers_retire(struct answers *a);

const struct site *answers_site(const struct answers *a);

/* The answer to GET or HEAD of a path; *status is what it says. */
enum MHD_Result answer_page(struct answers *a, struct MHD_Connection *c,
    const char *path, unsigned *status);

/* A word of our own; copied. */
enum MHD_Result answer_text(struct MHD_Connection *c, const char *text,
    unsigned status, bool close);

#endif
