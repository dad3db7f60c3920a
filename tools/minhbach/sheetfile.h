/*
 * sheetfile.h - tables from files and from standard input.
 */
#ifndef MINHBACH_SHEETFILE_H
#define MINHBACH_SHEETFILE_H

#include "sheet.h"

/* One row of lines name=value from FILE or "-".  Errors: as file_read() and
 * sheet_read_pairs(); sheet_release() in any case. */
MUST_CHECK enum err sheetfile_pairs(struct sheet *t, const char *path);

/* CSV, or a workbook if it begins as one. kind is the word of a kind: which
 * sheet of a workbook of ours is meant. */
MUST_CHECK enum err sheetfile_table(struct sheet *t, const char *path,
    const char *kind);

#endif
