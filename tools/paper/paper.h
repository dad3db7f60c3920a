/*
 * paper.h - pages that an office prints: a list or report with the head of
 * NĐ 30/2020, slips with a QR, the page of a recovery code.  PDF by cairo and
 * pango, A4, tagged, fonts embedded; the same input gives the same bytes.
 *
 * Nothing here opens a file: the caller does, with the mode that its contents
 * ask for, and a page goes to the stream that it hands in.
 *
 * Errors of all:	ERR_MEMORY; ERR_IO the stream or the drawing failed;
 *			ERR_SPACE the texts do not fit on their page
 */
#ifndef PAPER_PAPER_H
#define PAPER_PAPER_H

#include "grid.h"

#include <stdio.h>

/* What stands around a page.  NULL or "" leaves a text out. */
struct paper_head {
	const char *over; /* above the office: "ỦY BAN NHÂN DÂN XÃ VIỆT AN" */
	const char *office;   /* "PHÒNG VĂN HÓA - XÃ HỘI" */
	const char *place;    /* "Việt An" */
	int32_t day;	      /* of "Việt An, ngày ...", calendar.h */
	const char *maker;    /* name below NGƯỜI LẬP */
	const char *approver; /* name below NGƯỜI PHÊ DUYỆT */
	bool unsigned_;	      /* no block of signatures */
	bool trial;	      /* DỮ LIỆU MẪU on each page */
};

/*
 * A grid as pages: portrait, or landscape where its columns ask for it; the
 * row of heads stands on each page, cells are wrapped and never cut.
 * created_ms	is written into the file as its date
 */
MUST_CHECK enum err paper_grid_pdf(FILE *to, const struct grid *g,
    const struct paper_head *h, uint64_t created_ms);

/* What a family or a sponsor takes home: never a child's name. */
struct paper_slip {
	const char *address; /* FORMAT 9.2, for the QR */
	const char *voucher;
	uint64_t index;
	int64_t amount; /* đồng */
	int32_t from;	/* can be checked from this day on */
};

/* Four slips on each A4. */
MUST_CHECK enum err paper_slip_pdf(FILE *to, const struct paper_slip *slip,
    size_t n, const struct paper_head *h, const char *telephone,
    uint64_t created_ms);

/* What goes into one sealed envelope (FORMAT 4.14). */
struct paper_code {
	const char *name; /* of the recovery key, or the origin if it reads */
	const char *code;
	bool signs; /* grants and revocations; else it reads the ledger */
};

/*
 * Codes on paper, to read and as a QR, a page each.  A code is a secret: it
 * passes through memory that is not wiped, and to is a file of mode 0600 that
 * goes once it is printed.
 */
MUST_CHECK enum err paper_recovery_pdf(FILE *to, const struct paper_head *h,
    const struct paper_code *code, size_t n, uint64_t created_ms);

#endif
