/* f_convert.c - what a field takes is one value: written as the ledger has it,
 * it is taken again and is the same; what is refused is refused with words.
 * The first byte chooses the field, the rest is the text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "convert.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

#define TEXT_MAX 512

static const struct field fields[] = {
    FIELD("amount", F_INT),
    FIELD("date", F_DATE),
    FIELD("quarter", F_QUARTER),
    FIELD("opening", F_BOOL),
    FIELD("kind", F_WORD, .words = WORDS("cash", "in-kind", "essentials")),
    FIELD("unit", F_WORD),
    FIELD("voucher", F_CODE),
    FIELD("flags", F_LIST, .item = &(const struct field){.type = F_INT}),
    FIELD("target", F_REF),
};

/* As the ledger has it; false for what has no text. */
static bool
written(char out[TEXT_MAX + 32], const json_t *v)
{
	if (json_is_string(v))
		(void)snprintf(out, TEXT_MAX + 32, "%s", json_string_value(v));
	else if (json_is_integer(v))
		(void)snprintf(out, TEXT_MAX + 32, "%lld",
		    (long long)json_integer_value(v));
	else if (json_is_boolean(v))
		(void)snprintf(out, TEXT_MAX + 32, "%d", json_is_true(v));
	else
		return false;
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char text[TEXT_MAX + 1], again[TEXT_MAX + 32];
	struct misfit m = {.column = ""};
	json_t *v = NULL, *w = NULL;
	const struct field *f;

	if (n < 1 || n > TEXT_MAX)
		return 0;
	f = &fields[p[0] % (sizeof(fields) / sizeof(fields[0]))];
	memcpy(text, p + 1, n - 1);
	text[n - 1] = '\0';
	if (convert(&v, f, text, &m) != ERR_OK) {
		if (v != NULL || m.vi == NULL || m.en == NULL)
			abort();
		return 0;
	}
	if (v == NULL)
		abort();
	if (written(again, v)) {
		if (convert(&w, f, again, &m) != ERR_OK || !json_equal(v, w))
			abort();
		json_decref(w);
	}
	json_decref(v);
	return 0;
}
