/*
 * people.c - keys of the random ledger, and who signs with them.
 */
#include "people.h"

#include "checkpoint.h"
#include "fileio.h"
#include "note.h"

static void
grant(struct people *p, struct party *who, const char *unit, const char *name,
    const char *role)
{
	char full[64];

	(void)snprintf(full, sizeof(full), "%s/%s", ORIGIN, name);
	party_make(p->o, who, unit, full);
	must(p->o,
	    world_append(p->o, KIND_KEY_GRANT, CLASS_CLEAR,
		grant_payload(who, role), &p->o->admin));
}

static const char *
spare_name(struct draw *d, unsigned spare)
{
	struct people *p = d->arg;

	return p->spare[spare].name;
}

static json_t *
spare_grant(struct draw *d, unsigned spare)
{
	static const char *const roles[] = {"admin", "approver", "auditor",
	    "registrar", "school", "sponsor"};
	struct people *p = d->arg;
	json_t *o, *list = json_array();
	size_t i;

	o = grant_payload(&p->spare[spare], "school");
	for (i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (draw_once(d, 4))
			(void)json_array_append_new(list,
			    json_string(roles[i]));
	(void)json_object_set_new(o, "roles", list);
	return o;
}

static json_t *
log_follows(struct draw *d, unsigned log)
{
	struct people *p = d->arg;

	return json_pack("{s:o,s:s,s:i}", "log_key",
	    json_vkey(&p->log[log].vkey), "reason", "planned", "v", 1);
}

void
people_begin(struct people *p, struct world *o, struct draw *d)
{
	char name[64];
	unsigned i;

	p->o = o;
	grant(p, &p->sponsor, "a", "a-1", "sponsor");
	grant(p, &p->confirmer, "t01", "t01-1", "confirmer");
	grant(p, &p->school, "tr1", "tr1-1", "school");
	grant(p, &p->auditor, "audit", "audit-1", "auditor");
	for (i = 0; i < DRAW_SPARES; i++) {
		const char *unit = i % 2 == 0 ? "a" : "b";

		(void)snprintf(name, sizeof(name), "%s/%s-%u", ORIGIN, unit,
		    2 + i / 2);
		party_make(o, &p->spare[i], unit, name);
	}
	for (i = 0; i < DRAW_LOGS; i++) {
		(void)snprintf(name, sizeof(name), "%s/log-%u", ORIGIN, i + 2);
		party_make(o, &p->log[i], "log", name);
		assert_int_equal(vkey_init(&p->log[i].vkey, span_str(ORIGIN),
				     VKEY_SIGN, &p->log[i].vkey.key),
		    ERR_OK);
	}
	d->spare = spare_name;
	d->grant = spare_grant;
	d->log_key = log_follows;
	d->arg = p;
}

void
people_end(struct people *p)
{
	unsigned i;

	party_close(&p->sponsor);
	party_close(&p->confirmer);
	party_close(&p->school);
	party_close(&p->auditor);
	for (i = 0; i < DRAW_SPARES; i++)
		party_close(&p->spare[i]);
	for (i = 0; i < DRAW_LOGS; i++)
		party_close(&p->log[i]);
}

static struct signer *
anybody(struct people *p, struct draw *d)
{
	const struct party *all[] = {&p->o->admin, &p->o->registrar,
	    &p->o->approver, &p->sponsor, &p->confirmer, &p->school,
	    &p->auditor, &p->log[0]};
	unsigned i = draw_dice(d, DRAW_SPARES + 8);

	return i < 8 ? all[i]->signer : p->spare[i - 8].signer;
}

size_t
people_signers(struct people *p, struct draw *d, enum by by,
    struct signer *out[BY_MAX])
{
	struct signer *first[BYS];
	size_t i, n = 1;

	first[BY_REGISTRAR] = p->o->registrar.signer;
	first[BY_TWO] = p->o->registrar.signer;
	first[BY_ADMIN] = p->o->admin.signer;
	first[BY_SPONSOR] = p->sponsor.signer;
	first[BY_CONFIRMER] = p->confirmer.signer;
	first[BY_SCHOOL] = p->school.signer;
	first[BY_AUDITOR] = p->auditor.signer;
	out[0] = first[by];
	if (by == BY_TWO)
		out[n++] = p->o->approver.signer;
	if (!draw_once(d, 12))
		return n;
	if (draw_once(d, 2)) /* instead, or besides; one twice, too */
		n = 0;
	for (i = 1 + draw_dice(d, BY_MAX); i > 0 && n < BY_MAX; i--)
		out[n++] = anybody(p, d);
	return n;
}

static const struct party *
log_in_force(struct people *p)
{
	const struct vkey *k =
	    authority_log_key(writer_authority(p->o->w), writer_size(p->o->w));
	unsigned i;

	for (i = 0; i < DRAW_LOGS; i++)
		if (memcmp(k->key.b, p->log[i].vkey.key.b, 32) == 0)
			return &p->log[i];
	return &p->o->log;
}

void
people_seal(struct people *p)
{
	const struct party *by = log_in_force(p);
	uint8_t text[CHECKPOINT_TEXT_MAX], buf[1024];
	struct fault f = {ERR_OK, 0, ""};
	struct span t;
	struct sig sig;
	struct wr w;
	enum err e;

	assert_int_equal(writer_checkpoint_text(p->o->w, &t, text,
			     sizeof(text)),
	    ERR_OK);
	assert_int_equal(signer_sign(&sig, by->signer, t), ERR_OK);
	wr_init(&w, buf, sizeof(buf));
	wr_span(&w, t);
	wr_byte(&w, '\n');
	note_sig_encode(&w, &by->vkey, sig.b, sizeof(sig.b));
	e = writer_put_checkpoint(p->o->w, wr_done(&w), &f);
	if (e != ERR_OK && e != ERR_EXISTS) /* sealed at this size before */
		fail_msg("checkpoint: %s", f.clause);
}

void
people_anchor(struct people *p)
{
	char path[256], text[ANCHOR_MAX];
	struct anchor a;
	struct span bytes;

	memset(&a, 0, sizeof(a));
	(void)snprintf(a.origin, sizeof(a.origin), "%s", ORIGIN);
	a.log_key = p->o->log.vkey;
	assert_int_equal(writer_leaf_hash(p->o->w, &a.genesis, 0), ERR_OK);
	assert_int_equal(anchor_encode(&bytes, &a, text, sizeof(text)), ERR_OK);
	(void)snprintf(path, sizeof(path), "%s/anchor", p->o->top);
	assert_int_equal(file_create(path, bytes, 0600), ERR_OK);
}
