/*
 * compare.c - the mode `compare`, which names every entry that differs between
 * two copies.
 */
#include "compare.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <sodium.h>

#include "copies.h"
#include "verify.h"

#define SHOWN 20 /* findings without --all */

static const struct {
	const char *word, *vi, *en;
} parts[COMPARE_PARTS] = {
    [COMPARE_STATEMENT] = {"statement", "nội dung ký", "statement"},
    [COMPARE_SEEN] = {"seen", "dòng seen", "seen"},
    [COMPARE_SIGNATURES] = {"signatures", "chữ ký", "signatures"},
    [COMPARE_HEAD] = {"head", "phần đầu", "head"},
    [COMPARE_LEAF] = {"leaf", "lá", "leaf"},
    [COMPARE_ITEM] = {"sealed", "nội dung niêm kín", "sealed item"},
    [COMPARE_OPENING] = {"opening", "nội dung công khai", "opening"},
};

static const struct {
	const char *word, *vi, *en;
} kinds[] = {
    [COMPARE_CHANGED] = {"changed", "bị sửa", "was changed"},
    [COMPARE_DROPPED] = {"dropped", "bị bỏ", "was dropped"},
    [COMPARE_INSERTED] = {"inserted", "được chèn vào", "was inserted"},
    [COMPARE_EXCHANGED] = {"exchanged", "đổi chỗ cho dòng",
	"was exchanged with entry"},
    [COMPARE_MOVED] = {"moved", "bị chuyển tới dòng", "was moved to"},
};

static void
put_parts(const struct options *o, unsigned set)
{
	const char *comma = "";
	size_t i;

	if (set == 0)
		return;
	(void)printf(" (");
	for (i = 0; i < COMPARE_PARTS; i++)
		if ((set & 1U << i) != 0) {
			(void)printf("%s%s", comma,
			    o->english ? parts[i].en : parts[i].vi);
			comma = ", ";
		}
	(void)printf(")");
}

static void
put_finding(const struct options *o, const struct compare_finding *f)
{
	const uint64_t at = f->what == COMPARE_INSERTED ? f->new : f->old;

	(void)printf("  ✗ %s %" PRIu64 " %s", o->english ? "entry" : "dòng", at,
	    o->english ? kinds[f->what].en : kinds[f->what].vi);
	if (f->what == COMPARE_EXCHANGED || f->what == COMPARE_MOVED)
		(void)printf(" %" PRIu64, f->new);
	put_parts(o, f->parts);
	if (f->what == COMPARE_CHANGED && f->new != f->old)
		(void)printf(", %s %" PRIu64,
		    o->english ? "now entry" : "nay là dòng", f->new);
	(void)printf("\n");
}

static void
put_text(const struct options *o, const struct compare_result *r,
    const struct copy c[2])
{
	size_t i;

	(void)printf("%s: %zu, %s: %zu\n",
	    o->english ? "entries of the first copy"
		       : "số dòng của bản thứ nhất",
	    compare_copy_size(c[0].entries),
	    o->english ? "of the second" : "của bản thứ hai",
	    compare_copy_size(c[1].entries));
	if (c[0].cut || c[1].cut)
		(void)printf("%s\n",
		    o->english ? "a stream breaks off: what comes after is not "
				 "compared"
			       : "có dòng kiểm toán bị cắt ngang: không so "
				 "được phần sau");
	for (i = 0; i < r->n && (o->all || i < SHOWN); i++)
		put_finding(o, &r->f[i]);
	if (i < r->n)
		(void)printf("  ... %s %zu (--all)\n",
		    o->english ? "and more:" : "và thêm", r->n - i);
	if (r->added > 0)
		(void)printf("%s: %" PRIu64 "\n",
		    o->english ? "added at the end" : "ghi thêm ở cuối",
		    r->added);
	if (r->n > 0)
		(void)printf("✗ %s: %zu\n",
		    o->english ? "DIFFERENT" : "KHÁC NHAU", r->n);
	else
		(void)printf("✓ %s\n",
		    o->english ? "the second copy goes on from the first"
			       : "bản thứ hai nối tiếp đúng bản thứ nhất");
}

static json_t *
index_json(uint64_t index)
{
	return index == FAULT_NO_INDEX ? json_null()
				       : json_integer((json_int_t)index);
}

static json_t *
finding_json(const struct compare_finding *f)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < COMPARE_PARTS; i++)
		if ((f->parts & 1U << i) != 0)
			(void)json_array_append_new(list,
			    json_string(parts[i].word));
	return json_pack("{s:s, s:o, s:o, s:o}", "what", kinds[f->what].word,
	    "old", index_json(f->old), "new", index_json(f->new), "parts",
	    list);
}

static bool
put_json(const struct compare_result *r, const struct copy c[2])
{
	json_t *list = json_array(), *j;
	char *text;
	size_t i;

	for (i = 0; i < r->n; i++)
		(void)json_array_append_new(list, finding_json(&r->f[i]));
	j = json_pack("{s:s, s:I, s:I, s:I, s:b, s:o}", "result",
	    r->n > 0 ? "different" : "same", "old_size",
	    (json_int_t)compare_copy_size(c[0].entries), "new_size",
	    (json_int_t)compare_copy_size(c[1].entries), "added",
	    (json_int_t)r->added, "cut", c[0].cut || c[1].cut, "findings",
	    list);
	text = j == NULL ? NULL : json_dumps(j, JSON_SORT_KEYS);
	if (text != NULL)
		(void)printf("%s\n", text);
	free(text);
	json_decref(j);
	return text != NULL;
}

static int
tell(const struct options *o, const struct copy c[2])
{
	struct compare_result r;
	int status = EXIT_UNDECIDED;

	if (compare_copies(&r, c[0].entries, c[1].entries) != ERR_OK)
		status =
		    trouble(o, "compare", "không đủ bộ nhớ", "out of memory");
	else {
		status = r.n > 0 ? EXIT_DISPROVED : EXIT_PROVED;
		if (status == EXIT_PROVED && (c[0].cut || c[1].cut))
			status = EXIT_UNDECIDED;
		if (!o->json)
			put_text(o, &r, c);
		else if (!put_json(&r, c))
			status = EXIT_UNDECIDED;
	}
	compare_release(&r);
	return status;
}

int
verify_compare(const struct options *o, char *const *copies)
{
	struct copy c[2] = {{.entries = NULL}, {.entries = NULL}};
	uint8_t key[16];
	int status = EXIT_DISPROVED, i;

	if (!keeper_confine(o, copies[0], copies[1]))
		return EXIT_UNDECIDED;
	randombytes_buf(key, sizeof(key));
	for (i = 0; i < 2 && status != EXIT_UNDECIDED; i++)
		if (copy_read(&c[i], copies[i], key) != ERR_OK)
			status = trouble(o, copies[i],
			    "không đọc được dòng kiểm toán hay thư mục công "
			    "khai này",
			    "cannot be read as an audit stream or a public "
			    "directory");
	if (status != EXIT_UNDECIDED && c[0].directory != c[1].directory)
		status = trouble(o, copies[1],
		    "hai bản phải cùng loại: hai dòng kiểm toán hoặc hai thư "
		    "mục",
		    "both must be streams, or both public directories");
	if (status != EXIT_UNDECIDED)
		status = tell(o, c);
	copy_release(&c[0]);
	copy_release(&c[1]);
	return status;
}
