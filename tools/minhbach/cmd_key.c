/*
 * minhbach key - make, look at, re-lock a key file; let a registrar back into
 * the vault with the recovery code from its envelope.
 *
 * What "new" and "show" print is a piece of a grant file.
 */
#include "keycode.h"
#include "session.h"
#include "sheetfile.h"

#include "fileio.h"
#include "keyfile.h"
#include "text.h"
#include "vaultmake.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

static int
print_public(const struct vkey *k, const struct readkey *reading)
{
	char buf[VKEY_TEXT_MAX];
	char b64[BASE64_LEN(32) + 1];
	struct span text;

	if (vkey_encode(&text, k, buf, sizeof(buf)) != ERR_OK)
		return EXIT_TROUBLE;
	(void)printf("name=%s\n%s=%.*s\n", k->name,
	    k->type == VKEY_SIGN ? "verify_key" : "cosign_key", (int)text.n,
	    (const char *)text.p);
	if (reading != NULL)
		(void)printf("reading_key=%s\n",
		    sodium_bin2base64(b64, sizeof(b64), reading->b, 32,
			sodium_base64_VARIANT_ORIGINAL));
	return EXIT_DONE;
}

/* What went wrong before there was a key file, in the words of people. */
static int
new_trouble(const struct cli *c, enum err e, const char *name, const char *path)
{
	if (e == ERR_FORMAT)
		say_at(c, name, "tên khóa phải như xa.example/so/donvi-1",
		    "a key's name is like xa.example/so/unit-1");
	else if (e == ERR_RANGE)
		say_at(c, path, "mật khẩu phải dài từ 8 đến 1024 byte",
		    "a passphrase has 8 to 1024 bytes");
	else
		return say_err(c, e, path, NULL);
	return EXIT_TROUBLE;
}

/* argv: NAME FILE [interactive|moderate|sensitive|cosign]... */
static int
key_new(struct cli *c, int argc, char **argv)
{
	struct keyfile pub;
	struct secret *secret = NULL;
	struct passphrase *p = NULL;
	uint8_t type = VKEY_SIGN;
	enum err e;
	int i;

	memset(&pub, 0, sizeof(pub));
	e = kdf_named(&pub.kdf, "moderate");
	for (i = 2; i < argc && e == ERR_OK; i++) {
		if (strcmp(argv[i], "cosign") == 0)
			type = VKEY_COSIGN;
		else
			e = kdf_named(&pub.kdf, argv[i]);
		if (e != ERR_OK)
			return say_err(c, e, argv[i], NULL);
	}
	pub.has_reading = type == VKEY_SIGN;
	if (e == ERR_OK)
		e = key_generate(&secret, &pub.vkey, &pub.reading,
		    span_str(argv[0]), type, pub.has_reading);
	if (e == ERR_OK)
		e = session_passphrase(&p, c, argv[1], true);
	if (e == ERR_OK)
		e = keyfile_save(argv[1], &pub, secret, p);
	passphrase_free(p);
	secret_free(secret);
	if (e != ERR_OK)
		return new_trouble(c, e, argv[0], argv[1]);
	return print_public(&pub.vkey, pub.has_reading ? &pub.reading : NULL);
}

static int
key_show(struct cli *c, const char *path)
{
	struct keyfile k;
	enum err e = keyfile_load(&k, path);

	if (e != ERR_OK)
		return say_err(c, e, path, NULL);
	return print_public(&k.vkey, k.has_reading ? &k.reading : NULL);
}

static int
key_passwd(struct cli *c, const char *path)
{
	struct passphrase *from = NULL, *to = NULL;
	struct keyfile k;
	enum err e;

	e = keyfile_load(&k, path);
	if (e == ERR_OK)
		e = session_passphrase(&from, c, path, false);
	if (e == ERR_OK)
		e = session_passphrase(&to, c, path, true);
	if (e == ERR_OK)
		e = keyfile_rekey(path, from, to, k.kdf);
	passphrase_free(from);
	passphrase_free(to);
	return e == ERR_OK ? EXIT_DONE : say_err(c, e, path, NULL);
}

static enum err
recovery_unlock(struct vault **v, struct cli *c, const struct keyring *k)
{
	struct boxkey *box = NULL;
	enum err e = session_recovery(&box, c);

	if (e == ERR_OK)
		e = vault_unlock(v, k, box);
	boxkey_free(box);
	return e;
}

/* Let the granted key NAME read the vault again. */
static int
key_recover(struct cli *c, const char *name)
{
	char path[FILE_PATH_MAX];
	struct keyring k;
	struct vault *v = NULL;
	struct writer *w = NULL;
	struct fault f = {ERR_OK, FAULT_NO_INDEX, ""};
	const struct grant *g = NULL;
	enum err e;

	keyring_init(&k);
	session_path(path, c, WRITER_KEYRING);
	e = writer_open_read(&w, c->ledger, NULL, &f);
	if (e == ERR_OK) {
		g = authority_find(writer_authority(w), span_str(name),
		    writer_size(w));
		if (g == NULL || !g->has_reading)
			e = ERR_KEY;
		else if ((g->roles & (ROLE_REGISTRAR | ROLE_APPROVER)) == 0)
			e = ERR_AUTHORITY; /* FORMAT 4.7 */
	}
	if (e == ERR_OK)
		e = keyring_load(&k, path);
	if (e == ERR_OK)
		e = recovery_unlock(&v, c, &k);
	if (e == ERR_OK)
		e = vault_add_reader(&k, v, span_str(name), &g->reading);
	if (e == ERR_OK)
		e = keyring_save(&k, path);
	vault_free(v);
	keyring_release(&k);
	writer_close(w);
	return e == ERR_OK ? EXIT_DONE : say_err(c, e, name, f.clause);
}

/* Another code for the envelope; whoever has the old one opens old copies
 * alone. */
static int
key_renew_recovery(struct cli *c)
{
	char code[RECOVERY_LEN + 1];
	struct session s;
	enum err e;
	int status = session_open(&s, c, SESSION_VAULT | SESSION_WRITE);

	if (status != EXIT_DONE)
		return session_close(&s, status);
	e = writer_renew_recovery(s.w, code);
	if (e == ERR_OK) {
		(void)printf("recovery=%s\n", code);
		say(c,
		    "mã khôi phục mới: chép vào phong bì, niêm phong; hủy mã "
		    "cũ, mã ấy còn mở được bản sao cũ của tệp khóa",
		    "the new recovery code: write it down, seal it in its "
		    "envelope; destroy the old one, which still opens old "
		    "copies of the keyring");
	} else
		status = say_err(c, e, c->ledger, NULL);
	sodium_memzero(code, sizeof(code));
	return session_close(&s, status);
}

static const char *
line(const struct sheet *t, const char *name)
{
	const char *const names[] = {name, NULL};
	const char *s = sheet_get(t, 0, names);

	return s == NULL ? "" : s;
}

/* What is compared by telephone before the key of FILE is granted. */
static int
key_code(struct cli *c, const char *path)
{
	char code[KEYCODE_LEN];
	struct vkey key;
	struct sheet t;
	enum err e = sheetfile_pairs(&t, path);

	if (e == ERR_OK)
		e = vkey_decode(&key, span_str(line(&t, "verify_key")));
	if (e == ERR_OK)
		e = keycode_encode(code, line(&t, "verify_key"),
		    line(&t, "reading_key"));
	if (e == ERR_OK)
		(void)printf("%s: mã đối chiếu %s\n", key.name, code);
	else
		(void)say_err(c, e, path, t.fault);
	sheet_release(&t);
	return err_status(e);
}

int
cmd_key(struct cli *c, int argc, char **argv)
{
	if (argc >= 4 && strcmp(argv[1], "new") == 0)
		return key_new(c, argc - 2, argv + 2);
	if (argc == 3 && strcmp(argv[1], "show") == 0)
		return key_show(c, argv[2]);
	if (argc == 3 && strcmp(argv[1], "code") == 0)
		return key_code(c, argv[2]);
	if (argc == 3 && strcmp(argv[1], "passwd") == 0)
		return key_passwd(c, argv[2]);
	if (argc == 3 && strcmp(argv[1], "recover") == 0)
		return key_recover(c, argv[2]);
	if (argc == 2 && strcmp(argv[1], "renew-recovery") == 0)
		return key_renew_recovery(c);
	return usage(c);
}
