/* f_authority_bytes.c - grants as bytes: what is accepted is written the same
 * again. */
#include "authority_bytes.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct authority *a = NULL;
	struct fields f;
	uint8_t *again;

	if (authority_new(&a) != ERR_OK)
		return 0;
	fields_read(&f, (struct span){p, n});
	authority_fields(&f, a);
	if (fields_end(&f) == ERR_OK) {
		again = malloc(n + 1);
		if (again == NULL)
			abort();
		fields_write(&f, again, n);
		authority_fields(&f, a);
		if (fields_end(&f) != ERR_OK || f.n != n ||
		    memcmp(again, p, n) != 0)
			abort();
		free(again);
	}
	authority_free(a);
	return 0;
}
