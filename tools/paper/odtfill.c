/*
 * odtfill.c - one part of a document, filled in from its beginning to its end:
 * what was filled in is never looked at again, so that a name which looks like
 * a placeholder is only a name.
 */
#include "odtpart.h"

#include <stdlib.h>
#include <string.h>

#define NODES_MAX 2000000 /* that repeated rows may come to */
#define ROW_TEXT_MAX 16384

struct fill {
	const struct odt_filling *f;
	bool *used;
	char *fault;
};

/* What a row of a table in the template is for. */
struct pattern {
	const struct odt_table *table; /* NULL: an ordinary row */
	bool total;
};

static bool
names(const char *text, const char *table, const char *more)
{
	size_t n = strlen(table), m = strlen(more);

	for (text = strstr(text, "{{"); text != NULL;
	     text = strstr(text, "{{")) {
		text += 2;
		text += strspn(text, " ");
		if (strncmp(text, table, n) == 0 &&
		    strncmp(text + n, more, m) == 0)
			return true;
	}
	return false;
}

static enum err
pattern_of(struct pattern *p, xmlNodePtr row, const struct odt_filling *f)
{
	char *text = malloc(ROW_TEXT_MAX);
	size_t i;

	p->table = NULL;
	p->total = false;
	if (text == NULL)
		return ERR_MEMORY;
	part_text(text, ROW_TEXT_MAX, row);
	for (i = 0; i < f->n_table && p->table == NULL; i++)
		if (names(text, f->table[i].name, ".")) {
			p->table = &f->table[i];
			p->total = names(text, f->table[i].name, ".tong.");
		}
	free(text);
	return ERR_OK;
}

static enum err
paragraphs(xmlNodePtr top, const struct fill *k, const struct row_of *row)
{
	xmlNodePtr n;
	enum err e = ERR_OK;

	for (n = top; n != NULL && e == ERR_OK; n = part_next(n, top, true))
		if (is_paragraph(n))
			e = paragraph_fill(n, k->f, row, k->used, k->fault);
	return e;
}

static enum err
copy_row(xmlNodePtr row, const struct fill *k, const struct row_of *of)
{
	xmlNodePtr copy = xmlDocCopyNode(row, row->doc, 1);

	if (copy == NULL)
		return ERR_MEMORY;
	if (xmlAddPrevSibling(row, copy) == NULL) {
		xmlFreeNode(copy);
		return ERR_MEMORY;
	}
	return paragraphs(copy, k, of);
}

/* Does the table that this row is in have a row of its own for the sum? */
static bool
has_total(xmlNodePtr row, const struct odt_filling *f,
    const struct odt_table *table)
{
	struct pattern p;
	xmlNodePtr n;

	for (n = row->next; n != NULL; n = n->next)
		if (is_element(n, "table-row") &&
		    pattern_of(&p, n, f) == ERR_OK && p.table == table &&
		    p.total)
			return true;
	return false;
}

static enum err
expand(xmlNodePtr row, const struct fill *k, const struct pattern *p)
{
	const struct grid *g = p->table->grid;
	struct row_of of = {p->table, 0};
	size_t n = g->n_row, nodes = 0;
	enum err e = ERR_OK;
	xmlNodePtr x;

	for (x = row; x != NULL; x = part_next(x, row, true))
		nodes++;
	if (n > 0 && nodes > NODES_MAX / n)
		return ERR_RANGE;
	if (p->total) {
		of.row = n - 1;
		n = g->total && n > 0 ? n : 0;
	} else {
		if (g->total && n > 0 && has_total(row, k->f, p->table))
			n--;
		/* "(không có)", by a row that is not there. */
		if (n == 0) {
			of.row = g->n_row;
			n = g->n_row + 1;
		}
	}
	for (; of.row < n && e == ERR_OK; of.row++)
		e = copy_row(row, k, &of);
	xmlUnlinkNode(row);
	xmlFreeNode(row);
	return e;
}

enum err
part_fill(xmlDocPtr doc, const struct odt_filling *f, bool *used, char *fault)
{
	const struct fill k = {f, used, fault};
	xmlNodePtr top = xmlDocGetRootElement(doc), n, next;
	struct pattern p;
	enum err e = ERR_OK;

	for (n = top; n != NULL && e == ERR_OK; n = next) {
		next = part_next(n, top, true);
		if (is_paragraph(n)) {
			e = paragraph_fill(n, f, NULL, used, fault);
			next = part_next(n, top, true);
		}
		if (!is_element(n, "table-row"))
			continue;
		e = pattern_of(&p, n, f);
		if (e == ERR_OK && p.table != NULL) {
			next = part_next(n, top, false);
			e = expand(n, &k, &p);
		}
	}
	return e;
}
