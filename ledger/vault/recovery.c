/*
 * recovery.c - the recovery secret on paper: groups of four hex digits, the
 * last of them a checksum that tells a slip of the pen from a wrong paper.
 */
#include <sodium.h>
#include <string.h>

#include "hash.h"
#include "vaultmake.h"

#define SECRET_LEN 32
#define SUM_LEN 2
#define DIGITS ((size_t)(SECRET_LEN + SUM_LEN) * 2)

static void
checksum(uint8_t sum[SUM_LEN], const uint8_t secret[SECRET_LEN])
{
	struct digest d;

	d = hmac_sha256(SPAN_LIT("minhbach/v1 recovery"),
	    (struct span){secret, SECRET_LEN});
	memcpy(sum, d.b, SUM_LEN);
}

void
recovery_encode(char text[RECOVERY_LEN + 1], const uint8_t secret[32])
{
	uint8_t all[SECRET_LEN + SUM_LEN];
	char hex[DIGITS + 1];
	size_t i, n;

	memcpy(all, secret, SECRET_LEN);
	checksum(all + SECRET_LEN, secret);
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

enum err
recovery_decode(uint8_t secret[32], struct span text)
{
	uint8_t all[SECRET_LEN + SUM_LEN], sum[SUM_LEN];
	const char *end;
	enum err e;
	size_t n;

	e = ERR_FORMAT;
	if (sodium_hex2bin(all, sizeof(all), (const char *)text.p, text.n,
		" \t\r\n", &n, &end) != 0 ||
	    n != sizeof(all) || end != (const char *)text.p + text.n)
		goto out;
	checksum(sum, all);
	e = memcmp(sum, all + SECRET_LEN, SUM_LEN) == 0 ? ERR_OK : ERR_HASH;
	if (e == ERR_OK)
		memcpy(secret, all, SECRET_LEN);
out:
	sodium_memzero(all, sizeof(all));
	return e;
}
