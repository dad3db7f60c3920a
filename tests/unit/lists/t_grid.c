/* t_grid.c - grids, their texts, and the order and words of people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "collate.h"
#include "gridout.h"
#include "wording.h"

static const struct grid_column columns[] = {
    {"nr", "TT", GRID_COUNT, 1},
    {"name", "Họ và tên", GRID_TEXT, 5},
    {"amount", "Số tiền", GRID_MONEY, 3},
    {"date", "Ngày", GRID_DATE, 3},
    {"quarter", "Quý", GRID_QUARTER, 3},
    {"full", "Đủ", GRID_TICK, 1},
};

static struct grid *
sample(const char *name)
{
	struct grid *g = NULL;

	assert_int_equal(grid_new(&g, "mau", "MẪU", columns, 6), ERR_OK);
	grid_row(g);
	grid_number(g, 0, 1);
	grid_text(g, 1, name);
	grid_number(g, 2, 1000000);
	grid_number(g, 3, date_make(2026, 9, 5));
	grid_number(g, 4, quarter_make(2026, 3));
	grid_row(g);
	grid_text(g, 1, "Đặng Ý");
	return g;
}

static void
test_cells(void **state)
{
	char buf[GRID_CELL_MAX], longer[2 * GRID_CELL_MAX];
	struct grid *g = sample("Bé");
	size_t i;

	(void)state;
	grid_say(buf, g, 0, 2);
	assert_string_equal(buf, "1.000.000");
	grid_say(buf, g, 0, 3);
	assert_string_equal(buf, "05/09/2026");
	grid_say(buf, g, 0, 4);
	assert_string_equal(buf, "Quý III/2026");
	grid_say(buf, g, 1, 2);
	assert_string_equal(buf, "");
	for (i = 0; i + 3 <= sizeof(longer) - 1; i += 3)
		memcpy(longer + i, "ế", 3);
	longer[i] = '\0';
	grid_text(g, 1, longer); /* cut between two letters */
	grid_say(buf, g, 1, 1);
	assert_int_equal(strlen(buf), (GRID_CELL_MAX - 1) / 3 * 3);
	assert_int_equal(g->bad, ERR_OK);
	grid_text(g, 6, "beyond");
	assert_int_equal(g->bad, ERR_RANGE);
	grid_free(g);
	assert_int_equal(grid_new(&g, "x", "x", columns, GRID_COLS_MAX + 1),
	    ERR_RANGE);
}

static void
test_csv_is_no_formula(void **state)
{
	static const char *const names[][2] = {{"=1+2", "\"'=1+2\""},
	    {"+84", "\"'+84\""}, {"-3", "\"'-3\""}, {"@x", "\"'@x\""},
	    {"\tx", "\"'\tx\""}, {"a;b", "\"a;b\""}, {"a\"b", "\"a\"\"b\""},
	    {"An", "An"}};
	char want[128];
	struct text t;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct grid *g = sample(names[i][0]);

		assert_int_equal(grid_csv(&t, g), ERR_OK);
		(void)snprintf(want, sizeof(want),
		    "1;%s;1000000;05/09/2026;Quý III/2026;☐\r\n", names[i][1]);
		assert_memory_equal(t.p, "\xEF\xBB\xBFTT;Họ và tên;", 18);
		assert_non_null(strstr(t.p, want));
		assert_non_null(strstr(t.p, ";Đặng Ý;;;;☐\r\n"));
		assert_int_equal(strlen(t.p), t.n);
		free(t.p);
		grid_free(g);
	}
}

/* Each line of the table ends in the same cell of the terminal. */
static void
test_print_lines_up(void **state)
{
	struct grid *g = sample("Nguyễn Thị Bích Ngọc Anh");
	struct text t;

	(void)state;
	assert_int_equal(grid_print(&t, g, 0), ERR_OK);
	assert_non_null(strstr(t.p,
	    "TT  Họ và tên                   Số tiền  Ngày        Quý         "
	    "  Đủ\n"));
	assert_non_null(strstr(t.p,
	    " 1  Nguyễn Thị Bích Ngọc Anh  1.000.000  05/09/2026  Quý III/2026"
	    "  [ ]\n"));
	free(t.p);
	assert_int_equal(grid_print(&t, g, 60), ERR_OK);
	assert_non_null(strstr(t.p,
	    " 1  Nguyễn Thị      1.000.000  05/09/2026  Quý III/2026  [ ]\n"
	    "    Bích Ngọc Anh\n"));
	free(t.p);
	grid_free(g);
}

static void
test_json(void **state)
{
	struct grid *g = sample("Bé \"An\"");
	struct text t;

	(void)state;
	assert_int_equal(grid_json(&t, g), ERR_OK);
	assert_non_null(strstr(t.p,
	    "{\"nr\":1,\"name\":\"Bé \\\"An\\\"\",\"amount\":1000000,"
	    "\"date\":\"2026-09-05\",\"quarter\":\"2026-Q3\",\"full\":null}"));
	free(t.p);
	grid_free(g);
}

static void
test_order_of_people(void **state)
{
	static const char *const people[] = {"Trần Văn An", "Lê Thị Án",
	    "Nguyễn Ân", "Lê Bình", "Trần Dũng", "Lê Đào", "Lý Hoa", "Trần Hòa",
	    "Bùi Hoài", "Đỗ Lan", "Lê Văn Lan", "Lê Oanh", "Lê Ốc", "Lê Ơn",
	    "Lê Thu", "Lê Thư"};
	size_t i, j, n = sizeof(people) / sizeof(people[0]);

	(void)state;
	for (i = 0; i < n; i++)
		for (j = 0; j < n; j++) {
			int d = collate_person(people[i], people[j]);

			assert_true(i < j ? d < 0 : i > j ? d > 0 : d == 0);
		}
	/* Composed or not, small or not. */
	assert_int_equal(collate_person("Le\xCC\x82 \xE1\xBA\xBE", "lê ế"), 0);
	assert_true(collate_text("ma", "mà") < 0);
	assert_true(collate_text("mà", "mả") < 0);
	assert_true(collate_text("mả", "mã") < 0);
	assert_true(collate_text("mã", "má") < 0);
	assert_true(collate_text("má", "mạ") < 0);
	assert_true(collate_person("", "An") < 0);
}

static void
test_words(void **state)
{
	char buf[SAY_NAME];

	(void)state;
	say_official_date(buf, date_make(2026, 9, 5));
	assert_string_equal(buf, "ngày 05 tháng 9 năm 2026");
	say_official_date(buf, date_make(2027, 2, 10));
	assert_string_equal(buf, "ngày 10 tháng 02 năm 2027");
	say_official_date(buf, date_make(2027, 3, 1));
	assert_string_equal(buf, "ngày 01 tháng 3 năm 2027");
	say_official_date(buf, date_make(2026, 12, 31));
	assert_string_equal(buf, "ngày 31 tháng 12 năm 2026");
	say_official_quarter(buf, quarter_make(2026, 4));
	assert_string_equal(buf, "Quý IV năm 2026");
	say_money(buf, 1000000);
	assert_string_equal(buf, "1.000.000 đ");
	say_count(buf, 8);
	assert_string_equal(buf, "08");
	say_count(buf, 75);
	assert_string_equal(buf, "75");
	say_initials(buf, "Đặng  Thị Ý");
	assert_string_equal(buf, "Đ.T.Ý.");
	say_initials(buf, "");
	assert_string_equal(buf, "");
	say_upper(buf, "xã Việt An, đỡ đầu");
	assert_string_equal(buf, "XÃ VIỆT AN, ĐỠ ĐẦU");
	say_code(buf, "tr2");
	assert_string_equal(buf, "TR2");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cells),
	    cmocka_unit_test(test_csv_is_no_formula),
	    cmocka_unit_test(test_print_lines_up),
	    cmocka_unit_test(test_json),
	    cmocka_unit_test(test_order_of_people),
	    cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
