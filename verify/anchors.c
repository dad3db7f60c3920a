/*
 * anchors.c - reads and writes the files that trust comes from.
 */
#include "anchors.h"

#include <stdlib.h>
#include <string.h>

#include "fileio.h"
#include "verify.h"

static bool
load_anchor(struct anchors *a, const struct options *o)
{
	uint8_t *bytes;
	size_t n;
	bool good;

	if (o->anchor == NULL)
		return true;
	if (file_read(&bytes, &n, o->anchor, ANCHOR_MAX) != ERR_OK) {
		(void)trouble(o, o->anchor, "không đọc được tệp neo",
		    "the anchor cannot be read");
		return false;
	}
	good = anchor_decode(&a->anchor, (struct span){bytes, n}) == ERR_OK;
	file_free(bytes, n);
	if (!good)
		(void)trouble(o, o->anchor, "không phải tệp neo (FORMAT 7.4)",
		    "not an anchor (FORMAT 7.4)");
	a->has_anchor = good;
	return good;
}

static bool
is_same(const struct anchor *a, const struct anchor *b)
{
	return strcmp(a->origin, b->origin) == 0 &&
	    digest_eq(&a->genesis, &b->genesis) &&
	    memcmp(a->log_key.key.b, b->log_key.key.b,
		sizeof(a->log_key.key.b)) == 0;
}

/* No file yet is the first time. */
static bool
load_state(struct anchors *a, const struct options *o)
{
	size_t n;
	enum err e;

	if (o->state == NULL)
		return true;
	e = file_read(&a->state_bytes, &n, o->state, STATE_FILE_MAX);
	if (e == ERR_MISSING)
		return true;
	if (e != ERR_OK ||
	    statefile_decode(&a->state, (struct span){a->state_bytes, n}) !=
		ERR_OK) {
		(void)trouble(o, o->state,
		    "không đọc được trạng thái đã nhớ (FORMAT 7.6)",
		    "the remembered state cannot be read (FORMAT 7.6)");
		return false;
	}
	a->has_state = true;
	if (!a->has_anchor)
		a->anchor = a->state.anchor;
	else if (!is_same(&a->anchor, &a->state.anchor)) {
		(void)trouble(o, o->state,
		    "trạng thái đã nhớ thuộc về một neo khác",
		    "the remembered state is of another anchor");
		return false;
	}
	a->has_anchor = true;
	return true;
}

static bool
load_policy(struct anchors *a, const struct options *o)
{
	unsigned line = 0;
	size_t n;

	if (o->policy == NULL)
		return true;
	if (file_read(&a->policy_bytes, &n, o->policy, TRUST_FILE_MAX) !=
		ERR_OK ||
	    trust_decode(&a->policy, (struct span){a->policy_bytes, n},
		&line) != ERR_OK) {
		(void)trouble(o, o->policy,
		    "không đọc được chính sách nhân chứng (FORMAT 8.5)",
		    "the policy of witnesses cannot be read (FORMAT 8.5)");
		return false;
	}
	a->has_policy = true;
	return true;
}

bool
anchors_load(struct anchors *a, const struct options *o)
{
	memset(a, 0, sizeof(*a));
	return load_anchor(a, o) && load_state(a, o) && load_policy(a, o);
}

void
anchors_release(struct anchors *a)
{
	free(a->state_bytes);
	free(a->policy_bytes);
}

bool
anchors_save(const struct anchors *a, const struct options *o, struct span note)
{
	struct statefile s = {.anchor = a->anchor, .note = note};
	struct span out;
	uint8_t *buf;
	bool good;

	if (o->state == NULL || o->quick || !a->has_anchor)
		return true;
	buf = malloc(STATE_FILE_MAX);
	good = buf != NULL &&
	    statefile_encode(&out, &s, buf, STATE_FILE_MAX) == ERR_OK &&
	    keeper_save(o, out) == ERR_OK;
	free(buf);
	if (!good)
		(void)trouble(o, o->state, "không ghi được trạng thái",
		    "the state cannot be written");
	return good;
}
