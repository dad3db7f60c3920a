#!/bin/sh
# two_machines.sh - an entry drafted on the registrar's machine, signed on the
# approver's, with a ledger at hand and without, and entered; and each way in
# which such a file is wrong.  Every refusal ends with its exit status, says
# in Vietnamese and in English what is wrong, and leaves the store as it was,
# byte for byte.
set -u
bin=${B:?}/bin
data=$PWD/tests/data/viet-an
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
cd "$t" || exit 1
O=viet-an.example/do-dau
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

echo "mat khau de thu" >pass
# m KEY ARG...: one command at $AT on the ledger $L, if that is not empty.
L=l AT=2026-09-10T08:00 OPT=
m() {
	k=$1
	shift
	"$bin/minhbach" ${L:+-C "$L"} ${AT:+--at "$AT"} --key "$k.key" $OPT \
	    --passphrase-fd 3 --passphrase-fd 4 --passphrase-fd 5 "$@" \
	    3<pass 4<pass 5<pass >out 2>err </dev/null
}
do_() {
	m "$@" || die "$*"
}
hash_of() {
	cat l/store/data.mdb l/keyring | sha256sum
}
# refuse NAME STATUS "VIETNAMESE|ENGLISH" KEY ARG...
refuse() {
	name=$1 want=$2 vi=${3%%|*} en=${3#*|}
	shift 3
	before=$(hash_of)
	m "$@"
	rc=$?
	if [ $rc -ne "$want" ]; then
		fail "$name: exit $rc, not $want"
	elif [ "$(hash_of)" != "$before" ]; then
		fail "$name: written"
	elif ! grep -qF -- "$vi" err || ! grep -qF -- "$en" err; then
		fail "$name: words"
	else
		good=$((good + 1))
	fi
}
# shows NAME WORDS...: each is on standard output.
shows() {
	name=$1
	shift
	for w in "$@"; do
		grep -qF -- "$w" out || { fail "$name: no \"$w\""; return; }
	done
	good=$((good + 1))
}
size() {
	L=$1 m pvhxh-1 status || die status
	sed -n '2s/ .*//p' out
}

"$bin/minhbach-seal" -k log.key --kdf interactive --passphrase-fd 3 init $O \
    3<pass >log.vkey 2>err || die seal
for k in ubnd-1 mttq-1 pvhxh-1 ubnd-2 hdnd-1 cax-1; do
	"$bin/minhbach" --passphrase-fd 3 key new $O/$k $k.key interactive \
	    3<pass >$k.pub 2>err || die "key $k"
done
f() { sed -n "s/^$2=//p" "$1.pub"; }
cat >genesis <<E
origin=$O
commune=xã Thử
trial=1
quorum=2
log_key=$(cat log.vkey)
admin_1=$(f ubnd-1 verify_key) $(f ubnd-1 reading_key)
admin_2=$(f mttq-1 verify_key) $(f mttq-1 reading_key)
E
OPT="--with mttq-1.key"
do_ ubnd-1 init genesis
grant() { { cat "$1.pub"; echo "roles=$2"; } >g; do_ ubnd-1 grant g; }
grant pvhxh-1 registrar
OPT="--with mttq-1.key --reader pvhxh-1.key"
grant ubnd-2 approver
grant hdnd-1 auditor
sed -i /reading_key/d cax-1.pub
grant cax-1 sponsor
OPT=
awk -F, 'NR == 1 || $3 == "2026-07-01" && n++ < 6' \
    "$data/assignments.csv" >as.csv
awk -F, 'NR == FNR { if (FNR > 1) w[$2]; next } FNR == 1 || $1 in w' \
    as.csv "$data/sponsors.csv" >sp.csv
awk -F, 'NR == FNR { if (FNR > 1) w[$1]; next } FNR == 1 || $1 in w' \
    as.csv "$data/children.csv" >ch.csv
do_ pvhxh-1 import sponsor sp.csv
do_ pvhxh-1 import child ch.csv
one() { # NUMBER: the assignment of that row as name=value
	awk -F, -v n="$1" 'NR == 1 { split($0, k, ",") }
	    NR == n + 1 { for (i = 1; i <= NF; i++) print k[i] "=" $i }' as.csv
}

# What the wave is for: draft here, sign there without a ledger, enter here.
n=$(size l)
before=$(hash_of)
one 1 >a1
do_ pvhxh-1 --draft a.st --then $O/ubnd-2 assign a1
[ "$(hash_of)" = "$before" ] || fail "a draft was written"
shows draft "a.st: 1 dòng" "$O/ubnd-2"
refuse "unsigned" 1 "thiếu chữ ký của $O/ubnd-2|$O/ubnd-2 is missing" \
    pvhxh-1 append a.st
cp a.st unsigned.st
refuse "draft over another" 1 "không ghi đè|not overwritten" \
    pvhxh-1 --draft a.st --then $O/ubnd-2 assign a1
mkdir far && cp ubnd-2.key* pass a.st far/ && cd far || exit 1
L=
m ubnd-2 sign a.st
[ $? -eq 2 ] && grep -q -- --yes err || fail "signed without being asked"
cmp -s a.st ../a.st || fail "not asked, but changed"
AT=2026-09-10T08:05
do_ ubnd-2 --yes sign a.st
shows "sign" "Phân công" "$(sed -n 2p ../as.csv | cut -d, -f1)" "Cộng 1 dòng" \
    "$O/pvhxh-1: đã ký" "$O/ubnd-2: chưa ký"
grep -q "không có sổ" err && grep -q "no ledger" err || fail "no note"
if m ubnd-2 sign cax.st; then fail "signed what is not there"; fi
cd .. && L=l
cp far/a.st a.st
refuse "two minutes are fine, eleven are not" 1 \
    "lệch quá 10 phút|more than 10 minutes off" \
    pvhxh-1 --at 2026-09-10T08:16 append a.st
do_ pvhxh-1 --at 2026-09-10T08:07 append a.st
[ "$(size l)" -eq $((n + 1)) ] || fail "not entered"
AT=2026-09-10T09:00
refuse "the same file again" 1 "dòng $n|as entry $n" pvhxh-1 append a.st
refuse "the same file again, by the other" 1 "dòng $n|as entry $n" \
    ubnd-2 append a.st

# A clock that ran away is set by signing again.
one 2 >a2
do_ pvhxh-1 --draft b.st --then $O/ubnd-2 assign a2
AT=2026-09-10T10:00
do_ ubnd-2 --yes sign b.st
AT=2026-09-10T11:00
refuse "an hour later" 1 "sign|sign" pvhxh-1 append b.st
do_ pvhxh-1 --yes sign b.st
do_ ubnd-2 append b.st
[ "$(size l)" -eq $((n + 2)) ] || fail "not entered after signing again"

# A whole sheet in one file, and a third signer: order matters.
sed '2,3d' as.csv >rest.csv
do_ pvhxh-1 --draft c.st --then $O/ubnd-2 --then $O/hdnd-1 import assignment \
    rest.csv
shows "draft of a sheet" "c.st: 4 dòng" "$O/ubnd-2, $O/hdnd-1"
L=
refuse "not its turn" 1 "chưa đến lượt|not this key's turn" \
    hdnd-1 --yes sign c.st
refuse "twice" 1 "đã ký rồi|has signed" pvhxh-1 --yes sign c.st
refuse "not a reader" 1 "cho khóa này|not for this key" mttq-1 --yes sign c.st
L=l
do_ ubnd-2 --yes sign c.st
L=
do_ hdnd-1 --yes sign c.st
L=l
shows "sheet" "Cộng 4 dòng" "$O/hdnd-1: chưa ký"
before=$(hash_of)
cp c.st good.st

# Bytes on the way.
for at in 30 60 200 700 2000; do
	c=$(dd if=c.st bs=1 skip=$at count=1 2>/dev/null)
	x=A
	[ "$c" != A ] || x=B
	printf %s "$x" | dd of=c.st bs=1 seek=$at conv=notrunc 2>/dev/null
	m pvhxh-1 append c.st && fail "byte $at changed, and entered"
	[ "$(hash_of)" = "$before" ] || fail "byte $at changed, and written"
	cp good.st c.st
done
x=A
[ "$(dd if=c.st bs=1 skip=2000 count=1 2>/dev/null)" = B ] || x=B
printf %s $x | dd of=c.st bs=1 seek=2000 conv=notrunc 2>/dev/null
refuse "changed byte" 2 "đã bị sửa|was altered" pvhxh-1 append c.st
refuse "changed byte, sign" 2 "đã bị sửa|was altered" ubnd-2 --yes sign c.st
head -c 3000 good.st >c.st
refuse "cut off" 2 "bị cắt cụt|cut off" pvhxh-1 append c.st
cp good.st c.st

# A fork: the registrar's machine went on from a copy.
cp -r l fork && mkdir forkkeys && cp pvhxh-1.key* pass ubnd-2.key* forkkeys/
printf 'date=2026-09-10\nfrom=citizen\nmatter=data\ntext=chỉ có ở bản sao\n' >o
cd forkkeys && L=../fork
do_ pvhxh-1 object ../o
sed -n '1p;7p' ../as.csv >last.csv
do_ pvhxh-1 --draft f.st --then $O/ubnd-2 import assignment last.csv
L=
do_ ubnd-2 --yes sign f.st
cd .. && L=l
refuse "another history" 1 "cuốn sổ khác|another ledger" \
    pvhxh-1 append forkkeys/f.st

# Another ledger altogether.
OPT="--with mttq-1.key"
mkdir other && cp ubnd-1.key mttq-1.key log.key pass genesis ubnd-2.key other/
cd other && L=l2
do_ ubnd-1 init genesis
cp ../g . && sed -i '/^roles/d' g && cd .. || exit 1
L=other/l2
cp -r other o2
for k in ubnd-1 mttq-1; do mv $k.key.seen $k.keep; done
{ cat pvhxh-1.pub; echo roles=registrar; } >g
do_ ubnd-1 grant g
mv pvhxh-1.key.seen pvhxh-1.keep
OPT=
do_ pvhxh-1 --draft other.st object o
for k in ubnd-1 mttq-1 pvhxh-1; do mv $k.keep $k.key.seen; done
L=l
refuse "of another ledger" 1 "cuốn sổ khác|another ledger" \
    pvhxh-1 append other.st
refuse "of another ledger, sign" 1 "không có tên trong|not among those" \
    ubnd-2 --reader pvhxh-1.key --yes sign other.st

# Who may sign, and who could look at it.
refuse "wrong role" 1 "không ghi được|not a registrar and an approver" \
    pvhxh-1 --draft x.st --then $O/hdnd-1 import assignment rest.csv
refuse "no reading key" 1 "chưa cấp khóa đọc|no reading key" \
    pvhxh-1 --draft x.st --then $O/cax-1 object o
refuse "nobody's key" 1 "sổ chưa cấp khóa này|not a key in force" \
    pvhxh-1 --draft x.st --then $O/nobody-9 object o
refuse "a rule" 1 "TE-|TE-" pvhxh-1 --draft x.st --then $O/ubnd-2 assign a1
refuse "then alone" 2 "đi cùng --draft|goes with --draft" \
    pvhxh-1 --then $O/ubnd-2 object o
refuse "no draft of this" 2 "không lập tệp chờ ký|cannot draft" \
    pvhxh-1 --draft x.st status
[ ! -e x.st ] || fail "a refused draft left a file"

# After all that, the good file still goes in, once.
do_ pvhxh-1 append good.st
shows "the good file" "4 dòng đã ghi"
refuse "the sheet again" 1 "đã ghi vào sổ rồi|entered already" \
    pvhxh-1 append good.st
[ "$(size l)" -eq $((n + 6)) ] || fail "$(size l) entries"

# Signed by one key alone, elsewhere.
do_ pvhxh-1 --draft d.st object o
do_ ubnd-2 append d.st
m pvhxh-1 --lang en --draft e.st --then $O/ubnd-2 object o || die en
L=
do_ ubnd-2 --lang en --yes sign e.st
shows "in English" "is to sign" "In all 1"
L=l

# The second signer is not one any more, when it comes to entering.
do_ pvhxh-1 --draft h.st --then $O/ubnd-2 object o
do_ ubnd-2 --yes sign h.st
OPT="--with mttq-1.key --reader pvhxh-1.key"
printf 'name=%s/ubnd-2\nreason=left\n' $O >r
do_ ubnd-1 revoke r
OPT=
refuse "revoked" 1 "không ghi được|cannot be entered" pvhxh-1 append h.st
refuse "revoked, sign" 1 "không ghi được|cannot be entered" \
    pvhxh-1 --yes sign h.st

echo "two_machines: $good good, $bad bad"
[ $bad -eq 0 ]
