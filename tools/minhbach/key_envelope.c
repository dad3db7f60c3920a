/*
 * minhbach key envelope UNIT [--print PDF] - another recovery key for the unit
 * that keeps the envelope, in place of its former one: after an envelope was
 * opened, or got lost, or for a ledger that has none.
 */
#include "envelope.h"
#include "handout.h"

#include "authority.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

static unsigned
number_after(const struct authority *a, const char *unit)
{
	unsigned long highest = ENVELOPE_FIRST - 1, v;
	const struct grant *g;
	size_t i;

	for (i = 0; (g = authority_grant(a, i)) != NULL; i++) {
		if (strcmp(g->unit, unit) != 0)
			continue;
		v = strtoul(strrchr(g->name, '-') + 1, NULL, 10);
		highest = v > highest ? v : highest;
	}
	return (unsigned)highest + 1;
}

/* The grant, and a revocation of each that this unit has. */
static size_t
drafts(struct draft d[BY_MAX], const struct session *s,
    const struct envelope_new *new)
{
	const struct authority *a = writer_authority(s->w);
	const struct grant *g;
	size_t n = 0, i;

	d[n++] = (struct draft){.kind = KIND_KEY_GRANT,
	    .class = CLASS_CLEAR,
	    .payload = json_incref(new->grant)};
	for (i = 0; (g = authority_grant(a, i)) != NULL && n < BY_MAX; i++) {
		if (g->roles != ROLE_RECOVERY || g->until != UINT64_MAX ||
		    strcmp(g->unit, new->unit) != 0)
			continue;
		d[n++] = (struct draft){.kind = KIND_KEY_REVOKE,
		    .class = CLASS_CLEAR,
		    .payload = json_pack("{s:s, s:s, s:n, s:i}", "name",
			g->name, "reason", "replaced", "since", "v", 1)};
	}
	return n;
}

static int
replace(struct session *s, const char *unit, const char *pdf)
{
	const struct authority *a = writer_authority(s->w);
	struct draft d[BY_MAX] = {{.kind = KIND_KEY_GRANT}};
	struct envelope_new new;
	size_t n = 0, i;
	enum err e;
	int status;

	e = envelope_make(&new, authority_origin(a), unit,
	    number_after(a, unit));
	if (e != ERR_OK)
		return say_err(s->cli, e, unit, NULL);
	n = drafts(d, s, &new);
	status = session_append(s, d, n, false, NULL);
	if (status == EXIT_DONE)
		status = envelopes_show(s,
		    &(struct codes_shown){.commune = authority_commune(a),
			.origin = authority_origin(a),
			.trial = authority_is_trial(a),
			.sign = &new,
			.n_sign = 1},
		    pdf);
	for (i = 0; i < n; i++)
		json_decref(d[i].payload);
	json_decref(new.grant);
	sodium_memzero(&new, sizeof(new));
	return status;
}

int
key_envelope(struct cli *c, int argc, char **argv)
{
	const char *pdf = NULL;
	struct session s;
	int status;

	(void)handout_take(&pdf, &argc, argv, "--print");
	if (argc != 2 || argv[1][0] == '-') {
		return usage(c);
	}
	if (pdf != NULL && access(pdf, F_OK) == 0)
		return say_err(c, ERR_EXISTS, pdf, NULL);
	status =
	    session_open(&s, c, SESSION_SIGN | SESSION_WRITE | SESSION_READ_IF);
	if (status == EXIT_DONE)
		status = replace(&s, argv[1], pdf);
	return session_close(&s, status);
}
