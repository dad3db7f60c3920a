/*
 * handout_args.c - what lists and reports are asked for: their options, and
 * the question put together from options, clock and ledger.
 */
#include "handout.h"

#include <string.h>

bool
handout_take(const char **value, int *argc, char **argv, const char *name)
{
	int i, j;

	for (i = 1; i + 1 < *argc; i++) {
		if (strcmp(argv[i], name) != 0)
			continue;
		*value = argv[i + 1];
		for (j = i; j + 2 < *argc; j++)
			argv[j] = argv[j + 2];
		*argc -= 2;
		return true;
	}
	return false;
}

static bool
take_flag(int *argc, char **argv, const char *name)
{
	int i, j;

	for (i = 1; i < *argc; i++) {
		if (strcmp(argv[i], name) != 0)
			continue;
		for (j = i; j + 1 < *argc; j++)
			argv[j] = argv[j + 1];
		(*argc)--;
		return true;
	}
	return false;
}

const char *
handout_suffix(enum handout_format f)
{
	static const char *const words[] = {"", "txt", "csv", "xlsx", "pdf"};

	return words[f];
}

static enum handout_format
format_of(const char *word)
{
	unsigned f;

	if (strcmp(word, "text") == 0)
		return HANDOUT_TEXT;
	for (f = HANDOUT_TEXT; f <= HANDOUT_PDF; f++)
		if (strcmp(word, handout_suffix((enum handout_format)f)) == 0)
			return (enum handout_format)f;
	return HANDOUT_AUTO;
}

int
handout_options(struct handout *h, int argc, char **argv)
{
	const char *format = NULL, *dot;
	int i;

	*h = (struct handout){.who = WHO_CODE};
	if (handout_take(&format, &argc, argv, "--format")) {
		h->format = format_of(format);
		h->wrong = h->format == HANDOUT_AUTO;
	}
	(void)handout_take(&h->out, &argc, argv, "--out");
	(void)handout_take(&h->to, &argc, argv, "--to");
	if (take_flag(&argc, argv, "--initials"))
		h->who = WHO_INITIALS;
	if (take_flag(&argc, argv, "--names"))
		h->who = WHO_NAME;
	if (h->format == HANDOUT_AUTO) {
		dot = h->out == NULL ? NULL : strrchr(h->out, '.');
		if (dot != NULL)
			h->format = format_of(dot + 1);
		if (h->format == HANDOUT_AUTO)
			h->format = HANDOUT_TEXT;
	}
	for (i = 1; i < argc; i++)
		h->wrong = h->wrong || argv[i][0] == '-';
	return argc;
}

unsigned
handout_needs(const struct handout *h)
{
	return h->who == WHO_NAME ? SESSION_SIGN | SESSION_VAULT | SESSION_WRITE
				  : SESSION_VAULT;
}

void
handout_ask(struct list_ask *ask, const struct session *s,
    const struct handout *h)
{
	*ask = (struct list_ask){.today = date_of_ms(s->now),
	    .quarter = time_quarter(s->now),
	    .who = h->who};
	ask->year = date_year(ask->today);
}
