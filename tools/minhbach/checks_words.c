/*
 * checks_words.c - tables of words for checks.c.
 */
#include "checks_words.h"

#include <string.h>

static const struct checks_word attacks[] = {
    {"a1", "tìm con số lạ trong mọi trang, tệp, bản tin",
	"a number in any page or file that is not in the publication"},
    {"a2", "giải hệ phương trình từ mọi bảng và mọi tổng đã đăng",
	"equations over all tables and all exact sums ever printed"},
    {"a3", "tính xem mỗi ô ghép hai bảng có thể là bao nhiêu em",
	"between which numbers each crossing of two tables must lie"},
    {"a4", "như trên, với điều một đơn vị, một trường, một thôn đã biết",
	"the same, with what one sponsor, school or hamlet knows"},
    {"a5", "trừ từng cặp bản công bố cho nhau",
	"any two publications subtracted"},
    {"a6", "tìm ô bằng cả bảng, hoặc ô bằng không",
	"a cell that is all of its table, or nothing"},
    {"a7", "tìm ô chỉ có vài hộ gia đình", "a cell of too few households"},
    {"a8", "mọi em đều đạt mức tối thiểu, cạnh một tổng chính xác",
	"all met the minimum, beside an exact sum"},
    {"a9", "gỡ làm tròn: phần tròn cạnh tổng chính xác",
	"rounded parts beside an exact sum; money of too few"},
    {"a10", "suy số nhỏ từ chỉ số và tỷ lệ phần trăm",
	"a small count behind an indicator or a percentage"},
    {"a11", "tìm tiền tính theo một cách thứ hai", "money of a second measure"},
    {"a12", "tìm mã, giờ, số dòng, tên tệp kể điều gì khác",
	"codes, times, counts or file names that tell more"},
    {"a13", "ghép với các con số in sẵn trong Kế hoạch",
	"the plan's own numbers crossed with the tables"},
    {"a14", "gài thử lỗi rò vào bản sao: phép thử nào cũng phải tìm ra",
	"leaks planted in copies: each must be found by its attack"},
};

/* Notes of FORMAT 11.4, and how they begin. */
static const struct checks_word notes[] = {
    {"one sponsor's knowledge",
	"đơn vị đỡ đầu biết các em của mình có thể đoán thêm về em khác (bảng "
	"in lại, không nói gì mới)",
	"a sponsor that knows its own children may work out something of "
	"others (a table printed again, which tells nothing new)"},
    {"one school's knowledge",
	"ai biết hết học sinh của một trường trong danh sách có thể đoán thêm "
	"về em khác",
	"who knows all pupils of one school on the list may work out something "
	"of other children"},
    {"one hamlet head's knowledge",
	"ai biết hết các em của một thôn có thể đoán thêm về em khác",
	"who knows all children of one hamlet may work out something of other "
	"children"},
    {"not recomputable", "không tính lại được, vì có dòng đã xóa theo luật",
	"cannot be computed again, since entries were erased by law"},
    {"not tried", "chưa thử được ở kỳ này, vì không có chỗ để gài",
	"could not be tried on this quarter: there was no place for it"},
};

static const struct checks_word indicators[] = {
    {"below-minimum", "em được hỗ trợ dưới mức tối thiểu",
	"children below the minimum"},
    {"late", "khoản đến muộn", "payments that came late"},
    {"ad-hoc", "em được hỗ trợ đột xuất", "children helped in an emergency"},
    {"short", "khoản nhận thiếu hoặc chưa nhận",
	"payments received short or not at all"},
    {"dropped-out", "em bỏ học", "children who left school"},
};

static const struct checks_word tables[] = {{"cluster", "theo cụm", "by area"},
    {"category", "theo hoàn cảnh", "by circumstances"},
    {"level", "theo cấp học", "by school level"}};

#define LIST(words)                                                            \
	{                                                                      \
		words, sizeof(words) / sizeof((words)[0])                      \
	}

const struct checks_word *
checks_word(enum checks_list list, size_t i)
{
	static const struct {
		const struct checks_word *word;
		size_t n;
	} lists[] = {[CHECKS_ATTACK] = LIST(attacks),
	    [CHECKS_NOTE] = LIST(notes),
	    [CHECKS_INDICATOR] = LIST(indicators),
	    [CHECKS_TABLE] = LIST(tables)};

	return i < lists[list].n ? &lists[list].word[i] : NULL;
}

bool
checks_is(enum checks_list list, const struct checks_word *w, const char *what)
{
	return list == CHECKS_NOTE ? strncmp(what, w->id, strlen(w->id)) == 0
				   : strcmp(what, w->id) == 0;
}
