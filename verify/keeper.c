/*
 * keeper.c - two processes and the few words between them.
 *
 * A request is a kind, a number and a length, then so many bytes; an answer is
 * an error, a zero and a length, then so many bytes.  Neither side allocates
 * more than it asked for or has a bound of.
 */
#include "keeper.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fetch.h"
#include "fileio.h"
#include "verify.h"

enum request {
	REQUEST_SAVE,
	REQUEST_EVIDENCE,
	REQUEST_FETCH
};

struct head {
	uint32_t what;	 /* enum request, or enum err */
	uint32_t n;	 /* bytes that follow */
	uint64_t number; /* of REQUEST_FETCH: the most that is taken */
};

#define REQUEST_MAX STATE_FILE_MAX /* no note is longer */

static bool
put(int fd, const void *bytes, size_t n)
{
	const uint8_t *p = bytes;
	ssize_t w;

	while (n > 0) {
		w = write(fd, p, n);
		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return false;
		p += w;
		n -= (size_t)w;
	}
	return true;
}

static bool
get(int fd, void *bytes, size_t n)
{
	uint8_t *p = bytes;
	ssize_t r;

	while (n > 0) {
		r = read(fd, p, n);
		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			return false;
		p += r;
		n -= (size_t)r;
	}
	return true;
}

static bool
put_message(int fd, uint32_t what, uint64_t number, struct span body)
{
	const struct head h = {what, (uint32_t)body.n, number};

	return put(fd, &h, sizeof(h)) && put(fd, body.p, body.n);
}

/* ---- the keeper ---- */

struct desk {
	const struct options *o;
	const char *address; /* the one that was named, or NULL */
	struct fetch *fetch; /* once it was asked for */
	int fd;
};

/* The reason is said here: the reader knows but that it failed. */
static enum err
ask_address(const struct desk *d, struct fetch_answer *a, const char *name,
    size_t max)
{
	const enum err e = fetch_get(d->fetch, a, name, max);

	if (e == ERR_IO)
		(void)trouble(d->o, d->address, fetch_error(d->fetch),
		    fetch_error(d->fetch));
	return e;
}

static bool
serve_fetch(struct desk *d, const char *name, uint64_t most)
{
	struct fetch_answer a = {.bytes = NULL};
	enum err e = ERR_FORMAT;
	bool good;

	if (d->address != NULL && d->fetch == NULL)
		e = fetch_new(&d->fetch, d->address);
	if (d->fetch != NULL)
		e = ask_address(d, &a, name,
		    most < PUBLIC_FILE_MAX ? (size_t)most : PUBLIC_FILE_MAX);
	good = put_message(d->fd, (uint32_t)e, 0,
	    (struct span){a.bytes, e == ERR_OK ? a.n : 0});
	free(a.bytes);
	return good;
}

static bool
serve_save(const struct desk *d, struct span state)
{
	enum err e = ERR_MISSING;

	if (d->o->state != NULL)
		e = file_replace(d->o->state, state, 0644);
	return put_message(d->fd, (uint32_t)e, 0, SPAN_LIT(""));
}

static bool
serve_evidence(const struct desk *d, struct span note)
{
	char path[FILE_PATH_MAX];
	enum err e = ERR_MISSING;
	int n;

	if (d->o->state != NULL) {
		n = snprintf(path, sizeof(path), "%s.evidence", d->o->state);
		e = n > 0 && (size_t)n < sizeof(path)
		    ? file_create(path, note, 0644)
		    : ERR_RANGE;
	}
	if (e == ERR_EXISTS)
		e = ERR_OK;
	return put_message(d->fd, (uint32_t)e, 0, SPAN_LIT(""));
}

static void
serve(struct desk *d)
{
	uint8_t body[REQUEST_MAX + 1];
	struct head h;
	bool good = true;

	while (good && get(d->fd, &h, sizeof(h)) && h.n <= REQUEST_MAX &&
	    get(d->fd, body, h.n)) {
		body[h.n] = '\0';
		if (h.what == REQUEST_FETCH)
			good = serve_fetch(d, (const char *)body, h.number);
		else if (h.what == REQUEST_SAVE)
			good = serve_save(d, (struct span){body, h.n});
		else if (h.what == REQUEST_EVIDENCE)
			good = serve_evidence(d, (struct span){body, h.n});
		else
			good = false;
	}
	fetch_free(d->fetch);
}

static int
status_of(const struct options *o, pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return EXIT_UNDECIDED;
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	return trouble(o, "minhbach-verify",
	    "tiến trình đọc bị dừng giữa chừng: dữ liệu này làm hỏng chương "
	    "trình, xin báo cho người viết",
	    "the reading process died: what it read breaks this program; "
	    "please report it");
}

static int
read_in_child(const struct options *o, int fd,
    int (*mode)(const struct options *o, char *const *operand),
    char *const *operand)
{
	struct keeper k = {.fd = fd};
	struct options mine = *o;
	int status;

	mine.keeper = &k;
	status = mode(&mine, operand);
	if (fflush(stdout) != 0 || ferror(stdout))
		status =
		    trouble(o, "stdout", "không ghi được", "cannot be written");
	return status;
}

int
keeper_run(const struct options *o,
    int (*mode)(const struct options *o, char *const *operand),
    char *const *operand)
{
	struct desk d = {.o = o};
	int fd[2];
	pid_t pid;

	if (operand[0] != NULL && fetch_is_address(operand[0]))
		d.address = operand[0];
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, fd) != 0)
		return trouble(o, "socketpair", strerror(errno),
		    strerror(errno));
	pid = fork();
	if (pid == 0) {
		(void)close(fd[0]);
		exit(read_in_child(o, fd[1], mode, operand));
	}
	(void)close(fd[1]);
	(void)signal(SIGPIPE, SIG_IGN);
	d.fd = fd[0];
	if (pid > 0)
		serve(&d);
	(void)close(fd[0]);
	if (pid < 0)
		return trouble(o, "fork", strerror(errno), strerror(errno));
	return status_of(o, pid);
}

/* ---- the reader ---- */

bool
keeper_confine(const struct options *o, const char *a, const char *b)
{
	const struct confine c = {.path = {a, b}};
	const enum err e = confine_enter(o->keeper->words, &c);

	o->keeper->confined = e == ERR_OK;
	if (e == ERR_OK || e == ERR_RULE)
		return true;
	(void)trouble(o, a == NULL ? "sandbox" : a,
	    e == ERR_MISSING ? "không có tệp hay thư mục này"
			     : "không vào được hộp cát",
	    e == ERR_MISSING ? "no such file or directory"
			     : "the sandbox cannot be entered");
	return false;
}

static enum err
request(const struct keeper *k, enum request what, uint64_t number,
    struct span body, struct head *answer)
{
	if (body.n > REQUEST_MAX)
		return ERR_RANGE;
	if (!put_message(k->fd, (uint32_t)what, number, body) ||
	    !get(k->fd, answer, sizeof(*answer)) || answer->what > ERR_IO)
		return ERR_IO;
	return (enum err)answer->what;
}

enum err
keeper_save(const struct options *o, struct span state)
{
	struct head answer;

	return request(o->keeper, REQUEST_SAVE, 0, state, &answer);
}

enum err
keeper_evidence(const struct options *o, struct span note)
{
	struct head answer;

	return request(o->keeper, REQUEST_EVIDENCE, 0, note, &answer);
}

static enum err
fetch(void *arg, const char *name, uint8_t **bytes, size_t *n, size_t max)
{
	const struct keeper *k = arg;
	struct head answer;
	uint8_t *p;
	enum err e;

	e = request(k, REQUEST_FETCH, max, span_str(name), &answer);
	if (e != ERR_OK)
		return e;
	if (answer.n > max)
		return ERR_IO;
	p = malloc(answer.n + (size_t)1);
	if (p == NULL)
		return ERR_MEMORY;
	if (!get(k->fd, p, answer.n)) {
		free(p);
		return ERR_IO;
	}
	*bytes = p;
	*n = answer.n;
	return ERR_OK;
}

struct public_source
keeper_source(const struct options *o)
{
	return (struct public_source){fetch, o->keeper, NULL, 0};
}
