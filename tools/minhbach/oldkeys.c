/*
 * oldkeys.c - reading keys in use that still open old copies of what was
 * erased: an erasure cannot reach into key files, so it says whose they are,
 * and status says so until they are replaced.
 */
#include "oldkeys.h"

#include <stdlib.h>
#include <string.h>

static void
put(FILE *f, const char *name)
{
	(void)fprintf(f, "%s%s", ftell(f) > 0 ? ", " : "", name);
}

/* Is this officer among those of an earlier subject? */
static bool
is_told(const struct keyring *k, const struct erasure *x, size_t n,
    const struct keyring_officer *o)
{
	const struct keyring_subject *s;
	size_t i;

	for (i = 0; i < n; i++) {
		s = keyring_find(k, &x->subject[i]);
		if (s != NULL && keyring_officer_find(s, &o->key) != NULL)
			return true;
	}
	return false;
}

enum err
oldkeys_take(char **names, const struct keyring *k, const struct erasure *x)
{
	const struct keyring_subject *s;
	char *text = NULL;
	size_t n = 0, i, j;
	FILE *f = open_memstream(&text, &n);

	if (f == NULL)
		return ERR_MEMORY;
	for (i = 0; i < k->n_reader; i++)
		put(f, k->reader[i].name);
	for (i = 0; i < x->n_subject; i++) {
		s = keyring_find(k, &x->subject[i]);
		for (j = 0; s != NULL && j < s->n_officer; j++) {
			if (!is_told(k, x, i, &s->officer[j]))
				put(f, s->officer[j].name);
		}
	}
	if (fclose(f) != 0) {
		free(text);
		return ERR_MEMORY;
	}
	*names = text;
	return ERR_OK;
}

void
oldkeys_say(const struct cli *c, const char *names)
{
	if (c->lang != LANG_EN)
		(void)printf(
		    "Khóa đọc đang dùng còn mở được bản sao cũ: %s. Muốn không "
		    "khóa nào mở được nữa thì thay từng khóa (key new, grant, "
		    "revoke lý do replaced), hủy tệp khóa cũ, và đổi mã khôi "
		    "phục (key renew-recovery).\n",
		    names);
	if (c->lang != LANG_VI)
		(void)printf(
		    "Reading keys in use that still open an old copy: %s. So "
		    "that none does, replace each (key new, grant, revoke with "
		    "reason replaced), destroy the old key files, and renew "
		    "the "
		    "recovery code (key renew-recovery).\n",
		    names);
}

static uint64_t
last_erasure(const struct state *s)
{
	uint64_t i = s->n_entry;

	while (i > 0 && s->entry[i - 1].kind != KIND_ERASURE)
		i--;
	return i;
}

void
oldkeys_tell(const struct session *s)
{
	const struct authority *a = writer_authority(s->w);
	const struct keyring *k = writer_keyring(s->w);
	uint64_t before = last_erasure(writer_state(s->w));
	const struct grant *g;
	size_t i, n = 0;

	for (i = 0; i < k->n_reader; i++) {
		g = authority_find(a, span_str(k->reader[i].name),
		    writer_size(s->w));
		if (g == NULL || g->from >= before)
			continue;
		if (n++ == 0)
			(void)printf("khóa đọc cấp trước lần xóa ở dòng %llu, "
				     "còn mở được bản sao cũ: ",
			    (unsigned long long)(before - 1));
		(void)printf("%s%s", n > 1 ? ", " : "", k->reader[i].name);
	}
	if (n > 0)
		(void)printf(" (thay: key new, grant, revoke)\n");
}
