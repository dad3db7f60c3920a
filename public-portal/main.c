/*
 * main.c - minhbach-portal: shows a public directory to people, after
 * checking all of it.  It holds no key and opens no ledger.
 */
#include "portal.h"
#include "snapshot.h"

#include <fcntl.h>
#include <getopt.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SITE_MAX 128

static void
help(FILE *to)
{
	(void)fputs(
	    "minhbach-portal --anchor FILE [--listen ADDR:PORT] "
	    "[--site URL]\n    [--no-sandbox] COMMAND ...\n\n"
	    "  serve PUBLIC        kiểm tra rồi phục vụ trang công khai\n"
	    "                      check, then serve the public pages\n"
	    "  export PUBLIC SITE  kiểm tra rồi ghi các trang ra thư mục "
	    "SITE\n"
	    "                      check, then write the pages to SITE\n"
	    "\nexit status: 0 xong, 1 kiểm tra không đạt, 2 sai cách dùng "
	    "hoặc có trở ngại\n"
	    "             0 done, 1 the check failed, 2 usage or trouble\n",
	    to);
}

static int
usage(void)
{
	help(stderr);
	return EXIT_TROUBLE;
}

static enum err
anchor_read(struct anchor *a, const char *path)
{
	uint8_t *bytes = NULL;
	enum err e;
	size_t n;

	e = file_read(&bytes, &n, AT_FDCWD, path, ANCHOR_MAX);
	if (e == ERR_OK)
		e = anchor_decode(a, (struct span){bytes, n});
	free(bytes);
	return e;
}

/* What goes into a QR code and a page as it stands. */
static bool
site_is_good(const char *s)
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789-._~/:[]";
	size_t n = strlen(s);

	return (strncmp(s, "https://", 8) == 0 ||
		   strncmp(s, "http://", 7) == 0) &&
	    n > 8 && n <= SITE_MAX && strspn(s, letters) == n &&
	    s[n - 1] != '/';
}

static int
run(int argc, char **argv, const char *anchor, const struct portal_options *o)
{
	struct anchor a;
	bool serve;
	enum err e;

	serve = argc == 2 && strcmp(argv[0], "serve") == 0;
	if (anchor == NULL || (o->site != NULL && !site_is_good(o->site)))
		return usage();
	if (!serve &&
	    !(argc == 3 && strcmp(argv[0], "export") == 0 &&
		o->listen == NULL && !o->no_sandbox))
		return usage();
	e = anchor_read(&a, anchor);
	if (e != ERR_OK) {
		(void)fprintf(stderr, "minhbach-portal: anchor %s: %s\n",
		    anchor, err_word(e));
		return EXIT_TROUBLE;
	}
	return serve ? portal_serve(argv[1], &a, o)
		     : portal_export(argv[1], &a, argv[2], o);
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {{"anchor", required_argument,
						    NULL, 'a'},
	    {"listen", required_argument, NULL, 'l'},
	    {"site", required_argument, NULL, 'u'},
	    {"no-sandbox", no_argument, NULL, 's'},
	    {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
	struct portal_options o = {.listen = NULL};
	const char *anchor = NULL;
	int c, status;

	while ((c = getopt_long(argc, argv, "a:l:", options, NULL)) != -1) {
		if (c == 'a')
			anchor = optarg;
		else if (c == 'l')
			o.listen = optarg;
		else if (c == 'u')
			o.site = optarg;
		else if (c == 's')
			o.no_sandbox = true;
		else if (c == 'h') {
			help(stdout);
			return fflush(stdout) == 0 ? EXIT_DONE : EXIT_TROUBLE;
		} else
			return usage();
	}
	if (sodium_init() < 0)
		return EXIT_TROUBLE;
	status = run(argc - optind, argv + optind, anchor, &o);
	if (fflush(stdout) != 0)
		return EXIT_TROUBLE;
	return status;
}
