/*
 * odt.c - a template in, a document out.
 */
#include "odt.h"

#include "odtpart.h"

#include <stdlib.h>
#include <string.h>

#define MIME "application/vnd.oasis.opendocument.text"
#define MANIFEST                                                               \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                         \
	"<manifest:manifest xmlns:manifest="                                   \
	"\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "              \
	"manifest:version=\"1.3\">\n"                                          \
	"<manifest:file-entry manifest:full-path=\"/\" "                       \
	"manifest:version=\"1.3\" manifest:media-type=\"" MIME "\"/>\n"        \
	"<manifest:file-entry manifest:full-path=\"content.xml\" "             \
	"manifest:media-type=\"text/xml\"/>\n"                                 \
	"<manifest:file-entry manifest:full-path=\"styles.xml\" "              \
	"manifest:media-type=\"text/xml\"/>\n"                                 \
	"</manifest:manifest>\n"

static enum err
add_xml(struct parts *s, const char *name, xmlDocPtr doc)
{
	xmlChar *xml = NULL;
	size_t n = 0;
	enum err e = part_print(&xml, &n, doc);

	if (e == ERR_OK)
		e = parts_add(s, name, (struct span){xml, n});
	xmlFree(xml);
	return e;
}

static enum err
open_flat(struct parts *s, struct span bytes)
{
	xmlDocPtr flat = NULL, content = NULL, styles = NULL;
	enum err e = part_parse(&flat, bytes);

	if (e == ERR_OK)
		e = flat_split(&content, &styles, flat);
	if (e == ERR_OK)
		e = parts_add(s, "mimetype", span_str(MIME));
	if (e == ERR_OK)
		e = add_xml(s, "content.xml", content);
	if (e == ERR_OK)
		e = add_xml(s, "styles.xml", styles);
	if (e == ERR_OK)
		e = parts_add(s, "META-INF/manifest.xml", span_str(MANIFEST));
	xmlFreeDoc(flat);
	xmlFreeDoc(content);
	xmlFreeDoc(styles);
	return e;
}

static enum err
open_zip(struct parts *s, struct span bytes)
{
	const struct part *mime;
	enum err e = parts_read(s, bytes);

	if (e != ERR_OK)
		return e;
	mime = parts_find(s, "mimetype");
	if (mime == NULL || !span_is((struct span){mime->p, mime->n}, MIME) ||
	    parts_find(s, "content.xml") == NULL)
		return ERR_FORMAT;
	return ERR_OK;
}

static enum err
open_any(struct parts *s, struct span t, char *fault)
{
	enum err e;

	fault[0] = '\0';
	memset(s, 0, sizeof(*s));
	if (t.n > ODT_FILE_MAX)
		e = ERR_RANGE;
	else if (t.n > 2 && memcmp(t.p, "PK", 2) == 0)
		e = open_zip(s, t);
	else
		e = open_flat(s, t);
	if (e == ERR_FORMAT)
		(void)snprintf(fault, ODT_FAULT_MAX, "%s",
		    "không phải là văn bản OpenDocument / no OpenDocument "
		    "text");
	return e;
}

static enum err
fill_part(struct part *p, const struct odt_filling *f, bool *used, char *fault)
{
	xmlDocPtr doc = NULL;
	xmlChar *xml = NULL;
	size_t n = 0;
	uint8_t *copy;
	enum err e = part_parse(&doc, (struct span){p->p, p->n});

	if (e == ERR_OK)
		e = part_fill(doc, f, used, fault);
	if (e == ERR_OK)
		e = part_print(&xml, &n, doc);
	if (e == ERR_OK && n > ODT_WHOLE_MAX)
		e = ERR_RANGE;
	copy = e == ERR_OK ? malloc(n + 1) : NULL;
	if (copy != NULL) {
		memcpy(copy, xml, n);
		free(p->p);
		p->p = copy;
		p->n = n;
	} else if (e == ERR_OK) {
		e = ERR_MEMORY;
	}
	xmlFree(xml);
	xmlFreeDoc(doc);
	return e;
}

static enum err
fill_parts(struct parts *s, const struct odt_filling *f, char *fault)
{
	static const char *const name[] = {"content.xml", "styles.xml"};
	bool *used = calloc(f->n_text + 1, sizeof(*used));
	enum err e = used == NULL ? ERR_MEMORY : ERR_OK;
	struct part *p;
	size_t i;

	for (i = 0; i < 2 && e == ERR_OK; i++) {
		p = parts_find(s, name[i]);
		if (p != NULL)
			e = fill_part(p, f, used, fault);
	}
	for (i = 0; i < f->n_text && e == ERR_OK; i++)
		if (f->text[i].must && !used[i]) {
			(void)snprintf(fault, ODT_FAULT_MAX,
			    "mẫu thiếu ô / the template lacks {{%.64s}}",
			    f->text[i].name);
			e = ERR_MISSING;
		}
	free(used);
	return e;
}

enum err
odt_fill(FILE *to, struct span template, const struct odt_filling *f,
    char *fault)
{
	struct parts *s = malloc(sizeof(*s));
	enum err e;

	if (s == NULL)
		return ERR_MEMORY;
	e = open_any(s, template, fault);
	if (e == ERR_OK)
		e = fill_parts(s, f, fault);
	if (e == ERR_OK)
		e = parts_write(to, s);
	parts_release(s);
	free(s);
	return e;
}

enum err
odt_pack(FILE *to, struct span template, char *fault)
{
	struct parts *s = malloc(sizeof(*s));
	enum err e;

	if (s == NULL)
		return ERR_MEMORY;
	e = open_any(s, template, fault);
	if (e == ERR_OK)
		e = parts_write(to, s);
	parts_release(s);
	free(s);
	return e;
}
