/*
 * main.c - options and the table of commands of minhbach-seal.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harden.h"
#include "seal.h"

#define FD_MAX 1023

static const struct command {
	const char *name, *operand, *vi, *en;
	int (*run)(const struct options *o);
} commands[] = {
    {"init", "ORIGIN", "tạo khóa niêm phong của một sổ mới",
	"make the sealing key of a new ledger", cmd_init},
    {"sign", "", "ký niêm phong được yêu cầu ở đầu vào chuẩn",
	"sign the seal asked for on standard input", cmd_sign},
    {"show", "", "xem niêm phong đã ký sau cùng", "show the seal signed last",
	cmd_show},
    {"recall", "CHECKPOINT", "nhớ lại từ dấu kiểm đã công bố mới nhất",
	"remember from the newest published checkpoint", cmd_recall},
};
#define N_COMMANDS (sizeof(commands) / sizeof(commands[0]))

static void
help(FILE *to, enum lang lang)
{
	size_t i;

	(void)fputs("minhbach-seal -k KEYFILE [--passphrase-fd N] "
		    "[--lang vi|en]\n"
		    "              [--kdf interactive|moderate|sensitive] "
		    "[--ready] COMMAND ...\n\n",
	    to);
	for (i = 0; i < N_COMMANDS; i++) {
		(void)fprintf(to, "  %-6s %-10s  %s\n", commands[i].name,
		    commands[i].operand,
		    lang == LANG_EN ? commands[i].en : commands[i].vi);
		if (lang == LANG_BOTH)
			(void)fprintf(to, "%21s%s\n", "", commands[i].en);
	}
	(void)fputs("\nexit status:", to);
	if (lang != LANG_EN)
		(void)fputs(" 0 xong, 1 từ chối, 2 sai cách dùng hoặc có trở "
			    "ngại\n",
		    to);
	if (lang == LANG_BOTH)
		(void)fprintf(to, "%12s", "");
	if (lang != LANG_VI)
		(void)fputs(" 0 done, 1 refused, 2 usage or trouble\n", to);
}

static int
usage(const struct options *o)
{
	help(stderr, o->lang);
	return STATUS_TROUBLE;
}

static bool
fd_parse(int *fd, const char *s)
{
	unsigned long v;
	char *end;

	if (*s < '0' || *s > '9')
		return false;
	v = strtoul(s, &end, 10);
	if (*end != '\0' || v > FD_MAX)
		return false;
	*fd = (int)v;
	return true;
}

static bool
options_parse(struct options *o, int argc, char **argv)
{
	static const struct option longs[] = {
	    {"key", required_argument, NULL, 'k'},
	    {"passphrase-fd", required_argument, NULL, 'p'},
	    {"kdf", required_argument, NULL, 'd'},
	    {"lang", required_argument, NULL, 'l'},
	    {"ready", no_argument, NULL, 'r'},
	    {"help", no_argument, NULL, 'h'},
	    {NULL, 0, NULL, 0},
	};
	int c;

	*o = (struct options){.kdf = "moderate", .passphrase_fd = -1};
	while ((c = getopt_long(argc, argv, "k:", longs, NULL)) != -1) {
		if (c == 'k')
			o->key = optarg;
		else if (c == 'h')
			o->help = true;
		else if (c == 'r')
			o->ready = true;
		else if (c == 'd')
			o->kdf = optarg;
		else if (c == 'l' && strcmp(optarg, "en") == 0)
			o->lang = LANG_EN;
		else if (c == 'l' && strcmp(optarg, "vi") == 0)
			o->lang = LANG_VI;
		else if (c != 'p' || !fd_parse(&o->passphrase_fd, optarg))
			return false;
	}
	return o->help || (o->key != NULL && optind < argc);
}

/* Output that could not be written was not given. */
static int
finish(const struct options *o, int status)
{
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		return status;
	say(o, "không ghi được kết quả ra đầu ra chuẩn",
	    "cannot write to standard output");
	return STATUS_TROUBLE;
}

int
main(int argc, char **argv)
{
	struct options o;
	size_t i;
	int rest;

	if (process_harden() != ERR_OK) {
		(void)fputs("minhbach-seal: cannot protect this process\n",
		    stderr);
		return STATUS_TROUBLE;
	}
	if (!options_parse(&o, argc, argv))
		return usage(&o);
	if (o.help) {
		help(stdout, o.lang);
		return finish(&o, STATUS_DONE);
	}
	rest = argc - optind - 1;
	for (i = 0; i < N_COMMANDS; i++) {
		if (strcmp(commands[i].name, argv[optind]) != 0)
			continue;
		if (rest != (commands[i].operand[0] == '\0' ? 0 : 1))
			return usage(&o);
		if (rest == 1)
			o.operand = argv[optind + 1];
		return finish(&o, commands[i].run(&o));
	}
	return usage(&o);
}
