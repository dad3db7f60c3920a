/*
 * gate.c - the decisions put together: tables, money, heads, indicators.
 */
#include "gate.h"

#include "schema.h"

#include <string.h>

static bool
opened_amount(int64_t *amount, struct range *r, const json_t *publication)
{
	const json_t *o;

	o = json_object_get(publication, "opening");
	if (!json_is_object(o) || range_decode(r, publication) != ERR_OK)
		return false;
	*amount = j_int(o, "amount");
	return true;
}

/* Sum of what was opened before and is now, and of what waits in triệu. */
static void
since_compute(struct gate_result *g, const struct facts *f)
{
	const json_t *p, *quarter;
	struct range r;
	int64_t amount;
	bool pending;
	size_t i;

	g->since_exact = g->exact.opened ? g->exact.amount : 0;
	g->since_million = g->exact.opened ? 0 : g->exact.million;
	pending = !g->exact.opened;
	for (i = 0; (p = earlier_publication(f, i)) != NULL; i++) {
		if (opened_amount(&amount, &r, p)) {
			g->since_exact += amount;
			pending = false;
		} else if (pending) {
			quarter = json_object_get(json_object_get(p, "money"),
			    "quarter");
			g->since_million += j_int(quarter, "million");
		}
	}
}

/* A range counts for a year only if all of it lies there. */
static bool
year_has(const struct range *r, uint32_t year)
{
	return r->n > 0 && r->quarter[0] / 4 == year &&
	    r->quarter[r->n - 1] / 4 == year;
}

/* The year's quarters are proven from its first one, or from the first that
 * was ever published, to this one, its last. */
static void
year_compute(struct gate_result *g, const struct facts *f)
{
	const json_t *p;
	struct range r;
	int64_t amount;
	uint32_t year, covered;
	size_t i;

	year = f->period / 4;
	if (!g->exact.opened || f->period % 4 != 3 ||
	    !year_has(&g->exact.range, year))
		return;
	covered = (uint32_t)g->exact.range.n;
	g->year_exact = g->exact.amount;
	for (i = 0; (p = earlier_publication(f, i)) != NULL; i++) {
		if (!opened_amount(&amount, &r, p))
			continue;
		if (!year_has(&r, year))
			break;
		g->year_exact += amount;
		covered += (uint32_t)r.n;
	}
	g->has_year =
	    covered == 4 || earlier_publication(f, covered - 1) == NULL;
	g->year = year;
	if (!g->has_year)
		g->year_exact = 0;
}

/* The most entries that could be meant, if the percentage is all one has:
 * those that are in are as many as the padding hides. */
static bool
percent_is_safe(uint64_t percent, uint64_t rows)
{
	uint64_t base, low, high, step = limits()->padding;

	base = (rows + step - 1) / step * step;
	/* Fewest and most of base that are rounded to this percentage. */
	low = percent == 0 ? 0 : ((2 * percent - 1) * base + 199) / 200;
	high = ((2 * percent + 1) * base - 1) / 200;
	high = high < base ? high : base;
	return (percent == 100 || base - low >= limits()->cell) &&
	    (percent == 0 || high >= limits()->cell);
}

static void
heads_compute(struct gate_result *g, const struct facts *f)
{
	size_t i;

	if (f->rows > 0) {
		g->percent = (200 * f->confirmed + f->rows) / (2 * f->rows);
		g->has_percent = percent_is_safe(g->percent, f->rows);
	}
	for (i = 0; i < f->n_sponsor; i++)
		if (f->sponsor[i].counted) {
			g->sponsors++;
			g->persons += f->sponsor[i].person;
		}
}

static bool
was_met_by_all(const json_t *p)
{
	const json_t *list = json_object_get(p, "indicators");
	size_t i;

	for (i = 0; i < json_array_size(list); i++)
		if (strcmp(j_str(json_array_get(list, i), "id"),
			"below-minimum") == 0)
			return j_int(json_array_get(list, i), "n") == 0 &&
			    !j_null(json_array_get(list, i), "n");
	return false;
}

/* All met the minimum, said beside an exact sum that leaves nearly nothing
 * above it, would tell each child's amount. */
static bool
floor_is_near(const struct gate_result *g, const struct facts *f,
    const struct facts_indicator *i)
{
	const json_t *p;
	int64_t slack;
	size_t back;

	if (strcmp(i->id, "below-minimum") != 0 || i->n != 0 ||
	    !g->exact.opened)
		return false;
	slack = g->exact.amount - (int64_t)f->supported * f->minimum;
	for (back = 0; back + 1 < g->exact.range.n; back++) {
		p = earlier_publication(f, back);
		if (!was_met_by_all(p))
			return false;
		slack -= j_int(json_object_get(p, "heads"), "supported") *
		    j_int(json_object_get(p, "constants"), "minimum");
	}
	return slack > 0 && slack < limits()->box;
}

/* 0 or the number if neither it nor its rest is small; a rest that is small
 * would make "under five" a lie, so then the indicator is left out. */
static void
indicators_compute(struct gate_result *g, const struct facts *f)
{
	const struct facts_indicator *i;
	size_t k;

	for (k = 0; k < f->n_indicator; k++) {
		i = &f->indicator[k];
		if (i->n >= limits()->cell && i->base - i->n < limits()->cell)
			continue;
		if (floor_is_near(g, f, i))
			continue;
		g->indicator[g->n_indicator++] = (struct gate_indicator){i->id,
		    i->n, i->n > 0 && i->n < limits()->cell};
	}
}

enum err
gate_compute(struct gate_result *g, const struct facts *f)
{
	struct gate_result out;
	enum err e;

	memset(&out, 0, sizeof(out));
	e = cells_compute(out.table, f);
	if (e == ERR_OK)
		e = exact_compute(&out.exact, f);
	if (e == ERR_OK)
		e = money_compute(&out.money, f, out.exact.million);
	if (e != ERR_OK)
		return e;
	since_compute(&out, f);
	year_compute(&out, f);
	heads_compute(&out, f);
	indicators_compute(&out, f);
	*g = out;
	return ERR_OK;
}
