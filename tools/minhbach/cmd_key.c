/*
 * minhbach key - make, look at, re-lock a key file; let a registrar back into
 * the vault with the recovery code from its envelope.
 *
 * What "new" and "show" print is a piece of a grant file.
 */
#include "envelope.h"
#include "handout.h"
#include "keycode.h"
#include "session.h"
#include "sheetfile.h"

#include "fileio.h"
#include "keyfile.h"
#include "text.h"
#include "vaultmake.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* The vault, by the code of its envelope. */
static int
recovery_unlock(struct vault **v, struct cli *c, const struct keyring *k)
{
	struct envelopes *paper = NULL;
	struct boxkey *box = NULL;
	enum err e;
	int status;

	c->n_paper = 1;
	status = envelopes_ask(&paper, c);
	if (status != EXIT_DONE)
		return status;
	e = envelopes_reading(&box, paper);
	envelopes_free(paper);
	if (e == ERR_MISSING) {
		say(c, "mã này để cấp lại khóa, không phải mã để đọc sổ",
		    "this code is for grants, not for reading");
		return EXIT_REFUSED;
	}
	if (e == ERR_OK)
		e = vault_unlock(v, k, box);
	boxkey_free(box);
	if (e == ERR_MISSING) {
		say(c,
		    "mã đúng, nhưng không mở được sổ này: phong bì của sổ "
		    "khác, hoặc đã được thay",
		    "the code is right, but does not open this ledger: of "
		    "another ledger, or replaced since");
		return EXIT_REFUSED;
	}
	return e == ERR_OK ? EXIT_DONE : say_err(c, e, "keyring", NULL);
}

/* Why NAME cannot be let in. */
static enum err
may_read(const struct grant **g, const struct writer *w, const char *name)
{
	*g =
	    authority_find(writer_authority(w), span_str(name), writer_size(w));
	if (*g == NULL || !(*g)->has_reading)
		return ERR_KEY;
	return ((*g)->roles & (ROLE_REGISTRAR | ROLE_APPROVER)) == 0
	    ? ERR_AUTHORITY /* FORMAT 4.7 */
	    : ERR_OK;
}

static int
recover(struct cli *c, const struct grant *g, struct keyring *k,
    const char *path)
{
	struct vault *v = NULL;
	int status = recovery_unlock(&v, c, k);
	enum err e;

	if (status != EXIT_DONE)
		return status;
	e = vault_add_reader(k, v, span_str(g->name), &g->reading);
	if (e == ERR_OK)
		e = keyring_save(k, path);
	vault_free(v);
	if (e != ERR_OK)
		return say_err(c, e, g->name, NULL);
	say(c,
	    "đã mở phong bì: lập phong bì mới (key renew-recovery) và niêm "
	    "phong lại",
	    "the envelope was opened: make another (key renew-recovery) and "
	    "seal it again");
	return EXIT_DONE;
}

/* Let the granted key NAME read the vault again. */
static int
key_recover(struct cli *c, const char *name)
{
	char path[FILE_PATH_MAX];
	struct keyring k;
	struct writer *w = NULL;
	struct fault f = {ERR_OK, FAULT_NO_INDEX, ""};
	const struct grant *g = NULL;
	enum err e;
	int status;

	keyring_init(&k);
	session_path(path, c, WRITER_KEYRING);
	e = writer_open_read(&w, c->ledger, NULL, &f);
	if (e == ERR_OK)
		e = may_read(&g, w, name);
	if (e == ERR_OK)
		e = keyring_load(&k, path);
	status = e == ERR_OK ? recover(c, g, &k, path)
			     : say_err(c, e, name, f.clause);
	keyring_release(&k);
	writer_close(w);
	return status;
}

/* Another code for the envelope; whoever has the old one opens old copies
 * alone. */
static int
key_renew_recovery(struct cli *c, int argc, char **argv)
{
	const struct authority *a;
	char code[RECOVERY_LEN + 1];
	const char *pdf = NULL;
	struct session s;
	enum err e;
	int status;

	(void)handout_take(&pdf, &argc, argv, "--print");
	if (argc != 1)
		return usage(c);
	if (pdf != NULL && access(pdf, F_OK) == 0)
		return say_err(c, ERR_EXISTS, pdf, NULL);
	status = session_open(&s, c, SESSION_VAULT | SESSION_WRITE);
	if (status != EXIT_DONE)
		return session_close(&s, status);
	a = writer_authority(s.w);
	e = writer_renew_recovery(s.w, code);
	if (e == ERR_OK) {
		status = envelopes_show(&s,
		    &(struct codes_shown){.commune = authority_commune(a),
			.origin = authority_origin(a),
			.trial = authority_is_trial(a),
			.reads = code},
		    pdf);
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
	if (argc >= 2 && strcmp(argv[1], "renew-recovery") == 0)
		return key_renew_recovery(c, argc - 1, argv + 1);
	if (argc >= 3 && strcmp(argv[1], "envelope") == 0)
		return key_envelope(c, argc - 1, argv + 1);
	return usage(c);
}
