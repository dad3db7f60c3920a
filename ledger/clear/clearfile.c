/*
 * clearfile.c - the public file of a clear entry, to bytes and back.
 */
#include "clearfile.h"

#include <stdlib.h>
#include <string.h>

#include "schema.h"
#include "text.h"

static const struct field open_fields[] = {
    FIELD("head", F_DIGEST),
    FIELD("note", F_TEXT, .max = BASE64_LEN(STATEMENT_NOTE_MAX)),
    FIELD("okey", F_DIGEST),
    FIELD("payload", F_TEXT, .max = CLEAR_FILE_MAX),
};
static const struct schema open_schema = {.clause = "FORMAT 8.2",
    FIELDS(open_fields),
    .has_v = true};
static const struct field withdrawn_fields[] = {
    FIELD("head", F_DIGEST),
    FIELD("note", F_TEXT, .max = BASE64_LEN(STATEMENT_NOTE_MAX)),
    FIELD("withdrawn", F_INT),
};
static const struct schema withdrawn_schema = {.clause = "FORMAT 8.2",
    FIELDS(withdrawn_fields),
    .has_v = true};

/* held: room for the note and the payload, which die with the JSON. */
static enum err
fill(struct clear_file *c, uint8_t *held, size_t cap, const json_t *j)
{
	struct digest okey;
	struct span text;
	size_t n;

	n = cap < STATEMENT_NOTE_MAX ? cap : STATEMENT_NOTE_MAX;
	if (j_digest(&c->head, j, "head") != ERR_OK ||
	    base64_decode_any(held, &n, j_span(j, "note")) != ERR_OK || n == 0)
		return ERR_FORMAT;
	c->note = (struct span){held, n};
	c->is_withdrawn = json_object_get(j, "withdrawn") != NULL;
	if (c->is_withdrawn) {
		c->withdrawn = (uint64_t)j_int(j, "withdrawn");
		return ERR_OK;
	}
	if (j_digest(&okey, j, "okey") != ERR_OK)
		return ERR_FORMAT;
	memcpy(c->okey.b, okey.b, sizeof(c->okey.b));
	text = j_span(j, "payload");
	if (text.n > cap - n)
		return ERR_FORMAT;
	memcpy(held + n, text.p, text.n);
	c->payload = (struct span){held + n, text.n};
	return ERR_OK;
}

enum err
clear_file_decode(struct clear_file *c, uint8_t **held, struct span bytes,
    struct fault *f)
{
	const struct schema *schema;
	struct clear_file out;
	uint8_t *p = NULL;
	json_t *j = NULL;
	enum err e;

	memset(&out, 0, sizeof(out));
	e = canonical_decode(&j, bytes, CLEAR_FILE_MAX, f);
	if (e != ERR_OK)
		return e;
	schema = json_object_get(j, "withdrawn") != NULL ? &withdrawn_schema
							 : &open_schema;
	e = schema_check(j, schema, f, NULL);
	if (e != ERR_OK)
		goto out;
	p = malloc(bytes.n);
	e = p == NULL ? ERR_MEMORY : fill(&out, p, bytes.n, j);
	if (e != ERR_OK) {
		(void)fault_set(f, e, FAULT_NO_INDEX,
		    "FORMAT 8.2: not a clear file");
		goto out;
	}
	*c = out;
	*held = p;
	p = NULL;
out:
	free(p);
	json_decref(j);
	return e;
}

static json_t *
base64_json(const void *p, size_t n)
{
	uint8_t text[BASE64_LEN(STATEMENT_NOTE_MAX)];
	struct span s;
	struct wr w;

	wr_init(&w, text, sizeof(text));
	wr_base64(&w, p, n);
	s = wr_done(&w);
	return json_stringn((const char *)s.p, s.n);
}

enum err
clear_file_encode(uint8_t **bytes, size_t *n, const struct clear_file *c)
{
	json_t *j;
	enum err e;
	int rc;

	if (c->note.n < 1 || c->note.n > STATEMENT_NOTE_MAX ||
	    (!c->is_withdrawn && c->payload.n < 1))
		return ERR_FORMAT;
	j = json_object();
	rc = json_object_set_new(j, "v", json_integer(1));
	rc |= json_object_set_new(j, "head",
	    base64_json(c->head.b, sizeof(c->head.b)));
	rc |= json_object_set_new(j, "note", base64_json(c->note.p, c->note.n));
	if (c->is_withdrawn) {
		rc |= json_object_set_new(j, "withdrawn",
		    json_integer((json_int_t)c->withdrawn));
	} else {
		rc |= json_object_set_new(j, "okey",
		    base64_json(c->okey.b, sizeof(c->okey.b)));
		rc |= json_object_set_new(j, "payload",
		    json_stringn((const char *)c->payload.p, c->payload.n));
	}
	e = rc != 0 ? ERR_FORMAT
		    : canonical_encode(bytes, n, j, CLEAR_FILE_MAX);
	json_decref(j);
	return e;
}
