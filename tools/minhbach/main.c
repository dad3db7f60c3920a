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
	cmd_init},
    {"key", "key new NAME FILE | show FILE | passwd FILE | recover",
	"khóa ký: tạo, xem, đổi mật khẩu, khôi phục", cmd_key},
    {"grant", "grant FILE|-", "cấp khóa cho cán bộ", cmd_grant},
    {"revoke", "revoke [FILE|-]", "thu hồi khóa", cmd_record},
    {"log-key", "log-key [FILE|-]", "đổi khóa niêm phong", cmd_record},
    {"clock", "clock [FILE|-]", "chỉnh lại đồng hồ", cmd_record},
    {"closing", "closing [FILE|-]", "khép sổ, không ghi thêm được nữa",
	cmd_record},
    {"policy", "policy [FILE|-]", "đặt tham số", cmd_record},
    {"document", "document [FILE|-]", "ghi văn bản", cmd_record},
    {"sponsor", "sponsor [FILE|-]", "ghi đơn vị, người đỡ đầu", cmd_record},
    {"child", "child [FILE|-]", "ghi nhận trẻ", cmd_record},
    {"consent", "consent [FILE|-]", "ghi đồng ý, rút đồng ý", cmd_record},
    {"assign", "assign [FILE|-]", "phân công", cmd_record},
    {"accept", "accept [FILE|-]", "nhận đỡ đầu", cmd_record},
    {"level", "level [FILE|-]", "điều chỉnh mức", cmd_record},
    {"give", "give [FILE|-]", "ghi khoản hỗ trợ", cmd_record},
    {"confirm", "confirm [FILE|-]", "xác nhận đã nhận", cmd_record},
    {"object", "object [FILE|-]", "ghi ý kiến", cmd_record},
    {"visit", "visit [FILE|-]", "ghi thăm hỏi", cmd_record},
    {"guide", "guide [FILE|-]", "ghi hướng dẫn chính sách", cmd_record},
    {"followup", "followup [FILE|-]", "ghi theo dõi học tập", cmd_record},
    {"change", "change [FILE|-]", "ghi biến động", cmd_record},
    {"reverse", "reverse [FILE|-]", "đính chính một dòng", cmd_record},
    {"correct", "correct INDEX [FILE|-]", "sửa một dòng: đính chính và ghi lại",
	cmd_correct},
    {"affirm", "affirm [FILE|-]", "giữ nguyên dòng của khóa bị ngờ",
	cmd_record},
    {"request", "request [FILE|-]", "ghi yêu cầu về dữ liệu", cmd_record},
    {"sheet", "sheet UNIT QUARTER [--out FILE]",
	"bảng XLSX để đơn vị điền một quý", cmd_sheet},
    {"import", "import [--dry-run] KIND FILE",
	"ghi cả bảng CSV, XLSX: tất cả hoặc không dòng nào", cmd_import},
    {"sign", "sign FILE", "ký thứ hai vào tệp chờ ký", cmd_sign},
    {"append", "append FILE", "ghi tệp đã ký đủ vào sổ", cmd_append},
    {"list", "list KIND | list NAME [UNIT] [QUARTER]", "liệt kê, danh sách",
	cmd_list},
    {"due", "due [--within DAYS]", "việc đến hạn, gấp trước", cmd_due},
    {"report", "report QUARTER | report --register FILE",
	"báo cáo quý; ghi nhận báo cáo đã ký", cmd_report},
    {"remind", "remind DIR", "phiếu nhắc cho mọi đơn vị, trường, thôn",
	cmd_remind},
    {"show", "show INDEX", "xem một dòng sổ", cmd_show},
    {"status", "status", "tình trạng sổ", cmd_status},
    {"export", "export [--to NAME]", "xuất sổ để đối soát", cmd_export},
    {"publish", "publish [--dry-run|--check|--resume] QUARTER", "công bố một quý",
	cmd_publish},
    {"withdraw", "withdraw QUARTER|INDEX REASON", "gỡ một bản công bố",
	cmd_withdraw},
    {"erase", "erase CHILD [FILE|-] | erase --resume",
	"xóa dữ liệu cá nhân của một em", cmd_erase},
    {"audit", "audit FILE", "ghi biên bản đối soát", cmd_audit},
    {"receipt", "receipt INDEX", "phiếu chứng minh của một dòng", cmd_receipt},
    {"slip", "slip [--out FILE] INDEX...", "phiếu ghi sổ có mã QR (PDF)",
	cmd_slip},
    {"letter", "letter NAME [UNIT] [QUARTER|YEAR|INDEX] --out FILE",
	"văn bản theo mẫu (ODT hoặc PDF)", cmd_letter},
};
#define N_COMMANDS (sizeof(commands) / sizeof(commands[0]))

enum {
	OPT_KEY = 256,
	OPT_WITH,
	OPT_READER,
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

static void
help(FILE *to)
{
	size_t i;

	(void)fputs(
	    "minhbach [-C LEDGER] [--key FILE] [--with FILE]... "
	    "[--reader FILE]\n"
	    "         [--passphrase-fd N]... [--at TIME] [--gap] [--json] "
	    "[--lang vi|en]\n"
	    "         [--draft FILE [--then NAME]...] [--yes]\n"
	    "         COMMAND ...\n\n",
	    to);
	for (i = 0; i < N_COMMANDS; i++)
		(void)fprintf(to, "  %-40s  %s\n", commands[i].usage,
		    commands[i].vi);
	(void)fputs("\nminhbach COMMAND --help: các mục, các từ và một ví dụ "
		    "/ its fields, words, an example\n"
		    "exit status: 0 done / xong, 1 refused by a rule / quy tắc "
		    "không cho,\n             2 usage or trouble / sai cách "
		    "dùng hoặc có trở ngại\n",
	    to);
}

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
			help(stdout);
			return fflush(stdout) == 0 ? EXIT_DONE : EXIT_TROUBLE;
		}
		if (!take_option(&c, opt)) {
			help(stderr);
			return EXIT_TROUBLE;
		}
	}
	for (i = 0; optind < argc && i < N_COMMANDS; i++)
		if (strcmp(argv[optind], commands[i].name) == 0)
			return run(&c, &commands[i], argc - optind,
			    argv + optind);
	if (optind < argc)
		return help_unknown(&c, argv[optind], commands, N_COMMANDS);
	help(stderr);
	return EXIT_TROUBLE;
}
