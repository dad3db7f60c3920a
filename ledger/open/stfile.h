/*
 * stfile.h - statement files (FORMAT 3.10): statements on their way to a
 * second signer or to the ledger, readable by the vault and the signers.
 */
#ifndef OPEN_STFILE_H
#define OPEN_STFILE_H

#include "base.h"
#include "boxkey.h"
#include "keyring.h"
#include "text.h"

#define STFILE_MAX ((size_t)8 << 20)
#define STFILE_BOXES_MAX 8
#define STFILE_PARTS_MAX 4096
#define STFILE_PAYLOAD_MAX 262144 /* publication, FORMAT 4.1 */

struct stfile_part {
	struct okey okey;
	struct handle handle; /* zero: a new subject, or a clear kind */
	struct span payload;
	struct span note; /* lines of the later signers may be missing */
};

struct stfile_box {
	struct readkey key;
	uint8_t box[80]; /* file key */
};

/* The lines before the ciphertext; spans point into the file. */
struct stfile_head {
	char origin[NAME_MAX_LEN + 1];
	uint64_t time_ms; /* drafting clock */
	struct stfile_box box[STFILE_BOXES_MAX];
	size_t n_box;
	uint8_t nonce[24];
};

struct stfile {
	char origin[NAME_MAX_LEN + 1];
	uint64_t time_ms;
	struct stfile_part *part; /* spans point into body */
	size_t n;
	uint8_t *body;
	size_t n_body;
};

/*
 * Owns:	*f; stfile_release() wipes and frees it.
 * Errors:	ERR_FORMAT, ERR_RANGE; ERR_MISSING no box for reader; ERR_SECRET;
 *		ERR_MEMORY.  The caller decodes the notes itself.
 */
MUST_CHECK enum err stfile_open(struct stfile *f, struct span bytes,
    struct boxkey *reader);
void stfile_release(struct stfile *f);

/* Pure: the lines that are authenticated, ciphertext being what follows. */
MUST_CHECK enum err stfile_head_decode(struct stfile_head *h, struct span *rest,
    struct span bytes);
MUST_CHECK enum err stfile_head_encode(struct wr *w,
    const struct stfile_head *h);

/*
 * The body.  *part, if not NULL, is heap: free().
 * Errors:	ERR_FORMAT, ERR_RANGE, ERR_MEMORY
 */
MUST_CHECK enum err stfile_body_decode(struct stfile_part **part, size_t *n,
    struct span body);
MUST_CHECK enum err stfile_body_encode(struct wr *w,
    const struct stfile_part *part, size_t n);

#endif
