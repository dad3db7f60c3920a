/*
 * minhbach-desk - the officers' work in a browser.  It opens the vault with
 * the reading key of whoever starts it, and holds no key that signs: those
 * are in the officers' browsers.
 */
#include "boxkey.h"
#include "harden.h"
#include "http.h"
#include "keyfile.h"
#include "listen.h"
#include "passphrase.h"
#include "secret.h"
#include "text.h"
#include "writer.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	EXIT_DONE = 0,
	EXIT_TROUBLE = 2
};

#define LISTEN_DEFAULT "127.0.0.1:8090"

struct options {
	const char *key, *listen, *site;
	int fd; /* --passphrase-fd, or -1 */
};

static int
help(FILE *to)
{
	(void)fputs("minhbach-desk --key FILE [--passphrase-fd N] "
		    "[--listen ADDR:PORT]\n    [--site URL] serve LEDGER\n\n"
		    "  serve LEDGER        bàn làm việc của cán bộ trên trình "
		    "duyệt\n"
		    "                      the officers' work in a browser\n"
		    "\nexit status: 0 xong, 2 sai cách dùng hoặc có trở ngại\n"
		    "             0 done, 2 usage or trouble\n",
	    to);
	return to == stdout ? EXIT_DONE : EXIT_TROUBLE;
}

static int
trouble(const char *what, const char *vi, const char *en)
{
	(void)fprintf(stderr, "minhbach-desk: %s: %s\nminhbach-desk: %s: %s\n",
	    what, vi, what, en);
	return EXIT_TROUBLE;
}

uint64_t
desk_now(void)
{
	struct timespec t = {0, 0};

	(void)clock_gettime(CLOCK_REALTIME, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* The reading key alone is kept; what signs is wiped at once. */
static enum err
unlock(struct boxkey **reader, const struct options *o)
{
	struct passphrase *p = NULL;
	struct secret *s = NULL;
	char prompt[512];
	enum err e;

	(void)snprintf(prompt, sizeof(prompt), "Mật khẩu khóa %s: ", o->key);
	e = o->fd >= 0 ? passphrase_read(&p, o->fd)
		       : passphrase_ask(&p, prompt, NULL);
	if (e == ERR_OK)
		e = keyfile_unlock(&s, o->key, p);
	if (e == ERR_OK)
		e = secret_lend_reading(s, boxkey_new, reader);
	secret_free(s);
	passphrase_free(p);
	return e;
}

/* Can it be opened, all of it?  Better now than at the first request. */
static int
try_ledger(struct desk *d)
{
	const struct authority *a;
	struct fault f = {ERR_OK, FAULT_NO_INDEX, ""};
	struct writer *w = NULL;
	enum err e = writer_open_read(&w, d->ledger, d->reader, &f);

	/* A unit's officer sees its own children alone: not for a desk. */
	if (e == ERR_OK && writer_vault(w) == NULL) {
		writer_close(w);
		return trouble(d->ledger, "khóa đọc này không mở được cả sổ",
		    "this reading key opens a unit's children alone");
	}
	if (e == ERR_OK) {
		a = writer_authority(w);
		d->trial = authority_is_trial(a);
		(void)snprintf(d->origin, sizeof(d->origin), "%s",
		    authority_origin(a));
		(void)snprintf(d->commune, sizeof(d->commune), "%s",
		    authority_commune(a));
		writer_close(w);
		return EXIT_DONE;
	}
	return trouble(d->ledger, "không mở được sổ",
	    f.clause != NULL && *f.clause != '\0' ? f.clause : err_word(e));
}

/* Letters of a URL without a path; it goes into a header and is compared. */
static bool
is_site(const char *s)
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyz0123456789-.:[]";
	size_t skip = strncmp(s, "https://", 8) == 0 ? 8
	    : strncmp(s, "http://", 7) == 0	     ? 7
						     : 0;

	return skip != 0 && s[skip] != '\0' && strlen(s) < DESK_SITE_MAX &&
	    strspn(s + skip, letters) == strlen(s + skip);
}

static int
serve(struct desk *d, const struct options *o)
{
	struct http *h = NULL;
	sigset_t ends;
	int fd = -1, got;
	enum err e;

	(void)sigemptyset(&ends);
	(void)sigaddset(&ends, SIGTERM);
	(void)sigaddset(&ends, SIGINT);
	(void)sigprocmask(SIG_BLOCK, &ends, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	e = listen_socket(&fd, o->listen, LISTEN_DEFAULT);
	if (e == ERR_OK)
		e = http_start(&h, fd, d);
	if (e != ERR_OK)
		return trouble(o->listen == NULL ? LISTEN_DEFAULT : o->listen,
		    "không mở được cổng này", err_word(e));
	(void)printf("%s\n", d->site);
	(void)fflush(stdout);
	(void)sigwait(&ends, &got);
	http_stop(h);
	return EXIT_DONE;
}

static int
run(const char *ledger, const struct options *o)
{
	struct desk d = {.ledger = ledger};
	int status;
	enum err e;

	if (o->site != NULL)
		(void)snprintf(d.site, sizeof(d.site), "%s", o->site);
	(void)pthread_mutex_init(&d.lock, NULL);
	e = unlock(&d.reader, o);
	if (e == ERR_OK)
		e = logins_new(&d.logins);
	if (e == ERR_OK)
		status = try_ledger(&d);
	else
		status = trouble(o->key, "không mở được khóa đọc", err_word(e));
	if (status == EXIT_DONE)
		status = serve(&d, o);
	logins_free(d.logins);
	boxkey_free(d.reader);
	(void)pthread_mutex_destroy(&d.lock);
	return status;
}

static bool
take(struct options *o, int c, const char *value)
{
	uint64_t fd;

	if (c == 'k')
		o->key = value;
	else if (c == 'l')
		o->listen = value;
	else if (c == 'u' && is_site(value))
		o->site = value;
	else if (c == 'p' && decimal_decode(&fd, span_str(value)) == ERR_OK &&
	    fd < 1024)
		o->fd = (int)fd;
	else
		return false;
	return true;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {{"key", required_argument, NULL,
						    'k'},
	    {"listen", required_argument, NULL, 'l'},
	    {"passphrase-fd", required_argument, NULL, 'p'},
	    {"site", required_argument, NULL, 'u'},
	    {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
	struct options o = {.fd = -1};
	int c;

	if (process_harden() != ERR_OK)
		return trouble("memory", "không khóa được bộ nhớ",
		    "cannot be guarded");
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == 'h')
			return help(stdout);
		if (!take(&o, c, optarg))
			return help(stderr);
	}
	if (argc - optind != 2 || strcmp(argv[optind], "serve") != 0 ||
	    o.key == NULL)
		return help(stderr);
	return run(argv[optind + 1], &o);
}
