/*
 * reader.c - typed reading of payloads that their schema has accepted, and
 * references to entries.
 */
#include "schema.h"

#include <string.h>

#include "text.h"

int64_t
j_int(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

bool
j_bool(const json_t *o, const char *key)
{
	return json_is_true(json_object_get(o, key));
}

bool
j_null(const json_t *o, const char *key)
{
	const json_t *v;

	v = json_object_get(o, key);
	return v == NULL || json_is_null(v);
}

const char *
j_str(const json_t *o, const char *key)
{
	const char *s;

	s = json_string_value(json_object_get(o, key));
	return s != NULL ? s : "";
}

struct span
j_span(const json_t *o, const char *key)
{
	return (struct span){(const uint8_t *)j_str(o, key),
	    json_string_length(json_object_get(o, key))};
}

/* Any value that is no array has the size 0 for jansson, so it will do. */
const json_t *
j_list(const json_t *o, const char *key)
{
	const json_t *v;

	v = json_object_get(o, key);
	return v != NULL ? v : json_null();
}

enum err
j_digest(struct digest *d, const json_t *o, const char *key)
{
	struct digest out;

	memset(&out, 0, sizeof(out));
	if (base64_decode(out.b, sizeof(out.b), j_span(o, key)) != ERR_OK)
		return ERR_FORMAT;
	*d = out;
	return ERR_OK;
}

enum err
j_ref(struct ref *r, const json_t *o, const char *key)
{
	struct ref out;
	const json_t *v, *index;

	memset(&out, 0, sizeof(out));
	v = json_object_get(o, key);
	index = json_object_get(v, "index");
	if (base64_decode(out.id.b, sizeof(out.id.b), j_span(v, "id")) !=
	    ERR_OK)
		return ERR_FORMAT;
	out.has_index = json_is_integer(index);
	if (out.has_index && json_integer_value(index) < 0)
		return ERR_FORMAT;
	if (out.has_index)
		out.index = (uint64_t)json_integer_value(index);
	*r = out;
	return ERR_OK;
}

json_t *
ref_json(const struct ref *r)
{
	uint8_t text[BASE64_LEN(ID_LEN)];
	json_t *index;
	struct wr w;

	wr_init(&w, text, sizeof(text));
	wr_base64(&w, r->id.b, sizeof(r->id.b));
	index = r->has_index ? json_integer((json_int_t)r->index) : json_null();
	return json_pack("{s:s%, s:o}", "id", (const char *)text, sizeof(text),
	    "index", index);
}

bool
j_is_ascending(const json_t *list)
{
	const json_t *a, *b;
	size_t i;

	for (i = 1; i < json_array_size(list); i++) {
		a = json_array_get(list, i - 1);
		b = json_array_get(list, i);
		if (json_integer_value(a) >= json_integer_value(b) &&
		    json_is_integer(b))
			return false;
		if (json_is_string(b) &&
		    span_cmp(span_str(json_string_value(a)),
			span_str(json_string_value(b))) >= 0)
			return false;
	}
	return true;
}
