/*
 * words_json.h - the words of people for kinds, fields and codes, as the page
 * needs them to say what a payload is.
 */
#ifndef DESK_WORDS_JSON_H
#define DESK_WORDS_JSON_H

/* {"kinds":{kind:sentence}, "fields":[[kind or "", key, label]...],
 *  "codes":[[key or "", word, label]...]}, Vietnamese; NULL: no memory.  The
 * caller frees. */
char *words_json(void);

#endif
