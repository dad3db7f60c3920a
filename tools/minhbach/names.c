/*
 * names.c - what people call kinds and columns.  A new alias is a line here.
 */
#include "names.h"

#include "text.h"

#include <string.h>

struct alias {
	const char *key;
	const char *name[6];
};

/* Columns, as name_fold leaves them: small letters, '_' for space. */
static const struct alias columns[] = {
    {"amount", {"số_tiền", "so_tien"}},
    {"birth", {"ngày_sinh", "ngay_sinh"}},
    {"by", {"class", "cách_xác_nhận"}},
    {"category", {"cat", "đối_tượng"}},
    {"child", {"mã_trẻ", "ma_tre", "trẻ"}},
    {"cluster", {"cụm"}},
    {"code", {"mã", "mã_đơn_vị"}},
    {"confirmer", {"người_xác_nhận"}},
    {"counts", {"counts_to_minimum", "tính_mức"}},
    {"date", {"ngày", "ngay"}},
    {"effective", {"ngày_hiệu_lực"}},
    {"form", {"hình_thức", "hinh_thuc"}},
    {"from", {"period_from", "từ", "từ_quý"}},
    {"group", {"nhóm"}},
    {"guardian", {"người_giám_hộ"}},
    {"hamlet", {"thôn", "thon"}},
    {"household", {"hộ"}},
    {"inside_commune", {"trong_xã"}},
    {"kind", {"loại", "nội_dung"}},
    {"known", {"reported", "ngày_biết"}},
    {"level", {"cấp_học"}},
    {"money_public", {"đồng_ý_công_khai"}},
    {"name", {"tên", "họ_tên"}},
    {"occasion", {"dịp"}},
    {"outcome", {"kết_quả"}},
    {"personal_number", {"số_định_danh"}},
    {"pledged", {"pledged_per_quarter", "mức_quý"}},
    {"reason", {"lý_do"}},
    {"received", {"đã_nhận"}},
    {"reporter", {"người_báo"}},
    {"school", {"trường", "truong"}},
    {"sponsor", {"đơn_vị", "don_vi"}},
    {"to", {"period_to", "đến", "đến_quý"}},
    {"voucher", {"số_phiếu", "so_phieu"}},
};

/* Columns of sheets that lead to a reference, or that are for people. */
static const struct {
	enum kind kind;
	const char *name;
} helpers[] = {
    {KIND_DISBURSEMENT, "row"},
    {KIND_CONFIRMATION, "sponsor"},
    {KIND_CONFIRMATION, "year"},
    {KIND_CONFIRMATION, "voucher"},
    {KIND_REVERSAL, "sponsor"},
    {KIND_REVERSAL, "year"},
    {KIND_REVERSAL, "voucher"},
    {KIND_REVERSAL, "index"},
    {KIND_AFFIRM, "index"},
    {KIND_ACCEPTANCE, "child"},
    {KIND_LEVEL, "child"},
    {KIND_CHANGE, "category"},
    {KIND_CHANGE, "cluster"},
    {KIND_CHANGE, "hamlet"},
    {KIND_CHANGE, "level"},
    {KIND_CHANGE, "school"},
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

bool
names_is_helper(enum kind kind, const char *column)
{
	size_t i;

	for (i = 0; i < sizeof(helpers) / sizeof(helpers[0]); i++)
		if (helpers[i].kind == kind &&
		    strcmp(helpers[i].name, column) == 0)
			return true;
	return false;
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
