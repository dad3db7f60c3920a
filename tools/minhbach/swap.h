/*
 * swap.h - does this machine write memory to a disk in the clear?
 */
#ifndef MINHBACH_SWAP_H
#define MINHBACH_SWAP_H

#include <stdbool.h>
#include <stdio.h>

/*
 * One line of /proc/swaps: is what it names neither memory itself nor an
 * encrypted device?  sys is where the kernel tells of devices, "/sys".
 */
bool swap_is_plain(const char *line, const char *sys);

/* Is there one?  A machine that does not tell has none. */
bool swap_any_plain(void);

#endif
