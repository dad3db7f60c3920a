/*
 * receipt.c - the mode `receipt`: one entry, proven to be in a sealed ledger
 * (FORMAT 9.1).  That its signers were entitled to sign is not shown by it.
 */
#include "receipt.h"

#include <stdlib.h>
#include <string.h>

#include "canonical.h"
#include "fileio.h"
#include "schema.h"
#include "verify.h"

static const struct check_name names[] = {
    {"receipt", "FORMAT 9.1"},
    {"checkpoint", "FORMAT 7.1"},
    {"witnesses", "FORMAT 8.5"},
};
enum {
	CHECK_RECEIPT,
	CHECK_CHECKPOINT,
	CHECK_WITNESSES,
	CHECKS
};

/* 0, a disbursement's amount, or minus that of a reversed one (5.2). */
static int64_t
amount_of(const struct receipt *r, struct fault *f)
{
	json_t *payload = NULL;
	struct statement s;
	struct note n;
	int64_t amount = 0;

	if (statement_note_decode(&s, &n, r->note, f) != ERR_OK ||
	    canonical_decode(&payload, r->payload, PUBLICATION_MAX, f) !=
		ERR_OK)
		return 0;
	if (s.kind == KIND_DISBURSEMENT)
		amount = j_int(payload, "amount");
	else if (s.kind == KIND_REVERSAL)
		amount = -j_int(payload, "amount");
	json_decref(payload);
	return amount;
}

/*
 * True if the log's line is good, by the anchor's key or a key of the policy.
 * A later log key is in neither: that decides nothing.
 */
static bool
check_note(struct checks *c, struct checkpoint *cp, const struct anchors *a,
    struct span bytes)
{
	struct fault f = {ERR_SIGNATURE, FAULT_NO_INDEX,
	    "FORMAT 7.1: not signed by the log key of the anchor"};
	bool good = false;
	struct note n;
	enum err e;

	if (note_decode(&n, bytes) != ERR_OK ||
	    checkpoint_decode(cp, n.text) != ERR_OK) {
		f.code = ERR_FORMAT;
		f.clause = "FORMAT 7.1: not a checkpoint";
		checks_fail(c, CHECK_CHECKPOINT, &f);
		return false;
	}
	if (a->has_anchor) {
		e = checkpoint_verify(cp, &n, bytes, &a->anchor.log_key, NULL);
		good = e == ERR_OK;
		if (e != ERR_MISSING)
			checks_made(c, CHECK_CHECKPOINT);
		if (e != ERR_OK && e != ERR_MISSING)
			checks_fail(c, CHECK_CHECKPOINT, &f);
	}
	if (!a->has_policy)
		return good;
	checks_made(c, CHECK_WITNESSES);
	f.clause = "FORMAT 8.5: not signed as the policy demands";
	if (trust_check(&a->policy, &n) == ERR_OK)
		return true;
	checks_fail(c, CHECK_WITNESSES, &f);
	return false;
}

static void
check_parts(struct checks *c, const struct tlog_proof *t,
    const struct checkpoint *cp)
{
	struct fault f = {ERR_FORMAT, t->index, "FORMAT 9.1: not a receipt"};
	struct receipt r;
	uint8_t *extra;
	size_t n = t->extra.n;
	bool good = false;

	checks_made(c, CHECK_RECEIPT);
	extra = malloc(n + 1);
	if (extra != NULL && base64_decode_any(extra, &n, t->extra) == ERR_OK &&
	    receipt_decode(&r, (struct span){extra, n}) == ERR_OK)
		good =
		    receipt_check(&r, t, cp, amount_of(&r, &f), &f) == ERR_OK;
	if (!good)
		checks_fail(c, CHECK_RECEIPT, &f);
	free(extra);
}

static int
check(const struct options *o, const struct anchors *a, struct span bytes)
{
	char code[SEAL_CODE_LEN + 1] = "";
	struct checkpoint cp = {.size = 0};
	struct checks c;
	struct report r = {.mode = "receipt", .checks = &c, .code = code};
	struct tlog_proof t;
	struct note n;

	if (tlog_proof_decode(&t, bytes) != ERR_OK)
		return trouble(o, "receipt", "không phải biên nhận (FORMAT 9)",
		    "not a receipt (FORMAT 9)");
	checks_init(&c, names, CHECKS);
	r.anchored = check_note(&c, &cp, a, t.checkpoint);
	check_parts(&c, &t, &cp);
	if (note_decode(&n, t.checkpoint) == ERR_OK)
		seal_code(code, n.text);
	r.checkpoint = &cp;
	r.size = cp.size;
	r.root = cp.root;
	r.verdict = r.anchored ? VERDICT_PROVED : VERDICT_UNDECIDED;
	if (checks_failed(&c))
		r.verdict = VERDICT_DISPROVED;
	return report(o, &r);
}

int
verify_receipt(const struct options *o, char *const *operand)
{
	const char *file = operand[0];
	struct anchors a;
	uint8_t *bytes;
	int status = EXIT_UNDECIDED;
	size_t n;

	if (anchors_load(&a, o)) {
		if (file_read(&bytes, &n, file, RECEIPT_MAX) != ERR_OK)
			status = trouble(o, file, "không đọc được tệp",
			    "the file cannot be read");
		else {
			if (keeper_confine(o, NULL, NULL))
				status = check(o, &a, (struct span){bytes, n});
			file_free(bytes, n);
		}
	}
	anchors_release(&a);
	return status;
}
