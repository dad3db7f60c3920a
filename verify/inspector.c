/*
 * inspector.c - the mode `report`: two pages of A4 for the file of an
 * inspection, as one page of HTML that loads nothing.
 */
#include <inttypes.h>
#include <string.h>

#include "inspect.h"
#include "inspector.h"
#include "money.h"
#include "queries.h"
#include "words.h"

#define QUARTERS_SHOWN 8 /* so that two pages stay two */
#define SIGNERS_SHOWN 40
#define FINDINGS_SHOWN 8

static void
put_escaped(const char *s)
{
	for (; *s != '\0'; s++)
		switch (*s) {
		case '<':
			(void)fputs("&lt;", stdout);
			break;
		case '>':
			(void)fputs("&gt;", stdout);
			break;
		case '&':
			(void)fputs("&amp;", stdout);
			break;
		case '"':
			(void)fputs("&quot;", stdout);
			break;
		default:
			(void)putchar(*s);
		}
}

static void
put_fact(const char *name, const char *value)
{
	(void)printf("<tr><th>%s</th><td>", name);
	put_escaped(value);
	(void)printf("</td></tr>\n");
}

static const char *
verdict_words(const struct options *o, const struct report *r)
{
	switch (r->verdict) {
	case VERDICT_PROVED:
		return inspect_pick(o, "ĐÚNG", "PROVED");
	case VERDICT_DISPROVED:
		return inspect_pick(o, "SAI: không dùng số liệu",
		    "DISPROVED: do not use the figures");
	case VERDICT_UNDECIDED:
		break;
	}
	return report_undecided(o, r);
}

static void
put_facts(const struct options *o, const struct report *r)
{
	char number[24], root[INSPECT_ROOT_LEN];

	(void)printf("<table class=facts>\n");
	put_fact(inspect_pick(o, "Sổ", "Ledger"), r->checkpoint->origin);
	(void)snprintf(number, sizeof(number), "%" PRIu64, r->size);
	put_fact(inspect_pick(o, "Số dòng", "Entries"), number);
	inspect_root(root, r);
	put_fact(inspect_pick(o, "Gốc cây", "Root"), root);
	put_fact(inspect_pick(o, "Mã niêm phong", "Seal code"), r->code);
	(void)snprintf(number, sizeof(number), "%" PRIu64, r->checkpoint->size);
	put_fact(inspect_pick(o, "của số dòng", "of so many entries"), number);
	put_fact(inspect_pick(o, "Cách kiểm tra", "Way of checking"), r->mode);
	put_fact(inspect_pick(o, "Kết luận", "Result"), verdict_words(o, r));
	(void)printf("</table>\n");
}

static void
put_checks(const struct options *o, const struct checks *c,
    enum check_result which)
{
	size_t i;

	(void)printf("<ul class=checks>\n");
	for (i = 0; i < c->n; i++) {
		if (c->check[i].result != which)
			continue;
		(void)printf("<li>%s <small>%s</small></li>\n",
		    check_words(c->check[i].name, o->english),
		    c->check[i].clause);
	}
	(void)printf("</ul>\n");
}

static void
put_proved(const struct options *o, const struct report *r)
{
	const struct stream_result *s = r->stream;

	(void)printf("<h2>1. %s</h2>\n",
	    inspect_pick(o, "Đã chứng minh", "Proved"));
	put_checks(o, r->checks, CHECK_PASS);
	(void)printf("<p>%s %" PRIu64 "; %s %" PRIu64 "; %s %" PRIu64
		     "; %s %" PRIu64 "; %s %" PRIu64 "; %s %" PRIu64 ".</p>\n",
	    inspect_pick(o, "Dòng niêm kín mở được:", "Sealed and opened:"),
	    s->opened, inspect_pick(o, "đã xóa theo quy định:", "erased:"),
	    s->erased,
	    inspect_pick(o, "trong đó chưa được đối soát trước khi xóa:",
		"of these unaudited before:"),
	    s->unaudited, inspect_pick(o, "không được xem:", "withheld:"),
	    s->withheld,
	    inspect_pick(o, "chữ ký đã kiểm tra:", "signatures verified:"),
	    s->verified,
	    inspect_pick(o,
		"được bảo chứng bởi chữ ký sau:", "vouched for by later ones:"),
	    s->vouched);
}

static void
put_failed(const struct options *o, const struct checks *c)
{
	const struct check_finding *f;
	size_t i;

	put_checks(o, c, CHECK_FAIL);
	(void)printf("<ul>\n");
	for (i = 0; i < c->n_finding && i < FINDINGS_SHOWN; i++) {
		f = &c->finding[i];
		(void)printf("<li>");
		if (f->index != FAULT_NO_INDEX)
			(void)printf("%s %" PRIu64 ": ",
			    inspect_pick(o, "dòng", "entry"), f->index);
		put_escaped(f->clause);
		(void)printf("</li>\n");
	}
	(void)printf("</ul>\n");
}

static void
put_not_proved(const struct options *o, const struct report *r)
{
	(void)printf("<h2>2. %s</h2>\n",
	    inspect_pick(o, "Chưa chứng minh, hoặc sai",
		"Not proved, or false"));
	if (r->verdict == VERDICT_DISPROVED)
		put_failed(o, r->checks);
	if (r->verdict == VERDICT_UNDECIDED)
		(void)printf("<p>%s.</p>\n", report_undecided(o, r));
	(void)printf("<p>%s</p>\n",
	    inspect_pick(o, "Không kiểm tra:", "Not checked:"));
	put_checks(o, r->checks, CHECK_SKIP);
	(void)printf("<p>%s</p>\n",
	    inspect_pick(o,
		"Không có bên làm chứng ký thì hai bản sổ khác nhau đưa cho "
		"hai "
		"người chỉ lộ ra khi họ so mã niêm phong với nhau.",
		"Unless witnesses signed, two histories shown to two people "
		"are "
		"noticed only if they compare seal codes."));
}

static void
put_never(const struct options *o, const struct report *r)
{
	static const char *const vi[] = {
	    "Tiền có thật sự đến tay trẻ: sổ chỉ chứng minh ai đã nói vậy.",
	    "Mọi việc đều đã được ghi: điều không ghi vào sổ không để lại dấu.",
	    "Người ghi nói thật, hoặc hai người đồng ý không cùng nói dối.",
	    "Chứng từ gốc là thật: sổ chỉ giữ mã của tờ giấy đã đưa vào.",
	    "Không ai khác đã xem dữ liệu của trẻ: ai đọc được thì chép được.",
	};
	static const char *const en[] = {
	    "That money reached a child: a ledger only proves who said so.",
	    "That everything was entered: what was not leaves no trace.",
	    "That officers told the truth, or that two did not lie together.",
	    "That a voucher is genuine: only the digest of the paper is kept.",
	    "That nobody else saw a child's data: who may read may copy.",
	};
	size_t i;

	(void)printf("<h2>3. %s</h2>\n<ul>\n",
	    inspect_pick(o, "Không sổ nào chứng minh được: phải đi hỏi",
		"What no book can prove: go and ask"));
	for (i = 0; i < sizeof(vi) / sizeof(vi[0]); i++)
		(void)printf("<li>%s</li>\n", o->english ? en[i] : vi[i]);
	if (r->trial)
		(void)printf("<li>%s</li>\n",
		    inspect_pick(o,
			"Sổ mẫu: thời gian của mọi dòng là khai báo, không "
			"phải đo.",
			"A trial ledger: its times are declared, not "
			"measured."));
	(void)printf("</ul>\n");
}

static size_t
reversals(const struct state *s, uint32_t quarter)
{
	size_t i, n = 0;

	for (i = 0; i < s->n_reversal; i++)
		n += s->reversal[i].recorded == quarter;
	return n;
}

static void
put_quarter(const struct book *b, uint32_t q, uint32_t last)
{
	const struct money_filter all = MONEY_ALL;
	const struct state *s = b->state;
	char name[QUARTER_LEN], money[MONEY_LEN];
	uint64_t published = 0;
	size_t i;

	for (i = 0; i < b->n_publication; i++)
		if (b->publication[i].period == q)
			published = b->publication[i].index;
	quarter_encode(name, q);
	money_encode(money, query_recorded(s, q, &all));
	(void)printf("<tr><td>%s</td><td>%zu</td><td>%s</td><td>%zu</td>"
		     "<td>%zu</td><td>%zu</td><td>",
	    name, query_rows(s, q, last), money,
	    query_children_with_money(s, q, &all),
	    query_rows(s, q, last) - query_unconfirmed(s, q, last),
	    reversals(s, q));
	if (published > 0)
		(void)printf("%" PRIu64, published);
	(void)printf("</td></tr>\n");
}

/* From the quarter of the first payment to that of the last entry. */
static void
put_figures(const struct options *o, const struct book *b)
{
	const struct state *s = b->state;
	uint32_t q, first, last;

	if (s->n_disbursement == 0)
		return;
	first = s->disbursement[0].recorded;
	last = s->entry[s->n_entry - 1].quarter;
	(void)printf("<h2>4. %s</h2>\n<table class=figures><tr>"
		     "<th>%s</th><th>%s</th><th>%s</th><th>%s</th><th>%s</th>"
		     "<th>%s</th><th>%s</th></tr>\n",
	    inspect_pick(o, "Số liệu theo quý ghi sổ",
		"Figures by quarter of entry"),
	    inspect_pick(o, "quý", "quarter"),
	    inspect_pick(o, "khoản còn hiệu lực", "payments that stand"),
	    inspect_pick(o, "số tiền ghi trừ đính chính (đồng)",
		"entered less reversed (đồng)"),
	    inspect_pick(o, "trẻ có tiền", "children"),
	    inspect_pick(o, "đã có xác nhận", "confirmed"),
	    inspect_pick(o, "đính chính", "reversals"),
	    inspect_pick(o, "công bố ở dòng", "published at entry"));
	if (last - first >= QUARTERS_SHOWN) {
		(void)printf("<tr><td colspan=7>%s %" PRIu32 "</td></tr>\n",
		    inspect_pick(o, "số quý trước đó, không in ở đây:",
			"earlier quarters, not printed here:"),
		    last - first + 1 - QUARTERS_SHOWN);
		first = last + 1 - QUARTERS_SHOWN;
	}
	for (q = first; q <= last; q++)
		put_quarter(b, q, last);
	(void)printf("</table>\n");
	if (s->unknown > 0)
		(void)printf("<p>%s %" PRIu64 "</p>\n",
		    inspect_pick(o, "Dòng không đọc được, không có ở trên:",
			"Entries that cannot be read, not counted here:"),
		    s->unknown);
}

static void
put_signers(const struct options *o, const struct book *b)
{
	size_t i;

	(void)printf("<h2>5. %s</h2>\n<p>",
	    inspect_pick(o, "Ai đã ký: đơn vị, số dòng lập (và ký thêm)",
		"Who signed: unit, entries made (and countersigned)"));
	for (i = 0; i < b->n_signer && i < SIGNERS_SHOWN; i++) {
		(void)printf("%s", i == 0 ? "" : "; ");
		put_escaped(b->signer[i].unit);
		(void)printf(" %" PRIu64, b->signer[i].author);
		if (b->signer[i].cosigner > 0)
			(void)printf(" (%" PRIu64 ")", b->signer[i].cosigner);
	}
	if (i < b->n_signer)
		(void)printf("; %s %zu",
		    inspect_pick(o, "và thêm", "and more:"), b->n_signer - i);
	(void)printf(". %s %" PRIu64 ".</p>\n",
	    inspect_pick(o,
		"Dòng đệm, không có nội dung:", "Fillers, which say nothing:"),
	    b->fillers);
}

static void
put_signing(const struct options *o)
{
	const char *box = "<td><br><br><br>............................</td>";

	(void)printf("<h2>6. %s</h2>\n<p>%s</p>\n",
	    inspect_pick(o, "Mã niêm phong đã so với",
		"Seal code compared with"),
	    inspect_pick(o,
		"☐ tờ niêm yết tại ............................ &nbsp; ☐ bản "
		"của bên làm chứng ............................ &nbsp; ☐ biên "
		"bản lần trước",
		"☐ the notice posted at ............................ &nbsp; ☐ "
		"the copy of a witness ............................ &nbsp; ☐ "
		"the last record"));
	(void)printf("<p>%s .......... / .......... / ..............</p>\n"
		     "<table class=names><tr><th>%s</th><th>%s</th>"
		     "<th>%s</th></tr><tr>%s%s%s</tr></table>\n",
	    inspect_pick(o, "Ngày kiểm tra:", "Day of inspection:"),
	    inspect_pick(o, "Trưởng đoàn kiểm tra", "Head of the inspection"),
	    inspect_pick(o, "Người chạy kiểm tra", "Who ran the check"),
	    inspect_pick(o, "Đại diện đơn vị giữ sổ", "For the keeper"), box,
	    box, box);
}

int
inspector_report(const struct options *o, const struct report *r,
    const struct book *b)
{
	if (r->stream->note == NULL)
		return trouble(o, "stream", report_undecided(o, r),
		    report_undecided(o, r));
	(void)printf("<!DOCTYPE html>\n<html lang=\"%s\"><head>"
		     "<meta charset=\"utf-8\"><title>%s</title>\n<style>%s"
		     "</style></head><body>\n<section>\n<h1>%s</h1>\n",
	    o->english ? "en" : "vi",
	    inspect_pick(o, "Báo cáo kiểm tra sổ", "Report on a ledger"),
	    inspector_style,
	    inspect_pick(o, "BÁO CÁO KIỂM TRA SỔ ĐỠ ĐẦU",
		"REPORT ON A LEDGER OF SPONSORSHIP"));
	if (r->trial)
		(void)printf("<p class=trial>%s</p>\n",
		    inspect_pick(o, "DỮ LIỆU MẪU", "SAMPLE DATA"));
	put_facts(o, r);
	put_proved(o, r);
	put_not_proved(o, r);
	put_never(o, r);
	(void)printf("</section>\n<section>\n");
	if (r->verdict != VERDICT_DISPROVED && !b->broken && r->stream->ended &&
	    !r->stream->not_for_reader) {
		put_figures(o, b);
		put_signers(o, b);
	}
	put_signing(o);
	(void)printf("</section>\n</body></html>\n");
	return verdict_status(r->verdict);
}

int
verify_report(const struct options *o, char *const *operand)
{
	return inspect(o, operand[0], inspector_report);
}
