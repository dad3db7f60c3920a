/*
 * sandbox.h - a workbook into CSV by a program that is given nothing but the
 * workbook: no network, no files, no time, no memory to speak of.
 *
 * A workbook is a zip of XML that strangers made; whatever reads it may be
 * taken over by it.  So it is read apart, and what comes out is text that the
 * strict reader of CSV looks at like any other.
 */
#ifndef SHEET_SANDBOX_H
#define SHEET_SANDBOX_H

#include "base.h"

#define SANDBOX_CPU_SECONDS 10
#define SANDBOX_WALL_SECONDS 30
#define SANDBOX_MEMORY_MAX 536870912 /* bytes of address space */
#define SANDBOX_FILE_MAX 33554432    /* that it may write anywhere */

/*
 * Sheet number (from 1) of a workbook.  Output that is not whole is never
 * handed out.
 *
 * csv		owned by the caller, from malloc(); empty: no such sheet
 * Errors:	ERR_MISSING the sandbox or the converter is not installed;
 *		ERR_AUTHORITY this machine forbids the sandbox; ERR_FORMAT it
 *		is no workbook; ERR_RANGE it wants more time, memory or room
 *		than it gets; ERR_IO; ERR_MEMORY
 */
MUST_CHECK enum err sandbox_xlsx(uint8_t **csv, size_t *n, struct span xlsx,
    unsigned number);

#endif
