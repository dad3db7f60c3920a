/*
 * act.h - what can be done at the desk.
 */
#ifndef DESK_ACT_H
#define DESK_ACT_H

#include "api.h"
#include "writer.h"

struct act {
	struct desk *desk;
	const struct api_ask *ask;
	struct writer *w;	/* open for this request */
	const struct grant *me; /* NULL: nobody yet */
	uint64_t now_ms;
};

void act_challenge(struct act *a, const json_t *in, struct api_answer *out);
void act_login(struct act *a, const json_t *in, struct api_answer *out);
void act_logout(struct act *a, const json_t *in, struct api_answer *out);
void act_waiting(struct act *a, const json_t *in, struct api_answer *out);
void act_sign(struct act *a, const json_t *in, struct api_answer *out);

#endif
