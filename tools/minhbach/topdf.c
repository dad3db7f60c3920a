/*
 * topdf.c - LibreOffice in a jail.  The document goes in and the pages
 * come out as files without names; all that it writes on its way is in memory.
 */
#include "topdf.h"

#include "jail.h"
#include "memfile.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SUITE "/usr/bin/soffice"
#define STEP_MS 50

/* What the shell inside does; its output is ours. */
static const char *const convert_line =
    "soffice -env:UserInstallation=file:///tmp/home --headless --norestore "
    "--convert-to pdf --outdir /tmp/out /tmp/in.odt >/dev/null 2>&1 && "
    "cat /tmp/out/in.pdf";

/* In the child. */
static void
enter(int in, int out)
{
	static const char *const own[] = {"--setenv", "PATH", "/usr/bin",
	    "--setenv", "HOME", "/tmp", "--ro-bind-try", "/etc/fonts",
	    "/etc/fonts", "--ro-bind-try", "/etc/libreoffice",
	    "/etc/libreoffice", "--proc", "/proc", "--dev", "/dev", NULL};
	const char *const run[] = {"/usr/bin/sh", "-c", convert_line, NULL};
	const struct jail j = {.own = own,
	    .input = "/tmp/in.odt",
	    .run = run,
	    .in = in,
	    .out = out,
	    .complaint = -1,
	    .cpu_seconds = TOPDF_SECONDS,
	    .file_max = TOPDF_MAX,
	    .memory_max = RLIM_INFINITY};

	jail_enter(&j);
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
	pid_t pid = fork();

	if (pid == 0)
		enter(in, out);
	return pid < 0 ? ERR_IO : await(pid);
}

enum err
topdf(uint8_t **pdf, size_t *n, struct span odt)
{
	int in = -1, out = -1;
	enum err e;

	if (!jail_exists() || access(SUITE, X_OK) != 0)
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
