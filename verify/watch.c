/*
 * watch.c - the mode `watch`, for a citizen or a newspaper: asks again and
 * again whether the public ledger is still the one that was seen, and raises
 * the alarm when it was rolled back, forked, altered, or is overdue.
 *
 * Each look is a full check in a process of its own.  What was seen is replaced
 * only by what was proved to follow from it, so an alarm stays until a person
 * has looked into it.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

#include "calendar.h"
#include "place.h"
#include "schema.h"
#include "verify.h"

#define MS_EACH_S UINT64_C(1000)
#define UTC7_S 25200
#define STAMP_LEN 17 /* "2026-10-05 07:30" and its NUL */

enum alarm {
	ALARM_NONE,
	ALARM_ROLLBACK,
	ALARM_FORK,
	ALARM_ALTERED,
	ALARM_OVERDUE
};

static const struct {
	const char *word, *vi, *en;
} alarms[] = {
    [ALARM_NONE] = {"none", "không có gì lạ", "nothing unusual"},
    [ALARM_ROLLBACK] = {"rollback",
	"sổ công khai NGẮN HƠN lần đã thấy: có dòng đã bị bỏ",
	"the public ledger is SHORTER than it was seen: entries were dropped"},
    [ALARM_FORK] = {"fork",
	"sổ công khai KHÁC sổ đã thấy: các dòng cũ đã bị viết lại",
	"the public ledger is ANOTHER than was seen: old entries were "
	"rewritten"},
    [ALARM_ALTERED] = {"altered",
	"sổ công khai không đúng: hãy chạy minhbach-verify public để xem chỗ "
	"sai",
	"the public ledger is not right: see where with minhbach-verify "
	"public"},
    [ALARM_OVERDUE] = {"overdue", "đã quá ngày hẹn công bố kỳ sau mà chưa thấy",
	"the next figures were promised for an earlier day"},
};

static uint64_t
now_ms(void)
{
	const time_t t = time(NULL);

	return t < 0 ? 0 : (uint64_t)t * MS_EACH_S;
}

static void
stamp(char out[STAMP_LEN], uint64_t ms)
{
	const uint64_t minute = (ms / MS_EACH_S + UTC7_S) / 60 % 1440;
	char date[DATE_LEN];

	date_encode(date, date_of_ms(ms));
	(void)snprintf(out, STAMP_LEN, "%s %02u:%02u", date,
	    (unsigned)(minute / 60), (unsigned)(minute % 60));
}

/* The day that the last figures promise the next for; "" if none do. */
static const char *
promised(const struct public_result *p)
{
	return p->latest == NULL ? "" : j_str(p->latest->payload, "next_due");
}

/* Only what the log itself has signed can be held against it. */
static enum alarm
alarm_of(const struct public_result *p, const char *today)
{
	const char *due = promised(p);

	if (p->checks.check[PUBLIC_CHECKPOINT].result == CHECK_PASS) {
		if (p->since == SINCE_SHORTER)
			return ALARM_ROLLBACK;
		if (p->since == SINCE_DIFFERS)
			return ALARM_FORK;
	}
	if (checks_failed(&p->checks))
		return ALARM_ALTERED;
	return due[0] != '\0' && strcmp(today, due) > 0 ? ALARM_OVERDUE
							: ALARM_NONE;
}

static bool
tell_json(const char *when, enum alarm what, const struct public_result *p)
{
	json_t *j;
	char *text;

	j = json_pack("{s:s, s:s, s:s, s:I, s:s, s:s}", "time", when, "result",
	    what == ALARM_NONE ? "good" : "alarm", "alarm", alarms[what].word,
	    "size", (json_int_t)p->checkpoint.size, "seal_code", p->code,
	    "next_due", promised(p));
	text = j == NULL ? NULL : json_dumps(j, JSON_SORT_KEYS);
	if (text != NULL)
		(void)printf("%s\n", text);
	free(text);
	json_decref(j);
	return text != NULL;
}

static void
tell_text(const struct options *o, const char *when, enum alarm what,
    const struct public_result *p)
{
	const char *words = o->english ? alarms[what].en : alarms[what].vi;

	(void)printf("%s  %s %s (%s %" PRIu64 ", %s)\n", when,
	    what == ALARM_NONE ? "✓"
		: o->english   ? "✗ ALARM:"
			       : "✗ BÁO ĐỘNG:",
	    words, o->english ? "size" : "cỡ", p->checkpoint.size, p->code);
}

/* Two notes of one log that cannot both be true are the evidence against it:
 * the state file holds the one, this the other. */
static bool
keep_evidence(const struct options *o, enum alarm what,
    const struct public_result *p)
{
	if (what != ALARM_ROLLBACK && what != ALARM_FORK)
		return true;
	if (keeper_evidence(o, (struct span){p->note, p->n_note}) == ERR_OK)
		return true;
	(void)trouble(o, o->state, "không giữ được bằng chứng bên cạnh tệp này",
	    "the evidence cannot be kept beside this file");
	return false;
}

static int
tell(const struct options *o, const struct anchors *a,
    const struct public_result *p)
{
	char when[STAMP_LEN], today[DATE_LEN];
	const uint64_t now = now_ms();
	enum alarm what;

	if (!p->anchored && !checks_failed(&p->checks))
		return trouble(o, o->state,
		    "lần đầu cần --anchor TỆP: chưa biết đây là sổ của ai",
		    "the first look needs --anchor FILE: whose ledger is it?");
	date_encode(today, date_of_ms(now));
	stamp(when, now);
	what = alarm_of(p, today);
	if (o->json && !tell_json(when, what, p))
		return EXIT_UNDECIDED;
	if (!o->json)
		tell_text(o, when, what, p);
	if (!keep_evidence(o, what, p))
		return EXIT_UNDECIDED;
	if (what == ALARM_NONE || what == ALARM_OVERDUE)
		if (!anchors_save(a, o, (struct span){p->note, p->n_note}))
			return EXIT_UNDECIDED;
	return what == ALARM_NONE ? EXIT_PROVED : EXIT_DISPROVED;
}

static int
look(const struct options *o, char *const *operand)
{
	const struct place at = {operand[0], tell};

	return place_check(o, &at);
}

static volatile sig_atomic_t ended;

static void
end(int signal)
{
	(void)signal;
	ended = 1;
}

static void
wait_for(const struct options *o)
{
	const struct timespec t = {.tv_sec = (time_t)o->every * 60};

	(void)nanosleep(&t, NULL);
}

int
verify_watch(const struct options *o, char *const *operand)
{
	const struct sigaction on_end = {.sa_handler = end};
	int status;

	if (o->state == NULL)
		return trouble(o, "watch",
		    "cần --state TỆP, để nhớ lần trước đã thấy gì",
		    "needs --state FILE, to remember what was seen");
	(void)sigaction(SIGTERM, &on_end, NULL);
	(void)sigaction(SIGINT, &on_end, NULL);
	do {
		status = keeper_run(o, look, operand);
		if (o->once || ended)
			break;
		wait_for(o);
	} while (!ended);
	return status;
}
