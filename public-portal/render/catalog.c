/*
 * catalog.c - JSON about publications, for programs.
 */
#include "catalog.h"

#include "hash.h"
#include "page.h"
#include "schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sorted keys, so that the same input gives the same bytes. */
static enum err
dump(struct html *h, json_t *j)
{
	char *s;

	s = j == NULL ? NULL : json_dumps(j, JSON_INDENT(1) | JSON_SORT_KEYS);
	json_decref(j);
	if (s == NULL)
		return ERR_MEMORY;
	h_raw(h, s, strlen(s));
	h_lit(h, "\n");
	free(s);
	return html_done(h);
}

static json_t *
catalog_item(const struct history_item *it)
{
	char path[64];
	json_t *o;

	(void)snprintf(path, sizeof(path), "/cong-bo/%s/v%u/", it->period,
	    it->version);
	o = json_pack("{s:s, s:i, s:s, s:b}", "period", it->period, "version",
	    (int)it->version, "page", path, "withdrawn",
	    it->publication == NULL);
	if (o == NULL || it->publication == NULL)
		return o;
	(void)snprintf(path, sizeof(path), "/publications/%s/v%u.json",
	    it->period, it->version);
	if (json_object_set_new(o, "data", json_string(path)) != 0 ||
	    json_object_set_new(o, "published",
		json_string(j_str(it->publication, "published"))) != 0 ||
	    (it->seal != NULL &&
		json_object_set_new(o, "seal_code", json_string(it->seal)) !=
		    0)) {
		json_decref(o);
		return NULL;
	}
	return o;
}

enum err
render_catalog(struct html *h, const struct history_item *item, size_t n)
{
	json_t *list, *o;
	size_t i;

	list = json_array();
	for (i = 0; i < n && list != NULL; i++) {
		o = catalog_item(&item[i]);
		if (o == NULL || json_array_append_new(list, o) != 0) {
			json_decref(list);
			list = NULL;
		}
	}
	return dump(h, list == NULL ? NULL : json_pack("{s:o}", "items", list));
}

/* encoding NULL: not a text */
static json_t *
resource(const char *name, const char *path, const char *type,
    const char *encoding, struct span bytes)
{
	static const char digits[] = "0123456789abcdef";
	const struct digest d = sha256(bytes);
	char hash[8 + 64] = "sha256:";
	size_t i;

	for (i = 0; i < 32; i++) {
		hash[7 + 2 * i] = digits[d.b[i] >> 4];
		hash[8 + 2 * i] = digits[d.b[i] & 15];
	}
	hash[7 + 64] = '\0';
	return json_pack("{s:s, s:s, s:s, s:s*, s:s, s:I}", "name", name,
	    "path", path, "mediatype", type, "encoding", encoding, "hash", hash,
	    "bytes", (json_int_t)bytes.n);
}

static json_t *
table_schema(void)
{
	return json_pack("{s:[{s:s,s:s,s:s},{s:s,s:s,s:s},{s:s,s:s,s:s},"
			 "{s:s,s:s,s:s},{s:s,s:s,s:s}], s:[s,s]}",
	    "fields", "name", "ky", "type", "string", "title", "Kỳ, 2026-Q3",
	    "name", "bang", "type", "string", "title", "Bảng", "name", "muc",
	    "type", "string", "title", "Mục", "name", "gia_tri", "type",
	    "string", "title", "Số, hoặc chữ như “dưới 5”", "name", "don_vi",
	    "type", "string", "title", "Đơn vị tính", "missingValues", "", "–");
}

enum err
render_datapackage(struct html *h, const json_t *publication, struct span csv,
    struct span book, struct span json)
{
	json_t *table, *sheet, *object;

	table = resource("so-lieu", "so-lieu.csv", "text/csv", "utf-8", csv);
	sheet = resource("bang-tinh", "so-lieu.xlsx", TYPE_XLSX, NULL, book);
	object = resource("ban-goc", "so-lieu.json", "application/json",
	    "utf-8", json);
	if (table == NULL || sheet == NULL || object == NULL ||
	    json_object_set_new(table, "schema", table_schema()) != 0) {
		json_decref(table);
		json_decref(sheet);
		json_decref(object);
		return ERR_MEMORY;
	}
	return dump(h,
	    json_pack("{s:s, s:s, s:s, s:s, s:[o,o,o], s:[{s:s}]}", "name",
		"do-dau-tre-em", "title", "Đỡ đầu trẻ em: số liệu công bố",
		"version", j_str(publication, "period"), "created",
		j_str(publication, "published"), "resources", table, sheet,
		object, "sources", "title",
		j_str(page_part(publication, "contact"), "office")));
}
