/*
 * keycode.c - 64 bits of a hash.
 */
#include "keycode.h"

#include "hash.h"
#include "text.h"

#include <stdio.h>

#define TEXT_MAX 1024

enum err
keycode_encode(char out[KEYCODE_LEN], const char *vkey, const char *reading)
{
	char buf[TEXT_MAX];
	struct digest d;
	struct wr w;
	size_t i, n = 0;

	wr_init(&w, buf, sizeof(buf));
	wr_lit(&w, "minhbach/v1 key code\n");
	wr_lit(&w, vkey);
	wr_lit(&w, "\n");
	wr_lit(&w, reading);
	wr_lit(&w, "\n");
	if (wr_done(&w).p == NULL)
		return ERR_SPACE;
	d = sha256(wr_done(&w));
	for (i = 0; i < 8; i += 2)
		n += (size_t)snprintf(out + n, KEYCODE_LEN - n, "%s%02x%02x",
		    i == 0 ? "" : " ", d.b[i], d.b[i + 1]);
	return ERR_OK;
}
