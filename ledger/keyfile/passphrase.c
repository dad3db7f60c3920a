/*
 * passphrase.c - read a passphrase without leaving it anywhere.
 */
#include "passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <utf8proc.h>

#include "text.h"

struct passphrase {
	size_t n;
	uint8_t b[PASSPHRASE_MAX];
};

static enum err
passphrase_check(struct span s)
{
	size_t i;

	if (s.n < PASSPHRASE_MIN || s.n > PASSPHRASE_MAX)
		return ERR_RANGE;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '\0' || s.p[i] == '\n' || s.p[i] == '\r')
			return ERR_FORMAT;
	}
	return is_utf8(s) ? ERR_OK : ERR_FORMAT;
}

/*
 * Keyboards differ in how they write "ậ"; the passphrase is the same.  The
 * code points stand in guarded memory, four bytes for each of at most as many
 * as there are bytes, and twice that while they are decomposed.
 */
static enum err
nfc(struct passphrase *out, struct span s)
{
	utf8proc_int32_t *points;
	utf8proc_ssize_t n;
	const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	const size_t cap = (size_t)PASSPHRASE_MAX * 4;
	enum err e = ERR_OK;

	points = sodium_allocarray(cap + 1, sizeof(*points));
	if (points == NULL)
		return ERR_SECRET;
	n = utf8proc_decompose(s.p, (utf8proc_ssize_t)s.n, points,
	    (utf8proc_ssize_t)cap, how);
	if (n < 0 || (size_t)n > cap)
		e = ERR_FORMAT;
	else
		n = utf8proc_reencode(points, n, how);
	if (e == ERR_OK && (n < PASSPHRASE_MIN || n > PASSPHRASE_MAX))
		e = ERR_RANGE;
	if (e == ERR_OK) {
		out->n = (size_t)n;
		memcpy(out->b, points, (size_t)n);
	}
	sodium_free(points);
	return e;
}

enum err
passphrase_new(struct passphrase **p, struct span s)
{
	struct passphrase *got;
	enum err e;

	e = passphrase_check(s);
	if (e != ERR_OK)
		return e;
	got = sodium_malloc(sizeof(*got));
	if (got == NULL)
		return ERR_SECRET;
	e = nfc(got, s);
	if (e != ERR_OK) {
		sodium_free(got);
		return e;
	}
	if (sodium_mprotect_noaccess(got) != 0) {
		sodium_free(got);
		return ERR_SECRET;
	}
	*p = got;
	return ERR_OK;
}

void
passphrase_free(struct passphrase *p)
{
	sodium_free(p);
}

struct span
passphrase_unlock(struct passphrase *p)
{
	if (sodium_mprotect_readonly(p) != 0)
		return (struct span){NULL, 0};
	return (struct span){p->b, p->n};
}

void
passphrase_lock(struct passphrase *p)
{
	/* On failure the bytes stay readable, which is no worse than before. */
	(void)sodium_mprotect_noaccess(p);
}

/*
 * Byte by byte, so that nothing after the LF is taken from a pipe.  A line
 * that is too long is eaten whole, lest its rest pass for the next one.
 */
static enum err
line_read(uint8_t *buf, size_t *n, size_t cap, int fd)
{
	size_t used;
	ssize_t got;
	uint8_t c;

	used = 0;
	for (;;) {
		got = read(fd, &c, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return ERR_IO;
		if (got == 0 && used == 0)
			return ERR_TRUNCATED;
		if (got == 0 || c == '\n')
			break;
		if (used < cap)
			buf[used] = c;
		used++;
	}
	sodium_memzero(&c, sizeof(c));
	*n = used;
	return used <= cap ? ERR_OK : ERR_RANGE;
}

/* Locked memory from the first letter on: who types takes minutes. */
enum err
passphrase_read(struct passphrase **p, int fd)
{
	uint8_t *buf = sodium_malloc(PASSPHRASE_MAX);
	enum err e;
	size_t n;

	if (buf == NULL)
		return ERR_SECRET;
	e = line_read(buf, &n, PASSPHRASE_MAX, fd);
	if (e == ERR_OK)
		e = passphrase_new(p, (struct span){buf, n});
	sodium_free(buf);
	return e;
}

static bool
say(int fd, const char *s)
{
	size_t n;

	n = strlen(s);
	return write(fd, s, n) == (ssize_t)n;
}

/* The terminal echoes the LF alone, so that the next prompt starts a line. */
static enum err
ask_once(struct passphrase **p, int tty, const char *prompt)
{
	struct termios was, silent;
	enum err e;

	if (tcgetattr(tty, &was) != 0)
		return ERR_MISSING;
	silent = was;
	silent.c_lflag &= ~(tcflag_t)ECHO;
	silent.c_lflag |= ECHONL;
	if (tcsetattr(tty, TCSAFLUSH, &silent) != 0)
		return ERR_IO;
	e = say(tty, prompt) ? passphrase_read(p, tty) : ERR_IO;
	if (tcsetattr(tty, TCSAFLUSH, &was) != 0 && e == ERR_OK) {
		passphrase_free(*p);
		*p = NULL;
		return ERR_IO;
	}
	return e;
}

static bool
is_same(struct passphrase *a, struct passphrase *b)
{
	struct span sa, sb;
	bool same;

	sa = passphrase_unlock(a);
	sb = passphrase_unlock(b);
	same = sa.p != NULL && sb.p != NULL && sa.n == sb.n &&
	    sodium_memcmp(sa.p, sb.p, sa.n) == 0;
	passphrase_lock(a);
	passphrase_lock(b);
	return same;
}

enum err
passphrase_ask(struct passphrase **p, const char *prompt, const char *again)
{
	struct passphrase *one = NULL, *two = NULL;
	enum err e;
	int tty;

	tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	if (tty < 0)
		return ERR_MISSING;
	e = ask_once(&one, tty, prompt);
	if (e == ERR_OK && again != NULL)
		e = ask_once(&two, tty, again);
	if (e == ERR_OK && again != NULL && !is_same(one, two))
		e = ERR_SECRET;
	if (e == ERR_OK) {
		*p = one;
		one = NULL;
	}
	passphrase_free(one);
	passphrase_free(two);
	(void)close(tty);
	return e;
}
