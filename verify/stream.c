/*
 * stream.c - the mode `stream`: an audit stream from a file or a pipe; read
 * item by item, never more of it in memory than one.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "verify.h"

#define PROGRESS_EACH 1024

static void
progress(const struct stream_result *r, uint64_t n)
{
	if (n % PROGRESS_EACH == 0 && r->promised > 0 && isatty(2))
		(void)fprintf(stderr, "\r%3u %%",
		    (unsigned)(n * 100 / (r->promised + 1) % 101));
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
run(struct streamcheck *s, FILE *in)
{
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
		progress(streamcheck_result(s), i);
	}
	free(buf);
	if (isatty(2))
		(void)fprintf(stderr, "\r     \r");
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
    const struct streamcheck *s)
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
	    .stream = r,
	};

	if (rep.verdict == VERDICT_PROVED &&
	    !anchors_save(a, o, (struct span){r->note, r->n_note}))
		return EXIT_UNDECIDED;
	return report(o, &rep);
}

int
check_stream(const struct options *o, struct boxkey *reader, FILE *in)
{
	struct streamcheck *s = NULL;
	struct stream_options so = {.reader = reader,
	    .quick = o->quick,
	    .threads = o->threads};
	struct anchors a;
	int status = EXIT_UNDECIDED;
	enum err e;

	if (!anchors_load(&a, o))
		goto out;
	randombytes_buf(so.seed, sizeof(so.seed));
	so.anchor = a.has_anchor ? &a.anchor : NULL;
	so.seen = a.has_state ? &a.state.checkpoint : NULL;
	so.policy = a.has_policy ? &a.policy : NULL;
	e = streamcheck_new(&s, &so);
	if (e == ERR_OK)
		e = run(s, in);
	status = e == ERR_OK
	    ? tell(o, &a, s)
	    : trouble(o, "stream", "không đọc hết được dòng kiểm toán",
		  "the stream cannot be read to its end");
out:
	streamcheck_free(s);
	anchors_release(&a);
	return status;
}

int
verify_stream(const struct options *o, char *const *operand)
{
	const char *file = operand[0];
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
		status = check_stream(o, reader, in);
	if (in != NULL && !piped)
		(void)fclose(in);
	boxkey_free(reader);
	return status;
}
