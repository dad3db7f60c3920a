/*
 * words_json.c - the tables of words_table.h, as they stand.
 */
#include "words_json.h"

#include "words_table.h"

#include <jansson.h>

static json_t *
kinds(void)
{
	json_t *o = json_object();
	int k;

	for (k = 0; k < KIND_COUNT; k++)
		(void)json_object_set_new(o, kind_word((enum kind)k),
		    json_string(words_kinds[k].vi));
	return o;
}

static json_t *
fields(void)
{
	const struct words_field *f;
	json_t *list = json_array();

	for (f = words_fields; f->key != NULL; f++)
		(void)json_array_append_new(list,
		    json_pack("[s,s,s]",
			f->kind == -1 ? "" : kind_word((enum kind)f->kind),
			f->key, f->vi));
	return list;
}

static json_t *
codes(void)
{
	const struct words_code *c;
	json_t *list = json_array();

	for (c = words_codes; c->word != NULL; c++)
		(void)json_array_append_new(list,
		    json_pack("[s,s,s]", c->key == NULL ? "" : c->key, c->word,
			c->vi));
	return list;
}

char *
words_json(void)
{
	json_t *o = json_pack("{s:o,s:o,s:o}", "kinds", kinds(), "fields",
	    fields(), "codes", codes());
	char *text = o == NULL ? NULL : json_dumps(o, JSON_COMPACT);

	json_decref(o);
	return text;
}
