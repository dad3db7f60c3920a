/*
 * serve.c - serve the last book that passed every check, and look for a newer
 * one.
 */
#include "book.h"
#include "confine.h"
#include "export.h"
#include "http.h"
#include "listen.h"
#include "notify.h"
#include "portal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define RELOAD_S 30
#define LISTEN_DEFAULT "127.0.0.1:8080"

struct shown {
	const char *dir;
	const struct anchor *anchor;
	const char *address; /* what the world calls us, or NULL */
	struct book *book;   /* last good one, or NULL */
	bool failing;	     /* what is in dir now did not pass */
	char today[11];
};

static void
say_fault(enum err e, const struct fault *f)
{
	if (f->clause == NULL)
		(void)fprintf(stderr, "minhbach-portal: not shown: %s\n",
		    err_word(e));
	else if (f->index == FAULT_NO_INDEX)
		(void)fprintf(stderr, "minhbach-portal: not shown: %s\n",
		    f->clause);
	else
		(void)fprintf(stderr,
		    "minhbach-portal: not shown: leaf %llu: %s\n",
		    (unsigned long long)f->index, f->clause);
}

/* Is there anything new?  Then *s is a site that says so, else NULL. */
static enum err
look(struct shown *v, struct site **s)
{
	struct book *b = NULL;
	struct fault f;
	char today[11];
	bool failing, changed;
	enum err e;

	*s = NULL;
	book_today(today);
	changed = strcmp(today, v->today) != 0;
	failing = false;
	if (v->book == NULL || v->failing || book_is_old(v->book, v->dir)) {
		e = book_open(&b, v->dir, v->anchor, &f);
		failing = e != ERR_OK;
		if (failing && (!v->failing || v->today[0] == '\0'))
			say_fault(e, &f);
	}
	if (b != NULL) {
		book_free(v->book);
		v->book = b;
	}
	changed = changed || b != NULL || failing != v->failing;
	v->failing = failing;
	memcpy(v->today, today, sizeof(today));
	return changed ? site_build(s, v->book, failing, today, v->address)
		       : ERR_OK;
}

/* Returns when asked to end. */
static void
serve_loop(struct http *h, struct shown *v, const sigset_t *ends)
{
	const struct timespec pause = {RELOAD_S, 0};
	struct site *s;
	enum err e;

	for (;;) {
		if (sigtimedwait(ends, NULL, &pause) > 0)
			return;
		if (errno != EAGAIN)
			continue;
		e = look(v, &s);
		if (e == ERR_OK && s != NULL)
			e = http_show(h, s, v->failing);
		if (e != ERR_OK)
			(void)fprintf(stderr, "minhbach-portal: %s\n",
			    err_word(e));
	}
}

static int
trouble(const char *what, enum err e)
{
	(void)fprintf(stderr, "minhbach-portal: cannot serve %s: %s\n", what,
	    err_word(e));
	return EXIT_TROUBLE;
}

/* Before any thread is made, so that the waiting one alone is told. */
static void
block_signals(sigset_t *ends)
{
	(void)sigemptyset(ends);
	(void)sigaddset(ends, SIGTERM);
	(void)sigaddset(ends, SIGINT);
	(void)sigprocmask(SIG_BLOCK, ends, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
}

static enum err
close_in(const char *dir)
{
	const struct confine c = {.path = {dir}, .serves = true};
	char words[CONFINE_WORDS_LEN];
	enum err e;

	e = confine_enter(words, &c);
	if (e == ERR_OK)
		(void)fprintf(stderr, "minhbach-portal: sandbox: %s\n", words);
	else if (e == ERR_RULE)
		(void)fprintf(stderr,
		    "minhbach-portal: máy này không khóa được cổng trong hộp "
		    "cát (%s). Muốn chạy mà không có hộp cát, thêm "
		    "--no-sandbox.\nminhbach-portal: this system has %s; to "
		    "serve without a sandbox, say --no-sandbox\n",
		    words, words);
	return e;
}

/* Whatever the directory holds is read inside the sandbox. */
static int
serve_on(struct shown *v, int fd, int notify, const sigset_t *ends)
{
	struct http *h = NULL;
	struct site *s = NULL;
	enum err e;

	e = look(v, &s);
	if (e != ERR_OK)
		(void)close(fd);
	else
		e = http_start(&h, fd, s);
	if (e != ERR_OK)
		return trouble(v->dir, e);
	(void)printf("%s\n", http_address(h));
	(void)fflush(stdout);
	notify_ready(notify);
	serve_loop(h, v, ends);
	http_stop(h);
	return EXIT_DONE;
}

int
portal_serve(const char *dir, const struct anchor *a,
    const struct portal_options *o)
{
	struct shown v = {.dir = dir, .anchor = a, .address = o->site};
	const char *listen = o->listen;
	int fd, notify, status;
	sigset_t ends;
	enum err e;

	block_signals(&ends);
	e = listen_socket(&fd, listen, LISTEN_DEFAULT);
	if (e != ERR_OK)
		return trouble(listen == NULL ? LISTEN_DEFAULT : listen, e);
	notify = notify_open();
	if (!o->no_sandbox)
		e = close_in(dir);
	else
		(void)fputs("minhbach-portal: sandbox: none\n", stderr);
	if (e != ERR_OK) {
		(void)close(fd);
		return trouble(dir, e);
	}
	status = serve_on(&v, fd, notify, &ends);
	book_free(v.book);
	return status;
}

int
portal_export(const char *dir, const struct anchor *a, const char *site,
    const struct portal_options *o)
{
	struct book *b = NULL;
	struct site *s = NULL;
	struct fault f;
	char today[11];
	enum err e;

	e = book_open(&b, dir, a, &f);
	if (e != ERR_OK) {
		say_fault(e, &f);
		return f.clause != NULL ? EXIT_UNPROVEN : EXIT_TROUBLE;
	}
	book_today(today);
	e = site_build(&s, b, false, today, o->site);
	if (e == ERR_OK)
		e = export_site(s, site);
	if (e == ERR_OK)
		(void)printf("%zu pages and files in %s\n", s->n + 1, site);
	else
		(void)fprintf(stderr, "minhbach-portal: cannot write %s: %s\n",
		    site, e == ERR_IO ? strerror(errno) : err_word(e));
	site_free(s);
	book_free(b);
	return e == ERR_OK ? EXIT_DONE : EXIT_TROUBLE;
}
