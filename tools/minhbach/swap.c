/*
 * swap.c - keys lie in locked memory, but what payloads say lies in ordinary
 * one, which the kernel may write to a disk: status says where that can be.
 */
#include "swap.h"

#include <string.h>

#define SWAP_LINE 512

/* The device mapper says what it maps: "CRYPT-LUKS2-...". */
static bool
is_crypt(const char *name, const char *sys)
{
	char path[SWAP_LINE + 64], uuid[8] = "";
	FILE *f;

	if (snprintf(path, sizeof(path), "%s/block/%s/dm/uuid", sys, name) >=
	    (int)sizeof(path))
		return false;
	f = fopen(path, "re");
	if (f == NULL)
		return false;
	if (fgets(uuid, sizeof(uuid), f) == NULL)
		uuid[0] = '\0';
	(void)fclose(f);
	return strncmp(uuid, "CRYPT-", 6) == 0;
}

bool
swap_is_plain(const char *line, const char *sys)
{
	char name[SWAP_LINE];
	size_t n = strcspn(line, " \t\n");
	const char *base;

	if (n == 0 || n >= sizeof(name))
		return n != 0;
	memcpy(name, line, n);
	name[n] = '\0';
	base = strrchr(name, '/');
	base = base == NULL ? name : base + 1;
	if (strncmp(name, "/dev/", 5) != 0)
		return true; /* a file */
	return strncmp(base, "zram", 4) != 0 && !is_crypt(base, sys);
}

bool
swap_any_plain(void)
{
	char line[SWAP_LINE];
	FILE *f = fopen("/proc/swaps", "re");
	bool any = false, first = true;

	if (f == NULL)
		return false;
	while (fgets(line, sizeof(line), f) != NULL) {
		any = any || (!first && swap_is_plain(line, "/sys"));
		first = false;
	}
	(void)fclose(f);
	return any;
}
