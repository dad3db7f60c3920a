/*
 * collate.h - the order in which Vietnamese lists people: by given name, the
 * last word, then by the words before it.
 *
 * Letters first (a ă â b c d đ e ê ... o ô ơ ... u ư), then tones (none, huyền,
 * hỏi, ngã, sắc, nặng); capitals count as small letters, and it does not
 * matter how a letter's marks are encoded.
 *
 * Pure: no I/O, no heap, no clock.
 */
#ifndef LISTS_COLLATE_H
#define LISTS_COLLATE_H

/* Below, at or above 0, as strcmp. */
int collate_text(const char *a, const char *b);
int collate_person(const char *a, const char *b);

#endif
