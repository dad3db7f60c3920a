/*
 * nfc.c - strings of a payload, brought to NFC: so that one name has one
 * sequence of bytes, whatever the keyboard that it came from (FORMAT 4.1).
 */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "writer.h"

static enum err
string_nfc(json_t *s)
{
	const char *in = json_string_value(s);
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t n;
	enum err e = ERR_OK;

	n = utf8proc_map((const utf8proc_uint8_t *)in,
	    (utf8proc_ssize_t)json_string_length(s), &out,
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (n == UTF8PROC_ERROR_NOMEM)
		return ERR_MEMORY;
	if (n < 0)
		return ERR_FORMAT;
	if ((size_t)n != json_string_length(s) ||
	    memcmp(out, in, (size_t)n) != 0) {
		if (json_string_setn(s, (const char *)out, (size_t)n) != 0)
			e = ERR_MEMORY;
	}
	free(out);
	return e;
}

/* Bounded, because a payload that is deeper than FORMAT 4.1 allows is wrong
 * and must not be walked to its end.  NOLINTBEGIN(misc-no-recursion) */
static enum err
value_nfc(json_t *v, unsigned depth)
{
	enum err e = ERR_OK;
	const char *key;
	json_t *item;
	size_t i;

	if (json_is_string(v))
		return string_nfc(v);
	if (depth == 0)
		return json_is_object(v) || json_is_array(v) ? ERR_FORMAT
							     : ERR_OK;
	if (json_is_object(v)) {
		json_object_foreach(v, key, item)
		{
			e = value_nfc(item, depth - 1);
			if (e != ERR_OK)
				break;
		}
	} else if (json_is_array(v)) {
		json_array_foreach(v, i, item)
		{
			e = value_nfc(item, depth - 1);
			if (e != ERR_OK)
				break;
		}
	}
	return e;
}

/* NOLINTEND(misc-no-recursion) */

enum err
payload_nfc(json_t *payload)
{
	return value_nfc(payload, 8);
}
