/*
 * topdf.c - LibreOffice under bubblewrap.  The document goes in and the pages
 * come out as files without names; all that it writes on its way is in memory.
 */
#include "topdf.h"

#include "memfile.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BWRAP "/usr/bin/bwrap"
#define SUITE "/usr/bin/soffice"
#define INPUT_FD 3
#define FDS_CLOSED 1024
#define STEP_MS 50

/* What the shell inside does; its output is ours. */
static const char *const convert_line =
    "soffice -env:UserInstallation=file:///tmp/home --headless --norestore "
    "--convert-to pdf --outdir /tmp/out /tmp/in.odt >/dev/null 2>&1 && "
    "cat /tmp/out/in.pdf";

static void
limit(int what, rlim_t most)
{
	struct rlimit r = {most, most};

	if (setrlimit(what, &r) != 0)
		_exit(126);
}

/* In the child: whatever else this process has open stays behind. */
static void
enter(int in, int out)
{
	char *const none[] = {NULL};
	const char *argv[] = {BWRAP, "--unshare-all", "--die-with-parent",
	    "--new-session", "--clearenv", "--setenv", "LC_ALL", "C.UTF-8",
	    "--setenv", "PATH", "/usr/bin", "--setenv", "HOME", "/tmp",
	    "--cap-drop", "ALL", "--ro-bind", "/usr", "/usr", "--symlink",
	    "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", "--symlink",
	    "usr/bin", "/bin", "--ro-bind-try", "/etc/fonts", "/etc/fonts",
	    "--ro-bind-try", "/etc/libreoffice", "/etc/libreoffice", "--proc",
	    "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--chdir", "/tmp",
	    "--ro-bind-data", "3", "/tmp/in.odt", "--", "/usr/bin/sh", "-c",
	    convert_line, NULL};
	char *copy[sizeof(argv) / sizeof(argv[0])];
	int null = open("/dev/null", O_RDWR), fd;
	size_t i;

	if (null < 0 || dup2(null, STDIN_FILENO) < 0 ||
	    dup2(out, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0 ||
	    dup2(in, INPUT_FD) < 0)
		_exit(126);
	for (fd = INPUT_FD + 1; fd < FDS_CLOSED; fd++)
		(void)close(fd);
	limit(RLIMIT_CPU, TOPDF_SECONDS);
	limit(RLIMIT_FSIZE, TOPDF_MAX);
	limit(RLIMIT_CORE, 0);
	for (i = 0; argv[i] != NULL; i++) {
		copy[i] = strdup(argv[i]);
		if (copy[i] == NULL)
			_exit(126);
	}
	copy[i] = NULL;
	(void)execve(BWRAP, copy, none);
	_exit(126);
}

/* Its end, or ours of patience. */
static enum err
await(pid_t pid)
{
	const struct timespec step = {0, STEP_MS * 1000000L};
	int left = TOPDF_SECONDS * 1000 / STEP_MS, status = 0;
	pid_t got;

	while ((got = waitpid(pid, &status, WNOHANG)) == 0 && left-- > 0)
		(void)nanosleep(&step, NULL);
	if (got == 0) {
		(void)kill(pid, SIGKILL);
		(void)waitpid(pid, &status, 0);
		return ERR_RANGE;
	}
	if (got < 0)
		return ERR_IO;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? ERR_OK
							     : ERR_FORMAT;
}

static enum err
convert(int in, int out)
{
	/* Above the descriptors that the child puts in their places. */
	int high_in = fcntl(in, F_DUPFD, 10), high_out;
	enum err e = ERR_IO;
	pid_t pid;

	high_out = fcntl(out, F_DUPFD, 10);
	if (high_in >= 0 && high_out >= 0) {
		pid = fork();
		if (pid == 0)
			enter(high_in, high_out);
		if (pid > 0)
			e = await(pid);
	}
	if (high_in >= 0)
		(void)close(high_in);
	if (high_out >= 0)
		(void)close(high_out);
	return e;
}

enum err
topdf(uint8_t **pdf, size_t *n, struct span odt)
{
	int in = -1, out = -1;
	enum err e;

	if (access(BWRAP, X_OK) != 0 || access(SUITE, X_OK) != 0)
		return ERR_MISSING;
	e = memfile_open(&in);
	if (e == ERR_OK)
		e = memfile_put(in, odt);
	if (e == ERR_OK)
		e = memfile_open(&out);
	if (e == ERR_OK && lseek(in, 0, SEEK_SET) != 0)
		e = ERR_IO;
	if (e == ERR_OK)
		e = convert(in, out);
	if (e == ERR_OK)
		e = memfile_get(pdf, n, out, TOPDF_MAX);
	if (in >= 0)
		(void)close(in);
	if (out >= 0)
		(void)close(out);
	if (e == ERR_OK && (*n < 5 || memcmp(*pdf, "%PDF-", 5) != 0)) {
		free(*pdf);
		e = ERR_FORMAT;
	}
	return e;
}
