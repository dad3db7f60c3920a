/*
 * words.c - the table of checks in Vietnamese and English.
 */
#include "words.h"

#include <string.h>

static const struct check_info checks[] = {
    {"items", "FORMAT 10.1", "stream", "dòng kiểm toán đủ phần, đúng thứ tự",
	"the stream has its items, in order"},
    {"leaves", "FORMAT 2.4", "public", "mỗi lá nối với lá trước nó",
	"each leaf links to the one before"},
    {"chain", "FORMAT 2.4", "stream", "mỗi dòng sổ nối với dòng trước nó",
	"each entry links to the one before"},
    {"anchor", "FORMAT 7.4", "public stream", "sổ bắt đầu từ đúng neo đã cho",
	"the ledger begins at the anchor given"},
    {"root", "FORMAT 2.5", "public stream", "các lá cho ra đúng gốc cây",
	"the leaves give the root"},
    {"tiles", "FORMAT 8.1", "public", "mọi mảnh cây khớp với các lá",
	"every tile is what the leaves give"},
    {"clear-files", "FORMAT 2.6", "public",
	"mỗi dòng công khai có tệp của nó, và chỉ chúng",
	"each clear entry has its file, and no other"},
    {"entries", "FORMAT 2.2", "public stream", "nội dung đã ký khớp với lá",
	"what was signed belongs to its leaf"},
    {"time", "FORMAT 2.3", "stream", "số thứ tự và thời gian không lùi",
	"indices and times do not go back"},
    {"openings", "FORMAT 4.3", "public stream",
	"nội dung công khai đúng với cam kết",
	"clear payloads open their commitments"},
    {"schemas", "FORMAT 6.7", "public stream", "nội dung công khai đúng mẫu",
	"clear payloads have the form of their kind"},
    {"references", "FORMAT 6.8", "public stream", "các dẫn chiếu đúng chỗ",
	"references hold"},
    {"seen", "FORMAT 3.5", "public stream", "người ký đã thấy đúng sổ này",
	"signers had seen this very ledger"},
    {"ids", "FORMAT 3.3", "public stream", "không mã nào dùng hai lần",
	"no id is used twice"},
    {"authority", "FORMAT 6.1", "public stream", "người ký có quyền ký",
	"signers were entitled to sign"},
    {"signatures", "FORMAT 3.7", "public stream", "chữ ký đúng",
	"signatures are good"},
    {"checkpoint", "FORMAT 7.1", "public stream",
	"niêm phong được ký bằng khóa niêm phong đang dùng",
	"the seal is signed by the log key in force"},
    {"history", "FORMAT 7.2", "public stream",
	"mọi niêm phong cũ đều thuộc về sổ này",
	"all earlier seals are of this ledger"},
    {"length", "FORMAT 10.3", "stream", "sổ đủ dài như đã niêm phong",
	"the ledger is as long as its seals say"},
    {"publications", "FORMAT 8.4", "public",
	"mỗi bản công bố có tệp và chứng minh của nó",
	"each publication has its file and its proof"},
    {"values", "FORMAT 5.3", "stream", "giá trị ẩn đúng dạng",
	"hidden values are well-formed"},
    {"totals", "FORMAT 5.4", "public stream",
	"tổng tiền công bố khớp với các cam kết trong sổ",
	"published totals are proven by the commitments"},
    {"witnesses", "FORMAT 8.5", "public stream", "đủ chữ ký của bên làm chứng",
	"the witnesses signed"},
    {"names", "FORMAT 8.4", "public", "không có tệp lạ",
	"no file with an unknown name"},
    {"sealed", "FORMAT 10.2", "stream", "nội dung niêm kín còn đủ và mở được",
	"sealed items are there and open"},
    {"payloads", "FORMAT 4.3", "stream", "nội dung niêm kín đúng với cam kết",
	"sealed payloads open their commitments"},
    {"kept", "FORMAT 6.33", "stream",
	"tổng giữ lại khi xóa khớp với các cam kết của dòng đã xóa",
	"sums kept by erasures are those of what was erased"},
    {"rules", "FORMAT 6.8", "stream", "các dòng đúng quy tắc của kế hoạch",
	"entries keep the rules of the plan"},
    {"receipt", "FORMAT 9.1", "receipt", "biên nhận nằm trong sổ đã niêm phong",
	"the receipt is in the sealed ledger"},
};

const struct check_info *
check_info(size_t i)
{
	return i < sizeof(checks) / sizeof(checks[0]) ? &checks[i] : NULL;
}

const char *
check_words(const char *name, bool english)
{
	const struct check_info *c;
	size_t i;

	for (i = 0; (c = check_info(i)) != NULL; i++)
		if (strcmp(c->name, name) == 0)
			return english ? c->en : c->vi;
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
