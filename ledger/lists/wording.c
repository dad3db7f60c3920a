/*
 * wording.c - the tables and small writers behind wording.h.
 */
#include "wording.h"

#include "money.h"

#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

static const char *const roman[4] = {"I", "II", "III", "IV"};

void
say_number(char out[SAY_MAX], int64_t v)
{
	money_encode(out, v);
}

void
say_money(char out[SAY_MAX], int64_t v)
{
	char n[MONEY_LEN];

	money_encode(n, v);
	(void)snprintf(out, SAY_MAX, "%s đ", n);
}

void
say_date(char out[SAY_MAX], int32_t day)
{
	int32_t y, m, d;

	date_split(day, &y, &m, &d);
	(void)snprintf(out, SAY_MAX, "%02d/%02d/%04d", (int)d, (int)m, (int)y);
}

void
say_quarter(char out[SAY_MAX], uint32_t quarter)
{
	(void)snprintf(out, SAY_MAX, "Quý %s/%u", roman[quarter % 4],
	    (unsigned)(quarter / 4));
}

void
say_count(char out[SAY_MAX], uint64_t n)
{
	(void)snprintf(out, SAY_MAX, "%02llu", (unsigned long long)n);
}

void
say_official_date(char out[SAY_MAX], int32_t day)
{
	int32_t y, m, d;

	date_split(day, &y, &m, &d);
	(void)snprintf(out, SAY_MAX, "ngày %02d tháng %0*d năm %d", (int)d,
	    m < 3 ? 2 : 1, (int)m, (int)y);
}

void
say_official_quarter(char out[SAY_MAX], uint32_t quarter)
{
	(void)snprintf(out, SAY_MAX, "Quý %s năm %u", roman[quarter % 4],
	    (unsigned)(quarter / 4));
}

void
say_initials(char out[SAY_NAME], const char *name)
{
	bool begins = true;
	size_t i, n = 0;

	for (i = 0; name[i] != '\0' && n < SAY_NAME - 6;) {
		if (name[i] == ' ') {
			begins = true;
			i++;
			continue;
		}
		/* One whole character, then a point. */
		do {
			if (begins)
				out[n++] = name[i];
			i++;
		} while (((unsigned char)name[i] & 0xC0) == 0x80 &&
		    n < SAY_NAME - 6);
		if (begins)
			out[n++] = '.';
		begins = false;
	}
	out[n] = '\0';
}

void
say_child(char out[SAY_NAME], const struct state_child *c, enum who who)
{
	switch (who) {
	case WHO_CODE:
		out[0] = '\0';
		return;
	case WHO_INITIALS:
		say_initials(out, c->name);
		return;
	case WHO_NAME:
		(void)snprintf(out, SAY_NAME, "%s", c->name);
		return;
	}
}

void
say_code(char out[SAY_MAX], const char *code)
{
	static const char small[] = "abcdefghijklmnopqrstuvwxyz";
	static const char capital[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t i;

	for (i = 0; i < SAY_MAX - 1 && code[i] != '\0'; i++) {
		const char *at = strchr(small, code[i]);

		out[i] = code[i];
		if (at != NULL)
			out[i] = capital[at - small];
	}
	out[i] = '\0';
}

void
say_upper(char out[SAY_NAME], const char *s)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s;
	utf8proc_ssize_t k, left = (utf8proc_ssize_t)strlen(s);
	utf8proc_int32_t c;
	size_t n = 0;

	for (; left > 0 && n < SAY_NAME - 5; p += k, left -= k) {
		k = utf8proc_iterate(p, left, &c);
		if (k <= 0)
			break;
		n += (size_t)utf8proc_encode_char(utf8proc_toupper(c),
		    (utf8proc_uint8_t *)out + n);
	}
	out[n] = '\0';
}

void
say_sponsor(char out[SAY_NAME], const struct state_sponsor *p, enum who who)
{
	if (p->person && who != WHO_NAME)
		say_code(out, p->code);
	else
		(void)snprintf(out, SAY_NAME, "%s", p->name);
}

void
say_unit(char out[SAY_NAME], const struct state *s, const char *code,
    enum who who)
{
	size_t at = state_sponsor_find(s, code);
	char up[SAY_MAX];

	if (at != STATE_NONE) {
		say_sponsor(out, &s->sponsor[at], who);
		return;
	}
	say_code(up, code);
	memcpy(out, up, sizeof(up));
}

const char *
word_category(unsigned category)
{
	static const char *const words[5] = {"", "mồ côi cả cha và mẹ",
	    "mồ côi cha hoặc mẹ", "hộ nghèo, cận nghèo",
	    "hoàn cảnh đặc biệt khó khăn khác"};

	return category > 4 ? "" : words[category];
}

const char *
word_support_kind(enum support_kind k)
{
	static const char *const words[SUPPORT_KINDS] = {"tiền mặt",
	    "bảo hiểm y tế", "đồ dùng học tập", "phương tiện học tập",
	    "nhu cầu thiết yếu", "hiện vật"};

	return words[k];
}

const char *
word_change(enum change c)
{
	static const char *const words[CHANGES] = {"tạm dừng", "tiếp tục",
	    "chuyển đơn vị", "kết thúc", "nhận lại", "thay đổi thông tin"};

	return words[c];
}

const char *
word_reason(const char *reason)
{
	static const char *const words[][2] = {{"du-16", "đủ 16 tuổi"},
	    {"chuyen-di", "chuyển đi"}, {"bo-hoc", "bỏ học"},
	    {"di-hoc-lai", "đi học lại"}, {"het-kho-khan", "hết khó khăn"},
	    {"mat", "mất"}, {"doi-don-vi", "đổi đơn vị"},
	    {"sai-sot", "sai sót"}, {"khac", "khác"}};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i][0], reason) == 0)
			return words[i][1];
	return reason;
}

const char *
word_outcome(enum outcome o)
{
	static const char *const words[OUTCOMES] = {"đủ", "thiếu", "chưa nhận",
	    "chưa gặp"};

	return words[o];
}
