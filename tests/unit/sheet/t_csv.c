/* t_csv.c - tables from CSV and from lines of name=value, in all the ways that
 * programs write them; and the cells of workbooks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet.h"
#include "xlsx.h"

static enum err
csv(struct sheet *t, const char *s)
{
	return sheet_read_csv(t, (struct span){(const uint8_t *)s, strlen(s)});
}

static void
cell_is(const struct sheet *t, size_t row, const char *name, const char *want)
{
	const char *const names[] = {name, NULL};
	const char *got = sheet_get(t, row, names);

	assert_non_null(got);
	assert_string_equal(got, want);
}

static void
reads_every_dialect(void **state)
{
	static const char *const files[] = {
	    "Ngày,Số tiền\n05/07/2026,1.000.000\n",
	    "Ngày;Số tiền\r\n05/07/2026;1.000.000\r\n",
	    "Ngày\tSố tiền\r05/07/2026\t1.000.000\r",
	    "\xef\xbb\xbfNgày,Số tiền\n05/07/2026,1.000.000",
	    "\"NGÀY\",\"Số tiền\"\n\"05/07/2026\",\"1.000.000\"\n",
	    "  ngay , SO-TIEN \n 05/07/2026 , 1.000.000 \n",
	    "\n\nNgày,Số tiền\n\n05/07/2026,1.000.000\n,\n\n",
	};
	struct sheet t;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		assert_int_equal(csv(&t, files[i]), ERR_OK);
		assert_int_equal(t.cols, 2);
		assert_int_equal(t.rows, 1);
		assert_int_equal(t.source, SHEET_CSV);
		cell_is(&t, 0, "ngay", "05/07/2026");
		cell_is(&t, 0, "so_tien", "1.000.000");
		sheet_release(&t);
	}
}

static void
folds_names(void **state)
{
	struct sheet t;

	(void)state;
	assert_int_equal(csv(&t,
			     "Mã trẻ,ĐƠN VỊ,Hoà,don-vi 2\n"
			     "a,b,c,d\n"),
	    ERR_OK);
	assert_string_equal(t.name[0], "ma_tre");
	assert_string_equal(t.name[1], "don_vi");
	assert_string_equal(t.name[2], "hoa");
	assert_string_equal(t.name[3], "don_vi_2");
	assert_string_equal(t.head[1], "ĐƠN VỊ");
	sheet_release(&t);
}

static void
counts_lines(void **state)
{
	struct sheet t;

	(void)state;
	assert_int_equal(csv(&t, "a,b\n\"1\n2\",x\n\n3,\"y \"\"z\"\"\"\n"),
	    ERR_OK);
	assert_int_equal(t.rows, 2);
	assert_int_equal(t.line[0], 2);
	assert_int_equal(t.line[1], 5);
	cell_is(&t, 0, "a", "1\n2");
	cell_is(&t, 1, "b", "y \"z\"");
	sheet_release(&t);
}

static void
refuses_what_is_no_table(void **state)
{
	static const struct {
		const char *file, *why;
	} bad[] = {
	    {"", "tệp trống"},
	    {"a,b\n1\n", "dòng/line 2: thiếu cột"},
	    {"a,b\n1,2,3\n", "dòng/line 2: thừa cột"},
	    {"a,A\n1,2\n", "hai cột trùng tên"},
	    {"ngày,NGAY\n1,2\n", "two columns of one name: NGAY"},
	    {"a,b\n1,\"2\n", "dấu nháy kép"},
	    {"a,b\n1,2\"3\n", "dấu nháy kép"},
	    {"a,b\n1,\xff\n", "dòng/line 2: không phải UTF-8"},
	    {"a,b\n1,\xed\xa0\x80\n", "không phải UTF-8"},
	};
	struct sheet t;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(csv(&t, bad[i].file), ERR_FORMAT);
		if (strstr(t.fault, bad[i].why) == NULL)
			fail_msg("%zu: %s", i, t.fault);
		sheet_release(&t);
	}
	assert_int_equal(sheet_read_csv(&t,
			     (struct span){(const uint8_t *)"a\n\0\n", 4}),
	    ERR_FORMAT);
	sheet_release(&t);
}

static void
caps_rows_and_columns(void **state)
{
	size_t room = 4 * (SHEET_ROWS_MAX + 2), n = 0, i;
	char *s = malloc(room);
	struct sheet t;

	(void)state;
	assert_non_null(s);
	for (i = 0; i < SHEET_ROWS_MAX + 1; i++)
		n += (size_t)snprintf(s + n, room - n, "a\n");
	assert_int_equal(csv(&t, s), ERR_OK);
	assert_int_equal(t.rows, SHEET_ROWS_MAX);
	sheet_release(&t);
	(void)snprintf(s + n, room - n, "a\n");
	assert_int_equal(csv(&t, s), ERR_RANGE);
	sheet_release(&t);
	memset(s, ',', SHEET_COLS_MAX);
	s[SHEET_COLS_MAX] = '\0';
	assert_int_equal(csv(&t, s), ERR_FORMAT);
	sheet_release(&t);
	free(s);
}

static void
knows_its_own_sheet(void **state)
{
	struct sheet t;

	(void)state;
	assert_int_equal(csv(&t,
			     "minhbach/sheet/v1,visit,x.example/so,lhpn,"
			     "2026-Q3\nĐiền,,,,\nMã trẻ,Ngày,,,\nTE-1,,,,\n"),
	    ERR_OK);
	assert_string_equal(t.mark.kind, "visit");
	assert_string_equal(t.mark.origin, "x.example/so");
	assert_string_equal(t.mark.unit, "lhpn");
	assert_string_equal(t.mark.quarter, "2026-Q3");
	assert_int_equal(t.cols, 2);
	assert_int_equal(t.rows, 1);
	assert_int_equal(t.head_line, 3);
	assert_int_equal(t.line[0], 4);
	cell_is(&t, 0, "ma_tre", "TE-1");
	sheet_release(&t);
}

static void
reads_pairs(void **state)
{
	struct sheet t;

	(void)state;
	assert_int_equal(sheet_read_pairs(&t,
			     SPAN_LIT("# x\nTên=Hội, Phụ nữ\r\n\nmã=a=b\n")),
	    ERR_OK);
	assert_int_equal(t.source, SHEET_PAIRS);
	cell_is(&t, 0, "ten", "Hội, Phụ nữ");
	cell_is(&t, 0, "ma", "a=b");
	sheet_release(&t);
	assert_int_equal(sheet_read_pairs(&t, SPAN_LIT("a=1\nA=2\n")),
	    ERR_FORMAT);
	sheet_release(&t);
	assert_int_equal(sheet_read_pairs(&t, SPAN_LIT("a\n")), ERR_FORMAT);
	sheet_release(&t);
}

static void
reads_cells_of_workbooks(void **state)
{
	static const struct {
		const char *cell, *number, *date;
	} cells[] = {
	    {"1000000", "1000000", NULL},
	    {"1000000.0", "1000000", NULL},
	    {"300000.00", "300000", NULL},
	    {"1.000.000", "1.000.000", "1.000.000"},
	    {"1.234", NULL, NULL},
	    {"1000.000", NULL, "1000.000"},
	    {"1000.5", NULL, NULL},
	    {"1.", NULL, NULL},
	    {".0", NULL, NULL},
	    {"46213", "46213", "2026-07-10"},
	    {"46213.0", "46213", "2026-07-10"},
	    {"60", "60", NULL},
	    {"99999999", "99999999", "99999999"},
	    {"2026-07-05", "2026-07-05", "2026-07-05"},
	    {"2026-07-05 00:00:00", "2026-07-05 00:00:00", "2026-07-05"},
	    {"05/07/2026", "05/07/2026", "05/07/2026"},
	};
	char out[XLSX_CELL_MAX];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		enum err e = xlsx_number(out, cells[i].cell);

		assert_int_equal(e == ERR_OK, cells[i].number != NULL);
		if (e == ERR_OK)
			assert_string_equal(out, cells[i].number);
		e = xlsx_date(out, cells[i].cell);
		if (cells[i].date != NULL) {
			assert_int_equal(e, ERR_OK);
			assert_string_equal(out, cells[i].date);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_every_dialect),
	    cmocka_unit_test(folds_names),
	    cmocka_unit_test(counts_lines),
	    cmocka_unit_test(refuses_what_is_no_table),
	    cmocka_unit_test(caps_rows_and_columns),
	    cmocka_unit_test(knows_its_own_sheet),
	    cmocka_unit_test(reads_pairs),
	    cmocka_unit_test(reads_cells_of_workbooks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
