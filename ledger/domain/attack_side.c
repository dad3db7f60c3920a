/*
 * attack_side.c - A12: nothing beside the figures may tell anything.  Keys
 * outside the fixed lists, ranges that end elsewhere than at the padding,
 * times of day, digests and codes are found here; that files depend on the
 * publication alone is for the tests, which make two ledgers and compare.
 */
#include "attack_keys.h"
#include "attack_part.h"
#include "attack_text.h"
#include "schema.h"

#include <stdlib.h>
#include <string.h>

#define CODE_LEN 24 /* letters and digits in a row, of both kinds */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_code(char c)
{
	return is_digit(c) || is_letter(c) || c == '_' || c == '-' ||
	    c == '+' || c == '/' || c == '=';
}

/* A run of letters and digits mixed that no word of a language has. */
static bool
has_digest(const char *s)
{
	size_t digits, letters, n;

	for (; *s != '\0'; s += n > 0 ? n : 1) {
		for (n = digits = letters = 0; is_code(s[n]); n++) {
			digits += is_digit(s[n]);
			letters += is_letter(s[n]);
		}
		if (n >= CODE_LEN && digits > 2 && letters > 2)
			return true;
	}
	return false;
}

/* 09:41 */
static bool
has_time(const char *s)
{
	for (; (s = strchr(s, ':')) != NULL; s++)
		if (is_digit(s[1]) && is_digit(s[2]))
			return true;
	return false;
}

/* te-102738 */
static bool
has_child_code(const char *s)
{
	for (; *s != '\0'; s++)
		if ((s[0] == 't' || s[0] == 'T') &&
		    (s[1] == 'e' || s[1] == 'E') && s[2] == '-' &&
		    strspn(s + 3, "0123456789") >= 4)
			return true;
	return false;
}

static enum err
side_text(struct attack *a, const json_t *p, const struct gate_text *t,
    const struct gate_allow *allow)
{
	char *text;
	enum err e;

	e = attack_text(&text, p, t, allow);
	if (e != ERR_OK)
		return e;
	if (has_digest(text))
		attack_hit(a, ATTACK_FAIL, "digest", t->name);
	if (has_time(text))
		attack_hit(a, ATTACK_FAIL, "time of day", t->name);
	if (has_child_code(text))
		attack_hit(a, ATTACK_FAIL, "child's code", t->name);
	free(text);
	return ERR_OK;
}

/* A name that tells more than which rendering it is. */
static void
side_name(struct attack *a, const char *name)
{
	if (strpbrk(name, "0123456789") != NULL)
		attack_hit(a, ATTACK_FAIL, "number in a file name", name);
}

static void
side_strings(struct attack *a, const json_t *list)
{
	const char *s;
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		s = json_string_value(json_array_get(list, i));
		if (s != NULL && (has_digest(s) || has_child_code(s)))
			attack_hit(a, ATTACK_FAIL, "code in a name", "");
	}
}

static void
side_padding(struct attack *a, const json_t *p)
{
	const json_t *o = json_object_get(p, "opening");
	int64_t step = (int64_t)limits()->padding;

	if (json_is_object(o) &&
	    (j_int(o, "from") % step != 0 || j_int(o, "to") % step != 0))
		attack_hit(a, ATTACK_FAIL, "range", "not padded");
}

enum err
attack_side(struct attack *a, const json_t *p, const struct gate_texts *shown)
{
	static const char *const all[] = {"as_of", "carried", "check",
	    "commune", "constants", "contact", "heads", "indicators", "money",
	    "next_due", "opening", "period", "persons", "previous", "published",
	    "sponsors", "tables", "trial", "v", "version", "why", NULL};
	static const char *const heads[] = {"confirmed_percent", "sponsors",
	    "supported", "waiting", NULL};
	static const char *const opening[] = {"amount", "blind", "from",
	    "quarters", "to", NULL};
	const char *bad;
	size_t i;
	enum err e = ERR_OK;

	bad = attack_key_unknown(p, all);
	if (bad == NULL)
		bad = attack_key_unknown(json_object_get(p, "heads"), heads);
	if (bad == NULL)
		bad =
		    attack_key_unknown(json_object_get(p, "opening"), opening);
	if (bad != NULL)
		attack_hit(a, ATTACK_FAIL, "outside the policy", bad);
	side_padding(a, p);
	side_strings(a, json_object_get(p, "sponsors"));
	for (i = 0; i < shown->n && e == ERR_OK; i++) {
		side_name(a, shown->text[i].name);
		e = side_text(a, p, &shown->text[i], shown->allow);
	}
	return e;
}
