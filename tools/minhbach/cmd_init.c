/*
 * minhbach init [--print PDF] FILE - a new ledger: keyring, store and genesis,
 * signed by its founding admins, and the grants of its recovery keys.  Prints
 * the anchor, and once the recovery codes, which belong on paper in sealed
 * envelopes and nowhere else: --print makes the pages for them.
 *
 * FILE has lines name=value: origin, commune, trial (0 or 1), quorum, log_key
 * (as minhbach-seal init prints it), admin_1, admin_2, ... each a verify key,
 * a space and a reading key, and recovery_1, recovery_2, ... each a unit that
 * will keep an envelope.
 */
#include "envelope.h"
#include "handout.h"
#include "session.h"
#include "sheetfile.h"

#include "checkpoint.h"
#include "convert.h"
#include "fileio.h"
#include "schema.h"
#include "text.h"
#include "vaultmake.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#define ADMINS_MAX 16

static const char *
get(const struct sheet *t, const char *name)
{
	const char *const list[] = {name, NULL};

	return sheet_get(t, 0, list);
}

struct admin {
	struct vkey key;
	struct span unit;
	bool has_reading;
	struct readkey reading;
};

/* "vkey reading-key" or "vkey" alone. */
static enum err
admin_decode(struct admin *a, const char *text, struct span origin)
{
	const char *space = strchr(text, ' ');
	struct span v = span_str(text);
	enum err e;

	a->has_reading = space != NULL;
	if (space != NULL)
		v.n = (size_t)(space - text);
	e = vkey_decode(&a->key, v);
	if (e == ERR_OK &&
	    !key_name_unit(&a->unit, span_str(a->key.name), origin))
		e = ERR_FORMAT;
	if (e == ERR_OK && a->has_reading)
		e = base64_decode(a->reading.b, 32, span_str(space + 1));
	return e;
}

static enum err
admins_read(struct admin *a, size_t *n, const struct sheet *t,
    struct span origin)
{
	char name[16];
	const char *text;
	enum err e = ERR_OK;

	for (*n = 0; *n < ADMINS_MAX && e == ERR_OK; (*n)++) {
		(void)snprintf(name, sizeof(name), "admin_%zu", *n + 1);
		text = get(t, name);
		if (text == NULL)
			break;
		e = admin_decode(&a[*n], text, origin);
	}
	return e == ERR_OK && *n == 0 ? ERR_MISSING : e;
}

static json_t *
admin_json(const struct admin *a)
{
	char buf[VKEY_TEXT_MAX], b64[BASE64_LEN(32) + 1];
	struct span text;

	if (vkey_encode(&text, &a->key, buf, sizeof(buf)) != ERR_OK)
		return NULL;
	sodium_bin2base64(b64, sizeof(b64), a->reading.b, 32,
	    sodium_base64_VARIANT_ORIGINAL);
	return json_pack("{s:s, s:o, s:s%, s:s%}", "name", a->key.name,
	    "reading_key", a->has_reading ? json_string(b64) : json_null(),
	    "unit", (const char *)a->unit.p, a->unit.n, "verify_key",
	    (const char *)text.p, text.n);
}

static json_t *
genesis_json(const struct sheet *t, const struct admin *a, size_t n)
{
	json_t *admins = json_array();
	const char *quorum = get(t, "quorum"), *trial = get(t, "trial");
	int64_t k = 0;
	size_t i;

	if (quorum == NULL || convert_amount(&k, quorum) != ERR_OK) {
		json_decref(admins);
		return NULL;
	}
	for (i = 0; i < n; i++)
		if (json_array_append_new(admins, admin_json(&a[i])) != 0) {
			json_decref(admins);
			return NULL;
		}
	return json_pack("{s:o, s:s, s:s, s:s, s:{}, s:n, s:I, s:b, s:i}",
	    "admins", admins, "commune", get(t, "commune"), "log_key",
	    get(t, "log_key"), "origin", get(t, "origin"), "policy",
	    "predecessor", "quorum", (json_int_t)k, "trial",
	    trial != NULL && strcmp(trial, "1") == 0, "v", 1);
}

static int
print_anchor(struct session *s, const json_t *genesis)
{
	struct anchor a;
	char buf[ANCHOR_MAX];
	struct span text;
	char path[FILE_PATH_MAX];
	struct fault f;
	enum err e;

	memset(&a, 0, sizeof(a));
	(void)snprintf(a.origin, sizeof(a.origin), "%s",
	    j_str(genesis, "origin"));
	e = vkey_decode(&a.log_key, j_span(genesis, "log_key"));
	if (e == ERR_OK)
		e = writer_open_read(&s->w, s->cli->ledger, NULL, &f);
	if (e == ERR_OK)
		e = writer_leaf_hash(s->w, &a.genesis, 0);
	if (e == ERR_OK)
		e = anchor_encode(&text, &a, buf, sizeof(buf));
	session_path(path, s->cli, "anchor");
	if (e == ERR_OK)
		e = file_create(path, text, 0644);
	if (e != ERR_OK)
		return say_err(s->cli, e, path, NULL);
	(void)printf("%.*s", (int)text.n, (const char *)text.p);
	return EXIT_DONE;
}

/* One for each recovery_N; ERR_EXISTS if two are of one unit. */
static enum err
envelopes_read(struct envelope_new *new, size_t *n_new, const struct sheet *t)
{
	char name[16];
	const char *unit;
	size_t i;
	enum err e = ERR_OK;

	for (*n_new = 0; *n_new < BY_MAX && e == ERR_OK; (*n_new)++) {
		(void)snprintf(name, sizeof(name), "recovery_%zu", *n_new + 1);
		unit = get(t, name);
		if (unit == NULL)
			break;
		for (i = 0; i < *n_new; i++)
			if (strcmp(new[i].unit, unit) == 0)
				return ERR_EXISTS;
		e = envelope_make(&new[*n_new], get(t, "origin"), unit,
		    ENVELOPE_FIRST);
	}
	return e;
}

/* What a ledger needs so that it outlives all of its admins (FORMAT 6.5). */
static int
enough(const struct cli *c, const json_t *genesis, size_t n_new)
{
	if ((json_int_t)n_new >= j_int(genesis, "quorum"))
		return EXIT_DONE;
	say_at(c, "recovery_1, recovery_2, ...",
	    "chưa đủ phong bì khôi phục: cần bằng số quorum, mỗi phong bì một "
	    "đơn vị giữ; nếu mọi quản trị cùng mất khóa thì sổ không cấp khóa "
	    "được nữa",
	    "not enough recovery envelopes: as many as the quorum are needed, "
	    "each kept by another unit; if all admins lose their keys, this "
	    "ledger can grant no key any more");
	return j_bool(genesis, "trial") ? EXIT_DONE : EXIT_REFUSED;
}

static int
create(struct session *s, json_t *payload, const struct envelope_new *new,
    size_t n_new, const char *pdf)
{
	struct draft d[1 + BY_MAX] = {
	    {.kind = KIND_GENESIS, .class = CLASS_CLEAR, .payload = payload}};
	struct batch b = {.draft = d,
	    .n = 1 + n_new,
	    .signer = s->signer,
	    .n_signer = s->n,
	    .time_ms = s->now};
	struct writer_findings *f = calloc(1, sizeof(*f));
	char recovery[RECOVERY_LEN + 1];
	enum err e;
	int status, shown;
	size_t i;

	if (f == NULL)
		return say_err(s->cli, ERR_MEMORY, NULL, NULL);
	for (i = 0; i < n_new; i++)
		d[1 + i] = (struct draft){.kind = KIND_KEY_GRANT,
		    .class = CLASS_CLEAR,
		    .payload = new[i].grant};
	e = writer_create(s->cli->ledger, &b, recovery, f);
	session_say(s, f);
	free(f);
	if (e != ERR_OK)
		return say_err(s->cli, e, s->cli->ledger, NULL);
	shown = envelopes_show(s,
	    &(struct codes_shown){.commune = j_str(payload, "commune"),
		.origin = j_str(payload, "origin"),
		.trial = j_bool(payload, "trial"),
		.reads = recovery,
		.sign = new,
		.n_sign = n_new},
	    pdf);
	sodium_memzero(recovery, sizeof(recovery));
	status = print_anchor(s, payload);
	return status == EXIT_DONE ? shown : status;
}

/* Everything but the reading of FILE. */
static int
found(struct cli *c, const struct sheet *t, const struct admin *a, size_t n,
    const char *pdf)
{
	struct envelope_new new[BY_MAX];
	struct session s = {.cli = c};
	json_t *payload = genesis_json(t, a, n);
	size_t n_new = 0, i;
	enum err e;
	int status;

	if (payload == NULL) {
		say(c, "thiếu commune, log_key, origin, quorum hoặc trial",
		    "commune, log_key, origin, quorum or trial is missing");
		return EXIT_TROUBLE;
	}
	memset(new, 0, sizeof(new));
	e = envelopes_read(new, &n_new, t);
	status = e == ERR_OK ? enough(c, payload, n_new)
			     : say_err(c, e, "recovery_1, ...", NULL);
	if (status == EXIT_DONE)
		status = session_found(&s, c, j_bool(payload, "trial"));
	if (status == EXIT_DONE)
		status = create(&s, payload, new, n_new, pdf);
	for (i = 0; i < BY_MAX; i++)
		json_decref(new[i].grant);
	sodium_memzero(new, sizeof(new));
	json_decref(payload);
	return session_close(&s, status);
}

int
cmd_init(struct cli *c, int argc, char **argv)
{
	struct admin admin[ADMINS_MAX];
	const char *pdf = NULL;
	char place[512];
	struct sheet t;
	size_t n = 0;
	enum err e;
	int status;

	(void)handout_take(&pdf, &argc, argv, "--print");
	if (argc != 2 || argv[1][0] == '-')
		return usage(c);
	if (pdf != NULL && access(pdf, F_OK) == 0)
		return say_err(c, ERR_EXISTS, pdf, NULL);
	e = sheetfile_pairs(&t, argv[1]);
	(void)snprintf(place, sizeof(place), "%s", argv[1]);
	if (e == ERR_OK && get(&t, "origin") == NULL) {
		e = ERR_MISSING;
		(void)snprintf(place, sizeof(place), "%s, origin", argv[1]);
	} else if (e == ERR_OK) {
		e = admins_read(admin, &n, &t, span_str(get(&t, "origin")));
		(void)snprintf(place, sizeof(place), "%s, admin_%zu", argv[1],
		    n == 0 ? 1 : n);
	}
	status = e == ERR_OK ? found(c, &t, admin, n, pdf)
			     : say_err(c, e, place, t.fault);
	sheet_release(&t);
	return status;
}
