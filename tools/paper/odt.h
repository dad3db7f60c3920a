/*
 * odt.h - documents from templates: an OpenDocument text with placeholders,
 * which an officer edits in a word processor, filled in.
 *
 * {{ten}}		a text
 * {{bang.cot}}		in a row of a table: the row is repeated for each row of
 *			the grid "bang", "cot" being the key of a column
 * {{bang.tong.cot}}	in a row of a table: the last row of a grid that sums up
 *
 * A placeholder may be cut up by formatting inside its paragraph; it may not
 * hold a tab or a line break, nor be longer than ODT_NAME_MAX.  Text in fields,
 * attributes and pictures is left as it is.
 *
 * A template comes from outside: no DTD, no network, sizes capped.
 */
#ifndef PAPER_ODT_H
#define PAPER_ODT_H

#include "grid.h"

#include <stdio.h>

#define ODT_NAME_MAX 64
#define ODT_FILE_MAX 8388608   /* bytes of a template */
#define ODT_PART_MAX 16777216  /* of one part, unpacked */
#define ODT_WHOLE_MAX 33554432 /* of all parts, unpacked */
#define ODT_PARTS_MAX 256
#define ODT_FAULT_MAX 320

struct odt_text {
	const char *name;
	const char *text; /* NULL: known, but there is none today */
	bool must;	  /* the template has to use it */
};

struct odt_table {
	const char *name;
	const struct grid *grid;
};

struct odt_filling {
	const struct odt_text *text;
	size_t n_text;
	const struct odt_table *table;
	size_t n_table;
};

/*
 * The template, an .odt or a flat .fodt, filled in, to a stream as an .odt: the
 * same input gives the same bytes.
 *
 * fault	what is wrong and in what paragraph; ODT_FAULT_MAX bytes
 * Errors:	ERR_MISSING a placeholder that is not known or has no text, or a
 *		must that is not used; ERR_FORMAT no OpenDocument text;
 *		ERR_RANGE too large; ERR_MEMORY; ERR_IO.  Unless ERR_OK nothing
 *		was written, ERR_IO aside.
 */
MUST_CHECK enum err odt_fill(FILE *to, struct span template,
    const struct odt_filling *f, char *fault);

/* The template as it is, flat or not, as an .odt to be edited. */
MUST_CHECK enum err odt_pack(FILE *to, struct span template, char *fault);

#endif
