/* f_state_bytes.c - a state as bytes: what is accepted is written the same
 * again. */
#include "state_bytes.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct state *s = NULL;
	struct fields f;
	uint8_t *again;

	if (state_new(&s) != ERR_OK)
		return 0;
	fields_read(&f, (struct span){p, n});
	state_fields(&f, s);
	if (fields_end(&f) == ERR_OK) {
		again = malloc(n + 1);
		if (again == NULL)
			abort();
		fields_write(&f, again, n);
		state_fields(&f, s);
		if (fields_end(&f) != ERR_OK || f.n != n ||
		    memcmp(again, p, n) != 0)
			abort();
		free(again);
	}
	state_free(s);
	return 0;
}
