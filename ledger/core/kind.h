/*
 * kind.h - the kinds of entries and the class each may have (FORMAT 6.1).
 *
 * Pure.  Everything else about a kind (schema, rules, words for people) lives
 * in clear/ and domain/; the core knows only what a statement's second line
 * says.
 */
#ifndef CORE_KIND_H
#define CORE_KIND_H

#include "base.h"

enum kind {
	KIND_GENESIS,
	KIND_POLICY,
	KIND_CLOCK,
	KIND_DOCUMENT,
	KIND_KEY_GRANT,
	KIND_KEY_REVOKE,
	KIND_LOG_KEY,
	KIND_SPONSOR,
	KIND_CHILD,
	KIND_CONSENT,
	KIND_ASSIGNMENT,
	KIND_ACCEPTANCE,
	KIND_LEVEL,
	KIND_DISBURSEMENT,
	KIND_CONFIRMATION,
	KIND_OBJECTION,
	KIND_VISIT,
	KIND_GUIDANCE,
	KIND_FOLLOWUP,
	KIND_CHANGE,
	KIND_REVERSAL,
	KIND_AFFIRM,
	KIND_REQUEST,
	KIND_ERASURE,
	KIND_DISCLOSURE,
	KIND_FILLER,
	KIND_PUBLICATION,
	KIND_WITHDRAWAL,
	KIND_AUDIT,
	KIND_REPORT,
	KIND_CLOSING
};
#define KIND_COUNT 31

enum class {
	CLASS_CLEAR,
	CLASS_SEALED
};

const char *kind_word(enum kind k);   /* "key-grant" */
const char *class_word(enum class c); /* "clear", "sealed" */
MUST_CHECK enum err kind_decode(enum kind *k, struct span word);
MUST_CHECK enum err class_decode(enum class *c, struct span word);

/* sponsor may be either; every other kind has one class. */
bool kind_has_class(enum kind k, enum class c);

#endif
