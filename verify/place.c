/*
 * place.c - checks a public directory, wherever it is.
 */
#include "place.h"

#include <unistd.h>

#include "directory.h"
#include "fetch.h"

static void
progress(void *arg, uint64_t done, uint64_t all)
{
	(void)arg;
	if (isatty(2) && all > 0)
		(void)fprintf(stderr, "\r%3u %%", (unsigned)(done * 100 / all));
}

static int
check(const struct options *o, const struct anchors *a,
    const struct public_source *s, const struct place *at)
{
	const struct public_options po = {
	    .anchor = a->has_anchor ? &a->anchor : NULL,
	    .seen = a->has_state ? &a->state.checkpoint : NULL,
	    .policy = a->has_policy ? &a->policy : NULL,
	    .progress = progress,
	};
	struct public_result p;
	int status;
	enum err e;

	e = public_check(&p, s, &po);
	if (isatty(2))
		(void)fprintf(stderr, "\r     \r");
	if (e == ERR_OK)
		status = at->tell(o, a, &p);
	else if (e == ERR_MISSING)
		status = trouble(o, at->name,
		    "không có tệp checkpoint: đây có phải thư mục công khai?",
		    "no file checkpoint: is this a public directory?");
	else
		status = trouble(o, at->name, "không đọc hết được thư mục",
		    "the directory cannot be read to its end");
	public_release(&p);
	return status;
}

static int
check_address(const struct options *o, const struct anchors *a,
    const struct place *at)
{
	const struct public_source s = keeper_source(o);

	if (!keeper_confine(o, NULL, NULL))
		return EXIT_UNDECIDED;
	return check(o, a, &s, at);
}

static int
check_directory(const struct options *o, const struct anchors *a,
    const struct place *at)
{
	struct directory d = {.path = at->name};
	struct public_source s;
	int status = EXIT_UNDECIDED;

	if (!keeper_confine(o, at->name, NULL))
		return EXIT_UNDECIDED;
	if (directory_open(&d, at->name) != ERR_OK)
		status = trouble(o, at->name, "không đọc được thư mục",
		    "the directory cannot be read");
	else {
		s = directory_source(&d);
		status = check(o, a, &s, at);
	}
	directory_close(&d);
	return status;
}

int
place_check(const struct options *o, const struct place *at)
{
	struct anchors a;
	int status = EXIT_UNDECIDED;

	if (anchors_load(&a, o))
		status = fetch_is_address(at->name)
		    ? check_address(o, &a, at)
		    : check_directory(o, &a, at);
	anchors_release(&a);
	return status;
}
