/* f_statement.c - a statement note that decodes is made again by the encoders. */
#include <stdlib.h>
#include <string.h>

#include "statement.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	uint8_t text_buf[STATEMENT_TEXT_MAX], buf[STATEMENT_NOTE_MAX];
	struct vkey keys[BY_MAX];
	struct sig sigs[BY_MAX];
	struct span text;
	struct statement s;
	struct note note;
	struct wr w;
	size_t i;

	if (statement_note_decode(&s, &note, (struct span){p, n}, NULL) !=
	    ERR_OK)
		return 0;
	memset(keys, 0, sizeof(keys));
	for (i = 0; i < s.n_by; i++) {
		memcpy(keys[i].name, s.by[i].p, s.by[i].n);
		keys[i].key_id = note.sigs[i].key_id;
		if (note_sig_bytes(sigs[i].b, sizeof(sigs[i].b),
			&note.sigs[i]) != ERR_OK)
			abort();
	}
	wr_init(&w, buf, sizeof(buf));
	if (statement_encode(&text, &s, text_buf, sizeof(text_buf)) != ERR_OK ||
	    statement_note_encode(&w, text, keys, sigs, s.n_by) != ERR_OK ||
	    !span_eq(wr_done(&w), (struct span){p, n}))
		abort();
	return 0;
}
