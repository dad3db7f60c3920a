/*
 * clock.c - the time of a command: the machine's, or --at in a trial ledger
 * and nowhere else (FORMAT 2.7).
 */
#include "cli.h"

#include "calendar.h"
#include "text.h"

#include <string.h>
#include <time.h>

#define MINUTE_MS UINT64_C(60000)
#define NOON_MINUTES 540 /* a bare date means nine in the morning */
#define ZONE_MINUTES 420 /* UTC+7 */

static bool
two(const char *s, uint64_t max, uint64_t *v)
{
	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return false;
	*v = (uint64_t)(s[0] - '0') * 10 + (uint64_t)(s[1] - '0');
	return *v <= max;
}

bool
time_decode(const char *s, uint64_t *ms)
{
	struct span date = {(const uint8_t *)s, 10};
	uint64_t h = NOON_MINUTES / 60, m = 0;
	int32_t day;

	if (strlen(s) != 10 &&
	    !(strlen(s) == 16 && s[10] == 'T' && s[13] == ':' &&
		two(s + 11, 23, &h) && two(s + 14, 59, &m)))
		return false;
	if (date_decode(&day, date) != ERR_OK || day < 1)
		return false;
	*ms = ((uint64_t)day * 1440 + h * 60 + m - ZONE_MINUTES) * MINUTE_MS;
	return true;
}

bool
cli_time(const struct cli *c, bool trial, uint64_t *ms)
{
	struct timespec ts;

	if (c->at == NULL) {
		if (clock_gettime(CLOCK_REALTIME, &ts) != 0 || ts.tv_sec < 0) {
			say(c, "máy không cho biết giờ",
			    "this machine does not tell the time");
			return false;
		}
		*ms =
		    (uint64_t)ts.tv_sec * 1000 + (uint64_t)ts.tv_nsec / 1000000;
		return true;
	}
	if (!trial) {
		say(c, "--at chỉ dùng được trong sổ tập; sổ thật dùng giờ máy",
		    "--at is for trial ledgers; a real one uses the clock");
		return false;
	}
	if (!time_decode(c->at, ms)) {
		say_at(c, c->at,
		    "giờ phải viết 2026-07-05 hoặc 2026-07-05T10:30",
		    "write the time as 2026-07-05 or 2026-07-05T10:30");
		return false;
	}
	return true;
}
