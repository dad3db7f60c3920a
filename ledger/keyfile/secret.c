/*
 * secret.c - guarded pages, open only while a borrower runs.
 */
#include "secret.h"

#include <sodium.h>
#include <string.h>

struct secret {
	uint8_t seed[SECRET_SEED_LEN];
	uint8_t reading[SECRET_READING_LEN];
	bool has_reading;
};

enum err
secret_new(struct secret **s, const uint8_t seed[SECRET_SEED_LEN],
    const uint8_t *reading)
{
	struct secret *got;

	got = sodium_malloc(sizeof(*got));
	if (got == NULL)
		return ERR_SECRET;
	memcpy(got->seed, seed, SECRET_SEED_LEN);
	memset(got->reading, 0, SECRET_READING_LEN);
	got->has_reading = reading != NULL;
	if (reading != NULL)
		memcpy(got->reading, reading, SECRET_READING_LEN);
	if (sodium_mprotect_noaccess(got) != 0) {
		sodium_free(got);
		return ERR_SECRET;
	}
	*s = got;
	return ERR_OK;
}

void
secret_free(struct secret *s)
{
	sodium_free(s); /* wipes, whatever the protection */
}

bool
secret_has_reading(struct secret *s)
{
	bool has;

	if (sodium_mprotect_readonly(s) != 0)
		return false;
	has = s->has_reading;
	return sodium_mprotect_noaccess(s) == 0 && has;
}

enum err
secret_lend_seed(struct secret *s, secret_use *use, void *arg)
{
	enum err e;

	if (sodium_mprotect_readonly(s) != 0)
		return ERR_SECRET;
	e = use(arg, s->seed);
	return sodium_mprotect_noaccess(s) == 0 ? e : ERR_SECRET;
}

enum err
secret_lend_reading(struct secret *s, secret_use *use, void *arg)
{
	enum err e;

	if (sodium_mprotect_readonly(s) != 0)
		return ERR_SECRET;
	e = s->has_reading ? use(arg, s->reading) : ERR_MISSING;
	return sodium_mprotect_noaccess(s) == 0 ? e : ERR_SECRET;
}
