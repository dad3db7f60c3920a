/*
 * keyring_save.c - the whole keyring to the disk, or the old one stands
 * (FORMAT 4.6).
 */
#include "fileio.h"
#include "vaultmake.h"

#include <stdlib.h>

enum err
keyring_save(struct keyring *k, const char *path)
{
	uint8_t *bytes;
	enum err e;
	size_t n;

	k->generation++;
	e = keyring_encode(&bytes, &n, k);
	if (e == ERR_OK) {
		e = file_replace(path, (struct span){bytes, n}, 0600);
		free(bytes);
	}
	if (e != ERR_OK)
		k->generation--;
	return e;
}
