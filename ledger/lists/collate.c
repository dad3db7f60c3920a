/*
 * collate.c - keys of letters and tones, made by taking each character apart.
 */
#include "collate.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <utf8proc.h>

#define KEY_MAX 256
#define PARTS_MAX 1024

struct key {
	uint32_t letter[KEY_MAX];
	uint8_t tone[KEY_MAX];
	size_t n;
};

/* A mark of Vietnamese: of the letter (1 to 3), or a tone (1 to 5). */
static void
add_mark(struct key *k, int32_t c)
{
	static const struct {
		int32_t mark;
		uint32_t letter;
		uint8_t tone;
	} marks[] = {{0x306, 1, 0}, {0x302, 2, 0}, {0x31B, 3, 0}, {0x300, 0, 1},
	    {0x309, 0, 2}, {0x303, 0, 3}, {0x301, 0, 4}, {0x323, 0, 5}};
	size_t i;

	for (i = 0; k->n > 0 && i < sizeof(marks) / sizeof(marks[0]); i++)
		if (marks[i].mark == c) {
			k->letter[k->n - 1] += marks[i].letter;
			k->tone[k->n - 1] =
			    (uint8_t)(k->tone[k->n - 1] + marks[i].tone);
		}
}

static void
key_make(struct key *k, const char *s, size_t n)
{
	utf8proc_int32_t parts[PARTS_MAX];
	utf8proc_ssize_t got, i;

	k->n = 0;
	if (n > KEY_MAX)
		n = KEY_MAX;
	got =
	    utf8proc_decompose((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n,
		parts, PARTS_MAX, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD);
	if (got < 0 || got > PARTS_MAX)
		got = 0; /* no UTF-8: nothing to go by */
	for (i = 0; i < got; i++) {
		int32_t c = parts[i];

		if (c >= 0x300 && c < 0x370) {
			add_mark(k, c);
			continue;
		}
		if (k->n == KEY_MAX)
			break;
		/* đ is a letter of its own, just after d. */
		k->letter[k->n] =
		    c == 0x111 ? (uint32_t)'d' * 4 + 1 : (uint32_t)c * 4;
		k->tone[k->n++] = 0;
	}
}

static int
compare(const char *a, size_t na, const char *b, size_t nb)
{
	struct key x, y;
	size_t i;

	key_make(&x, a, na);
	key_make(&y, b, nb);
	for (i = 0; i < x.n && i < y.n; i++)
		if (x.letter[i] != y.letter[i])
			return x.letter[i] < y.letter[i] ? -1 : 1;
	if (x.n != y.n)
		return x.n < y.n ? -1 : 1;
	for (i = 0; i < x.n; i++)
		if (x.tone[i] != y.tone[i])
			return x.tone[i] < y.tone[i] ? -1 : 1;
	return 0;
}

int
collate_text(const char *a, const char *b)
{
	return compare(a, strlen(a), b, strlen(b));
}

/* Where the last word begins; *n is where it ends. */
static size_t
given(const char *s, size_t *n)
{
	size_t i;

	*n = strlen(s);
	while (*n > 0 && s[*n - 1] == ' ')
		(*n)--;
	for (i = *n; i > 0 && s[i - 1] != ' ';)
		i--;
	return i;
}

int
collate_person(const char *a, const char *b)
{
	size_t na, nb, i = given(a, &na), j = given(b, &nb);
	int d;

	d = compare(a + i, na - i, b + j, nb - j);
	return d != 0 ? d : compare(a, i, b, j);
}
