/*
 * state.h - what the entries say up to here: children, sponsors, who holds a
 * child on what day, support given, and what became of it.
 *
 * Pure.  Fed with every entry in order of index from 0; the arrays are public
 * and in order of entry.  Positions in arrays link them; STATE_NONE is none.
 * Dates and quarters are those of calendar.h.
 */
#ifndef DOMAIN_STATE_H
#define DOMAIN_STATE_H

#include "authority.h"
#include "calendar.h"
#include "keymap.h"
#include "param.h"
#include "schema.h"
#include "statement.h"

#define STATE_NONE SIZE_MAX
#define STATE_WORD 33
#define STATE_NAME 257

/* One entry: payload is NULL if it is erased or withheld. */
struct record {
	uint64_t index, time_ms;
	const struct statement *st;
	const json_t *payload;		   /* its schema accepted it */
	const struct grant *const *grants; /* of st->by, or NULL */
};

enum support_kind { /* order of FORMAT 6.23 */
	SUPPORT_CASH,
	SUPPORT_HEALTH_INSURANCE,
	SUPPORT_SCHOOL_SUPPLIES,
	SUPPORT_LEARNING_EQUIPMENT,
	SUPPORT_ESSENTIALS,
	SUPPORT_IN_KIND
};
#define SUPPORT_KINDS 6

enum support_form {
	FORM_MONTHLY,
	FORM_QUARTERLY,
	FORM_SCHOOL_YEAR,
	FORM_AD_HOC
};
#define SUPPORT_FORMS 4

enum tie { /* what the sponsor calls it, I21 */
	TIE_DO_DAU,
	TIE_HO_TRO
};

enum scope { /* of a consent, FORMAT 6.19 */
	SCOPE_IMAGE,
	SCOPE_NAME,
	SCOPE_STORY,
	SCOPE_MONEY_PUBLIC,
	SCOPE_OTHER
};
#define SCOPES 5

enum outcome {
	OUTCOME_FULL,
	OUTCOME_SHORT,
	OUTCOME_NOT_RECEIVED,
	OUTCOME_NOT_MET
};
#define OUTCOMES 4

enum change {
	CHANGE_SUSPEND,
	CHANGE_RESUME,
	CHANGE_TRANSFER,
	CHANGE_END,
	CHANGE_REINSTATE,
	CHANGE_ATTRIBUTES
};
#define CHANGES 6

struct state_entry { /* by index */
	enum kind kind;
	struct id id;
	bool known;	      /* its payload was seen */
	uint32_t quarter;     /* civil quarter of its time */
	int32_t date;	      /* civil date of its time */
	size_t at;	      /* in the array of its kind, or STATE_NONE */
	uint64_t reversed_by; /* index of the reversal, or UINT64_MAX */
	bool disputed;	      /* a key that signed it was compromised then */
	uint64_t settled_by;  /* if so: of affirm or withdrawal, or
				 UINT64_MAX */
};

struct state_signer { /* a key's name */
	char name[NAME_MAX_LEN + 1];
	uint64_t from; /* of its latest grant; 0 of founders */
	size_t last;   /* of what it signed, or STATE_NONE */
};

struct state_signing {
	uint64_t index;
	size_t earlier; /* of the same signer, or STATE_NONE */
};

struct state_sponsor { /* the latest entry of each code */
	char code[STATE_WORD], name[STATE_NAME], type[STATE_WORD];
	unsigned group; /* 1..5 */
	bool inside_commune, person;
	bool stated_public;    /* money_public of its entry */
	bool money_public;     /* that, and consent stands where it must */
	uint64_t first, index; /* first and latest entry */
	size_t consent;	       /* the latest about it, or STATE_NONE */
};

struct child_attributes {
	unsigned category; /* 1..4 */
	char cluster[STATE_WORD], hamlet[STATE_WORD], level[STATE_WORD];
	char school[STATE_WORD];
};

struct state_span { /* this sponsor holds the child: from <= d < until */
	size_t sponsor, assignment;
	int32_t from, until; /* DATE_NEVER: open */
};

struct state_child {
	char code[STATE_WORD], household[STATE_WORD];
	char name[129], guardian[129]; /* "" if none */
	int32_t birth;
	unsigned flags;		     /* bit n: category n applies too */
	bool special, special_known; /* the plan's "đặc biệt khó khăn" */
	bool legal, legal_known; /* "hoàn cảnh đặc biệt" of the law */
	bool numbered;		 /* a personal number is known */
	struct child_attributes entry, now; /* at its entry; with changes */
	uint64_t index;
	struct state_span *span; /* in order of time */
	size_t n_span;
	size_t event, last_event; /* head and tail in events */
	/* The latest of each, or STATE_NONE; they lead to earlier ones. */
	size_t support, guidance, followup, consent;
	/* Earlier children with the same folded name, or guardian, born on the
	 * same day or on one with day and month swapped. */
	size_t same_name, same_guardian;
};

#define SHARE_MAX 8

struct state_assignment {
	uint64_t index;
	struct id id;
	size_t child, sponsor;
	int32_t from;
	int64_t
	    pledged; /* a quarter, as entered; with levels: state_pledged() */
	enum support_form form;
	enum tie tie;
	bool opening, accepted, refused;  /* by the latest that stands */
	size_t share[SHARE_MAX], n_share; /* co-contributors */
	size_t level, acceptance;	  /* the latest, or STATE_NONE */
};

struct state_level {
	uint64_t index;
	size_t assignment, earlier; /* of the same assignment, or STATE_NONE */
	uint32_t from;
	int64_t pledged;
};

struct state_acceptance {
	uint64_t index;
	size_t assignment, earlier;
	bool accepted;
	int32_t date;
};

struct state_change {
	uint64_t index;
	size_t child;
	enum change change;
	int32_t effective, known;
	size_t to_sponsor; /* or STATE_NONE */
	char reason[STATE_WORD];
	struct child_attributes set; /* "" and 0: not set */
};

struct state_event { /* an assignment or a change of one child */
	uint64_t index;
	size_t next;
};

struct state_disbursement {
	uint64_t index;
	struct id id;
	size_t child, sponsor;
	int64_t amount;
	enum support_kind kind;
	enum support_form form;
	bool counts;
	int32_t date;
	uint32_t recorded; /* quarter of the entry */
	uint32_t from, to; /* parts: money_part() */
	char voucher[STATE_WORD];
	char author[NAME_MAX_LEN + 1];
	size_t confirmation; /* the latest, or STATE_NONE */
	size_t earlier;	     /* of the same child, or STATE_NONE */
};

struct state_confirmation {
	uint64_t index;
	size_t disbursement;
	enum outcome outcome;
	bool by_paper;
	int64_t received; /* if short */
	int32_t date;
	uint32_t recorded;
	char confirmer[STATE_WORD];
	size_t earlier; /* of the same disbursement, or STATE_NONE */
};

struct state_visit {
	uint64_t index;
	size_t child, sponsor;
	int32_t date;
	uint32_t recorded;
};

struct state_guidance {
	uint64_t index;
	size_t child, earlier; /* of the same child, or STATE_NONE */
	int32_t date;
	uint32_t recorded;
	char subject[STATE_WORD], result[STATE_WORD], unit[STATE_WORD];
};

struct state_followup {
	uint64_t index;
	size_t child, earlier;
	int32_t date;
	uint32_t quarter, recorded;
	bool followed, risk;
	char unit[STATE_WORD];
};

struct state_consent {
	uint64_t index;
	size_t child, sponsor; /* one of them is STATE_NONE */
	size_t earlier;	       /* about the same, or STATE_NONE */
	enum scope scope;
	bool given;
	int32_t date;
	char by[STATE_WORD];
};

struct state_reversal {
	uint64_t index, target;
	int64_t amount;
	int32_t date;
	uint32_t recorded;
};

struct state_objection {
	uint64_t index, about; /* UINT64_MAX: nothing */
	size_t child;
	int32_t date;
	uint64_t answered_by; /* UINT64_MAX: open */
	char from[STATE_WORD], matter[STATE_WORD];
};

struct state_document {
	uint64_t index;
	char title[513], number[65]; /* "" if not yet known */
	int32_t date;		     /* DATE_NEVER: not yet known */
};

struct state_request {
	uint64_t index;
	size_t child;
	int32_t received, answer_due, done_due;
	uint64_t answered_by; /* UINT64_MAX: open */
	char kind[STATE_WORD], from[STATE_WORD];
};

struct state_policy {
	enum param param;
	uint32_t from;
	int64_t value;
	uint64_t index;
};

struct state {
	struct state_entry *entry;
	struct state_sponsor *sponsor;
	struct state_child *child;
	struct state_assignment *assignment;
	struct state_change *change;
	struct state_event *event;
	struct state_level *level;
	struct state_acceptance *acceptance;
	struct state_disbursement *disbursement;
	struct state_confirmation *confirmation;
	struct state_visit *visit;
	struct state_guidance *guidance;
	struct state_followup *followup;
	struct state_consent *consent;
	struct state_reversal *reversal;
	struct state_objection *objection;
	struct state_document *document;
	struct state_request *request;
	struct state_policy *policy;
	struct state_signer *signer;
	struct state_signing *signing;
	size_t n_entry, n_sponsor, n_child, n_assignment, n_change, n_event;
	size_t n_disbursement, n_confirmation, n_visit, n_reversal;
	size_t n_objection, n_document, n_request, n_policy, n_level;
	size_t n_acceptance, n_guidance, n_followup, n_consent;
	size_t n_signer, n_signing;
	uint64_t unknown;  /* sealed entries whose payload was not seen */
	struct keymap map; /* of codes, vouchers, numbers, names */
	struct idmap ids;  /* of the entries */
};

MUST_CHECK enum err state_new(struct state **s);
void state_free(struct state *s);

/*
 * Take in the next entry.  Rules are not asked.
 *
 * Once an entry was not readable, what it registered may be named by one that
 * is: an unknown child is left out, and its entry with it (at is STATE_NONE);
 * an unknown sponsor becomes a person without a name, lest a sum change.
 *
 * Errors:	ERR_RANGE not the next index; ERR_MISSING a child, sponsor or
 *		entry that it names is not there; ERR_MEMORY.  Only after the
 *		last is s unfit for use.
 */
MUST_CHECK enum err state_apply(struct state *s, const struct record *r);

/* Positions, or STATE_NONE. */
size_t state_child_find(const struct state *s, const char *code);
size_t state_sponsor_find(const struct state *s, const char *code);
size_t state_voucher_find(const struct state *s, const char *sponsor,
    int32_t year, const char *voucher);
size_t state_personal_find(const struct state *s, const char *personal_index);

/*
 * The latest child that may be this one: born on this day or on one with day
 * and month swapped, and of the same folded name, or guardian.  Two with
 * personal numbers are two.
 */
size_t state_alike_name(const struct state *s, const char *name, int32_t birth,
    bool numbered);
size_t state_alike_guardian(const struct state *s, const char *guardian,
    int32_t birth, bool numbered);

/* The entry that a reference names, by index and id or by id alone; NULL if
 * there is none. */
const struct state_entry *state_ref(const struct state *s, const json_t *o,
    const char *key);
uint64_t state_entry_index(const struct state *s, const struct state_entry *e);
bool state_is_reversed(const struct state *s, uint64_t index);
/* In doubt still: nobody reversed, affirmed or withdrew it (FORMAT 6.6). */
bool state_is_disputed(const struct state *s, uint64_t index);
/* The first such of from..to-1, or UINT64_MAX. */
uint64_t state_first_disputed(const struct state *s, uint64_t from,
    uint64_t to);

/* The position of the sponsor, or STATE_NONE: start <= d < end, age aside. */
size_t state_child_holder(const struct state *s, size_t child, int32_t day);
/* The span of that day, or NULL. */
const struct state_span *state_child_span(const struct state *s, size_t child,
    int32_t day);
/* The birthday of the end age in force on that day. */
int32_t state_age_date(const struct state *s, size_t child, int32_t day);
/* Held, and below the end age. */
bool state_child_supported(const struct state *s, size_t child, int32_t day);
bool state_child_suspended(const struct state *s, size_t child, int32_t day);
/* The end in force (not reinstated) on that day, or NULL. */
const struct state_change *state_child_end(const struct state *s, size_t child,
    int32_t day);

/* A quarter of this assignment, by the levels that stand. */
int64_t state_pledged(const struct state *s, size_t assignment,
    uint32_t quarter);
/* Is that sponsor the main one on that day, or a co-contributor? */
bool state_contributes(const struct state *s, size_t child, size_t sponsor,
    int32_t day);
/* The latest consent of that scope from this head of a chain on, or NULL. */
const struct state_consent *state_consent(const struct state *s, size_t head,
    enum scope scope);
/* When a request received on that day is to be answered and done: working
 * days by the parameters of its quarter, Monday to Friday; public holidays are
 * not known here. */
void state_request_due(const struct state *s, int32_t received,
    int32_t *answer_due, int32_t *done_due);

int64_t policy_value(const struct state *s, enum param p, uint32_t quarter);

#endif
