/* f_note.c - a note that decodes is made again from its parts. */
#include <stdlib.h>

#include "note.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static uint8_t buf[NOTE_MAX], sig[4 + NOTE_SIG_MAX];
	const struct note_sig *s;
	struct note note;
	struct rd id;
	struct wr w;
	size_t i, room;

	if (note_decode(&note, (struct span){p, n}) != ERR_OK)
		return 0;
	wr_init(&w, buf, sizeof(buf));
	wr_span(&w, note.text);
	wr_byte(&w, '\n');
	for (i = 0; i < note.n; i++) {
		s = &note.sigs[i];
		room = sizeof(sig);
		if (base64_decode_any(sig, &room, s->base64) != ERR_OK ||
		    room != 4 + s->size)
			abort();
		rd_init(&id, (struct span){sig, 4});
		if (rd_u32(&id) != s->key_id)
			abort();
		wr_lit(&w, "\xe2\x80\x94 ");
		wr_span(&w, s->name);
		wr_byte(&w, ' ');
		wr_base64(&w, sig, room);
		wr_byte(&w, '\n');
	}
	if (!span_eq(wr_done(&w), (struct span){p, n}))
		abort();
	return 0;
}
