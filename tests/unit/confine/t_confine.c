/* What a confined process can no longer do: each in a child of its own, since
 * there is no way back.  Every deed is done first where it must be possible. */
/* For MAP_ANONYMOUS.
 * NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
#define _DEFAULT_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "confine.h"

#define PAGE 4096
#define NAME_LEN 96

/* Exit statuses of the child. */
enum {
	CAN,
	CANNOT,
	NO_CONFINE
};

static char top[32], dir[NAME_LEN], inside[NAME_LEN], outside[NAME_LEN];

static bool
make(const char *name)
{
	const int fd = open(name, O_WRONLY | O_CREAT | O_EXCL, 0600);

	return fd >= 0 && close(fd) == 0;
}

static int
setup(void **state)
{
	(void)state;
	(void)snprintf(top, sizeof(top), "/tmp/confine.XXXXXX");
	if (mkdtemp(top) == NULL)
		return -1;
	(void)snprintf(dir, sizeof(dir), "%s/dir", top);
	(void)snprintf(inside, sizeof(inside), "%s/dir/file", top);
	(void)snprintf(outside, sizeof(outside), "%s/file", top);
	return mkdir(dir, 0700) == 0 && make(inside) && make(outside) ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	(void)unlink(inside);
	(void)unlink(outside);
	return rmdir(dir) == 0 && rmdir(top) == 0 ? 0 : -1;
}

/* ---- deeds: true, it was done ---- */

static bool
read_inside(void)
{
	const int fd = open(inside, O_RDONLY);

	return fd >= 0 && close(fd) == 0;
}

static bool
read_outside(void)
{
	const int fd = open(outside, O_RDONLY);

	return fd >= 0 && close(fd) == 0;
}

static bool
write_inside(void)
{
	const int fd = open(inside, O_WRONLY);

	return fd >= 0 && close(fd) == 0;
}

static bool
connect_out(void)
{
	const int fd = socket(AF_INET, SOCK_STREAM, 0);

	return fd >= 0 && close(fd) == 0;
}

static bool
start(void)
{
	const pid_t pid = fork();
	int status;

	if (pid == 0)
		_exit(0);
	return pid > 0 && waitpid(pid, &status, 0) == pid;
}

static bool
memory_that_runs(void)
{
	return mmap(NULL, PAGE, PROT_READ | PROT_EXEC,
		   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static bool
memory_made_to_run(void)
{
	void *p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p != MAP_FAILED && mprotect(p, PAGE, PROT_READ | PROT_EXEC) == 0;
}

static bool
more_memory(void)
{
	return mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
		   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static void *
nothing(void *arg)
{
	return arg;
}

static bool
threads(void)
{
	pthread_t t;

	return pthread_create(&t, NULL, nothing, NULL) == 0 &&
	    pthread_join(t, NULL) == 0;
}

/* To the one that started it, and to itself. */
static bool
signal_others(void)
{
	return syscall(SYS_tgkill, getppid(), getppid(), 0) == 0;
}

static bool
signal_itself(void)
{
	return syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), 0) == 0;
}

/* ---- */

static int
try(const struct confine *c, bool (*deed)(void))
{
	char words[CONFINE_WORDS_LEN];
	const pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		if (c != NULL && confine_enter(words, c) != ERR_OK)
			_exit(NO_CONFINE);
		_exit(deed() ? CAN : CANNOT);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static const struct {
	const char *what;
	bool (*deed)(void);
	int free, closed, below, file; /* confined: not; and given nothing, the
					  directory, the file in it */
} deeds[] = {
    {"a file below the directory is read", read_inside, CAN, CANNOT, CAN, CAN},
    {"a file elsewhere is read", read_outside, CAN, CANNOT, CANNOT, CANNOT},
    {"a file is written", write_inside, CAN, CANNOT, CANNOT, CANNOT},
    {"a socket is made", connect_out, CAN, CANNOT, CANNOT, CANNOT},
    {"a process is started", start, CAN, CANNOT, CANNOT, CANNOT},
    {"memory that runs", memory_that_runs, CAN, CANNOT, CANNOT, CANNOT},
    {"memory made to run", memory_made_to_run, CAN, CANNOT, CANNOT, CANNOT},
    {"others are sent signals", signal_others, CAN, CANNOT, CANNOT, CANNOT},
    {"a signal to itself", signal_itself, CAN, CAN, CAN, CAN},
    {"memory", more_memory, CAN, CAN, CAN, CAN},
    {"threads", threads, CAN, CAN, CAN, CAN},
};

static void
deeds_are_refused(void **state)
{
	const struct confine closed = {.serves = false},
			     below = {.path = {dir}},
			     file = {.path = {NULL, inside}};
	size_t i;

	(void)state;
	if (try(&closed, more_memory) == NO_CONFINE) {
		print_message("this system confines nobody\n");
		skip();
	}
	for (i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++) {
		if (try(NULL, deeds[i].deed) == deeds[i].free &&
		    try(&closed, deeds[i].deed) == deeds[i].closed &&
		    try(&below, deeds[i].deed) == deeds[i].below &&
		    try(&file, deeds[i].deed) == deeds[i].file)
			continue;
		fail_msg("%s", deeds[i].what);
	}
}

static void
a_directory_that_is_not_there(void **state)
{
	const struct confine c = {.path = {"/tmp/confine.none/none"}};
	char words[CONFINE_WORDS_LEN];
	enum err e;

	(void)state;
	e = confine_enter(words, &c);
	assert_true(e == ERR_MISSING || e == ERR_RULE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(deeds_are_refused),
	    cmocka_unit_test(a_directory_that_is_not_there),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
