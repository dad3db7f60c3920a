/*
 * odtxml.c - reading and walking the XML of a document.
 */
#include "odtpart.h"

#include "text.h"

#include <libxml/parser.h>
#include <libxml/xmlsave.h>
#include <string.h>

/* No document of an office declares types or entities; attackers do. */
static bool
declares(struct span xml)
{
	static const char mark[] = "<!DOCTYPE";
	size_t i;

	for (i = 0; i + sizeof(mark) - 1 <= xml.n; i++)
		if (memcmp(xml.p + i, mark, sizeof(mark) - 1) == 0)
			return true;
	return false;
}

enum err
part_parse(xmlDocPtr *doc, struct span xml)
{
	xmlDocPtr d;

	if (xml.n == 0 || xml.n > ODT_PART_MAX)
		return ERR_RANGE;
	if (declares(xml) || !is_utf8(xml))
		return ERR_FORMAT;
	d = xmlReadMemory((const char *)xml.p, (int)xml.n, NULL, "UTF-8",
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
		XML_PARSE_NOCDATA);
	if (d == NULL)
		return ERR_FORMAT;
	if (d->intSubset != NULL || xmlDocGetRootElement(d) == NULL) {
		xmlFreeDoc(d);
		return ERR_FORMAT;
	}
	*doc = d;
	return ERR_OK;
}

enum err
part_print(xmlChar **xml, size_t *n, xmlDocPtr doc)
{
	int len = 0;

	*xml = NULL;
	xmlDocDumpMemoryEnc(doc, xml, &len, "UTF-8");
	if (*xml == NULL || len < 0)
		return ERR_MEMORY;
	*n = (size_t)len;
	return ERR_OK;
}

bool
is_element(xmlNodePtr n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	    strcmp((const char *)n->name, name) == 0;
}

bool
is_paragraph(xmlNodePtr n)
{
	return is_element(n, "p") || is_element(n, "h");
}

xmlNodePtr
part_next(xmlNodePtr n, xmlNodePtr top, bool inside)
{
	if (inside && n->type == XML_ELEMENT_NODE && n->children != NULL)
		return n->children;
	while (n != top && n->next == NULL)
		n = n->parent;
	return n == top ? NULL : n->next;
}

void
part_text(char *out, size_t cap, xmlNodePtr top)
{
	xmlNodePtr n;
	size_t len = 0, k;

	for (n = part_next(top, top, true); n != NULL;
	     n = part_next(n, top, true)) {
		if (n->type != XML_TEXT_NODE || n->content == NULL)
			continue;
		k = strlen((const char *)n->content);
		if (k > cap - 1 - len) {
			k = cap - 1 - len;
			while (k > 0 && (n->content[k] & 0xc0) == 0x80)
				k--;
			memcpy(out + len, n->content, k);
			len += k;
			break;
		}
		memcpy(out + len, n->content, k);
		len += k;
	}
	out[len] = '\0';
}
