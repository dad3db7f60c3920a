/*
 * public.c - the mode `public`: a public directory, as everybody may hold it.
 */
#include "public.h"

#include <unistd.h>

#include "directory.h"
#include "fetch.h"
#include "verify.h"

static void
progress(void *arg, uint64_t done, uint64_t all)
{
	(void)arg;
	if (isatty(2) && all > 0)
		(void)fprintf(stderr, "\r%3u %%", (unsigned)(done * 100 / all));
}

static int
tell(const struct options *o, const struct anchors *a,
    const struct public_result *p)
{
	struct report r = {
	    .mode = "public",
	    .checks = &p->checks,
	    .checkpoint = &p->checkpoint,
	    .size = p->checkpoint.size,
	    .root = p->checkpoint.root,
	    .code = p->code,
	    .anchored = p->anchored,
	    .trial = p->trial,
	    .directory = p,
	};

	if (checks_failed(&p->checks))
		r.verdict = VERDICT_DISPROVED;
	else
		r.verdict = p->anchored ? VERDICT_PROVED : VERDICT_UNDECIDED;
	if (r.verdict == VERDICT_PROVED &&
	    !anchors_save(a, o, (struct span){p->note, p->n_note}))
		return EXIT_UNDECIDED;
	return report(o, &r);
}

static int
check(const struct options *o, const struct anchors *a,
    const struct public_source *s, const char *place)
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
		status = tell(o, a, &p);
	else if (e == ERR_MISSING)
		status = trouble(o, place,
		    "không có tệp checkpoint: đây có phải thư mục công khai?",
		    "no file checkpoint: is this a public directory?");
	else
		status = trouble(o, place, "không đọc hết được thư mục",
		    "the directory cannot be read to its end");
	public_release(&p);
	return status;
}

static int
check_address(const struct options *o, const struct anchors *a,
    const char *address)
{
	const struct public_source s = keeper_source(o);

	if (!keeper_confine(o, NULL, NULL))
		return EXIT_UNDECIDED;
	return check(o, a, &s, address);
}

static int
check_directory(const struct options *o, const struct anchors *a,
    const char *dir)
{
	struct directory d = {.path = dir};
	struct public_source s;
	int status = EXIT_UNDECIDED;

	if (!keeper_confine(o, dir, NULL))
		return EXIT_UNDECIDED;
	if (directory_open(&d, dir) != ERR_OK)
		status = trouble(o, dir, "không đọc được thư mục",
		    "the directory cannot be read");
	else {
		s = directory_source(&d);
		status = check(o, a, &s, dir);
	}
	directory_close(&d);
	return status;
}

int
verify_public(const struct options *o, char *const *operand)
{
	struct anchors a;
	int status = EXIT_UNDECIDED;

	if (anchors_load(&a, o))
		status = fetch_is_address(operand[0])
		    ? check_address(o, &a, operand[0])
		    : check_directory(o, &a, operand[0]);
	anchors_release(&a);
	return status;
}
