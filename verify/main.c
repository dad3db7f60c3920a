/*
 * main.c - minhbach-verify: proves or disproves a ledger, for auditors and for
 * anyone who holds its public directory.  Options, and one function per mode.
 */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "draw.h"
#include "harden.h"
#include "sigpool.h"
#include "verify.h"
#include "words.h"

/* What the other modes check. */
static int
list_checks(const struct options *o, char *const *none)
{
	const struct check_info *c;
	size_t i;

	(void)none;
	for (i = 0; (c = check_info(i)) != NULL; i++)
		(void)printf("%-13s %-12s %-14s %s\n", c->name, c->clause,
		    c->modes, o->english ? c->en : c->vi);
	return EXIT_PROVED;
}

static const struct mode {
	const char *name, *operands, *vi, *en;
	int n;	    /* operands */
	bool apart; /* in a process of its own */
	int (*run)(const struct options *o, char *const *operand);
} modes[] = {
    {"public", "DIR|URL", "kiểm tra một thư mục công khai",
	"check a public directory", 1, true, verify_public},
    {"stream", "FILE|-", "kiểm tra một dòng kiểm toán đã xuất",
	"check an audit stream that was exported", 1, true, verify_stream},
    {"store", "LEDGER", "xuất một sổ và kiểm tra",
	"export a ledger and check it", 1, true, verify_store},
    {"receipt", "FILE", "kiểm tra phiếu chứng minh của một dòng",
	"check the proof of one entry", 1, true, verify_receipt},
    {"sample", "FILE|-", "rút ngẫu nhiên các khoản chi để đối chiếu",
	"draw payments at random, to be looked at", 1, true, verify_sample},
    {"exceptions", "FILE|-", "những dòng đúng quy tắc nhưng nên hỏi lại",
	"what keeps every rule and deserves a question", 1, true,
	verify_exceptions},
    {"report", "FILE|-", "báo cáo hai trang cho đoàn kiểm tra (HTML)",
	"two pages for the file of an inspection (HTML)", 1, true,
	verify_report},
    {"compare", "OLD NEW", "hai bản của một sổ khác nhau ở những dòng nào",
	"which entries differ between two copies", 2, true, verify_compare},
    {"watch", "DIR|URL", "canh chừng: báo động khi bị lùi, rẽ nhánh, sửa, trễ",
	"keep watch: rollback, fork, alteration, delay", 1, false,
	verify_watch},
    {"checks", "", "các phép kiểm tra, và mỗi phép chứng minh điều gì",
	"the checks, and what each of them proves", 0, false, list_checks},
};

/* More threads than this only when asked: others use the machine, too. */
#define THREADS_DEFAULT_MAX 4

/* Minutes between two looks. */
#define EVERY_DEFAULT 60
#define EVERY_MAX 10080

/* Without --lang, both languages. */
static void
help(FILE *to, const struct options *o)
{
	bool vi = !o->english, en = o->english || !o->one_language;
	size_t i;

	(void)fputs("minhbach-verify [--anchor FILE] [--policy FILE] "
		    "[--state FILE] [--key KEYFILE]\n"
		    "                [--passphrase-fd N] [--quick|--full] "
		    "[--threads N] [--all]\n"
		    "                [-n N] [--seed TEXT] [--every MINUTES] "
		    "[--once] [--csv] [--json]\n"
		    "                [--lang vi|en] MODE ...\n\n",
	    to);
	for (i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		(void)fprintf(to, "  %-10s %-8s %s\n", modes[i].name,
		    modes[i].operands, vi ? modes[i].vi : modes[i].en);
		if (vi && en)
			(void)fprintf(to, "%22s%s\n", "", modes[i].en);
	}
	(void)fprintf(to, "\nexit status:%s%s\n",
	    vi ? " 0 đúng, 1 sai, 2 chưa kết luận, sai cách dùng, trở ngại"
	       : " 0 proved, 1 disproved, 2 not decided, usage or trouble",
	    vi && en ? "\n             0 proved, 1 disproved, 2 not decided, "
		       "usage or trouble"
		     : "");
}

static int
usage(const struct options *o)
{
	help(stderr, o);
	return EXIT_UNDECIDED;
}

int
trouble(const struct options *o, const char *what, const char *vi,
    const char *en)
{
	(void)fprintf(stderr, "minhbach-verify: %s: %s\n", what,
	    o->english ? en : vi);
	return EXIT_UNDECIDED;
}

static unsigned
default_threads(void)
{
	const long n = sysconf(_SC_NPROCESSORS_ONLN);

	if (n < 1)
		return 1;
	return n < THREADS_DEFAULT_MAX ? (unsigned)n : THREADS_DEFAULT_MAX;
}

static bool
number(int *out, const char *s, int max)
{
	char *end;
	long v;

	errno = 0;
	v = strtol(s, &end, 10);
	if (errno != 0 || end == s || *end != '\0' || v < 0 || v > max)
		return false;
	*out = (int)v;
	return true;
}

static bool
set(struct options *o, int c, const char *arg)
{
	int n;

	switch (c) {
	case 'a':
		o->anchor = arg;
		return true;
	case 'p':
		o->policy = arg;
		return true;
	case 's':
		o->state = arg;
		return true;
	case 'k':
		o->key = arg;
		return true;
	case 'f':
		return number(&o->passphrase_fd, arg, 1023);
	case 't':
		if (!number(&n, arg, SIGPOOL_THREADS_MAX) || n < 1)
			return false;
		o->threads = (unsigned)n;
		return true;
	case 'q':
	case 'F':
		o->quick = c == 'q';
		return true;
	case 'h':
		o->help = true;
		return true;
	case 'A':
		o->all = true;
		return true;
	case 'j':
		o->json = true;
		return true;
	case 'c':
		o->csv = true;
		return true;
	case 'n':
		return number(&o->count, arg, DRAW_MAX) && o->count > 0;
	case 'o':
		o->once = true;
		return true;
	case 'e':
		return number(&o->every, arg, EVERY_MAX) && o->every > 0;
	case 'S':
		o->seed = arg;
		return true;
	case 'l':
		o->one_language = true;
		o->english = strcmp(arg, "en") == 0;
		return o->english || strcmp(arg, "vi") == 0;
	default:
		return false;
	}
}

static bool
parse(struct options *o, int argc, char **argv)
{
	static const struct option longs[] = {
	    {"anchor", required_argument, NULL, 'a'},
	    {"policy", required_argument, NULL, 'p'},
	    {"state", required_argument, NULL, 's'},
	    {"key", required_argument, NULL, 'k'},
	    {"passphrase-fd", required_argument, NULL, 'f'},
	    {"quick", no_argument, NULL, 'q'},
	    {"full", no_argument, NULL, 'F'},
	    {"threads", required_argument, NULL, 't'},
	    {"all", no_argument, NULL, 'A'},
	    {"json", no_argument, NULL, 'j'},
	    {"csv", no_argument, NULL, 'c'},
	    {"count", required_argument, NULL, 'n'},
	    {"seed", required_argument, NULL, 'S'},
	    {"once", no_argument, NULL, 'o'},
	    {"every", required_argument, NULL, 'e'},
	    {"lang", required_argument, NULL, 'l'},
	    {"help", no_argument, NULL, 'h'},
	    {NULL, 0, NULL, 0},
	};
	int c;

	while ((c = getopt_long(argc, argv, "n:", longs, NULL)) != -1)
		if (!set(o, c, optarg))
			return false;
	return true;
}

int
main(int argc, char **argv)
{
	struct options o = {.passphrase_fd = -1,
	    .threads = default_threads(),
	    .every = EVERY_DEFAULT};
	int status;
	size_t i;

	if (process_harden() != ERR_OK)
		return EXIT_UNDECIDED;
	if (!parse(&o, argc, argv))
		return usage(&o);
	if (o.help) {
		help(stdout, &o);
		return fflush(stdout) == 0 ? EXIT_PROVED : EXIT_UNDECIDED;
	}
	for (i = 0; optind < argc && i < sizeof(modes) / sizeof(modes[0]);
	     i++) {
		if (strcmp(modes[i].name, argv[optind]) != 0)
			continue;
		if (argc - optind - 1 != modes[i].n)
			break;
		if (modes[i].apart)
			return keeper_run(&o, modes[i].run, argv + optind + 1);
		status = modes[i].run(&o, argv + optind + 1);
		if (fflush(stdout) != 0 || ferror(stdout))
			return trouble(&o, "stdout", "không ghi được",
			    "cannot be written");
		return status;
	}
	return usage(&o);
}
