/*
 * minhbach status - how large the book is, how it is sealed, who may write,
 * and the quarter's figures and what is due for whoever may read them.
 */
#include "shelves.h"

#include "checkpoint.h"
#include "lists.h"
#include "money.h"
#include "needs.h"
#include "oldkeys.h"
#include "queries.h"
#include "state.h"
#include "store.h"
#include "swap.h"

#include <stdio.h>
#include <string.h>

#define GRANTS_MAX 64

static void
seals(struct session *s)
{
	struct store_txn *t;
	struct checkpoint c;
	struct note n;
	struct span note;
	char code[SEAL_CODE_LEN + 1];
	uint64_t size;

	if (store_begin(&t, writer_store(s->w), false) != ERR_OK)
		return;
	if (store_checkpoint_last(t, &size, &note) == ERR_OK &&
	    note_decode(&n, note) == ERR_OK &&
	    checkpoint_decode(&c, n.text) == ERR_OK) {
		seal_code(code, n.text);
		(void)printf("mốc niêm phong: %llu dòng, mã %s\n",
		    (unsigned long long)size, code);
	} else {
		(void)puts("mốc niêm phong: chưa có");
	}
	store_abort(t);
}

static void
quarter(const struct state *st, uint32_t q)
{
	struct money_filter all = MONEY_ALL;
	char name[SAY_MAX], money[MONEY_LEN];
	size_t below, exempt;

	say_quarter(name, q);
	money_encode(money, query_recorded(st, q, &all));
	query_below(st, q, q, &below, &exempt);
	(void)printf("%s: %zu em được đỡ đầu cuối kỳ, đã ghi %s đ, "
		     "%zu em dưới mức (%zu miễn)\n",
	    name, query_supported(st, quarter_last(q)), money, below, exempt);
}

/* Which envelopes there are, which were opened, and whether they would do
 * without any admin (FORMAT 6.5). */
static void
envelopes(const struct authority *a)
{
	const struct grant *g, *in_force[GRANTS_MAX];
	size_t i, n = 0;

	for (i = 0; (g = authority_grant(a, i)) != NULL; i++) {
		if (g->roles != ROLE_RECOVERY || g->until != UINT64_MAX)
			continue;
		(void)printf("phong bì khôi phục: %s", g->name);
		if (g->used != UINT64_MAX)
			(void)printf(", đã mở, ký dòng %llu: phải thay (key "
				     "envelope %s)",
			    (unsigned long long)g->used, g->unit);
		(void)putchar('\n');
		if (n < GRANTS_MAX)
			in_force[n++] = g;
	}
	if (!is_quorum(in_force, n, authority_quorum(a), ROLE_RECOVERY))
		(void)puts("phong bì khôi phục: chưa đủ để cấp lại khóa khi "
			   "mọi quản trị mất khóa (key envelope)");
}

/* FORMAT 6.6 */
static void
in_doubt(const struct state *st)
{
	size_t i, n = 0;

	for (i = 0; i < st->n_entry; i++)
		n += state_is_disputed(st, i);
	if (n > 0)
		(void)printf("dòng bị ngờ chưa xử lý: %zu (minhbach due)\n", n);
}

/* How much there is in the list of what is due. */
static int
due(struct session *s)
{
	struct list_ask ask = {.today = date_of_ms(s->now), .who = WHO_CODE};
	size_t i, urgent = 0;
	struct grid *g;
	enum err e;

	e = list_due(&g, writer_state(s->w), &ask);
	if (e != ERR_OK)
		return say_err(s->cli, e, "due", NULL);
	for (i = 0; i < g->n_row; i++)
		urgent += strcmp(grid_cell(g, i, 1)->text, "gấp") == 0;
	(void)printf("việc đến hạn: %zu, trong đó %zu việc gấp "
		     "(minhbach due)\n",
	    g->n_row, urgent);
	grid_free(g);
	return EXIT_DONE;
}

/* What lies elsewhere, and until when it may. */
static int
elsewhere(struct session *s)
{
	char path[FILE_PATH_MAX];
	struct copies c;
	enum err e;

	session_path(path, s->cli, COPIES_NAME);
	e = copies_load(&c, path);
	if (e != ERR_OK)
		return say_err(s->cli, e, path, NULL);
	copies_look(&c, writer_keyring(s->w));
	copies_tell(s->cli, &c);
	copies_release(&c);
	oldkeys_tell(s);
	if (swap_any_plain())
		say_at(s->cli, "/proc/swaps",
		    "máy này có vùng tráo đổi (swap) chưa mã hóa: nội dung kín "
		    "có thể nằm lại trên đĩa; hãy tắt (swapoff -a) hoặc mã hóa",
		    "this machine has swap that is not encrypted: what is "
		    "sealed may be left on its disk; turn it off (swapoff -a) "
		    "or encrypt it");
	return backups_tell(s);
}

int
cmd_status(struct cli *c, int argc, char **argv)
{
	bool reads = c->reader != NULL || c->n_key > 0;
	const struct state *st;
	struct session s;
	uint32_t q, first;
	int status;

	(void)argv;
	if (argc != 1)
		return usage(c);
	status = session_open(&s, c, reads ? SESSION_VAULT : 0);
	if (status != EXIT_DONE)
		return session_close(&s, status);
	(void)printf("sổ %s (%s)%s\n", authority_origin(writer_authority(s.w)),
	    authority_commune(writer_authority(s.w)),
	    authority_is_trial(writer_authority(s.w))
		? " - DỮ LIỆU MẪU / SAMPLE DATA"
		: "");
	(void)printf("%llu dòng; đã xóa nội dung %llu, không xem được %llu\n",
	    (unsigned long long)writer_size(s.w),
	    (unsigned long long)writer_erased(s.w),
	    (unsigned long long)writer_withheld(s.w));
	seals(&s);
	st = writer_state(s.w);
	envelopes(writer_authority(s.w));
	in_doubt(st);
	if (reads && st->n_disbursement > 0) {
		first = st->disbursement[0].recorded;
		q = time_quarter(writer_last_time(s.w));
		for (; first <= q; first++)
			quarter(st, first);
		status = due(&s);
	}
	if (status == EXIT_DONE)
		status = elsewhere(&s);
	return session_close(&s, status);
}
