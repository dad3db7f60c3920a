#!/bin/sh
# sheets.sh - the way of a unit's sheet: written, filled in, imported, imported
# again; and everything that may be wrong with it.  Skips what needs a sandbox
# where there is none.
set -u
bin=${B:?}/bin
tool=$(cd "$(dirname "$0")/../tool" && pwd)/xlsx.py
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
cd "$t" || exit 1
origin=viet-an.example/thu
bad=0 good=0

ok() {
	good=$((good + 1))
}
fail() {
	bad=$((bad + 1))
	echo "FAIL: $*"
	sed 's/^/      /' out err 2>/dev/null
}
die() {
	echo "FAIL: $*"
	cat out err
	exit 1
}
xlsx() {
	python3 "$tool" "$@" || die "xlsx.py $*"
}
hash_of() {
	sha256sum <ledger/store/data.mdb
}

# m TIME KEY[+WITH] ARG...: one command; the vault is opened with reg-1.
under=
m() {
	at=$1 key=${2%%+*} with=${2#*+}
	shift 2
	set -- -C ledger --at "$at" --key "$key.key" ${reader:+--reader "$reader.key"} "$@"
	second=$reader
	if [ "$with" != "$key" ]; then
		set -- --with "$with.key" "$@"
		# --key comes first whatever the order of the options.
		second=$with
	fi
	$under "$bin/minhbach" --passphrase-fd 3 --passphrase-fd 4 \
	    --passphrase-fd 5 "$@" 3<"$key.pass" 4<"${second:-$key}.pass" 5<"${reader:-$key}.pass"
}
do_() {
	m "$@" >out 2>err || die "$* gave $?"
}
# has WORDS FILE...: each of WORDS, separated by "|", is in one of the files.
has() {
	words=$1
	shift
	old=$IFS
	IFS='|'
	for w in $words; do
		cat "$@" | grep -qF -- "$w" || { IFS=$old; echo "no \"$w\""; return 1; }
	done
	IFS=$old
}
# refuse NAME STATUS WORDS TIME KEY ARG...: nothing is written.
refuse() {
	name=$1 want=$2 said=$3
	shift 3
	before=$(hash_of)
	rc=0
	m "$@" >out 2>err || rc=$?
	[ "$rc" -eq "$want" ] || { fail "$name: exit $rc, not $want"; return; }
	[ "$(hash_of)" = "$before" ] || { fail "$name: written"; return; }
	has "$said" err && ok || fail "$name"
}
# accept NAME WORDS TIME KEY ARG...
accept() {
	name=$1 said=$2
	shift 2
	rc=0
	m "$@" >out 2>err || rc=$?
	[ "$rc" -eq 0 ] || { fail "$name: exit $rc"; return; }
	has "$said" out && ok || fail "$name"
}
# same NAME WORDS ...: accepted, and nothing is written.
same() {
	before=$(hash_of)
	accept "$@"
	[ "$(hash_of)" = "$before" ] || fail "$1: written"
}

# ---- a small ledger ----
reader=
new_key() {
	echo "mat khau tap $1" >"$1.pass"
	"$bin/minhbach" --passphrase-fd 3 key new "$origin/$1" "$1.key" \
	    interactive 3<"$1.pass" >"$1.pub" 2>err || die "key new $1"
}
: >out
echo "mat khau tap niem phong" >log.pass
"$bin/minhbach-seal" -k log.key --kdf interactive --passphrase-fd 3 \
    init "$origin" 3<log.pass >log.vkey 2>err || die "seal init"
for k in ubnd-1 mttq-1 reg-1 ubnd-2 lhpn-1; do
	new_key $k
done
field() {
	sed -n "s/^$2=//p" "$1.pub"
}
{
	echo "origin=$origin"
	echo "commune=Xã Việt An"
	echo "trial=1"
	echo "quorum=2"
	echo "log_key=$(cat log.vkey)"
	echo "admin_1=$(field ubnd-1 verify_key) $(field ubnd-1 reading_key)"
	echo "admin_2=$(field mttq-1 verify_key) $(field mttq-1 reading_key)"
} >genesis
do_ 2026-07-01T08:00 ubnd-1+mttq-1 init genesis
grant() {
	{ cat "$1.pub"; echo "roles=$2"; } >"grant.$1"
	do_ 2026-07-01T08:30 ubnd-1+mttq-1 grant "grant.$1"
}
grant reg-1 registrar
reader=reg-1
grant ubnd-2 approver
grant lhpn-1 sponsor
printf '%s\n' code,name,type,group,inside_commune,money_public \
    'LHPN,Hội Phụ nữ,union,G2,1,0' 'CAX,Công an xã,police,G3,1,0' >sp.csv
printf '%s\n' \
    child,name,birth,household,cluster,hamlet,cat,level,school,guardian,personal_number \
    'TE-100001,Nguyễn Văn An,2017-02-22,H1,C3,T01,3,TH,TR2,Bà Mẫu,000217861353' \
    'TE-100002,Trần Thị Bé,2014-12-10,H2,C1,T01,3,THCS,TR3,Ông Mẫu,000314413178' \
    'TE-100003,Đỗ Mẫu,2013-09-15,H3,C4,T01,3,THCS,TR2,Bà Khác,000221804203' >ch.csv
printf '%s\n' child,sponsor,from,form,pledged_per_quarter,basis,opening \
    'TE-100001,LHPN,2026-07-01,quarterly,1000000,KH,0' \
    'TE-100002,LHPN,2026-07-01,school-year,1000000,KH,0' \
    'TE-100003,CAX,2026-07-01,quarterly,1000000,KH,0' >as.csv
accept 'sponsors' '2 dòng: 2 mới, 0 đã có' 2026-07-01 reg-1 import sponsor sp.csv
accept 'children' '3 mới' 2026-07-01 reg-1 import child ch.csv
accept 'assignments' '3 mới' 2026-07-01 reg-1+ubnd-2 import assignment as.csv
same 'sponsors again' '0 mới, 2 đã có' 2026-07-02 reg-1 import sponsor sp.csv
same 'children again' '0 mới, 3 đã có' 2026-07-02 reg-1 import child ch.csv
same 'assignments again' '0 mới, 3 đã có' \
    2026-07-02 reg-1+ubnd-2 import assignment as.csv
sed 's/Đỗ Mẫu/Đỗ Khác/' ch.csv >ch2.csv
refuse 'a child with another name' 1 'ch2.csv:4, child = "TE-100003"|nội dung khác|differs' \
    2026-07-02 reg-1 import child ch2.csv
grep -q 'Đỗ' err && fail 'a name is on the screen'

# ---- people's CSV: BOM, semicolon, Vietnamese names, their way of writing ----
printf '\357\273\277%s\r\n%s\r\n' \
    'NGÀY;Đơn vị;Mã trẻ;Loại hỗ trợ;Số tiền;Hình thức;Từ quý;den quy;SO PHIEU' \
    '05/07/2026;lhpn;TE-100001;Tiền mặt;300.000;hằng quý;Quý III/2026;Q3/2026;01/LHPN' \
    >vn.csv
same 'a trial' '1 dòng: 1 mới, 0 đã có; 300.000 đ (thử, chưa ghi)' \
    2026-07-06 reg-1 import --dry-run disbursement vn.csv
accept 'Vietnamese CSV' '1 mới, 0 đã có; 300.000 đ' \
    2026-07-06 reg-1 import disbursement vn.csv
same 'the same again' '0 mới, 1 đã có; 0 đ' \
    2026-07-07 reg-1 import disbursement vn.csv
sed 's/300.000/400.000/' vn.csv >vn2.csv
refuse 'the same voucher, another amount' 1 \
    'vn2.csv:2, SO PHIEU = "01/LHPN", E10|amount trong sổ là 300000, ở đây là 400000|there and 400000 here' \
    2026-07-07 reg-1 import disbursement vn2.csv
{ cat vn.csv; printf '%s\r\n' \
    '06/07/2026;LHPN;TE-100002;TIEN MAT;200000;hang quy;2026-Q3;2026-Q3;02/LHPN'
} >mixed.csv
accept 'mixed' '2 dòng: 1 mới, 1 đã có; 200.000 đ' \
    2026-07-07 reg-1 import disbursement mixed.csv

# ---- every fault of every row, and the copy ----
printf '%s\n' date,sponsor,child,kind,amount,form,from,to,voucher,basis \
    2026-07-40,LHPN,TE-100001,cash,1,quarterly,2026-Q3,2026-Q3,a1, \
    2026-07-07,LHPN,TE-100001,cash,5000,quarterly,2026-Q3,2026-Q3,a2, \
    2026-07-07,LHPN,TE-100003,cash,5000,quarterly,2026-Q3,2026-Q3,a3, \
    2026-07-07,LHPN,TE-100001,in-kind,5000,quarterly,2026-Q3,2026-Q3,a4, \
    2026-07-07,LHPN,TE-100001,cash,tiền,quarterly,2026-Q3,2026-Q3,a2, >faulty.csv
refuse 'five rows, four faults' 2 \
    'faulty.csv:2, date|faulty.csv:4, sponsor = "LHPN", E1|faulty.csv:5, basis: hiện vật phải có căn cứ định giá|faulty.csv:6, amount = "tiền"|faulty.csv.loi.xlsx' \
    2026-07-08 reg-1 import disbursement faulty.csv
[ "$(stat -c %a faulty.csv.loi.xlsx)" = 600 ] && ok || fail 'mode of the copy'
xlsx say faulty.csv.loi.xlsx >out
has 'comment A2 không phải là ngày|comment B4 đơn vị khác đang đỡ đầu|comment J5 hiện vật phải có căn cứ định giá|comment E6 không phải là số' \
    out && ok || fail 'comments of the copy'
sed -n 's/^cell A2 style \([0-9]*\).*/\1/p' out >red
sed -n 's/^cell A3 style \([0-9]*\).*/\1/p' out >plain
cmp -s red plain && fail 'the faulty cell is not coloured' || ok
sed -e '2d' -e '4,$d' faulty.csv >rules.csv
sed -n 4p faulty.csv >>rules.csv
sed -n 5p faulty.csv | sed 's/in-kind/cash/; s/2026-Q3/2026-Q4/' >>rules.csv
refuse 'faults of the rules alone' 1 \
    'rules.csv:3, sponsor = "LHPN", E1|rules.csv:4, to = "2026-Q3", E8' \
    2026-07-08 reg-1 import disbursement rules.csv
[ "$(grep -c 'rules.csv:3' err)" = 2 ] && ok || fail 'a fault is told twice'
# What a schema refuses is told by field, with what it would take.
printf '%s\n' date,sponsor,child,kind,amount,form,from,to,voucher,basis \
    2026-07-07,LHPN,TE-100001,cash,5000,yearly,2026-Q3,2026-Q3,a5, \
    2026-07-07,LHPN,TE-100001,cash,5000,quarterly,2026-Q3,2026-Q3,a6,invoice \
    >words.csv
refuse 'words that are none' 2 \
    'words.csv:2, form = "yearly": giá trị không hợp lệ: hằng tháng, hằng quý|value: monthly, quarterly, school-year, ad-hoc|words.csv:3, basis = "invoice": tiền mặt|leave it empty' \
    2026-07-08 reg-1 import disbursement words.csv
printf '%s\n' date,sponsor,child,kind,form,from,to,voucher \
    2026-07-07,LHPN,TE-100001,cash,quarterly,2026-Q3,2026-Q3,b1 \
    2026-07-07,LHPN,TE-100001,cash,quarterly,2026-Q3,2026-Q3,b2 >x.csv
refuse 'a column is missing' 2 'x.csv:1, amount|thiếu cột này|column is missing' \
    2026-07-08 reg-1 import disbursement x.csv
sed '1s/kind/màu/' x.csv >y.csv
refuse 'a column is unknown' 2 'y.csv:1, màu|không biết cột' \
    2026-07-08 reg-1 import disbursement y.csv
sed '1s/kind/NGAY/; 1s/date/Ngày/' x.csv >y.csv
refuse 'a column twice' 2 'hai cột trùng tên|NGAY' \
    2026-07-08 reg-1 import disbursement y.csv
sed 's/LHPN,TE-100001/CAX,TE-100003/; s/form,/form,amount,/; s/quarterly,/quarterly,5000,/' x.csv >y.csv
refuse 'rows of another unit than the signer' 1 'y.csv:2, sponsor = "CAX"|không phải đơn vị của người ký|not the unit' \
    2026-07-08 lhpn-1 import disbursement y.csv

# ---- the sheet of a unit ----
accept 'sheet' '' 2026-07-10 reg-1 sheet LHPN 2026-Q3 --out lhpn.xlsx
has 'Đã ghi' out err && ok || fail 'the disclosure is not told'
[ "$(stat -c %a lhpn.xlsx)" = 600 ] && ok || fail 'mode of the sheet'
m 2026-07-10 reg-1 sheet lhpn 'Quý III/2026' >again.xlsx 2>err
cmp -s lhpn.xlsx again.xlsx && ok || fail 'the sheet has other bytes'
m 2026-07-10 reg-1 list disclosure >out 2>err
[ "$(grep -c '^[0-9]' out)" = 2 ] && ok || fail 'disclosures'
xlsx say lhpn.xlsx >out
has "cell C1 style 1 $origin|cell A4|TE-100001|N.V.A.|T.T.B.|2026Q3-001/LHPN|2026Q3-002/LHPN" \
    out && ok || fail 'what the sheet says'
grep -q 'TE-100003\|Nguyễn' out && fail 'a child of another, or a name' || ok
refuse 'no such unit' 2 'XYZ|không có đơn vị' 2026-07-10 reg-1 sheet XYZ 2026-Q3 --out x
refuse 'no such quarter' 2 'không phải là quý' 2026-07-10 reg-1 sheet LHPN 2026-Q5 --out x
refuse 'no child' 1 'không đỡ đầu em nào' 2026-07-10 reg-1 sheet LHPN 2026-Q2 --out x

# The rest needs the sandbox.
if ! bwrap --unshare-all --ro-bind / / true 2>/dev/null ||
    [ ! -r /usr/bin/xlsx2csv ]; then
	refuse 'no sandbox' 2 'CSV UTF-8' 2026-07-11 reg-1 import disbursement lhpn.xlsx
	[ "$bad" -eq 0 ] || exit 1
	echo "SKIP sheets: $good cases good; no namespaces here for the rest"
	exit 77
fi

under='bwrap --dev-bind / / --ro-bind /dev/null /usr/bin/bwrap'
refuse 'the sandbox is not installed' 2 'lhpn.xlsx: đọc XLSX cần gói bubblewrap|CSV UTF-8' \
    2026-07-11 reg-1 import give lhpn.xlsx
if bwrap --dev-bind / / --unshare-user --disable-userns true 2>err; then
	under='bwrap --dev-bind / / --unshare-user --disable-userns'
	refuse 'the sandbox is forbidden' 2 'lhpn.xlsx: máy này không cho mở hộp cát|CSV UTF-8' \
	    2026-07-11 reg-1 import give lhpn.xlsx
fi
under=

# 46213 is 10/07/2026; child 1 in money, child 2 in kind, and a second payment.
xlsx fill lhpn.xlsx full.xlsx 1 I4=46213 'J4=tiền mặt' K4=400000.0 \
    I5=11/07/2026 'J5=đồ dùng học tập' K5=1.500.000 'L5=hóa đơn' \
    A6=TE-100001 I6=2026-07-12 'J6=Tiền mặt' K6=100000 'H6=đột xuất' M6=không
same 'trial of the sheet' '3 dòng: 3 mới, 0 đã có, 9 dòng để trống; 2.000.000 đ (thử' \
    2026-07-13 reg-1 import --dry-run disbursement full.xlsx
accept 'sheet filled in' '3 mới, 0 đã có, 9 dòng để trống; 2.000.000 đ' \
    2026-07-13 reg-1 import give full.xlsx
same 'sheet again' '0 mới, 3 đã có' 2026-07-14 reg-1 import give full.xlsx
m 2026-07-14 reg-1 list disbursement >out 2>err
has '2026-07-10,lhpn,TE-100001,400000,2026Q3-001/LHPN|2026-07-11,lhpn,TE-100002,1500000,2026Q3-002/LHPN|2026-07-12,lhpn,TE-100001,100000,2026Q3-003/LHPN' \
    out && ok || fail 'what was entered'
xlsx fill lhpn.xlsx visits.xlsx 2 D4=46213 'E4=Trung thu'
accept 'visits' '1 mới, 0 đã có, 11 dòng để trống' 2026-07-14 reg-1 import visit visits.xlsx
same 'visits again' '0 mới, 1 đã có' 2026-07-14 reg-1 import visit visits.xlsx
accept 'next sheet' '' 2026-07-15 reg-1 sheet LHPN 2026-Q3 --out next.xlsx
xlsx say next.xlsx >out
has '2026Q3-004/LHPN' out && ! grep -q '2026Q3-003' out && ok ||
    fail 'voucher numbers go on'

# ---- sheets of others, and altered ones ----
xlsx fill next.xlsx x.xlsx 1 C4=CAX A4=TE-100003 I4=46218 'J4=tiền mặt' K4=5000
refuse 'a row of another unit' 1 'x.xlsx:4, Đơn vị = "CAX"|lập cho đơn vị khác|another unit' \
    2026-07-15 reg-1 import give x.xlsx
xlsx fill next.xlsx x.xlsx 1 F4=2026-Q4 G4=2026-Q4 I4=46218 'J4=tiền mặt' K4=5000
refuse 'a row of another quarter' 1 'lập cho quý khác' 2026-07-15 reg-1 import give x.xlsx
xlsx fill next.xlsx x.xlsx 1 C1=other.example/so
refuse 'of another ledger' 1 'lập cho cuốn sổ khác' 2026-07-15 reg-1 import give x.xlsx
refuse 'of another kind' 2 'không có tờ nào' 2026-07-15 reg-1 import confirm next.xlsx
xlsx fill next.xlsx x.xlsx 1 'I4=hôm qua' 'J4=vàng' K4=1000.5
refuse 'cells that are no dates and amounts' 2 'x.xlsx:4, Ngày = "hôm qua"|x.xlsx:4, Số tiền = "1000.5"|x.xlsx.loi.xlsx' \
    2026-07-15 reg-1 import give x.xlsx
xlsx fill next.xlsx x.xlsx 1 I4=46218 'J4=tiền mặt' K4=1.234
refuse 'one and a bit' 2 'Số tiền = "1.234"|không phải là số' 2026-07-15 reg-1 import give x.xlsx
# The marked copy, corrected, goes in as it is.
xlsx fill x.xlsx.loi.xlsx y.xlsx 1 K4=1234
accept 'the corrected copy' '1 mới, 0 đã có' 2026-07-15 reg-1 import give y.xlsx

# ---- a plain table, and what is no workbook ----
printf '%s\n' date,sponsor,child,occasion \
    2026-07-15,CAX,TE-100003,mid-autumn >plain.csv
xlsx make plain.csv plain.xlsx
accept 'a plain workbook' '1 mới' 2026-07-16 reg-1 import visit plain.xlsx
same 'its CSV' '0 mới, 1 đã có' 2026-07-16 reg-1 import visit plain.csv
head -c 3000 next.xlsx >broken.xlsx
refuse 'broken zip' 2 'broken.xlsx|không đọc được|CSV UTF-8' \
    2026-07-16 reg-1 import give broken.xlsx
printf 'PK\003\004rubbish' >rubbish.xlsx
refuse 'rubbish' 2 'không đọc được' 2026-07-16 reg-1 import give rubbish.xlsx
xlsx bomb bomb.xlsx
refuse 'zip bomb' 2 'bomb.xlsx|quá lớn|too large' 2026-07-16 reg-1 import give bomb.xlsx

echo "$good cases good, $bad bad"
[ "$bad" -eq 0 ]
