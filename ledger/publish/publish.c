/*
 * publish.c - the steps of publishing up to the append; sealing and writing
 * out follow from the store and can be repeated.
 */
#include "publish.h"

#include "calendar.h"
#include "facts.h"
#include "factstate.h"
#include "gate.h"
#include "pubobject.h"
#include "range.h"
#include "render.h"
#include "state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DUE_DAY 15 /* of the month after the next quarter */

struct work {
	const struct publishing *p;
	struct published *out;
	struct facts facts;
	struct gate_result gate;
	json_t *earlier;
	struct ref last;
	struct pub_opening opening;
	bool preview; /* fillers may be missing */
};

static enum err
refuse(struct work *k, const char *why)
{
	k->out->why = why;
	return ERR_RULE;
}

/* The quarter in which the ledger began, or the plan if that was later. */
static uint32_t
first_period(const struct work *k)
{
	const struct state *st = writer_state(k->p->w);
	uint32_t began = st->entry[0].quarter;
	int64_t v = policy_value(st, PARAM_START_QUARTER, began);
	uint32_t start = quarter_make((uint32_t)(v / 10), (uint32_t)(v % 10));

	return start > began ? start : began;
}

/* Over, not published yet, and the one before is. */
static enum err
check_turn(struct work *k)
{
	size_t n = json_array_size(k->earlier);
	char period[QUARTER_LEN], before[QUARTER_LEN];
	const char *last;

	if (time_quarter(k->p->time_ms) <= k->p->period)
		return refuse(k, "quý này chưa hết / the quarter is not over");
	if (n == 0)
		return k->p->period == first_period(k)
		    ? ERR_OK
		    : refuse(k,
			  "chưa phải lượt quý này / an earlier "
			  "quarter comes first");
	quarter_encode(period, k->p->period);
	quarter_encode(before, k->p->period - 1);
	last = j_str(json_array_get(k->earlier, n - 1), "period");
	if (strcmp(last, period) >= 0)
		return refuse(k,
		    "quý này đã công bố; --resume để niêm phong và ghi "
		    "lại / published already; --resume repeats the "
		    "seal and the directory");
	if (strcmp(last, before) != 0)
		return refuse(k,
		    "chưa công bố quý trước / the quarter before "
		    "is not published");
	return ERR_OK;
}

static enum err
collect(struct work *k)
{
	size_t i;
	enum err e;

	e = range_earlier(&k->earlier, &k->last, k->p->w);
	if (e == ERR_OK)
		e = check_turn(k);
	if (e == ERR_OK)
		e = facts_from_state(&k->facts, writer_state(k->p->w),
		    k->p->period);
	if (e == ERR_OK)
		e = range_kept(&k->facts, k->p->w);
	for (i = 0; i < json_array_size(k->earlier) && e == ERR_OK; i++)
		e = facts_add_earlier(&k->facts, json_array_get(k->earlier, i));
	if (e == ERR_OK)
		e = gate_compute(&k->gate, &k->facts);
	if (e != ERR_OK)
		return e;
	k->out->measured = k->gate.exact;
	if (k->gate.exact.sponsor != FACTS_NOBODY)
		memcpy(k->out->measured_sponsor,
		    k->facts.sponsor[k->gate.exact.sponsor].code, FACTS_WORD);
	return ERR_OK;
}

/* FORMAT 6.6: the first entry in doubt, and how many there are. */
static enum err
check_disputed(struct work *k, uint64_t from, uint64_t to)
{
	const struct state *st = writer_state(k->p->w);
	uint64_t first = state_first_disputed(st, from, to), i;
	size_t n = 0;

	if (first == UINT64_MAX)
		return ERR_OK;
	for (i = first; i < to && i < st->n_entry; i++)
		n += state_is_disputed(st, i);
	(void)snprintf(k->out->words, sizeof(k->out->words),
	    "còn %zu dòng bị ngờ, đầu tiên là dòng %llu: giữ nguyên (affirm) "
	    "hoặc đính chính (reverse) từng dòng; xem due / %zu entries in "
	    "doubt, the first is %llu: affirm or reverse each; see due",
	    n, (unsigned long long)first, n, (unsigned long long)first);
	return refuse(k, k->out->words);
}

/* Sum the range that the gate lets us open. */
static enum err
open_range(struct work *k)
{
	uint64_t from, to = 0;
	enum err e;

	if (!k->gate.exact.opened)
		return ERR_OK;
	e = range_begin(&from, k->earlier);
	if (e != ERR_OK)
		return e;
	e = range_end(&to, k->p->w, k->p->period);
	if ((e == ERR_OK || e == ERR_MISSING) &&
	    check_disputed(k, from, e == ERR_OK ? to : writer_size(k->p->w)) !=
		ERR_OK)
		return ERR_RULE;
	if (e == ERR_MISSING && k->preview) {
		to = writer_size(k->p->w);
		e = range_sum(&k->opening, k->p->w, from, to, &k->out->fault);
		k->opening.to += FILLER_STEP - to % FILLER_STEP;
		return e;
	}
	return e == ERR_OK
	    ? range_sum(&k->opening, k->p->w, from, to, &k->out->fault)
	    : e;
}

static void
next_due(char out[DATE_LEN], uint32_t period)
{
	date_encode(out, quarter_first(period + 2) + DUE_DAY - 1);
}

static enum err
build(struct work *k)
{
	const struct publishing *p = k->p;
	const struct authority *a = writer_authority(p->w);
	const struct state *st = writer_state(p->w);
	int64_t start = policy_value(st, PARAM_START_QUARTER, p->period);
	char as_of[DATE_LEN], today[DATE_LEN], due[DATE_LEN], from[DATE_LEN];
	struct pub_frame f = {.commune = authority_commune(a),
	    .office = p->office->name,
	    .phone = p->office->phone,
	    .hours = p->office->hours,
	    .hotline = p->office->hotline,
	    .as_of = as_of,
	    .published = today,
	    .next_due = due,
	    .start = from,
	    .version = 1,
	    .trial = authority_is_trial(a)};

	date_encode(as_of, quarter_last(p->period));
	date_encode(today, date_of_ms(p->time_ms));
	date_encode(from,
	    quarter_first(
		quarter_make((uint32_t)(start / 10), (uint32_t)(start % 10))));
	next_due(due, p->period);
	f.minimum = policy_value(st, PARAM_MINIMUM_PER_QUARTER, p->period);
	f.end_age = (unsigned)policy_value(st, PARAM_END_AGE, p->period);
	f.previous = json_array_size(k->earlier) == 0 ? NULL : &k->last;
	f.opening = k->gate.exact.opened ? &k->opening : NULL;
	return pubobject_build(&k->out->payload, &k->gate, &k->facts, &f);
}

static enum err
attack_with(struct work *k, const struct gate_text *r, size_t n)
{
	struct published *out = k->out;
	struct gate_allow allow = {.number = render_number_allowed};
	const struct gate_texts shown = {r, n, &allow};
	enum err e;

	allow.text = render_phrases(&allow.n);
	e = gate_attacks(out->attack, &out->n_attack, out->payload, &k->facts,
	    &shown);
	if (e == ERR_OK)
		e = gate_selftest(out->attack, &out->n_attack, out->payload,
		    &k->facts);
	if (e == ERR_OK && attack_failed(out->attack, out->n_attack) != NULL)
		e = refuse(k,
		    "một phép thử đoán ra trẻ đã thành công / an "
		    "attack succeeded");
	return e;
}

/* First without, then with the bytes that people will see. */
static enum err
withstand(struct work *k)
{
	struct rendering list[RENDER_COUNT];
	struct gate_text shown[RENDER_COUNT];
	size_t i;
	enum err e;

	e = attack_with(k, NULL, 0);
	if (e == ERR_OK)
		e = pubobject_set_check(k->out->payload, k->out->attack,
		    k->out->n_attack);
	if (e == ERR_OK)
		e = render_list(list, k->out->payload);
	if (e != ERR_OK)
		return e;
	for (i = 0; i < RENDER_COUNT; i++)
		shown[i] = (struct gate_text){list[i].name,
		    {(const uint8_t *)list[i].text.p, list[i].text.n}};
	e = attack_with(k, shown, RENDER_COUNT);
	render_list_release(list);
	return e;
}

static enum err
prepare(struct work *k)
{
	enum err e = collect(k);

	if (e == ERR_OK)
		e = open_range(k);
	if (e == ERR_OK)
		e = build(k);
	return e == ERR_OK ? withstand(k) : e;
}

static void
work_release(struct work *k)
{
	facts_release(&k->facts);
	json_decref(k->earlier);
}

static enum err
publish_prepare(struct published *out, const struct publishing *p, bool preview)
{
	struct work k = {.p = p, .out = out, .preview = preview};
	enum err e;

	memset(out, 0, sizeof(*out));
	out->why = "";
	out->fault = (struct fault){ERR_OK, FAULT_NO_INDEX, ""};
	facts_init(&k.facts, p->period);
	e = prepare(&k);
	work_release(&k);
	return e;
}

enum err
publish_try(struct published *out, const struct publishing *p)
{
	return publish_prepare(out, p, true);
}

/* Sealed fillers up to the next multiple, so that the range can be summed. */
static enum err
fill(const struct publishing *p, struct writer_findings *findings)
{
	struct draft d[FILLER_STEP];
	struct batch b = {.draft = d,
	    .signer = p->signer,
	    .n_signer = p->n_signer,
	    .time_ms = p->time_ms,
	    .allow_gap = p->allow_gap};
	json_t *payload;
	uint64_t to;
	size_t i;
	enum err e;

	if (range_end(&to, p->w, p->period) != ERR_MISSING)
		return ERR_OK;
	payload = json_pack("{s:i}", "v", 1);
	if (payload == NULL)
		return ERR_MEMORY;
	memset(d, 0, sizeof(d));
	b.n = (size_t)(FILLER_STEP - writer_size(p->w) % FILLER_STEP);
	for (i = 0; i < b.n; i++) {
		d[i].kind = KIND_FILLER;
		d[i].class = CLASS_SEALED;
		d[i].payload = payload;
	}
	e = writer_append(p->w, &b, NULL, findings);
	json_decref(payload);
	return e;
}

enum err
publish_append(struct published *out, const struct publishing *p,
    struct writer_findings *findings)
{
	struct draft d = {.kind = KIND_PUBLICATION, .class = CLASS_CLEAR};
	struct batch b = {.draft = &d,
	    .n = 1,
	    .signer = p->signer,
	    .n_signer = p->n_signer,
	    .time_ms = p->time_ms,
	    .allow_gap = p->allow_gap};
	struct writer_result result;
	enum err e;

	/* All that can refuse it is asked before a filler is written. */
	e = publish_prepare(out, p, true);
	if (e != ERR_OK)
		return e;
	d.payload = out->payload;
	b.dry_run = true;
	e = writer_append(p->w, &b, NULL, findings);
	b.dry_run = false;
	if (e != ERR_OK)
		return e;
	published_release(out);
	e = fill(p, findings);
	if (e == ERR_OK)
		e = publish_prepare(out, p, false);
	if (e != ERR_OK)
		return e;
	d.payload = out->payload;
	e = writer_append(p->w, &b, &result, findings);
	if (e == ERR_OK)
		out->index = result.index;
	return e;
}

void
published_release(struct published *p)
{
	json_decref(p->payload);
	p->payload = NULL;
}
