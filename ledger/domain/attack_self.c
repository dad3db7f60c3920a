/*
 * attack_self.c - A14: a gate that cannot fail is no gate.  Leaks are planted
 * in copies of a publication that passed; the attack that looks for each must
 * find it, or nothing is published.  A leak that has no place in this
 * publication leaves its attack untried, and the record says so.
 */
#include "attack_part.h"
#include "attack_plant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum err
plant_try(enum plant_result *r, const struct plant *k,
    const json_t *publication, const struct facts *f)
{
	struct planted x = {.f = *f, .p = json_deep_copy(publication)};
	struct gate_text text = {"leak.txt", {NULL, 0}};
	struct gate_texts shown = {&text, 1, NULL};
	struct attack a;
	bool place;
	enum err e;

	if (x.p == NULL)
		return ERR_MEMORY;
	memset(&a, 0, sizeof(a));
	place = k->plant(&x);
	e = x.e;
	text.bytes = span_str(x.text);
	if (e == ERR_OK && place)
		e = attack_run(&a, k->attack, x.p, &x.f, &shown);
	if (e == ERR_OK && !place)
		*r = PLANT_NOWHERE;
	else if (e == ERR_OK)
		*r = a.result == ATTACK_FAIL &&
			strncmp(a.figure, k->figure, strlen(k->figure)) == 0
		    ? PLANT_FOUND
		    : PLANT_MISSED;
	json_decref(x.p);
	free(x.owned);
	return e;
}

/* A leak that was not tried and of which the record has no room to say so
 * would be passed over in silence, so that is a failure. */
static void
note_untried(struct attack *self, const struct plant *k)
{
	size_t n = strlen(self->figure), m;

	if (self->result == ATTACK_FAIL)
		return;
	m = (size_t)snprintf(self->figure + n, sizeof(self->figure) - n,
	    "%s%s %s", n == 0 ? "not tried: " : ", ", k->attack, k->name);
	if (n + m >= sizeof(self->figure))
		attack_hit(self, ATTACK_FAIL, "no room for what was not tried",
		    "");
}

enum err
gate_selftest(struct attack a[ATTACKS_MAX], size_t *n,
    const json_t *publication, const struct facts *f)
{
	struct attack *self = &a[*n];
	const struct plant *k;
	enum plant_result r;
	char word[PLANT_TEXT];
	size_t i;
	enum err e = ERR_OK;

	if (*n == ATTACKS_MAX)
		return ERR_RANGE;
	memset(self, 0, sizeof(*self));
	(void)snprintf(self->id, sizeof(self->id), "a14");
	for (i = 0; (k = plant_at(i)) != NULL && e == ERR_OK; i++) {
		e = plant_try(&r, k, publication, f);
		if (e != ERR_OK || r == PLANT_FOUND)
			continue;
		(void)snprintf(word, sizeof(word), "%s %s", k->attack, k->name);
		if (r == PLANT_NOWHERE)
			note_untried(self, k);
		else
			attack_hit(self, ATTACK_FAIL, "leak not found", word);
	}
	if (e == ERR_OK)
		++*n;
	return e;
}
