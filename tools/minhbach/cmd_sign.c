/*
 * minhbach sign FILE - the signature of --key on a statement file (FORMAT
 * 3.10).  All of it is opened and shown first, checked against the ledger if
 * one is at hand, and asked about; then the file is replaced by one that has
 * the new lines and this machine's time.
 */
#include "session.h"
#include "stshow.h"

#include "fileio.h"
#include "sealmake.h"
#include "state.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct signing {
	struct session *s;
	const char *path;
	struct stfile f;
	struct readkey to[STFILE_BOXES_MAX]; /* as the file had them */
	size_t n_to;
	struct stview *view; /* of each part */
	uint8_t *notes;	     /* what they become */
	struct state *empty; /* where there is no ledger */
	bool renew;	     /* all have signed: only the time is set anew */
};

static const struct state *
book(const struct signing *g)
{
	return g->s->w != NULL ? writer_state(g->s->w) : g->empty;
}

static void
place_of(char *buf, size_t cap, const struct signing *g, size_t part)
{
	(void)snprintf(buf, cap, "%s: %zu", g->path, part + 1);
}

static int
file_open(struct signing *g)
{
	struct stfile_head h;
	uint8_t *bytes = NULL;
	struct span rest;
	size_t n = 0, i;
	enum err e;

	e = file_read(&bytes, &n, g->path, STFILE_MAX);
	if (e != ERR_OK)
		return say_err(g->s->cli, e, g->path, NULL);
	e = stfile_head_decode(&h, &rest, (struct span){bytes, n});
	if (e == ERR_OK)
		e = session_statement(&g->f, g->s, (struct span){bytes, n});
	file_free(bytes, n);
	if (e != ERR_OK)
		return session_unopened(g->s, e, g->path);
	g->n_to = h.n_box;
	for (i = 0; i < h.n_box; i++)
		g->to[i] = h.box[i].key;
	return EXIT_DONE;
}

static int
views_open(struct signing *g)
{
	struct fault f = {ERR_OK, FAULT_NO_INDEX, ""};
	const struct state *st = g->s->w != NULL ? writer_state(g->s->w) : NULL;
	char place[512];
	enum err e;
	size_t i;

	g->view = calloc(g->f.n + 1, sizeof(*g->view));
	g->notes = calloc(g->f.n + 1, STATEMENT_NOTE_MAX);
	if (g->view == NULL || g->notes == NULL)
		return say_err(g->s->cli, ERR_MEMORY, g->path, NULL);
	for (i = 0; i < g->f.n; i++) {
		e = stview_open(&g->view[i], &g->f.part[i], st, &f);
		place_of(place, sizeof(place), g, i);
		if (e != ERR_OK)
			return say_err(g->s->cli, e, place, f.clause);
	}
	return EXIT_DONE;
}

static int
not_now(const struct signing *g, const char *place, const char *vi,
    const char *en)
{
	say_at(g->s->cli, place, vi, en);
	return EXIT_REFUSED;
}

/* Is it this key's turn?  Where all have signed, any of them may renew. */
static int
turn_check(struct signing *g, size_t part)
{
	const struct stview *v = &g->view[part];
	const struct vkey *me = signer_vkey(g->s->signer[0]);
	char place[512];
	enum err e = stview_turn(v, span_str(me->name));

	place_of(place, sizeof(place), g, part);
	if (e == ERR_KEY)
		return not_now(g, place,
		    "khóa này không có tên trong số người ký tệp này",
		    "this key is not among those who are to sign");
	if (part > 0 && g->renew != (v->note.n == v->s.n_by))
		return not_now(g, place,
		    "các dòng trong tệp không cùng người đã ký",
		    "the statements of the file are not signed alike");
	g->renew = v->note.n == v->s.n_by;
	if (e == ERR_OK)
		return EXIT_DONE;
	return e == ERR_EXISTS
	    ? not_now(g, place, "khóa này đã ký rồi; còn chờ người sau ký",
		  "this key has signed; the next one is to sign")
	    : not_now(g, place,
		  "chưa đến lượt khóa này: người đứng trước chưa ký",
		  "it is not this key's turn: one before it has not signed");
}

/* The ledger at hand: this key in force, what it saw, and the rules. */
static int
ledger_check(struct signing *g)
{
	struct session *s = g->s;
	const struct vkey *me = signer_vkey(s->signer[0]);
	struct batch b = {.signer = s->signer,
	    .n_signer = 1,
	    .time_ms = s->now,
	    .allow_gap = true};
	struct writer_findings *found = calloc(1, sizeof(*found));
	const struct grant *grant = authority_find(writer_authority(s->w),
	    span_str(me->name), writer_size(s->w));
	enum err e = ERR_OK;
	bool said;

	if (found == NULL)
		return say_err(s->cli, ERR_MEMORY, g->path, NULL);
	if (grant == NULL ||
	    memcmp(grant->key.key.b, me->key.b, sizeof(me->key.b)) != 0)
		e = ERR_KEY;
	if (e == ERR_OK)
		e = writer_check(s->w, &b, &g->f, found);
	session_say(s, found);
	said = found->n > 0;
	free(found);
	if (e == ERR_OK)
		return EXIT_DONE;
	return said ? err_status(e) : say_err(s->cli, e, g->path, NULL);
}

/* Yes or no, from who sits at the terminal. */
static int
ask(const struct signing *g)
{
	const struct cli *c = g->s->cli;
	char answer[16] = "";

	if (c->yes)
		return EXIT_DONE;
	if (isatty(STDIN_FILENO) == 0) {
		say(c,
		    "chưa ký: không có ai ở bàn phím để trả lời; nếu đã xem "
		    "và đồng ý, thêm --yes",
		    "not signed: nobody is there to ask; add --yes if you "
		    "have seen it and agree");
		return EXIT_TROUBLE;
	}
	(void)fflush(stdout);
	(void)fprintf(stderr,
	    c->lang == LANG_EN ? "Sign this? (yes/no) "
			       : "Ký vào tệp này? (có/không) ");
	if (fgets(answer, sizeof(answer), stdin) != NULL) {
		answer[strcspn(answer, "\r\n")] = '\0';
		if (strcmp(answer, "có") == 0 || strcmp(answer, "co") == 0 ||
		    strcmp(answer, "yes") == 0)
			return EXIT_DONE;
	}
	say(c, "không ký; tệp còn nguyên", "not signed; the file is as it was");
	return EXIT_REFUSED;
}

/* Our line behind those that are there. */
static enum err
add_line(struct signing *g, size_t part)
{
	struct stfile_part *p = &g->f.part[part];
	struct signer *me = g->s->signer[0];
	struct sig sig;
	struct wr w;
	enum err e;

	e = signer_sign(&sig, me, g->view[part].note.text);
	if (e == ERR_OK)
		e = signer_saw(me, g->view[part].s.seen,
		    &g->view[part].s.seen_hash);
	if (e == ERR_HASH)
		e = ERR_STALE; /* the key remembers another ledger */
	wr_init(&w, g->notes + part * STATEMENT_NOTE_MAX, STATEMENT_NOTE_MAX);
	wr_span(&w, p->note);
	note_sig_encode(&w, signer_vkey(me), sig.b, sizeof(sig.b));
	p->note = wr_done(&w);
	return e == ERR_OK && p->note.p == NULL ? ERR_SPACE : e;
}

static int
write_back(struct signing *g)
{
	const struct stview *v = &g->view[0];
	uint8_t *sealed = NULL;
	size_t n = 0, i, done = v->note.n + (g->renew ? 0 : 1);
	enum err e = ERR_OK;

	for (i = 0; i < g->f.n && e == ERR_OK && !g->renew; i++)
		e = add_line(g, i);
	g->f.time_ms = g->s->now;
	if (e == ERR_OK)
		e = stfile_seal(&sealed, &n, &g->f, g->to, g->n_to);
	if (e == ERR_OK)
		e = file_replace(g->path, (struct span){sealed, n}, 0600);
	free(sealed);
	if (e != ERR_OK)
		return say_err(g->s->cli, e, g->path, NULL);
	if (done < v->s.n_by)
		(void)printf("%s: đã ký; còn chờ %.*s\n", g->path,
		    (int)v->s.by[done].n, (const char *)v->s.by[done].p);
	else
		(void)printf("%s: đã đủ chữ ký; ghi sổ bằng: minhbach append\n",
		    g->path);
	return EXIT_DONE;
}

static int
run(struct signing *g)
{
	int status = file_open(g);
	size_t i;

	if (status == EXIT_DONE)
		status = views_open(g);
	if (status == EXIT_DONE && state_new(&g->empty) != ERR_OK)
		status = say_err(g->s->cli, ERR_MEMORY, NULL, NULL);
	if (status != EXIT_DONE)
		return status;
	stview_print(g->view, g->f.n, book(g), g->s->cli->lang);
	for (i = 0; i < g->f.n && status == EXIT_DONE; i++)
		status = turn_check(g, i);
	if (status == EXIT_DONE && g->s->w != NULL)
		status = ledger_check(g);
	else if (status == EXIT_DONE)
		say(g->s->cli,
		    "lưu ý: máy này không có sổ, nên chưa đối chiếu được tệp "
		    "này với sổ và chưa kiểm tra chữ ký của người trước",
		    "note: no ledger on this machine, so this was not compared "
		    "with one, nor were the signatures before yours checked");
	if (status == EXIT_DONE)
		status = ask(g);
	return status == EXIT_DONE ? write_back(g) : status;
}

/* "." without a ledger in it is what -C is when nobody gave it. */
static bool
has_ledger(const struct cli *c)
{
	char path[FILE_PATH_MAX];

	session_path(path, c, WRITER_STORE);
	return strcmp(c->ledger, ".") != 0 || access(path, F_OK) == 0;
}

int
cmd_sign(struct cli *c, int argc, char **argv)
{
	struct session s;
	struct signing g = {.s = &s};
	int status;
	size_t i;

	if (argc != 2)
		return usage(c);
	g.path = argv[1];
	status = session_open(&s, c,
	    SESSION_SIGN | SESSION_VAULT | SESSION_PART |
		(has_ledger(c) ? SESSION_WRITE : SESSION_ALONE));
	if (status == EXIT_DONE && s.n != 1) {
		say(c, "mỗi lần chỉ một người ký: bỏ --with",
		    "one signer at a time: leave out --with");
		status = EXIT_TROUBLE;
	}
	if (status == EXIT_DONE)
		status = run(&g);
	for (i = 0; g.view != NULL && i < g.f.n; i++)
		stview_release(&g.view[i]);
	free(g.view);
	free(g.notes);
	state_free(g.empty);
	stfile_release(&g.f);
	return session_close(&s, status);
}
