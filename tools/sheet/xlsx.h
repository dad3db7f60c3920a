/*
 * xlsx.h - a workbook as a table, by way of CSV (sandbox.h).
 */
#ifndef SHEET_XLSX_H
#define SHEET_XLSX_H

#include "sheet.h"

#define XLSX_SHEETS_MAX 4 /* of a workbook, that are looked at */

/* Does it begin like one? */
bool xlsx_is(struct span bytes);

/*
 * The first sheet; of a workbook that this program wrote, the sheet for that
 * kind.  As for sheet_read_csv(), and the errors of sandbox_xlsx(), with the
 * fault saying what to do.
 */
MUST_CHECK enum err sheet_read_xlsx(struct sheet *t, struct span bytes,
    const char *kind);

/*
 * What a cell of a workbook holds, as people would have written it.  out has
 * XLSX_CELL_MAX bytes; a longer text is not changed and not a number.
 * Errors:	ERR_FORMAT it stands for no whole number, or could stand for
 *		two
 */
#define XLSX_CELL_MAX 40
MUST_CHECK enum err xlsx_number(char out[XLSX_CELL_MAX], const char *cell);

/* "46208" or "2026-07-05 00:00:00" into "2026-07-05".  Errors: ERR_FORMAT */
MUST_CHECK enum err xlsx_date(char out[XLSX_CELL_MAX], const char *cell);

#endif
