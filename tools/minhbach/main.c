/*
 * minhbach - the officer's and operator's tool: a table of commands over one
 * ledger.  This file knows options and names; each command has its own file.
 */
#include "help.h"

#include "harden.h"

#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static const struct command commands[] = {
    {"init", "init [--print PDF] FILE", "lập sổ mới theo FILE (tên=giá trị)",
	"found a ledger after FILE (name=value)", cmd_init},
    {"key",
	"key new NAME FILE [interactive|moderate|sensitive] [cosign] | key "
	"show FILE | key code FILE | key passwd FILE | key recover NAME | "
	"key renew-recovery [--print PDF] | key envelope UNIT [--print PDF]",
	"khóa ký: tạo, xem, đổi mật khẩu, khôi phục",
	"signing keys: make, show, change the passphrase, recover", cmd_key},
    {"grant", "grant FILE|-", "cấp khóa cho cán bộ",
	"grant a key to an officer", cmd_grant},
    {"revoke", "revoke [FILE|-]", "thu hồi khóa", "revoke a key", cmd_record},
    {"log-key", "log-key [FILE|-]", "đổi khóa niêm phong",
	"name another sealing key", cmd_record},
    {"clock", "clock [FILE|-]", "chỉnh lại đồng hồ", "set the clock right",
	cmd_record},
    {"closing", "closing [FILE|-]", "khép sổ, không ghi thêm được nữa",
	"close the ledger: nothing follows", cmd_record},
    {"policy", "policy [FILE|-]", "đặt tham số", "set a parameter", cmd_record},
    {"document", "document [FILE|-]", "ghi văn bản", "enter a document",
	cmd_record},
    {"sponsor", "sponsor [FILE|-]", "ghi đơn vị, người đỡ đầu",
	"enter a sponsor", cmd_record},
    {"child", "child [FILE|-]", "ghi nhận trẻ", "register a child", cmd_record},
    {"consent", "consent [FILE|-]", "ghi đồng ý, rút đồng ý",
	"enter or withdraw a consent", cmd_record},
    {"assign", "assign [FILE|-]", "phân công", "assign a child to a sponsor",
	cmd_record},
    {"accept", "accept [FILE|-]", "nhận đỡ đầu",
	"accept or refuse an assignment", cmd_record},
    {"level", "level [FILE|-]", "điều chỉnh mức", "change the level",
	cmd_record},
    {"give", "give [FILE|-]", "ghi khoản hỗ trợ", "enter support given",
	cmd_record},
    {"confirm", "confirm [FILE|-]", "xác nhận đã nhận",
	"confirm what was received", cmd_record},
    {"object", "object [FILE|-]", "ghi ý kiến",
	"enter an objection or its answer", cmd_record},
    {"visit", "visit [FILE|-]", "ghi thăm hỏi", "enter a visit", cmd_record},
    {"guide", "guide [FILE|-]", "ghi hướng dẫn chính sách",
	"enter guidance on policies", cmd_record},
    {"followup", "followup [FILE|-]", "ghi theo dõi học tập",
	"enter a follow-up of studies", cmd_record},
    {"change", "change [FILE|-]", "ghi biến động", "enter a change of a child",
	cmd_record},
    {"reverse", "reverse [FILE|-]", "đính chính một dòng", "reverse an entry",
	cmd_record},
    {"correct", "correct INDEX [FILE|-]", "sửa một dòng: đính chính và ghi lại",
	"correct an entry: reverse it, enter it anew", cmd_correct},
    {"affirm", "affirm [FILE|-]", "giữ nguyên dòng của khóa bị ngờ",
	"keep an entry of a doubted key", cmd_record},
    {"request", "request [FILE|-]", "ghi yêu cầu về dữ liệu",
	"enter a request about data", cmd_record},
    {"sheet", "sheet UNIT QUARTER [--out FILE]",
	"bảng XLSX để đơn vị điền một quý",
	"XLSX for a unit to fill in, one quarter", cmd_sheet},
    {"import", "import [--dry-run] KIND FILE",
	"ghi cả bảng CSV, XLSX: tất cả hoặc không dòng nào",
	"enter a whole CSV or XLSX: all rows or none", cmd_import},
    {"sign", "sign FILE", "ký thứ hai vào tệp chờ ký",
	"put the second signature on a file", cmd_sign},
    {"append", "append FILE", "ghi tệp đã ký đủ vào sổ",
	"enter a file that all have signed", cmd_append},
    {"list", "list KIND | list NAME [UNIT] [QUARTER]", "liệt kê, danh sách",
	"entries of a kind; lists for people", cmd_list},
    {"due", "due [--within DAYS]", "việc đến hạn, gấp trước",
	"what is due, urgent first", cmd_due},
    {"report",
	"report QUARTER [--of units|changes|proposals] | report --register "
	"FILE --period QUARTER --recipient TEXT [--public]",
	"báo cáo quý; ghi nhận báo cáo đã ký",
	"report of a quarter; enter one that was signed", cmd_report},
    {"remind", "remind DIR [--names] [--format pdf|xlsx|csv]",
	"phiếu nhắc cho mọi đơn vị, trường, thôn",
	"reminders for every unit, school and hamlet", cmd_remind},
    {"show", "show INDEX", "xem một dòng sổ", "show an entry", cmd_show},
    {"status", "status", "tình trạng sổ", "how the ledger stands", cmd_status},
    {"export", "export [--to NAME]", "xuất sổ để đối soát",
	"export the ledger to be audited", cmd_export},
    {"publish", "publish [--dry-run|--check] QUARTER | publish --resume",
	"công bố một quý", "publish a quarter", cmd_publish},
    {"withdraw", "withdraw QUARTER|INDEX error|privacy|law|other",
	"gỡ một bản công bố", "withdraw a publication", cmd_withdraw},
    {"witness", "witness list | push [URL] | add FILE",
	"nhân chứng: hỏi chữ ký, thêm, xem",
	"witnesses: ask for signatures, add one, list", cmd_witness},
    {"erase", "erase CHILD [FILE|-] | erase --resume",
	"xóa dữ liệu cá nhân của một em", "erase a child's personal data",
	cmd_erase},
    {"backup", "backup [--days N] DIR | backup --keyring FILE",
	"sao lưu sổ; sao riêng tệp khóa",
	"back the ledger up; the keyring apart", cmd_backup},
    {"restore",
	"restore --keyring FILE [--public DIR] [--seal FILE] [--anchor FILE] "
	"[--recovery] DIR",
	"lập lại sổ từ bản sao lưu", "make the ledger again from a backup",
	cmd_restore},
    {"audit", "audit FILE", "ghi biên bản đối soát", "enter an audit's report",
	cmd_audit},
    {"receipt", "receipt INDEX", "phiếu chứng minh của một dòng",
	"proof that an entry is in the ledger", cmd_receipt},
    {"slip", "slip [--out FILE] INDEX...", "phiếu ghi sổ có mã QR (PDF)",
	"slip with a QR code (PDF)", cmd_slip},
    {"letter",
	"letter NAME [UNIT] [QUARTER|YEAR|INDEX] --out FILE.odt|FILE.pdf "
	"[--names] [--to TEXT] | letter --template NAME --out FILE.odt",
	"văn bản theo mẫu (ODT hoặc PDF)",
	"documents after a template (ODT or PDF)", cmd_letter},
};
#define N_COMMANDS (sizeof(commands) / sizeof(commands[0]))

enum {
	OPT_KEY = 256,
	OPT_WITH,
	OPT_READER,
	OPT_PAPER,
	OPT_FD,
	OPT_AT,
	OPT_GAP,
	OPT_JSON,
	OPT_DRAFT,
	OPT_THEN,
	OPT_YES,
	OPT_LANG,
	OPT_HELP
};

static const struct option options[] = {
    {"key", required_argument, NULL, OPT_KEY},
    {"with", required_argument, NULL, OPT_WITH},
    {"reader", required_argument, NULL, OPT_READER},
    {"paper", no_argument, NULL, OPT_PAPER},
    {"passphrase-fd", required_argument, NULL, OPT_FD},
    {"at", required_argument, NULL, OPT_AT},
    {"gap", no_argument, NULL, OPT_GAP},
    {"json", no_argument, NULL, OPT_JSON},
    {"draft", required_argument, NULL, OPT_DRAFT},
    {"then", required_argument, NULL, OPT_THEN},
    {"yes", no_argument, NULL, OPT_YES},
    {"lang", required_argument, NULL, OPT_LANG},
    {"help", no_argument, NULL, OPT_HELP},
    {NULL, 0, NULL, 0},
};

static bool
take_key(struct cli *c, const char *path, bool first)
{
	size_t i;

	if (c->n_key == BY_MAX || (first && c->n_key > 0 && c->key[0] != NULL))
		return false;
	if (first) {
		if (c->n_key == 0)
			c->n_key = 1;
		c->key[0] = path;
		return true;
	}
	i = c->n_key == 0 ? 1 : c->n_key;
	c->key[i] = path;
	c->n_key = i + 1;
	return true;
}

static bool
take_fd(struct cli *c, const char *s)
{
	uint64_t v;

	if (c->n_fd == FDS_MAX || decimal_decode(&v, span_str(s)) != ERR_OK ||
	    v > 1023)
		return false;
	c->fd[c->n_fd++] = (int)v;
	return true;
}

static bool
take_option(struct cli *c, int opt)
{
	switch (opt) {
	case 'C':
		c->ledger = optarg;
		return true;
	case OPT_KEY:
		return take_key(c, optarg, true);
	case OPT_WITH:
		return take_key(c, optarg, false);
	case OPT_READER:
		c->reader = optarg;
		return true;
	case OPT_PAPER:
		return c->n_paper++ < BY_MAX;
	case OPT_FD:
		return take_fd(c, optarg);
	case OPT_AT:
		c->at = optarg;
		return true;
	case OPT_GAP:
		c->allow_gap = true;
		return true;
	case OPT_JSON:
		c->json = true;
		return true;
	case OPT_DRAFT:
		c->draft = optarg;
		return true;
	case OPT_THEN:
		if (c->n_then == BY_MAX)
			return false;
		c->then[c->n_then++] = optarg;
		return true;
	case OPT_YES:
		c->yes = true;
		return true;
	case OPT_LANG:
		c->lang = strcmp(optarg, "en") == 0 ? LANG_EN : LANG_VI;
		return strcmp(optarg, "en") == 0 || strcmp(optarg, "vi") == 0;
	default:
		return false;
	}
}

/* Only what enters one batch of entries can be drafted instead. */
static bool
may_draft(const struct cli *c, const struct command *cmd)
{
	if (c->draft == NULL && c->n_then == 0)
		return true;
	if (c->draft == NULL) {
		say(c, "--then đi cùng --draft FILE",
		    "--then goes with --draft FILE");
		return false;
	}
	if (cmd->run == cmd_record || cmd->run == cmd_import ||
	    cmd->run == cmd_grant || cmd->run == cmd_correct ||
	    cmd->run == cmd_audit)
		return true;
	say_at(c, cmd->name, "lệnh này không lập tệp chờ ký (--draft) được",
	    "this command cannot draft a statement file (--draft)");
	return false;
}

/* argv[0] is the name of the command. */
static int
run(struct cli *c, const struct command *cmd, int argc, char **argv)
{
	int status;

	c->command = cmd;
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		status = help_command(c, cmd);
	else
		status =
		    may_draft(c, cmd) ? cmd->run(c, argc, argv) : EXIT_TROUBLE;
	if (fflush(stdout) != 0 || ferror(stdout))
		return EXIT_TROUBLE;
	return status;
}

int
main(int argc, char **argv)
{
	struct cli c = {.ledger = "."};
	bool wants_help = false; /* whatever --lang comes after it */
	size_t i;
	int opt;

	if (process_harden() != ERR_OK)
		return EXIT_TROUBLE;
	/* A file that may not grow, and a reader that has gone, are errors to
	 * report, not a death. */
	if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR ||
	    signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		return EXIT_TROUBLE;
	while ((opt = getopt_long(argc, argv, "+C:", options, NULL)) != -1) {
		if (opt == OPT_HELP) {
			wants_help = true;
		} else if (!take_option(&c, opt)) {
			help_all(&c, stderr, commands, N_COMMANDS);
			return EXIT_TROUBLE;
		}
	}
	if (wants_help) {
		help_all(&c, stdout, commands, N_COMMANDS);
		return fflush(stdout) == 0 ? EXIT_DONE : EXIT_TROUBLE;
	}
	for (i = 0; optind < argc && i < N_COMMANDS; i++)
		if (strcmp(argv[optind], commands[i].name) == 0)
			return run(&c, &commands[i], argc - optind,
			    argv + optind);
	if (optind < argc)
		return help_unknown(&c, argv[optind], commands, N_COMMANDS);
	help_all(&c, stderr, commands, N_COMMANDS);
	return EXIT_TROUBLE;
}
