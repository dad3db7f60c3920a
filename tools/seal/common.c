/*
 * common.c - messages in two languages, the passphrase, the memory file.
 */
#include <stdio.h>

#include "fileio.h"
#include "seal.h"
#include "sealmem.h"

void
say(const struct options *o, const char *vi, const char *en)
{
	if (o->lang != LANG_EN)
		(void)fprintf(stderr, "minhbach-seal: %s\n", vi);
	if (o->lang != LANG_VI)
		(void)fprintf(stderr, "minhbach-seal: %s\n", en);
}

void
say_err(const struct options *o, enum err e, const char *vi, const char *en)
{
	if (o->lang != LANG_EN)
		(void)fprintf(stderr, "minhbach-seal: %s: %s (%s)\n", o->key,
		    vi, err_word(e));
	if (o->lang != LANG_VI)
		(void)fprintf(stderr, "minhbach-seal: %s: %s (%s)\n", o->key,
		    en, err_word(e));
}

int
say_key(const struct options *o, enum err e)
{
	if (e == ERR_SECRET || e == ERR_RANGE)
		say_err(o, e,
		    "sai mật khẩu; nếu không ai còn nhớ, coi như mất khóa: "
		    "lập khóa mới (minhbach-seal init), ban quản trị ghi "
		    "log-key",
		    "wrong passphrase; if nobody knows it any more, the key "
		    "is lost: make another (minhbach-seal init), and let the "
		    "admins enter log-key");
	else if (e == ERR_MISSING)
		say_err(o, e,
		    "không có tệp khóa niêm phong ở đây; nếu không bản sao "
		    "lưu nào còn: lập khóa mới (minhbach-seal init), ban quản "
		    "trị ghi log-key",
		    "there is no log key here; if no backup has it: make "
		    "another (minhbach-seal init), and let the admins enter "
		    "log-key");
	else if (e == ERR_AUTHORITY)
		say_err(o, e,
		    "người khác đọc được tệp khóa này; hãy chạy: chmod 600",
		    "others may read this key file; run: chmod 600");
	else
		say_err(o, e,
		    "không đọc được khóa niêm phong; lấy lại từ bản sao lưu",
		    "cannot read the log key; restore it from the backup");
	return STATUS_TROUBLE;
}

int
say_memory(const struct options *o, enum err e)
{
	if (e == ERR_MISSING || e == ERR_FORMAT)
		say_err(o, e,
		    "bộ nhớ niêm phong (.seal) mất hoặc hỏng nên không ký gì; "
		    "lấy lại từ bản sao lưu, hoặc hai người xác nhận dấu kiểm "
		    "đã công bố mới nhất: minhbach-seal recall",
		    "the memory (.seal) is lost or damaged, so nothing is "
		    "signed; restore it from the backup, or let two people "
		    "confirm the newest published checkpoint: minhbach-seal "
		    "recall");
	else
		say_err(o, e, "không đọc ghi được bộ nhớ niêm phong (.seal)",
		    "cannot read or write the memory (.seal)");
	return STATUS_TROUBLE;
}

enum err
seal_passphrase(struct passphrase **p, const struct options *o, bool twice)
{
	if (o->passphrase_fd >= 0)
		return passphrase_read(p, o->passphrase_fd);
	return passphrase_ask(p,
	    o->lang == LANG_EN ? "Passphrase of the log key: "
			       : "Mật khẩu của khóa niêm phong: ",
	    !twice		     ? NULL
		: o->lang == LANG_EN ? "Once more: "
				     : "Nhập lại: ");
}

static enum err
memory_path(char path[FILE_PATH_MAX], const struct options *o)
{
	int n;

	n = snprintf(path, FILE_PATH_MAX, "%s" SEAL_SUFFIX, o->key);
	return n < 0 || n >= FILE_PATH_MAX ? ERR_RANGE : ERR_OK;
}

enum err
memory_load(struct checkpoint *c, const struct options *o)
{
	char path[FILE_PATH_MAX];
	uint8_t *bytes;
	enum err e;
	size_t n;

	e = memory_path(path, o);
	if (e == ERR_OK)
		e = file_read(&bytes, &n, path, SEALMEM_MAX);
	if (e != ERR_OK)
		return e;
	e = sealmem_decode(c, (struct span){bytes, n});
	file_free(bytes, n);
	return e;
}

enum err
memory_save(const struct checkpoint *c, const struct options *o)
{
	char path[FILE_PATH_MAX];
	uint8_t buf[SEALMEM_MAX];
	struct span out;
	enum err e;

	e = memory_path(path, o);
	if (e == ERR_OK)
		e = sealmem_encode(&out, c, buf, sizeof(buf));
	return e == ERR_OK ? file_replace(path, out, 0600) : e;
}
