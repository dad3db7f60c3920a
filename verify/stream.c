/*
 * stream.c - the mode `stream`: an audit stream from a file or a pipe; read
 * item by item, never more of it in memory than one.
 */
#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "verify.h"

#define PROGRESS_EACH 256
#define PROGRESS_CELLS 20
#define MS_EACH_S 1000

/* Shown to a person on a terminal; in a pipe there is none. */
struct progress {
	const struct options *o;
	bool shown;
	uint64_t began; /* milliseconds */
};

static uint64_t
now_ms(void)
{
	struct timespec t = {0, 0};

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * MS_EACH_S + (uint64_t)t.tv_nsec / 1000000;
}

/* Bar, percent, entries a second, minutes and seconds left. */
static void
progress(const struct progress *p, const struct stream_result *r,
    uint64_t items)
{
	uint64_t n = r->clear + r->sealed, ms, rate, left, part;
	unsigned i;

	if (!p->shown || items % PROGRESS_EACH != 0 || r->promised == 0)
		return;
	n = n < r->promised ? n : r->promised;
	ms = now_ms() - p->began + 1;
	rate = n * MS_EACH_S / ms;
	left = rate == 0 ? 0 : (r->promised - n) / rate;
	part = n * PROGRESS_CELLS / r->promised;
	(void)fputs("\r[", stderr);
	for (i = 0; i < PROGRESS_CELLS; i++)
		(void)fputc(i < part ? '#' : '.', stderr);
	(void)fprintf(stderr,
	    "] %3" PRIu64 " %%  %" PRIu64 " %s  %s %" PRIu64 ":%02" PRIu64
	    "\033[K",
	    n * 100 / r->promised, rate,
	    p->o->english ? "entries/s" : "dòng/giây",
	    p->o->english ? "left" : "còn", left / 60, left % 60);
}

enum err
read_item(uint8_t *buf, uint32_t *n, FILE *in)
{
	uint8_t prefix[STREAM_PREFIX];
	size_t got;
	enum err e;

	*n = 0;
	got = fread(prefix, 1, sizeof(prefix), in);
	if (got == 0 && feof(in))
		return ERR_OK;
	if (got < sizeof(prefix))
		return ferror(in) ? ERR_IO : ERR_TRUNCATED;
	e = stream_length(n, (struct span){prefix, sizeof(prefix)});
	if (e != ERR_OK)
		return e;
	got = fread(buf, 1, *n, in);
	if (got < *n)
		return ferror(in) ? ERR_IO : ERR_TRUNCATED;
	return ERR_OK;
}

/* A stream that breaks is judged by what came of it. */
static enum err
run(struct streamcheck *s, const struct options *o, FILE *in)
{
	const struct progress p = {o, isatty(2) == 1, now_ms()};
	uint8_t *buf;
	uint64_t i;
	uint32_t n;
	enum err e;

	buf = malloc(STREAM_ITEM_MAX);
	if (buf == NULL)
		return ERR_MEMORY;
	for (i = 1;; i++) {
		e = read_item(buf, &n, in);
		if (e == ERR_OK && n == 0)
			break;
		/* A length that no item has is an item that is none. */
		if (e == ERR_RANGE)
			e = streamcheck_item(s, (struct span){buf, 0});
		else if (e == ERR_OK)
			e = streamcheck_item(s, (struct span){buf, n});
		if (e != ERR_OK)
			break;
		progress(&p, streamcheck_result(s), i);
	}
	free(buf);
	if (p.shown)
		(void)fputs("\r\033[K", stderr);
	if (e == ERR_FORMAT || e == ERR_TRUNCATED)
		e = ERR_OK;
	return e == ERR_OK ? streamcheck_finish(s) : e;
}

static const char *
mode_of(const struct options *o)
{
	if (o->key == NULL)
		return o->quick ? "quick" : "full";
	return o->quick ? "quick --key" : "full --key";
}

static int
tell(const struct options *o, const struct anchors *a,
    const struct streamcheck *s, const struct inspection *with,
    const struct more *more)
{
	const struct stream_result *r = streamcheck_result(s);
	const struct report rep = {
	    .mode = mode_of(o),
	    .checks = &r->checks,
	    .verdict = streamcheck_verdict(s),
	    .checkpoint = &r->checkpoint,
	    .size = r->size,
	    .root = r->root,
	    .code = r->code,
	    .anchored = r->anchored,
	    .trial = r->trial,
	    .more = more,
	    .stream = r,
	};

	if (rep.verdict == VERDICT_PROVED &&
	    !anchors_save(a, o, (struct span){r->note, r->n_note}))
		return EXIT_UNDECIDED;
	return with == NULL ? report(o, &rep) : with->tell(o, &rep, with->book);
}

int
check_stream(const struct options *o, struct boxkey *reader, FILE *in,
    const struct inspection *with)
{
	struct streamcheck *s = NULL;
	struct stream_options so = {.reader = reader,
	    .quick = o->quick,
	    .book = with == NULL ? NULL : with->book,
	    .threads = o->threads};
	struct anchors a;
	struct more more = {.f = NULL};
	int status = EXIT_UNDECIDED;
	enum err e;

	if (!anchors_load(&a, o))
		goto out;
	randombytes_buf(so.seed, sizeof(so.seed));
	if (o->all)
		so.overflow = (struct checks_overflow){more_take, &more};
	so.anchor = a.has_anchor ? &a.anchor : NULL;
	so.seen = a.has_state ? &a.state.checkpoint : NULL;
	so.policy = a.has_policy ? &a.policy : NULL;
	if (!keeper_confine(o, NULL, NULL))
		goto out;
	e = streamcheck_new(&s, &so);
	if (e == ERR_OK)
		e = run(s, o, in);
	status = e == ERR_OK
	    ? tell(o, &a, s, with, &more)
	    : trouble(o, "stream", "không đọc hết được dòng kiểm toán",
		  "the stream cannot be read to its end");
out:
	streamcheck_free(s);
	more_release(&more);
	anchors_release(&a);
	return status;
}

int
check_file(const struct options *o, const char *file,
    const struct inspection *with)
{
	const bool piped = strcmp(file, "-") == 0;
	struct boxkey *reader = NULL;
	FILE *in;
	int status;

	if (!load_reader(&reader, NULL, o))
		return EXIT_UNDECIDED;
	in = piped ? stdin : fopen(file, "rb");
	if (in == NULL)
		status = trouble(o, file, "không mở được tệp",
		    "the file cannot be opened");
	else
		status = check_stream(o, reader, in, with);
	if (in != NULL && !piped)
		(void)fclose(in);
	boxkey_free(reader);
	return status;
}

int
verify_stream(const struct options *o, char *const *operand)
{
	return check_file(o, operand[0], NULL);
}
