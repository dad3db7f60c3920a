/*
 * minhbach sheet UNIT QUARTER [--out FILE] - the workbook that a unit fills in
 * for a quarter and sends back for import: its children by code and initials,
 * voucher numbers handed out, choices to choose from.
 */
#include "convert.h"
#include "fileio.h"
#include "handout.h"
#include "unitsheet.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct making {
	struct session *s;
	const char *out; /* NULL: standard output */
	size_t sponsor;
	uint32_t quarter;
	char word[QUARTER_LEN];
	struct unitsheet u;
	struct unitsheet_row row[UNITSHEET_ROWS_MAX];
};

static void
fill_words(struct unitsheet_words *w, const char *key, const char *const *words)
{
	size_t i;

	for (i = 0; i < UNITSHEET_WORDS_MAX && words[i] != NULL; i++)
		w->word[i] = words_value(key, words[i], LANG_VI);
	w->word[i] = NULL;
}

static void
fill_choices(struct unitsheet *u)
{
	static const char *const kinds[] = {"cash", "health-insurance",
	    "school-supplies", "learning-equipment", "essentials", "in-kind",
	    NULL};
	static const char *const forms[] = {"monthly", "quarterly",
	    "school-year", "ad-hoc", NULL};
	static const char *const bases[] = {"invoice", "market-price",
	    "minutes", NULL};
	static const char *const occasions[] = {"mid-autumn", "tet", "hardship",
	    "birthday", "school-opening", "other", NULL};

	fill_words(&u->kinds, "kind", kinds);
	fill_words(&u->forms, "form", forms);
	fill_words(&u->bases, "basis", bases);
	fill_words(&u->occasions, "occasion", occasions);
}

/* School years end with the second quarter. */
static uint32_t
last_quarter(uint32_t quarter, enum support_form form)
{
	uint32_t q = quarter;

	if (form != FORM_SCHOOL_YEAR)
		return quarter;
	do
		q++;
	while (q % 4 != 1);
	return q;
}

static void
add_row(struct making *m, const struct state *st, size_t child,
    const struct state_span *span)
{
	static const char *const forms[] = {"monthly", "quarterly",
	    "school-year", "ad-hoc"};
	const struct state_assignment *a = &st->assignment[span->assignment];
	struct unitsheet_row *r = &m->row[m->u.n++];

	memset(r, 0, sizeof(*r));
	(void)snprintf(r->child, sizeof(r->child), "%s", st->child[child].code);
	words_initials(r->initials, sizeof(r->initials), st->child[child].name);
	r->form = words_value("form", forms[a->form], LANG_VI);
	r->pledged = a->pledged;
	quarter_encode(r->to, last_quarter(m->quarter, a->form));
}

static int
by_code(const void *a, const void *b)
{
	const struct unitsheet_row *x = a, *y = b;

	return strcmp(x->child, y->child);
}

/* Children held on any day of the quarter, and not too old on its first. */
static enum err
find_children(struct making *m, const struct state *st)
{
	int32_t first = quarter_first(m->quarter), last;
	size_t i, j;

	last = quarter_last(m->quarter);
	for (i = 0; i < st->n_child; i++) {
		const struct state_child *c = &st->child[i];

		if (state_age_date(st, i, first) <= first)
			continue;
		for (j = 0; j < c->n_span; j++)
			if (c->span[j].sponsor == m->sponsor &&
			    c->span[j].from <= last && c->span[j].until > first)
				break;
		if (j == c->n_span)
			continue;
		if (m->u.n == UNITSHEET_ROWS_MAX)
			return ERR_RANGE;
		add_row(m, st, i, &c->span[j]);
	}
	qsort(m->row, m->u.n, sizeof(m->row[0]), by_code);
	return ERR_OK;
}

/* A person's code stands in the sheet, never a person's name. */
static int
make(struct making *m, uint8_t **bytes, size_t *n)
{
	const struct state *st = writer_state(m->s->w);
	char unit[STATE_WORD];
	enum err e;

	(void)snprintf(unit, sizeof(unit), "%s", st->sponsor[m->sponsor].code);
	quarter_encode(m->word, m->quarter);
	m->u.origin = authority_origin(writer_authority(m->s->w));
	m->u.unit = unit;
	m->u.quarter = m->word;
	m->u.first = quarter_first(m->quarter);
	m->u.last = quarter_last(m->quarter);
	m->u.time_ms = m->s->now;
	m->u.voucher = voucher_next(st, m->sponsor, m->word);
	m->u.row = m->row;
	fill_choices(&m->u);
	e = find_children(m, st);
	if (e == ERR_OK && m->u.n == 0) {
		say_at(m->s->cli, unit,
		    "đơn vị này không đỡ đầu em nào trong quý này",
		    "this unit holds no child in this quarter");
		return EXIT_REFUSED;
	}
	if (e == ERR_OK)
		e = unitsheet_write(bytes, n, &m->u);
	return e == ERR_OK ? EXIT_DONE : say_err(m->s->cli, e, unit, NULL);
}

/* The disclosure stands in the ledger before the sheet leaves. */
static int
hand_out(struct making *m, struct span bytes)
{
	struct cli *c = m->s->cli;
	const char *to = writer_state(m->s->w)->sponsor[m->sponsor].code;
	enum err e = ERR_OK;
	int status;

	if (session_unit(m->s) != NULL) {
		say(c, "số chứng từ tính theo các khoản mà khóa này mở được",
		    "voucher numbers follow what this key opens");
	} else if (m->s->n > 0) {
		status = handout_disclose(m->s, "sheet", &to, 1);
		if (status != EXIT_DONE)
			return status;
	} else {
		say(c,
		    "mở sổ bằng khóa chỉ đọc: việc giao tờ này chưa được ghi "
		    "sổ",
		    "opened by a reading key alone: that this sheet was handed "
		    "out is not entered");
	}
	if (m->out != NULL)
		e = file_create(m->out, bytes, 0600);
	else if (fwrite(bytes.p, 1, bytes.n, stdout) != bytes.n)
		e = ERR_IO;
	return e == ERR_OK ? EXIT_DONE : say_err(c, e, m->out, NULL);
}

static int
run(struct making *m, const char *unit)
{
	char code[STATE_WORD];
	uint8_t *bytes = NULL;
	size_t n = 0, i;
	int status;

	for (i = 0; i < sizeof(code) - 1 && unit[i] != '\0'; i++)
		code[i] = (char)(unit[i] >= 'A' && unit[i] <= 'Z' ? unit[i] + 32
								  : unit[i]);
	code[i] = '\0';
	m->sponsor = state_sponsor_find(writer_state(m->s->w), code);
	if (m->sponsor == STATE_NONE) {
		say_at(m->s->cli, unit, "không có đơn vị đỡ đầu mang mã này",
		    "no sponsor has this code");
		return EXIT_TROUBLE;
	}
	status = make(m, &bytes, &n);
	if (status == EXIT_DONE)
		status = hand_out(m, (struct span){bytes, n});
	file_free(bytes, n);
	return status;
}

/* In any of the ways in which people write it. */
static bool
take_quarter(uint32_t *quarter, const char *text)
{
	static const struct field f = {.key = "quarter", .type = F_QUARTER};
	struct misfit m = {.column = ""};
	json_t *v = NULL;
	bool ok;

	ok = convert(&v, &f, text, &m) == ERR_OK &&
	    quarter_decode(quarter, span_str(json_string_value(v))) == ERR_OK;
	json_decref(v);
	return ok;
}

int
cmd_sheet(struct cli *c, int argc, char **argv)
{
	struct making *m;
	struct session s;
	const char *out = NULL;
	uint32_t quarter;
	int status;

	(void)handout_take(&out, &argc, argv, "--out");
	if (argc != 3)
		return usage(c);
	if (!take_quarter(&quarter, argv[2])) {
		say_at(c, argv[2], "không phải là quý (viết 2026-Q3)",
		    "not a quarter (write 2026-Q3)");
		return EXIT_TROUBLE;
	}
	if (out == NULL && isatty(STDOUT_FILENO)) {
		say(c, "thêm --out FILE, hoặc > FILE", "add --out FILE");
		return EXIT_TROUBLE;
	}
	m = calloc(1, sizeof(*m));
	if (m == NULL)
		return say_err(c, ERR_MEMORY, NULL, NULL);
	status = session_open(&s, c,
	    SESSION_PART |
		(c->n_key > 0 ? SESSION_SIGN | SESSION_VAULT | SESSION_WRITE
			      : SESSION_VAULT));
	m->s = &s;
	m->out = out;
	m->quarter = quarter;
	if (status == EXIT_DONE && !session_may_ask(&s, argv[1]))
		status = EXIT_REFUSED;
	if (status == EXIT_DONE)
		status = run(m, argv[1]);
	free(m);
	return session_close(&s, status);
}
