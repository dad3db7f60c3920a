/*
 * sealrun.c - the request on a pipe to the seal program, its note back.
 */
#include "sealrun.h"

#include "checkpoint.h"
#include "note.h"
#include "proof.h"
#include "store.h"
#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define REQUEST_MAX (32 + PROOF_MAX * 45 + 1 + CHECKPOINT_TEXT_MAX)
#define ANSWER_MAX 4096
#define FDS_CLOSED 1024

/* "old <size>", proof, empty line, text. */
static enum err
request(struct span *out, struct writer *w, struct store_txn *t, uint64_t size,
    char buf[REQUEST_MAX])
{
	struct hashes h = store_hashes(t);
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
	if (e == ERR_OK)
		e = consistency_make(&p, &h, old, size);
	else if (e == ERR_MISSING)
		e = ERR_OK;
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
		execl(p->path, "minhbach-seal", "-k", p->key, "--passphrase-fd",
		    fd, "sign", (char *)NULL);
	else
		execl(p->path, "minhbach-seal", "-k", p->key, "sign",
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

/* The request is smaller than a pipe holds, so one side after the other. */
static enum err
run(struct span *answer, const struct seal_program *p, struct span req,
    uint8_t buf[ANSWER_MAX])
{
	int to[2], from[2], status = 0;
	bool sent;
	pid_t pid;

	if (pipe(to) != 0)
		return ERR_IO;
	if (pipe(from) != 0) {
		close(to[0]);
		close(to[1]);
		return ERR_IO;
	}
	pid = fork();
	if (pid == 0) {
		close(to[1]);
		close(from[0]);
		child(p, to[0], from[1]);
	}
	close(to[0]);
	close(from[1]);
	sent = pid > 0 && write_all(to[1], req);
	close(to[1]);
	answer->p = buf;
	answer->n = pid > 0 ? read_all(from[0], buf, ANSWER_MAX) : 0;
	close(from[0]);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (pid < 0 || !sent || !WIFEXITED(status) ||
	    WEXITSTATUS(status) == 127)
		return ERR_IO;
	return WEXITSTATUS(status) == 0 ? ERR_OK : ERR_SIGNATURE;
}

enum err
seal_size(struct writer *w, const struct seal_program *p, uint64_t size,
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
