/*
 * t_pdf.c - pages: the same bytes twice, wide and long grids, what does not
 * fit, a stream that fails.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "calendar.h"
#include "columns.h"
#include "frame.h"
#include "paper.h"
#include "qr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOON UINT64_C(1791176400000)
#define LONG                                                                                    \
	"Trung tâm Cung ứng dịch vụ sự nghiệp công xã Việt An, báo đơn vị " \
	"đỡ đầu, trường học và thôn; dừng hỗ trợ từ ngày đủ tuổi"

static const struct grid_column narrow[] = {{"nr", "TT", GRID_COUNT, 1},
    {"what", "Việc", GRID_TEXT, 5}, {"amount", "Số tiền", GRID_MONEY, 2},
    {"tick", "Đã nhận", GRID_TICK, 1}};
static const struct grid_column wide[] = {{"a", "Một", GRID_TEXT, 1},
    {"b", "Hai", GRID_TEXT, 1}, {"c", "Ba", GRID_TEXT, 1},
    {"d", "Bốn", GRID_TEXT, 1}, {"e", "Năm", GRID_DATE, 1},
    {"f", "Sáu", GRID_QUARTER, 1}};

static struct grid *
sheet(const struct grid_column *col, size_t n, size_t rows)
{
	struct grid *g;
	size_t i, j;

	assert_int_equal(grid_new(&g, "x", "BẢNG THỬ", col, n), ERR_OK);
	grid_note(g, "Quý III/2026");
	for (i = 0; i < rows; i++) {
		grid_row(g);
		for (j = 0; j < n; j++)
			if (col[j].type == GRID_TEXT)
				grid_text(g, j, i % 3 == 0 ? LONG : "ngắn");
			else if (col[j].type == GRID_QUARTER)
				grid_number(g, j, quarter_make(2026, 3));
			else if (col[j].type != GRID_TICK)
				grid_number(g, j, (int64_t)i * 1000);
	}
	assert_int_equal(g->bad, ERR_OK);
	return g;
}

static char *
pages(size_t *n, const struct grid *g)
{
	const struct paper_head h = {.over = "ỦY BAN NHÂN DÂN XÃ VIỆT AN",
	    .office = "PHÒNG VĂN HÓA - XÃ HỘI",
	    .place = "Việt An",
	    .trial = true};
	char *out = NULL;
	FILE *to = open_memstream(&out, n);

	assert_non_null(to);
	assert_int_equal(paper_grid_pdf(to, g, &h, NOON), ERR_OK);
	assert_int_equal(fclose(to), 0);
	assert_true(*n > 1000);
	assert_memory_equal(out, "%PDF-", 5);
	return out;
}

static void
test_grid(void **state)
{
	static const size_t rows[] = {0, 1, 2, 24, 25, 26, 27, 28, 29, 30, 200};
	struct grid *g;
	size_t i, n, m;
	char *a, *b;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		g = sheet(narrow, 4, rows[i]);
		g->total = rows[i] > 1;
		a = pages(&n, g);
		b = pages(&m, g);
		assert_int_equal(n, m);
		assert_memory_equal(a, b, n);
		free(a);
		free(b);
		grid_free(g);
	}
}

/* Every column has room for its longest word, and together they fill the
 * page. */
static void
test_columns(void **state)
{
	const double room[2] = {467, 714};
	struct style s = {10, false, false, ALIGN_LEFT};
	struct columns c;
	struct grid *g;
	struct page p;
	double sum = 0;
	char *out = NULL;
	size_t i, n;
	FILE *to = open_memstream(&out, &n);

	(void)state;
	assert_non_null(to);
	assert_int_equal(page_open(&p, to, A4_SHORT, A4_LONG), ERR_OK);
	g = sheet(narrow, 4, 5);
	columns_fit(&c, &p, g, room);
	assert_false(c.landscape);
	grid_free(g);
	g = sheet(wide, 6, 9);
	columns_fit(&c, &p, g, room);
	assert_true(c.landscape);
	s.size = c.size;
	for (i = 0; i < 6; i++) {
		sum += c.width[i];
		if (i < 4)
			assert_true(c.width[i] >=
			    page_word_width(&p, &s, LONG) + 2 * PAD_X);
	}
	assert_true(sum > room[1] - 1 && sum < room[1] + 1);
	grid_free(g);
	assert_int_equal(page_close(&p), ERR_OK);
	assert_int_equal(fclose(to), 0);
	free(out);
}

static void
test_slips(void **state)
{
	const struct paper_head h = {.place = "Việt An", .trial = true};
	struct paper_code code[2] = {{"viet-an.example/do-dau", "00", false},
	    {"viet-an.example/do-dau/hdnd-1", "", true}};
	struct paper_slip s[5];
	char *out = NULL, far[QR_TEXT_MAX + 2];
	size_t i, n = 0;
	FILE *to = open_memstream(&out, &n);

	(void)state;
	assert_non_null(to);
	for (i = 0; i < 5; i++)
		s[i] = (struct paper_slip){"https://a.example/xac-minh#9.x",
		    "01/CAX", i, 1000000, 20731};
	assert_int_equal(paper_slip_pdf(to, s, 5, &h, "0235", NOON), ERR_OK);
	assert_int_equal(fclose(to), 0);
	free(out);
	memset(far, 'a', sizeof(far) - 1);
	far[sizeof(far) - 1] = '\0';
	s[4].address = far;
	to = open_memstream(&out, &n);
	assert_non_null(to);
	assert_int_equal(paper_slip_pdf(to, s, 5, &h, NULL, NOON), ERR_SPACE);
	code[1].code = far;
	assert_int_equal(paper_recovery_pdf(to, &h, code, 2, NOON), ERR_SPACE);
	assert_int_equal(fclose(to), 0);
	free(out);
}

/* A disk that is full. */
static void
test_stream(void **state)
{
	const struct paper_head h = {.place = "Việt An"};
	struct grid *g = sheet(narrow, 4, 40);
	FILE *full = fopen("/dev/full", "w");

	(void)state;
	if (full == NULL)
		skip();
	(void)setvbuf(full, NULL, _IONBF, 0);
	assert_int_equal(paper_grid_pdf(full, g, &h, NOON), ERR_IO);
	(void)fclose(full);
	grid_free(g);
}

/* What the font libraries keep until the end of the program is not ours. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\n";
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_grid),
	    cmocka_unit_test(test_columns),
	    cmocka_unit_test(test_slips),
	    cmocka_unit_test(test_stream),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
