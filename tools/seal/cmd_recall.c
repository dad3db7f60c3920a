/*
 * cmd_recall.c - a lost or outdated memory is made again from the newest
 * published checkpoint, which this key signed.  That it is the newest no
 * program can know: two people say so, each by the seal code of the newest
 * notice that they found, and the log key's passphrase is asked as well.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "checkpoint.h"
#include "fileio.h"
#include "seal.h"
#include "secret.h"

#define CODE_LINE_MAX 128

/* The checkpoint in the file, if this key signed it. */
static enum err
published(struct checkpoint *c, char code[SEAL_CODE_LEN + 1],
    const struct options *o, const struct vkey *k)
{
	struct note note;
	uint8_t *bytes = NULL;
	size_t n = 0;
	enum err e;

	e = file_read(&bytes, &n, o->operand, NOTE_MAX);
	if (e == ERR_OK)
		e = checkpoint_verify(c, &note, (struct span){bytes, n}, k,
		    NULL);
	if (e == ERR_OK)
		seal_code(code, note.text);
	file_free(bytes, n);
	return e;
}

/* What is remembered is never forgotten for something smaller. */
static int
goes_forward(const struct options *o, const struct checkpoint *c)
{
	struct checkpoint old;
	enum err e = memory_load(&old, o);

	if (e == ERR_MISSING || e == ERR_FORMAT)
		return STATUS_DONE;
	if (e != ERR_OK)
		return say_memory(o, e);
	if (c->size > old.size)
		return STATUS_DONE;
	if (c->size == old.size && digest_eq(&c->root, &old.root))
		say(o, "khóa đã nhớ đúng dấu kiểm này rồi, không cần làm gì",
		    "the key remembers this very checkpoint: nothing to do");
	else if (c->size == old.size)
		say(o,
		    "TỪ CHỐI: khóa này đã niêm phong một sổ khác cùng độ dài; "
		    "KHÔNG công bố, báo cho ban quản trị",
		    "REFUSED: this key sealed another ledger of the same "
		    "length; do NOT publish, tell the admins");
	else
		say(o,
		    "TỪ CHỐI: khóa còn nhớ một dấu kiểm mới hơn tệp này; lấy "
		    "dấu kiểm mới nhất",
		    "REFUSED: the key remembers a newer checkpoint than this "
		    "file's; take the newest");
	return STATUS_REFUSED;
}

/* As people copy it: spaces and case are forgiven. */
static bool
same_code(const char *typed, const char *code)
{
	for (;;) {
		while (isspace((unsigned char)*typed))
			typed++;
		while (*code == ' ')
			code++;
		if (*typed == '\0' || *code == '\0')
			return *typed == *code;
		if (tolower((unsigned char)*typed++) != *code++)
			return false;
	}
}

static bool
confirmed(const struct options *o, const char *code)
{
	static const char *const vi[] = {
	    "Người thứ nhất, gõ mã niêm phong trên thông báo mới nhất: ",
	    "Người thứ hai, gõ lại từ một bản khác (bảng tin, cổng, giấy): "};
	static const char *const en[] = {
	    "First person, type the seal code of the newest notice: ",
	    "Second person, from another copy (board, portal, paper): "};
	char line[CODE_LINE_MAX];
	size_t i;

	for (i = 0; i < 2; i++) {
		(void)fputs(o->lang == LANG_EN ? en[i] : vi[i], stderr);
		if (fgets(line, sizeof(line), stdin) == NULL ||
		    !same_code(line, code))
			return false;
	}
	return true;
}

static int
remember(const struct options *o, const struct checkpoint *c)
{
	struct passphrase *p = NULL;
	struct secret *s = NULL;
	enum err e;

	e = seal_passphrase(&p, o, false);
	if (e == ERR_OK)
		e = keyfile_unlock(&s, o->key, p);
	secret_free(s);
	passphrase_free(p);
	if (e != ERR_OK)
		return say_key(o, e);
	e = memory_save(c, o);
	return e == ERR_OK ? cmd_show(o) : say_memory(o, e);
}

int
cmd_recall(const struct options *o)
{
	struct checkpoint c = {.size = 0};
	char code[SEAL_CODE_LEN + 1];
	struct keyfile k;
	enum err e = keyfile_load(&k, o->key);
	int status;

	if (e != ERR_OK)
		return say_key(o, e);
	e = published(&c, code, o, &k.vkey);
	if (e != ERR_OK) {
		say_err(o, e,
		    "tệp này không phải dấu kiểm do khóa này niêm phong",
		    "this file is no checkpoint that this key sealed");
		return STATUS_TROUBLE;
	}
	status = goes_forward(o, &c);
	if (status != STATUS_DONE)
		return status;
	if (!confirmed(o, code)) {
		say(o,
		    "TỪ CHỐI: mã gõ vào không phải mã của dấu kiểm này; chưa "
		    "nhớ gì. Tìm dấu kiểm của thông báo mới nhất",
		    "REFUSED: what was typed is not this checkpoint's code; "
		    "nothing was remembered. Find the checkpoint of the "
		    "newest notice");
		return STATUS_REFUSED;
	}
	return remember(o, &c);
}
