/*
 * help.c - help from the same rows that questions and sentences are made of.
 */
#include "help.h"

#include "ask.h"
#include "column.h"
#include "names.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

#define KEYS "-C so --key vhxh.key"
#define TWO KEYS " --with ubnd.key"
#define ADMINS "-C so --key ubnd.key --with mttq.key"

static const struct {
	const char *name, *text; /* what stands behind "minhbach" */
} examples[] = {
    {"init", ADMINS " init lap-so.txt"},
    {"key", "key new viet-an.example/do-dau/vhxh-1 vhxh.key >cap-khoa.txt"},
    {"grant", ADMINS " --reader vhxh.key grant cap-khoa.txt"},
    {"revoke", ADMINS " --reader vhxh.key revoke"},
    {"log-key", ADMINS " --reader vhxh.key log-key khoa-moi.txt"},
    {"clock", ADMINS " --reader vhxh.key clock"},
    {"closing", ADMINS " --reader vhxh.key closing"},
    {"policy", ADMINS " --reader vhxh.key policy"},
    {"assign", TWO " assign"},
    {"change", TWO " change"},
    {"reverse", TWO " reverse"},
    {"correct", KEYS " correct 123"},
    {"import", KEYS " import give ho-tro-quy-3.csv"},
    {"sign", "-C so --key ubnd.key sign cho-ky.txt"},
    {"append", KEYS " append cho-ky.txt"},
    {"list",
	KEYS " list give\n  minhbach " KEYS " list hamlet T06 --out thon.pdf\n"
	     "  minhbach " KEYS " list sponsor LHPN 2026-Q3 --names"},
    {"show", KEYS " show 123"},
    {"status", KEYS " status"},
    {"export", KEYS " export --to viet-an.example/do-dau/hdnd-1 >so.txt"},
    {"publish", TWO " publish 2026-Q3"},
    {"withdraw", TWO " withdraw 2026-Q3 error"},
    {"erase", TWO " --yes erase TE-7k2m9q can-cu.txt"},
    {"audit", "-C so --key hdnd.key audit bien-ban.json"},
    {"receipt", KEYS " receipt 123 >phieu.txt"},
    {"due", KEYS " due"},
    {"report", KEYS " report 2026-Q3"},
    {"remind", KEYS " remind --names phieu-nhac"},
    {"slip", KEYS " slip --out phieu.pdf 123"},
    {"sheet", KEYS " sheet LHPN 2026-Q3 --out lhpn-quy-3.xlsx"},
    {"letter",
	KEYS " letter bao-cao-quy 2026-Q3 --out bao-cao.odt\n  minhbach " KEYS
	     " letter xac-nhan-nam LHPN 2026 --out lhpn.pdf"},
};

static const struct {
	const char *name, *vi, *en, *words;
} choices[] = {
    {"list", "NAME, danh sách cho người đọc:", "NAME, lists for people:",
	"followup-table, school UNIT, hamlet UNIT, sponsor UNIT,\n    year "
	"UNIT "
	"[YEAR], health, ages, reconcile"},
    {"list", "KIND, mọi dòng của một loại:", "KIND, all entries of a kind:",
	"document sponsor child consent assign accept level give\n    confirm "
	"object visit guide followup change reverse request ..."},
    {"list", "thêm:", "also:",
	"--names | --initials, --to TEXT,\n    --format text|csv|xlsx|pdf, "
	"--out FILE"},
    {"letter", "NAME:", "NAME:",
	"bao-cao-quy QUARTER, quyet-dinh QUARTER, trich-luc UNIT QUARTER,\n"
	"    xac-nhan-nam UNIT YEAR, nhac-viec UNIT, thu-xoa INDEX"},
    {"import", "KIND:", "KIND:",
	"give confirm child sponsor assign accept level visit guide\n"
	"    followup change reverse ...; cột của mỗi loại / columns: minhbach "
	"KIND --help"},
};

/* The words that stand in capitals in the usage. */
static void
choice(const struct cli *c, const struct command *cmd)
{
	size_t i;

	for (i = 0; i < sizeof(choices) / sizeof(choices[0]); i++)
		if (strcmp(choices[i].name, cmd->name) == 0)
			(void)printf("\n  %s\n    %s\n",
			    c->lang == LANG_EN ? choices[i].en : choices[i].vi,
			    choices[i].words);
}

/* Must it be there?  What has a default or hangs on another need not. */
static bool
is_needed(enum kind kind, const struct field *f, const char *when)
{
	static const struct {
		enum kind kind;
		const char *key;
	} usual[] = {{KIND_ASSIGNMENT, "tie"}, {KIND_ASSIGNMENT, "basis"},
	    {KIND_ASSIGNMENT, "opening"}, {KIND_CONFIRMATION, "by"},
	    {KIND_REQUEST, "received"}};
	size_t i;

	if (*when != '\0' || column_optional(kind, f) ||
	    strcmp(f->key, "date") == 0 || strcmp(f->key, "known") == 0)
		return false;
	for (i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		if (usual[i].kind == kind && strcmp(usual[i].key, f->key) == 0)
			return false;
	return true;
}

/* The fields that a person is asked for, with their words. */
static void
fields(const struct cli *c, enum kind kind)
{
	struct ask *a = calloc(1, sizeof(*a));
	bool en = c->lang == LANG_EN;
	size_t i, j;

	if (a == NULL)
		return;
	a->kind = kind;
	ask_init(a);
	(void)puts(en ? "\nfields, as lines name=value (* is needed):"
		      : "\ncác mục, mỗi dòng tên=giá trị (* phải có):");
	for (i = 0; i < a->n; i++) {
		const struct field *f = column_field(kind, a->answer[i].key);
		const struct words_field *w =
		    words_field(kind, a->answer[i].key);

		if (f == NULL)
			continue;
		(void)printf("  %c %-16s %s",
		    is_needed(kind, f, a->answer[i].when) ? '*' : ' ', f->key,
		    en ? w->en : w->vi);
		(void)printf(en ? "; e.g. %s\n" : "; ví dụ %s\n", w->example);
		for (j = 0; f->words != NULL && f->words[j] != NULL; j++)
			(void)printf("%21s%s = %s\n", "", f->words[j],
			    words_value(f->key, f->words[j], c->lang));
	}
	free(a);
}

/* For a command without a row its own usage will do. */
static void
example(const struct cli *c, const struct command *cmd)
{
	size_t i;

	(void)printf("\n%s\n  minhbach ",
	    c->lang == LANG_EN ? "example:" : "ví dụ:");
	for (i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
		if (strcmp(examples[i].name, cmd->name) == 0) {
			(void)puts(examples[i].text);
			return;
		}
	(void)printf(KEYS " %s\n",
	    cmd->run == cmd_record ? cmd->name : cmd->usage);
}

int
help_command(const struct cli *c, const struct command *cmd)
{
	enum kind kind;

	(void)printf("minhbach %s\n  %s\n", cmd->usage, cmd->vi);
	if (names_kind(&kind, cmd->name) == ERR_OK &&
	    *words_order(kind) != '\0')
		fields(c, kind);
	choice(c, cmd);
	if (cmd->run == cmd_record)
		(void)puts(c->lang == LANG_EN
			? "\nwithout FILE, at a terminal: asked one by one"
			: "\nkhông có FILE, ở màn hình dòng lệnh: hỏi từng "
			  "mục");
	example(c, cmd);
	return EXIT_DONE;
}

#define WORD_CAP 24

/* Letters to add, drop or change to get from one to the other. */
static size_t
distance(const char *a, const char *b)
{
	size_t row[WORD_CAP + 1], i, j, was, up;
	size_t n = strlen(b);

	if (n > WORD_CAP)
		return WORD_CAP;
	for (j = 0; j <= n; j++)
		row[j] = j;
	for (i = 1; a[i - 1] != '\0'; i++) {
		was = row[0];
		row[0] = i;
		for (j = 1; j <= n; j++) {
			up = row[j];
			row[j] = was + (a[i - 1] != b[j - 1]);
			if (up + 1 < row[j])
				row[j] = up + 1;
			if (row[j - 1] + 1 < row[j])
				row[j] = row[j - 1] + 1;
			was = up;
		}
	}
	return row[n];
}

int
help_unknown(const struct cli *c, const char *word, const struct command *list,
    size_t n)
{
	const char *best = NULL;
	size_t i, d, least = 4; /* farther than that is a guess */
	char vi[128], en[128];

	for (i = 0; i < n; i++) {
		d = distance(word, list[i].name);
		if (d < least && d < strlen(list[i].name)) {
			least = d;
			best = list[i].name;
		}
	}
	(void)snprintf(vi, sizeof(vi), "không có lệnh này%s%s%s",
	    best == NULL ? "" : "; có phải ý bạn là ", best == NULL ? "" : best,
	    best == NULL ? " (minhbach --help)" : "?");
	(void)snprintf(en, sizeof(en), "no such command%s%s%s",
	    best == NULL ? "" : "; did you mean ", best == NULL ? "" : best,
	    best == NULL ? " (minhbach --help)" : "?");
	(void)fputs("minhbach: ", stderr);
	say_at(c, word, vi, en);
	return EXIT_TROUBLE;
}
