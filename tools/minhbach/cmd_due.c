/*
 * minhbach due [--within DAYS] - what somebody must do something about, most
 * urgent first.  By code alone unless --names, which is entered first.
 */
#include "handout.h"

#include "text.h"

#define WITHIN_MAX 3660

int
cmd_due(struct cli *c, int argc, char **argv)
{
	const char *within = NULL;
	uint64_t days = 0;
	struct list_ask ask = {.today = 0};
	struct handout h;
	struct session s;
	struct grid *g = NULL;
	enum err e;
	int status;

	(void)handout_take(&within, &argc, argv, "--within");
	argc = handout_options(&h, argc, argv);
	if (argc != 1 || h.wrong ||
	    (within != NULL &&
		(decimal_decode(&days, span_str(within)) != ERR_OK ||
		    days == 0 || days > WITHIN_MAX)))
		return usage(c);
	status = session_open(&s, c, handout_needs(&h) | SESSION_PART);
	if (status != EXIT_DONE)
		return session_close(&s, status);
	handout_ask(&ask, &s, &h);
	ask.within = (unsigned)days;
	ask.unit = session_unit(&s);
	e = list_due(&g, writer_state(s.w), &ask);
	status = e == ERR_OK ? handout_put(&s, &h, &g, 1, "due", NULL)
			     : say_err(c, e, "due", NULL);
	grid_free(g);
	return session_close(&s, status);
}
