/*
 * vi.c - Vietnamese words, numbers, dates.
 */
#include "vi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pair {
	const char *word, *says;
};

/* Each list ends with NULL; labels start small unless they are names. */
static const struct pair group_words[] = {
    {"g1", "cơ quan Đảng, HĐND, UBND và y tế"}, {"g2", "Mặt trận và đoàn thể"},
    {"g3", "công an, quân sự"}, {"g4", "trường học"}, {"g5", "quỹ"},
    {NULL, NULL}};
static const struct pair kind_words[] = {{"cash", "tiền mặt"},
    {"health-insurance", "bảo hiểm y tế"},
    {"school-supplies", "đồ dùng học tập"},
    {"learning-equipment", "phương tiện học tập"},
    {"essentials", "nhu cầu thiết yếu"}, {"in-kind", "hiện vật"}, {NULL, NULL}};
static const struct pair table_words[] = {
    {"cluster", "Các em đã được đỡ đầu, theo cụm"},
    {"category", "Các em đã được đỡ đầu, theo hoàn cảnh"},
    {"level", "Các em đã được đỡ đầu, theo cấp học"}, {NULL, NULL}};
static const struct pair cell_words[] = {{"c1", "cụm một"}, {"c2", "cụm hai"},
    {"c3", "cụm ba"}, {"c4", "cụm bốn"}, {"1", "mồ côi cả cha lẫn mẹ"},
    {"2", "mồ côi cha hoặc mẹ"}, {"3", "hộ nghèo, cận nghèo"},
    {"4", "hoàn cảnh khó khăn khác"}, {"mn", "mầm non"}, {"th", "tiểu học"},
    {"thcs", "trung học cơ sở"}, {"thpt", "trung học phổ thông"}, {NULL, NULL}};
static const struct pair indicator_words[] = {
    {"below-minimum", "Em được hỗ trợ dưới mức tối thiểu trong kỳ"},
    {"late", "Em có khoản hỗ trợ đến muộn"},
    {"ad-hoc", "Em được hỗ trợ đột xuất"},
    {"short", "Em nhận thiếu hoặc chưa nhận"}, {"dropped-out", "Em bỏ học"},
    {NULL, NULL}};
static const struct pair how_words[] = {
    {"below-minimum", "Không tính em đủ tuổi kết thúc đỡ đầu ngay trong kỳ."},
    {"late", "Khoản thuộc kỳ trước nhưng kỳ này mới trao."},
    {"ad-hoc", "Hỗ trợ khi em gặp khó khăn bất ngờ."},
    {"short", "Theo lời người thứ hai xác nhận."},
    {"dropped-out", "Kết thúc đỡ đầu vì em nghỉ học."}, {NULL, NULL}};
static const struct pair why_words[] = {{"correction", "đính chính số liệu"},
    {"erasure", "xóa dữ liệu cá nhân theo yêu cầu"},
    {"withdrawal", "bản trước đã được gỡ"}, {"error", "số liệu có sai sót"},
    {"privacy", "bảo vệ đời tư của trẻ em"}, {"law", "theo quy định pháp luật"},
    {"other", "lý do khác"}, {NULL, NULL}};

static const struct pair audit_words[] = {{"passed", "khớp, không thấy sai"},
    {"failed", "không khớp"}, {"undecided", "chưa kết luận được"},
    {NULL, NULL}};

static const struct pair *const lists[VI_LISTS] = {
    [VI_GROUP] = group_words,
    [VI_KIND] = kind_words,
    [VI_TABLE] = table_words,
    [VI_CELL] = cell_words,
    [VI_INDICATOR] = indicator_words,
    [VI_HOW] = how_words,
    [VI_WHY] = why_words,
    [VI_AUDIT] = audit_words,
};

static const char *
lookup(enum vi_list l, const char *word)
{
	const struct pair *p;

	for (p = lists[l]; p->word != NULL; p++) {
		if (strcmp(p->word, word) == 0)
			return p->says;
	}
	return NULL;
}

const char *
vi_word(enum vi_list l, const char *word)
{
	const char *s;

	s = lookup(l, word);
	return s == NULL ? word : s;
}

/* Room permitting: a label that is cut would end inside a letter. */
static void
label_add(char out[VI_LABEL_MAX], const char *s)
{
	size_t have, n;

	have = strlen(out);
	n = strlen(s);
	if (n < VI_LABEL_MAX - have)
		memcpy(out + have, s, n + 1);
}

/* The capital of the first letter, for the letters our lists begin with. */
static void
label_capital(char *s)
{
	if (*s >= 'a' && *s <= 'z')
		*s = (char)(*s - 'a' + 'A');
	else if (strncmp(s, "đ", 2) == 0)
		memcpy(s, "Đ", 2);
}

void
vi_label(char out[VI_LABEL_MAX], enum vi_list l, const json_t *words)
{
	const char *w;
	size_t i, n;

	out[0] = '\0';
	n = json_array_size(words);
	for (i = 0; i < n; i++) {
		w = json_string_value(json_array_get(words, i));
		if (w == NULL)
			continue;
		if (i > 0)
			label_add(out, l == VI_CELL ? ", " : " và ");
		label_add(out, vi_word(l, w));
	}
	w = n == 0 ? NULL : json_string_value(json_array_get(words, 0));
	if (w != NULL && lookup(l, w) != NULL)
		label_capital(out);
}

void
vi_int(struct html *h, int64_t n)
{
	h_grouped(h, n, '.');
}

void
vi_dong(struct html *h, int64_t n)
{
	vi_int(h, n);
	h_lit(h, " đồng");
}

void
vi_million(struct html *h, int64_t n)
{
	h_lit(h, "khoảng ");
	vi_int(h, n);
	h_lit(h, " triệu đồng");
}

static int64_t
digits(const char *s, size_t n)
{
	int64_t v;

	for (v = 0; n > 0 && *s >= '0' && *s <= '9'; n--, s++)
		v = v * 10 + (*s - '0');
	return v;
}

/* Day and first two months with a zero, as dates are written by hand. */
void
vi_date(struct html *h, const char *date)
{
	int64_t day, month;

	if (strlen(date) != 10)
		return;
	month = digits(date + 5, 2);
	day = digits(date + 8, 2);
	if (day < 10)
		h_lit(h, "0");
	h_int(h, day);
	h_lit(h, "/");
	if (month < 3)
		h_lit(h, "0");
	h_int(h, month);
	h_lit(h, "/");
	h_int(h, digits(date, 4));
}

static int
quarter_digit(const char *q)
{
	return strlen(q) == 7 && q[6] >= '1' && q[6] <= '4' ? q[6] - '1' : 0;
}

void
vi_quarter(struct html *h, const char *q)
{
	static const char *const roman[4] = {"I", "II", "III", "IV"};

	h_lit(h, "Quý ");
	h_plain(h, roman[quarter_digit(q)]);
	h_lit(h, "/");
	h_int(h, vi_year(q));
}

void
vi_quarters(struct html *h, const json_t *q)
{
	size_t i;

	for (i = 0; i < json_array_size(q); i++) {
		if (i > 0)
			h_lit(h, " và ");
		vi_quarter(h, json_string_value(json_array_get(q, i)));
	}
}

int64_t
vi_year(const char *s)
{
	return digits(s, 4);
}

int64_t
vi_school_year(const char *q)
{
	return quarter_digit(q) < 2 ? vi_year(q) - 1 : vi_year(q);
}
