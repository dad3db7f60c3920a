/*
 * misfits.c - "tệp, cột: không phải là số".
 */
#include "misfits.h"

#include "invalid.h"

void
misfits_say(void *arg, const struct misfit *m, enum err e)
{
	const struct misfits *at = arg;
	char place[512], vi[INVALID_MAX], en[INVALID_MAX];
	const char *sep = *at->file == '\0' || *m->column == '\0' ? "" : ", ";

	(void)snprintf(place, sizeof(place), "%s%s%s", at->file, sep,
	    m->column);
	invalid_misfit(vi, en, at->kind, m, e);
	say_at(at->c, place, vi, en);
}
