/*
 * countersign.h - the second signature on each statement of a file.
 */
#ifndef WRITER_COUNTERSIGN_H
#define WRITER_COUNTERSIGN_H

#include "note.h"
#include "world.h"

/* As "minhbach sign" puts it; notes has STATEMENT_NOTE_MAX bytes for each. */
static inline void
countersign(struct stfile *f, const struct party *by, uint8_t *notes)
{
	struct statement s;
	struct note n;
	struct sig sig;
	struct wr w;
	size_t i;

	for (i = 0; i < f->n; i++) {
		assert_int_equal(note_decode(&n, f->part[i].note), ERR_OK);
		assert_int_equal(statement_decode(&s, n.text, NULL), ERR_OK);
		assert_true(s.n_by == 2 && n.n == 1);
		assert_int_equal(signer_sign(&sig, by->signer, n.text), ERR_OK);
		wr_init(&w, notes + i * STATEMENT_NOTE_MAX, STATEMENT_NOTE_MAX);
		wr_span(&w, f->part[i].note);
		note_sig_encode(&w, &by->vkey, sig.b, sizeof(sig.b));
		f->part[i].note = wr_done(&w);
	}
}

#endif
