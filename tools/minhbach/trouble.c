/*
 * trouble.c - what is lost is named, and who can help.
 */
#include "trouble.h"

#include "fileio.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Of a key file, the mode is the one matter of authority. */
int
trouble_key(const struct session *s, enum err e, const char *path)
{
	if (e == ERR_AUTHORITY) {
		say_at(s->cli, path,
		    "người khác đọc được tệp khóa này; hãy chạy: chmod 600",
		    "others may read this key file; run: chmod 600");
		return EXIT_TROUBLE;
	}
	(void)say_err(s->cli, e, path, NULL);
	if (e == ERR_SECRET)
		say(s->cli,
		    "    quên hẳn thì không ai mở lại được: ban quản trị cấp "
		    "khóa mới (grant), thu hồi khóa này (revoke)",
		    "    forgotten for good, nobody can open it: the admins "
		    "grant another key and revoke this one");
	else if (e == ERR_MISSING)
		say(s->cli,
		    "    mất tệp khóa cũng như mất mật khẩu: ban quản trị cấp "
		    "khóa mới (grant), thu hồi khóa cũ (revoke)",
		    "    a lost key file is as a lost passphrase: the admins "
		    "grant another key and revoke the old one");
	return err_status(e);
}

static bool
has(const struct session *s, const char *name)
{
	char path[FILE_PATH_MAX];

	session_path(path, s->cli, name);
	return access(path, F_OK) == 0;
}

/* What was to open the ledger. */
static const char *
opener(const struct cli *c)
{
	if (c->reader != NULL)
		return c->reader;
	return c->n_key > 0 && c->n_paper == 0 ? c->key[0] : "--paper";
}

static int
no_keyring(const struct session *s)
{
	say_at(s->cli, s->cli->ledger,
	    "mất tệp keyring: không đọc được nội dung kín nào; chép bản mới "
	    "nhất vào đây (các bản ghi trong tệp copies), đừng lập sổ mới",
	    "the file keyring is lost, and with it all that is sealed; copy "
	    "the newest one here (the file copies lists them), and do not "
	    "begin another ledger");
	return EXIT_TROUBLE;
}

int
trouble_ledger(const struct session *s, enum err e, const struct fault *f)
{
	char place[64] = "";

	if (e == ERR_EXISTS) {
		say_at(s->cli, s->cli->ledger,
		    "người khác đang ghi sổ này; hãy đợi rồi làm lại",
		    "somebody else is writing; wait and try again");
		return EXIT_TROUBLE;
	}
	if (e == ERR_MISSING && has(s, WRITER_STORE) && !has(s, WRITER_KEYRING))
		return no_keyring(s);
	if (e == ERR_MISSING && strncmp(f->clause, "FORMAT 4.7", 10) == 0) {
		say_at(s->cli, opener(s->cli),
		    "khóa này không mở được gì trong sổ: chưa cấp khóa đọc, "
		    "hoặc đã thu hồi (FORMAT 4.7)",
		    "this key opens nothing here: no reading key was granted "
		    "to it, or it was revoked (FORMAT 4.7)");
		return EXIT_TROUBLE;
	}
	if (f->index != FAULT_NO_INDEX)
		(void)snprintf(place, sizeof(place), "dòng sổ / entry %llu",
		    (unsigned long long)f->index);
	(void)say_err(s->cli, e, *place ? place : s->cli->ledger, f->clause);
	if (e == ERR_MISSING && f->index != FAULT_NO_INDEX)
		say(s->cli,
		    "    keyring là bản cũ hơn sổ, hoặc sổ mất nội dung: lấy "
		    "bản keyring mới nhất (tệp copies); nếu vẫn vậy, lập lại "
		    "sổ từ bản sao lưu (restore)",
		    "    the keyring is older than the ledger, or the ledger "
		    "lost something: take the newest keyring (the file "
		    "copies); if that is the same, restore the backup");
	return EXIT_TROUBLE;
}
