/*
 * sealrun.c - the request on a pipe to the seal program, its note back.
 */
#include "sealrun.h"

#include "checkpoint.h"
#include "note.h"
#include "proof.h"
#include "sealmem.h"
#include "store.h"
#include "text.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define REQUEST_MAX (32 + PROOF_MAX * 45 + 1 + CHECKPOINT_TEXT_MAX)
#define ANSWER_MAX 4096
#define READY_MAX 32
#define FDS_CLOSED 1024

/* Another key sealed the last one: this key remembers the empty tree. */
static bool
is_first(const struct writer *w, uint64_t old, uint64_t size)
{
	const struct authority *a = writer_authority(w);

	return authority_log_key(a, old) != authority_log_key(a, size);
}

/* "old <size>", proof, empty line, text. */
static enum err
request(struct span *out, struct writer *w, struct store_txn *t, uint64_t size,
    char buf[REQUEST_MAX])
{
	struct held held;
	struct hashes h = writer_hashes(&held, w, t);
	struct checkpoint c;
	struct edge edge;
	struct proof p;
	struct span text, last;
	char textbuf[CHECKPOINT_TEXT_MAX];
	struct wr wr;
	uint64_t old = 0;
	size_t i;
	enum err e;

	memset(&p, 0, sizeof(p));
	memset(&c, 0, sizeof(c));
	(void)snprintf(c.origin, sizeof(c.origin), "%s",
	    authority_origin(writer_authority(w)));
	c.size = size;
	e = edge_load(&edge, &h, size);
	if (e != ERR_OK)
		return e;
	c.root = edge_root(&edge);
	e = store_checkpoint_last(t, &old, &last);
	if (e == ERR_MISSING || (e == ERR_OK && is_first(w, old, size))) {
		old = 0;
		e = ERR_OK;
	} else if (e == ERR_OK) {
		e = consistency_make(&p, &h, old, size);
	}
	if (e == ERR_OK)
		e = checkpoint_encode(&text, &c, textbuf, sizeof(textbuf));
	if (e != ERR_OK)
		return e;
	wr_init(&wr, buf, REQUEST_MAX);
	wr_lit(&wr, "old ");
	wr_decimal(&wr, old);
	for (i = 0; i < p.n; i++) {
		wr_lit(&wr, "\n");
		wr_base64(&wr, p.h[i].b, DIGEST_LEN);
	}
	wr_lit(&wr, "\n\n");
	wr_span(&wr, text);
	*out = wr_done(&wr);
	return out->p == NULL ? ERR_SPACE : ERR_OK;
}

static void
child(const struct seal_program *p, int in, int out)
{
	int other;
	char fd[16];

	(void)snprintf(fd, sizeof(fd), "%d", p->passphrase_fd);
	if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0)
		_exit(127);
	/* The officers' passphrases are none of its business. */
	for (other = STDERR_FILENO + 1; other < FDS_CLOSED; other++)
		if (other != p->passphrase_fd)
			(void)close(other);
	if (p->passphrase_fd >= 0)
		execl(p->path, "minhbach-seal", "-k", p->key, "--ready",
		    "--passphrase-fd", fd, "sign", (char *)NULL);
	else
		execl(p->path, "minhbach-seal", "-k", p->key, "--ready", "sign",
		    (char *)NULL);
	_exit(127);
}

static bool
write_all(int fd, struct span s)
{
	ssize_t n;

	while (s.n > 0) {
		n = write(fd, s.p, s.n);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			s.p += n;
			s.n -= (size_t)n;
		}
	}
	return true;
}

static size_t
read_all(int fd, uint8_t *buf, size_t cap)
{
	size_t n = 0;
	ssize_t got;

	while (n < cap) {
		got = read(fd, buf + n, cap - n);
		if (got == 0)
			break;
		if (got < 0 && errno != EINTR)
			return 0;
		if (got > 0)
			n += (size_t)got;
	}
	return n;
}

/* How the child ended. */
static enum err
child_end(struct seal_program *p)
{
	pid_t pid = p->pid;
	int status = 0;

	if (p->to >= 0)
		(void)close(p->to);
	(void)close(p->from);
	p->pid = 0;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return ERR_IO;
	if (!WIFEXITED(status) || WEXITSTATUS(status) == 127)
		return ERR_IO;
	return WEXITSTATUS(status) == 0 ? ERR_OK : ERR_SIGNATURE;
}

void
seal_stop(struct seal_program *p)
{
	if (p->pid == 0)
		return;
	/* It has no request, and is not to complain of that. */
	(void)kill(p->pid, SIGKILL);
	(void)child_end(p);
}

static enum err
child_start(struct seal_program *p)
{
	int to[2], from[2];

	if (pipe(to) != 0)
		return ERR_IO;
	if (pipe(from) != 0) {
		(void)close(to[0]);
		(void)close(to[1]);
		return ERR_IO;
	}
	p->pid = fork();
	if (p->pid == 0) {
		(void)close(to[1]);
		(void)close(from[0]);
		child(p, to[0], from[1]);
	}
	(void)close(to[0]);
	(void)close(from[1]);
	p->to = to[1];
	p->from = from[0];
	if (p->pid > 0)
		return ERR_OK;
	(void)close(p->to);
	(void)close(p->from);
	p->pid = 0;
	return ERR_IO;
}

/* "ready <size>", or the end of a child that has said why. */
static enum err
ready_read(struct seal_program *p)
{
	char line[READY_MAX];
	struct rd r;
	enum err e;
	size_t n = 0;

	while (n < sizeof(line) && read_all(p->from, (uint8_t *)line + n, 1) &&
	    line[n++] != '\n')
		continue;
	rd_init(&r, (struct span){(uint8_t *)line, n});
	rd_lit(&r, SEAL_READY);
	p->seen = rd_decimal(&r, '\n');
	if (rd_done(&r))
		return ERR_OK;
	e = child_end(p);
	return e == ERR_OK ? ERR_SIGNATURE : e;
}

/* The last one that the key in force sealed of what the store has. */
static enum err
last_sealed(uint64_t *size, struct store_txn *t, const struct writer *w)
{
	struct span note;
	enum err e = store_checkpoint_last(t, size, &note);

	if (e == ERR_MISSING ||
	    (e == ERR_OK && is_first(w, *size, writer_size(w)))) {
		*size = 0;
		e = ERR_OK;
	}
	return e;
}

enum err
seal_start(struct writer *w, struct seal_program *p)
{
	struct store_txn *t;
	uint64_t last = 0;
	enum err e = store_begin(&t, writer_store(w), false);

	if (e != ERR_OK)
		return e;
	e = last_sealed(&last, t, w);
	store_abort(t);
	if (e == ERR_OK)
		e = child_start(p);
	if (e == ERR_OK)
		e = ready_read(p);
	if (e != ERR_OK || (p->seen >= last && p->seen <= writer_size(w)))
		return e;
	seal_stop(p);
	return p->seen < last ? ERR_STALE : ERR_RANGE;
}

/* The request is smaller than a pipe holds, so one side after the other. */
static enum err
run(struct span *answer, struct seal_program *p, struct span req,
    uint8_t buf[ANSWER_MAX])
{
	enum err e = ERR_OK;
	bool sent;

	if (p->pid == 0) {
		e = child_start(p);
		if (e == ERR_OK)
			e = ready_read(p);
	}
	if (e != ERR_OK)
		return e;
	sent = write_all(p->to, req);
	(void)close(p->to);
	p->to = -1;
	answer->p = buf;
	answer->n = read_all(p->from, buf, ANSWER_MAX);
	e = child_end(p);
	return e == ERR_OK && !sent ? ERR_IO : e;
}

enum err
seal_size(struct writer *w, struct seal_program *p, uint64_t size,
    struct fault *f)
{
	uint8_t answer[ANSWER_MAX];
	char req[REQUEST_MAX];
	struct store_txn *t;
	struct span note, text;
	uint64_t at = size;
	bool done;
	enum err e;

	if (size == 0 || size > writer_size(w))
		return ERR_RANGE;
	e = store_begin(&t, writer_store(w), false);
	if (e != ERR_OK)
		return e;
	done = store_checkpoint_next(t, &at, &note) == ERR_OK && at == size;
	if (!done)
		e = request(&text, w, t, size, req);
	store_abort(t);
	if (done || e != ERR_OK)
		return e;
	e = run(&note, p, text, answer);
	return e == ERR_OK ? writer_put_checkpoint(w, note, f) : e;
}
