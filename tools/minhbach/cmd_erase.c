/*
 * minhbach erase CHILD [FILE|-] - what the ledger holds about one child made
 * unreadable for good, with two signatures (FORMAT 4.10); erase --resume goes
 * on where a crash stopped it, and tries the copies of the keyring again.
 *
 * It cannot be taken back, so it says first what it will do, and without a
 * person at a terminal it wants --yes.
 */
#include "shelves.h"

#include "ask.h"
#include "column.h"
#include "erase.h"
#include "keycopies.h"
#include "oldkeys.h"
#include "range.h"
#include "schema.h"
#include "sheetfile.h"
#include "state.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is asked for ---- */

struct wish {
	const char *child, *basis;
	json_t *request; /* a ref, or NULL */
};

static bool
basis_known(const char *basis)
{
	const struct field *f = column_field(KIND_ERASURE, "basis");
	size_t i;

	for (i = 0; f->words[i] != NULL; i++)
		if (strcmp(f->words[i], basis) == 0)
			return true;
	return false;
}

static bool
request_find(struct wish *w, const struct session *s, const char *text)
{
	const struct state *st = writer_state(s->w);
	struct ref ref;
	uint64_t i;

	if (decimal_decode(&i, span_str(text)) != ERR_OK || i >= st->n_entry ||
	    st->entry[i].kind != KIND_REQUEST)
		return false;
	ref = (struct ref){st->entry[i].id, true, i};
	w->request = ref_json(&ref);
	return w->request != NULL;
}

static int
wish_take(struct wish *w, const struct session *s, const struct sheet *t)
{
	static const char *const basis[] = {"basis", NULL};
	static const char *const request[] = {"request", NULL};
	const char *text = sheet_get(t, 0, request);
	size_t i;

	for (i = 0; i < t->cols; i++)
		if (strcmp(t->name[i], "basis") != 0 &&
		    strcmp(t->name[i], "request") != 0) {
			say_at(s->cli, t->head[i],
			    "không có mục này; chỉ có basis và request",
			    "no such field; there are basis and request");
			return EXIT_TROUBLE;
		}
	w->basis = sheet_get(t, 0, basis);
	if (w->basis == NULL || !basis_known(w->basis)) {
		say_at(s->cli, "basis",
		    "căn cứ phải là request, purpose-done, retention-over, "
		    "consent-withdrawn hoặc other",
		    "the basis is request, purpose-done, retention-over, "
		    "consent-withdrawn or other");
		return EXIT_TROUBLE;
	}
	if (text != NULL && *text != '\0' && !request_find(w, s, text)) {
		say_at(s->cli, "request",
		    "không có dòng yêu cầu nào mang số này",
		    "no entry of this number is a request");
		return EXIT_TROUBLE;
	}
	return EXIT_DONE;
}

/* ---- what became of it ---- */

static int
keyrings_tell(struct session *s)
{
	char path[FILE_PATH_MAX];
	struct copies c;
	enum err e;

	session_path(path, s->cli, COPIES_NAME);
	e = copies_load(&c, path);
	if (e != ERR_OK) {
		say_at(s->cli, path,
		    "danh sách bản sao không đọc được (mỗi dòng: ngày, dấu "
		    "cách, đường dẫn); sửa rồi chạy erase --resume",
		    "the list of copies cannot be read (each line: day, space, "
		    "path); mend it, then run erase --resume");
		return EXIT_TROUBLE;
	}
	copies_renew(&c, writer_keyring(s->w));
	if (c.n == 0)
		tell(s->cli, "Bản sao của tệp khóa: danh sách copies trống.",
		    "Copies of the keyring: the list is empty.");
	copies_tell(s->cli, &c);
	copies_release(&c);
	return backups_tell(s);
}

/* Payloads that went out by name, and that nothing here reaches. */
static size_t
exports(struct session *s)
{
	const struct state *st = writer_state(s->w);
	struct writer_entry e;
	size_t n = 0;
	uint64_t i;

	for (i = 0; i < st->n_entry; i++) {
		if (st->entry[i].kind != KIND_DISCLOSURE ||
		    writer_entry_load(s->w, &e, i) != ERR_OK)
			continue;
		n += e.opened && strcmp(j_str(e.json, "list"), "export") == 0;
		writer_entry_release(&e);
	}
	return n;
}

static int
report(struct session *s, uint64_t index, size_t entries, const char *names)
{
	char vi[256], en[256];
	size_t n;

	(void)snprintf(vi, sizeof(vi),
	    "Dòng sổ %llu: đã xóa nội dung %zu dòng; khóa của em và các bản "
	    "niêm kín đã hủy, khóa của kho đã đổi.",
	    (unsigned long long)index, entries);
	(void)snprintf(en, sizeof(en),
	    "Entry %llu: %zu entries erased; the child's key and the sealed "
	    "items are destroyed, the vault key is another.",
	    (unsigned long long)index, entries);
	tell(s->cli, vi, en);
	n = exports(s);
	(void)snprintf(vi, sizeof(vi),
	    "Không thu lại được: %zu lần xuất sổ cho bên kiểm tra, phiếu và "
	    "danh sách đã in.",
	    n);
	(void)snprintf(en, sizeof(en),
	    "Out of reach: %zu exports to auditors, slips and lists on paper.",
	    n);
	tell(s->cli, vi, en);
	tell(s->cli,
	    "Bản sao cũ của sổ (nếu có) còn mở được bằng tệp khóa cũ và khóa "
	    "đọc cũ: hãy hủy, hoặc thêm vào tệp copies rồi chạy erase "
	    "--resume. Sao lưu sổ và tệp khóa ngay bây giờ (backup).",
	    "An old copy of the ledger still opens with an old keyring and an "
	    "old reading key: destroy it, or list the keyring in the file "
	    "copies and run erase --resume. Back up ledger and keyring now "
	    "(backup).");
	oldkeys_say(s->cli, names);
	return keyrings_tell(s);
}

/* ---- the erasure ---- */

static bool
agreed(const struct session *s, const struct wish *w, size_t n)
{
	char vi[512], en[512];

	(void)snprintf(vi, sizeof(vi),
	    "Xóa vĩnh viễn nội dung %zu dòng sổ về %s: hủy khóa của em, xóa "
	    "bản niêm kín, đổi khóa của kho, ghi lại các bản sao của tệp khóa. "
	    "Không lấy lại được. Ký và xóa?",
	    n, w->child);
	(void)snprintf(en, sizeof(en),
	    "Erase %zu entries about %s for good: the child's key and sealed "
	    "items are destroyed, the vault key and the listed copies of the "
	    "keyring renewed. It cannot be undone. Sign and erase?",
	    n, w->child);
	if (s->cli->yes) {
		tell(s->cli, vi, en);
		return true;
	}
	if (ask_terminal() && ask_yes(s->cli, vi, en))
		return true;
	say(s->cli, "chưa xóa gì; muốn xóa thật thì thêm --yes",
	    "nothing was erased; add --yes to mean it");
	return false;
}

static int
refuse_child(const struct session *s, const char *child, enum err e)
{
	if (e != ERR_MISSING)
		return say_err(s->cli, e, child, NULL);
	say_at(s->cli, child, "sổ không có em nào mang mã này, hoặc đã xóa rồi",
	    "the ledger has no child of this code, or it was erased already");
	return EXIT_REFUSED;
}

/* Somebody's support cannot be looked after without a name. */
static bool
still_held(const struct session *s, const char *child)
{
	const struct state *st = writer_state(s->w);
	size_t row = state_child_find(st, child);

	if (row == STATE_NONE ||
	    !state_child_supported(st, row, date_of_ms(s->now)))
		return false;
	say_at(s->cli, child,
	    "em đang được đỡ đầu: ghi thôi đỡ đầu (change) trước khi xóa",
	    "the child is being supported: enter its end (change) first");
	return true;
}

/* How far ranges are opened, and which quarter is the newest published. */
static enum err
already_out(struct erasing *how, struct writer *w)
{
	json_t *earlier = NULL;
	struct ref last;
	uint32_t quarter;
	size_t i;
	enum err e = range_earlier(&earlier, &last, w);

	if (e == ERR_OK)
		e = range_begin(&how->opened, earlier);
	for (i = 0; i < json_array_size(earlier) && e == ERR_OK; i++) {
		e = quarter_decode(&quarter,
		    j_span(json_array_get(earlier, i), "period"));
		if (e == ERR_OK && quarter > how->published)
			how->published = quarter;
	}
	json_decref(earlier);
	return e;
}

static int
enter(struct session *s, const struct wish *w, const struct erasure *x)
{
	struct writer_findings *f = calloc(1, sizeof(*f));
	struct erasing how = {w->basis, w->request, 0, 0};
	struct batch b = {.signer = s->signer,
	    .n_signer = s->n,
	    .time_ms = s->now,
	    .allow_gap = s->cli->allow_gap};
	char *names = NULL;
	uint64_t index = 0;
	size_t found;
	enum err e;
	int status;

	if (f == NULL)
		return say_err(s->cli, ERR_MEMORY, NULL, NULL);
	e = oldkeys_take(&names, writer_keyring(s->w), x);
	if (e == ERR_OK)
		e = already_out(&how, s->w);
	if (e == ERR_OK)
		e = writer_erase(s->w, x, &how, &b, &index, f);
	session_say(s, f);
	found = f->n;
	free(f);
	status = e == ERR_OK ? report(s, index, x->n, names) : EXIT_DONE;
	free(names);
	if (e == ERR_OK)
		return status;
	if (index > 0) {
		say_at(s->cli, s->cli->ledger,
		    "đã ghi dòng xóa nhưng chưa hủy xong; chạy erase --resume",
		    "the erasure is entered, but not all is destroyed yet; run "
		    "erase --resume");
		return EXIT_TROUBLE;
	}
	return found > 0 ? err_status(e)
			 : say_err(s->cli, e, s->cli->ledger, NULL);
}

static int
erase(struct session *s, struct wish *w, const struct sheet *t)
{
	struct erasure x = {.entry = NULL};
	int status = wish_take(w, s, t);
	enum err e;

	if (status != EXIT_DONE)
		return status;
	e = erasure_find(&x, s->w, w->child);
	if (e != ERR_OK)
		return refuse_child(s, w->child, e);
	if (still_held(s, w->child) || !agreed(s, w, x.n))
		status = EXIT_REFUSED;
	else
		status = enter(s, w, &x);
	erasure_release(&x);
	return status;
}

/* Opening the ledger for writing has gone on with what was begun. */
static int
resume(struct cli *c)
{
	struct session s;
	int status = session_open(&s, c, SESSION_VAULT | SESSION_WRITE);

	if (status == EXIT_DONE) {
		tell(c, "Không còn việc xóa nào dở dang.",
		    "No erasure is left half done.");
		status = keyrings_tell(&s);
	}
	return session_close(&s, status);
}

int
cmd_erase(struct cli *c, int argc, char **argv)
{
	struct wish w = {NULL, NULL, NULL};
	const char *path = argc == 3 ? argv[2] : "-";
	struct session s;
	struct sheet t;
	enum err e;
	int status;

	if (argc == 2 && strcmp(argv[1], "--resume") == 0)
		return resume(c);
	if (argc < 2 || argc > 3 || *argv[1] == '-')
		return usage(c);
	if (argc == 2 && ask_terminal())
		tell(c, "Gõ các dòng basis=... và request=..., rồi Ctrl-D:",
		    "Type lines basis=... and request=..., then Ctrl-D:");
	if (c->n_key < 2) {
		say(c,
		    "cần hai chữ ký: --key của người lập và --with của người "
		    "phê duyệt",
		    "two signatures are needed: --key of the registrar and "
		    "--with of the approver");
		return EXIT_REFUSED;
	}
	w.child = argv[1];
	e = sheetfile_pairs(&t, path);
	if (e != ERR_OK)
		status = say_err(c, e, path, t.fault);
	else {
		status = session_open(&s, c,
		    SESSION_SIGN | SESSION_WRITE | SESSION_VAULT);
		if (status == EXIT_DONE)
			status = erase(&s, &w, &t);
		status = session_close(&s, status);
	}
	json_decref(w.request);
	sheet_release(&t);
	return status;
}
