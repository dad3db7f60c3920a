/*
 * questions.c - the mode `exceptions`: entries to ask about, what each may mean
 * and what to ask.
 */
#include <inttypes.h>

#include "exceptions.h"
#include "inspect.h"
#include "money.h"

static const char *
count_words(const struct options *o, enum exception x)
{
	const struct exception_info *i = exception_info(x);

	return inspect_pick(o, i->count_vi, i->count_en);
}

static void
put_where(const struct options *o, const struct exception_found *f)
{
	char money[MONEY_LEN];

	(void)printf("   -");
	if (f->index != EXCEPTION_NONE)
		(void)printf(" %s %" PRIu64, inspect_pick(o, "dòng", "entry"),
		    f->index);
	if (f->other != EXCEPTION_NONE && f->other != f->index)
		(void)printf(" (%s %" PRIu64 ")",
		    inspect_pick(o, "xem cả dòng", "see also"), f->other);
	if (f->unit[0] != '\0')
		(void)printf(" %s", f->unit);
	if (f->child[0] != '\0')
		(void)printf(" %s", f->child);
	if (count_words(o, f->what)[0] != '\0') {
		money_encode(money, f->n);
		(void)printf(": %s %s", money, count_words(o, f->what));
	}
	(void)printf("\n");
}

static void
put_head(const struct options *o, enum exception x)
{
	const struct exception_info *i = exception_info(x);

	(void)printf("\n%s [%s]\n   %s: %s\n   %s: %s\n",
	    inspect_pick(o, i->vi, i->en), i->word,
	    inspect_pick(o, "có thể là", "it may mean"),
	    inspect_pick(o, i->mean_vi, i->mean_en),
	    inspect_pick(o, "nên hỏi", "ask"),
	    inspect_pick(o, i->ask_vi, i->ask_en));
}

static void
put_limits(const struct options *o)
{
	const struct exception_bound *l;
	char value[MONEY_LEN];
	int i;

	(void)printf("\n%s\n", inspect_pick(o, "Các mức đã dùng:", "Bounds:"));
	for (i = 0; i < EXCEPTION_LIMITS; i++) {
		l = exception_limit((enum exception_limit)i);
		money_encode(value, l->value);
		(void)printf("   %-16s %9s  %s\n", l->word, value,
		    inspect_pick(o, l->vi, l->en));
	}
	(void)printf("   %s\n",
	    inspect_pick(o,
		"số ngày muộn và mức hai chữ ký: theo tham số trong sổ",
		"days of being late, two-signature bound: as the ledger has "
		"them"));
}

static void
put_text(const struct options *o, const struct exceptions *x)
{
	size_t i;

	(void)printf("%s: %zu\n%s\n",
	    inspect_pick(o, "CHỖ NÊN HỎI", "PLACES TO ASK"), x->n,
	    inspect_pick(o,
		"Không chỗ nào dưới đây là sai phạm; mỗi chỗ là một câu hỏi.",
		"None of these is a breach; each is a question."));
	for (i = 0; i < x->n; i++) {
		if (i == 0 || x->f[i].what != x->f[i - 1].what)
			put_head(o, x->f[i].what);
		put_where(o, &x->f[i]);
	}
	put_limits(o);
}

static void
put_index(uint64_t index)
{
	if (index != EXCEPTION_NONE)
		(void)printf("%" PRIu64, index);
	(void)fputs(",", stdout);
}

static void
put_csv(const struct options *o, const struct exceptions *x)
{
	const struct exception_info *info;
	const struct exception_found *f;
	size_t i;

	(void)fputs("exception,index,other,unit,child,n,seen,ask\r\n", stdout);
	for (i = 0; i < x->n; i++) {
		f = &x->f[i];
		info = exception_info(f->what);
		inspect_csv(info->word, false);
		put_index(f->index);
		put_index(f->other);
		inspect_csv(f->unit, false);
		inspect_csv(f->child, false);
		(void)printf("%" PRId64 ",", f->n);
		inspect_csv(inspect_pick(o, info->vi, info->en), false);
		inspect_csv(inspect_pick(o, info->ask_vi, info->ask_en), true);
	}
}

static int
tell(const struct options *o, const struct report *r, const struct book *b)
{
	struct exceptions x;
	int status = verdict_status(r->verdict);

	if (!inspect_usable(o, r, b))
		return inspect_refused(r);
	if (exceptions_find(&x, b) != ERR_OK)
		status =
		    trouble(o, "stream", "không đủ bộ nhớ", "out of memory");
	else if (o->csv)
		put_csv(o, &x);
	else
		put_text(o, &x);
	exceptions_release(&x);
	return status;
}

int
verify_exceptions(const struct options *o, char *const *operand)
{
	return inspect(o, operand[0], tell);
}
