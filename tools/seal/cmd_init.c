/*
 * cmd_init.c - make the log key, and a memory that begins with the empty tree;
 * show both.
 */
#include <stdio.h>
#include <string.h>

#include "hash.h"
#include "seal.h"
#include "secret.h"
#include "signer.h"
#include "text.h"

static enum err
print_vkey(const struct vkey *k)
{
	char text[VKEY_TEXT_MAX];
	struct span out;
	enum err e;

	e = vkey_encode(&out, k, text, sizeof(text));
	if (e != ERR_OK)
		return e;
	return printf("%.*s\n", (int)out.n, text) < 0 ? ERR_IO : ERR_OK;
}

/*
 * The memory comes first: a key without one signs nothing, and a memory
 * without a key harms nobody.
 */
static enum err
key_save(const struct keyfile *pub, struct secret *s, struct passphrase *p,
    const struct options *o)
{
	struct checkpoint c = {.size = 0};
	struct checkpoint old;
	enum err e;

	(void)snprintf(c.origin, sizeof(c.origin), "%s", o->operand);
	c.root = empty_root();
	e = memory_load(&old, o);
	if (e != ERR_MISSING && !(e == ERR_OK && old.size == 0))
		return ERR_EXISTS;
	e = memory_save(&c, o);
	return e == ERR_OK ? keyfile_save(o->key, pub, s, p) : e;
}

int
cmd_init(const struct options *o)
{
	struct keyfile pub = {.has_reading = false};
	struct passphrase *p = NULL;
	struct secret *s = NULL;
	struct keyfile there;
	enum err e;

	if (kdf_named(&pub.kdf, o->kdf) != ERR_OK ||
	    !is_name(span_str(o->operand))) {
		say(o, "tên sổ (a-z 0-9 . / -) hoặc --kdf không hợp lệ",
		    "bad origin (a-z 0-9 . / -) or --kdf");
		return STATUS_TROUBLE;
	}
	if (keyfile_load(&there, o->key) != ERR_MISSING) {
		say_err(o, ERR_EXISTS,
		    "đã có tệp ở đây; hãy chọn tên khác, không ghi đè khóa",
		    "a file is there; choose another name, keys are never "
		    "overwritten");
		return STATUS_REFUSED;
	}
	e = seal_passphrase(&p, o, true);
	if (e == ERR_OK)
		e = key_generate(&s, &pub.vkey, NULL, span_str(o->operand),
		    VKEY_SIGN, false);
	if (e == ERR_OK)
		e = key_save(&pub, s, p, o);
	if (e == ERR_OK)
		e = print_vkey(&pub.vkey);
	secret_free(s);
	passphrase_free(p);
	if (e == ERR_OK)
		return STATUS_DONE;
	say_err(o, e, "không tạo được khóa; mật khẩu cần 8 đến 1024 byte",
	    "cannot make the key; a passphrase has 8 to 1024 bytes");
	return STATUS_TROUBLE;
}

int
cmd_show(const struct options *o)
{
	char text[CHECKPOINT_TEXT_MAX], code[SEAL_CODE_LEN + 1];
	struct checkpoint c;
	struct span out;
	struct keyfile k;
	enum err e;

	e = keyfile_load(&k, o->key);
	if (e != ERR_OK)
		return say_key(o, e);
	e = memory_load(&c, o);
	if (e == ERR_OK)
		e = checkpoint_encode(&out, &c, text, sizeof(text));
	if (e != ERR_OK)
		return say_memory(o, e);
	if (print_vkey(&k.vkey) != ERR_OK)
		return STATUS_TROUBLE;
	seal_code(code, out);
	(void)printf("%.*s%s\n", (int)out.n, text, code);
	return STATUS_DONE;
}
