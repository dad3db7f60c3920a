/*
 * sample.c - the mode `sample`: payments drawn with dice, to be compared with
 * papers and people.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "draw.h"
#include "inspect.h"
#include "money.h"

#define SAMPLE_DEFAULT 30

/* Positions of the disbursements that stand, in order of index: what is drawn
 * from. */
static size_t
population(size_t *list, const struct state *s)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_disbursement; i++)
		if (!state_is_reversed(s, s->disbursement[i].index))
			list[n++] = i;
	return n;
}

static const struct state_confirmation *
confirmation(const struct state *s, const struct state_disbursement *d)
{
	return d->confirmation == STATE_NONE
	    ? NULL
	    : &s->confirmation[d->confirmation];
}

static const char *
sponsor(const struct state *s, const struct state_disbursement *d)
{
	return d->sponsor == STATE_NONE ? "-" : s->sponsor[d->sponsor].code;
}

static const char *
child(const struct state *s, const struct state_disbursement *d)
{
	return d->child == STATE_NONE ? "-" : s->child[d->child].code;
}

static const char *
outcome(const struct state_confirmation *c)
{
	static const char *const word[OUTCOMES] = {"full", "short",
	    "not-received", "not-met"};

	return word[c->outcome];
}

/* No word of a language: the lines are the same for everybody. */
static void
put_line(size_t k, const struct book *b, const struct state_disbursement *d)
{
	const struct state_confirmation *c = confirmation(b->state, d);
	const char *evidence = book_evidence(b, d->index);
	char date[DATE_LEN], money[MONEY_LEN];

	date_encode(date, d->date);
	money_encode(money, d->amount);
	(void)printf("%4zu %7" PRIu64 "  %s  %-10s %-9s %14s  %s\n", k,
	    d->index, date, sponsor(b->state, d), child(b->state, d), money,
	    d->voucher);
	(void)printf("             %s\n", *evidence == '\0' ? "-" : evidence);
	if (c == NULL)
		(void)printf("             -");
	else {
		date_encode(date, c->date);
		(void)printf("             %s %s %s %s", c->confirmer,
		    c->by_paper ? "paper" : "key", date, outcome(c));
	}
	(void)printf("\n             [ ] 1   [ ] 2   [ ] 3   [ ] 4\n");
}

static void
put_row(size_t k, const struct book *b, const struct state_disbursement *d)
{
	const struct state_confirmation *c = confirmation(b->state, d);
	char date[DATE_LEN], confirmed[DATE_LEN] = "";

	date_encode(date, d->date);
	if (c != NULL)
		date_encode(confirmed, c->date);
	(void)printf("%zu,%" PRIu64 ",%s,", k, d->index, date);
	inspect_csv(sponsor(b->state, d), false);
	inspect_csv(child(b->state, d), false);
	(void)printf("%" PRId64 ",", d->amount);
	inspect_csv(d->voucher, false);
	inspect_csv(book_evidence(b, d->index), false);
	inspect_csv(c == NULL ? "" : c->confirmer, false);
	inspect_csv(c == NULL ? "" : c->by_paper ? "paper" : "key", false);
	inspect_csv(confirmed, false);
	inspect_csv(c == NULL ? "" : outcome(c), false);
	(void)fputs(",,,\r\n", stdout);
}

static void
put_head(const struct options *o, const struct report *r, size_t n, size_t of)
{
	char root[INSPECT_ROOT_LEN];

	inspect_root(root, r);
	(void)printf("%s\n",
	    inspect_pick(o, "MẪU ĐỐI CHIẾU CÁC KHOẢN CHI",
		"SAMPLE OF PAYMENTS"));
	(void)printf("%s %zu/%zu, %s %s\n%s %" PRIu64 ", %s %s\n",
	    inspect_pick(o, "rút", "drawn"), n, of,
	    inspect_pick(o, "số xúc xắc", "seed"), o->seed,
	    inspect_pick(o, "sổ có số dòng", "entries"), r->size,
	    inspect_pick(o, "gốc cây", "root"), root);
	if (r->checkpoint->size == r->size)
		(void)printf("%s: %s\n",
		    inspect_pick(o, "mã niêm phong", "seal code"), r->code);
	if (r->trial)
		(void)printf("%s\n",
		    inspect_pick(o, "DỮ LIỆU MẪU", "SAMPLE DATA"));
	(void)printf("%s\n%s\n\n",
	    inspect_pick(o,
		"mỗi khoản: thứ tự, dòng sổ, ngày, đơn vị, mã trẻ, số tiền, số "
		"chứng từ; mã\nchứng cứ; bên xác nhận, bằng khóa (key) hay "
		"giấy (paper), ngày, kết quả",
		"each: number, entry, date, sponsor, child, amount, voucher; "
		"digest of the\nevidence; confirmer, by key or paper, day, "
		"outcome"),
	    inspect_pick(o,
		"ô: 1 đã xem chứng từ gốc, 2 số tiền và ngày khớp, 3 mã chứng "
		"cứ khớp, 4 đã hỏi người nhận",
		"boxes: 1 saw the voucher, 2 amount and day agree, 3 digest "
		"agrees, 4 asked who received"));
}

static void
put_sample(const struct options *o, const struct report *r,
    const struct book *b, const size_t *list, size_t of)
{
	const struct span seed = {(const uint8_t *)o->seed, strlen(o->seed)};
	const size_t want = o->count == 0 ? SAMPLE_DEFAULT : (size_t)o->count;
	uint64_t at[DRAW_MAX];
	size_t i, n = 0;

	if (draw(at, &n, want, of, seed, &r->root) != ERR_OK)
		return;
	if (o->csv)
		(void)fputs("number,index,date,sponsor,child,amount,voucher,"
			    "evidence,confirmer,how,confirmed,outcome,"
			    "voucher_seen,amount_agrees,evidence_agrees,"
			    "receiver_asked\r\n",
		    stdout);
	else
		put_head(o, r, n, of);
	for (i = 0; i < n; i++)
		if (o->csv)
			put_row(i + 1, b, &b->state->disbursement[list[at[i]]]);
		else
			put_line(i + 1, b,
			    &b->state->disbursement[list[at[i]]]);
}

static int
tell(const struct options *o, const struct report *r, const struct book *b)
{
	size_t *list;

	if (!inspect_usable(o, r, b))
		return inspect_refused(r);
	list = calloc(b->state->n_disbursement + 1, sizeof(*list));
	if (list == NULL)
		return trouble(o, "stream", "không đủ bộ nhớ", "out of memory");
	put_sample(o, r, b, list, population(list, b->state));
	free(list);
	return verdict_status(r->verdict);
}

int
verify_sample(const struct options *o, char *const *operand)
{
	if (o->seed == NULL ||
	    !draw_seed_check(
		(struct span){(const uint8_t *)o->seed, strlen(o->seed)}))
		return trouble(o, "--seed",
		    "cần số gieo trước mặt mọi người: 1 đến 64 chữ số, chữ cái "
		    "hay gạch nối, ví dụ --seed 4-2-6-1",
		    "give what the dice showed before witnesses: 1 to 64 "
		    "digits, letters or dashes, as in --seed 4-2-6-1");
	return inspect(o, operand[0], tell);
}
