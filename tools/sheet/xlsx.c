/*
 * xlsx.c - which sheet of a workbook is meant, and its rows.
 */
#include "xlsx.h"

#include "hash.h"
#include "sandbox.h"
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
xlsx_is(struct span bytes)
{
	static const uint8_t magic[4] = {'P', 'K', 3, 4};

	return bytes.n > 4 && memcmp(bytes.p, magic, 4) == 0;
}

static void
say(struct sheet *t, const char *what)
{
	(void)snprintf(t->fault, sizeof(t->fault), "%s", what);
}

/* What people can do about it; a file saved as CSV always works. */
static void
explain(struct sheet *t, enum err e)
{
	if (e == ERR_MISSING)
		say(t,
		    "đọc XLSX cần gói bubblewrap và xlsx2csv; cài đặt, hoặc "
		    "lưu lại dạng CSV UTF-8 / XLSX needs the packages "
		    "bubblewrap and xlsx2csv; or save it as CSV UTF-8");
	else if (e == ERR_AUTHORITY)
		say(t,
		    "máy này không cho mở hộp cát để đọc XLSX; hãy lưu lại "
		    "dạng CSV UTF-8 / this machine forbids the sandbox for "
		    "XLSX; save it as CSV UTF-8");
	else if (e == ERR_RANGE)
		say(t,
		    "bảng tính quá lớn, đã dừng đọc / the workbook is too "
		    "large; stopped");
	else if (e == ERR_FORMAT)
		say(t,
		    "không đọc được tệp XLSX này; hãy mở rồi lưu lại, hoặc lưu "
		    "dạng CSV UTF-8 / this XLSX cannot be read; save it again");
}

static enum err
read_one(struct sheet *t, struct span bytes, unsigned number, bool *none)
{
	struct reading r = {.t = t, .padded = true, .e = ERR_OK};
	uint8_t *csv = NULL;
	struct span in;
	size_t n = 0;
	enum err e;

	memset(t, 0, sizeof(*t));
	t->source = SHEET_XLSX;
	e = sandbox_xlsx(&csv, &n, bytes, number);
	if (e != ERR_OK) {
		explain(t, e);
		return e;
	}
	in = (struct span){csv, n};
	*none = n == 0;
	e = table_text(t, in);
	if (e == ERR_OK && n > 0)
		csv_parse_into(&r, in);
	if (e == ERR_OK)
		e = reading_end(&r);
	free(csv);
	return e;
}

enum err
sheet_read_xlsx(struct sheet *t, struct span bytes, const char *kind)
{
	unsigned i;
	bool none = false;
	enum err e;

	memset(t, 0, sizeof(*t));
	if (!xlsx_is(bytes)) {
		explain(t, ERR_FORMAT);
		return ERR_FORMAT;
	}
	for (i = 1; i <= XLSX_SHEETS_MAX; i++) {
		e = read_one(t, bytes, i, &none);
		if (none && i > 1)
			break;
		t->digest = sha256(bytes);
		if (e != ERR_OK)
			return e;
		if (*t->mark.kind == '\0' || strcmp(t->mark.kind, kind) == 0)
			return ERR_OK;
		sheet_release(t);
	}
	t->fault[0] = '\0';
	(void)snprintf(t->fault, sizeof(t->fault),
	    "không có tờ nào cho \"%s\" / no sheet for \"%s\"", kind, kind);
	return ERR_FORMAT;
}

static bool
is_digits(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return n > 0;
}

/*
 * A cell with a number comes as 1000000 or 1000000.0, one with text as it was
 * typed: 1.000.000.  But 1.234 may be the number one and a bit, or the text of
 * a thousand and more.
 */
enum err
xlsx_number(char out[XLSX_CELL_MAX], const char *cell)
{
	const char *dot = strchr(cell, '.'), *tail;
	size_t n = strlen(cell);

	if (n >= XLSX_CELL_MAX)
		return ERR_FORMAT;
	memcpy(out, cell, n + 1);
	if (dot == NULL || strchr(dot + 1, '.') != NULL)
		return ERR_OK;
	for (tail = dot + 1; *tail == '0'; tail++)
		continue;
	if (*tail != '\0' || tail == dot + 1 || strlen(dot) == 4 ||
	    !is_digits(cell, (size_t)(dot - cell)))
		return ERR_FORMAT;
	out[dot - cell] = '\0';
	return ERR_OK;
}
