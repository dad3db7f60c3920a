/*
 * names.c - what people call kinds, columns and words.  A new alias is a line
 * here; a word for people is one of words_table.c.
 */
#include "names.h"

#include "fold.h"
#include "text.h"
#include "words_table.h"

#include <string.h>

#define FOLDED_MAX 128

struct alias {
	const char *key;
	const char *name[6];
};

/* Columns, as a table folds them: so_tien for "Số tiền". */
static const struct alias columns[] = {
    {"amount", {"so_tien", "so_tien_(dong)"}},
    {"basis", {"can_cu_dinh_gia", "can_cu"}},
    {"birth", {"ngay_sinh"}},
    {"by", {"class", "cach_xac_nhan"}},
    {"category", {"cat", "doi_tuong"}},
    {"child", {"ma_tre", "tre"}},
    {"cluster", {"cum"}},
    {"code", {"ma", "ma_don_vi"}},
    {"confirmer", {"nguoi_xac_nhan"}},
    {"counts", {"counts_to_minimum", "tinh_muc", "tinh_vao_muc"}},
    {"date", {"ngay"}},
    {"effective", {"ngay_hieu_luc"}},
    {"form", {"hinh_thuc"}},
    {"from", {"period_from", "tu", "tu_quy", "tu_ngay"}},
    {"group", {"nhom"}},
    {"guardian", {"nguoi_giam_ho"}},
    {"hamlet", {"thon"}},
    {"household", {"ho"}},
    {"inside_commune", {"trong_xa"}},
    {"kind", {"loai", "noi_dung", "loai_ho_tro", "bang_gi"}},
    {"known", {"reported", "ngay_biet"}},
    {"level", {"cap_hoc"}},
    {"money_public", {"dong_y_cong_khai"}},
    {"name", {"ten", "ho_ten"}},
    {"occasion", {"dip"}},
    {"outcome", {"ket_qua"}},
    {"personal_number", {"so_dinh_danh"}},
    {"pledged", {"pledged_per_quarter", "muc_quy", "muc_cam_ket"}},
    {"reason", {"ly_do"}},
    {"received", {"da_nhan", "so_thuc_nhan"}},
    {"reporter", {"nguoi_bao"}},
    {"school", {"truong"}},
    {"sponsor", {"don_vi", "don_vi_do_dau"}},
    {"to", {"period_to", "den", "den_quy"}},
    {"voucher", {"so_phieu"}},
    {"year", {"nam"}},
};

static const struct {
	const char *word;
	enum kind kind;
} commands[] = {
    {"accept", KIND_ACCEPTANCE},
    {"assign", KIND_ASSIGNMENT},
    {"confirm", KIND_CONFIRMATION},
    {"give", KIND_DISBURSEMENT},
    {"guide", KIND_GUIDANCE},
    {"object", KIND_OBJECTION},
    {"reverse", KIND_REVERSAL},
    {"revoke", KIND_KEY_REVOKE},
    {"grant", KIND_KEY_GRANT},
};

void
names_of(const char *list[NAMES_MAX], const char *key)
{
	size_t i, j, n = 0;

	list[n++] = key;
	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (strcmp(columns[i].key, key) == 0)
			for (j = 0; j < 6 && columns[i].name[j] != NULL; j++)
				list[n++] = columns[i].name[j];
	list[n] = NULL;
}

static bool
is_one_of(const char *const *words, const char *s)
{
	for (; words != NULL && *words != NULL; words++)
		if (strcmp(*words, s) == 0)
			return true;
	return false;
}

static bool
means(const char *folded, const char *words)
{
	char same[FOLDED_MAX];

	return fold(same, sizeof(same), words) == ERR_OK &&
	    strcmp(folded, same) == 0;
}

const char *
names_value(const struct field *f, const char *text)
{
	const struct words_code *c;
	char folded[FOLDED_MAX];

	if (f->words == NULL || f->key == NULL || is_one_of(f->words, text) ||
	    fold(folded, sizeof(folded), text) != ERR_OK)
		return text;
	for (c = words_codes; c->word != NULL; c++)
		if (c->key != NULL && strcmp(c->key, f->key) == 0 &&
		    is_one_of(f->words, c->word) &&
		    (means(folded, c->vi) || means(folded, c->en)))
			return c->word;
	return text;
}

enum err
names_kind(enum kind *kind, const char *word)
{
	size_t i;

	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (strcmp(commands[i].word, word) == 0) {
			*kind = commands[i].kind;
			return ERR_OK;
		}
	return kind_decode(kind, span_str(word));
}
