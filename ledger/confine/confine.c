/*
 * confine.c - Landlock for files and the network, seccomp for all the rest.
 */
/* For syscall and O_PATH.
 * NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
#define _GNU_SOURCE
#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Newer than the headers that we are built with: numbers of the kernel's
 * interface, which do not change. */
#define FS_ABI_1 ((UINT64_C(1) << 13) - 1)
#define FS_REFER (UINT64_C(1) << 13)	/* ABI 2 */
#define FS_TRUNCATE (UINT64_C(1) << 14) /* ABI 3 */
#define NET_BOTH UINT64_C(3)		/* ABI 4: bind, connect */
#define FS_IOCTL (UINT64_C(1) << 15)	/* ABI 5 */
#define SCOPE_BOTH UINT64_C(3)		/* ABI 6: sockets, signals */
#define FS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

struct ruleset {
	uint64_t fs, net, scope;
};

/* Longer structures are refused by older kernels, unless the rest is zero. */
static size_t
ruleset_init(struct ruleset *r, long abi)
{
	*r = (struct ruleset){.fs = FS_ABI_1};
	if (abi >= 2)
		r->fs |= FS_REFER;
	if (abi >= 3)
		r->fs |= FS_TRUNCATE;
	if (abi >= 4)
		r->net = NET_BOTH;
	if (abi >= 5)
		r->fs |= FS_IOCTL;
	if (abi >= 6)
		r->scope = SCOPE_BOTH;
	if (abi >= 6)
		return sizeof(*r);
	return abi >= 4 ? offsetof(struct ruleset, scope)
			: offsetof(struct ruleset, net);
}

static enum err
landlock_allow(int set, const char *path)
{
	struct landlock_path_beneath_attr beneath = {.allowed_access = FS_READ};
	enum err e = ERR_IO;
	struct stat st;

	beneath.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (beneath.parent_fd < 0)
		return ERR_MISSING;
	/* A file cannot be listed, and the kernel wants that said. */
	if (fstat(beneath.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		beneath.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
	if (syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH,
		&beneath, 0) == 0)
		e = ERR_OK;
	(void)close(beneath.parent_fd);
	return e;
}

static enum err
landlock_close(const char *const path[CONFINE_PATHS], long abi)
{
	struct ruleset r;
	enum err e = ERR_OK;
	size_t i, n;
	int set;

	n = ruleset_init(&r, abi);
	set = (int)syscall(SYS_landlock_create_ruleset, &r, n, 0);
	if (set < 0)
		return ERR_IO;
	for (i = 0; i < CONFINE_PATHS && e == ERR_OK; i++)
		if (path[i] != NULL)
			e = landlock_allow(set, path[i]);
	if (e == ERR_OK && syscall(SYS_landlock_restrict_self, set, 0) != 0)
		e = ERR_IO;
	(void)close(set);
	return e;
}

/* What the C library, threads, locked memory and reading need. */
static const int plain[] = {SCMP_SYS(brk), SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep), SCMP_SYS(close), SCMP_SYS(eventfd2),
    SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(fcntl), SCMP_SYS(fstat),
    SCMP_SYS(fstatfs), SCMP_SYS(futex), SCMP_SYS(getdents64), SCMP_SYS(getpid),
    SCMP_SYS(getrandom), SCMP_SYS(gettid), SCMP_SYS(gettimeofday),
    SCMP_SYS(lseek), SCMP_SYS(madvise), SCMP_SYS(mlock), SCMP_SYS(mremap),
    SCMP_SYS(munlock), SCMP_SYS(munmap), SCMP_SYS(nanosleep),
    SCMP_SYS(newfstatat), SCMP_SYS(pipe2), SCMP_SYS(poll), SCMP_SYS(ppoll),
    SCMP_SYS(read), SCMP_SYS(restart_syscall), SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigtimedwait), SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_yield), SCMP_SYS(set_robust_list), SCMP_SYS(wait4),
    SCMP_SYS(write), SCMP_SYS(writev)};

/* What answering connections that others opened needs. */
static const int serving[] = {SCMP_SYS(accept), SCMP_SYS(accept4),
    SCMP_SYS(getpeername), SCMP_SYS(getsockname), SCMP_SYS(getsockopt),
    SCMP_SYS(recvfrom), SCMP_SYS(recvmsg), SCMP_SYS(sendmsg), SCMP_SYS(sendto),
    SCMP_SYS(setsockopt), SCMP_SYS(shutdown)};

/* Calls that are allowed with some arguments only. */
static int
seccomp_partly(scmp_filter_ctx f)
{
	const uint64_t thread = 0x00010000; /* CLONE_THREAD */
	const uint64_t writes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
	const uint64_t run = 4; /* PROT_EXEC */
	int bad = 0;

	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, writes, 0));
	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, run, 0));
	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, run, 0));
	/* Signals to itself alone. */
	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
	    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
	/* Is it a terminal? */
	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
	    SCMP_A1(SCMP_CMP_EQ, TCGETS, 0));
	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
	    SCMP_A0(SCMP_CMP_MASKED_EQ, thread, thread));
	/* The C library then takes clone, whose arguments can be seen. */
	bad |= seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
	    SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME, 0));
	return bad;
}

static int
seccomp_list(scmp_filter_ctx f, const int *call, size_t n)
{
	int bad = 0;
	size_t i;

	for (i = 0; i < n; i++)
		bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, call[i], 0);
	return bad;
}

static enum err
seccomp_close(bool serves)
{
	scmp_filter_ctx f;
	int bad;

	f = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	if (f == NULL)
		return ERR_MEMORY;
	bad = seccomp_list(f, plain, sizeof(plain) / sizeof(plain[0]));
	if (serves)
		bad |= seccomp_list(f, serving,
		    sizeof(serving) / sizeof(serving[0]));
	bad |= seccomp_partly(f);
	bad |= seccomp_load(f);
	seccomp_release(f);
	return bad == 0 ? ERR_OK : ERR_RULE;
}

/* A sanitizer opens files and starts processes of its own. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#define SANITIZED __has_feature(address_sanitizer)
#else
#define SANITIZED false
#endif

enum err
confine_enter(char words[CONFINE_WORDS_LEN], const struct confine *c)
{
	long abi;
	enum err e;

	(void)snprintf(words, CONFINE_WORDS_LEN, "no landlock");
	if (SANITIZED)
		return ERR_RULE;
	abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	if (abi < 1)
		return ERR_RULE;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return ERR_IO;
	e = landlock_close(c->path, abi);
	if (e != ERR_OK)
		return e;
	(void)snprintf(words, CONFINE_WORDS_LEN, "no seccomp");
	e = seccomp_close(c->serves);
	if (e == ERR_OK)
		(void)snprintf(words, CONFINE_WORDS_LEN,
		    "landlock %ld, seccomp, no new privileges", abi);
	return e;
}
