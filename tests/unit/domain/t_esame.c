/* t_esame.c - names as people compare them, and one child on two lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fold.h"
#include "small.h"

/* In NFD: marks are code points of their own. */
#define HOA_NFD "ho\xcc\x80"
#define A_NFD "a"

static void
same(const char *a, const char *b)
{
	char x[128] = "", y[128] = "-";

	assert_int_equal(fold(x, sizeof(x), a), ERR_OK);
	assert_int_equal(fold(y, sizeof(y), b), ERR_OK);
	assert_string_equal(x, y);
}

static void
test_fold(void **state)
{
	static char long_one[FOLD_MAX + 2];
	char out[8] = "before";

	(void)state;
	same("hòa", "hoà");
	same("hòa", "HOÀ");
	same("hòa", HOA_NFD A_NFD);
	same("hòa", "hoa");
	same("Đặng Đình Đức", "dang dinh duc");
	same("  Nguyễn\tThị \xc2\xa0 Ổi ", "NGUYEN THI OI");
	same("Trường THPT số ２", "truong thpt so 2");
	same("ƯỞNG quyết", "uong quyet");
	same("", "   ");
	assert_int_equal(fold(out, 8, "1234567"), ERR_OK);
	assert_string_equal(out, "1234567");
	memcpy(out, "before", 7);
	assert_int_equal(fold(out, 7, "1234567"), ERR_SPACE);
	assert_int_equal(fold(out, 0, ""), ERR_SPACE);
	assert_int_equal(fold(out, 8, "\xff"), ERR_FORMAT);
	memset(long_one, 'a', FOLD_MAX + 1);
	assert_int_equal(fold(out, 8, long_one), ERR_FORMAT);
	assert_string_equal(out, "before");
}

static void
test_ten_planted_duplicates(void **state)
{
	static const char *const as[10][3] = {
	    {"Nguyễn Thị Hoà", "2015-03-04", "Trần Văn Đạt"},
	    {"NGUYỄN THỊ HÒA", "2015-03-04", "Trần Văn Đạt"},
	    {"Nguyen Thi Hoa", "2015-03-04", "Tran Van Dat"},
	    {"Nguyễn Thị " HOA_NFD A_NFD, "2015-03-04", "Trần Văn Đạt"},
	    {"Nguyễn Thị Hòa", "2015-04-03", "Trần Văn Đạt"},
	    {" Nguyễn  Thị Hòa ", "2015-03-04", "Trần văn Đạt"},
	    {"Nguyễn Thị Hòa", "2015-03-04", "Tran Van đat"},
	    {"Nguyễn Thị Hòa", "2015-03-04", "Lê Thị Mẹ"},
	    {"Nguyễn T. Hòa", "2015-03-04", "Trần Văn Đạt"},
	    {"nguyễn thị hoa", "2015-04-03", "TRẦN VĂN ĐẠT"},
	};
	size_t i, warned = 0;

	(void)state;
	passes(enter(KIND_CHILD,
	    "'child':'TE-000002','name':'Nguyễn Thị Hòa','birth':"
	    "'2015-03-04','guardian':'Trần Văn Đạt'"));
	for (i = 0; i < 10; i++) {
		passes(enter(KIND_CHILD,
		    "'child':'TE-00001%u','name':'%s','birth':'%s','guardian':"
		    "'%s'",
		    (unsigned)i, as[i][0], as[i][1], as[i][2]));
		warned += world_said(&w, "E2", false);
	}
	assert_true(warned >= 9);
	silent(enter(KIND_CHILD,
		   "'child':'TE-000030','name':'Nguyễn Thị Hà','birth':"
		   "'2015-03-05','guardian':'Trần Văn Đạt'"),
	    "E2"); /* born on another day */
	silent(enter(KIND_CHILD,
		   "'child':'TE-000031','name':'Lê Thị Hà','birth':"
		   "'2015-03-04','guardian':'Lê Văn Út'"),
	    "E2"); /* on that day, of other people */
	silent(enter(KIND_CHILD,
		   "'child':'TE-000032','name':'Lê Thị Lan','birth':"
		   "'2015-03-04'"),
	    "E2"); /* no guardian is no likeness */
}

static void
test_twins_are_warned_and_not_refused(void **state)
{
	(void)state;
	passes(enter(KIND_CHILD,
	    "'child':'TE-000002','name':'Lê Văn Anh','birth':'2015-03-04',"
	    "'guardian':'Lê Văn Ba'"));
	flags(enter(KIND_CHILD,
		  "'child':'TE-000003','name':'Lê Văn Em','birth':"
		  "'2015-03-04','guardian':'Lê Văn Ba'"),
	    "E2");
}

static void
test_two_numbers_are_two_children(void **state)
{
	static const char other[] =
	    "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";

	(void)state;
	passes(enter(KIND_CHILD,
	    "'child':'TE-000002','name':'m','personal_number':'1',"
	    "'personal_index':'%s'",
	    DIGEST_TEXT));
	silent(enter(KIND_CHILD,
		   "'child':'TE-000003','name':'m','personal_number':'2',"
		   "'personal_index':'%s'",
		   other),
	    "E2");
	/* the second list has no number: it may be either */
	flags(enter(KIND_CHILD, "'child':'TE-000004','name':'m'"), "E2");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_fold),
	    FREE(test_ten_planted_duplicates),
	    FREE(test_twins_are_warned_and_not_refused),
	    FREE(test_two_numbers_are_two_children),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
