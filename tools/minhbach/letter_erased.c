/*
 * letter_erased.c - the letter to a person whose data was erased.
 */
#include "letter.h"

#include "keycopies.h"

#include <string.h>

/* Why, as a sentence begins; NULL: only the office knows. */
static void
put_why(struct letter *l, const json_t *payload)
{
	static const struct {
		const char *basis, *why;
	} whys[] = {{"purpose-done", "Vì mục đích sử dụng đã hoàn thành"},
	    {"retention-over", "Vì đã hết thời hạn lưu giữ"},
	    {"consent-withdrawn", "Vì sự đồng ý đã được rút lại"}};
	const struct state *s = writer_state(l->s->w);
	const struct state_entry *r = state_ref(s, payload, "request");
	char text[LETTER_TEXT_MAX], day[SAY_MAX], line[SAY_MAX];
	const char *why = office_get(&l->office, "basis_erasure");
	size_t i;

	if (r != NULL && r->kind == KIND_REQUEST) {
		say_official_date(day, r->date);
		say_number(line, (int64_t)state_entry_index(s, r));
		(void)snprintf(text, sizeof(text),
		    "Theo yêu cầu ghi sổ %s (dòng sổ %s)", day, line);
		letter_put(l, "can_cu_xoa", text);
		return;
	}
	for (i = 0; i < sizeof(whys) / sizeof(whys[0]); i++)
		if (strcmp(j_str(payload, "basis"), whys[i].basis) == 0)
			why = whys[i].why;
	letter_put(l, "can_cu_xoa", why);
}

/* What became of the copies, without saying where they lie. */
static enum err
put_copies(struct letter *l)
{
	char path[FILE_PATH_MAX], s[LETTER_TEXT_MAX];
	size_t i, clean = 0;
	struct copies c;
	enum err e;

	session_path(path, l->s->cli, COPIES_NAME);
	e = copies_load(&c, path);
	if (e != ERR_OK)
		return e;
	copies_look(&c, writer_keyring(l->s->w));
	for (i = 0; i < c.n; i++)
		clean += c.copy[i].state == COPY_CLEAN;
	if (c.n == 0)
		(void)snprintf(s, sizeof(s),
		    "Không có bản sao dự phòng nào của tệp khóa được ghi "
		    "danh.");
	else
		(void)snprintf(s, sizeof(s),
		    "Bản sao dự phòng của tệp khóa: %zu bản, đã hủy khóa ấy "
		    "trong %zu, "
		    "chưa tới được %zu.",
		    c.n, clean, c.n - clean);
	letter_put(l, "ban_sao", s);
	copies_release(&c);
	return ERR_OK;
}

enum err
letter_erased(struct letter *l)
{
	const struct state *s = writer_state(l->s->w);
	struct writer_entry entry;
	enum err e;

	if (l->index >= s->n_entry || s->entry[l->index].kind != KIND_ERASURE)
		return ERR_MISSING;
	e = writer_entry_load(l->s->w, &entry, l->index);
	if (e != ERR_OK)
		return e;
	if (entry.opened) {
		put_why(l, entry.json);
		letter_count(l, "so_dong",
		    (int64_t)json_array_size(
			json_object_get(entry.json, "entries")));
	}
	e = entry.opened ? ERR_OK : ERR_WITHHELD;
	writer_entry_release(&entry);
	letter_number(l, "dong_xoa", (int64_t)l->index);
	letter_date(l, "ngay_xoa", s->entry[l->index].date);
	return e == ERR_OK ? put_copies(l) : e;
}
