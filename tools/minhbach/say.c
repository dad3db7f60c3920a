/*
 * say.c - words for people: every message says what is wrong, where, and what
 * to do next, in Vietnamese and English.
 */
#include "cli.h"

#include <string.h>

struct words {
	const char *vi, *en;
};

/* By enum err. */
static const struct words of_err[] = {
    [ERR_OK] = {"Xong.", "Done."},
    [ERR_FORMAT] = {"Dữ liệu sai định dạng. Hãy sửa rồi làm lại.",
	"Malformed data. Correct it and try again."},
    [ERR_RANGE] = {"Một con số nằm ngoài giới hạn cho phép.",
	"A number is outside what is allowed."},
    [ERR_SPACE] = {"Dữ liệu dài quá mức cho phép.", "Too long."},
    [ERR_HASH] = {"Sổ đã bị thay đổi: mã của dòng không khớp. Ngừng ghi, chạy "
		  "minhbach-verify rồi báo bên kiểm tra.",
	"The ledger was altered: a hash differs. Stop, run minhbach-verify, "
	"and tell your auditor."},
    [ERR_PROOF] = {"Bằng chứng không dẫn tới mốc niêm phong.",
	"A proof does not lead to its checkpoint."},
    [ERR_SIGNATURE] = {"Chữ ký sai hoặc thiếu.",
	"A signature is wrong or missing."},
    [ERR_KEY] = {"Khóa ký không đúng, chưa được cấp hoặc đã bị thu hồi.",
	"The key is malformed, not granted, or revoked."},
    [ERR_VALUE] = {"Số tiền không khớp với phần đã cam kết trong sổ.",
	"An amount does not match its commitment."},
    [ERR_AUTHORITY] = {"Khóa này không được ký loại dòng này, hoặc thiếu chữ "
		       "ký thứ hai (--with).",
	"This key may not sign that, or a second signature is missing "
	"(--with)."},
    [ERR_RULE] = {"Quy tắc của sổ không cho ghi dòng này.",
	"A rule of the ledger refuses this entry."},
    [ERR_STALE] = {"Khóa này đã ký trên một sổ khác hoặc mới hơn: sổ này có "
		   "thể là bản cũ. Đừng ghi; hãy tìm bản mới nhất.",
	"This key has signed for another or a newer ledger: this may be an "
	"old copy. Do not write; find the newest one."},
    [ERR_SECRET] = {"Không mở được khóa: sai mật khẩu, hoặc khóa này không "
		    "được đọc sổ (xem --reader).",
	"Cannot open the secret: wrong passphrase, or this key may not read "
	"the ledger (see --reader)."},
    [ERR_WITHHELD] = {"Nội dung này khóa của bạn không được xem.",
	"Your key may not open this payload."},
    [ERR_MISSING] = {"Không tìm thấy.", "Not found."},
    [ERR_EXISTS] = {"Đã có rồi, không ghi đè.",
	"It exists already and is not overwritten."},
    [ERR_TRUNCATED] = {"Dữ liệu bị cắt cụt.", "The data is truncated."},
    [ERR_MEMORY] = {"Hết bộ nhớ.", "Out of memory."},
    [ERR_IO] = {"Lỗi đọc ghi (đĩa đầy hoặc không có quyền). Chưa ghi gì.",
	"Input or output error (disk full, or no permission). Nothing was "
	"written."},
};

void
say_at(const struct cli *c, const char *place, const char *vi, const char *en)
{
	const char *sep = place == NULL || *place == '\0' ? "" : ": ";
	const char *at = place == NULL ? "" : place;

	if (c->lang != LANG_EN)
		(void)fprintf(stderr, "%s%s%s\n", at, sep, vi);
	if (c->lang != LANG_VI)
		(void)fprintf(stderr, "%s%s%s\n", at, sep, en);
}

void
say(const struct cli *c, const char *vi, const char *en)
{
	say_at(c, NULL, vi, en);
}

void
tell(const struct cli *c, const char *vi, const char *en)
{
	if (c->lang != LANG_EN)
		(void)printf("%s\n", vi);
	if (c->lang != LANG_VI)
		(void)printf("%s\n", en);
}

int
say_err(const struct cli *c, enum err e, const char *place, const char *detail)
{
	say_at(c, place, of_err[e].vi, of_err[e].en);
	if (detail != NULL && *detail != '\0')
		(void)fprintf(stderr, "    (%s)\n", detail);
	return err_status(e);
}

int
err_status(enum err e)
{
	switch (e) {
	case ERR_OK:
		return EXIT_DONE;
	case ERR_RULE:
	case ERR_AUTHORITY:
	case ERR_STALE:
	case ERR_EXISTS:
	case ERR_KEY:
		return EXIT_REFUSED;
	case ERR_FORMAT:
	case ERR_RANGE:
	case ERR_SPACE:
	case ERR_HASH:
	case ERR_PROOF:
	case ERR_SIGNATURE:
	case ERR_VALUE:
	case ERR_SECRET:
	case ERR_WITHHELD:
	case ERR_MISSING:
	case ERR_TRUNCATED:
	case ERR_MEMORY:
	case ERR_IO:
		return EXIT_TROUBLE;
	}
	return EXIT_TROUBLE;
}

void
usage_lines(FILE *to, const struct command *cmd)
{
	const char *from = cmd->usage, *end;

	while ((end = strstr(from, " | ")) != NULL) {
		(void)fprintf(to, "minhbach %.*s\n", (int)(end - from), from);
		from = end + 3;
	}
	(void)fprintf(to, "minhbach %s\n", from);
}

int
usage(const struct cli *c)
{
	static const char *const see[] =
	    {[LANG_BOTH] = "xem / see", [LANG_VI] = "xem", [LANG_EN] = "see"};

	usage_lines(stderr, c->command);
	(void)fprintf(stderr, "(%s: minhbach %s --help)\n", see[c->lang],
	    c->command->name);
	return EXIT_TROUBLE;
}
