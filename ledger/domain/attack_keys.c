/*
 * attack_keys.c - closed lists of keys.
 */
#include "attack_keys.h"

#include <stdint.h>
#include <string.h>

const char *
attack_key_unknown(const json_t *o, const char *const *known)
{
	const char *key;
	size_t i;
	void *it;

	/* NOLINTBEGIN(performance-no-int-to-ptr) */
	for (it = json_object_iter((json_t *)(uintptr_t)o); it != NULL;
	     it = json_object_iter_next((json_t *)(uintptr_t)o, it)) {
		key = json_object_iter_key(it);
		for (i = 0; known[i] != NULL && strcmp(known[i], key) != 0;)
			i++;
		if (known[i] == NULL)
			return key;
	}
	/* NOLINTEND(performance-no-int-to-ptr) */
	return NULL;
}

static const char *
list_unknown(const json_t *list, const char *const *known)
{
	const char *bad = NULL;
	size_t i;

	for (i = 0; i < json_array_size(list) && bad == NULL; i++)
		bad = attack_key_unknown(json_array_get(list, i), known);
	return bad;
}

const char *
attack_money_unknown(const json_t *money)
{
	static const char *const all[] = {"groups", "kinds", "notes", "quarter",
	    "since", "year", NULL};
	static const char *const group[] = {"groups", "million", NULL};
	static const char *const kinds[] = {"cells", "withheld", NULL};
	static const char *const kind[] = {"kinds", "million", NULL};
	static const char *const note[] = {"id", "million", NULL};
	static const char *const quarter[] = {"exact", "million", NULL};
	static const char *const since[] = {"exact", "from", "million", NULL};
	static const char *const year[] = {"exact", "year", NULL};
	const struct {
		const char *key;
		const char *const *known;
	} part[] = {{"kinds", kinds}, {"quarter", quarter}, {"since", since},
	    {"year", year}};
	const char *bad = attack_key_unknown(money, all);
	size_t i;

	for (i = 0; i < sizeof(part) / sizeof(part[0]) && bad == NULL; i++)
		bad = attack_key_unknown(json_object_get(money, part[i].key),
		    part[i].known);
	if (bad == NULL)
		bad = list_unknown(json_object_get(money, "groups"), group);
	if (bad == NULL)
		bad = list_unknown(json_object_get(money, "notes"), note);
	if (bad == NULL)
		bad = list_unknown(
		    json_object_get(json_object_get(money, "kinds"), "cells"),
		    kind);
	return bad;
}
