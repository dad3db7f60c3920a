#!/bin/sh
# edges.sh - the edge cases of the plan's life as an officer meets them: entered
# by commands, refused in both languages, read off the reports.  On the state
# alone, case by case: tests/unit/domain/t_edge.c.
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
	sed 's/^/      /' out err
}
die() {
	echo "FAIL: $*"
	cat out err
	exit 1
}
. "$here/little"
last=0
gap=--gap
# enter NAME TIME KEYS COMMAND [SAID]: the fields are in the file "in"; SAID is
# among what is only said.
enter() {
	m $2 $3 $gap $4 in >out 2>err || { fail "$1: refused"; return; }
	if [ -n "${5-}" ] && ! grep -qF -- "$5" err; then
		fail "$1: \"$5\" is not said"
	else
		good=$((good + 1))
	fi
	last=$(($(size) - 1))
}
# refuse NAME "RULE|VIETNAMESE|ENGLISH" TIME KEYS COMMAND
refuse() {
	rule=${2%%|*} vi=${2#*|} en=${2##*|}
	vi=${vi%|*}
	before=$(size) rc=0
	m $3 $4 $gap --lang vi $5 in >out 2>err || rc=$?
	[ $rc -eq 1 ] && grep -qF -- "$vi" err && grep -qF -- "$rule" err ||
		{ fail "$1: exit $rc, no \"$vi\""; return; }
	m $3 $4 $gap --lang en $5 in >out 2>err
	grep -qF -- "$en" err || { fail "$1: no \"$en\""; return; }
	[ "$(size)" = "$before" ] || { fail "$1: written"; return; }
	good=$((good + 1))
}
# reads NAME TIME "WORDS" ARG...: a line of what is shown has all the words.
reads() {
	name=$1 at=$2 words=$3
	shift 3
	m $at reg-1 "$@" >all 2>err || { cp all out; fail "$name"; return; }
	cp all out
	for w in $words; do
		grep -F -- "$w" out >less
		mv less out
	done
	[ -s out ] && { good=$((good + 1)); return; }
	cp all out
	fail "$name: no line with $words"
}
# A text as it stands: its spaces are no separators here.
tells() {
	name=$1 at=$2 text=$3
	shift 3
	m $at reg-1 "$@" >out 2>err && grep -qF -- "$text" out ||
		{ fail "$name: no \"$text\""; return; }
	good=$((good + 1))
}
# misses NAME TIME "WORDS" ARG...: no line has them all.
misses() {
	name=$1 at=$2 words=$3
	shift 3
	m $at reg-1 "$@" >out 2>err || { fail "$name"; return; }
	for w in $words; do
		grep -F -- "$w" out >less
		mv less out
	done
	[ -s out ] && fail "$name: a line with $words" || good=$((good + 1))
}
lacks() {
	name=$1 at=$2 text=$3
	shift 3
	m $at reg-1 "$@" >out 2>err && ! grep -qF -- "$text" out ||
		{ fail "$name: \"$text\""; return; }
	good=$((good + 1))
}

for k in ubnd-1 mttq-1 reg-1 app-1 cax-1 t01-1 t01-2; do new_key $k; done
little_genesis
m 2026-07-01 $A init genesis >out 2>err || die genesis
grant reg-1 registrar
reader="--reader reg-1.key"
grant app-1 approver
grant cax-1 sponsor
grant t01-1 confirmer
little_office log.key
sponsor() {
	printf 'code=%s\nname=%s\ntype=%s\ngroup=%s\n' "$@"
	printf 'inside_commune=1\nmoney_public=1\n'
}
sponsor cax 'Công an xã' police g3 >in
enter sponsor $D $R sponsor
sponsor hnd 'Hội Nông dân xã' union g2 >in
enter sponsor $D $R sponsor
sponsor ccb 'Hội Cựu chiến binh xã' union g2 >in
enter sponsor $D $R sponsor
sponsor dtn 'Đoàn Thanh niên xã' union g2 >in
enter sponsor $D $R sponsor
n=0
while read -r name birth; do
	n=$((n + 1))
	child TE-00000$n "Mẫu $name" "$birth" H-$n >in
	enter "child $n" $D $R child
done <<END
Một 12/08/2010
Hai 29/02/2016
Ba 03/03/2015
Bốn 04/04/2015
Năm 05/05/2015
Sáu 06/06/2015
Bảy 07/07/2015
END
assign() {
	printf 'child=TE-00000%s\nsponsor=%s\nform=quarterly\n' $1 $2
	printf 'from=01/07/2026\npledged=1.000.000\n'
}
# give CHILD SPONSOR VOUCHER DATE [LINE...]
give() {
	printf 'child=TE-00000%s\nsponsor=%s\nvoucher=%s\ndate=%s\n' $1 $2 $3 $4
	shift 4
	case "$*" in *amount=*) ;; *) echo amount=1.000.000 ;; esac
	case "$*" in *kind=*) ;; *) echo kind=cash ;; esac
	case "$*" in *form=*) ;; *) echo form=quarterly ;; esac
	case "$*" in *from=*) ;; *) printf 'from=2026-Q3\nto=2026-Q3\n' ;; esac
	for l; do echo "$l"; done
}
for a in '1 cax' '2 cax' '3 hnd' '4 hnd' '5 ccb' '6 dtn'; do
	assign $a >in
	enter "assign $a" $D $RA assign
done

# 1: the day before sixteen, and the day.
give 1 cax 01/CAX 11/08/2026 >in
enter 1 2026-08-11 $R give E4
give 1 cax 02/CAX 12/08/2026 >in
refuse 1 'E4|trẻ đã đủ tuổi kết thúc|reached the end age' 2026-08-12 $R give
# 2: never 28/02 or 01/03; what is due says the very day.
give 2 cax 03/CAX 12/08/2026 >in
enter 2 2026-08-12 $R give
# 11: the same voucher.
give 2 cax 03/CAX 12/08/2026 amount=5.000 >in
refuse 11 'E10|đã dùng trong năm|used in this year' 2026-08-12 $R give
# 12: a second sponsor.
assign 2 hnd >in
refuse 12 \
    'E1|đã có đơn vị đỡ đầu|has a sponsor' 2026-08-12 $RA assign
# 15: the same child from another list.
{ child TE-000008 'Mẫu Tám' 08/08/2014 H-8; echo personal_number=049314000001; } >in
enter 15 2026-08-12 $R child
{ child TE-000009 'Mẫu Chín' 09/09/2014 H-9; echo personal_number=049314000001; } >in
refuse 15 'E2|với một mã khác|under another code' 2026-08-12 $R child
child TE-000009 'MẪU HAI' 29/02/2016 H-9 >in
enter '15: alike' 2026-08-12 $R child 'xem có phải một em không'
# 16: a day to come, another's hands, its own word.
give 2 cax 09/CAX 13/08/2026 >in
refuse '16 future' \
    'E13|nằm sau ngày ghi sổ|after the day' 2026-08-12 $R give
give 3 hnd 09/HND 12/08/2026 >in
refuse '16 role' \
    'E14|không thuộc đơn vị đỡ đầu này|not of this sponsor' 2026-08-12 $C give
give 2 cax 10/CAX 12/08/2026 amount=1.000 >in
enter '16 own' 2026-08-12 $C give
printf 'sponsor=cax\nyear=2026\nvoucher=10/CAX\nconfirmer=cax\noutcome=full\nby=paper\n' >in
refuse '16 itself' \
    'E16|không tự xác nhận|does not confirm its own' 2026-08-12 $R confirm
printf 'name=%s\nreason=left\n' $O/cax-1 >in
enter '16 revoked' 2026-08-13 $A revoke
give 2 cax 11/CAX 12/08/2026 >in
refuse '16 revoked' \
    '3.2|khóa ký chưa được cấp, hoặc đã bị thu hồi|has no key in force' 2026-08-13 $C give
# 8: generous, and yet below in each of its quarters; the reason is said.
give 6 dtn 01/DTN 14/08/2026 amount=1.800.000 kind=in-kind basis=invoice \
    from=2026-Q3 to=2026-Q4 >in
enter 8 2026-08-14 $R give
# 3: a school year at once.
give 3 hnd 01/HND 05/09/2026 amount=4.000.000 form=school-year from=2026-Q3 \
    to=2027-Q2 >in
enter 3 2026-09-05 $R give
# 20: the remainder goes first.
give 5 ccb 20/CCB 06/09/2026 form=school-year from=2026-Q3 to=2027-Q1 \
    amount=1.000.000 counts=0 >in
enter 20 2026-09-06 $R give
tells 20 2026-09-06 '"parts":[333334,333333,333333]' show $last
# 10: below by little; exempt in the quarter of the birthday.
give 5 ccb 02/CCB 20/09/2026 amount=800.000 >in
enter 10 2026-09-20 $R give
tells '10 and 8' 2026-10-01 'Quý III/2026: 800.000 đ, dưới mức 1.000.000 đ' due
tells 8 2026-10-01 \
    'Quý III/2026: 900.000 đ, dưới mức 1.000.000 đ (chia cho nhiều quý)' due
misses '1 is exempt' 2026-10-01 'TE-000001 mức' due
m 2026-10-01 reg-1 --json report 2026-Q3 >out 2>err
python3 - out <<'P' || fail '1: the report does not say who is exempt'
import json, sys
units = json.loads(open(sys.argv[1]).readline())['rows']
rows = {r['unit']: r for r in units if r['unit']}
cax, dtn, ccb = rows['CAX'], rows['DTN'], rows['CCB']
# TE-000001 had 1.000.000; TE-000002 enough.  Nobody of cax is below.
assert (cax['below'], dtn['below'], ccb['below']) == (0, 1, 1), rows
assert dtn['given'] == 1800000 and dtn['allocated'] == 900000
P
good=$((good + 1))

# 7: paid late: counts for its quarter, is entered in the next, and said.
give 4 hnd 02/HND 14/10/2026 >in
enter 7 2026-10-14 $R give 'chi muộn cho quý đã qua'
m 2026-10-15 reg-1 --json report 2026-Q4 >out 2>err
grep -q '"unit":"HND"[^}]*"given":1000000,' out || fail '7: not entered in Q4'
m 2026-10-15 reg-1 --json report 2026-Q3 >out 2>err
grep -q '"unit":"HND"[^}]*"given":4000000,"allocated":2000000,' out ||
    fail '7: not counted for Q3'
tells 7 2026-10-15 '01 khoản chi muộn cho quý trước' report 2026-Q4
# 3 and I14: it moves; the money stays, and what was paid ahead is reported.
change() {
	printf 'child=TE-00000%s\nchange=%s\neffective=%s\nknown=%s\nreporter=t01\n' \
	    $1 $2 $3 $4
	shift 4
	for l; do echo "$l"; done
}
change 3 end 20/10/2026 20/10/2026 reason=chuyen-di >in
enter 3 2026-10-27 $RA change 'đã chi trước cho kỳ sau'
reads 3 2026-10-28 'TE-000003 kết chuyển 2.000.000' report 2026-Q4 --of changes
tells 3 2026-10-28 'Đã chi trước: phần đã chi cho các quý sau' \
    report 2026-Q4 --of changes
# 9: one zero too many; a second reversal is refused.
give 4 hnd 03/HND 25/10/2026 amount=10.000.000 from=2026-Q4 to=2026-Q4 >in
enter 9 2026-10-28 $R give
wrong=$last
printf 'target=%s\nreason=sai-so-tien\n' $wrong >in
enter 9 2026-10-29 $R reverse
printf 'target=%s\nreason=sai-so-tien\n' $wrong >in
refuse 9 \
    'E11|đã được đính chính một lần|reversed already' 2026-10-29 $R reverse
give 4 hnd 03a/HND 25/10/2026 from=2026-Q4 to=2026-Q4 >in
enter 9 2026-10-29 $R give
m 2026-10-30 reg-1 --json list sponsor hnd 2026-Q4 >out 2>err
grep -q '"child":"TE-000004"[^}]*"given":2000000,"allocated":1000000,' out ||
    fail '9: 1.000.000 late for Q3, 1.000.000 for Q4, and no more'
# 13: relief from another unit counts to no minimum, whatever was said of it.
give 5 dtn 02/DTN 02/11/2026 amount=2.000.000 form=ad-hoc from=2026-Q4 \
    to=2026-Q4 counts=1 >in
enter 13 2026-11-02 $R give 'hỗ trợ đột xuất của đơn vị khác'
tells 13 2026-12-20 'Quý IV/2026: 0 đ, dưới mức 1.000.000 đ' due
tells 13 2026-12-20 '01 khoản đột xuất' report 2026-Q4
# 5: dropped out, and back; no end, and support goes on with a word.
change 4 suspend 15/11/2026 15/11/2026 reason=bo-hoc >in
enter 5 2026-11-16 $R change
give 4 hnd 04/HND 20/11/2026 amount=5.000 from=2026-Q4 to=2026-Q4 >in
enter 5 2026-11-20 $R give 'trẻ đang tạm dừng'
tells 5 2026-12-31 'xem lại việc tạm dừng' report 2026-Q4 --of proposals
change 4 resume 05/01/2027 05/01/2027 reason=di-hoc-lai >in
enter 5 2027-01-05 $R change
reads 5 2027-01-05 'TE-000004 HND' list followup-table 2027-Q1
# 6: another unit from a day on; the first may not give for that day.
change 5 transfer 01/01/2027 20/12/2026 reason=doi-don-vi sponsor=ccb \
    to_sponsor=dtn >in
enter 6 2027-01-05 $RA change
give 5 ccb 05/CCB 02/01/2027 from=2027-Q1 to=2027-Q1 >in
refuse 6 \
    'E1|đơn vị khác đang đỡ đầu|does not hold the child' 2027-01-06 $R give
give 5 dtn 05/DTN 02/01/2027 from=2027-Q1 to=2027-Q1 >in
enter 6 2027-01-06 $R give
reads 6 2027-01-06 'TE-000005 DTN' list followup-table 2027-Q1
lacks 6 2027-01-06 TE-000005 list sponsor ccb 2027-Q1
# 22: an end by mistake, and back: one child in the year, not two.
change 6 end 10/01/2027 10/01/2027 reason=khac >in
enter 22 2027-01-11 $RA change
change 6 reinstate 20/01/2027 20/01/2027 reason=sai-sot to_sponsor=dtn >in
enter 22 2027-01-20 $RA change
m 2027-01-20 reg-1 --json list followup-table 2027-Q1 >out 2>err
[ "$(grep -o 'TE-000006' out | wc -l)" -eq 1 ] || fail '22: listed twice'
m 2027-01-20 reg-1 --json report 2027-Q1 >out 2>err
grep -q '"unit":"DTN"[^}]*"children":2,' out || fail '22: counted twice'
# 14: a visit costs nothing.
printf 'child=TE-000002\nsponsor=cax\noccasion=tet\ndate=25/01/2027\n' >in
enter 14 2027-01-25 $R visit
m 2027-01-25 reg-1 --json report 2027-Q1 >out 2>err
grep -q '"unit":"CAX"[^}]*"given":0,.*"visits":1}' out || fail '14: visits'
# 18: the plan's number comes later; what named it before still names it.
printf 'title=Kế hoạch (mẫu)\ntype=ke-hoach\n' >in
enter 18 2027-02-01 $R document
plan=$last
# 23: a new minimum and another end age from a quarter on.
printf 'key=minimum-per-quarter\nvalue=1200000\neffective_from=2027-Q3\nbasis=%s\n' \
    $plan >in
enter 23 2027-02-01 $A policy
printf 'key=end-age\nvalue=18\neffective_from=2027-Q3\n' >in
enter 23 2027-02-01 $A policy
printf 'title=Kế hoạch (mẫu)\ntype=ke-hoach\nnumber=15/KH-UBND\ndate=05/05/2026\nof=%s\n' \
    $plan >in
enter 18 2027-02-02 $R document
tells 18 2027-02-02 "số 15/KH-UBND, ngày 05/05/2026, bổ sung cho dòng $plan" \
    show $last
printf 'key=minimum-per-quarter\nvalue=1\neffective_from=2026-Q4\n' >in
refuse 23 \
    '6.11|không đặt được cho quý đã qua|not set for a past quarter' \
    2027-02-02 $A policy
give 2 cax 20/CAX 01/05/2027 from=2027-Q2 to=2027-Q2 >in
enter 23 2027-05-02 $R give
give 2 cax 21/CAX 01/07/2027 from=2027-Q3 to=2027-Q3 >in
enter 23 2027-07-02 $R give
tells '23: the new value' 2027-10-01 \
    'Quý III/2027: 1.000.000 đ, dưới mức 1.200.000 đ' due
lacks '23: not the old quarter' 2027-10-01 \
    'Quý II/2027: 1.000.000 đ, dưới' due
m 2027-10-01 reg-1 --json report 2027-Q2 >out 2>err
grep -q 'cuối quý 04 em' out || fail '23: the age of Q3 in Q2'
grep -q '"unit":"CAX"[^}]*"below":0,' out || fail '23: Q2 by the new value'
m 2027-10-01 reg-1 --json report 2027-Q3 >out 2>err
# TE-000002 is short, and TE-000001, whose end nobody entered, is back until 18.
grep -q '"unit":"CAX"[^}]*"below":2,' out || fail '23: Q3 by the old value'
reads '23: still said of the old quarter' 2027-10-01 \
    'TE-000005 bù 800.000' report 2026-Q3 --of proposals
# A child of sixteen in August 2026 was none of ours any more at the end of
# that quarter; that the age is 18 since 2027 brings nobody back into it.
m 2027-10-01 reg-1 --json report 2026-Q3 >out 2>err
grep -q 'Đầu quý đỡ đầu 06 em, cuối quý 05 em' out || fail '23: the age of 2026'
tells '23: the letter of then' 2027-10-01 'Đầu quý đỡ đầu 06 em, cuối quý 05 em' \
    report 2026-Q3
# 19: a name is one, however its marks are written: entered again it is there.
for name in 'Công an xã' "$(printf 'Co\314\202ng an xa\314\203')"; do
	printf 'code,name,type,group,inside_commune,money_public\n' >units.csv
	printf 'cax,%s,police,g3,1,1\n' "$name" >>units.csv
	m 2027-10-01 $R $gap import sponsor units.csv >out 2>err
	grep -q '0 mới, 1 đã có' out && good=$((good + 1)) || fail "19: $name"
done

echo "$good hold, $bad do not"
[ $bad -eq 0 ]
