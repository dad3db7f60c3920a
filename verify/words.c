/*
 * words.c - the table of checks in Vietnamese and English.
 */
#include "words.h"

#include <string.h>

static const struct {
	const char *name, *vi, *en;
} checks[] = {
    {"items", "dòng kiểm toán đủ phần, đúng thứ tự",
	"the stream has its items, in order"},
    {"leaves", "mỗi lá nối với lá trước nó",
	"each leaf links to the one before"},
    {"chain", "mỗi dòng sổ nối với dòng trước nó",
	"each entry links to the one before"},
    {"anchor", "sổ bắt đầu từ đúng neo đã cho",
	"the ledger begins at the anchor given"},
    {"root", "các lá cho ra đúng gốc cây", "the leaves give the root"},
    {"tiles", "mọi mảnh cây khớp với các lá",
	"every tile is what the leaves give"},
    {"clear-files", "mỗi dòng công khai có tệp của nó, và chỉ chúng",
	"each clear entry has its file, and no other"},
    {"entries", "nội dung đã ký khớp với lá",
	"what was signed belongs to its leaf"},
    {"time", "số thứ tự và thời gian không lùi",
	"indices and times do not go back"},
    {"openings", "nội dung công khai đúng với cam kết",
	"clear payloads open their commitments"},
    {"schemas", "nội dung công khai đúng mẫu",
	"clear payloads have the form of their kind"},
    {"references", "các dẫn chiếu đúng chỗ", "references hold"},
    {"seen", "người ký đã thấy đúng sổ này",
	"signers had seen this very ledger"},
    {"ids", "không mã nào dùng hai lần", "no id is used twice"},
    {"authority", "người ký có quyền ký", "signers were entitled to sign"},
    {"signatures", "chữ ký đúng", "signatures are good"},
    {"checkpoint", "niêm phong được ký bằng khóa niêm phong đang dùng",
	"the seal is signed by the log key in force"},
    {"history", "mọi niêm phong cũ đều thuộc về sổ này",
	"all earlier seals are of this ledger"},
    {"length", "sổ đủ dài như đã niêm phong",
	"the ledger is as long as its seals say"},
    {"publications", "mỗi bản công bố có tệp và chứng minh của nó",
	"each publication has its file and its proof"},
    {"values", "giá trị ẩn đúng dạng", "hidden values are well-formed"},
    {"totals", "tổng tiền công bố khớp với các cam kết trong sổ",
	"published totals are proven by the commitments"},
    {"witnesses", "đủ chữ ký của bên làm chứng", "the witnesses signed"},
    {"names", "không có tệp lạ", "no file with an unknown name"},
    {"sealed", "nội dung niêm kín còn đủ và mở được",
	"sealed items are there and open"},
    {"payloads", "nội dung niêm kín đúng với cam kết",
	"sealed payloads open their commitments"},
    {"rules", "các dòng đúng quy tắc của kế hoạch",
	"entries keep the rules of the plan"},
    {"receipt", "biên nhận nằm trong sổ đã niêm phong",
	"the receipt is in the sealed ledger"},
};

const char *
check_words(const char *name, bool english)
{
	size_t i;

	for (i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		if (strcmp(checks[i].name, name) == 0)
			return english ? checks[i].en : checks[i].vi;
	return name;
}

const char *
err_words(enum err e, bool english)
{
	switch (e) {
	case ERR_SIGNATURE:
	case ERR_KEY:
	case ERR_AUTHORITY:
		return english
		    ? "somebody signed who might not, or nobody did: ask who "
		      "held the key"
		    : "có người ký sai quyền hoặc không ai ký: hỏi người giữ "
		      "khóa";
	case ERR_TRUNCATED:
	case ERR_MISSING:
		return english
		    ? "something was cut off or left out: ask for the whole"
		    : "có phần bị cắt hoặc bị bỏ: yêu cầu bản đầy đủ";
	case ERR_VALUE:
	case ERR_RULE:
		return english ? "a sum or a rule does not hold: do not use "
				 "the figures"
			       : "tổng hoặc quy tắc không đúng: đừng dùng số "
				 "liệu này";
	case ERR_OK:
	case ERR_FORMAT:
	case ERR_RANGE:
	case ERR_SPACE:
	case ERR_HASH:
	case ERR_PROOF:
	case ERR_STALE:
	case ERR_SECRET:
	case ERR_WITHHELD:
	case ERR_EXISTS:
	case ERR_MEMORY:
	case ERR_IO:
		break;
	}
	return english ? "something was changed after it was written: keep "
			 "this copy and compare seal codes with the posted one"
		       : "có chỗ bị sửa sau khi ghi: giữ bản này và so mã niêm "
			 "phong với tờ niêm yết";
}
