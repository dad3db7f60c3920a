/*
 * report_json.c - writes result, mode, origin, size, root, checks and
 * findings.
 */
#include "report_json.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "text.h"

static json_t *
index_json(uint64_t index)
{
	return index == FAULT_NO_INDEX ? json_null()
				       : json_integer((json_int_t)index);
}

static json_t *
checks_json(const struct checks *c)
{
	static const char *const words[] = {[CHECK_SKIP] = "skip",
	    [CHECK_PASS] = "pass",
	    [CHECK_FAIL] = "fail"};
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < c->n; i++)
		(void)json_array_append_new(list,
		    json_pack("{s:s, s:s, s:s, s:o}", "name", c->check[i].name,
			"clause", c->check[i].clause, "result",
			words[c->check[i].result], "first_bad_index",
			index_json(c->check[i].first_bad)));
	return list;
}

/* "FORMAT 3.4: words" is a clause and a message; each may stand alone. */
static json_t *
finding_json(const struct check_finding *f)
{
	const char *colon = strstr(f->clause, ": ");
	const bool cites = strncmp(f->clause, "FORMAT ", 7) == 0;
	const char *message = f->clause;
	size_t n = 0;

	if (cites && colon != NULL) {
		n = (size_t)(colon - f->clause);
		message = colon + 2;
	} else if (cites) {
		n = strlen(f->clause);
		message = err_word(f->code);
	}
	return json_pack("{s:o, s:s, s:s%, s:s}", "index", index_json(f->index),
	    "code", err_word(f->code), "clause", f->clause, n, "message",
	    message);
}

static json_t *
findings_json(const struct report *r)
{
	const struct checks *c = r->checks;
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < c->n_finding; i++)
		(void)json_array_append_new(list, finding_json(&c->finding[i]));
	for (i = 0; r->more != NULL && i < r->more->n; i++)
		(void)json_array_append_new(list, finding_json(&r->more->f[i]));
	return list;
}

/* What an `audit` entry asks for (FORMAT 6.38), and the signatures. */
static json_t *
counts_json(const struct stream_result *s)
{
	if (s == NULL)
		return json_null();
	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}",
	    "clear", (json_int_t)s->clear, "sealed", (json_int_t)s->sealed,
	    "opened", (json_int_t)s->opened, "erased", (json_int_t)s->erased,
	    "unaudited", (json_int_t)s->unaudited, "withheld",
	    (json_int_t)s->withheld, "missing", (json_int_t)s->missing,
	    "verified", (json_int_t)s->verified, "vouched",
	    (json_int_t)s->vouched);
}

bool
report_json(const struct options *o, const struct report *r)
{
	static const char *const results[] = {
	    [VERDICT_PROVED] = "proved",
	    [VERDICT_DISPROVED] = "disproved",
	    [VERDICT_UNDECIDED] = "undecided",
	};
	uint8_t root[BASE64_LEN(DIGEST_LEN)];
	struct wr w;
	json_t *j;
	char *text;

	wr_init(&w, root, sizeof(root));
	wr_base64(&w, r->root.b, DIGEST_LEN);
	j = json_pack(
	    "{s:s, s:s, s:s, s:I, s:s%, s:s, s:b, s:b, s:b, s:o, s:o, s:o}",
	    "result", results[r->verdict], "mode", r->mode, "origin",
	    r->checkpoint->origin, "size", (json_int_t)r->size, "root", root,
	    sizeof(root), "seal_code", r->code, "anchored", r->anchored,
	    "trial", r->trial, "sandbox", o->keeper->confined, "checks",
	    checks_json(r->checks), "findings", findings_json(r), "counts",
	    counts_json(r->stream));
	text = j == NULL ? NULL : json_dumps(j, JSON_SORT_KEYS);
	if (text != NULL)
		(void)printf("%s\n", text);
	free(text);
	json_decref(j);
	return text != NULL;
}
