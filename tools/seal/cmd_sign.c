/*
 * cmd_sign.c - sign the next checkpoint: proof, memory on the disk, signature,
 * in this order, one process at a time.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "note.h"
#include "seal.h"
#include "sealmem.h"
#include "secret.h"
#include "signer.h"
#include "text.h"

#define REQUEST_MAX 8192

struct request {
	uint64_t old;
	struct proof proof;
	struct checkpoint next;
	struct span text; /* the checkpoint's */
};

/* "old <size>", the hashes of the proof, an empty line, the checkpoint. */
static enum err
request_decode(struct request *q, struct span bytes)
{
	struct span line;
	struct rd r;

	rd_init(&r, bytes);
	rd_lit(&r, "old ");
	q->old = rd_decimal(&r, '\n');
	q->proof.n = 0;
	for (;;) {
		line = rd_line(&r, BASE64_LEN(DIGEST_LEN));
		if (r.bad)
			return ERR_FORMAT;
		if (line.n == 0)
			break;
		if (q->proof.n == PROOF_MAX ||
		    base64_decode(q->proof.h[q->proof.n].b, DIGEST_LEN, line) !=
			ERR_OK)
			return ERR_FORMAT;
		q->proof.n++;
	}
	q->text = r.rest;
	return checkpoint_decode(&q->next, r.rest);
}

static enum err
read_all(uint8_t *buf, size_t *n, size_t cap)
{
	ssize_t got;

	*n = 0;
	do {
		got = read(STDIN_FILENO, buf + *n, cap - *n);
		if (got > 0)
			*n += (size_t)got;
	} while ((got > 0 && *n < cap) || (got < 0 && errno == EINTR));
	if (got < 0)
		return ERR_IO;
	return *n == cap ? ERR_RANGE : ERR_OK;
}

/* -1 if somebody else seals with this key now. */
static int
key_lock(const struct options *o)
{
	int fd;

	fd = open(o->key, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
		(void)close(fd);
		fd = -1;
	}
	return fd;
}

static int
refuse(const struct options *o, enum err e, const struct checkpoint *last)
{
	if (e == ERR_KEY)
		say(o,
		    "TỪ CHỐI: dấu kiểm này thuộc sổ khác; hãy dùng đúng "
		    "khóa niêm phong của sổ",
		    "REFUSED: this checkpoint is of another ledger; use that "
		    "ledger's log key");
	else if (e == ERR_STALE)
		say(o,
		    "TỪ CHỐI: bằng chứng không bắt đầu từ dấu kiểm đã niêm "
		    "phong gần nhất; xem `minhbach-seal show` rồi làm lại",
		    "REFUSED: the proof does not start from the last sealed "
		    "checkpoint; see `minhbach-seal show` and ask again");
	else
		say(o,
		    "TỪ CHỐI: sổ ngắn hơn hoặc khác với sổ đã niêm phong; "
		    "KHÔNG công bố, giữ nguyên máy, báo cho ban quản trị và "
		    "kiểm tra bản sao lưu",
		    "REFUSED: the ledger is shorter than, or not the same as, "
		    "what was sealed; do NOT publish, leave the machine as it "
		    "is, tell the admins and compare the backups");
	(void)fprintf(stderr, "minhbach-seal: %s %llu (%s)\n",
	    o->english ? "last sealed size" : "kích thước đã niêm phong",
	    (unsigned long long)last->size, err_word(e));
	return STATUS_REFUSED;
}

static enum err
key_sign(struct sig *sig, struct vkey *vkey, const struct options *o,
    struct span text)
{
	struct passphrase *p = NULL;
	struct secret *secret = NULL;
	struct signer *s = NULL;
	enum err e, closed;

	e = seal_passphrase(&p, o, false);
	if (e == ERR_OK)
		e = keyfile_unlock(&secret, o->key, p);
	if (e == ERR_OK)
		e = signer_open(&s, o->key, secret);
	if (e == ERR_OK) {
		*vkey = *signer_vkey(s);
		e = signer_sign(sig, s, text);
	}
	closed = signer_close(s);
	secret_free(secret);
	passphrase_free(p);
	return e == ERR_OK ? closed : e;
}

/* The signature leaves only after the memory of it is on the disk. */
static int
seal(const struct options *o, const struct request *q)
{
	uint8_t buf[CHECKPOINT_TEXT_MAX + 512];
	struct vkey vkey;
	struct sig sig;
	struct wr w;
	enum err e;

	e = key_sign(&sig, &vkey, o, q->text);
	if (e != ERR_OK) {
		say_err(o, e, "không mở được khóa; kiểm tra mật khẩu và tệp",
		    "cannot open the key; check passphrase and file");
		return STATUS_TROUBLE;
	}
	e = memory_save(&q->next, o);
	if (e != ERR_OK) {
		say_err(o, e, "không ghi được bộ nhớ niêm phong; chưa ký gì",
		    "cannot write the memory; nothing was sealed");
		return STATUS_TROUBLE;
	}
	wr_init(&w, buf, sizeof(buf));
	wr_span(&w, q->text);
	wr_lit(&w, "\n");
	note_sig_encode(&w, &vkey, sig.b, sizeof(sig.b));
	if (w.bad || fwrite(buf, 1, w.n, stdout) != w.n)
		return STATUS_TROUBLE;
	return STATUS_DONE;
}

static int
check_and_seal(const struct options *o, const struct request *q)
{
	struct checkpoint last;
	struct keyfile k;
	enum err e;

	e = keyfile_load(&k, o->key);
	if (e == ERR_OK)
		e = memory_load(&last, o);
	if (e != ERR_OK) {
		say_err(o, e,
		    "không đọc được khóa hoặc bộ nhớ niêm phong (.seal); hãy "
		    "lấy lại từ bản sao lưu, không tạo mới",
		    "cannot read the key or its memory (.seal); restore it "
		    "from the backup, do not make a new one");
		return STATUS_TROUBLE;
	}
	e = strcmp(k.vkey.name, q->next.origin) == 0
	    ? seal_follows(&last, q->old, &q->next, &q->proof)
	    : ERR_KEY;
	return e == ERR_OK ? seal(o, q) : refuse(o, e, &last);
}

int
cmd_sign(const struct options *o)
{
	uint8_t buf[REQUEST_MAX];
	struct request q;
	int lock, status;
	enum err e;
	size_t n;

	e = read_all(buf, &n, sizeof(buf));
	if (e == ERR_OK)
		e = request_decode(&q, (struct span){buf, n});
	if (e != ERR_OK) {
		say(o,
		    "yêu cầu niêm phong không đúng dạng: dòng \"old\", các "
		    "băm, dòng trống, dấu kiểm",
		    "not a request: line \"old\", hashes, empty line, "
		    "checkpoint");
		return STATUS_TROUBLE;
	}
	lock = key_lock(o);
	if (lock < 0) {
		say_err(o, ERR_IO,
		    "không mở được khóa, hoặc đang có người khác niêm phong",
		    "cannot open the key, or somebody else is sealing now");
		return STATUS_TROUBLE;
	}
	status = check_and_seal(o, &q);
	(void)close(lock);
	return status;
}
