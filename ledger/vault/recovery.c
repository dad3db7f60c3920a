/*
 * recovery.c - a secret on paper (FORMAT 4.14): four lines of five groups of
 * four hex digits, the last group of each a checksum, so that people see in
 * which line a digit is wrong, and that a paper is for another use.
 */
#include <sodium.h>
#include <string.h>

#include "hash.h"
#include "vaultmake.h"

#define SECRET_LEN 32
#define LINES 4
#define LINE_LEN (SECRET_LEN / LINES)
#define SUM_LEN 2
#define ALL_LEN (SECRET_LEN + LINES * SUM_LEN)
#define DIGITS ((size_t)ALL_LEN * 2)
#define WORK_LEN (1 + LINE_LEN)

static const char *const labels[] = {
    [RECOVERY_READS] = "minhbach/v1 recovery reads",
    [RECOVERY_SIGNS] = "minhbach/v1 recovery signs",
};
#define USES (sizeof(labels) / sizeof(labels[0]))

static void
checksum(uint8_t sum[SUM_LEN], enum recovery_use use, unsigned line,
    const uint8_t bytes[LINE_LEN])
{
	uint8_t work[WORK_LEN];
	struct digest d;

	work[0] = (uint8_t)line;
	memcpy(work + 1, bytes, LINE_LEN);
	d = hmac_sha256(span_str(labels[use]),
	    (struct span){work, sizeof(work)});
	memcpy(sum, d.b, SUM_LEN);
	sodium_memzero(work, sizeof(work));
}

void
recovery_encode(char text[RECOVERY_LEN + 1], enum recovery_use use,
    const uint8_t secret[32])
{
	uint8_t all[ALL_LEN], *p = all;
	char hex[DIGITS + 1];
	size_t i, n;
	unsigned line;

	for (line = 0; line < LINES; line++) {
		memcpy(p, secret + (size_t)line * LINE_LEN, LINE_LEN);
		checksum(p + LINE_LEN, use, line, p);
		p += LINE_LEN + SUM_LEN;
	}
	(void)sodium_bin2hex(hex, sizeof(hex), all, sizeof(all));
	n = 0;
	for (i = 0; i < DIGITS; i++) {
		if (i > 0 && i % 4 == 0)
			text[n++] = ' ';
		text[n++] = hex[i];
	}
	text[n] = '\0';
	sodium_memzero(all, sizeof(all));
	sodium_memzero(hex, sizeof(hex));
}

/* How many lines are right for this use; *wrong is the first that is not. */
static unsigned
right(const uint8_t all[ALL_LEN], enum recovery_use use, unsigned *wrong)
{
	const uint8_t *p = all;
	uint8_t sum[SUM_LEN];
	unsigned line, n = 0;

	*wrong = LINES;
	for (line = 0; line < LINES; line++) {
		checksum(sum, use, line, p);
		if (memcmp(sum, p + LINE_LEN, SUM_LEN) == 0)
			n++;
		else if (*wrong == LINES)
			*wrong = line;
		p += LINE_LEN + SUM_LEN;
	}
	return n;
}

enum err
recovery_decode(uint8_t secret[32], enum recovery_use *use, unsigned *line,
    struct span text)
{
	uint8_t all[ALL_LEN];
	unsigned wrong = 0, n, most = 0, u;
	const char *end;
	enum err e = ERR_FORMAT;
	size_t got, i;

	*line = 0;
	if (sodium_hex2bin(all, sizeof(all), (const char *)text.p, text.n,
		" \t\r\n", &got, &end) != 0 ||
	    got != sizeof(all) || end != (const char *)text.p + text.n)
		goto out;
	e = ERR_HASH;
	for (u = 0; u < USES && e != ERR_OK; u++) {
		n = right(all, (enum recovery_use)u, &wrong);
		if (n == LINES) {
			*use = (enum recovery_use)u;
			e = ERR_OK;
		} else if (n >= most) {
			most = n;
			*line = wrong + 1;
		}
	}
	for (i = 0; i < LINES && e == ERR_OK; i++)
		memcpy(secret + i * LINE_LEN, all + i * (LINE_LEN + SUM_LEN),
		    LINE_LEN);
out:
	sodium_memzero(all, sizeof(all));
	return e;
}
