/*
 * facts.c - growing arrays with caps, and the words of quarters.
 */
#include "facts.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

void
facts_init(struct facts *f, uint32_t period)
{
	memset(f, 0, sizeof(*f));
	f->period = period;
}

void
facts_release(struct facts *f)
{
	free(f->child);
	free(f->sponsor);
	free(f->tie);
	free(f->payment);
	free(f->earlier);
	facts_init(f, 0);
}

/* Room for one more at *p, which grows whenever n is a power of two. */
static enum err
grow(void **p, size_t n, size_t size, size_t max)
{
	void *q;

	if (n >= max)
		return ERR_RANGE;
	if (n != 0 && (n & (n - 1)) != 0)
		return ERR_OK;
	q = realloc(*p, size * (n == 0 ? 1 : 2 * n));
	if (q == NULL)
		return ERR_MEMORY;
	*p = q;
	return ERR_OK;
}

static bool
has_word(const char w[FACTS_WORD])
{
	return w[0] != '\0' && memchr(w, '\0', FACTS_WORD) != NULL;
}

enum err
facts_add_child(struct facts *f, const struct facts_child *c, size_t *at)
{
	void *p;
	enum err e;

	if (!has_word(c->household) || !has_word(c->cluster) ||
	    !has_word(c->level) || c->category < 1 || c->category > 4)
		return ERR_RANGE;
	p = f->child;
	e = grow(&p, f->n_child, sizeof(*f->child), FACTS_CHILDREN_MAX);
	if (e != ERR_OK)
		return e;
	f->child = p;
	f->child[f->n_child] = *c;
	if (at != NULL)
		*at = f->n_child;
	f->n_child++;
	return ERR_OK;
}

enum err
facts_add_sponsor(struct facts *f, const struct facts_sponsor *s, size_t *at)
{
	void *p;
	enum err e;

	if (!has_word(s->code) || s->group < 1 || s->group > FACTS_GROUPS ||
	    memchr(s->name, '\0', sizeof(s->name)) == NULL)
		return ERR_RANGE;
	p = f->sponsor;
	e = grow(&p, f->n_sponsor, sizeof(*f->sponsor), FACTS_SPONSORS_MAX);
	if (e != ERR_OK)
		return e;
	f->sponsor = p;
	f->sponsor[f->n_sponsor] = *s;
	if (at != NULL)
		*at = f->n_sponsor;
	f->n_sponsor++;
	return ERR_OK;
}

enum err
facts_add_tie(struct facts *f, size_t child, size_t sponsor)
{
	void *p;
	enum err e;

	if (child >= f->n_child || sponsor >= f->n_sponsor)
		return ERR_RANGE;
	p = f->tie;
	e = grow(&p, f->n_tie, sizeof(*f->tie), FACTS_PAYMENTS_MAX);
	if (e != ERR_OK)
		return e;
	f->tie = p;
	f->tie[f->n_tie++] = (struct facts_tie){child, sponsor};
	return ERR_OK;
}

enum err
facts_add_payment(struct facts *f, const struct facts_payment *pay)
{
	bool erased;
	void *p;
	enum err e;

	erased = pay->child == FACTS_NOBODY && pay->sponsor == FACTS_NOBODY;
	if (!erased &&
	    (pay->child >= f->n_child || pay->sponsor >= f->n_sponsor))
		return ERR_RANGE;
	if (pay->kind >= FACTS_KINDS ||
	    pay->group > (erased ? FACTS_GROUPS : 0) ||
	    pay->quarter > f->period || pay->amount > INT64_C(1) << 52 ||
	    pay->amount < -(INT64_C(1) << 52))
		return ERR_RANGE;
	p = f->payment;
	e = grow(&p, f->n_payment, sizeof(*f->payment), FACTS_PAYMENTS_MAX);
	if (e != ERR_OK)
		return e;
	f->payment = p;
	f->payment[f->n_payment++] = *pay;
	return ERR_OK;
}

enum err
facts_add_indicator(struct facts *f, const char *id, uint64_t n, uint64_t base)
{
	if (f->n_indicator == FACTS_INDICATORS || !is_word(span_str(id)) ||
	    n > base)
		return ERR_RANGE;
	f->indicator[f->n_indicator++] = (struct facts_indicator){id, n, base};
	return ERR_OK;
}

enum err
facts_add_earlier(struct facts *f, const json_t *publication)
{
	enum err e;
	void *p;

	p = f->earlier;
	e = grow(&p, f->n_earlier, sizeof(const json_t *), FACTS_EARLIER_MAX);
	if (e != ERR_OK)
		return e;
	f->earlier = p;
	f->earlier[f->n_earlier++] = publication;
	return ERR_OK;
}

enum err
facts_circles(bool **m, const struct facts *f)
{
	bool *c;
	size_t i;

	c = calloc(f->n_child * f->n_sponsor + 1, sizeof(*c));
	if (c == NULL)
		return ERR_MEMORY;
	for (i = 0; i < f->n_tie; i++)
		c[f->tie[i].sponsor * f->n_child + f->tie[i].child] = true;
	for (i = 0; i < f->n_payment; i++)
		if (f->payment[i].child != FACTS_NOBODY)
			c[f->payment[i].sponsor * f->n_child +
			    f->payment[i].child] = true;
	*m = c;
	return ERR_OK;
}

struct member {
	const char *household;
	size_t child;
};

static int
by_household(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	int order = strcmp(x->household, y->household);

	if (order != 0)
		return order;
	return x->child < y->child ? -1 : 1;
}

enum err
facts_houses(size_t **house, const struct facts *f)
{
	struct member *m = calloc(f->n_child + 1, sizeof(*m));
	size_t *out = calloc(f->n_child + 1, sizeof(*out));
	size_t first = 0, i;

	if (m == NULL || out == NULL) {
		free(m);
		free(out);
		return ERR_MEMORY;
	}
	for (i = 0; i < f->n_child; i++)
		m[i] = (struct member){f->child[i].household, i};
	qsort(m, f->n_child, sizeof(*m), by_household);
	for (i = 0; i < f->n_child; i++) {
		if (i == 0 || strcmp(m[i].household, m[i - 1].household) != 0)
			first = m[i].child;
		out[m[i].child] = first;
	}
	free(m);
	*house = out;
	return ERR_OK;
}

void
facts_quarter_encode(char out[FACTS_QUARTER_LEN], uint32_t quarter)
{
	uint32_t year;
	size_t i;

	year = quarter / 4;
	for (i = 4; i-- > 0; year /= 10)
		out[i] = (char)('0' + year % 10);
	out[4] = '-';
	out[5] = 'Q';
	out[6] = (char)('1' + quarter % 4);
	out[7] = '\0';
}

enum err
facts_quarter_decode(uint32_t *quarter, const char *s)
{
	uint32_t year;
	size_t i;

	if (strlen(s) != FACTS_QUARTER_LEN - 1 || s[4] != '-' || s[5] != 'Q' ||
	    s[6] < '1' || s[6] > '4')
		return ERR_FORMAT;
	year = 0;
	for (i = 0; i < 4; i++) {
		if (s[i] < '0' || s[i] > '9')
			return ERR_FORMAT;
		year = year * 10 + (uint32_t)(s[i] - '0');
	}
	*quarter = year * 4 + (uint32_t)(s[6] - '1');
	return ERR_OK;
}
