/* t_book.c - workbooks that are written: the same bytes, no formulas, vouchers,
 * and read again through the sandbox where there is one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "marked.h"
#include "sandbox.h"
#include "text.h"
#include "unitsheet.h"
#include "xlsx.h"

static void
hands_out_vouchers(void **state)
{
	char v[VOUCHER_MAX];
	uint32_t n;

	(void)state;
	voucher_encode(v, "2026-Q3", 1, "lhpn");
	assert_string_equal(v, "2026Q3-001/LHPN");
	for (n = 1; n < 2000; n += 37) {
		voucher_encode(v, "2027-Q1", n, "hoi-chu-thap-do");
		assert_int_equal(voucher_number(v, "2027-Q1"), n);
		assert_int_equal(voucher_number(v, "2027-Q2"), 0);
		assert_true(strlen(v) <= 32);
	}
	voucher_encode(v, "2026-Q4", 12, "mot-don-vi-co-ma-rat-dai-vo-cung");
	assert_string_equal(v, "2026Q4-012");
	assert_int_equal(voucher_number(v, "2026-Q4"), 12);
	assert_int_equal(voucher_number("04/LHPN", "2026-Q4"), 0);
	assert_int_equal(voucher_number("2026Q4-12x", "2026-Q4"), 0);
	assert_int_equal(voucher_number("2026Q4-99999999999", "2026-Q4"), 0);
}

static const struct unitsheet_row rows[] = {
    {"TE-000001", "N.V.A.", "hằng quý", "2026-Q3", 1000000},
    {"TE-000002", "=1+1", "hằng quý", "2026-Q3", 1000000},
};

static const struct unitsheet example = {.origin = "x.example/so",
    .unit = "lhpn",
    .quarter = "2026-Q3",
    .first = 20635,
    .last = 20726,
    .time_ms = UINT64_C(1783000000000),
    .voucher = 7,
    .kinds = {{"tiền mặt", NULL}},
    .forms = {{"hằng quý", NULL}},
    .bases = {{"hóa đơn", NULL}},
    .occasions = {{"Tết", NULL}},
    .row = rows,
    .n = 2};

static void
writes_the_same_bytes(void **state)
{
	uint8_t *a = NULL, *b = NULL;
	size_t n = 0, m = 0;
	struct unitsheet more = example;

	(void)state;
	assert_int_equal(unitsheet_write(&a, &n, &example), ERR_OK);
	assert_int_equal(unitsheet_write(&b, &m, &example), ERR_OK);
	assert_int_equal(n, m);
	assert_memory_equal(a, b, n);
	assert_true(xlsx_is((struct span){a, n}));
	free(a);
	free(b);
	more.n = UNITSHEET_ROWS_MAX + 1;
	assert_int_equal(unitsheet_write(&a, &n, &more), ERR_RANGE);
}

/* XLSX is read in a sandbox alone; where there is none, so are no tests. */
static bool
has_sandbox(void)
{
	struct sheet t;
	uint8_t *p = NULL;
	size_t n = 0;
	enum err e;

	assert_int_equal(unitsheet_write(&p, &n, &example), ERR_OK);
	e = sheet_read_xlsx(&t, (struct span){p, n}, "disbursement");
	sheet_release(&t);
	free(p);
	return e != ERR_MISSING && e != ERR_AUTHORITY;
}

static void
reads_what_it_wrote(void **state)
{
	static const char *const child[] = {"ma_tre", NULL};
	static const char *const name[] = {"ten_viet_tat", NULL};
	static const char *const voucher[] = {"so_phieu", NULL};
	uint8_t *p = NULL;
	struct sheet t;
	size_t n = 0;

	(void)state;
	if (!has_sandbox())
		skip();
	assert_int_equal(unitsheet_write(&p, &n, &example), ERR_OK);
	assert_int_equal(sheet_read_xlsx(&t, (struct span){p, n},
			     "disbursement"),
	    ERR_OK);
	assert_string_equal(t.mark.quarter, "2026-Q3");
	assert_int_equal(t.source, SHEET_XLSX);
	assert_int_equal(t.rows, 2 + UNITSHEET_FREE_ROWS);
	assert_string_equal(sheet_get(&t, 0, child), "TE-000001");
	assert_string_equal(sheet_get(&t, 1, name), "=1+1");
	assert_string_equal(sheet_get(&t, 2, voucher), "2026Q3-009/LHPN");
	assert_int_equal(t.line[0], 4);
	sheet_release(&t);
	assert_int_equal(sheet_read_xlsx(&t, (struct span){p, n}, "visit"),
	    ERR_OK);
	assert_string_equal(t.mark.kind, "visit");
	sheet_release(&t);
	assert_int_equal(sheet_read_xlsx(&t, (struct span){p, n}, "child"),
	    ERR_FORMAT);
	sheet_release(&t);
	free(p);
}

static void
marks_faults(void **state)
{
	static const char *const reasons[] = {"loi", NULL};
	static const struct sheet_fault f[] = {
	    {0, 1, "không phải là ngày"},
	    {0, SHEET_COLS_MAX, "thiếu chứng từ"},
	};
	struct sheet t, u;
	uint8_t *p = NULL;
	size_t n = 0;

	(void)state;
	if (!has_sandbox())
		skip();
	assert_int_equal(sheet_read_csv(&t,
			     SPAN_LIT("Mã,Ngày\nx,=HYPERLINK()\ny,1\n")),
	    ERR_OK);
	assert_int_equal(sheet_marked(&p, &n, &t, f, 2, 0), ERR_OK);
	assert_int_equal(sheet_read_xlsx(&u, (struct span){p, n}, "child"),
	    ERR_OK);
	assert_int_equal(u.cols, 3);
	assert_string_equal(u.cell[1], "=HYPERLINK()");
	assert_string_equal(sheet_get(&u, 0, reasons),
	    "không phải là ngày; thiếu chứng từ");
	assert_string_equal(sheet_get(&u, 1, reasons), "");
	sheet_release(&u);
	sheet_release(&t);
	free(p);
}

static void
refuses_what_is_no_workbook(void **state)
{
	uint8_t *p = NULL, *csv = NULL;
	struct sheet t;
	size_t n = 0, i;
	enum err e;

	(void)state;
	if (!has_sandbox())
		skip();
	assert_int_equal(sheet_read_xlsx(&t, SPAN_LIT("a,b\n"), "child"),
	    ERR_FORMAT);
	sheet_release(&t);
	assert_int_equal(unitsheet_write(&p, &n, &example), ERR_OK);
	for (i = 1; i < 4; i++) {
		assert_int_not_equal(sheet_read_xlsx(&t,
					 (struct span){p, n * i / 4}, "visit"),
		    ERR_OK);
		assert_true(t.rows == 0);
		sheet_release(&t);
	}
	e = sandbox_xlsx(&csv, &i, (struct span){p, n}, 3);
	assert_int_equal(e, ERR_OK);
	assert_int_equal(i, 0);
	free(csv);
	free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hands_out_vouchers),
	    cmocka_unit_test(writes_the_same_bytes),
	    cmocka_unit_test(reads_what_it_wrote),
	    cmocka_unit_test(marks_faults),
	    cmocka_unit_test(refuses_what_is_no_workbook),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
