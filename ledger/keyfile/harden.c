/*
 * harden.c - no core files, no ptrace by neighbours.
 */
#include "harden.h"

#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>

enum err
process_harden(void)
{
	static const struct rlimit none = {0, 0};

	if (sodium_init() < 0 || setrlimit(RLIMIT_CORE, &none) != 0 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return ERR_SECRET;
	return ERR_OK;
}
