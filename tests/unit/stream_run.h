/*
 * stream_run.h - runs the stream of verify_fixture.h through the checker.
 * Include after cmocka.h.
 */
#ifndef UNIT_STREAM_RUN_H
#define UNIT_STREAM_RUN_H

#include "streamcheck.h"
#include "verify_fixture.h"

static struct fx *fx;

struct outcome {
	enum verdict verdict;
	uint64_t first;
	struct stream_result r;
};

static inline struct outcome
run(const struct stream_options *o)
{
	struct outcome out;
	struct streamcheck *s;
	size_t i;

	assert_int_equal(streamcheck_new(&s, o), ERR_OK);
	for (i = 0; i < fx->n; i++)
		if (streamcheck_item(s,
			(struct span){fx->item[i], fx->len[i]}) != ERR_OK)
			break;
	assert_int_equal(streamcheck_finish(s), ERR_OK);
	out.verdict = streamcheck_verdict(s);
	out.r = *streamcheck_result(s);
	out.r.note = NULL;
	out.first = checks_first_bad(&out.r.checks);
	streamcheck_free(s);
	return out;
}

static inline struct stream_options
options(void)
{
	return (struct stream_options){.anchor = &fx->anchor};
}

static inline int
setup(void **state)
{
	(void)state;
	if (sodium_init() < 0)
		return 1;
	fx = fx_new();
	return 0;
}

static inline int
teardown(void **state)
{
	(void)state;
	fx_free(fx);
	return 0;
}

/* The item of entry i; the opening of a clear one follows, and the earlier
 * checkpoint lies between. */
static inline size_t
item_of(uint64_t i)
{
	return 3 + (size_t)i + (size_t)(i < 4 ? i : 4) + (i >= FX_SEALED);
}

static inline void
expect(const struct stream_options *o, uint64_t first)
{
	struct outcome out = run(o);

	if (out.verdict != VERDICT_DISPROVED || out.first != first)
		fail_msg("verdict %d at %lld, not at %lld: %s",
		    (int)out.verdict, (long long)out.first, (long long)first,
		    out.r.checks.n_finding > 0 ? out.r.checks.finding[0].clause
					       : "");
}

/* Another ledger of the same shape, after one that was spoilt. */
static inline void
renew(void)
{
	fx_free(fx);
	fx = fx_new();
}

/* Change a letter in the last signature line of entry i, in place. */
static inline void
forge(uint64_t i)
{
	struct fx_entry *e = &fx->e[i];

	e->note[e->n_note - 20] = e->note[e->n_note - 20] == 'A' ? 'B' : 'A';
}

#endif
