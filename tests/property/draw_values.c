/*
 * draw_values.c - random words, days and entries, near to what is there.
 */
#include "draw_part.h"

unsigned
draw_dice(struct draw *d, unsigned n)
{
	d->seed ^= d->seed << 13;
	d->seed ^= d->seed >> 7;
	d->seed ^= d->seed << 17;
	return (unsigned)(d->seed % n);
}

bool
draw_once(struct draw *d, unsigned n)
{
	return draw_dice(d, n) == 0;
}

const char *
draw_one_of(struct draw *d, const char *const *words, size_t n)
{
	return words[draw_dice(d, (unsigned)n)];
}

const char *
draw_yes(struct draw *d, unsigned in, unsigned of)
{
	return draw_dice(d, of) < in ? "true" : "false";
}

struct draw_text
draw_new_child(struct draw *d)
{
	struct draw_text t;

	(void)snprintf(t.p, sizeof(t.p), "TE-%06u",
	    1 + draw_dice(d, DRAW_CHILDREN));
	return t;
}

/* Most often one that is there. */
struct draw_text
draw_child(struct draw *d)
{
	struct draw_text t;

	if (d->s->n_child == 0 || draw_once(d, 10))
		return draw_new_child(d);
	(void)snprintf(t.p, sizeof(t.p), "%.9s",
	    d->s->child[draw_dice(d, (unsigned)d->s->n_child)].code);
	return t;
}

struct draw_text
draw_day(struct draw *d)
{
	struct draw_text t;
	int32_t today = 0;

	assert_int_equal(date_decode(&today, span_str(d->now)), ERR_OK);
	if (draw_once(d, 3))
		today += (int32_t)draw_dice(d, 70) - 60;
	else
		today -= (int32_t)draw_dice(d, 10);
	date_encode(t.p, today);
	return t;
}

struct draw_text
draw_quarter(struct draw *d, unsigned back, unsigned n)
{
	struct draw_text t;
	int32_t today = 0;

	assert_int_equal(date_decode(&today, span_str(d->now)), ERR_OK);
	quarter_encode(t.p, quarter_of_date(today) - back + draw_dice(d, n));
	return t;
}

const char *
draw_sponsor(struct draw *d)
{
	return ONE(d, "a", "a", "a", "b", "b", "c", "p", "x");
}

/* Most often who holds the child, or held it. */
const char *
draw_holder(struct draw *d, const char *child)
{
	size_t at = state_child_find(d->s, child);
	const struct state_child *c;

	if (at == STATE_NONE || draw_once(d, 4))
		return draw_sponsor(d);
	c = &d->s->child[at];
	return c->n_span == 0
	    ? draw_sponsor(d)
	    : d->s->sponsor[c->span[c->n_span - 1].sponsor].code;
}

/* An entry, most often one of the kind that is looked for. */
unsigned
draw_entry(struct draw *d, enum kind k)
{
	unsigned i;
	size_t at = 0;

	for (i = 0; i < 300; i++) {
		at = draw_dice(d, (unsigned)d->s->n_entry);
		if (d->s->entry[at].kind == k)
			break;
	}
	return (unsigned)at;
}

/* A number, or null. */
struct draw_text
draw_number(bool given, unsigned n)
{
	struct draw_text t;

	if (given)
		(void)snprintf(t.p, sizeof(t.p), "%u", n);
	else
		(void)snprintf(t.p, sizeof(t.p), "null");
	return t;
}

const char *
draw_evidence(struct draw *d)
{
	return draw_dice(d, 8) > 0 ? "'" SAMPLE_DIGEST "'" : "null";
}
