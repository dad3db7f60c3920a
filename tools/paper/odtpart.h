/*
 * odtpart.h - the pieces of odt.h: XML, and the zip around it.
 */
#ifndef PAPER_ODTPART_H
#define PAPER_ODTPART_H

#include "odt.h"

#include <libxml/tree.h>

/* *doc is the caller's: xmlFreeDoc().  Errors: ERR_FORMAT; ERR_RANGE */
MUST_CHECK enum err part_parse(xmlDocPtr *doc, struct span xml);
/* *xml is the caller's: xmlFree().  Errors: ERR_MEMORY */
MUST_CHECK enum err part_print(xmlChar **xml, size_t *n, xmlDocPtr doc);

/* Paragraphs, and rows of tables.  used has a place for each text of f. */
MUST_CHECK enum err part_fill(xmlDocPtr doc, const struct odt_filling *f,
    bool *used, char *fault);

/* Values of the placeholders of one paragraph; row is NULL, or what a table is
 * repeated for. */
struct row_of {
	const struct odt_table *table;
	size_t row;
};
MUST_CHECK enum err paragraph_fill(xmlNodePtr p, const struct odt_filling *f,
    const struct row_of *row, bool *used, char *fault);

/* All text inside, joined; at most cap bytes.  NULL-terminated always. */
void part_text(char *out, size_t cap, xmlNodePtr top);
bool is_element(xmlNodePtr n, const char *name);
bool is_paragraph(xmlNodePtr n);
/* The next in the order of the document below top, NULL at the end; inside:
 * false skips what n holds. */
xmlNodePtr part_next(xmlNodePtr n, xmlNodePtr top, bool inside);

/* content.xml and styles.xml out of one flat document. */
MUST_CHECK enum err flat_split(xmlDocPtr *content, xmlDocPtr *styles,
    xmlDocPtr flat);

/* A file of an archive. */
struct part {
	char *name;
	uint8_t *p;
	size_t n;
};
struct parts {
	struct part part[ODT_PARTS_MAX];
	size_t n;
};
MUST_CHECK enum err parts_read(struct parts *s, struct span zip);
MUST_CHECK enum err parts_add(struct parts *s, const char *name,
    struct span bytes);
struct part *parts_find(struct parts *s, const char *name);
MUST_CHECK enum err parts_write(FILE *to, const struct parts *s);
void parts_release(struct parts *s);

#endif
