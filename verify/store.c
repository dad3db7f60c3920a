/*
 * store.c - the mode `store`: lets the exporter beside it write the audit
 * stream of a ledger into a pipe, and checks that.  The database itself is
 * never opened here.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "boxkey.h"
#include "keyfile.h"
#include "verify.h"

#define PATH_LEN 4096
#define CHILD_ARGS 12

/* "minhbach" in the directory of this program. */
static bool
exporter(char path[PATH_LEN])
{
	static const char name[] = "minhbach";
	char *slash;
	ssize_t n;

	n = readlink("/proc/self/exe", path, PATH_LEN - sizeof(name));
	if (n <= 0)
		return false;
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL)
		return false;
	memcpy(slash + 1, name, sizeof(name));
	return true;
}

/* A pipe that holds the passphrase and a line feed; -1 on failure. */
static int
passphrase_pipe(struct passphrase *p)
{
	struct span s;
	bool good;
	int fd[2];

	if (pipe(fd) != 0)
		return -1;
	s = passphrase_unlock(p);
	good = write(fd[1], s.p, s.n) == (ssize_t)s.n &&
	    write(fd[1], "\n", 1) == 1;
	passphrase_lock(p);
	(void)close(fd[1]);
	if (good)
		return fd[0];
	(void)close(fd[0]);
	return -1;
}

struct child {
	pid_t pid;
	FILE *out;
};

static bool
spawn(struct child *c, const char *path, char *const argv[])
{
	int fd[2];

	if (pipe(fd) != 0)
		return false;
	c->pid = fork();
	if (c->pid == 0) {
		if (dup2(fd[1], 1) == 1) {
			(void)close(fd[0]);
			(void)close(fd[1]);
			(void)execv(path, argv);
		}
		_exit(127);
	}
	(void)close(fd[1]);
	c->out = c->pid < 0 ? NULL : fdopen(fd[0], "rb");
	if (c->out == NULL)
		(void)close(fd[0]);
	return c->out != NULL;
}

/* A stream that its maker did not finish is not decided by what came. */
static bool
finish(struct child *c)
{
	int status;

	(void)fclose(c->out);
	while (waitpid(c->pid, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int
run(const struct options *o, struct boxkey *reader, char *const argv[])
{
	struct child c;
	int status;

	if (!spawn(&c, argv[0], argv))
		return trouble(o, argv[0], "không chạy được chương trình xuất",
		    "the exporter cannot be run");
	status = check_stream(o, reader, c.out, NULL);
	if (!finish(&c) && status == EXIT_PROVED)
		status = trouble(o, argv[0], "chương trình xuất bị lỗi",
		    "the exporter failed");
	return status;
}

/* execv() takes char * for history's sake, and changes nothing. */
static char *
word(const char *s)
{
	return strdup(s);
}

static int export(const struct options *o, const char *ledger,
    struct boxkey *reader, struct passphrase *p)
{
	char path[PATH_LEN], number[16], *argv[CHILD_ARGS] = {NULL};
	struct keyfile k;
	size_t i, n = 0;
	int fd = -1, status;

	if (!exporter(path))
		return trouble(o, "minhbach", "không tìm thấy", "not found");
	argv[n++] = word(path);
	argv[n++] = word("-C");
	argv[n++] = word(ledger);
	if (p != NULL) {
		fd = passphrase_pipe(p);
		if (fd < 0 || keyfile_load(&k, o->key) != ERR_OK) {
			status = trouble(o, o->key, "không đọc lại được khóa",
			    "the key cannot be read again");
			goto out;
		}
		(void)snprintf(number, sizeof(number), "%d", fd);
		argv[n++] = word("--key");
		argv[n++] = word(o->key);
		argv[n++] = word("--passphrase-fd");
		argv[n++] = word(number);
	}
	argv[n++] = word("export");
	if (p != NULL) {
		argv[n++] = word("--to");
		argv[n++] = word(k.vkey.name);
	}
	status = run(o, reader, argv);
out:
	if (fd >= 0)
		(void)close(fd);
	for (i = 0; i < n; i++)
		free(argv[i]);
	return status;
}

int
verify_store(const struct options *o, char *const *operand)
{
	const char *ledger = operand[0];
	struct boxkey *reader = NULL;
	struct passphrase *p = NULL;
	int status;

	if (!load_reader(&reader, &p, o))
		return EXIT_UNDECIDED;
	status = export(o, ledger, reader, p);
	passphrase_free(p);
	boxkey_free(reader);
	return status;
}
