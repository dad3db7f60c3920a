/* f_attack_text.c - first byte: the kind of rendering; the rest: its bytes, as
 * A1 reads them.  What comes out is a text no longer than what went in. */
#include "attack_text.h"

#include <stdlib.h>
#include <string.h>

#include "attack_zip.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
unzip(struct span zip)
{
	uint8_t *members = NULL;
	size_t n = 0;

	if (attack_unzip(&members, &n, zip) != ERR_OK)
		return;
	if (n > zip.n)
		abort();
	free(members);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const char *const names[] = {"a.html", "a.svg", "a.txt",
	    "a.json", "a.xlsx"};
	const struct gate_allow allow = {names, 1, NULL};
	struct gate_text r;
	json_t *o;
	char *text = NULL;

	if (n < 1)
		return 0;
	r.name = names[p[0] % 5];
	r.bytes = (struct span){p + 1, n - 1};
	unzip(r.bytes);
	o = json_pack("{s:s,s:{s:s}}", "commune", "Việt An 5", "contact",
	    "phone", "0235 000 0000");
	if (o != NULL && attack_text(&text, o, &r, &allow) == ERR_OK) {
		if (strlen(text) > n + 1)
			abort();
		free(text);
	}
	json_decref(o);
	return 0;
}
