/*
 * invalid.c - the words of a list, the bounds of a number, or an example; and
 * the clause of FORMAT for whoever wants to read on.
 */
#include "invalid.h"

#include "column.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

/* ": tiền mặt, bảo hiểm y tế, ..." as far as there is room. */
static void
list(char *buf, size_t cap, const struct field *f, enum lang lang)
{
	const char *word;
	size_t n = 0, i;

	for (i = 0; f->words[i] != NULL; i++) {
		word = lang == LANG_EN ? f->words[i]
				       : words_value(f->key, f->words[i], lang);
		if (n + strlen(word) + 3 > cap)
			return;
		n += (size_t)snprintf(buf + n, cap - n, "%s%s",
		    i == 0 ? ": " : ", ", word);
	}
}

static void
takes(char *vi, char *en, size_t cap, enum kind kind, const struct field *f)
{
	const char *example = words_field(kind, f->key)->example;

	if (f->type == F_WORD && f->words != NULL) {
		list(vi, cap, f, LANG_VI);
		list(en, cap, f, LANG_EN);
	} else if (f->type == F_INT && f->max - f->min < 10000) {
		(void)snprintf(vi, cap, ": từ %lld đến %lld", (long long)f->min,
		    (long long)f->max);
		(void)snprintf(en, cap, ": from %lld to %lld",
		    (long long)f->min, (long long)f->max);
	} else if (strcmp(f->key, "evidence") == 0) {
		/* A file names no other file, lest a stranger's sheet does. */
		(void)snprintf(vi, cap,
		    ": trong tệp thì để trống, máy lấy mã của chính tệp ấy; "
		    "hoặc ghi mã base64");
		(void)snprintf(en, cap,
		    ": in a file leave it out, that file's digest is taken; "
		    "or give one in base64");
	} else if (*example != '\0') {
		(void)snprintf(vi, cap, ", ví dụ đúng: %s", example);
		(void)snprintf(en, cap, ", e.g. %s", example);
	}
}

void
invalid_say(char vi[INVALID_MAX], char en[INVALID_MAX], enum kind kind,
    const char *field, const char *clause)
{
	const struct field *f =
	    *field == '\0' ? NULL : column_field(kind, field);
	char in_vi[160] = "", in_en[160] = "";

	if (f != NULL)
		takes(in_vi, in_en, sizeof(in_vi), kind, f);
	(void)snprintf(vi, INVALID_MAX, "giá trị không hợp lệ%s (%.60s)", in_vi,
	    clause);
	(void)snprintf(en, INVALID_MAX, "not a valid value%s (%.60s)", in_en,
	    clause);
}

void
invalid_misfit(char vi[INVALID_MAX], char en[INVALID_MAX], enum kind kind,
    const struct misfit *m, enum err e)
{
	if (m->vi == NULL && m->clause != NULL) {
		invalid_say(vi, en, kind, m->column, m->clause);
		return;
	}
	(void)snprintf(vi, INVALID_MAX, "%s",
	    m->vi != NULL ? m->vi : "không ghi được");
	(void)snprintf(en, INVALID_MAX, "%s",
	    m->vi != NULL ? m->en : err_word(e));
}

const char *
invalid_clause(const char *clause)
{
	static const char *const said[][2] = {
	    {"FORMAT 3.2: a signer has no key in force",
		"FORMAT 3.2: khóa ký chưa được cấp, hoặc đã bị thu hồi; xem "
		"minhbach key show và grant"},
	    {"FORMAT 3.2: the same signer twice",
		"FORMAT 3.2: cùng một khóa ký hai lần; --with là khóa của "
		"người khác"},
	    {"FORMAT 3.3: this id is in the ledger already",
		"FORMAT 3.3: mã của dòng này đã có trong sổ"},
	    {"FORMAT 4.1: a value that is not allowed, or too long",
		"FORMAT 4.1: có giá trị không ghi được, hoặc quá dài"},
	    {"FORMAT 2.3: the clock is before the last entry",
		"FORMAT 2.3: đồng hồ chậm hơn dòng sổ cuối; chỉnh đồng hồ của "
		"máy, hoặc lệnh clock"},
	    {"FORMAT 2.3: more than 35 days after the last entry",
		"FORMAT 2.3: đã hơn 35 ngày từ dòng sổ cuối; nếu đúng vậy thì "
		"thêm --gap"},
	    {"FORMAT 6.5: not a quorum of admins of two units",
		"FORMAT 6.5: cần đủ số quản trị của hai đơn vị cùng ký "
		"(--with)"},
	    {"FORMAT 6.1: not a registrar and an approver of two units",
		"FORMAT 6.1: cần người lập và người phê duyệt của hai đơn vị "
		"cùng ký (--with)"},
	    {"FORMAT 6.1: no signer has the role that this kind needs",
		"FORMAT 6.1: khóa này không có vai trò được ghi loại dòng này"},
	};
	size_t i;

	for (i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		if (strcmp(said[i][0], clause) == 0)
			return said[i][1];
	return clause;
}
