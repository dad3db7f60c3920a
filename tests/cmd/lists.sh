#!/bin/sh
# lists.sh - lists and reports from a ledger: what is due, the quarter, the
# sheets for a month, the formats; no name without a disclosure before it.
set -u
bin=${B:?}/bin
data=$(cd "$(dirname "$0")/../data/viet-an" && pwd)
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
cd "$t" || exit 1
umask 022
# Fonts are kept to the end of the process by the library that finds them.
echo leak:libfontconfig >lsan
export LSAN_OPTIONS="suppressions=$t/lsan:print_suppressions=0"
origin=viet-an.example/thu
bad=0

fail() {
	bad=$((bad + 1))
	echo "FAIL: $*"
	sed 's/^/      /' err 2>/dev/null
}
die() {
	echo "FAIL: $*"
	cat out err
	exit 1
}
# m TIME KEY[+WITH] ARG...: one command; the vault is opened with reg.
m() {
	at=$1 key=${2%%+*} with=${2#*+}
	shift 2
	if [ "$with" = "$key" ]; then
		set -- --key "$key.key" "$@"
		with=reg
	else
		set -- --key "$key.key" --with "$with.key" "$@"
	fi
	"$bin/minhbach" -C ledger --at "$at" ${reader:+--reader "$reader.key"} \
	    --passphrase-fd 3 --passphrase-fd 4 --passphrase-fd 5 "$@" \
	    3<"$key.pass" 4<"$with.pass" 5<reg.pass
}
do_() {
	m "$@" >out 2>err || die "$* gave $?"
}
# has FILE WORDS...: each of WORDS is in the file.
has() {
	file=$1
	shift
	for w in "$@"; do
		grep -qF -- "$w" "$file" || fail "$file has no \"$w\""
	done
}
lines() {
	"$bin/minhbach" -C ledger status 2>/dev/null | sed -n 's/^\([0-9]*\) dòng;.*/\1/p'
}
# enters N TIME KEY ARG...: the ledger grows by N lines.
enters() {
	n=$1
	shift
	before=$(lines)
	do_ "$@"
	[ "$(lines)" -eq $((before + n)) ] ||
		fail "$* entered $(($(lines) - before)) lines, not $n"
}
# refuse STATUS WORDS TIME KEY ARG...: and nothing is entered.
refuse() {
	want=$1 words=$2
	shift 2
	before=$(lines) rc=0
	m "$@" >out 2>err || rc=$?
	[ "$rc" -eq "$want" ] || fail "$* gave $rc, not $want"
	grep -qF -- "$words" err || fail "$* did not say $words"
	[ "$(lines)" -eq "$before" ] || fail "$* entered something"
}

# ---- a ledger with the invented third quarter ----
for k in adm mtt reg two app; do
	echo "mat khau tap $k" >$k.pass
	"$bin/minhbach" --passphrase-fd 3 key new $origin/$k-1 $k.key \
	    interactive 3<$k.pass >$k.pub 2>err || die "key $k"
done
echo "mat khau niem phong" >log.pass
"$bin/minhbach-seal" -k log.key --kdf interactive --passphrase-fd 3 \
    init $origin 3<log.pass >log.vkey 2>err || die seal
field() { sed -n "s/^$2=//p" "$1.pub"; }
cat >genesis <<EOF
origin=$origin
commune=xã Việt An
trial=1
quorum=2
log_key=$(cat log.vkey)
admin_1=$(field adm verify_key) $(field adm reading_key)
admin_2=$(field mtt verify_key) $(field mtt reading_key)
EOF
reader=
do_ 2026-07-01T08:00 adm+mtt init genesis
grant() {
	{ cat "$1.pub"; echo "roles=$2"; } >grant
	do_ 2026-07-01T08:10 adm+mtt grant grant
}
grant reg registrar
reader=reg
grant two registrar
grant app approver
awk -F, 'NR == 1 || $2 < "2026-10"' "$data/disbursements.csv" >give.csv
awk -F, 'NR == 1 || $4 < "2026-10" && $8 == "paper"' \
    "$data/confirmations.csv" >confirm.csv
awk -F, 'NR == 1 || $6 < "2026-10"' "$data/changes.csv" >change.csv
do_ 2026-07-01 reg import sponsor "$data/sponsors.csv"
do_ 2026-07-01 reg import child "$data/children.csv"
do_ 2026-07-01 reg+app import assign "$data/assignments.csv"
do_ 2026-09-29 reg+app --gap import give give.csv
do_ 2026-09-29 two import confirm confirm.csv
do_ 2026-09-29 reg+app import change change.csv
# The first entry of a quarter brings fillers; let them be done with.
do_ 2026-10-01 reg document - <<'EOF'
title=Văn bản mẫu
type=khac
EOF

# ---- what everybody who reads may see: codes alone, nothing entered ----
enters 0 2026-10-02 reg due
has out 'DANH SÁCH ĐẾN HẠN' 'DỮ LIỆU MẪU' 'chia cho nhiều quý' \
    'sắp đủ 16 tuổi' '15 em chưa có đơn vị đỡ đầu' 'phiếu 11/QTT'
! grep -q 'Trẻ Mẫu' out || fail "a name without --names"
sed -n 's/^ *[0-9]*  \(gấp\|sớm\|theo dõi\)  .*/\1/p' out | uniq >order
[ "$(tr '\n' ' ' <order)" = 'gấp sớm theo dõi ' ] || fail "due is not in order"
enters 0 2026-10-02 reg due --within 33
[ "$(grep -c 'sắp đủ 16 tuổi' out)" -eq 1 ] || fail "due --within"
enters 0 2026-10-02 reg --json due
python3 -c 'import json,sys
d = json.load(open("out"))
assert d["name"] == "den-han" and d["rows"][0]["date"] == "2026-09-11", d' ||
	fail "due --json"
enters 0 2026-10-02 reg report 2026-Q3
has out 'ĐỠ ĐẦU TRẺ EM QUÝ III NĂM 2026' 'BIẾN ĐỘNG' 'ĐỀ XUẤT' \
    'Đầu quý đỡ đầu 60 em, cuối quý 59 em' '122.900.000' 'Quỹ Thiện Tâm'
enters 0 2026-10-02 reg report 2026-Q3 --of changes
[ "$(grep -c TE-929713 out)" -eq 1 ] || fail "report --of"
for l in 'followup-table 2026-Q3' 'school TR2' 'hamlet T06 2026-Q3' \
    'sponsor CAX 2026-Q3' 'year CAX 2026' 'health 2026-Q3' 'ages 2026-Q3' \
    reconcile; do
	enters 0 2026-10-02 reg list $l
	! grep -q 'Trẻ Mẫu' out || fail "list $l names"
	has out 'DỮ LIỆU MẪU'
done
enters 0 2026-10-02 reg list hamlet t06 --initials
has out 'T.M.0.'
enters 0 2026-10-02 reg list child # the bare kinds are as they were
[ "$(wc -l <out)" -eq 76 ] || fail "list child"
enters 0 2026-10-02 reg list sponsor
[ "$(wc -l <out)" -eq 24 ] || fail "list sponsor"
enters 0 2026-10-02 reg status
has out 'việc đến hạn: '

# ---- names: a disclosure first, and whoever may not sign it sees none ----
enters 1 2026-10-02 reg list hamlet t06 --names --out t06.csv
has err "Đã ghi vào sổ: dòng $(($(lines) - 1))"
[ "$(stat -c %a t06.csv)" = 600 ] || fail "mode of a file"
head -c 3 t06.csv | od -An -tx1 | grep -q 'ef bb bf' || fail "no BOM"
has t06.csv 'TT;Mã trẻ;Họ và tên;' 'Trẻ Mẫu' ';☐;☐'
sed -n 2p t06.csv | grep -q '^DỮ LIỆU MẪU[^;]*;;' || fail "CSV of a trial"
do_ 2026-10-02 reg show $(($(lines) - 1))
has out '"list":"sheet"' '"basis":"duty"' '"to":"T06"'
enters 1 2026-10-02 app due --names --to 'Phó Chủ tịch'
has out 'Trẻ Mẫu'
do_ 2026-10-02 reg show $(($(lines) - 1))
has out '"list":"due"' '"to":"Phó Chủ tịch"'
refuse 1 'FORMAT 6.1' 2026-10-02 adm list hamlet t06 --names
grep -q 'Trẻ Mẫu' out && fail "a name without a right to sign"
refuse 1 'It exists already' 2026-10-02 reg list hamlet t06 --names \
    --out t06.csv
refuse 2 'Not found' 2026-10-02 reg list hamlet t99 --names
refuse 2 '--out' 2026-10-02 reg list hamlet t06 --names --format xlsx
refuse 2 '--of' 2026-10-02 reg --json report 2026-Q3 --out r.csv
refuse 2 'minhbach list' 2026-10-02 reg list hamlet
refuse 2 'minhbach list' 2026-10-02 reg list year cax 26-Q1
refuse 2 'minhbach list' 2026-10-02 reg list health 2026-Q3 --format doc
refuse 2 'minhbach due' 2026-10-02 reg due --within 0
refuse 2 'minhbach report' 2026-10-02 reg report 2026-Q3 --of money

# ---- workbook and page ----
enters 1 2026-10-03 reg list followup-table 2026-Q3 --names --out f.xlsx
[ "$(stat -c %a f.xlsx)" = 600 ] || fail "mode of the workbook"
python3 - <<'EOF' || fail "the workbook"
import re, zipfile
z = zipfile.ZipFile('f.xlsx')
s = z.read('xl/worksheets/sheet1.xml').decode()
t = z.read('xl/sharedStrings.xml').decode()
assert '<f>' not in s and 'state="frozen"' in s and '61100000' in s
assert 'Trẻ Mẫu 001' in t and 'Họ và tên' in t
assert '2026-10-03T02:00:00Z' in z.read('docProps/core.xml').decode()
EOF
enters 0 2026-10-03 reg report 2026-Q3 --out r.pdf
head -c 5 r.pdf | grep -q '%PDF-' || fail "the page"

# ---- the sheets of a month ----
before=$(lines)
do_ 2026-10-03 reg remind out.d --names --format csv
n=$(ls out.d | wc -l)
[ "$n" -eq 47 ] || fail "remind wrote $n files"
[ "$(lines)" -eq $((before + n - 1)) ] || fail "a disclosure for each sheet"
[ "$(stat -c %a out.d out.d/*-thon-t06.csv | tr '\n' ' ')" = '700 600 ' ] ||
	fail "modes of the sheets"
has out.d/2026-10-03-bia.csv 'Trường học 2 (mẫu)' 2026-10-03-thon-t18.csv
cksum out.d/* >sums
enters 0 2026-10-03 reg remind out.d --names --format csv
has err 'không làm lại'
cksum out.d/* | cmp -s - sums || fail "a second run changed something"
do_ 2026-10-04 reg remind out.d --format csv
! grep -q 'Trẻ Mẫu' out.d/2026-10-04-* || fail "remind names without --names"
mkdir open.d && chmod 755 open.d
refuse 2 'chmod 700' 2026-10-04 reg remind open.d

# ---- a report that was signed elsewhere ----
echo 'báo cáo đã ký số' >signed.pdf
has_report() { do_ 2026-10-05 reg due; grep -c 'chưa ghi nhận vào sổ' out; }
[ "$(has_report)" -eq 1 ] || fail "the report is not due"
enters 1 2026-10-05 reg report --register signed.pdf --period 2026-Q3 \
    --recipient 'UBND xã'
[ "$(stat -c %a signed.pdf.key)" = 600 ] || fail "key of the digest"
do_ 2026-10-05 reg show $(($(lines) - 1))
has out '"period":"2026-Q3"' '"recipient":"UBND xã"'
python3 - <<'EOF' || fail "the digest is not the HMAC"
import base64, hmac
key = base64.b64decode(open('signed.pdf.key').read())
d = hmac.new(key, open('signed.pdf', 'rb').read(), 'sha256').digest()
assert base64.b64encode(d).decode() in open('out').read()
EOF
[ "$(has_report)" -eq 0 ] || fail "the report is still due"
refuse 1 'signed.pdf.key' 2026-10-05 reg report --register signed.pdf \
    --period 2026-Q3 --recipient 'UBND xã'
enters 1 2026-10-05 reg report --register signed.pdf --period 2026-Q3 \
    --recipient 'Sở Y tế' --public
do_ 2026-10-05 reg show $(($(lines) - 1))
python3 - <<'EOF' || fail "the digest is not SHA-256"
import base64, hashlib
d = hashlib.sha256(open('signed.pdf', 'rb').read()).digest()
assert base64.b64encode(d).decode() in open('out').read()
EOF
[ "$bad" -eq 0 ]
