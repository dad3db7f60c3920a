/*
 * cmd_sign.c - sign the next checkpoint: key, proof, memory on the disk,
 * signature, in this order, one process at a time.
 *
 * The key is opened before the request is read: with --ready who asks learns,
 * before it does what cannot be taken back, that there will be a seal.
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
refuse(const struct options *o, enum err e, const struct checkpoint *last,
    uint64_t old)
{
	if (e == ERR_KEY)
		say(o,
		    "TỪ CHỐI: dấu kiểm này thuộc sổ khác; hãy dùng đúng "
		    "khóa niêm phong của sổ",
		    "REFUSED: this checkpoint is of another ledger; use that "
		    "ledger's log key");
	else if (e == ERR_STALE && old < last->size)
		say(o,
		    "TỪ CHỐI: khóa đã niêm phong một mốc mà sổ này không có: "
		    "sổ này là bản cũ; KHÔNG công bố, tìm bản sổ mới nhất",
		    "REFUSED: the key sealed a checkpoint that this ledger "
		    "lacks: it is an old copy; do NOT publish, find the "
		    "newest one");
	else if (e == ERR_STALE)
		say(o,
		    "TỪ CHỐI: sổ có một mốc mà bộ nhớ niêm phong (.seal) "
		    "không nhớ: bộ nhớ này là bản cũ; hai người xác nhận dấu "
		    "kiểm đã công bố mới nhất: minhbach-seal recall",
		    "REFUSED: the ledger has a checkpoint that the memory "
		    "(.seal) does not: the memory is an old copy; let two "
		    "people confirm the newest published checkpoint: "
		    "minhbach-seal recall");
	else
		say(o,
		    "TỪ CHỐI: sổ ngắn hơn hoặc khác với sổ đã niêm phong; "
		    "KHÔNG công bố, giữ nguyên máy, báo cho ban quản trị và "
		    "kiểm tra bản sao lưu",
		    "REFUSED: the ledger is shorter than, or not the same as, "
		    "what was sealed; do NOT publish, leave the machine as it "
		    "is, tell the admins and compare the backups");
	(void)fprintf(stderr,
	    "minhbach-seal: đã niêm phong / last sealed: %llu (%s)\n",
	    (unsigned long long)last->size, err_word(e));
	return STATUS_REFUSED;
}

/* The key, open; its memory; nobody else seals with it meanwhile. */
struct ready {
	int lock;
	struct signer *signer;
	struct checkpoint last;
};

static int
key_open(struct ready *r, const struct options *o)
{
	struct passphrase *p = NULL;
	struct secret *secret = NULL;
	struct keyfile k;
	enum err e;

	e = keyfile_load(&k, o->key);
	if (e != ERR_OK)
		return say_key(o, e);
	r->lock = key_lock(o);
	if (r->lock < 0) {
		say_err(o, ERR_IO,
		    "đang có người khác niêm phong bằng khóa này",
		    "somebody else is sealing with this key now");
		return STATUS_TROUBLE;
	}
	e = memory_load(&r->last, o);
	if (e != ERR_OK)
		return say_memory(o, e);
	e = seal_passphrase(&p, o, false);
	if (e == ERR_OK)
		e = keyfile_unlock(&secret, o->key, p);
	if (e == ERR_OK)
		e = signer_open(&r->signer, o->key, secret);
	secret_free(secret);
	passphrase_free(p);
	return e == ERR_OK ? STATUS_DONE : say_key(o, e);
}

static int
key_close(struct ready *r, const struct options *o, int status)
{
	enum err e = signer_close(r->signer);

	if (r->lock >= 0)
		(void)close(r->lock);
	return status == STATUS_DONE && e != ERR_OK ? say_key(o, e) : status;
}

/* The signature leaves only after the memory of it is on the disk. */
static int
seal(const struct options *o, const struct ready *r, const struct request *q)
{
	uint8_t buf[CHECKPOINT_TEXT_MAX + 512];
	struct sig sig;
	struct wr w;
	enum err e;

	e = signer_sign(&sig, r->signer, q->text);
	if (e != ERR_OK)
		return say_key(o, e);
	e = memory_save(&q->next, o);
	if (e != ERR_OK) {
		say_err(o, e, "không ghi được bộ nhớ niêm phong; chưa ký gì",
		    "cannot write the memory; nothing was sealed");
		return STATUS_TROUBLE;
	}
	wr_init(&w, buf, sizeof(buf));
	wr_span(&w, q->text);
	wr_lit(&w, "\n");
	note_sig_encode(&w, signer_vkey(r->signer), sig.b, sizeof(sig.b));
	if (w.bad || fwrite(buf, 1, w.n, stdout) != w.n)
		return STATUS_TROUBLE;
	return STATUS_DONE;
}

static int
request_take(const struct options *o, const struct ready *r)
{
	uint8_t buf[REQUEST_MAX];
	struct request q;
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
	e = strcmp(signer_vkey(r->signer)->name, q.next.origin) == 0
	    ? seal_follows(&r->last, q.old, &q.next, &q.proof)
	    : ERR_KEY;
	return e == ERR_OK ? seal(o, r, &q) : refuse(o, e, &r->last, q.old);
}

int
cmd_sign(const struct options *o)
{
	struct ready r = {.lock = -1};
	int status = key_open(&r, o);

	if (status == STATUS_DONE && o->ready &&
	    (printf(SEAL_READY "%llu\n", (unsigned long long)r.last.size) < 0 ||
		fflush(stdout) != 0))
		status = STATUS_TROUBLE;
	if (status == STATUS_DONE)
		status = request_take(o, &r);
	return key_close(&r, o, status);
}
