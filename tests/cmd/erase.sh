#!/bin/sh
# erase.sh - a child erased from a copy of the demonstration's ledger (SKIP if
# there is none): refused without two signatures, a yes, a child or its end;
# afterwards neither key nor ciphertext is in any file, what was out before
# still proves, and the next quarter is published to the last đồng.
set -u
bin=${B:?}/bin
demo=$PWD/build/demo
data=$PWD/tests/data/viet-an
if [ ! -f "$demo/ledger/keyring" ] || [ ! -f "$demo/stream" ]; then
	echo "SKIP: no build/demo"
	exit 77
fi
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
cp -r "$demo" "$t/d" && cd "$t" || exit 1
sed -i "s|^public=.*|public=$t/d/public|;s|^log_key=.*|log_key=$t/d/keys/log.key|" \
    d/ledger/office
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
# m TIME KEY[+WITH] ARG...
m() {
	at=$1 key=${2%%+*} with=${2#*+}
	shift 2
	if [ "$with" = "$key" ]; then
		"$bin/minhbach" -C d/ledger --at "$at" --key "d/keys/$key.key" \
		    --passphrase-fd 3 "$@" 3<"d/keys/$key.pass" >out 2>err \
		    </dev/null
		return
	fi
	"$bin/minhbach" -C d/ledger --at "$at" --key "d/keys/$key.key" \
	    --with "d/keys/$with.key" --passphrase-fd 3 --passphrase-fd 4 \
	    --passphrase-fd 5 "$@" 3<"d/keys/$key.pass" 4<"d/keys/$with.pass" \
	    5<d/keys/log.pass >out 2>err </dev/null
}
hash_of() {
	cat d/ledger/store/data.mdb d/ledger/keyring | sha256sum
	ls d/ledger
}
# refuse NAME "VIETNAMESE|ENGLISH" TIME KEYS ARG...
refuse() {
	name=$1 vi=${2%%|*} en=${2#*|}
	shift 2
	before=$(hash_of)
	m "$@"
	rc=$?
	if [ $rc -eq 0 ]; then
		fail "$name: done"
	elif [ "$(hash_of)" != "$before" ]; then
		fail "$name: written"
	elif ! grep -qF -- "$vi" err || ! grep -qF -- "$en" err; then
		fail "$name: words"
	else
		good=$((good + 1))
	fi
}
# is NAME COMMAND...
is() {
	name=$1
	shift
	if "$@" >out 2>err; then good=$((good + 1)); else fail "$name"; fi
}
stream() {
	"$bin/minhbach-verify" stream "$@" --anchor d/anchor --full \
	    --key d/keys/hdnd-1.key --passphrase-fd 3 3<d/keys/hdnd-1.pass
}
# How often do these bytes (hexadecimal, one a line) stand in the ledger?
count() {
	python3 - "$1" d/ledger <<'P'
import os, sys
want = [bytes.fromhex(x) for x in open(sys.argv[1]).read().split()]
n = 0
for top, _, names in os.walk(sys.argv[2]):
    for name in names:
        b = open(os.path.join(top, name), "rb").read()
        n += sum(b.count(w) for w in want)
print(n)
P
}

# ---- a quarter of money for all, one child leaves and asks ----
awk -F, -v OFS=, 'NR == 1 { print } NR > 1 && $2 > "2027-04-01" {
	$1 = NR; $2 = "2027-07-10"; $6 += 100000; $8 = $9 = "2027-Q3"
	sub(/\//, "Z/", $10); print }' "$data/disbursements.csv" >give.csv
total=$(awk -F, 'NR > 1 { s += $6 } END { print s }' give.csv)
child=$(sed -n 2p give.csv | cut -d, -f4)
sponsor=$(sed -n 2p give.csv | cut -d, -f3)
held=$(sed -n 3p give.csv | cut -d, -f4)
name=$(grep "^$child," "$data/children.csv" | cut -d, -f2)
m 2027-07-10 pvhxh-1 import disbursement give.csv || die give
{
	head -1 "$data/changes.csv"
	echo "$child,end,$sponsor,,2027-07-12,2027-07-12,chuyen-di,T06"
} >end.csv
m 2027-07-12 pvhxh-1+ubnd-2 import change end.csv || die end
printf 'child=%s\nfrom=guardian\nkind=erase\nreceived=2027-07-12\n' "$child" >ask
m 2027-07-12 pvhxh-1 request ask || die request
m 2027-07-12 pvhxh-1 list request || die list
asked=$(tail -1 out | cut -d, -f1)
printf 'basis=request\nrequest=%s\n' "$asked" >why
of=0 # an entry about the child that is sealed already
while m 2027-07-12 pvhxh-1 show $of && ! grep -q '"child":"'"$child" out; do
	of=$((of + 1))
done
m 2027-07-12 pvhxh-1 receipt $of || die receipt
cp out receipt
# The year's audit, entered: what came after it nobody has seen whole.
stream d/stream --json >audit.json 2>err || die "full check"
m 2027-07-12 hdnd-1 audit audit.json || die audit
# A copy at hand, one that is not, and one of the whole ledger.
cp d/ledger/keyring copy
cp -r d/ledger old
is "a backup" m 2027-07-12 pvhxh-1 backup before
printf '# ngày, tệp\n2027-07-01 %s/copy\n2027-07-02 %s/away\n' "$t" "$t" \
    >d/ledger/copies

# ---- refused ----
E="--yes erase"
A=2027-07-13 W=pvhxh-1+ubnd-2
refuse "one signature" "cần hai chữ ký|two signatures" $A pvhxh-1 $E "$child" why
refuse "two registrars" "không ghi được|approver" $A pvhxh-1+vpub-1 $E "$child" why
refuse "no yes" "thêm --yes|add --yes" $A $W erase "$child" why
refuse "nobody" "không có em nào|no child" $A $W $E TE-000000 why
refuse "still held" "đang được đỡ đầu|being supported" $A $W $E "$held" why
echo basis=boredom >w2
refuse "basis" "căn cứ phải là|the basis is" $A $W $E "$child" w2
printf 'basis=other\nrequest=3\n' >w2
refuse "request" "không có dòng yêu cầu|is a request" $A $W $E "$child" w2
printf 'basis=other\nname=x\n' >w2
refuse "field" "không có mục này|no such field" $A $W $E "$child" w2

# ---- done ----
cp d/ledger/keyring keyring.before
m $A $W $E "$child" why || die erase
grep -q "bản niêm kín đã hủy" out && grep -q "items are destroyed" out ||
    fail "what was done"
grep -q "$t/copy: đúng khóa kho" out || fail "the copy at hand"
grep -q "$t/away: KHÔNG TỚI ĐƯỢC" out || fail "the copy that is away"
last=$(sed -n 's/^Entry \([0-9]*\):.*/\1/p' out)
python3 - keyring.before d/ledger/keyring >gone <<'P'
import base64, sys
def subjects(p):
    return {l.split()[1]: l.split()[2] for l in open(p)
            if l.startswith("subject ")}
old, new = subjects(sys.argv[1]), subjects(sys.argv[2])
with open("handle", "w") as f:
    for h in set(old) - set(new):
        print(base64.b64decode(h).hex())
        print(base64.b64decode(h).hex(), file=f)
for h in old:
    print(base64.b64decode(old[h]).hex())
    print(old[h].encode().hex())
P
[ "$(wc -l <gone)" -gt 100 ] || fail "no subject went"
printf '%s' "$name" | od -An -tx1 | tr -d ' \n' >hex
m $A pvhxh-1 show "$last" || fail "show the erasure"
young=$(python3 - audit.json out <<'P'
import json, re, sys
size = json.load(open(sys.argv[1]))["size"]
named = re.search(r'"entries":\[([0-9,]+)\]', open(sys.argv[2]).read())[1]
print(sum(int(i) >= size for i in named.split(",")))
P
)
is "some came after the audit, and not all" [ "$young" -gt 1 -a "$young" -lt 9 ]
is "handle and wrapped keys are gone" [ "$(count gone)" -eq 0 ]
is "so is the name" [ "$(count hex)" -eq 0 ]
cp -r d/ledger new && rm -rf d/ledger && cp -r old d/ledger
is "they were there" [ "$(count handle)" -gt 20 ]
# The old store with the keyring of today, and with the copy that was renewed.
for k in new/keyring copy; do
	cp "$k" d/ledger/keyring
	refuse "old store, $k" "4.10|4.10" $A pvhxh-1 status
done
cp old/keyring d/ledger/keyring
is "an old copy of all opens still, as is said" m $A pvhxh-1 status
rm -rf d/ledger && mv new d/ledger
# The backup of before, with today's keyring: the child does not come back.
is "its items are in the backup" [ "$(python3 - handle before/store/data.mdb <<'P'
import sys
want = bytes.fromhex(open(sys.argv[1]).read().split()[0])
print(open(sys.argv[2], "rb").read().count(want))
P
)" -gt 0 ]
for k in d/ledger/keyring copy; do
	"$bin/minhbach" -C again --at $A --key d/keys/vpub-1.key \
	    --passphrase-fd 3 restore --keyring "$k" before \
	    3<d/keys/vpub-1.pass >out 2>err && fail "restored with $k"
	grep -qF "đã được xóa nội dung sau ngày sao lưu" err &&
	    [ ! -e again ] && [ ! -e again.restoring ] || fail "restore, $k"
done
echo basis=other >w2
refuse "erased already" "hoặc đã xóa rồi|erased already" $A $W $E "$child" w2
cp keyring.before away
m $A pvhxh-1 erase --resume || fail "resume"
grep -q "$t/away: đúng khóa kho" out || fail "the copy that came back"
is "and is as the other" cmp -s away copy
is "what is kept is kept by group" m $A pvhxh-1 show "$last"
grep -q '"groups":\[{"amount":[0-9]*,"group":"g[1-5]"}\]' out ||
    fail "no group in what is kept"
is "letter" m $A pvhxh-1 letter thu-xoa "$last" --out letter.odt
unzip -p letter.odt content.xml >letter.xml
is "the letter says why" grep -q 'Theo yêu cầu ghi sổ ngày\|Vì ' letter.xml
is "and by which law" grep -q 'Điều 14 Luật Bảo vệ dữ liệu cá nhân số 91/2025' \
    letter.xml

# ---- what was out before, and what comes after ----
is "public" "$bin/minhbach-verify" public d/public --anchor d/anchor
is "a receipt about the child" "$bin/minhbach-verify" receipt receipt \
    --anchor d/anchor
is "an earlier export" stream d/stream
is "export" m $A pvhxh-1 export --to $O/hdnd-1
m 2027-07-14 pvhxh-1 export --to $O/hdnd-1 && mv out now
stream now >out 2>err || fail "a stream with erased entries"
grep -q '✓ tổng giữ lại khi xóa' out || fail "what was kept is not checked"
grep -q "chưa được đối soát trước khi xóa: $young\$" out ||
    fail "not $young unaudited"
grep -q "đã xóa theo quy định: 27," out || fail "27 erased"
m 2027-10-05 $W --gap publish 2027-Q3 || die publish
is "the public total" grep -q "\"opening\":{\"amount\":$total," \
    d/public/publications/2027-Q3/v1.json
is "groups of sponsors, the child's money with them" python3 - \
    d/public/publications/2027-Q3/v1.json <<'P'
import json, sys
p = json.load(open(sys.argv[1]))["money"]
cells = [g["million"] for g in p["groups"] if g["million"] is not None]
assert len(cells) > 1 and sum(cells) == p["quarter"]["million"], p
P
is "it proves" "$bin/minhbach-verify" public d/public --anchor d/anchor
m 2027-10-06 pvhxh-1 export --to $O/hdnd-1 && mv out now
is "the whole book" stream now
echo "$good good, $bad bad"
[ $bad -eq 0 ]
