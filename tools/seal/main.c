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
	const char *name;
	int (*run)(const struct options *o);
	bool takes_origin;
} commands[] = {
    {"init", cmd_init, true},
    {"sign", cmd_sign, false},
    {"show", cmd_show, false},
};

static int
usage(void)
{
	(void)fputs("usage: minhbach-seal -k KEYFILE [--passphrase-fd N] "
		    "[--lang vi|en]\n"
		    "           [--kdf interactive|moderate|sensitive] "
		    "init ORIGIN | sign | show\n",
	    stderr);
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
	    {NULL, 0, NULL, 0},
	};
	int c;

	*o = (struct options){.kdf = "moderate", .passphrase_fd = -1};
	while ((c = getopt_long(argc, argv, "k:", longs, NULL)) != -1) {
		if (c == 'k')
			o->key = optarg;
		else if (c == 'd')
			o->kdf = optarg;
		else if (c == 'l' && strcmp(optarg, "en") == 0)
			o->english = true;
		else if (c == 'l' && strcmp(optarg, "vi") == 0)
			o->english = false;
		else if (c != 'p' || !fd_parse(&o->passphrase_fd, optarg))
			return false;
	}
	return o->key != NULL && optind < argc;
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
		return usage();
	rest = argc - optind - 1;
	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (strcmp(commands[i].name, argv[optind]) != 0)
			continue;
		if (rest != (commands[i].takes_origin ? 1 : 0))
			return usage();
		if (rest == 1)
			o.origin = argv[optind + 1];
		return finish(&o, commands[i].run(&o));
	}
	return usage();
}
