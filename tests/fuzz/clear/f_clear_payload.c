/*
 * f_clear_payload.c - no canonical JSON upsets the walker or the authority.
 * The first byte picks the kind.
 */
#include <stdlib.h>
#include <string.h>

#include "authority.h"
#include "canonical.h"
#include "schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A payload that its schema accepts is applied to an empty authority. */
static void
apply(enum kind k, const json_t *j)
{
	struct authority *a;
	struct statement s;

	if (authority_new(&a) != ERR_OK)
		return;
	memset(&s, 0, sizeof(s));
	s.kind = k;
	s.origin = j_span(j, "origin");
	if (authority_apply(a, &s, k == KIND_GENESIS ? 0 : 1, j, NULL) !=
		ERR_OK &&
	    authority_grant(a, 0) != NULL)
		abort();
	authority_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct schema *s;
	const char *bad_key;
	struct fault f;
	enum kind k;
	json_t *j;

	if (size < 1)
		return 0;
	k = (enum kind)(data[0] % KIND_COUNT);
	s = clear_schema(k);
	if (s == NULL ||
	    canonical_decode(&j, (struct span){data + 1, size - 1},
		PUBLICATION_MAX, NULL) != ERR_OK)
		return 0;
	if (schema_check(j, s, &f, &bad_key) == ERR_OK)
		apply(k, j);
	json_decref(j);
	return 0;
}
