/*
 * sandbox.c - xlsx2csv in a jail, and a pipe out.
 */
#include "sandbox.h"

#include "jail.h"
#include "memfile.h"
#include "sheet.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PYTHON "/usr/bin/python3"
#define CONVERTER "/usr/bin/xlsx2csv"
#define INPUT "/tmp/in.xlsx"
#define COMPLAINT_MAX 256
#define CHUNK 65536

struct work {
	pid_t pid;
	int out, complaint; /* ends of pipes that we read */
	uint8_t *csv;
	size_t n, cap;
	char said[COMPLAINT_MAX]; /* beginning of its standard error */
	size_t n_said;
};

/* In the child. */
static void
enter(int in, int out, int complaint, unsigned number)
{
	static const char *const own[] = {NULL};
	char digits[16];
	const char *const run[] = {PYTHON, "-I", "-S", "-B", CONVERTER, "-f",
	    "%Y-%m-%d", "-s", digits, INPUT, NULL};
	const struct jail j = {.own = own,
	    .input = INPUT,
	    .run = run,
	    .in = in,
	    .out = out,
	    .complaint = complaint,
	    .cpu_seconds = SANDBOX_CPU_SECONDS,
	    .file_max = SANDBOX_FILE_MAX,
	    .memory_max = SANDBOX_MEMORY_MAX};

	(void)snprintf(digits, sizeof(digits), "%u", number);
	jail_enter(&j);
}

static void
close_pipe(const int end[2])
{
	(void)close(end[0]);
	(void)close(end[1]);
}

static enum err
begin(struct work *k, int in, unsigned number)
{
	int out[2] = {-1, -1}, said[2] = {-1, -1};

	if (pipe(out) == 0 && pipe(said) == 0)
		k->pid = fork();
	if (k->pid == 0)
		enter(in, out[1], said[1], number);
	if (k->pid < 0) {
		close_pipe(out);
		close_pipe(said);
		return ERR_IO;
	}
	(void)close(out[1]);
	(void)close(said[1]);
	k->out = out[0];
	k->complaint = said[0];
	return ERR_OK;
}

/* More of what it writes; false at the end of it. */
static bool
more(enum err *e, struct work *k)
{
	ssize_t got;

	if (k->cap - k->n < CHUNK) {
		size_t cap = k->cap * 2 + CHUNK;
		uint8_t *p = realloc(k->csv, cap);

		if (p == NULL) {
			*e = ERR_MEMORY;
			return false;
		}
		k->csv = p;
		k->cap = cap;
	}
	got = read(k->out, k->csv + k->n, CHUNK);
	if (got < 0 && errno == EINTR)
		return true;
	if (got < 0)
		*e = ERR_IO;
	if (got <= 0)
		return false;
	k->n += (size_t)got;
	if (k->n > SHEET_BYTES_MAX)
		*e = ERR_RANGE;
	return *e == ERR_OK;
}

/* Its complaints: the first bytes are kept, the rest is let go. */
static bool
hear(struct work *k)
{
	char buf[COMPLAINT_MAX];
	ssize_t got = read(k->complaint, buf, sizeof(buf));
	size_t n;

	if (got <= 0)
		return got < 0 && errno == EINTR;
	n = (size_t)got;
	if (n > sizeof(k->said) - 1 - k->n_said)
		n = sizeof(k->said) - 1 - k->n_said;
	memcpy(k->said + k->n_said, buf, n);
	k->n_said += n;
	return true;
}

static int64_t
now_ms(void)
{
	struct timespec t = {0, 0};

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static enum err
drain(struct work *k)
{
	struct pollfd p[2] = {{k->out, POLLIN, 0}, {k->complaint, POLLIN, 0}};
	int64_t end = now_ms() + (int64_t)SANDBOX_WALL_SECONDS * 1000, left;
	enum err e = ERR_OK;

	while (e == ERR_OK && (p[0].fd >= 0 || p[1].fd >= 0)) {
		left = end - now_ms();
		if (left <= 0)
			return ERR_RANGE;
		if (poll(p, 2, (int)left) < 0 && errno != EINTR)
			return ERR_IO;
		if (p[0].revents != 0 && !more(&e, k))
			p[0].fd = -1;
		if (p[1].revents != 0 && !hear(k))
			p[1].fd = -1;
		p[0].revents = p[1].revents = 0;
	}
	return e;
}

/* How it ended, once all was read. */
static enum err
verdict(const struct work *k, int status)
{
	/* It also complains of formats that it does not know, and hands out
	 * the bare value then: that is no failure. */
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return ERR_OK;
	if (strncmp(k->said, "bwrap:", 6) == 0)
		return ERR_AUTHORITY;
	if (WIFEXITED(status) && WEXITSTATUS(status) == JAIL_FAILED)
		return ERR_IO;
	/* A signal inside comes out as 128 and its number. */
	if (WIFSIGNALED(status) || WEXITSTATUS(status) > 128 ||
	    strstr(k->said, "MemoryError") != NULL)
		return ERR_RANGE;
	return ERR_FORMAT;
}

static enum err
finish(struct work *k, enum err e)
{
	int status = 0;

	if (e != ERR_OK)
		(void)kill(k->pid, SIGKILL);
	while (waitpid(k->pid, &status, 0) < 0)
		if (errno != EINTR)
			return ERR_IO;
	return e != ERR_OK ? e : verdict(k, status);
}

enum err
sandbox_xlsx(uint8_t **csv, size_t *n, struct span xlsx, unsigned number)
{
	struct work k = {.pid = -1, .out = -1, .complaint = -1};
	int in = -1;
	enum err e;

	if (!jail_exists() || access(CONVERTER, R_OK) != 0 ||
	    access(PYTHON, X_OK) != 0)
		return ERR_MISSING;
	e = memfile_open(&in);
	if (e != ERR_OK)
		return e;
	e = memfile_put(in, xlsx);
	if (e == ERR_OK)
		e = begin(&k, in, number);
	if (e == ERR_OK) {
		e = finish(&k, drain(&k));
		(void)close(k.out);
		(void)close(k.complaint);
	}
	(void)close(in);
	if (e != ERR_OK) {
		free(k.csv);
		return e;
	}
	*csv = k.csv;
	*n = k.n;
	return ERR_OK;
}
