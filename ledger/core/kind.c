/*
 * kind.c - the table of FORMAT 6.1 as far as a statement's second line shows
 * it: the word of each kind, and the class it may have.
 */
#include "kind.h"

static const struct {
	const char *word;
	bool clear, sealed;
} kinds[KIND_COUNT] = {
    [KIND_GENESIS] = {"genesis", true, false},
    [KIND_POLICY] = {"policy", true, false},
    [KIND_CLOCK] = {"clock", true, false},
    [KIND_DOCUMENT] = {"document", true, false},
    [KIND_KEY_GRANT] = {"key-grant", true, false},
    [KIND_KEY_REVOKE] = {"key-revoke", true, false},
    [KIND_LOG_KEY] = {"log-key", true, false},
    [KIND_SPONSOR] = {"sponsor", true, true},
    [KIND_CHILD] = {"child", false, true},
    [KIND_CONSENT] = {"consent", false, true},
    [KIND_ASSIGNMENT] = {"assignment", false, true},
    [KIND_ACCEPTANCE] = {"acceptance", false, true},
    [KIND_LEVEL] = {"level", false, true},
    [KIND_DISBURSEMENT] = {"disbursement", false, true},
    [KIND_CONFIRMATION] = {"confirmation", false, true},
    [KIND_OBJECTION] = {"objection", false, true},
    [KIND_VISIT] = {"visit", false, true},
    [KIND_GUIDANCE] = {"guidance", false, true},
    [KIND_FOLLOWUP] = {"followup", false, true},
    [KIND_CHANGE] = {"change", false, true},
    [KIND_REVERSAL] = {"reversal", false, true},
    [KIND_AFFIRM] = {"affirm", false, true},
    [KIND_REQUEST] = {"request", false, true},
    [KIND_ERASURE] = {"erasure", false, true},
    [KIND_DISCLOSURE] = {"disclosure", false, true},
    [KIND_FILLER] = {"filler", false, true},
    [KIND_PUBLICATION] = {"publication", true, false},
    [KIND_WITHDRAWAL] = {"withdrawal", true, false},
    [KIND_AUDIT] = {"audit", true, false},
    [KIND_REPORT] = {"report", true, false},
    [KIND_CLOSING] = {"closing", true, false},
};

const char *
kind_word(enum kind k)
{
	return kinds[k].word;
}

const char *class_word(enum class c)
{
	return c == CLASS_CLEAR ? "clear" : "sealed";
}

enum err
kind_decode(enum kind *k, struct span word)
{
	unsigned i;

	for (i = 0; i < KIND_COUNT; i++) {
		if (span_is(word, kinds[i].word)) {
			*k = (enum kind)i;
			return ERR_OK;
		}
	}
	return ERR_FORMAT;
}

enum err
class_decode(enum class *c, struct span word)
{
	if (span_is(word, class_word(CLASS_CLEAR)))
		*c = CLASS_CLEAR;
	else if (span_is(word, class_word(CLASS_SEALED)))
		*c = CLASS_SEALED;
	else
		return ERR_FORMAT;
	return ERR_OK;
}

bool
kind_has_class(enum kind k, enum class c)
{
	return c == CLASS_CLEAR ? kinds[k].clear : kinds[k].sealed;
}
