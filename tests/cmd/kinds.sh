#!/bin/sh
# kinds.sh - every kind of FORMAT 6.1 that has a command: refused, in both
# languages and with nothing written, to who has not the role; entered by who
# has it; said in words by "show".  At the end an auditor proves the whole.
set -u
bin=${B:?}/bin
here=$(cd "$(dirname "$0")" && pwd)
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
cd "$t" || exit 1
bad=0 good=0

fail() {
	bad=$((bad + 1))
	echo "FAIL: $*"
	sed 's/^/      /' err
}
die() {
	echo "FAIL: $*"
	cat err
	exit 1
}
hash_of() {
	[ ! -e ledger/store ] || sha256sum <ledger/store/data.mdb
}
. "$here/little"

# kind NAME WORDS TIME WRONG RIGHT ARG...: fields on standard input.
kind() {
	name=$1 words=$2 time=$3 wrong=$4 right=$5
	shift 5
	cat >in
	before=$(hash_of)
	for lang in vi en; do
		rc=0
		m "$time" "$wrong" --lang $lang "$@" <in >out 2>err || rc=$?
		[ "$rc" -eq 1 ] || { fail "$name: $wrong gave $rc"; return; }
		case $lang in
		vi) grep -qE 'không|thiếu|cần' err ;;
		en) grep -qE 'may not|key|needs|signer|Signature|refuses' err &&
		    ! grep -q 'không' err ;;
		esac || { fail "$name: $lang"; return; }
	done
	[ "$(hash_of)" = "$before" ] || { fail "$name: $wrong wrote"; return; }
	m "$time" "$right" "$@" <in >out 2>err || { fail "$name: $right"; return; }
	last=$(($(size) - 1))
	m "$time" reg-1 show $last >out 2>err
	grep -qF -- "$words" out || { cat out >err; fail "$name: no \"$words\""; return; }
	echo "ok $name"
	good=$((good + 1))
}

for k in ubnd-1 mttq-1 reg-1 reg-2 app-1 cax-1 t01-1 thviet-1 aud-1 ghost-1
do new_key $k; done
little_genesis
# genesis: one admin is no quorum, and leaves no directory behind.
m 2026-07-01 ubnd-1 init genesis >out 2>err && fail "genesis: one admin"
[ ! -e ledger ] || fail "genesis: left a directory"
m 2026-07-01 $A init genesis >out 2>err || die "genesis"
cp ledger/anchor anchor
grant reg-1 registrar
reader="--reader reg-1.key"
{ cat app-1.pub; echo roles=approver; } >q
kind key-grant \
    'Cấp khóa viet-an.example/thu/app-1 của app: người phê duyệt' \
    2026-07-01 ubnd-1 $A grant - <q
grant cax-1 sponsor
grant t01-1 confirmer
grant thviet-1 school
grant aud-1 auditor
grant reg-2 registrar
little_office log2.key

kind policy 'late-days = 60 từ Quý III/2026' $D $R $A policy - <<END
key=late-days
value=60
effective_from=2026-Q3
END
kind document 'Văn bản (kế hoạch): Kế hoạch đỡ đầu' $D app-1 $R document - <<END
title=Kế hoạch đỡ đầu
type=ke-hoach
END
doc=$last
kind document-of "số 12/KH-UBND, ngày 01/07/2026, bổ sung cho dòng $doc" \
    $D $C $R document - <<END
title=Kế hoạch đỡ đầu
type=ke-hoach
number=12/KH-UBND
date=01/07/2026
of=$doc
END
kind sponsor 'Đơn vị đỡ đầu cax: Công an xã (công an' $D $C $R sponsor - <<END
code=cax
name=Công an xã
type=police
group=g3
inside_commune=1
money_public=1
END
kind sponsor-person 'Bà Nguyễn Thị B (cá nhân' $D $C $R sponsor - <<END
code=nguyen-thi-b
name=Bà Nguyễn Thị B
type=person
group=g5
inside_commune=0
money_public=0
END
child TE-000001 'Đặng Mẫu Ân' 05/05/2016 H-1 >q
kind child 'Ghi nhận em TE-000001 (Đ.M.Â.)' $D $C $R child - <q
child TE-000002 'Trẻ Mẫu Hai' 06/06/2017 H-2 >in.2
m $D $R child in.2 >out 2>err || die "second child"
kind consent 'em và người giám hộ đồng ý cho dùng hình ảnh của em TE-000001' \
    $D app-1 $R consent - <<END
by=both
given=1
scope=image
child=TE-000001
END
assign() {
	printf 'child=%s\nsponsor=cax\nform=quarterly\nfrom=02/07/2026\n' $1
	echo pledged=1.000.000
}
assign TE-000001 >q
kind assignment \
    'Phân công Công an xã đỡ đầu em TE-000001' $D $R $RA assign - <q
as1=$last
assign TE-000002 >in.a
m $D $RA assign in.a >out 2>err || die "second assignment"
# Two assign, so two correct.
printf 'pledged=1.300.000\nreason=sai-so-tien\n' >q
kind correct-assignment \
    'mức 1.300.000 đ một quý' $D $R $RA correct $(($(size) - 1)) - <q
m $D $R list assign >out 2>err
grep -q "^$last,TE-000002,cax,2026-07-02,1300000,0,0\$" out ||
    fail "list assign: the pledge"
printf 'child=TE-000001\naccepted=1\n' >q
kind acceptance \
    "Nhận đỡ đầu theo phân công ở dòng $as1" $D t01-1 $C accept - <q
printf 'date=01/07/2026\nreason=sai-ngay\n' >q
kind correct-acceptance \
    "Nhận đỡ đầu theo phân công ở dòng $as1, ngày 01/07/2026" \
    $D $C $C+$R correct "$last" - <q
printf 'assignment=%s\nfrom=2026-Q4\npledged=1.200.000\n' $as1 >q
kind level \
    'Mức mới 1.200.000 đ một quý từ Quý IV/2026' $D t01-1 $C level - <q
printf 'pledged=1.100.000\nreason=sai-so-tien\n' >q
kind correct-level \
    'Mức mới 1.100.000 đ một quý từ Quý IV/2026' \
    $D $C $C+$R correct "$last" - <q
# The pledge of the day, not the one that was entered first.
m $D $R list assign >out 2>err
grep -q "^$as1,TE-000001,cax,2026-07-02,1000000,0,0\$" out ||
    fail "list assign: before the level"
m 2026-10-01 $R list assign >out 2>err
grep -q "^$as1,TE-000001,cax,2026-07-02,1100000,0,0\$" out ||
    fail "list assign: from the level on"
give() {
	cat <<END
child=TE-000001
sponsor=cax
amount=$1
kind=cash
form=quarterly
from=2026-Q3
to=2026-Q3
voucher=$2
END
}
give 10.000.000 01/CAX >q
kind disbursement \
    'hỗ trợ em TE-000001 (Đ.M.Â.) 10.000.000 đ tiền mặt, Quý III/2026' \
    $D t01-1 $C give - <q
typo=$last
# correct: the sponsor alone may not reverse.  E10: the number is used.
kind correct 'hỗ trợ em TE-000001 (Đ.M.Â.) 1.000.000 đ tiền mặt' \
    2026-07-03 $C $C+$R correct "$typo" - <<END
amount=1.000.000
reason=sai-so-tien
END
given=$last
grep -q '01/CAX-2' out || fail "correct: the voucher"
m 2026-07-03 $R --lang vi show "$typo" >out 2>err
grep -q "đã được đính chính ở dòng $((given - 1))" out || fail "show reversed"
n=$(size)
printf 'amount=2000000\nreason=sai-so-tien\n' >in
m 2026-07-03 $C+$R correct "$typo" in >out 2>err && fail "E11: twice"
grep -q E11 err && [ "$(size)" = "$n" ] || fail "E11: not said, or written"
m 2026-07-03 $C+$R correct "$given" - >out 2>err <<END && fail "correct: same"
reason=khac
END
[ "$(size)" = "$n" ] || fail "correct: half of it is written"
printf 'disbursement=%s\nconfirmer=t01\noutcome=full\n' "$given" >q
kind confirmation "t01 xác nhận đã nhận đủ khoản ở dòng $given" \
    2026-07-04 $C t01-1 confirm - <q
m 2026-07-04 $R show "$given" >out 2>err
grep -q "confirmed by entry $last" out || fail "show confirmed"
# A confirmation is corrected by the confirmer with a registrar.
kind correct-confirmation 'xác nhận nhận thiếu (900.000 đ)' \
    2026-07-04 t01-1 t01-1+$R correct "$last" - <<END
outcome=short
received=900.000
correction=khac
END
kind objection "Ý kiến của gia đình về số tiền, em TE-000001 (Đ.M.Â.), dòng $given" \
    2026-07-04 ghost-1 t01-1 object - <<END
from=family
matter=amount
child=TE-000001
about=$given
END
asked=$last
kind objection-answer "Trả lời ý kiến ở dòng $asked: ý kiến đúng" \
    2026-07-04 ghost-1 app-1 object - <<END
answers=$asked
result=upheld
from=family
matter=amount
child=TE-000001
END
m 2026-07-04 $R show "$asked" >out 2>err
grep -q "answered by entry $last" out || fail "show answered"
printf 'child=TE-000001\nsponsor=cax\noccasion=tet\n' >q
kind visit \
    'Công an xã thăm em TE-000001 (Đ.M.Â.) dịp Tết' 2026-07-04 t01-1 $C visit - <q
visit=$last
printf 'occasion=birthday\nreason=khac\n' >q
kind correct-visit \
    'dịp sinh nhật' 2026-07-04 $C $R correct "$visit" - <q
kind guidance 'thviet hướng dẫn học phí cho em TE-000001' \
    2026-07-04 t01-1 thviet-1 guide - <<END
child=TE-000001
unit=thviet
subject=school-fees
result=in-progress
END
printf 'subject=housing\nreason=khac\n' >q
kind correct-guidance 'thviet hướng dẫn nhà ở cho em TE-000001' \
    2026-07-04 thviet-1 thviet-1+$R correct "$last" - <q
kind followup 'thviet có theo dõi em TE-000001 (Đ.M.Â.) trong Quý III/2026' \
    2026-07-04 t01-1 thviet-1 followup - <<END
child=TE-000001
unit=thviet
quarter=2026-Q3
followed=1
risk=0
END
printf 'risk=1\nreason=khac\n' >q
kind correct-followup ', có nguy cơ bỏ học' \
    2026-07-04 thviet-1 thviet-1+$R correct "$last" - <q
follow=$last
kind change-attributes 'đổi thông tin (cấp học trung học cơ sở, trường thcsviet)' \
    2026-07-05 $C $R change - <<END
child=TE-000001
change=attributes
school=thcsviet
level=thcs
effective=05/07/2026
reason=khac
reporter=thviet
END
kind change-end 'kết thúc từ 05/07/2026, vì chuyển đi' \
    2026-07-05 $R $RA change - <<END
child=TE-000002
change=end
effective=05/07/2026
reason=chuyen-di
reporter=t01
END
# An end is reversed by two, so it is corrected by two.
kind correct-change 'kết thúc từ 04/07/2026, vì chuyển đi' \
    2026-07-05 $R $RA correct "$last" - <<END
effective=04/07/2026
correction=sai-ngay
END
printf 'index=%s\nreason=ghi-trung\n' "$follow" >q
kind reversal \
    "Đính chính dòng $follow: ghi trùng" 2026-07-05 thviet-1 $R reverse - <q
# From Friday the 3rd two working days lead to Tuesday.
kind request 'nhận ngày 03/07/2026, trả lời trước 07/07/2026, làm xong trước 24/07/2026' \
    2026-07-05 app-1 $R request - <<END
kind=access
from=guardian
child=TE-000001
received=03/07/2026
END
asked=$last
kind request-answer "Trả lời yêu cầu ở dòng $asked: đã làm" \
    2026-07-05 app-1 $R request - <<END
of=$asked
answer=done
kind=access
from=guardian
child=TE-000001
received=05/07/2026
answer_due=07/07/2026
done_due=24/07/2026
END

echo 'báo cáo đã ký' >signed.pdf
kind report 'Báo cáo Quý II/2026 gửi UBND xã' 2026-07-05 $C $R \
    report --register signed.pdf --period 2026-Q2 --recipient 'UBND xã' \
    </dev/null

# A registrar who is revoked is no reader of the vault any more (FORMAT 4.7).
grep -q "^reader $O/reg-2 " ledger/keyring || fail "reg-2 never read"
gen=$(sed -n 3p ledger/keyring)
doubt=$((follow - 1)) # what that correction reversed
printf 'name=%s/thviet-1\nreason=compromised\nsince=%s\n' $O $doubt >q
kind key-revoke "Thu hồi khóa $O/thviet-1: bị lộ, ngờ từ dòng $doubt" \
    2026-07-06 $R $A revoke - <q
printf 'name=%s/reg-2\nreason=left\n' $O >in
m 2026-07-06 $A revoke in >out 2>err || fail "revoke reg-2"
grep -q "^reader $O/reg-2 " ledger/keyring && fail "reg-2 still reads"
grep -q "^reader $O/reg-1 " ledger/keyring || fail "reg-1 reads no more"
[ "$(sed -n 3p ledger/keyring)" -gt "$gen" ] || fail "keyring: generation"
printf 'index=%s\n' $doubt >q
kind affirm "Giữ nguyên dòng $doubt" \
    2026-07-06 ghost-1 app-1 affirm - <q
kind log-key 'Đổi khóa niêm phong: thay theo kế hoạch' 2026-07-06 $R $A \
    log-key - <<END
log_key=$(cat log2.vkey)
reason=planned
END
kind clock 'Chỉnh đồng hồ (đồng hồ chạy sai)' 2026-07-07 $R $A clock - <<END
true_time=2026-07-06T10:00
reason=wrong-clock
END
# After a clock entry, and only then, time may go back.
child TE-000003 'Trẻ Mẫu Ba' 06/06/2018 H-3 >in.3
m 2026-07-06T10:00 $R child in.3 >out 2>err || fail "clock: time back"

# publication, withdrawal: at the portal a tombstone, and the book still proves.
kind publication 'Công bố Quý III/2026, lần 1' 2026-10-05 $R $RA --gap \
    publish 2026-Q3 </dev/null
verify_public() {
	"$bin/minhbach-verify" public public --anchor anchor >out 2>err ||
	    fail "$1: the public directory is not proved"
}
verify_public publication
p=$last
kind withdrawal "Gỡ dòng $p khỏi trang công bố: vì riêng tư của trẻ" \
    2026-10-06 $R $RA withdraw 2026-Q3 privacy </dev/null
verify_public withdrawal
[ ! -e public/publications/2026-Q3/v1.json ] || fail "withdrawn and still there"
rm -rf site
"$bin/minhbach-portal" export public site --anchor anchor >out 2>err ||
    fail "the site of a withdrawal"
grep -rq 'đã được gỡ ngày 06/10/2026' site || fail "the tombstone has no day"
grep -q '<updated>2026-10-06T' site/feed.atom || fail "nor has the feed"
[ -e public/proofs/2026-Q3-v1.tlog-proof ] || fail "the proof went too"
grep -q '"withdrawn":'"$last" "public/clear/$p.json" || fail "no tombstone"
m 2026-10-06 $RA withdraw 2026-Q3 law >out 2>err && fail "withdrawn twice"
m 2026-10-06 $RA withdraw "$doc" other >out 2>err || fail "a document"
verify_public withdrawn-document
grep -q '"withdrawn":' "public/clear/$doc.json" || fail "no document tombstone"
cp -r public again
m 2026-10-06 $RA publish --resume >out 2>err || fail "resume"
diff -r public again >err || fail "resume: other bytes"

# disclosure, audit
stream() {
	m "$1" $R export --to $O/aud-1 >stream 2>err || fail "export"
	"$bin/minhbach-verify" stream stream --anchor anchor --full \
	    --key aud-1.key --passphrase-fd 3 --json 3<aud-1.pass \
	    >report.json 2>err
}
m 2026-10-07 $C export --to $O/aud-1 >out 2>err && fail "disclosure: sponsor"
stream 2026-10-07 || { cat report.json; fail "not proved"; }
m 2026-10-07 $R show $(($(size) - 1)) >out 2>err
grep -q 'cho viet-an.example/thu/aud-1' out && echo "ok disclosure" ||
    fail "disclosure"
kind audit 'dòng sổ: đạt; xem được' 2026-10-07 $R aud-1 audit report.json \
    </dev/null
sed 's/"root": "[^"]*"/"root": "47DEQpj8HBSa+\/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="/' \
    report.json >forged.json
m 2026-10-07 aud-1 audit forged.json >out 2>err && fail "a forged report"
grep -q 'its root is not that' err || fail "forged: not said"
echo '{}' >no.json
m 2026-10-07 aud-1 audit no.json >out 2>err && fail "no report"

stream 2026-10-08 || { cat report.json; fail "the whole is not proved"; }
grep -q '"result": "proved"' report.json && echo "ok whole" || fail "whole"

kind closing 'Khép sổ (chương trình kết thúc)' 2026-10-09 $R $A closing - <<END
reason=ended
END
m 2026-10-09 $R child in.3 >out 2>err && fail "an entry after closing"
"$bin/minhbach" -C ledger export >stream 2>err || fail "export after closing"
"$bin/minhbach-verify" stream stream --anchor anchor --full >out 2>err
[ $? -ne 1 ] || fail "disproved after closing"
echo "$good kinds, $bad faults"
[ "$bad" -eq 0 ]
