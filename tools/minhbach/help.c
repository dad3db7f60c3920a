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
    {"erase", TWO " --yes erase TE-000001 can-cu.txt"},
    {"backup",
	"-C so backup /media/sao-luu/2026-10-05\n  minhbach -C so backup "
	"--keyring /media/khoa/keyring"},
    {"restore",
	"-C so-moi --key vhxh.key restore --keyring /media/khoa/keyring "
	"/media/sao-luu/2026-10-05"},
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
    {"letter",
	"chú ý: phụ lục của quyet-dinh chỉ có số em của từng đơn vị.  Đừng "
	"kẹp bảng\n  phân công có tên trẻ vào quyết định: \"Nơi nhận\" sẽ nhận "
	"cả tên.  Mỗi đơn vị\n  nhận riêng danh sách của mình:",
	"mind: the annex of quyet-dinh has each unit's number of children "
	"only.  Do not\n  join the table that names children to the decision: "
	"all whom it goes to would\n  have the names.  Each unit gets its own "
	"list apart:",
	"letter trich-luc UNIT QUARTER --names"},
    {"letter", "căn cứ mà sổ không tự có thì ghi trong tệp office:",
	"what it is founded on, unless the ledger has it, is in the file "
	"office:",
	"basis_authority= basis_plan= basis_decision= basis_erasure="},
    {"erase", "FILE, mỗi dòng tên=giá trị:", "FILE, lines name=value:",
	"basis=request|purpose-done|retention-over|consent-withdrawn|other\n"
	"    request=INDEX (dòng yêu cầu / entry of the request)"},
    {"import", "KIND:", "KIND:",
	"give confirm child sponsor assign accept level visit guide\n"
	"    followup change reverse ...; cột của mỗi loại / columns: minhbach "
	"KIND --help"},
};

/* In one language, or both with a bar between. */
static void
both(const struct cli *c, FILE *to, const char *vi, const char *en)
{
	if (c->lang != LANG_EN)
		(void)fputs(vi, to);
	if (c->lang == LANG_BOTH && strcmp(vi, en) != 0)
		(void)fputs(" / ", to);
	if (c->lang == LANG_EN || (c->lang == LANG_BOTH && strcmp(vi, en) != 0))
		(void)fputs(en, to);
}

/* Precomposed letters: one column for each code point. */
static size_t
columns(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0U) != 0x80U;
	return n;
}

#define LINE_MAX_COLUMNS 80
#define NAME_COLUMNS 10 /* a name, and a space */

void
help_all(const struct cli *c, FILE *to, const struct command *list, size_t n)
{
	size_t i;

	(void)fputs("minhbach [-C LEDGER] [--key FILE] [--with FILE]... "
		    "[--reader FILE] [--paper]...\n"
		    "         [--passphrase-fd N]... [--at TIME] [--gap] "
		    "[--json] [--lang vi|en]\n"
		    "         [--draft FILE [--then NAME]...] [--yes]\n"
		    "         COMMAND ...\n\n",
	    to);
	for (i = 0; i < n; i++) {
		const struct command *x = &list[i];

		(void)fprintf(to, "  %-*s", NAME_COLUMNS, x->name);
		if (c->lang == LANG_BOTH &&
		    2 + NAME_COLUMNS + columns(x->vi) + 3 + columns(x->en) >
			LINE_MAX_COLUMNS)
			(void)fprintf(to, "%s\n%*s%s", x->vi, 2 + NAME_COLUMNS,
			    "", x->en);
		else
			both(c, to, x->vi, x->en);
		(void)fputc('\n', to);
	}
	(void)fputs("\nminhbach COMMAND --help: ", to);
	both(c, to, "cách gọi, các mục, một ví dụ",
	    "its usage, fields, an example");
	(void)fputs("\nexit status: 0 ", to);
	both(c, to, "xong", "done");
	(void)fputs(", 1 ", to);
	both(c, to, "quy tắc không cho", "refused by a rule");
	(void)fputs(",\n             2 ", to);
	both(c, to, "sai cách dùng hoặc có trở ngại", "usage or trouble");
	(void)fputc('\n', to);
}

static void
choice_print(const struct cli *c, size_t i)
{
	bool apart = c->lang == LANG_BOTH &&
	    columns(choices[i].vi) + columns(choices[i].en) >
		LINE_MAX_COLUMNS - 5;

	(void)fputs("\n  ", stdout);
	if (apart)
		(void)printf("%s\n  %s", choices[i].vi, choices[i].en);
	else
		both(c, stdout, choices[i].vi, choices[i].en);
	(void)printf("\n    %s\n", choices[i].words);
}

/* The words that stand in capitals in the usage. */
static void
choice(const struct cli *c, const struct command *cmd)
{
	size_t i;

	for (i = 0; i < sizeof(choices) / sizeof(choices[0]); i++)
		if (strcmp(choices[i].name, cmd->name) == 0)
			choice_print(c, i);
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

/* What a field may say. */
static void
field_words(const struct cli *c, const struct field *f)
{
	size_t i;

	for (i = 0; f->words != NULL && f->words[i] != NULL; i++) {
		(void)printf("%21s%s = ", "", f->words[i]);
		both(c, stdout, words_value(f->key, f->words[i], LANG_VI),
		    words_value(f->key, f->words[i], LANG_EN));
		(void)putchar('\n');
	}
}

/* The fields that a person is asked for, with their words. */
static void
fields(const struct cli *c, enum kind kind)
{
	struct ask *a = calloc(1, sizeof(*a));
	bool people = false;
	size_t i;

	if (a == NULL)
		return;
	a->kind = kind;
	ask_init(a);
	(void)putchar('\n');
	both(c, stdout, "các mục, mỗi dòng tên=giá trị (* phải có)",
	    "fields, as lines name=value (* is needed)");
	(void)puts(":");
	for (i = 0; i < a->n; i++) {
		const struct field *f = column_field(kind, a->answer[i].key);
		const struct words_field *w =
		    words_field(kind, a->answer[i].key);

		if (f == NULL)
			continue;
		(void)printf("  %c %-16s ",
		    is_needed(kind, f, a->answer[i].when) ? '*' : ' ', f->key);
		both(c, stdout, w->vi, w->en);
		(void)fputs("; ", stdout);
		both(c, stdout, "ví dụ", "e.g.");
		(void)printf(" %s\n", w->example);
		if (strcmp(f->key, "evidence") == 0) {
			(void)printf("%21s", "");
			both(c, stdout, "trong tệp: để trống, lấy mã tệp ấy",
			    "in a file: leave out, its own digest is taken");
			(void)putchar('\n');
		}
		field_words(c, f);
		people = people || strcmp(f->key, "child") == 0 ||
		    strcmp(f->key, "sponsor") == 0;
	}
	if (people) {
		(void)fputs("  ", stdout);
		both(c, stdout,
		    "trong tệp, em và đơn vị ghi bằng mã; tên dùng khi được "
		    "hỏi",
		    "in a file children and units are codes; names when asked");
		(void)putchar('\n');
	}
	free(a);
}

/* For a command without a row its own usage will do. */
static void
example(const struct cli *c, const struct command *cmd)
{
	size_t i;

	(void)putchar('\n');
	both(c, stdout, "ví dụ", "example");
	(void)fputs(":\n  minhbach ", stdout);
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

	usage_lines(stdout, cmd);
	(void)fputs("  ", stdout);
	both(c, stdout, cmd->vi, cmd->en);
	(void)putchar('\n');
	if (names_kind(&kind, cmd->name) == ERR_OK &&
	    *words_order(kind) != '\0')
		fields(c, kind);
	choice(c, cmd);
	if (cmd->run == cmd_record) {
		(void)putchar('\n');
		both(c, stdout,
		    "không có FILE, ở màn hình dòng lệnh: hỏi từng mục",
		    "without FILE, at a terminal: asked one by one");
		(void)putchar('\n');
	}
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
