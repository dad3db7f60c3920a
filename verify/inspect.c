/*
 * inspect.c - reads a stream for an inspector, and refuses to tell anything of
 * one that is false or was cut.
 */
#include "inspect.h"

#include <inttypes.h>
#include <string.h>

#include "text.h"

int
inspect(const struct options *o, const char *file,
    int (*tell)(const struct options *o, const struct report *r,
	const struct book *b))
{
	struct book book;
	const struct inspection with = {&book, tell};
	int status;

	if (o->key == NULL)
		return trouble(o, file,
		    "cần --key: khóa đọc mở nội dung của dòng này",
		    "give --key: the reading key that opens its payloads");
	if (o->json)
		return trouble(o, "--json", "chế độ này không có JSON",
		    "this mode has no JSON");
	if (book_init(&book) != ERR_OK)
		return trouble(o, file, "không đủ bộ nhớ", "out of memory");
	status = check_file(o, file, &with);
	book_release(&book);
	return status;
}

bool
inspect_usable(const struct options *o, const struct report *r,
    const struct book *b)
{
	if (r->verdict == VERDICT_DISPROVED) {
		(void)trouble(o, "stream",
		    "dòng kiểm toán SAI, đừng dùng: chạy chế độ `stream` để "
		    "biết sai ở đâu",
		    "the stream is DISPROVED, do not use it: run the mode "
		    "`stream` to see where");
		return false;
	}
	if (r->stream->note == NULL || !r->stream->ended || b->broken ||
	    r->stream->not_for_reader) {
		(void)trouble(o, "stream", report_undecided(o, r),
		    report_undecided(o, r));
		return false;
	}
	if (r->verdict == VERDICT_UNDECIDED)
		(void)trouble(o, "stream", report_undecided(o, r),
		    report_undecided(o, r));
	if (b->state->unknown > 0)
		(void)fprintf(stderr, "minhbach-verify: %s: %" PRIu64 "\n",
		    inspect_pick(o, "dòng không đọc được, không có ở đây",
			"entries that cannot be read are not in it"),
		    b->state->unknown);
	return true;
}

int
inspect_refused(const struct report *r)
{
	return r->verdict == VERDICT_DISPROVED ? EXIT_DISPROVED
					       : EXIT_UNDECIDED;
}

const char *
inspect_pick(const struct options *o, const char *vi, const char *en)
{
	return o->english ? en : vi;
}

void
inspect_csv(const char *text, bool last)
{
	const bool quote = strpbrk(text, ",\"\r\n") != NULL;
	const char *p;

	if (quote)
		(void)putchar('"');
	if (text[0] != '\0' && strchr("=+-@", text[0]) != NULL)
		(void)putchar('\'');
	for (p = text; *p != '\0'; p++) {
		if (*p == '"')
			(void)putchar('"');
		(void)putchar(*p);
	}
	if (quote)
		(void)putchar('"');
	(void)fputs(last ? "\r\n" : ",", stdout);
}

void
inspect_root(char out[INSPECT_ROOT_LEN], const struct report *r)
{
	struct wr w;

	wr_init(&w, out, INSPECT_ROOT_LEN);
	wr_base64(&w, r->root.b, sizeof(r->root.b));
	wr_byte(&w, '\0');
}
