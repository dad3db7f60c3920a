#!/bin/sh
# damage.sh - copies of the demonstration (SKIP if there is none) with a reader
# who is none, a keyring cut short, a sealed item or an opening changed, an
# amount that no entry can have, an edited proof, an edited check record: each
# is named, in both languages, and nothing is written or half done.
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
cp -r d/ledger whole && cp -r d/public shown && cp -r d/keys keys
O=viet-an.example/do-dau
bad=0 good=0
fail() {
	bad=$((bad + 1))
	echo "FAIL: $*"
	sed 's/^/      /' out err
}
# m TIME READER KEY[+WITH] ARG...; READER - is none.
m() {
	at=$1 reader=$2 key=${3%%+*} with=${3#*+}
	shift 3
	set -- --at "$at" --key "d/keys/$key.key" --passphrase-fd 3 \
	    --passphrase-fd 4 --passphrase-fd 5 "$@"
	[ "$reader" = - ] || set -- --reader "d/keys/$reader.key" "$@"
	[ "$with" = "$key" ] || set -- --with "d/keys/$with.key" "$@"
	four=$with five=log
	[ "$with" != "$key" ] || four=$reader
	[ "$with" = "$key" ] || [ "$reader" = - ] || five=$reader
	[ "$four" != - ] || four=log
	"$bin/minhbach" -C d/ledger "$@" 3<"d/keys/$key.pass" \
	    4<"d/keys/$four.pass" 5<"d/keys/$five.pass" >out 2>err </dev/null
}
all_of() {
	cat d/ledger/store/data.mdb d/ledger/keyring | sha256sum
	(cd d && find public ledger -type f ! -name '*.mdb' \
	    ! -name writer.lock -exec sha256sum {} + | sort)
}
# refuse NAME STATUS "WORDS|WORDS" COMMAND...: each of the words is said, and
# no file of ledger or public directory is another.
refuse() {
	name=$1 want=$2 words=$3
	shift 3
	before=$(all_of)
	"$@"
	rc=$?
	[ $rc -eq "$want" ] || { fail "$name: exit $rc, not $want"; return; }
	[ "$(all_of)" = "$before" ] || { fail "$name: written"; return; }
	old=$IFS
	IFS='|'
	for w in $words; do
		cat out err | grep -qF -- "$w" ||
			{ IFS=$old; fail "$name: no \"$w\""; return; }
	done
	IFS=$old
	good=$((good + 1))
}
ok() {
	name=$1
	shift
	if "$@" >out 2>err; then good=$((good + 1)); else fail "$name"; fi
}
# Everything as it was, also what keys remember.
back() {
	rm -rf d/ledger d/public d/keys
	cp -r whole d/ledger && cp -r shown d/public && cp -r keys d/keys
}
verify() {
	"$bin/minhbach-verify" public d/public --anchor d/anchor --json >out 2>err
}

# ---- readers who are none ----
echo "mat khau tap ghost" >d/keys/ghost.pass
"$bin/minhbach" --passphrase-fd 3 key new $O/ghost-1 d/keys/ghost.key \
    interactive 3<d/keys/ghost.pass >ghost.pub 2>err || fail "key new"
A=2027-07-08
# one key, which reads as well
lists() {
	"$bin/minhbach" -C d/ledger --reader "d/keys/$1.key" --passphrase-fd 3 \
	    list child 3<"d/keys/$1.pass" >out 2>err </dev/null
}
ok "the registrar reads" lists vpub-1
refuse "a key without grant" 2 'ghost.key: |chưa cấp khóa đọc|no reading key was granted' \
    lists ghost
printf 'name=%s/vpub-1\nreason=left\n' $O >revoke
ok "revoke" m $A pvhxh-1 ubnd-1+mttq-1 revoke revoke
printf 'about=\nfrom=citizen\nmatter=data\ndate=%s\n' $A >objection
ok "somebody enters something" m $A - pvhxh-1 object objection
refuse "a revoked reader" 2 'vpub-1.key: |hoặc đã thu hồi|it was revoked' \
    lists vpub-1
ok "the other still reads" lists pvhxh-1
back

# ---- a keyring cut short ----
n=$(wc -c <whole/keyring)
for keep in $((n / 2)) $((n - 1)) 0; do
	head -c $keep whole/keyring >d/ledger/keyring
	refuse "a keyring of $keep bytes" 2 'd/ledger: |sai định dạng|Malformed|FORMAT 4.6: keyring' lists pvhxh-1
done
back

# ---- a sealed item, the opening of a clear entry: one bit in the store ----
cat >flip.py <<'P'
import base64, json, sys
what, stream, store = sys.argv[1:]
data = open(stream, "rb").read()
def parts(b):
    at = 0
    while at < len(b):
        n = int.from_bytes(b[at:at + 4], "big")
        yield b[at + 4:at + 4 + n]
        at += 4 + n
entries = [list(parts(i[1:])) for i in parts(data) if i[:1] == b"E"]
clear = [i[1:] for i in parts(data) if i[:1] == b"C"]
if what == "sealed":
    at = next(k for k in range(300, len(entries)) if entries[k][3])
    bytes_ = entries[at][3]
else:
    at = int.from_bytes(clear[-1][:8], "big")
    bytes_ = clear[-1][12:44]
b = bytearray(open(store, "rb").read())
found = b.find(bytes(bytes_[-32:]))
assert found > 0
while found > 0:
    b[found + 3] ^= 1
    found = b.find(bytes(bytes_[-32:]), found + 1)
open(store, "wb").write(b)
print(at)
P
at=$(python3 flip.py sealed d/stream d/ledger/store/data.mdb) || fail "flip"
refuse "a tampered sealed item, reading" 2 "entry $at|FORMAT 4.5" lists pvhxh-1
refuse "a tampered sealed item, publishing" 2 "entry $at|FORMAT 4.5" \
    m 2027-10-05 - pvhxh-1+ubnd-2 --gap publish 2027-Q3
back
at=$(python3 flip.py clear d/stream d/ledger/store/data.mdb) || fail "flip"
refuse "an opening that does not match" 2 "entry $at|FORMAT 4.3" lists pvhxh-1
refuse "an opening that does not match, publishing" 2 "entry $at|FORMAT 4.3" \
    m 2027-10-05 - pvhxh-1+ubnd-2 --gap publish 2027-Q3
back

# ---- a value out of range ----
{
	head -1 "$data/disbursements.csv"
	sed -n '$p' "$data/disbursements.csv" | awk -F, -v OFS=, -v d=$A \
	    '{ $2 = d; $6 = "1099511627776"; $8 = $9 = "2027-Q3"
	       $10 = "77/LHPN"; print }'
} >huge.csv
refuse "a value out of range" 2 'huge.csv:2, amount = "1099511627776"|giá trị không hợp lệ|not a valid value' \
    m $A - pvhxh-1+ubnd-2 import disbursement huge.csv

# ---- an edited proof, an edited check record ----
ok "untouched" verify
proof=d/public/proofs/2026-Q4-v1.tlog-proof
index=$(sed -n 's/^index //p' $proof)
sed -i '3s/^\(.\)./\1x/' $proof
refuse "an edited proof" 1 "\"index\": $index|proof" verify
refuse "an edited proof, resuming" 1 '2026-Q4-v1.tlog-proof|khác với sổ|not what the ledger says' \
    m $A - pvhxh-1+ubnd-2 publish --resume
back
record=d/public/publications/2026-Q4/v1.json
sed -i 's/"note":"one school.s knowledge","result":"warn"/"note":null,"result":"pass"/' \
    $record
cmp -s $record shown/publications/2026-Q4/v1.json && fail "nothing to edit"
refuse "an edited check record" 1 "$index" verify
refuse "an edited check record, resuming" 1 'publications/2026-Q4/v1.json|khác với sổ|not what the ledger says' \
    m $A - pvhxh-1+ubnd-2 publish --resume
back
ok "and whole again" verify
echo "$good good, $bad bad"
[ $bad -eq 0 ]
