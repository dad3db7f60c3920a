#!/bin/sh
# badinput.sh - a small trial ledger, and everything that people, files and
# machines get wrong about it.  Each case must end with the right exit status,
# say in Vietnamese and in English what is wrong and where, and leave the store
# as it was, byte for byte.
set -u
bin=${B:?}/bin
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
	sed 's/^/      /' err
}
die() {
	echo "FAIL: $*"
	[ ! -f err ] || cat err
	exit 1
}
hash_of() {
	sha256sum <"$1/store/data.mdb"
}

# m TIME KEY[+WITH] ARG...: one command on the ledger $L.  The vault is opened
# with the registrar's key, unless that is one of the signers.
L=ledger reader=reg-1 gap=
m() {
	at=$1 key=${2%%+*} with=${2#*+}
	shift 2
	set -- -C "$L" --at "$at" $gap --key "$key.key" "$@"
	if [ "$with" != "$key" ]; then
		shift 6
		[ -z "$gap" ] || shift
		set -- -C "$L" --at "$at" $gap --key "$key.key" \
		    --with "$with.key" "$@"
	else
		with=
	fi
	third=
	case $reader in
	""|"$key"|"$with") ;;
	*) third=$reader; set -- --reader "$reader.key" "$@" ;;
	esac
	first=$key.pass
	if [ -n "$with" ]; then
		second=$with.pass third=${third:-log}.pass
	else
		second=${third:-log}.pass third=log.pass
	fi
	"$bin/minhbach" --passphrase-fd 3 --passphrase-fd 4 --passphrase-fd 5 \
	    "$@" 3<"$first" 4<"$second" 5<"$third"
}
do_() {
	m "$@" >out 2>err || die "$* gave $?"
}

# refuse NAME STATUS WORDS TIME KEY ARG...: refused with that status; each of
# WORDS, which are separated by "|", is in what it says; nothing is written.
refuse() {
	name=$1 want=$2 words=$3
	shift 3
	before=$(hash_of "$L")
	rc=0
	m "$@" >out 2>err || rc=$?
	said "$name" "$want" "$words"
}
said() {
	[ "$rc" -eq "$2" ] || { fail "$1: exit $rc, not $2"; return; }
	[ "$(hash_of "$L")" = "$before" ] || { fail "$1: written"; return; }
	old=$IFS
	IFS='|'
	for w in $3; do
		grep -qF -- "$w" err || { IFS=$old; fail "$1: no \"$w\""; return; }
	done
	IFS=$old
	ok
}
# accept NAME ARG...: done.
accept() {
	name=$1
	shift
	rc=0
	m "$@" >out 2>err || rc=$?
	[ "$rc" -eq 0 ] && ok || fail "$name: exit $rc"
}
size() {
	"$bin/minhbach" -C "${1:-$L}" status 2>err |
	    sed -n 's/^\([0-9]*\) dòng;.*/\1/p'
}

# ---- keys, genesis, grants ----
new_key() {
	echo "mat khau tap $1" >"$1.pass"
	"$bin/minhbach" --passphrase-fd 3 key new "$origin/$1" "$1.key" \
	    interactive 3<"$1.pass" >"$1.pub" 2>err || die "key new $1"
}
echo "mat khau tap niem phong" >log.pass
"$bin/minhbach-seal" -k log.key --kdf interactive --passphrase-fd 3 \
    init "$origin" 3<log.pass >log.vkey 2>err || die "seal init"
for k in ubnd-1 mttq-1 reg-1 reg-2 ubnd-2 t01-1 old-1 ghost-1; do
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
reader=
do_ 2026-07-01T08:00 ubnd-1+mttq-1 init genesis
grant() {
	{ cat "$1.pub"; echo "roles=$2"; } >"grant.$1"
	do_ 2026-07-01T08:30 ubnd-1+mttq-1 grant "grant.$1"
}
grant reg-1 registrar
reader=reg-1
grant reg-2 approver
grant ubnd-2 approver
grant t01-1 confirmer
grant old-1 registrar
printf 'name=%s/old-1\nreason=left\n' "$origin" >revoke
do_ 2026-07-01T08:40 ubnd-1+mttq-1 revoke revoke
cat >ledger/office <<END
office=Phòng Văn hóa - Xã hội
phone=0235 000 0000
hours=7:30-11:30
hotline=111
public=$t/public
log_key=$t/log.key
END

# ---- sheets: one good row each, which the cases then spoil ----
SP=code,name,type,group,inside_commune,money_public
CH=child,name,birth,household,cluster,hamlet,cat,level,school,guardian,personal_number
AS=child,sponsor,from,form,pledged_per_quarter,basis,opening
DI=date,sponsor,child,kind,amount,form,period_from,period_to,voucher,basis
CO=sponsor,year,voucher,date,confirmer,outcome,received,class
RE=date,sponsor,year,voucher,reason
# sheet FILE HEADER ROW...
sheet() {
	f=$1
	shift
	printf '%s\n' "$@" >"$f"
}
sheet sp "$SP" 'LHPN,Hội Phụ nữ,union,G2,1,0' 'CAX,Công an xã,police,G3,1,0'
sheet ch "$CH" \
    'TE-102738,Trẻ Mẫu 1,2017-02-22,H1,C3,T01,3,TH,TR2,Giám hộ 1,000217861353' \
    'TE-105073,Trẻ Mẫu 2,2014-12-10,H2,C1,T01,3,THCS,TR3,Giám hộ 2,000314413178' \
    'TE-105324,Trẻ Mẫu 3,2010-09-15,H3,C4,T01,3,THCS,TR2,Giám hộ 3,000221804203'
sheet as "$AS" 'TE-102738,LHPN,2026-07-01,quarterly,1000000,KH,0' \
    'TE-105324,LHPN,2026-07-01,quarterly,1000000,KH,0'
do_ 2026-07-01 reg-1 import sponsor sp
do_ 2026-07-01 reg-1 import child ch
do_ 2026-07-01 reg-1+ubnd-2 import assignment as
sheet di "$DI" \
    '2026-07-10,LHPN,TE-102738,cash,300000,monthly,2026-Q3,2026-Q3,01/LHPN,' \
    '2026-07-10,LHPN,TE-105324,cash,300000,monthly,2026-Q3,2026-Q3,02/LHPN,'
do_ 2026-07-10 reg-1 import disbursement di
now=2026-07-11
gave() {
	# gave COLUMN=VALUE...: a sheet "x" of the good row with these changes
	d=2026-07-11 u=LHPN c=TE-102738 k=cash a=300000 f=monthly
	q=2026-Q3 r=2026-Q3 v=03/LHPN b=
	for p in "$@"; do
		eval "${p%%=*}=\${p#*=}"
	done
	sheet x "$DI" "$d,$u,$c,$k,$a,$f,$q,$r,$v,$b"
}
bad_gift() {
	# bad_gift NAME STATUS WORDS COLUMN=VALUE...
	n=$1 s=$2 w=$3
	shift 3
	gave "$@"
	refuse "$n" "$s" "x:2|$w" "$now" reg-1 import disbursement x
}

# ---- sheets that are no sheets ----
sheet x date,sponsor,child,kind,form,period_from,period_to,voucher,basis \
    2026-07-11,LHPN,TE-102738,cash,monthly,2026-Q3,2026-Q3,03/LHPN,
refuse 'missing column' 2 'x:1, amount|thiếu cột|is missing' \
    $now reg-1 import disbursement x
sheet x "$DI,colour" \
    '2026-07-11,LHPN,TE-102738,cash,1,monthly,2026-Q3,2026-Q3,03/LHPN,,red'
refuse 'unknown column' 2 'x:1, colour|không biết cột này|unknown column' \
    $now reg-1 import disbursement x
sheet x "$DI" '2026-07-11,LHPN,TE-102738'
refuse 'too few cells' 2 'x: |line 2|thiếu cột|too few columns' \
    $now reg-1 import disbursement x
: >x
refuse 'empty file' 2 'x: |tệp trống|an empty file' \
    $now reg-1 import disbursement x
sheet x "$DI"
refuse 'no rows' 2 'x: |không có dòng nào|no rows' \
    $now reg-1 import disbursement x
sheet x "$DI,date" '2026-07-11,LHPN,TE-102738,cash,1,monthly,q,q,v,,d'
refuse 'column twice' 2 'line 1|trùng tên|two columns' \
    $now reg-1 import disbursement x
refuse 'no such file' 2 'nowhere: |Không tìm thấy|Not found' \
    $now reg-1 import disbursement nowhere
refuse 'no such kind' 2 'gifts: |không có loại này|no such kind' \
    $now reg-1 import gifts di
printf 'code,name,type,group,inside_commune,money_public\nX,H\364i,union,G2,1,0\n' >x
refuse 'latin-1' 2 'x: |line 2|không phải UTF-8|not UTF-8' \
    $now reg-1 import sponsor x
printf 'code,name,type,group,inside_commune,money_public\n\nX,a\000b,union,G2,1,0\n' >x
refuse 'NUL byte' 2 'line 3|không phải UTF-8|not UTF-8' \
    $now reg-1 import sponsor x
sheet x "$SP" 'X,"Hội,union,G2,1,0'
refuse 'unbalanced quote' 2 'x: |line 2|nháy kép|quotation mark' \
    $now reg-1 import sponsor x

# ---- cells ----
bad_gift '30/02/2026' 2 'date = "30/02/2026"|không phải là ngày|not a date' \
    d=30/02/2026
bad_gift '2026-13-01' 2 'date = "2026-13-01"|không phải là ngày|not a date' \
    d=2026-13-01
bad_gift 'negative' 2 'amount = "-300000"|không phải là số|not a number' \
    a=-300000
bad_gift '1.00.000' 2 'amount = "1.00.000"|không phải là số|not a number' \
    a=1.00.000
bad_gift 'unknown child' 1 'child = "TE-999999"|không có trẻ|no child' \
    c=TE-999999
bad_gift 'unknown sponsor' 1 'sponsor = "XYZ"|không có đơn vị|no sponsor' \
    u=XYZ
bad_gift 'voucher in the ledger' 1 'E10|voucher = "01/LHPN"|đã dùng|is used' \
    v=01/LHPN
gave
sed 1d x >row
cat row >>x
refuse 'voucher twice in a file' 1 'x:3, voucher = "03/LHPN", E10|đã dùng|used' \
    $now reg-1 import disbursement x

# Every fault of a row beside the others; only what hangs on a cell that is no
# value waits.
gave d=12/07/2026 u=XYZ c=TE-999999 a=x
refuse 'value and rules in one row' 2 'amount = "x"|not a number|E13|sau ngày|sponsor = "XYZ", FORMAT 6.8|child = "TE-999999", FORMAT 6.8|1 dòng có ô viết sai|1 rows have a cell' \
    $now reg-1 import disbursement x
[ "$(grep -c '^x:2' err)" -eq 8 ] && ok || fail "not four faults in two languages"
gave u=XYZ a=x v=01/LHPN
refuse 'what a stand-in does is not told' 2 'amount = "x"|sponsor = "XYZ"' \
    $now reg-1 import disbursement x
grep -qE ', E(1|9|10|15):' err && fail "a rule was told of a stand-in" || ok
# On the way to another signer, all faults of all rows.
sheet x "$AS" 'TE-105073,CAX,2026-06-30,quarterly,1000000,KH,0' \
    'TE-999999,CAX,2026-07-02,quarterly,1000000,KH,0'
refuse 'a draft of two faulty rows' 1 \
    'x:2, from = "2026-06-30", E3|x:3, child = "TE-999999", FORMAT 6.8' \
    $now reg-1 --draft x.st --then $origin/ubnd-2 import assignment x
[ ! -e x.st ] && ok || fail "a refused draft left a file"

# ---- rules ----
sheet x "$AS" 'TE-102738,CAX,2026-07-02,quarterly,1000000,KH,0'
refuse 'E1 second sponsor' 1 'x:2, child = "TE-102738", E1|đã có đơn vị|has a sponsor' \
    $now reg-1+ubnd-2 import assignment x
bad_gift 'E1 not the sponsor' 1 'sponsor = "CAX", E1|đơn vị khác|does not hold' \
    u=CAX v=1/CAX
sheet x "$CH" \
    'TE-120296,Trẻ Mẫu 4,2017-02-22,H1,C3,T01,3,TH,TR2,Giám hộ,000217861353'
refuse 'E2 child twice' 1 'x:2, personal_|E2|mã khác|another code' \
    $now reg-1 import child x
sheet x "$AS" 'TE-105073,CAX,2026-06-30,quarterly,1000000,KH,0'
refuse 'E3 too early' 1 'from = "2026-06-30", E3|chưa bắt đầu|had not begun' \
    $now reg-1+ubnd-2 import assignment x
bad_gift 'E8 backwards' 1 'E8|kỳ cuối|ends before' q=2026-Q4
bad_gift 'E9 nothing' 1 'amount = "0", E9|lớn hơn 0|above 0' a=0
bad_gift 'E9 large' 1 'amount = "20.000.001", E9|phê duyệt|approver' \
    a=20.000.001
refuse 'E9 approver of the same unit' 1 'E9|đơn vị khác|another unit' \
    $now reg-1+reg-2 import disbursement x
bad_gift 'E12 goods' 2 'x:2, basis: |căn cứ định giá|goods need the basis' k=in-kind
bad_gift 'E13 future' 1 'date = "2026-07-12", E13|sau ngày ghi sổ|after the day' \
    d=2026-07-12
sheet x "$CO" 'LHPN,2026,01/LHPN,2026-07-11,T09,full,,key'
refuse 'E16 other unit' 1 'confirmer = "T09", E16|chính đơn vị|signed by that unit' \
    $now t01-1 import confirmation x
sheet x "$CO" 'LHPN,2026,01/LHPN,2026-07-11,T01,full,,paper'
refuse 'E16 own entry' 1 'E16|khóa đã ghi|key that entered' \
    $now reg-1 import confirmation x
sheet x "$CO" 'LHPN,2026,09/LHPN,2026-07-11,T01,full,,key'
refuse 'confirm nothing' 2 'voucher = "09/LHPN"|không có khoản|no support' \
    $now t01-1 import confirmation x
sheet x change,child,sponsor,to_sponsor,effective,reported,reason,reporter \
    'end,TE-102738,LHPN,,2026-07-11,2026-07-11,chuyen-di,T01'
refuse 'E14 end alone' 1 'x:2|hai chữ ký|two signatures' \
    $now reg-1 import change x
sheet x "$AS" 'TE-105073,CAX,2026-07-02,quarterly,1000000,KH,0'
refuse 'no co-signature' 1 'x:2|chữ ký thứ hai|second signature' \
    $now reg-1 import assignment x
refuse 'two keys of one unit' 1 'x:2|không ghi được|unit' \
    $now reg-1+reg-2 import assignment x
sheet x "$SP" 'DTN,Đoàn,union,G2,1,0'
refuse 'confirmer enters sponsors' 1 'x:2|không được ký|may not sign' \
    $now t01-1 import sponsor x

# ---- keys ----
refuse 'unknown key' 1 'x:2|chưa được cấp|not granted' $now ghost-1 import sponsor x
refuse 'revoked key' 1 'x:2|thu hồi|revoked' $now old-1 import sponsor x
cp reg-1.pass keep
echo sai >reg-1.pass
refuse 'wrong passphrase' 2 'reg-1.key: |sai mật khẩu|wrong passphrase' \
    $now reg-1 import sponsor x
cp keep reg-1.pass
chmod 644 reg-1.key
refuse 'key file others read' 2 'reg-1.key: |chmod 600|others may read' \
    $now reg-1 import sponsor x
chmod 600 reg-1.key

# ---- founding and granting ----
L=new before=$(hash_of ledger)
found() {
	rc=0
	m 2026-07-01 ubnd-1+mttq-1 init x >out 2>err || rc=$?
	L=ledger
	said "$1" "$2" "$3"
	L=new
	[ ! -e new ] || fail "$1: a ledger was begun"
}
reader=
sed /^origin=/d genesis >x
found 'no origin' 2 'x, origin: |Không tìm thấy|Not found'
sed 's/^admin_2=..../admin_2=/' genesis >x
found 'no key of an admin' 2 'x, admin_2: |sai định dạng|Malformed'
sed 's/^quorum=2/quorum=7/' genesis >x
found 'no such quorum' 2 'quorum: |không hợp lệ|not a valid'
cp genesis x
L=ledger
refuse 'a ledger is there' 1 'ledger: |Đã có rồi|exists already' \
    2026-07-01 ubnd-1+mttq-1 init x
reader=reg-1
sed 's/^roles=.*/roles=king/' grant.old-1 >x
refuse 'no such role' 2 'x, roles: |không hợp lệ|not a valid' \
    $now ubnd-1+mttq-1 grant x
refuse 'no quorum' 1 'grant.old-1: |chữ ký thứ hai|quorum' \
    $now ubnd-1 grant grant.old-1
refuse 'granted already' 1 'grant.reg-1: |không ghi được|one key in force' \
    $now ubnd-1+mttq-1 grant grant.reg-1
echo nonsense >x
refuse 'no name=value' 2 'x: |line 1|phải là tên=giá trị|not name=value' \
    $now reg-1 give x
refuse 'no such entry' 2 'entry 999: |Không tìm thấy|Not found' \
    $now reg-1 show 999
sheet x "$CH" 'TE-120296,Trẻ,2020-02-22,H1,C3,T01,5,TH,TR2,Giám hộ,'
refuse 'no such category' 2 'x:2, cat = "5"|không hợp lệ|not a valid' \
    $now reg-1 import child x
sheet x "$CH" 'TE-120296,Trẻ,2027-02-22,H1,C3,T01,3,TH,TR2,Giám hộ,'
refuse 'E13 not born yet' 1 'x:2, birth, E13|ngày sinh|birth date' \
    $now reg-1 import child x
grep -q '2027-02-22\|Giám hộ' err && fail "a child's data in an error" || ok

# ---- statement files ----
echo 'minhbach/statement/v1' >x
refuse 'statement file cut' 2 'x: |bị cắt cụt|cut off' $now reg-1 append x
refuse 'statement file cut, signing' 2 'x: |bị cắt cụt|cut off' \
    $now reg-1 sign x
head -c 3000 /dev/urandom >x
refuse 'no statement file' 2 'x: |bị cắt cụt|cut off' $now reg-1 append x
b32=$(head -c 32 /dev/zero | base64 -w 0)
{
	printf 'minhbach/statement/v1\nledger.example/xa-thu\n1789891208000\n'
	printf 'box %s %s\n' "$b32" "$(head -c 80 /dev/zero | base64 -w 0)"
	head -c 24 /dev/zero | base64 -w 0
	printf '\n%s\n' "$b32"
} >x
refuse "another ledger's statement file" 1 \
    'x: |không gửi cho sổ này|not for this ledger' $now reg-1 append x
refuse "another ledger's statement file, signing" 1 \
    'x: |không gửi cho sổ này|not for this ledger' $now reg-1 sign x

# ---- clocks ----
gave
refuse 'clock behind' 1 'x:2|FORMAT 2.3|before the last entry' \
    2026-07-09 reg-1 import disbursement x
gave d=2026-08-19
refuse '40 days ahead' 1 'x:2|FORMAT 2.3|35 days' \
    2026-08-19 reg-1 import disbursement x
refuse 'no time' 2 'hôm nay: |giờ phải viết|write the time' \
    'hôm nay' reg-1 import disbursement x
{ sed 's/^trial=1/trial=0/' genesis; echo recovery_1=ubnd; echo recovery_2=hdnd; } >real
L=real-ledger reader=
rc=0
m 2026-07-01 ubnd-1+mttq-1 init real >out 2>err || rc=$?
if [ "$rc" -eq 2 ] && [ ! -e real-ledger ] && grep -q 'sổ tập' err &&
    grep -q 'trial ledgers' err; then
	ok
else
	fail "--at in a real ledger: exit $rc"
fi
L=ledger reader=reg-1

# ---- what is good is taken ----
printf '\357\273\277%s\r\n%s\r\n' "$(echo "$DI" | tr , ';')" \
    '11/07/2026;LHPN;TE-102738;cash;1.000.000;monthly;2026-Q3;2026-Q3;05/LHPN;' >x
accept 'semicolons, BOM, CRLF' $now reg-1 import disbursement x
m $now reg-1 list disbursement >list 2>err
grep -q ',2026-07-11,lhpn,TE-102738,1000000,05/LHPN,0,0$' list && ok ||
    fail "1.000.000 and 11/07/2026 stand otherwise in the book"
printf '\357\273\277%s\r\n%s\r\n%s\r\n' "$DI" \
    '11/07/2026,LHPN,TE-102738,cash,1,monthly,2026-Q3,2026-Q3,06/LHPN,' \
    '11/07/2026,LHPN,TE-102738,cash,x,monthly,2026-Q3,2026-Q3,07/LHPN,' >x
refuse 'line numbers of CRLF' 2 'x:3, amount = "x"|not a number' \
    $now reg-1 import disbursement x
{
	echo "$SP" | tr , '\t'
	printf 'NFD\tHo\314\243i U\314\203\tunion\tG2\t1\t0\n'
} >x
accept 'tabs, NFD' $now reg-1 import sponsor x
last=$(($(size) - 1))
m $now reg-1 show "$last" >shown 2>err
printf 'H\341\273\215i \305\250' >nfc
grep -qF "$(cat nfc)" shown && ok || fail "the name is not in NFC"
sheet x "$CO" 'LHPN,2026,01/LHPN,2026-07-11,T01,full,,key'
accept 'confirmation' $now t01-1 import confirmation x
gave a=20.000.001 v=08/LHPN
accept 'E9 with an approver' $now reg-1+ubnd-2 import disbursement x
sheet x "$RE" '2026-07-11,LHPN,2026,08/LHPN,sai-so-tien'
accept 'reversal' $now reg-1 import reversal x
accept 'the same reversal is there already' $now reg-1 import reversal x
grep -q '0 mới, 1 đã có' out && ok || fail 'the same reversal is there already'
sheet x "$RE" '2026-07-11,LHPN,2026,08/LHPN,khac'
refuse 'E11 second reversal' 1 'x:2|E11|nội dung khác|differs' \
    $now reg-1 import reversal x
sheet x "$CO" 'LHPN,2026,08/LHPN,2026-07-11,T01,full,,key'
refuse 'E11 confirm what is reversed' 1 'x:2|E11|đính chính|reversed' \
    $now t01-1 import confirmation x
gave d=2026-08-20 v=09/LHPN
gap=--gap
accept '40 days ahead, meant' 2026-08-20 reg-1 import disbursement x
gap=
now=2026-09-15
bad_gift 'E4 on the birthday' 1 'date = "2026-09-15", E4|đủ tuổi|end age' \
    c=TE-105324 d=2026-09-15 v=10/LHPN
gave c=TE-105324 d=2026-09-14 v=10/LHPN
accept 'E4 the day before' $now reg-1 import disbursement x

# ---- the store: altered, old, killed, full ----
# Work on a copy, and afterwards let the keys forget it.
copy() {
	rm -rf copy seen
	mkdir seen
	cp -r ledger copy
	cp -- *.seen seen
	L=copy
}
back() {
	rm -f -- *.seen
	cp seen/* .
	L=ledger
}
# A byte of the text of an entry: the name of a sponsor, which is clear.
copy
python3 - copy/store/data.mdb <<'END' || die "no text to alter"
import sys
b = bytearray(open(sys.argv[1], 'rb').read())
at = b.find('"name":"Công an xã"'.encode())
assert at > 0
while at > 0:
    b[at + 8] ^= 1
    at = b.find('"name":"Công an xã"'.encode(), at + 1)
open(sys.argv[1], 'wb').write(b)
END
gave d=2026-09-15 v=11/LHPN
refuse 'a flipped byte' 2 'entry 8|FORMAT 4.3' \
    $now reg-1 import disbursement x
before=$(hash_of copy) rc=0
"$bin/minhbach" -C copy status >out 2>err || rc=$?
said 'a flipped byte, reading' 2 'entry 8|FORMAT 4.3'

copy
L=ledger
# What a key remembers is what it saw when it signed last.
accept 'one more' $now reg-1 import disbursement x
gave d=2026-09-15 v=13/LHPN
accept 'and another' $now reg-1 import disbursement x
L=copy
gave d=2026-09-15 v=12/LHPN
refuse 'an old copy' 1 'copy: |bản cũ|old copy|FORMAT 3.8' \
    $now reg-1 import disbursement x
L=ledger
{
	echo "$DI"
	i=0
	while [ $i -lt 1000 ]; do
		i=$((i + 1))
		echo "2026-09-15,LHPN,TE-102738,cash,1000,monthly,2026-Q3,2026-Q3,K$i,"
	done
} >many
n=$(size)
for delay in 0.1 0.2 0.25 0.3; do
	copy
	m $now reg-1 import disbursement many >out 2>err &
	pid=$!
	sleep $delay
	child=$(ps -o pid= --ppid $pid 2>/dev/null | head -n 1)
	kill -9 ${child:-$pid} 2>/dev/null
	wait $pid 2>/dev/null
	after=$(size copy)
	case $after in
	"$n"|$((n + 1000))) ok ;;
	*) fail "killed after $delay s: $after rows, not $n or $((n + 1000))" ;;
	esac
	accept "writing after kill -9 ($delay s)" $now reg-1 import disbursement x
	back
done
for blocks in 8 160 600; do
	copy
	rc=0
	(ulimit -f $blocks && m $now reg-1 import disbursement many) >out 2>err ||
	    rc=$?
	before=$(hash_of copy) # pages that no commit reached may be there
	said "full disk at $blocks blocks" 2 'Lỗi đọc ghi|Input or output error'
	[ "$(size copy)" = "$n" ] && ok || fail "full disk at $blocks: written"
	accept "writing after a full disk ($blocks)" \
	    $now reg-1 import disbursement x
	back
done

# ---- publication ----
refuse 'a quarter that is not over' 1 \
    'publish: |quý này chưa hết|the quarter is not over' \
    2026-09-16 reg-1+ubnd-2 publish 2026-Q3
now=2026-10-05
refuse 'publication by one key' 1 'chữ ký thứ hai|second signature' \
    $now reg-1 publish 2026-Q3
refuse 'no such quarter' 2 'minhbach publish' $now reg-1+ubnd-2 publish 2026-Q5
before=$(hash_of "$L")
accept 'a trial publication' $now reg-1+ubnd-2 publish --dry-run 2026-Q3
cp out trial
grep -q 'KIỂM TRA TRƯỚC KHI CÔNG BỐ 2026-Q3' out &&
    grep -q 'CHECK BEFORE PUBLICATION 2026-Q3' out &&
    grep -q 'tiền theo nhóm: không đăng' out &&
    grep -q 'for officers alone: 2 children with money' out &&
    [ "$(hash_of "$L")" = "$before" ] && [ ! -e public ] && ok ||
    fail "what a trial publication says"
mv log.key log.away
refuse "publication without the seal's key" 2 'log.key' \
    $now reg-1+ubnd-2 publish 2026-Q3
mv log.away log.key
# The disk fails when the publication stands in the ledger already.
: >public
rc=0
m $now reg-1+ubnd-2 publish 2026-Q3 >out 2>err || rc=$?
[ "$rc" -eq 2 ] && grep -q "$t/public" err && ok ||
    fail "publication to a place that is no directory: exit $rc"
rm public
copy
sed -i "s,^public=.*,public=$t/public2," copy/office
before=$(hash_of copy)
accept 'resumed elsewhere' $now reg-1+ubnd-2 publish --resume
L=ledger
accept 'resumed' $now reg-1+ubnd-2 publish --resume
cp -r public public3
accept 'resumed again' $now reg-1+ubnd-2 publish --resume
diff -r public public2 >err 2>&1 && diff -r public public3 >err 2>&1 && ok ||
    fail 'resumed to other bytes'
"$bin/minhbach-verify" public public --anchor ledger/anchor >out 2>err && ok ||
    fail 'what was resumed does not verify'
# What was held back, and how the attacks ended, is what the trial said.
"$bin/minhbach" -C "$L" publish --check 2026-Q3 >out 2>err
grep -v 'chỉ cho cán bộ\|for officers alone' trial | diff - out >err && ok ||
    fail 'the check of a published quarter is another'
rc=0
"$bin/minhbach" -C "$L" publish --check 2026-Q4 >out 2>err || rc=$?
[ "$rc" -eq 2 ] && grep -q '2026-Q4: ' err && ok ||
    fail "the check of a quarter that is not published: exit $rc"
refuse 'published twice' 1 'quý này đã công bố|published already' \
    $now reg-1+ubnd-2 publish 2026-Q3
sheet x "$SP" 'DTN,Đoàn,union,G2,1,0'
gap=--gap
accept 'half a year later' 2027-04-01 reg-1 import sponsor x
gap=
refuse 'a quarter skipped' 1 'publish: |quý' \
    2027-04-02 reg-1+ubnd-2 publish 2027-Q1

echo "$good cases hold, $bad do not"
[ "$bad" -eq 0 ]
