/*
 * minhbach letter NAME ... --out FILE - a document of the office from its
 * template, as .odt to be edited and signed, or as .pdf.
 *
 * Templates are looked for in the ledger's directory "templates" (NAME.odt or
 * NAME.fodt), then among those shipped with the program; letter --template
 * NAME hands one out to be edited.  A document that names persons is a
 * disclosure (FORMAT 6.34), entered before it is written.
 */
#include "letter.h"

#include "fileio.h"
#include "topdf.h"
#include "vkey.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SHIPPED "../share/minhbach/templates"

/* The directory of this program, with a slash; "" if it is not known. */
static void
own_directory(char path[FILE_PATH_MAX])
{
	ssize_t n = readlink("/proc/self/exe", path, FILE_PATH_MAX - 1);
	char *slash;

	path[n < 0 ? 0 : n] = '\0';
	slash = strrchr(path, '/');
	if (slash != NULL)
		slash[1] = '\0';
}

/* *bytes is the caller's: file_free(). */
static enum err
find(uint8_t **bytes, size_t *n, const struct cli *c, const char *name)
{
	static const char *const suffix[] = {"odt", "fodt"};
	char own[FILE_PATH_MAX], path[FILE_PATH_MAX * 2];
	enum err e = ERR_MISSING;
	size_t i;

	for (i = 0; i < 2 && e == ERR_MISSING; i++) {
		(void)snprintf(path, sizeof(path), "%s/templates/%s.%s",
		    c->ledger, name, suffix[i]);
		e = file_read(bytes, n, path, ODT_FILE_MAX);
	}
	if (e == ERR_MISSING) {
		own_directory(own);
		(void)snprintf(path, sizeof(path), "%s" SHIPPED "/%s.fodt", own,
		    name);
		e = file_read(bytes, n, path, ODT_FILE_MAX);
	}
	return e;
}

static int
no_template(const struct cli *c, const char *name, enum err e)
{
	if (e != ERR_MISSING)
		return say_err(c, e, name, NULL);
	say_at(c, name,
	    "không tìm thấy mẫu này: đặt NAME.odt vào thư mục templates của "
	    "sổ, hoặc cài lại chương trình",
	    "no such template: put NAME.odt into the ledger's directory "
	    "templates, or install the program again");
	return EXIT_TROUBLE;
}

static int
wrong(const struct letter *l, enum err e, const char *fault)
{
	const struct cli *c = l->s->cli;
	const char *name = l->kind->name;

	if (e != ERR_MISSING && e != ERR_FORMAT)
		return say_err(c, e, name, fault);
	say_at(c, name,
	    "mẫu này không điền được:", "this template cannot be filled in:");
	(void)fprintf(stderr, "    %s\n", fault);
	letter_advise(l, fault);
	return EXIT_TROUBLE;
}

static int
write_pdf(const struct cli *c, const char *out, struct span odt)
{
	uint8_t *pdf = NULL;
	size_t n = 0;
	enum err e = topdf(&pdf, &n, odt);

	if (e == ERR_MISSING || e == ERR_FORMAT) {
		say_at(c, out,
		    "không tạo được PDF: cần libreoffice-writer và bubblewrap; "
		    "hãy dùng --out FILE.odt rồi in từ đó",
		    "no PDF could be made: libreoffice-writer and bubblewrap "
		    "are needed; use --out FILE.odt and print from there");
		return EXIT_TROUBLE;
	}
	if (e == ERR_OK)
		e = file_create(out, (struct span){pdf, n}, 0600);
	free(pdf);
	return e == ERR_OK ? EXIT_DONE : say_err(c, e, out, NULL);
}

static int
write_out(const struct cli *c, const struct handout *h, struct span odt)
{
	enum err e;

	if (h->format == HANDOUT_PDF)
		return write_pdf(c, h->out, odt);
	e = file_create(h->out, odt, 0600);
	return e == ERR_OK ? EXIT_DONE : say_err(c, e, h->out, NULL);
}

/* Persons named go into the ledger before the document goes anywhere. */
static int
disclose(struct letter *l, const struct handout *h)
{
	const char *to = h->to != NULL ? h->to : l->ask.unit;
	bool named = false;
	size_t i;

	for (i = 0; i < l->n_table; i++)
		named = named || l->grid[i]->named;
	if (!named)
		return EXIT_DONE;
	if (to == NULL)
		to = signer_vkey(l->s->signer[0])->name;
	return handout_disclose(l->s, l->kind->list, &to, 1);
}

static int
fill(struct letter *l, const struct handout *h, struct span template)
{
	const struct odt_filling f = {l->text, l->n_text, l->table, l->n_table};
	const struct cli *c = l->s->cli;
	char fault[ODT_FAULT_MAX];
	char *odt = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&odt, &n);
	enum err e;
	int status;

	if (to == NULL)
		return say_err(c, ERR_MEMORY, NULL, NULL);
	e = odt_fill(to, template, &f, fault);
	if (fclose(to) != 0 && e == ERR_OK)
		e = ERR_MEMORY;
	status = e == ERR_OK ? disclose(l, h) : wrong(l, e, fault);
	if (status == EXIT_DONE)
		status =
		    write_out(c, h, (struct span){(const uint8_t *)odt, n});
	free(odt);
	return status;
}

static int
write_letter(struct letter *l, const struct handout *h)
{
	uint8_t *template = NULL;
	size_t n = 0;
	enum err e;
	int status = office_read(&l->office, l->s);

	if (status != EXIT_DONE)
		return status;
	e = letter_make(l);
	if (e == ERR_MISSING) {
		say_at(l->s->cli, l->kind->name,
		    "sổ không có đơn vị, quý hoặc dòng xóa dữ liệu này",
		    "the ledger has no such unit, quarter or erasure");
		return EXIT_TROUBLE;
	}
	if (e != ERR_OK)
		return say_err(l->s->cli, e, l->kind->name, NULL);
	e = find(&template, &n, l->s->cli, l->kind->name);
	if (e != ERR_OK)
		return no_template(l->s->cli, l->kind->name, e);
	status = fill(l, h, (struct span){template, n});
	file_free(template, n);
	return status;
}

/* A template as it is, for a word processor. */
static int
hand_out(const struct cli *c, const char *name, const char *out)
{
	char fault[ODT_FAULT_MAX];
	uint8_t *bytes = NULL;
	struct outfile f;
	size_t n = 0;
	enum err e = find(&bytes, &n, c, name);

	if (e != ERR_OK)
		return no_template(c, name, e);
	e = outfile_open(&f);
	if (e == ERR_OK)
		e = odt_pack(f.to, (struct span){bytes, n}, fault);
	e = outfile_close(&f, out, e);
	file_free(bytes, n);
	return e == ERR_OK ? EXIT_DONE : say_err(c, e, out, NULL);
}

static int
run(struct cli *c, struct letter *l, const struct handout *h)
{
	uint32_t quarter = l->ask.quarter;
	int32_t year = l->ask.year;
	struct session s;
	int status = session_open(&s, c, handout_needs(h));

	if (status == EXIT_DONE) {
		l->s = &s;
		handout_ask(&l->ask, &s, h);
		if (quarter != 0)
			l->ask.quarter = quarter;
		if (year != 0)
			l->ask.year = year;
		if (*l->unit != '\0')
			l->ask.unit = l->unit;
		status = write_letter(l, h);
		l->s = NULL;
	}
	letter_release(l);
	return session_close(&s, status);
}

int
cmd_letter(struct cli *c, int argc, char **argv)
{
	const char *template = NULL;
	struct handout h;
	struct letter *l;
	int status;

	(void)handout_take(&template, &argc, argv, "--template");
	argc = handout_options(&h, argc, argv);
	if (h.wrong || h.out == NULL || (template != NULL) != (argc == 1))
		return usage(c);
	if (access(h.out, F_OK) == 0)
		return say_err(c, ERR_EXISTS, h.out, NULL);
	if (template != NULL)
		return letter_kind(template) == NULL
		    ? no_template(c, template, ERR_MISSING)
		    : hand_out(c, template, h.out);
	l = calloc(1, sizeof(*l));
	if (l == NULL)
		return say_err(c, ERR_MEMORY, NULL, NULL);
	l->kind = letter_kind(argv[1]);
	if (l->kind == NULL)
		status = no_template(c, argv[1], ERR_MISSING);
	else if (letter_args(l, argc - 2, argv + 2) != ERR_OK)
		status = usage(c);
	else
		status = run(c, l, &h);
	free(l);
	return status;
}
