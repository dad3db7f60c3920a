/*
 * state_alike.c - children who may be one child on two lists (E2): found by
 * folded name or guardian and day of birth, in two chains of the map.
 */
#include "state_part.h"

#include "fold.h"

#define KEY_MAX 512

/* The key of a text and a birth date, which may have its day and month
 * swapped; false if there is no text to compare. */
static bool
key_of(struct span *key, char buf[KEY_MAX], const char *text, int32_t birth)
{
	int32_t y, m, d, swapped;

	date_split(birth, &y, &m, &d);
	swapped = d <= 12 ? date_make(y, d, m) : birth;
	date_encode(buf, swapped < birth ? swapped : birth);
	if (fold(buf + DATE_LEN - 1, KEY_MAX - DATE_LEN, text) != ERR_OK ||
	    buf[DATE_LEN - 1] == '\0')
		return false;
	*key = span_str(buf);
	return true;
}

static enum err
chain(size_t *earlier, struct state *s, char sort, const char *text,
    int32_t birth)
{
	char buf[KEY_MAX];
	struct span key;

	*earlier = STATE_NONE;
	if (!key_of(&key, buf, text, birth))
		return ERR_OK;
	*earlier = keymap_get(&s->map, sort, key);
	return keymap_put(&s->map, sort, key, s->n_child - 1);
}

enum err
state_index_likeness(struct state *s)
{
	struct state_child *c = &s->child[s->n_child - 1];
	enum err e;

	e = chain(&c->same_name, s, MAP_NAME, c->name, c->birth);
	if (e == ERR_OK)
		e = chain(&c->same_guardian, s, MAP_GUARDIAN, c->guardian,
		    c->birth);
	return e;
}

static size_t
find(const struct state *s, char sort, const char *text, int32_t birth,
    bool numbered)
{
	char buf[KEY_MAX];
	struct span key;
	size_t i;

	if (!key_of(&key, buf, text, birth))
		return STATE_NONE;
	for (i = keymap_get(&s->map, sort, key); i != STATE_NONE;
	     i = sort == MAP_NAME ? s->child[i].same_name
				  : s->child[i].same_guardian)
		if (!numbered || !s->child[i].numbered)
			return i;
	return STATE_NONE;
}

size_t
state_alike_name(const struct state *s, const char *name, int32_t birth,
    bool numbered)
{
	return find(s, MAP_NAME, name, birth, numbered);
}

size_t
state_alike_guardian(const struct state *s, const char *guardian, int32_t birth,
    bool numbered)
{
	return find(s, MAP_GUARDIAN, guardian, birth, numbered);
}
