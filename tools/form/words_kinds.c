/*
 * words_kinds.c - of each kind: what is asked for, in what order, and the
 * sentence that says what the entry is.
 */
#include "words_table.h"

#define GOODS "school-supplies|learning-equipment|essentials|in-kind"

const struct words_kind words_kinds[KIND_COUNT] = {
    [KIND_GENESIS] = {"", "Lập sổ của {commune}",
	"The ledger of {commune} is founded"},
    [KIND_POLICY] = {"key value effective_from basis",
	"Đặt tham số {key} = {value} từ {effective_from}[, căn cứ {basis}]",
	"Parameter {key} = {value} from {effective_from}[, by {basis}]"},
    [KIND_CLOCK] = {"true_time reason",
	"Chỉnh đồng hồ ({reason}), giờ đúng {true_time}",
	"The clock is set right ({reason}), true time {true_time}"},
    [KIND_DOCUMENT] = {"title type number date of",
	"Văn bản ({type}): {title}[, số {number}][, ngày {date}]"
	"[, bổ sung cho {of}]",
	"Document ({type}): {title}[, number {number}][, of {date}]"
	"[, adds to {of}]"},
    [KIND_KEY_GRANT] = {"", "Cấp khóa {name} của {unit}: {roles}",
	"Key {name} of {unit} is granted: {roles}"},
    [KIND_KEY_REVOKE] = {"name reason since?reason=compromised",
	"Thu hồi khóa {name}: {reason}[, ngờ từ dòng {since}]",
	"Key {name} is revoked: {reason}[, doubted from entry {since}]"},
    [KIND_LOG_KEY] = {"log_key reason", "Đổi khóa niêm phong: {reason}",
	"The log key is changed: {reason}"},
    [KIND_SPONSOR] = {"code name type group inside_commune money_public",
	"Đơn vị đỡ đầu {code}: {name} ({type}, {group})",
	"Sponsor {code}: {name} ({type}, {group})"},
    [KIND_CHILD] =
	{"child name birth category flags household hamlet cluster level "
	 "school guardian personal_number special legal",
	    "Ghi nhận em {child}, đối tượng {category}, {level}",
	    "Child {child} is registered, category {category}, {level}"},
    [KIND_CONSENT] = {"by child sponsor?child= scope given date",
	"{by} {given?đồng ý|rút đồng ý} cho dùng {scope}[ của em {child}]"
	"[ của {sponsor}], ngày {date}",
	"{by} {given?consents|withdraws consent} to the use of {scope}"
	"[ of {child}][ of {sponsor}], {date}"},
    [KIND_ASSIGNMENT] =
	{"child sponsor from form pledged tie basis opening share",
	    "Phân công {sponsor} {tie} em {child} từ {from}, {form}, mức "
	    "{pledged} đ một quý, căn cứ {basis}",
	    "{sponsor} is assigned {child} from {from} ({tie}), {form}, "
	    "pledged {pledged} đ a quarter, by {basis}"},
    [KIND_ACCEPTANCE] = {"child accepted date evidence",
	"{accepted?Nhận|Không nhận} đỡ đầu theo phân công ở {assignment}, "
	"ngày {date}",
	"The assignment of {assignment} is {accepted?accepted|refused}, "
	"{date}"},
    [KIND_LEVEL] = {"child from pledged evidence",
	"Mức mới {pledged} đ một quý từ {from}, theo phân công ở "
	"{assignment}",
	"New pledge {pledged} đ a quarter from {from}, of the assignment of "
	"{assignment}"},
    [KIND_DISBURSEMENT] = {"child sponsor amount kind basis?kind=" GOODS
			   " form from to voucher date evidence counts",
	"{sponsor} hỗ trợ em {child} {amount} đ {kind}[ (giá theo {basis})], "
	"{from}[ đến {to}], phiếu {voucher}, ngày {date}",
	"{sponsor} gives {child} {amount} đ {kind}[ (valued by {basis})], "
	"{from}[ to {to}], voucher {voucher}, {date}"},
    [KIND_CONFIRMATION] = {"sponsor year voucher confirmer outcome "
			   "received?outcome=short by date evidence",
	"{confirmer} xác nhận {outcome}[ ({received} đ)] khoản ở "
	"{disbursement}, ngày {date}, {by}",
	"{confirmer} confirms {outcome}[ ({received} đ)] what {disbursement} "
	"gave, {date}, {by}"},
    [KIND_OBJECTION] =
	{"answers result?answers from matter child about text date",
	    "[Trả lời ý kiến ở {answers}: {result}. ]Ý kiến của {from} về "
	    "{matter}[, em {child}][, {about}], ngày {date}[: {text}]",
	    "[Answer to {answers}: {result}. ]Objection of {from} on "
	    "{matter}[, {child}][, {about}], {date}[: {text}]"},
    [KIND_VISIT] = {"child sponsor occasion date",
	"{sponsor} thăm em {child} dịp {occasion}, ngày {date}",
	"{sponsor} visits {child}, {occasion}, {date}"},
    [KIND_GUIDANCE] = {"child unit subject result date",
	"{unit} hướng dẫn {subject} cho em {child}: {result}, ngày {date}",
	"{unit} guides {child} on {subject}: {result}, {date}"},
    [KIND_FOLLOWUP] = {"child unit quarter followed risk date",
	"{unit} {followed?có|chưa} theo dõi em {child} trong {quarter}, "
	"{risk?có nguy cơ bỏ học|không có nguy cơ}, ngày {date}",
	"{unit} {followed?followed|did not follow} {child} in {quarter}, "
	"{risk?at risk|no risk}, {date}"},
    [KIND_CHANGE] =
	{"child change category?change=attributes cluster?change=attributes "
	 "hamlet?change=attributes level?change=attributes "
	 "school?change=attributes to_sponsor?change=transfer|reinstate "
	 "sponsor effective known reason reporter",
	    "Em {child}: {change}[ ({set})] từ {effective}, vì {reason}"
	    "[, sang {to_sponsor}], {reporter} báo ngày {known}",
	    "{child}: {change}[ ({set})] from {effective}, for {reason}"
	    "[, to {to_sponsor}], reported by {reporter} on {known}"},
    [KIND_REVERSAL] = {"index reason date",
	"Đính chính {target}: {reason}, ngày {date}",
	"{target} is reversed: {reason}, {date}"},
    [KIND_AFFIRM] = {"index", "Giữ nguyên {target}, dù khóa đã ký bị ngờ",
	"{target} stands, though its key is doubted"},
    [KIND_REQUEST] =
	{"of answer?of kind from child received answer_due done_due",
	    "[Trả lời yêu cầu ở {of}: {answer}. ]Yêu cầu {kind} của {from}"
	    "[, em {child}], nhận ngày {received}, trả lời trước "
	    "{answer_due}, làm xong trước {done_due}",
	    "[Answer to {of}: {answer}. ]Request of {from}: {kind}"
	    "[, {child}], received {received}, answer due {answer_due}, done "
	    "by {done_due}"},
    [KIND_ERASURE] = {"", "Xóa dữ liệu cá nhân: {basis}[, theo {request}]",
	"Personal data erased: {basis}[, by {request}]"},
    [KIND_DISCLOSURE] = {"", "Đã trao {list} cho {to}: {basis}",
	"{list} handed to {to}: {basis}"},
    [KIND_FILLER] = {"", "Dòng đệm, không có nội dung",
	"A filler, without content"},
    [KIND_PUBLICATION] = {"", "Công bố {period}, lần {version}",
	"Publication of {period}, version {version}"},
    [KIND_WITHDRAWAL] = {"", "Gỡ {target} khỏi trang công bố: {reason}",
	"{target} is withdrawn: {reason}"},
    [KIND_AUDIT] = {"",
	"Đối soát {size} dòng sổ: {result}; xem được {opened}, đã xóa "
	"{erased}, không được xem {withheld}",
	"Audit of {size} entries: {result}; opened {opened}, erased "
	"{erased}, withheld {withheld}"},
    [KIND_REPORT] = {"", "Báo cáo {period} gửi {recipient}",
	"Report of {period} to {recipient}"},
    [KIND_CLOSING] = {"reason successor",
	"Khép sổ ({reason})[, sổ nối tiếp {successor}]: không ghi thêm được "
	"nữa",
	"The ledger is closed ({reason})[, followed by {successor}]: nothing "
	"can be added"},
};
