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
	(void)fprintf(stderr, "minhbach-seal: %s\n", o->english ? en : vi);
}

void
say_err(const struct options *o, enum err e, const char *vi, const char *en)
{
	(void)fprintf(stderr, "minhbach-seal: %s: %s (%s)\n", o->key,
	    o->english ? en : vi, err_word(e));
}

enum err
seal_passphrase(struct passphrase **p, const struct options *o, bool twice)
{
	if (o->passphrase_fd >= 0)
		return passphrase_read(p, o->passphrase_fd);
	return passphrase_ask(p,
	    o->english ? "Passphrase of the log key: "
		       : "Mật khẩu của khóa niêm phong: ",
	    !twice	     ? NULL
		: o->english ? "Once more: "
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
