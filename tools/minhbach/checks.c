/*
 * checks.c - the check record of a publication (FORMAT 11.4) as a page of
 * text: printed, held back and why, fourteen attacks.
 */
#include "checks.h"

#include "bounds.h"
#include "checks_words.h"
#include "schema.h"

#include <string.h>

/* One report in one language. */
struct report {
	bool en;
	const json_t *p;
	const struct published *r;
};

static const char *
pick(const struct report *k, const char *vi, const char *en)
{
	return k->en ? en : vi;
}

static const char *
says(const struct report *k, enum checks_list list, const char *id)
{
	const struct checks_word *w;
	size_t i;

	for (i = 0; (w = checks_word(list, i)) != NULL; i++)
		if (checks_is(list, w, id))
			return pick(k, w->vi, w->en);
	return id;
}

static const json_t *
part(const json_t *o, const char *a, const char *b)
{
	return json_object_get(json_object_get(o, a), b);
}

/* 122.900.000; 122,900,000 */
static void
print_grouped(const struct report *k, int64_t n)
{
	if (n < 0) {
		(void)putchar('-');
		n = -n;
	}
	if (n >= 1000000)
		(void)printf("%lld%c", (long long)(n / 1000000),
		    k->en ? ',' : '.');
	if (n >= 1000)
		(void)printf(n >= 1000000 ? "%03lld%c" : "%lld%c",
		    (long long)(n / 1000 % 1000), k->en ? ',' : '.');
	(void)printf(n >= 1000 ? "%03lld" : "%lld", (long long)(n % 1000));
}

/* ---- printed ---- */

/* "c1 21, c2 15": codes, as the office knows them. */
static void
print_cells(const json_t *list, const char *words, const char *n)
{
	const json_t *cell, *w;
	size_t i, j;

	for (i = 0; i < json_array_size(list); i++) {
		cell = json_array_get(list, i);
		w = json_object_get(cell, words);
		(void)printf("%s", i > 0 ? ", " : "");
		for (j = 0; j < json_array_size(w); j++)
			(void)printf("%s%s", j > 0 ? "+" : "",
			    json_string_value(json_array_get(w, j)));
		if (j_null(cell, n))
			(void)printf(" –");
		else
			(void)printf(" %lld", (long long)j_int(cell, n));
	}
	(void)putchar('\n');
}

static void
print_sum(const struct report *k)
{
	const json_t *o = json_object_get(k->p, "opening"),
		     *q = part(k->p, "money", "quarter");
	size_t i, n = json_array_size(json_object_get(o, "quarters"));

	(void)printf(k->en ? "  the quarter: about %lld million đồng"
			   : "  tổng kỳ: khoảng %lld triệu đồng",
	    (long long)j_int(q, "million"));
	if (json_is_object(o)) {
		(void)printf("%s ",
		    pick(k, "; chính xác và tự kiểm tra được:",
			"; exact, and anyone can check it:"));
		print_grouped(k, j_int(o, "amount"));
		for (i = 0; i < n; i++)
			(void)printf("%s%s", i == 0 ? " (" : ", ",
			    json_string_value(
				json_array_get(json_object_get(o, "quarters"),
				    i)));
		(void)printf(")");
	}
	(void)putchar('\n');
}

static void
print_shown(const struct report *k)
{
	const json_t *heads = json_object_get(k->p, "heads"), *list, *t;
	size_t i;

	(void)printf("%s\n", pick(k, "Đăng", "Printed"));
	(void)printf(k->en
		? "  %lld children supported, %lld waiting, %lld "
		  "sponsors\n"
		: "  %lld em đang được đỡ đầu, %lld em còn chờ, %lld "
		  "đơn vị\n",
	    (long long)j_int(heads, "supported"),
	    (long long)j_int(heads, "waiting"),
	    (long long)j_int(heads, "sponsors"));
	print_sum(k);
	list = part(k->p, "money", "groups");
	if (json_array_size(list) > 0) {
		(void)printf("%s ",
		    pick(k, "  tiền theo nhóm đơn vị, triệu:",
			"  money by group of sponsors, million:"));
		print_cells(list, "groups", "million");
	}
	list = json_object_get(k->p, "tables");
	for (i = 0; i < json_array_size(list); i++) {
		t = json_array_get(list, i);
		if (!j_null(t, "withheld"))
			continue;
		(void)printf("  %s %s: ", pick(k, "trẻ", "children"),
		    says(k, CHECKS_TABLE, j_str(t, "id")));
		print_cells(json_object_get(t, "cells"), "keys", "n");
	}
}

/* ---- held back ---- */

static void
held_exact(const struct report *k)
{
	const struct limits *l = limits();

	if (json_is_object(json_object_get(k->p, "opening")))
		return;
	(void)printf(k->en
		? "  the exact sum: opened with a later quarter. It "
		  "takes %zu children with money in it, and %zu whose "
		  "amounts changed since each sum opened before, also "
		  "without any one sponsor's; else two sums subtracted "
		  "tell one child's money\n"
		: "  tổng chính xác: mở cùng một kỳ sau. Cần %zu em có "
		  "tiền trong kỳ, và %zu em có số tiền đổi so với mỗi "
		  "lần mở trước, cả khi bỏ các em của một đơn vị bất "
		  "kỳ; nếu không, trừ hai tổng là ra khoản của một em\n",
	    l->exact_children, l->exact_changed);
}

/* What was counted on the way; not for the public. */
static void
held_measured(const struct report *k)
{
	const struct published *r = k->r;

	if (r == NULL || r->measured.children == 0)
		return;
	(void)printf(k->en
		? "  (for officers alone: %zu children with money, %zu "
		  "changed, %zu without those of %s)\n"
		: "  (chỉ cho cán bộ: %zu em có tiền, %zu em đổi, %zu "
		  "khi bỏ các em của %s)\n",
	    r->measured.children, r->measured.changed, r->measured.without,
	    r->measured_sponsor[0] == '\0' ? "-" : r->measured_sponsor);
}

static bool
has_joined(const json_t *list, const char *words)
{
	size_t i;

	for (i = 0; i < json_array_size(list); i++)
		if (json_array_size(
			json_object_get(json_array_get(list, i), words)) > 1)
			return true;
	return false;
}

static void
held_money(const struct report *k)
{
	const json_t *groups = part(k->p, "money", "groups"),
		     *kinds = part(k->p, "money", "kinds");

	if (json_array_size(groups) == 0)
		(void)printf("%s\n",
		    pick(k,
			"  tiền theo nhóm: không đăng; chia ra thì có nhóm "
			"quá ít em, hoặc có khoản đã xóa không còn biết của "
			"nhóm nào",
			"  money by group: not printed; some group has too few "
			"children, or erased money is of no known group"));
	if (has_joined(groups, "groups"))
		(void)printf(k->en
			? "  groups put together (+): alone fewer than "
			  "%zu children, or one sponsor that did not "
			  "agree\n"
			: "  nhóm đơn vị gộp lại (dấu +): một mình thì "
			  "dưới %zu em, hoặc chỉ một đơn vị chưa đồng ý "
			  "nêu tiền\n",
		    limits()->money_children);
	if (!j_null(kinds, "withheld"))
		(void)printf(k->en
			? "  money by kind: not printed; even put "
			  "together some kind has fewer than %zu "
			  "children, or money was erased\n"
			: "  tiền theo loại: không đăng; gộp rồi vẫn có "
			  "loại dưới %zu em, hoặc có khoản đã xóa\n",
		    limits()->money_children);
}

static void
held_table(const struct report *k, const json_t *t)
{
	const char *what = says(k, CHECKS_TABLE, j_str(t, "id"));

	if (!j_null(t, "withheld")) {
		(void)printf(k->en
			? "  children %s: not printed; some cell has too few\n"
			: "  trẻ %s: không đăng; có ô quá ít em\n",
		    what);
		return;
	}
	if (has_joined(json_object_get(t, "cells"), "keys"))
		(void)printf(k->en
			? "  children %s: cells put together (+), so that none "
			  "has fewer than %llu children or %llu households\n"
			: "  trẻ %s: có ô gộp lại (dấu +), để không ô nào dưới "
			  "%llu em hoặc dưới %llu hộ\n",
		    what, (unsigned long long)limits()->cell,
		    (unsigned long long)limits()->households);
	if (strcmp(j_str(t, "released"), j_str(k->p, "period")) != 0)
		(void)printf(k->en
			? "  children %s: the table of %s again; fewer than "
			  "%llu new children, or nearly all in one cell\n"
			: "  trẻ %s: in lại bảng của %s; chưa đủ %llu em mới, "
			  "hoặc các em mới gần như ở cùng một ô\n",
		    what, j_str(t, "released"),
		    (unsigned long long)limits()->joiners);
}

static void
held_tables(const struct report *k)
{
	const json_t *list = json_object_get(k->p, "tables");
	size_t i;

	for (i = 0; i < json_array_size(list); i++)
		held_table(k, json_array_get(list, i));
}

static void
held_counts(const struct report *k)
{
	const json_t *list = json_object_get(k->p, "indicators");
	const struct checks_word *s;
	size_t i, w;

	for (w = 0; (s = checks_word(CHECKS_INDICATOR, w)) != NULL; w++) {
		for (i = 0; i < json_array_size(list); i++)
			if (strcmp(s->id,
				j_str(json_array_get(list, i), "id")) == 0)
				break;
		if (i == json_array_size(list))
			(void)printf("  %s: %s\n", pick(k, s->vi, s->en),
			    pick(k, "không đăng; số hoặc phần còn lại quá nhỏ",
				"left out; it or its rest is too small"));
		else if (j_null(json_array_get(list, i), "n"))
			(void)printf(k->en
				? "  %s: only \"fewer than %llu\"\n"
				: "  %s: chỉ ghi “dưới %llu”, không ghi "
				  "số\n",
			    pick(k, s->vi, s->en),
			    (unsigned long long)limits()->cell);
	}
	if (j_null(json_object_get(k->p, "heads"), "confirmed_percent"))
		(void)printf("%s\n",
		    pick(k,
			"  tỷ lệ xác nhận: không đăng; sẽ cho biết chỉ vài "
			"khoản đã hay chưa được xác nhận",
			"  the share confirmed: left out; it would tell that "
			"only a few were, or were not"));
}

/* ---- attacks ---- */

static void
print_attack(const struct report *k, const char *id, enum attack_result result,
    const char *note)
{
	const char *word = result == ATTACK_PASS
	    ? pick(k, "đạt", "pass")
	    : (result == ATTACK_WARN ? pick(k, "LƯU Ý", "NOTE")
				     : pick(k, "KHÔNG ĐẠT", "FAIL"));
	const char *next;
	char one[ATTACK_FIGURE];
	size_t n;

	(void)printf("  %-4s%s: %s\n", id, word, says(k, CHECKS_ATTACK, id));
	for (; *note != '\0'; note = next) {
		n = strcspn(note, ";");
		next = note + n + strspn(note + n, "; ");
		(void)snprintf(one, sizeof(one), "%.*s", (int)n, note);
		(void)printf("       %s", says(k, CHECKS_NOTE, one));
		if (result == ATTACK_FAIL || strchr(one, ':') != NULL)
			(void)printf(" [%s]", one);
		(void)putchar('\n');
	}
}

static void
print_attacks(const struct report *k)
{
	const json_t *list = part(k->p, "check", "attacks"), *a;
	size_t i;

	(void)printf("%s\n",
	    pick(k, "Phép thử đoán ra trẻ", "Attacks that look for a child"));
	for (i = 0; k->r != NULL && i < k->r->n_attack; i++)
		print_attack(k, k->r->attack[i].id, k->r->attack[i].result,
		    k->r->attack[i].figure);
	for (i = 0; k->r == NULL && i < json_array_size(list); i++) {
		a = json_array_get(list, i);
		print_attack(k, j_str(a, "id"),
		    strcmp(j_str(a, "result"), "warn") == 0 ? ATTACK_WARN
							    : ATTACK_PASS,
		    j_null(a, "note") ? "" : j_str(a, "note"));
	}
}

static void
print_one(const struct report *k)
{
	(void)printf("%s %s\n",
	    pick(k, "KIỂM TRA TRƯỚC KHI CÔNG BỐ", "CHECK BEFORE PUBLICATION"),
	    j_str(k->p, "period"));
	print_shown(k);
	(void)printf("%s\n",
	    pick(k, "Giữ lại, và vì sao", "Held back, and why"));
	held_exact(k);
	held_measured(k);
	held_money(k);
	held_tables(k);
	held_counts(k);
	print_attacks(k);
}

void
checks_print(const struct cli *c, const json_t *publication,
    const struct published *r)
{
	struct report k = {.p = publication, .r = r};

	if (c->lang != LANG_EN)
		print_one(&k);
	if (c->lang == LANG_BOTH)
		(void)putchar('\n');
	k.en = true;
	if (c->lang != LANG_VI)
		print_one(&k);
}
