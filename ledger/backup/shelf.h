/*
 * shelf.h - the lists that a ledger keeps of what lies elsewhere: its backups,
 * each with the day after which it must be gone (the file "backups"), and the
 * copies of its keyring (FORMAT 4.10, the file "copies").
 *
 * Both are texts for people: empty lines and those that begin with '#' are
 * left alone.
 */
#ifndef BACKUP_SHELF_H
#define BACKUP_SHELF_H

#include "base.h"
#include "calendar.h"
#include "fileio.h"

#define SHELF_NAME "backups" /* beside the keyring */
#define SHELF_MAX 1024
#define SHELF_BYTES_MAX ((size_t)SHELF_MAX * (FILE_PATH_MAX + 2 * DATE_LEN))

struct shelf_row {
	int32_t made, expires; /* days */
	char path[FILE_PATH_MAX];
};

struct shelf {
	struct shelf_row *row; /* in the order of the file */
	size_t n;
};

/*
 * No file is no backups.  Owns: shelf_release().
 * Errors:	ERR_FORMAT; ERR_RANGE; ERR_IO; ERR_MEMORY
 */
MUST_CHECK enum err shelf_load(struct shelf *s, const char *path);
void shelf_release(struct shelf *s);
/* Is the backup there still? */
bool shelf_row_there(const struct shelf_row *r);

/*
 * Put a line at the end of a list of a ledger: words, a space, what.  A line that ends in
 * what is replaced, so that each thing is listed once.  Two programs at once
 * take turns.
 * Errors:	ERR_FORMAT what is no path for a line; ERR_RANGE; ERR_IO
 */
MUST_CHECK enum err list_put(const char *list, const char *words,
    const char *what);

#endif
