/*
 * odtflat.c - a flat document (.fodt, one XML file, good to keep under version
 * control) as the parts that an archive has.
 */
#include "odtpart.h"

#include <string.h>

static bool
among(const xmlNode *n, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp((const char *)n->name, *names) == 0)
			return true;
	return false;
}

static enum err
half(xmlDocPtr *out, xmlDocPtr flat, const char *name, const char *const *keep)
{
	xmlDocPtr d = xmlCopyDoc(flat, 1);
	xmlNodePtr root, n, next;

	if (d == NULL)
		return ERR_MEMORY;
	root = xmlDocGetRootElement(d);
	for (n = root->children; n != NULL; n = next) {
		next = n->next;
		if (n->type == XML_ELEMENT_NODE && among(n, keep))
			continue;
		xmlUnlinkNode(n);
		xmlFreeNode(n);
	}
	xmlNodeSetName(root, (const xmlChar *)name);
	(void)xmlRemoveProp(xmlHasProp(root, (const xmlChar *)"mimetype"));
	*out = d;
	return ERR_OK;
}

enum err
flat_split(xmlDocPtr *content, xmlDocPtr *styles, xmlDocPtr flat)
{
	static const char *const body[] = {"font-face-decls",
	    "automatic-styles", "body", NULL};
	static const char *const looks[] = {"font-face-decls", "styles",
	    "automatic-styles", "master-styles", NULL};
	xmlDocPtr c = NULL, s = NULL;
	enum err e;

	if (!is_element(xmlDocGetRootElement(flat), "document"))
		return ERR_FORMAT;
	e = half(&c, flat, "document-content", body);
	if (e == ERR_OK)
		e = half(&s, flat, "document-styles", looks);
	if (e != ERR_OK) {
		xmlFreeDoc(c);
		return e;
	}
	*content = c;
	*styles = s;
	return ERR_OK;
}
