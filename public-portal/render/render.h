/*
 * render.h - everything that people read of a publication, made from the one
 * publication object (FORMAT 11) and nothing else.
 *
 * Pure but for the heap: no I/O, no clock.  Same input, same bytes.
 *
 * Every number shown stands in the publication object, or in the allow-list of
 * render_number_allowed, or is one of struct render_input (time of the check,
 * seal code, audit, witnesses, address), which the portal alone fills in.
 * render_list makes all renderings as they will be published, without those,
 * for attack A1.
 */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "html.h"

#include <jansson.h>

/* What the tick says (words 5.2). */
enum tick {
	TICK_GOOD,     /* checked by the portal */
	TICK_LAST,     /* newer data failed; these are the last good figures */
	TICK_MISMATCH, /* shown nowhere but in reports: do not use */
	TICK_UNKNOWN   /* could not be checked */
};

/* The last audit that stands in the ledger (FORMAT 6.38). */
struct render_audit {
	const char *unit, *result; /* words of the ledger */
	uint64_t index;		   /* of its line */
	uint64_t size;		   /* lines that were audited */
	const char *after;	   /* "2026-10-10": entered after it; or NULL */
	bool covers;		   /* in->publication is among those lines */
};

struct render_qr {
	const uint8_t *dark; /* width * width of 0 or 1, row by row */
	unsigned width;
};

struct render_input {
	const json_t *publication; /* accepted by the schema of its kind */
	enum tick tick;
	bool late;     /* its next_due has passed */
	bool replaced; /* its period has a later version */
	bool has_bad;  /* TICK_MISMATCH: first bad line */
	uint64_t bad_index;
	const char *checked;   /* "07:00 ngày 10/10/2026", or NULL */
	const char *seal;      /* seal code of the checkpoint, or NULL */
	const char *withdrawn; /* date of the withdrawal, or NULL */
	const char *reason;    /* of the withdrawal: a word of FORMAT 6.37 */
	bool trial;	       /* for a page without a publication */
	const struct render_audit *audit; /* NULL: there was none */
	const char *const *witness;	  /* names that the policy holds */
	size_t n_witness;
	const char *site;	    /* "https://example.vn", or NULL */
	const struct render_qr *qr; /* of the permanent address, or NULL */
};

/*
 * One rendering each, appended to h.  Errors: ERR_MEMORY; ERR_FORMAT if the
 * publication cannot be encoded (render_json).
 */
MUST_CHECK enum err render_page_vi(struct html *h,
    const struct render_input *in);
MUST_CHECK enum err render_page_en(struct html *h,
    const struct render_input *in);
MUST_CHECK enum err render_trust_vi(struct html *h,
    const struct render_input *in);
MUST_CHECK enum err render_method_vi(struct html *h,
    const struct render_input *in);
/* One A4 page to be put up; needs a seal to be of use. */
MUST_CHECK enum err render_poster_vi(struct html *h,
    const struct render_input *in);
MUST_CHECK enum err render_bulletin(struct html *h,
    const struct render_input *in);
MUST_CHECK enum err render_csv(struct html *h, const struct render_input *in);
MUST_CHECK enum err render_json(struct html *h, const struct render_input *in);
/* The rows of the CSV as a workbook: .xlsx, binary. */
MUST_CHECK enum err render_workbook(struct html *h,
    const struct render_input *in);

/* A few lines to be passed on in a message. */
MUST_CHECK enum err render_share(struct html *h, const struct render_input *in);

/* One of them, for pictures; empty if there is nothing to say.  All but
 * SHARE_NAME are free of foreign text. */
enum share_line {
	SHARE_NAME,
	SHARE_SUPPORTED,
	SHARE_WAITING,
	SHARE_LABEL, /* of the sum */
	SHARE_SUM,
	SHARE_DATE,
	SHARE_TRIAL
};
void render_share_line(struct html *h, enum share_line l,
    const json_t *publication);

/* The figures for the pages of others: a picture, and a page for a frame. */
#define EMBED_FRAME "0 0 640 252"
MUST_CHECK enum err render_embed_svg(struct html *h,
    const struct render_input *in);
MUST_CHECK enum err render_embed_vi(struct html *h,
    const struct render_input *in);

/* A page without figures: why there are none. */
enum notice {
	NOTICE_UNCHECKED, /* nothing good to show yet */
	NOTICE_EMPTY,	  /* checked, but nothing is published yet */
	NOTICE_WITHDRAWN, /* in->withdrawn, in->reason */
	NOTICE_NOT_FOUND
};
MUST_CHECK enum err render_notice_vi(struct html *h, enum notice n,
    const struct render_input *in);

/* ---- attack A1 ---- */

#define TYPE_XLSX                                                              \
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

struct rendering {
	const char *name; /* file name: "page.html", static */
	const char *type; /* media type, static */
	struct html text;
};
#define RENDER_COUNT 12

/*
 * All renderings of one publication as the portal will show them.
 * Owns:	render_list_release
 */
MUST_CHECK enum err render_list(struct rendering list[RENDER_COUNT],
    const json_t *publication);
void render_list_release(struct rendering list[RENDER_COUNT]);

/* Numbers that the words themselves hold (111), never a figure about
 * children: is v one of them? */
bool render_number_allowed(uint64_t v);

/* What draws a picture and is no figure, word for word. */
const char *const *render_phrases(size_t *n);

#endif
