/*
 * shelves.c - words about backups and copies of the keyring.
 */
#include "shelves.h"

#include "fileio.h"
#include "shelf.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES (FILE_PATH_MAX + 256)

enum err
path_whole(char *buf, const char *path)
{
	size_t n = 0;
	int put;

	if (*path != '/') {
		if (getcwd(buf, FILE_PATH_MAX) == NULL)
			return ERR_IO;
		n = strlen(buf);
		while (strncmp(path, "./", 2) == 0)
			path += 2;
		if (n > 1)
			buf[n++] = '/';
	}
	put = snprintf(buf + n, FILE_PATH_MAX - n, "%s", path);
	if (put <= 0 || (size_t)put >= FILE_PATH_MAX - n)
		return ERR_RANGE;
	for (n += (size_t)put; n > 1 && buf[n - 1] == '/'; n--)
		buf[n - 1] = '\0';
	return ERR_OK;
}

/* ---- backups ---- */

static void
backup_tell(const struct session *s, const struct shelf_row *r)
{
	char made[DATE_LEN], until[DATE_LEN];
	char vi[LINE_MAX_BYTES], en[LINE_MAX_BYTES];
	bool late = r->expires < date_of_ms(s->now), there = shelf_row_there(r);
	const char *v = "giữ đến hết", *e = "may be kept until";

	date_encode(made, r->made);
	date_encode(until, r->expires);
	if (late) {
		v = there ? "PHẢI HỦY, hết hạn"
			  : "không thấy ở đó; nếu đã hủy thì xóa dòng này "
			    "trong tệp backups, hết hạn";
		e = there ? "MUST BE DESTROYED, expired"
			  : "not there; if it was destroyed, take its line "
			    "out of the file backups, expired";
	}
	(void)snprintf(vi, sizeof(vi), "Bản sao lưu %s %s: %s %s", made,
	    r->path, v, until);
	(void)snprintf(en, sizeof(en), "Backup %s %s: %s %s", made, r->path, e,
	    until);
	tell(s->cli, vi, en);
}

int
backups_tell(struct session *s)
{
	char path[FILE_PATH_MAX];
	struct shelf all;
	size_t i;
	enum err e;

	session_path(path, s->cli, SHELF_NAME);
	e = shelf_load(&all, path);
	if (e != ERR_OK) {
		say_at(s->cli, path,
		    "danh sách bản sao lưu không đọc được (mỗi dòng: ngày lập, "
		    "ngày hết hạn, đường dẫn, cách nhau một dấu cách)",
		    "the list of backups cannot be read (each line: day made, "
		    "last day, path, a space between)");
		return EXIT_TROUBLE;
	}
	for (i = 0; i < all.n; i++)
		backup_tell(s, &all.row[i]);
	shelf_release(&all);
	return EXIT_DONE;
}

/* ---- copies of the keyring ---- */

static const char *
state_words(enum copy_state s, bool en)
{
	switch (s) {
	case COPY_CLEAN:
		return en ? "of the vault in force: nothing erased is in it"
			  : "đúng khóa kho hiện dùng, không còn khóa đã hủy";
	case COPY_OLD:
		return en ? "STILL HOLDS keys that were destroyed"
			  : "VẪN CÒN khóa đã hủy";
	case COPY_OTHER:
		return en ? "not a keyring of this ledger: look yourself"
			  : "không phải tệp khóa của sổ này: hãy tự kiểm tra";
	case COPY_ABSENT:
		return en ? "NOT REACHED: bring it, then erase --resume"
			  : "KHÔNG TỚI ĐƯỢC: lấy về rồi chạy erase --resume";
	case COPY_FAILED:
		break;
	}
	return en ? "NOT WRITTEN: mend it, then erase --resume"
		  : "KHÔNG GHI ĐƯỢC: sửa rồi chạy erase --resume";
}

void
copies_tell(const struct cli *c, const struct copies *all)
{
	char vi[LINE_MAX_BYTES], en[LINE_MAX_BYTES];
	size_t i;

	for (i = 0; i < all->n; i++) {
		const struct copy *x = &all->copy[i];

		(void)snprintf(vi, sizeof(vi), "Bản sao tệp khóa %s %s: %s",
		    x->day, x->path, state_words(x->state, false));
		(void)snprintf(en, sizeof(en), "Copy of the keyring %s %s: %s",
		    x->day, x->path, state_words(x->state, true));
		tell(c, vi, en);
	}
}

/* ---- what stood in the way ---- */

static const struct {
	const char *vi, *en;
} why_words[] = {
    [BACKUP_SEE_ERR] = {"", ""},
    [BACKUP_TAKEN] = {"tên này đã có; chọn một tên mới, không ghi đè",
	"this name is taken; choose another, nothing is overwritten"},
    [BACKUP_BUSY] = {"một lệnh khác đang làm việc ở đây; đợi nó xong",
	"another command is at work here; wait for it"},
    [BACKUP_ERASING] = {"đang có việc xóa dữ liệu dở dang; chạy erase "
			"--resume rồi sao lưu lại",
	"an erasure is under way; run erase --resume, then back up again"},
    [BACKUP_DAMAGED] = {"bản sao lưu hỏng hoặc đã bị sửa: không khớp tệp "
			"manifest; dùng bản khác",
	"the backup is damaged or altered: it is not what its manifest says; "
	"use another"},
    [BACKUP_EXPIRED] = {"bản sao lưu đã hết hạn, phải hủy; nếu là bản duy nhất "
			"còn lại thì thêm --yes",
	"the backup has expired and must be destroyed; if there is no other, "
	"add --yes"},
    [BACKUP_ORIGIN] = {"không phải của sổ này", "not of this ledger"},
    [BACKUP_KEYRING] = {"tệp khóa cũ hơn bản sao lưu: tìm bản sao mới hơn",
	"the keyring is older than the backup: find a newer copy"},
    [BACKUP_BEHIND] = {"đã có người thấy sổ dài hơn bản sao lưu này: tìm bản "
		       "sao lưu mới hơn; nếu không còn bản nào thì giữ thư mục "
		       "công khai mới nhất và lập sổ kế tục",
	"a longer ledger than this backup was seen: find a newer backup; if "
	"there is none, keep the newest public directory and found a successor "
	"ledger"},
    [BACKUP_FORKED] = {"đã có người thấy một sổ KHÁC: bản sao lưu này không "
		       "phải là sổ đó; báo bên kiểm tra",
	"ANOTHER ledger was seen: this backup is not that one; tell your "
	"auditor"},
};

int
backup_say(const struct cli *c, enum err e, enum backup_why why,
    const char *place, const char *detail)
{
	if (why == BACKUP_SEE_ERR)
		return say_err(c, e, place, detail);
	say_at(c, place, why_words[why].vi, why_words[why].en);
	return EXIT_REFUSED;
}
