/*
 * minhbach slip [--out FILE] INDEX... - papers that families and sponsors take
 * home: what the book says was given, with the QR that asks the book itself
 * (FORMAT 9.2).  No child is named.  As a PDF of mode 0600, or on standard
 * output: whoever holds a slip can try amounts against the book.
 */
#include "office.h"

#include "receipt.h"
#include "store.h"
#include "text.h"
#include "value.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SLIPS_MAX 400
#define ADDRESS_MAX 384
#define DUE_DAY 15 /* of the month after a quarter, its publication is due */

struct slips {
	struct session *s;
	struct office *office;
	const char *base;
	struct paper_slip slip[SLIPS_MAX];
	char address[SLIPS_MAX][ADDRESS_MAX];
	size_t n;
};

/* What was asked for. */
struct wanted {
	const char *out; /* NULL: standard output */
	uint64_t index[SLIPS_MAX];
	size_t n;
};

static int
refuse(const struct slips *k, uint64_t index, const char *vi, const char *en)
{
	char place[64];

	(void)snprintf(place, sizeof(place), "dòng sổ / entry %llu",
	    (unsigned long long)index);
	say_at(k->s->cli, place, vi, en);
	return EXIT_REFUSED;
}

/* The day of the checkpoint above an entry, or when one is due. */
static enum err
day_of(int32_t *day, const struct slips *k, uint64_t index)
{
	const struct state *st = writer_state(k->s->w);
	struct store_txn *t = NULL;
	uint64_t size = index + 1;
	struct span note;
	enum err e = store_begin(&t, writer_store(k->s->w), false);

	if (e == ERR_OK)
		e = store_checkpoint_next(t, &size, &note);
	store_abort(t);
	if (e == ERR_OK && (size == 0 || size > st->n_entry))
		e = ERR_RANGE;
	if (e == ERR_OK)
		*day = st->entry[size - 1].date;
	if (e == ERR_MISSING)
		*day =
		    quarter_first(st->entry[index].quarter + 1) + DUE_DAY - 1;
	return e;
}

static enum err
address_of(char out[ADDRESS_MAX], const char *base, uint64_t index,
    const struct okey *okey)
{
	struct slip slip = {index, okey_blind(okey)};
	size_t n = strlen(base);
	char buf[SLIP_LEN];
	struct span text;
	enum err e = slip_encode(&text, &slip, buf, sizeof(buf));

	while (n > 0 && base[n - 1] == '/')
		n--;
	if (e == ERR_OK && n + text.n >= ADDRESS_MAX)
		e = ERR_SPACE;
	if (e == ERR_OK)
		(void)snprintf(out, ADDRESS_MAX, "%.*s%.*s", (int)n, base,
		    (int)text.n, (const char *)text.p);
	return e;
}

static int
add(struct slips *k, uint64_t index, const struct state_disbursement *d)
{
	struct paper_slip *p = &k->slip[k->n];
	struct writer_entry entry;
	enum err e, sealed;

	e = writer_entry_load(k->s->w, &entry, index);
	if (e != ERR_OK)
		return say_err(k->s->cli, e, "slip", NULL);
	*p = (struct paper_slip){k->address[k->n], d->voucher, index, d->amount,
	    0};
	e = address_of(k->address[k->n], k->base, index, &entry.okey);
	writer_entry_release(&entry);
	sealed = day_of(&p->from, k, index);
	if (e == ERR_OK && sealed != ERR_MISSING)
		e = sealed;
	if (e != ERR_OK)
		return say_err(k->s->cli, e, "slip", NULL);
	if (sealed == ERR_MISSING)
		(void)refuse(k, index,
		    "chưa nằm dưới mốc niêm phong nào: phiếu ghi ngày muộn "
		    "nhất của kỳ công bố tới",
		    "no checkpoint covers it yet: the slip names the day by "
		    "which the next publication is due");
	k->n++;
	return EXIT_DONE;
}

static int
take(struct slips *k, uint64_t index)
{
	const struct state *st = writer_state(k->s->w);
	const struct state_entry *e;

	if (index >= st->n_entry)
		return refuse(k, index, "sổ chưa có dòng này",
		    "the ledger has no such entry yet");
	e = &st->entry[index];
	if (e->kind != KIND_DISBURSEMENT)
		return refuse(k, index,
		    "không phải là khoản hỗ trợ: không có phiếu",
		    "is no disbursement: there is no slip for it");
	if (!e->known && session_unit(k->s) != NULL)
		return refuse(k, index,
		    "khóa này không mở được dòng này, không in phiếu được",
		    "this key does not open it: no slip can be made");
	if (!e->known || e->at == STATE_NONE)
		return refuse(k, index,
		    "nội dung dòng này đã được xóa, không in phiếu được nữa",
		    "its payload was erased: no slip can be made any more");
	if (state_is_reversed(st, index))
		return refuse(k, index,
		    "đã được đính chính; hãy in phiếu của dòng ghi lại",
		    "was reversed; print the slip of the entry made instead");
	return add(k, index, &st->disbursement[e->at]);
}

static int
print(struct slips *k, const char *out)
{
	struct outfile f;
	enum err e = outfile_open(&f);

	if (e == ERR_OK)
		e = paper_slip_pdf(f.to, k->slip, k->n, &k->office->head,
		    k->office->telephone, k->s->now);
	e = outfile_close(&f, out, e);
	return e == ERR_OK
	    ? EXIT_DONE
	    : say_err(k->s->cli, e, out == NULL ? "-" : out, NULL);
}

static int
run(struct session *s, struct office *o, const struct wanted *x)
{
	struct slips *k;
	size_t i;
	int status;

	status = office_read(o, s);
	if (status != EXIT_DONE)
		return status;
	k = calloc(1, sizeof(*k));
	if (k == NULL)
		return say_err(s->cli, ERR_MEMORY, NULL, NULL);
	k->s = s;
	k->office = o;
	k->base = office_get(o, "address");
	if (k->base == NULL) {
		say_at(s->cli, "office",
		    "thiếu dòng address= : địa chỉ trang công khai mà mã QR "
		    "dẫn tới, ví dụ address=https://do-dau.viet-an.example",
		    "the line address= is missing: the public site that the "
		    "QR leads to, e.g. address=https://do-dau.viet-an.example");
		status = EXIT_TROUBLE;
	}
	for (i = 0; i < x->n && status == EXIT_DONE; i++)
		status = take(k, x->index[i]);
	if (status == EXIT_DONE)
		status = print(k, x->out);
	free(k);
	return status;
}

/* Before anybody types a passphrase. */
static int
look(struct wanted *x, const struct cli *c, char **arg)
{
	if (x->out != NULL && access(x->out, F_OK) == 0)
		return say_err(c, ERR_EXISTS, x->out, NULL);
	for (; *arg != NULL; arg++) {
		if (x->n == SLIPS_MAX) {
			say_at(c, *arg, "quá 400 phiếu trong một lần in",
			    "more than 400 slips at once");
			return EXIT_TROUBLE;
		}
		if (decimal_decode(&x->index[x->n++], span_str(*arg)) !=
		    ERR_OK) {
			say_at(c, *arg, "không phải là số của một dòng sổ",
			    "is no index of an entry");
			return EXIT_TROUBLE;
		}
	}
	return EXIT_DONE;
}

int
cmd_slip(struct cli *c, int argc, char **argv)
{
	static const struct option options[] = {{"out", required_argument, NULL,
						    'o'},
	    {NULL, 0, NULL, 0}};
	struct office office;
	struct session s;
	struct wanted x = {.n = 0};
	int opt, status;

	optind = 0;
	while ((opt = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		if (opt != 'o')
			return usage(c);
		x.out = optarg;
	}
	if (optind >= argc || (x.out == NULL && isatty(STDOUT_FILENO)))
		return usage(c);
	status = look(&x, c, argv + optind);
	if (status != EXIT_DONE)
		return status;
	memset(&office, 0, sizeof(office));
	status = session_open(&s, c, SESSION_VAULT | SESSION_PART);
	if (status == EXIT_DONE)
		status = run(&s, &office, &x);
	office_release(&office);
	return session_close(&s, status);
}
