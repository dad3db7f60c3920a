/*
 * attack_zip.c - reads a ZIP archive from its front, member by member
 * (APPNOTE 4.3.7), as the one that wrote it knows nothing of.
 */
#include "attack_zip.h"

#include <stdlib.h>
#include <string.h>

#define HEAD 30 /* of a member: signature, method, sizes, length of the name */
#define AT_FLAGS 6
#define AT_METHOD 8
#define AT_PACKED 18
#define AT_SIZE 22
#define AT_NAME 26
#define AT_EXTRA 28

static size_t
number(const uint8_t *p, size_t n)
{
	size_t v = 0;

	while (n-- > 0)
		v = v << 8 | p[n];
	return v;
}

/* Name and bytes of the member at zip->p, which then points behind it. */
static enum err
member(uint8_t *out, size_t *n, struct span *zip)
{
	const uint8_t *p = zip->p;
	size_t name, size;

	if (zip->n < HEAD)
		return ERR_FORMAT;
	name = number(p + AT_NAME, 2);
	size = number(p + AT_SIZE, 4);
	if (number(p + AT_FLAGS, 2) != 0 || number(p + AT_METHOD, 2) != 0 ||
	    number(p + AT_EXTRA, 2) != 0 || number(p + AT_PACKED, 4) != size ||
	    name > zip->n - HEAD || size > zip->n - HEAD - name)
		return ERR_FORMAT;
	/* One space each for a signature that is left out. */
	memcpy(out + *n, p + HEAD, name);
	out[*n + name] = ' ';
	memcpy(out + *n + name + 1, p + HEAD + name, size);
	out[*n + name + 1 + size] = ' ';
	*n += name + size + 2;
	zip->p += HEAD + name + size;
	zip->n -= HEAD + name + size;
	return ERR_OK;
}

enum err
attack_unzip(uint8_t **out, size_t *n, struct span zip)
{
	uint8_t *p;
	enum err e = ERR_OK;

	p = malloc(zip.n + 1);
	if (p == NULL)
		return ERR_MEMORY;
	*n = 0;
	while (e == ERR_OK && zip.n >= 4 && memcmp(zip.p, "PK\3\4", 4) == 0)
		e = member(p, n, &zip);
	/* Behind the members comes their directory, and nothing between. */
	if (e == ERR_OK && (zip.n < 4 || memcmp(zip.p, "PK\1\2", 4) != 0))
		e = ERR_FORMAT;
	if (e == ERR_OK) {
		*out = p;
		return ERR_OK;
	}
	free(p);
	return e;
}
