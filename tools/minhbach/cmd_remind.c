/*
 * minhbach remind DIR - a sheet for each unit, school and hamlet, and a cover
 * list: what goes out before the monthly meeting.
 *
 * For a timer: nothing is asked.  The cover is written last, so where today's
 * cover stands all is done, and a second run of the day changes nothing.
 */
#include "handout.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fileio.h"

struct sheet_of {
	char unit[STATE_WORD], to[SAY_NAME];
	const char *kind; /* truong, thon, don-vi */
	size_t children;
	struct grid *g;
};

struct mail {
	struct session *s;
	const struct handout *h;
	const struct list_ask *ask;
	const char *dir;
	char day[DATE_LEN];
	struct sheet_of *sheet;
	size_t n;
};

enum {
	C_NR,
	C_UNIT,
	C_TO,
	C_WHAT,
	C_ROWS,
	C_FILE,
	C_SENT
};
static const struct grid_column cover_columns[] = {
    [C_NR] = {"nr", "TT", GRID_COUNT, 1},
    [C_UNIT] = {"unit", "Mã", GRID_TEXT, 2},
    [C_TO] = {"to", "Nơi nhận", GRID_TEXT, 6},
    [C_WHAT] = {"what", "Loại phiếu", GRID_TEXT, 3},
    [C_ROWS] = {"children", "Số em", GRID_COUNT, 1},
    [C_FILE] = {"file", "Tệp", GRID_TEXT, 6},
    [C_SENT] = {"sent", "Đã giao", GRID_TICK, 1},
};

/* "DIR/2026-09-30-truong-tr2.pdf" */
static void
path_of(char *path, const struct mail *m, const char *kind, const char *unit,
    bool whole)
{
	(void)snprintf(path, FILE_PATH_MAX, "%s%s%s-%s%s%s.%s",
	    whole ? m->dir : "", whole ? "/" : "", m->day, kind,
	    *unit == '\0' ? "" : "-", unit, handout_suffix(m->h->format));
}

typedef enum err make_list(struct grid **g, const struct state *s,
    const struct list_ask *ask);

/* A sheet, unless there is one already or there is nobody on it. */
static enum err
add(struct mail *m, const char *kind, const char *unit, make_list *make)
{
	const struct state *st = writer_state(m->s->w);
	struct list_ask ask = *m->ask;
	struct sheet_of *p;
	struct grid *g = NULL;
	size_t i;
	enum err e;

	for (i = 0; i < m->n; i++)
		if (strcmp(m->sheet[i].kind, kind) == 0 &&
		    strcmp(m->sheet[i].unit, unit) == 0)
			return ERR_OK;
	ask.unit = unit;
	e = make(&g, st, &ask);
	if (e == ERR_MISSING)
		return ERR_OK;
	if (e != ERR_OK)
		return e;
	if (g->n_row == (g->total ? 1U : 0U)) {
		grid_free(g);
		return ERR_OK;
	}
	p = realloc(m->sheet, (m->n + 1) * sizeof(*p));
	if (p == NULL) {
		grid_free(g);
		return ERR_MEMORY;
	}
	m->sheet = p;
	p = &m->sheet[m->n++];
	*p = (struct sheet_of){.kind = kind,
	    .g = g,
	    .children = g->n_row - (g->total ? 1 : 0)};
	(void)snprintf(p->unit, sizeof(p->unit), "%s", unit);
	say_unit(p->to, st, unit, m->h->who);
	g->trial = authority_is_trial(writer_authority(m->s->w));
	return ERR_OK;
}

static enum err
make_all(struct mail *m)
{
	const struct state *st = writer_state(m->s->w);
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; i < st->n_sponsor && e == ERR_OK; i++)
		e = add(m, "don-vi", st->sponsor[i].code, list_sponsor);
	for (i = 0; i < st->n_child && e == ERR_OK; i++)
		e = add(m, "truong", st->child[i].now.school, list_school);
	for (i = 0; i < st->n_child && e == ERR_OK; i++)
		e = add(m, "thon", st->child[i].now.hamlet, list_hamlet);
	return e;
}

static enum err
make_cover(struct grid **g, const struct mail *m)
{
	static const char *const kinds[][2] = {{"don-vi", "đơn vị đỡ đầu"},
	    {"truong", "trường"}, {"thon", "thôn"}};
	char title[160], date[SAY_MAX], path[FILE_PATH_MAX], code[SAY_MAX];
	struct grid *x;
	size_t i, k;
	enum err e;

	say_official_date(date, m->ask->today);
	(void)snprintf(title, sizeof(title), "DANH SÁCH PHIẾU NHẮC, %s", date);
	e = grid_new(&x, "bia", title, cover_columns,
	    sizeof(cover_columns) / sizeof(cover_columns[0]));
	if (e != ERR_OK)
		return e;
	x->trial = authority_is_trial(writer_authority(m->s->w));
	for (i = 0; i < m->n; i++) {
		const struct sheet_of *p = &m->sheet[i];

		for (k = 0; k < 2 && strcmp(kinds[k][0], p->kind) != 0; k++)
			;
		grid_row(x);
		grid_number(x, C_NR, (int64_t)i + 1);
		say_code(code, p->unit);
		grid_text(x, C_UNIT, code);
		grid_text(x, C_TO, p->to);
		grid_text(x, C_WHAT, kinds[k][1]);
		grid_number(x, C_ROWS, (int64_t)p->children);
		path_of(path, m, p->kind, p->unit, false);
		grid_text(x, C_FILE, path);
	}
	*g = x;
	return ERR_OK;
}

/* What a run of today that did not come to its end left behind is redone. */
static enum err
put_file(struct mail *m, const char *kind, const char *unit,
    const struct grid *g)
{
	char path[FILE_PATH_MAX];

	path_of(path, m, kind, unit, true);
	(void)unlink(path);
	return handout_file(m->s, path, g, m->h->format);
}

static int
write_all(struct mail *m)
{
	struct grid *cover = NULL;
	enum err e = ERR_OK;
	size_t i;

	for (i = 0; i < m->n && e == ERR_OK; i++)
		e = put_file(m, m->sheet[i].kind, m->sheet[i].unit,
		    m->sheet[i].g);
	if (e == ERR_OK)
		e = make_cover(&cover, m);
	if (e == ERR_OK)
		e = put_file(m, "bia", "", cover);
	grid_free(cover);
	if (e != ERR_OK)
		return say_err(m->s->cli, e, m->dir, NULL);
	(void)printf("%s: %zu phiếu và một tờ bìa\n", m->dir, m->n);
	return EXIT_DONE;
}

/* Who is named to whom, all of it in one batch. */
static int
disclose(struct mail *m)
{
	const char **to = calloc(m->n + 1, sizeof(*to));
	size_t i, n = 0;
	int status = EXIT_DONE;

	if (to == NULL)
		return say_err(m->s->cli, ERR_MEMORY, NULL, NULL);
	for (i = 0; i < m->n; i++)
		if (m->sheet[i].g->named)
			to[n++] = m->sheet[i].to;
	if (n > 0)
		status = handout_disclose(m->s, "sheet", to, n);
	free(to);
	return status;
}

/* The directory is the office's alone. */
static int
make_dir(struct cli *c, const char *dir)
{
	struct stat st;

	if (mkdir(dir, 0700) == 0)
		return EXIT_DONE;
	if (lstat(dir, &st) != 0 || !S_ISDIR(st.st_mode))
		return say_err(c, ERR_IO, dir, NULL);
	if ((st.st_mode & 077) == 0)
		return EXIT_DONE;
	say_at(c, dir, "người khác vào được thư mục này; hãy chạy: chmod 700",
	    "others may enter this directory; run: chmod 700");
	return EXIT_TROUBLE;
}

static int
run(struct session *s, const struct handout *h, const char *dir)
{
	struct list_ask ask = {.today = 0};
	struct mail m = {.s = s, .h = h, .ask = &ask, .dir = dir};
	char cover[FILE_PATH_MAX];
	size_t i;
	int status;
	enum err e;

	memcpy(m.day, s->today, sizeof(m.day));
	path_of(cover, &m, "bia", "", true);
	if (access(cover, F_OK) == 0) {
		say_at(s->cli, cover, "phiếu của hôm nay đã có, không làm lại",
		    "today's sheets are there already");
		return EXIT_DONE;
	}
	handout_ask(&ask, s, h);
	e = make_all(&m);
	status = e == ERR_OK ? disclose(&m) : say_err(s->cli, e, dir, NULL);
	if (status == EXIT_DONE)
		status = write_all(&m);
	for (i = 0; i < m.n; i++)
		grid_free(m.sheet[i].g);
	free(m.sheet);
	return status;
}

int
cmd_remind(struct cli *c, int argc, char **argv)
{
	struct handout h;
	struct session s;
	int status;

	argc = handout_options(&h, argc, argv);
	if (argc != 2 || h.wrong || h.out != NULL || h.to != NULL ||
	    strlen(argv[1]) > FILE_PATH_MAX - 128)
		return usage(c);
	if (h.format == HANDOUT_TEXT)
		h.format = HANDOUT_PDF;
	status = make_dir(c, argv[1]);
	if (status != EXIT_DONE)
		return status;
	status = session_open(&s, c, handout_needs(&h));
	if (status == EXIT_DONE)
		status = run(&s, &h, argv[1]);
	return session_close(&s, status);
}
