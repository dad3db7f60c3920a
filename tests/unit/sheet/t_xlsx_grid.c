/* t_xlsx_grid.c - a grid as a workbook: private, whole, and the same each time;
 * what it says is looked at in tests/cmd/lists.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calendar.h"
#include "xlsx_grid.h"

static const struct grid_column columns[] = {
    {"nr", "TT", GRID_COUNT, 1},
    {"name", "Họ và tên", GRID_TEXT, 5},
    {"amount", "Số tiền", GRID_MONEY, 3},
    {"date", "Ngày", GRID_DATE, 3},
    {"quarter", "Quý", GRID_QUARTER, 3},
    {"full", "Đủ", GRID_TICK, 1},
};

static char dir[] = "/tmp/t_xlsx_grid.XXXXXX";

static struct grid *
sample(void)
{
	struct grid *g = NULL;

	assert_int_equal(grid_new(&g, "mau", "=MẪU", columns, 6), ERR_OK);
	grid_note(g, "+ghi chú");
	grid_row(g);
	grid_number(g, 0, 1);
	grid_text(g, 1, "=1+2");
	grid_number(g, 2, 1000000);
	grid_number(g, 3, date_make(2026, 9, 5));
	grid_number(g, 4, quarter_make(2026, 3));
	grid_row(g); /* all of it empty, and the total */
	g->total = true;
	return g;
}

static size_t
load(const char *path, char *buf, size_t cap)
{
	FILE *f = fopen(path, "rb");
	size_t n;

	assert_non_null(f);
	n = fread(buf, 1, cap, f);
	assert_int_equal(fclose(f), 0);
	return n;
}

static size_t
files(void)
{
	DIR *d = opendir(dir);
	size_t n = 0;

	assert_non_null(d);
	while (readdir(d) != NULL)
		n++;
	assert_int_equal(closedir(d), 0);
	return n - 2;
}

static void
test_same_bytes_and_private(void **state)
{
	static char a[65536], b[65536];
	char path[64];
	struct grid *g = sample();
	struct stat st;
	size_t n;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/a.xlsx", dir);
	assert_int_equal(xlsx_write_grid(path, g, 1790000000000), ERR_OK);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	n = load(path, a, sizeof(a));
	assert_true(n > 1000 && n < sizeof(a));
	assert_memory_equal(a, "PK", 2);
	/* Once more, over the first. */
	assert_int_equal(xlsx_write_grid(path, g, 1790000000000), ERR_OK);
	assert_int_equal(load(path, b, sizeof(b)), n);
	assert_memory_equal(a, b, n);
	assert_int_equal(files(), 1);
	grid_free(g);
}

static void
test_failures_leave_nothing(void **state)
{
	char path[64];
	struct grid *g = sample();

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/none/b.xlsx", dir);
	assert_int_equal(xlsx_write_grid(path, g, 0), ERR_IO);
	grid_text(g, 99, "beyond");
	(void)snprintf(path, sizeof(path), "%s/b.xlsx", dir);
	assert_int_equal(xlsx_write_grid(path, g, 0), ERR_RANGE);
	assert_int_equal(files(), 1);
	grid_free(g);
}

static int
setup(void **state)
{
	(void)state;
	return mkdtemp(dir) == NULL;
}

static int
teardown(void **state)
{
	char path[64];

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/a.xlsx", dir);
	return unlink(path) != 0 || rmdir(dir) != 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_same_bytes_and_private),
	    cmocka_unit_test(test_failures_leave_nothing),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
