/*
 * minhbach list KIND - the rows of one kind as CSV for a spreadsheet.  Children
 * are listed by code; names stay in the sealed payloads (minhbach show).
 *
 * minhbach list NAME [UNIT] [QUARTER] - a list for people (named.h).
 */
#include "handout.h"
#include "named.h"
#include "names.h"

#include "money.h"
#include "state.h"

#include <stdio.h>

static const char *
child_code(const struct state *st, size_t child)
{
	return child == STATE_NONE ? "" : st->child[child].code;
}

static const char *
sponsor_code(const struct state *st, size_t sponsor)
{
	return sponsor == STATE_NONE ? "" : st->sponsor[sponsor].code;
}

static void
list_sponsors(const struct state *st)
{
	size_t i;

	(void)puts("index,code,group,type,money_public");
	for (i = 0; i < st->n_sponsor; i++) {
		const struct state_sponsor *x = &st->sponsor[i];

		(void)printf("%llu,%s,g%u,%s,%d\n",
		    (unsigned long long)x->index, x->code, x->group, x->type,
		    x->money_public);
	}
}

/* Of a unit's officer, those that the unit holds, or held last: who is with
 * another by now has a life there that this key does not open. */
static bool
is_shown(const struct state *st, size_t child, size_t own)
{
	const struct state_child *c = &st->child[child];

	return own == STATE_NONE ||
	    (c->n_span > 0 && c->span[c->n_span - 1].sponsor == own);
}

static void
list_children(const struct state *st, int32_t today, size_t own)
{
	size_t i;

	(void)puts("index,child,category,cluster,hamlet,level,school,sponsor");
	for (i = 0; i < st->n_child; i++) {
		const struct state_child *x = &st->child[i];

		if (!is_shown(st, i, own))
			continue;
		(void)printf("%llu,%s,%u,%s,%s,%s,%s,%s\n",
		    (unsigned long long)x->index, x->code, x->now.category,
		    x->now.cluster, x->now.hamlet, x->now.level, x->now.school,
		    sponsor_code(st, state_child_holder(st, i, today)));
	}
}

static void
list_support(const struct state *st)
{
	char date[DATE_LEN];
	size_t i;

	(void)puts(
	    "index,date,sponsor,child,amount,voucher,reversed,confirmed");
	for (i = 0; i < st->n_disbursement; i++) {
		const struct state_disbursement *x = &st->disbursement[i];

		date_encode(date, x->date);
		(void)printf("%llu,%s,%s,%s,%lld,%s,%d,%d\n",
		    (unsigned long long)x->index, date,
		    sponsor_code(st, x->sponsor), child_code(st, x->child),
		    (long long)x->amount, x->voucher,
		    state_is_reversed(st, x->index),
		    x->confirmation != STATE_NONE);
	}
}

static void
list_assignments(const struct state *st, int32_t today)
{
	char date[DATE_LEN];
	size_t i;

	(void)puts("index,child,sponsor,from,pledged,opening,reversed");
	for (i = 0; i < st->n_assignment; i++) {
		const struct state_assignment *x = &st->assignment[i];
		/* Of this quarter, or of the first if that is to come. */
		int32_t day = x->from > today ? x->from : today;

		date_encode(date, x->from);
		(void)printf("%llu,%s,%s,%s,%lld,%d,%d\n",
		    (unsigned long long)x->index, child_code(st, x->child),
		    sponsor_code(st, x->sponsor), date,
		    (long long)state_pledged(st, i, quarter_of_date(day)),
		    x->opening, state_is_reversed(st, x->index));
	}
}

/* Any other kind: where its entries stand. */
static void
list_entries(const struct state *st, enum kind kind)
{
	char date[DATE_LEN];
	size_t i;

	(void)puts("index,date,reversed");
	for (i = 0; i < st->n_entry; i++)
		if (st->entry[i].kind == kind) {
			date_encode(date, st->entry[i].date);
			(void)printf("%zu,%s,%d\n", i, date,
			    state_is_reversed(st, i));
		}
}

static void
list(const struct session *s, enum kind kind)
{
	const struct state *st = writer_state(s->w);
	const char *unit = session_unit(s);
	int32_t today = date_of_ms(s->now);

	if (kind == KIND_SPONSOR)
		list_sponsors(st);
	else if (kind == KIND_CHILD)
		list_children(st, today,
		    unit == NULL ? STATE_NONE : state_sponsor_find(st, unit));
	else if (kind == KIND_DISBURSEMENT)
		list_support(st);
	else if (kind == KIND_ASSIGNMENT)
		list_assignments(st, today);
	else
		list_entries(st, kind);
}

/* A unit's officer may have what is about the unit alone. */
static bool
may_ask(const struct session *s, const struct named_list *l, const char *unit)
{
	bool own = l->make == list_sponsor || l->make == list_year;

	return session_may_ask(s, own ? unit : NULL);
}

/* A list for people; argv[0] is its name. */
static int
named(struct cli *c, const struct named_list *l, int argc, char **argv)
{
	struct list_ask ask = {.today = 0};
	char unit[STATE_WORD], to[SAY_NAME];
	struct grid *g = NULL;
	struct handout h;
	struct session s;
	enum err e;
	int status;

	argc = handout_options(&h, argc, argv);
	if (h.wrong ||
	    named_list_ask(&ask, unit, l, argc - 1, argv + 1) != ERR_OK)
		return usage(c);
	status = session_open(&s, c, handout_needs(&h) | SESSION_PART);
	if (status == EXIT_DONE && !may_ask(&s, l, unit))
		status = EXIT_REFUSED;
	if (status != EXIT_DONE)
		return session_close(&s, status);
	handout_ask(&ask, &s, &h);
	e = named_list_ask(&ask, unit, l, argc - 1, argv + 1);
	if (e == ERR_OK)
		e = l->make(&g, writer_state(s.w), &ask);
	if (e == ERR_OK && l->unit)
		say_unit(to, writer_state(s.w), unit, h.who);
	status = e == ERR_OK
	    ? handout_put(&s, &h, &g, 1, l->list, l->unit ? to : NULL)
	    : say_err(c, e, l->unit ? unit : l->word, NULL);
	grid_free(g);
	return session_close(&s, status);
}

int
cmd_list(struct cli *c, int argc, char **argv)
{
	const struct named_list *l = argc < 2 ? NULL : named_list(argv[1]);
	struct session s;
	enum kind kind;
	int status;

	/* A unit's own list; the bare word is the kind. */
	if (l != NULL && (argc > 2 || names_kind(&kind, argv[1]) != ERR_OK))
		return named(c, l, argc - 1, argv + 1);
	if (argc != 2 || names_kind(&kind, argv[1]) != ERR_OK)
		return usage(c);
	status = session_open(&s, c, SESSION_VAULT | SESSION_PART);
	if (status == EXIT_DONE)
		list(&s, kind);
	return session_close(&s, status);
}
