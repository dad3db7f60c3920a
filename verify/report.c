/*
 * report.c - the outcome for people: what was checked, what was not, the first
 * bad place and what to do.
 */
#include <inttypes.h>

#include "public.h"
#include "report_json.h"
#include "verify.h"
#include "words.h"

#define FINDINGS_SHOWN 5

static const char *
pick(const struct options *o, const char *vi, const char *en)
{
	return o->english ? en : vi;
}

static void
put_checks(const struct options *o, const struct checks *c)
{
	static const char *const mark[] =
	    {[CHECK_SKIP] = "-", [CHECK_PASS] = "✓", [CHECK_FAIL] = "✗"};
	const struct check *k;
	size_t i;

	for (i = 0; i < c->n; i++) {
		k = &c->check[i];
		(void)printf("  %s %s (%s)", mark[k->result],
		    check_words(k->name, o->english), k->clause);
		if (k->result == CHECK_SKIP)
			(void)printf(": %s",
			    pick(o, "không kiểm tra", "not checked"));
		if (k->first_bad != FAULT_NO_INDEX)
			(void)printf(": %s %" PRIu64, pick(o, "dòng", "entry"),
			    k->first_bad);
		(void)printf("\n");
	}
}

static void
put_finding(const struct options *o, const struct check_finding *f)
{
	if (f->index == FAULT_NO_INDEX)
		(void)printf("  ✗ %s\n", f->clause);
	else
		(void)printf("  ✗ %s %" PRIu64 ": %s\n",
		    pick(o, "dòng", "entry"), f->index, f->clause);
	(void)printf("    %s\n", err_words(f->code, o->english));
}

static void
put_findings(const struct options *o, const struct report *r)
{
	const struct checks *c = r->checks;
	const size_t most = o->all ? c->n_finding : FINDINGS_SHOWN;
	uint64_t more = c->more;
	size_t i;

	for (i = 0; i < c->n_finding && i < most; i++)
		put_finding(o, &c->finding[i]);
	more += c->n_finding - i;
	for (i = 0; o->all && r->more != NULL && i < r->more->n; i++, more--)
		put_finding(o, &r->more->f[i]);
	if (more > 0)
		(void)printf("  ... %s %" PRIu64 "\n",
		    pick(o, "và thêm", "and more:"), more);
}

static void
put_stream(const struct options *o, const struct stream_result *s)
{
	(void)printf("%s: %" PRIu64 ", %s: %" PRIu64 "\n",
	    pick(o, "dòng công khai", "clear entries"), s->clear,
	    pick(o, "dòng niêm kín", "sealed entries"), s->sealed);
	(void)printf("%s: %" PRIu64 ", %s: %" PRIu64 "\n",
	    pick(o, "chữ ký đã kiểm tra", "signatures verified"), s->verified,
	    pick(o, "được bảo chứng bởi chữ ký sau",
		"vouched for by later ones"),
	    s->vouched);
	if (o->key == NULL) {
		(void)printf("%s\n",
		    pick(o, "nội dung niêm kín: không kiểm tra (cần --key)",
			"payloads not checked (needs --key)"));
		return;
	}
	(void)printf("%s: %" PRIu64 ", %s: %" PRIu64 ", %s: %" PRIu64
		     ", %s: %" PRIu64 "\n",
	    pick(o, "mở được", "opened"), s->opened,
	    pick(o, "đã xóa theo quy định", "erased"), s->erased,
	    pick(o, "không được xem", "withheld"), s->withheld,
	    pick(o, "mất", "missing"), s->missing);
	if (s->erased > 0)
		(void)printf("%s: %" PRIu64 "\n",
		    pick(o,
			"trong các dòng đã xóa, chưa được đối soát trước khi "
			"xóa",
			"of the erased, unaudited before"),
		    s->unaudited);
}

const char *
report_undecided(const struct options *o, const struct report *r)
{
	if (r->stream != NULL && r->stream->note == NULL)
		return pick(o, "không phải dòng kiểm toán (FORMAT 10)",
		    "not an audit stream (FORMAT 10)");
	if (r->stream != NULL && !r->stream->ended)
		return pick(o, "bị cắt ngang, chưa hết: hãy xuất lại",
		    "the stream breaks off: export it again");
	if (!r->anchored)
		return pick(o,
		    "sổ khớp với chính nó, chưa chứng minh được là của ai: "
		    "cần --anchor hoặc --state",
		    "consistent with itself, author unproven: give --anchor "
		    "or --state");
	if (r->stream != NULL && r->stream->needs_full)
		return pick(o, "có khóa bị lộ: cần kiểm tra --full",
		    "a key was compromised: check with --full");
	if (r->stream != NULL && r->stream->not_for_reader)
		return pick(o, "dòng này được xuất cho khóa khác",
		    "the stream was made for another reading key");
	return pick(o, "có nội dung không được xem",
	    "payloads were withheld from this reader");
}

static void
put_verdict(const struct options *o, const struct report *r)
{
	uint64_t first;

	switch (r->verdict) {
	case VERDICT_PROVED:
		(void)printf("%s\n", pick(o, "✓ ĐÚNG", "✓ PROVED"));
		return;
	case VERDICT_UNDECIDED:
		(void)printf("? %s: %s\n",
		    pick(o, "CHƯA KẾT LUẬN ĐƯỢC", "UNDECIDED"),
		    report_undecided(o, r));
		return;
	case VERDICT_DISPROVED:
		break;
	}
	first = checks_first_bad(r->checks);
	(void)printf("✗ %s", pick(o, "SAI", "DISPROVED"));
	if (first != FAULT_NO_INDEX)
		(void)printf(". %s %" PRIu64,
		    pick(o, "Chỗ sai đầu tiên: dòng", "First bad entry:"),
		    first);
	(void)printf("\n");
	put_findings(o, r);
}

static void
put_text(const struct options *o, const struct report *r)
{
	(void)printf("%s: %s, %s\n", pick(o, "sổ", "ledger"),
	    r->checkpoint->origin, r->mode);
	(void)printf("%s: %" PRIu64 "\n", pick(o, "số dòng", "entries"),
	    r->size);
	(void)printf("%s: %s (%s %" PRIu64 ")\n",
	    pick(o, "mã niêm phong", "seal code"), r->code,
	    pick(o, "cỡ", "size"), r->checkpoint->size);
	(void)printf("%s: %s%s\n", pick(o, "hộp cát", "sandbox"),
	    o->keeper->confined ? "" : pick(o, "không có: ", "none: "),
	    o->keeper->words);
	if (r->trial)
		(void)printf("%s\n",
		    pick(o, "DỮ LIỆU MẪU: thời gian là khai báo, không phải đo",
			"SAMPLE DATA: times are declared, not measured"));
	put_checks(o, r->checks);
	if (r->stream != NULL)
		put_stream(o, r->stream);
	if (r->directory != NULL)
		(void)printf("%s: %" PRIu64 ", %s: %zu\n",
		    pick(o, "dòng công khai", "clear entries"),
		    r->directory->clear, pick(o, "bản công bố", "publications"),
		    r->directory->n_publication);
	put_verdict(o, r);
}

int
verdict_status(enum verdict v)
{
	switch (v) {
	case VERDICT_PROVED:
		return EXIT_PROVED;
	case VERDICT_DISPROVED:
		return EXIT_DISPROVED;
	case VERDICT_UNDECIDED:
		break;
	}
	return EXIT_UNDECIDED;
}

int
report(const struct options *o, const struct report *r)
{
	if (!o->json)
		put_text(o, r);
	else if (!report_json(o, r))
		return EXIT_UNDECIDED;
	return verdict_status(r->verdict);
}
