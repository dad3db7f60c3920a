#!/bin/sh
# units.sh - what the key of a unit's officer opens: its own children, while it
# holds them, in each command; what it is refused, and that it is said; drafts
# that the office enters; a transfer, a revocation; and an erasure, after which
# the reading keys in use open no old copy.  Without any key an erased ledger
# opens too.
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
L=l AT=2026-09-10T08:00 OPT=
m() { # KEY ARG...
	k=$1
	shift
	"$bin/minhbach" -C "$L" --at "$AT" --key "$k.key" $OPT \
	    --passphrase-fd 3 --passphrase-fd 4 --passphrase-fd 5 "$@" \
	    3<pass 4<pass 5<pass >out 2>err </dev/null
}
do_() {
	m "$@" || die "$*"
}
hash_of() {
	cat l/store/data.mdb l/keyring | sha256sum
}
# refuse NAME "VIETNAMESE|ENGLISH" KEY ARG...: not done, not written, and said
refuse() {
	name=$1 vi=${2%%|*} en=${2#*|}
	shift 2
	before=$(hash_of)
	if m "$@"; then
		fail "$name: done"
	elif [ "$(hash_of)" != "$before" ]; then
		fail "$name: written"
	elif ! grep -qF -- "$vi" err || ! grep -qF -- "$en" err; then
		fail "$name: words"
	else
		good=$((good + 1))
	fi
}
has() { # NAME FILE WORDS...
	name=$1 file=$2
	shift 2
	for w in "$@"; do
		grep -qF -- "$w" "$file" || { fail "$name: no $w"; return; }
	done
	good=$((good + 1))
}
hasnt() {
	name=$1 file=$2
	shift 2
	for w in "$@"; do
		grep -qF -- "$w" "$file" && { fail "$name: $w"; return; }
	done
	good=$((good + 1))
}
key() { # NAME: a new key file
	"$bin/minhbach" --passphrase-fd 3 key new "$O/$1" "$1.key" interactive \
	    3<pass >"$1.pub" 2>err || die "key $1"
}
f() { sed -n "s/^$2=//p" "$1.pub"; }

"$bin/minhbach-seal" -k log.key --kdf interactive --passphrase-fd 3 init $O \
    3<pass >log.vkey 2>err || die seal
for k in ubnd-1 mttq-1 pvhxh-1 ubnd-2 qtt-1 lhpn-1 lhpn-2 cax-1; do
	key $k
done
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
sed -n 's/^recovery=//p' out >code.old
grant() { { cat "$1.pub"; echo "roles=$2"; } >g; do_ ubnd-1 grant g; }
revoke() { printf 'name=%s\nreason=%s\n' "$O/$1" "$2" >g; do_ ubnd-1 revoke g; }
grant pvhxh-1 registrar
OPT="--with mttq-1.key --reader pvhxh-1.key"
grant ubnd-2 approver
for k in qtt-1 lhpn-1 lhpn-2 cax-1; do grant $k sponsor; done
OPT="--with ubnd-2.key"
awk -F, 'NR == 1 || $2 == "QTT" && n++ < 3 || $2 == "LHPN" && k++ < 2' \
    "$data/assignments.csv" >as.csv
awk -F, 'NR == FNR { if (FNR > 1) w[$1]; next } FNR == 1 || $1 in w' \
    as.csv "$data/children.csv" >ch.csv
do_ pvhxh-1 import sponsor "$data/sponsors.csv"
do_ pvhxh-1 import child ch.csv
do_ pvhxh-1 import assignment as.csv
of() { awk -F, -v u="$1" -v n="$2" '$2 == u && ++k == n { print $1 }' as.csv; }
q1=$(of QTT 1) q2=$(of QTT 2) h1=$(of LHPN 1)
give() { # CHILD UNIT VOUCHER
	printf 'child=%s\nsponsor=%s\nkind=cash\namount=1000000\ndate=2026-09-09\nform=quarterly\nfrom=2026-Q3\nto=2026-Q3\nvoucher=%s\n' "$@" >give
}
paper=evidence=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
size() { m pvhxh-1 status || die status; sed -n '2s/ .*//p' out; }
OPT=
give "$q1" qtt 01
echo $paper >>give
do_ pvhxh-1 give give
last=$(($(size) - 1))
name=$(grep "^$q1," ch.csv | cut -d, -f2)

# ---- what it sees, and what is withheld ----
do_ lhpn-1 list child
has "own children" out "$h1"
hasnt "no others" out "$q1" "$q2"
has "it is said" err "chỉ thấy các em mà đơn vị đỡ đầu" "are withheld"
do_ qtt-1 list child
has "the other's" out "$q1" "$q2"
hasnt "the other's alone" out "$h1"
do_ lhpn-1 show "$last"
has "withheld" err "khóa này không được xem" "withheld from this key"
hasnt "nothing of it" out "$q1" "$name" amount
do_ qtt-1 show "$last"
has "its own payment" out "$q1" '"amount":1000000'
do_ lhpn-1 list disbursement
hasnt "no payment" out "$q1"
do_ lhpn-1 due
hasnt "due" out "$q1" "$q2"
do_ lhpn-1 --json due --names
hasnt "due with names" out "$name"
do_ lhpn-1 list year LHPN 2026
do_ lhpn-1 sheet LHPN 2026-Q3 --out s.xlsx
[ "$(stat -c %a s.xlsx)" = 600 ] || fail "sheet"
m cax-1 list child || fail "a unit that holds nobody"
hasnt "nobody" out TE-
refuse "another's year" "hỏi văn phòng|ask the office" \
    lhpn-1 list year QTT 2026
refuse "another's sheet" "hỏi văn phòng|ask the office" \
    lhpn-1 sheet QTT 2026-Q3 --out x.xlsx
refuse "a list of all" "hỏi văn phòng|ask the office" lhpn-1 list health
refuse "receipt of another's" "không|not" lhpn-1 receipt "$last"
echo basis=other >why
for c in "export --to $O/lhpn-1" "erase $h1 why" \
    "report 2026-Q3" "import disbursement as.csv" "append why"; do
	OPT="--with ubnd-2.key"
	# shellcheck disable=SC2086
	refuse "$c" "cần xem cả sổ|needs all of the ledger" lhpn-1 $c
done
OPT=
give "$h1" lhpn 01
refuse "not entered directly" "--draft|--draft" lhpn-1 give give
refuse "no reader" "4.7|4.7" mttq-1 list child

timeout 20 "$bin/minhbach-desk" --key lhpn-1.key --passphrase-fd 3 \
    --listen 127.0.0.1:0 serve l 3<pass >out 2>err </dev/null
[ $? -ne 124 ] || fail "a desk with a unit's key"
has "a desk needs the office's" err "không mở được cả sổ" "unit's children alone"

# ---- drafted by the unit, entered by the office ----
OPT="--draft d.st"
give "$q2" lhpn 02
refuse "another's child" "không có trẻ mang mã này|no child has this code" lhpn-1 give give
give "$h1" lhpn 01
do_ lhpn-1 give give
has "said that it is a part" err "văn phòng xét đủ" "the office judges"
OPT=
refuse "the other unit opens no draft" "cho khóa này|not for this key" \
    qtt-1 --yes sign d.st
do_ pvhxh-1 append d.st
do_ lhpn-2 show $((last + 1))
has "the colleague sees it" out "$h1"
OPT="--draft e.st"
give "$q2" qtt 01
refuse "what it can see is judged" "E10|E10" qtt-1 give give
OPT="--draft e.st --then $O/qtt-1"
give "$q2" qtt 03
echo $paper >>give
do_ pvhxh-1 give give
OPT=
do_ qtt-1 --yes sign e.st
has "the unit signs what it opens" out "$q2"
do_ pvhxh-1 append e.st

# ---- transfer: the old unit sees that it left, and nothing later ----
{
	head -1 "$data/changes.csv"
	echo "$q1,transfer,QTT,LHPN,2026-09-11,2026-09-10,khac,T06"
} >move.csv
OPT="--with ubnd-2.key"
do_ pvhxh-1 import change move.csv
OPT=
move=$(($(size) - 1))
AT=2026-09-12T08:00
printf 'date=2026-09-12\nfrom=family\nmatter=amount\nchild=%s\ntext=gia đình hỏi\n' \
    "$q1" >o
do_ pvhxh-1 object o
do_ lhpn-1 show "$move"
has "the new unit sees it come" out "$q1"
do_ qtt-1 show "$move"
has "the old one sees it go" out "$q1"
do_ lhpn-1 show $((move + 1))
has "and what follows" out "gia đình hỏi"
do_ qtt-1 show $((move + 1))
hasnt "but the old one not" out "gia đình hỏi"
do_ lhpn-1 show "$last"
hasnt "the new one not what was" out '"amount"'
do_ qtt-1 list child
hasnt "no longer its child" out "$q1"
do_ lhpn-1 list child
has "its child now" out "$q1" "$h1"

# ---- whose boxes there are, by the bytes ----
python3 - l/keyring >out 2>err <<'P' || fail boxes
import sys
subject, n = None, {}
for l in open(sys.argv[1]):
    w = l.split()
    if w[0] == "subject":
        subject = w[1]
    if w[0] == "officer":
        n.setdefault(w[1].split("/")[-1], set()).add(subject)
assert n["lhpn-1"] == n["lhpn-2"] and "cax-1" not in n, n
assert len(n["lhpn-1"] & n["qtt-1"]) == 2, n  # the child's entry, the move
P

# ---- revoked ----
OPT="--with mttq-1.key --reader pvhxh-1.key"
revoke lhpn-2 left
OPT=
refuse "revoked" "đã thu hồi|was revoked" lhpn-2 list child
hasnt "its lines are gone" l/keyring "$O/lhpn-2"
has "the colleague's stay" l/keyring "$O/lhpn-1"
do_ pvhxh-1 object o
new=$(($(size) - 1))
do_ lhpn-1 show "$new"
has "the colleague goes on" out "gia đình hỏi"
# Lines altered, cut or taken out, whoever asks.
cp l/keyring now
for e in '/^officer/s/[A-Za-z0-9]\(=*\)$/_\1/' '/^officer/d' '$d' '/^end/d'; do
	sed "$e" now >l/keyring
	for k in lhpn-1 pvhxh-1; do
		m $k list child && fail "altered keyring: $e"
		grep -qF 4.6 err || fail "altered keyring, words: $e"
	done
done
cp now l/keyring

# ---- erased; then keys for keys, until no key in use opens an old copy ----
OPT="--with ubnd-2.key"
{
	head -1 "$data/changes.csv"
	echo "$q1,end,LHPN,,2026-09-12,2026-09-12,chuyen-di,T06"
} >end.csv
do_ pvhxh-1 import change end.csv
cp -r l old
do_ pvhxh-1 --yes erase "$q1" why
has "which keys open an old copy still" out "$O/pvhxh-1" "$O/ubnd-2" \
    "$O/lhpn-1" "$O/qtt-1" recovery
hasnt "one that never held it does not" out "$O/cax-1"
OPT=
do_ pvhxh-1 status
has "status says so" out "còn mở được bản sao cũ: $O/pvhxh-1, $O/ubnd-2"
"$bin/minhbach" -C l status >out 2>err || fail "without any key, once erased"
do_ lhpn-1 list child
hasnt "the unit's, once erased" out "$q1"
for k in pvhxh-2 ubnd-3; do key $k; done
OPT="--with mttq-1.key --reader pvhxh-1.key"
grant pvhxh-2 registrar
grant ubnd-3 approver
OPT="--with mttq-1.key --reader pvhxh-2.key"
revoke pvhxh-1 replaced
revoke ubnd-2 replaced
OPT=
do_ pvhxh-2 status
hasnt "until all are new" out "còn mở được bản sao cũ"
do_ pvhxh-2 key renew-recovery
sed -n 's/^recovery=//p' out >code.new
do_ pvhxh-2 list child
has "the new keys open today's" out "$h1"
recover() { # LEDGER NAME CODE
	"$bin/minhbach" -C "$1" --at "$AT" --passphrase-fd 3 key recover \
	    "$2" 3<"$3" >out 2>err
}
recover l $O/ubnd-3 code.old && fail "the old code and today's keyring"
recover old $O/ubnd-2 code.new && fail "the new code and an old keyring"
L=old
for k in pvhxh-2 ubnd-3; do
	m $k list child && fail "$k opens the old copy"
	hasnt "$k and the old copy" out "$q1"
	m $k show "$last"
	hasnt "$k and an entry of the old copy" out "$q1"
done
m pvhxh-1 list child || fail "the keys of that time do, as is said"
L=l
refuse "and not today's" "đã thu hồi|was revoked" pvhxh-1 list child

# ---- nothing of a payload in the clear, in any file of a ledger or in what
# goes between machines ----
python3 - ch.csv l old ./*.st >out 2>err <<'P' || fail "in the clear"
import base64, csv, os, sys
words = ["gia đình hỏi"]
for row in csv.DictReader(open(sys.argv[1])):
    words += [v for k, v in row.items()
              if k in ("child", "name", "guardian", "birth", "household")
              and v and len(v) > 5]
want = [w.encode() for w in words] + [w.encode("utf-16-le") for w in words]
for w in words:  # as base64, in each of its three phases
    for n in range(3):
        b = base64.b64encode(b"x" * n + w.encode())
        want.append(b[(0, 2, 3)[n]:-4])
want = [w for w in want if len(w) >= 6]
assert len(words) > 15 and len(want) > 60, (len(words), len(want))
bad = files = 0
for top in sys.argv[2:]:
    for d, _, names in os.walk(top) if os.path.isdir(top) else [(".", 0, [top])]:
        for name in names:
            b = open(os.path.join(d, name), "rb").read()
            files += 1
            for w in want:
                if w in b:
                    print(os.path.join(d, name), w)
                    bad = 1
assert files >= 8, files
plain = b"\0" + words[1].encode() + b" " + base64.b64encode(b"a" + words[2].encode())
assert sum(w in plain for w in want) >= 2
sys.exit(bad)
P
echo "units: $good good, $bad bad"
[ $bad -eq 0 ]
