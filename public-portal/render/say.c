/*
 * say.c - numbers as they are read out: the loudspeaker has no digits.
 */
#include "vi.h"

#include <string.h>

static const char *const unit[10] = {"không", "một", "hai", "ba", "bốn", "năm",
    "sáu", "bảy", "tám", "chín"};

static void
say_word(struct html *h, bool *first, const char *w)
{
	if (!*first)
		h_lit(h, " ");
	*first = false;
	h_plain(h, w);
}

/* After a ten: mốt, tư and lăm for one, four and five. */
static const char *
say_last(int ten, int one)
{
	if (one == 1 && ten >= 2)
		return "mốt";
	if (one == 4 && ten >= 2)
		return "tư";
	if (one == 5 && ten >= 1)
		return "lăm";
	return unit[one];
}

/* 1..999; full: something was said before, so hundreds are not left out. */
static void
say_group(struct html *h, bool *first, int n, bool full)
{
	int hundred, ten, one;

	hundred = n / 100;
	ten = n / 10 % 10;
	one = n % 10;
	if (hundred > 0 || full) {
		say_word(h, first, unit[hundred]);
		say_word(h, first, "trăm");
	}
	if (ten == 0 && one > 0 && (hundred > 0 || full))
		say_word(h, first, "linh");
	if (ten == 1)
		say_word(h, first, "mười");
	if (ten >= 2) {
		say_word(h, first, unit[ten]);
		say_word(h, first, "mươi");
	}
	if (one > 0)
		say_word(h, first, say_last(ten, one));
}

void
vi_say(struct html *h, int64_t n)
{
	static const struct {
		int64_t size;
		const char *name;
	} step[] = {{1000000000000, "nghìn tỷ"}, {1000000000, "tỷ"},
	    {1000000, "triệu"}, {1000, "nghìn"}, {1, NULL}};
	bool first = true;
	size_t i;
	int part;

	if (n == 0)
		h_lit(h, "không");
	for (i = 0; i < sizeof(step) / sizeof(step[0]); i++) {
		part = (int)(n / step[i].size % 1000);
		if (part <= 0)
			continue;
		say_group(h, &first, part, !first);
		if (step[i].name != NULL)
			say_word(h, &first, step[i].name);
	}
}

void
vi_say_quarter(struct html *h, const char *q)
{
	static const char *const ordinal[4] = {"một", "hai", "ba", "bốn"};

	h_lit(h, "quý ");
	if (strlen(q) == 7 && q[6] >= '1' && q[6] <= '4')
		h_plain(h, ordinal[q[6] - '1']);
	h_lit(h, " năm ");
	vi_say(h, vi_year(q));
}
