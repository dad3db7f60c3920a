/*
 * reply.h - answers in words: what was refused, and why, in two languages.
 */
#ifndef DESK_REPLY_H
#define DESK_REPLY_H

#include "api.h"
#include "writer.h"

/* Of an error that nobody else explained. */
void reply_err(struct api_answer *out, enum err e);
/* In words of one's own. */
void reply_words(struct api_answer *out, unsigned status, const char *vi,
    const char *en);
/* Of a batch that was refused: what was found in it. */
void reply_found(struct api_answer *out, enum kind kind,
    const struct writer_findings *found);
/* Good; takes json over. */
void reply_json(struct api_answer *out, json_t *json);

#endif
