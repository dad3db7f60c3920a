/*
 * handout.c - enter the disclosure, then write.  A list that names persons is
 * in the ledger before anybody sees it, so a failure on the way leaves an
 * entry too many and never a list that nobody knows of.
 */
#include "handout.h"

#include "fileio.h"
#include "gridout.h"
#include "office.h"
#include "vkey.h"
#include "xlsx_grid.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define TO_MAX 128 /* bytes, FORMAT 6.34 */

static json_t *
disclosure(const char *list, const char *to)
{
	char text[TO_MAX + 1];
	size_t n = strlen(to);

	if (n > TO_MAX) {
		n = TO_MAX;
		while (n > 0 && ((unsigned char)to[n] & 0xC0) == 0x80)
			n--;
	}
	memcpy(text, to, n);
	text[n] = '\0';
	return json_pack("{s:s, s:s, s:s, s:n, s:i}", "basis", "duty", "list",
	    list, "to", text, "to_key", "v", 1);
}

int
handout_disclose(struct session *s, const char *list, const char *const *to,
    size_t n)
{
	struct draft *d = calloc(n, sizeof(*d));
	char vi[128], en[128];
	int status = EXIT_DONE;
	uint64_t size;
	size_t i;

	for (i = 0; d != NULL && i < n; i++) {
		d[i].kind = KIND_DISCLOSURE;
		d[i].class = CLASS_SEALED;
		d[i].payload = disclosure(list, to[i]);
		if (d[i].payload == NULL)
			status = EXIT_TROUBLE;
	}
	if (d == NULL || status != EXIT_DONE)
		status = say_err(s->cli, ERR_MEMORY, NULL, NULL);
	else
		status = session_append(s, d, n, false, NULL);
	for (i = 0; d != NULL && i < n; i++)
		json_decref(d[i].payload);
	free(d);
	if (status != EXIT_DONE)
		return status;
	size = writer_size(s->w);
	(void)snprintf(vi, sizeof(vi),
	    "Đã ghi vào sổ: dòng %llu%s. Danh sách này nêu tên người.",
	    (unsigned long long)(size - n), n > 1 ? " và tiếp theo" : "");
	(void)snprintf(en, sizeof(en),
	    "Entered: line %llu%s. This list names persons.",
	    (unsigned long long)(size - n), n > 1 ? " and following" : "");
	say(s->cli, vi, en);
	return EXIT_DONE;
}

/* As the papers of this office begin and end. */
static enum err
make_pdf(struct text *out, struct session *s, const struct grid *g)
{
	struct office office;
	struct text t = {NULL, 0};
	enum err e = ERR_IO;
	FILE *f;

	if (office_read(&office, s) == EXIT_DONE) {
		f = open_memstream(&t.p, &t.n);
		e = f == NULL ? ERR_MEMORY
			      : paper_grid_pdf(f, g, &office.head, s->now);
		if (f != NULL && fclose(f) != 0 && e == ERR_OK)
			e = ERR_MEMORY;
	}
	office_release(&office);
	if (e == ERR_OK)
		*out = t;
	else
		free(t.p);
	return e;
}

/* All but workbooks. */
static enum err
make(struct text *out, struct session *s, const struct grid *g,
    enum handout_format format, unsigned width)
{
	if (format == HANDOUT_CSV)
		return grid_csv(out, g);
	if (format != HANDOUT_PDF)
		return grid_print(out, g, width);
	return make_pdf(out, s, g);
}

enum err
handout_file(struct session *s, const char *path, const struct grid *g,
    enum handout_format format)
{
	struct text t;
	enum err e;

	if (access(path, F_OK) == 0)
		return ERR_EXISTS;
	if (format == HANDOUT_XLSX)
		return xlsx_write_grid(path, g, s->now);
	e = make(&t, s, g, format, 0);
	if (e != ERR_OK)
		return e;
	e = file_create(path, (struct span){(const uint8_t *)t.p, t.n}, 0600);
	free(t.p);
	return e;
}

static unsigned
terminal_width(void)
{
	struct winsize w;

	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0)
		return 0;
	return w.ws_col;
}

static enum err
print(struct session *s, const struct grid *g, enum handout_format format)
{
	struct text t;
	enum err e;

	e = s->cli->json ? grid_json(&t, g)
			 : make(&t, s, g, format, terminal_width());
	if (e != ERR_OK)
		return e;
	if (fwrite(t.p, 1, t.n, stdout) != t.n)
		e = ERR_IO;
	free(t.p);
	return e;
}

/* Before anything is entered: can it be written at all? */
static int
check(struct session *s, const struct handout *h, size_t n)
{
	bool binary = h->format == HANDOUT_XLSX || h->format == HANDOUT_PDF;

	if (h->out != NULL && (n != 1 || s->cli->json)) {
		say_at(s->cli, h->out,
		    "mỗi tệp chỉ ghi được một bảng: thêm "
		    "--of, hoặc bỏ --json",
		    "one file holds one table: use --of, and no --json");
		return EXIT_TROUBLE;
	}
	if (h->out != NULL && access(h->out, F_OK) == 0)
		return say_err(s->cli, ERR_EXISTS, h->out, NULL);
	if (h->out == NULL && !s->cli->json &&
	    (h->format == HANDOUT_XLSX || (binary && isatty(STDOUT_FILENO)))) {
		say(s->cli, "cần --out TỆP cho dạng này",
		    "--out FILE is needed for this format");
		return EXIT_TROUBLE;
	}
	return EXIT_DONE;
}

int
handout_put(struct session *s, const struct handout *h, struct grid *const *g,
    size_t n, const char *list, const char *to)
{
	bool named = false;
	enum err e = ERR_OK;
	size_t i;
	int status = check(s, h, n);

	for (i = 0; i < n; i++) {
		named = named || g[i]->named;
		g[i]->trial = authority_is_trial(writer_authority(s->w));
	}
	if (h->to != NULL)
		to = h->to;
	else if (to == NULL && s->n > 0)
		to = signer_vkey(s->signer[0])->name;
	/* That a unit sees its own children is in the ledger already. */
	if (status == EXIT_DONE && named && to != NULL &&
	    session_unit(s) == NULL)
		status = handout_disclose(s, list, &to, 1);
	if (status != EXIT_DONE)
		return status;
	for (i = 0; i < n && e == ERR_OK; i++) {
		if (i > 0 && !s->cli->json && h->format == HANDOUT_TEXT)
			(void)puts("");
		e = h->out != NULL ? handout_file(s, h->out, g[i], h->format)
				   : print(s, g[i], h->format);
	}
	return e == ERR_OK
	    ? EXIT_DONE
	    : say_err(s->cli, e, h->out != NULL ? h->out : list, NULL);
}
