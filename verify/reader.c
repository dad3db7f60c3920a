/*
 * reader.c - the reading key that opens payloads: its passphrase comes from a
 * descriptor or the terminal.
 */
#include <stdlib.h>

#include "boxkey.h"
#include "keyfile.h"
#include "secret.h"
#include "verify.h"

static enum err
ask(struct passphrase **p, const struct options *o)
{
	if (o->passphrase_fd >= 0)
		return passphrase_read(p, o->passphrase_fd);
	return passphrase_ask(p,
	    o->english ? "Passphrase: " : "Cụm mật khẩu: ", NULL);
}

bool
load_reader(struct boxkey **k, struct passphrase **keep,
    const struct options *o)
{
	struct passphrase *p = NULL;
	struct secret *s = NULL;
	enum err e;

	if (o->key == NULL)
		return true;
	e = ask(&p, o);
	if (e == ERR_OK)
		e = keyfile_unlock(&s, o->key, p);
	if (e == ERR_OK)
		e = secret_lend_reading(s, boxkey_new, k);
	secret_free(s);
	if (e == ERR_OK && keep != NULL)
		*keep = p;
	else
		passphrase_free(p);
	if (e == ERR_OK)
		return true;
	if (e == ERR_MISSING)
		(void)trouble(o, o->key, "không có tệp khóa hay khóa đọc",
		    "no such key file, or no reading key in it");
	else
		(void)trouble(o, o->key,
		    "không mở được khóa: kiểm tra cụm mật khẩu và quyền tệp",
		    "the key does not open: check the passphrase and the "
		    "file's mode");
	return false;
}
