/*
 * note.h - C2SP signed notes: a text, an empty line, signature lines.
 *
 * Pure.  Spec: C2SP signed-note; FORMAT 3.6.
 *
 * Decoding only splits: signatures of unknown keys and types are kept as they
 * stand, because checkpoints must carry them along.  Statements are stricter
 * (statement.h).
 */
#ifndef CORE_NOTE_H
#define CORE_NOTE_H

#include "base.h"
#include "vkey.h"

#define NOTE_SIGS_MAX 32
#define NOTE_MAX 65536
#define NOTE_SIG_MAX 8192 /* bytes of one decoded signature */

struct note_sig {
	struct span name; /* into the note */
	uint32_t key_id;
	struct span base64; /* id and signature as they stand */
	size_t size;	    /* decoded bytes after the key id */
};

struct note {
	struct span text; /* with its final LF; what is signed */
	struct note_sig sigs[NOTE_SIGS_MAX];
	size_t n;
};

/* All spans point into bytes and die with them. */
MUST_CHECK enum err note_decode(struct note *n, struct span bytes);

/* The signature bytes of one line, exactly size of them. */
MUST_CHECK enum err note_sig_bytes(uint8_t *out, size_t size,
    const struct note_sig *s);

/*
 * Is there a line by this key (type 0x01), and is it good?
 * Errors:	ERR_MISSING no such line; ERR_SIGNATURE a line is wrong.
 */
MUST_CHECK enum err note_verify(const struct note *n, const struct vkey *k);

/* The same for cosignature/v1 lines (type 0x04); *time_s as signed. */
MUST_CHECK enum err note_verify_cosign(const struct note *n,
    const struct vkey *k, uint64_t *time_s);

/* The message of a cosignature: "cosignature/v1\ntime <s>\n" || text. */
MUST_CHECK enum err cosign_message(struct span *msg, uint64_t time_s,
    struct span text, void *buf, size_t cap);

/* Append one line "- name base64(id || sig)\n" (em dash) to a writer. */
void note_sig_encode(struct wr *w, const struct vkey *k, const uint8_t *sig,
    size_t n);

#endif
