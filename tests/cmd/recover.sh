#!/bin/sh
# The recovery code of the envelope lets a registrar back into the vault when
# every reader's line is lost, and nobody else.
set -u
: "${DEMO:=build/demo}"
: "${B:=$PWD/build}"
[ -f "$DEMO/keys/recovery" ] ||
    { echo "SKIP recover: run tools/demo --once first"; exit 77; }
PATH="$B/bin:$PATH"
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
cp -r "$DEMO/ledger" "$DEMO/keys" "$T/"
O=viet-an.example/do-dau
fail() { echo "recover: $*"; exit 1; }
recover() {
	minhbach -C "$T/ledger" --passphrase-fd 3 key recover "$1" 3<"$2" \
	    >"$T/out" 2>&1
}
list() {
	minhbach -C "$T/ledger" --reader "$T/keys/pvhxh-1.key" \
	    --passphrase-fd 3 list child 3<"$T/keys/pvhxh-1.pass" 2>&1
}
[ "$(list | wc -l)" -eq 76 ] || fail "the registrar does not read at first"
# All lines but that of the envelope are lost; the sum is made anew.
python3 - "$T/ledger/keyring" <<'P' || fail "python3"
import base64, hashlib, sys
old = open(sys.argv[1], 'rb').read().split(b'\n')
new = [l for l in old[:-2] if not l.startswith(b'reader ') or
       l.startswith(b'reader recovery ')]
subjects = sum(l.startswith(b'subject ') for l in new)
new[-1] = b'end 1 %d' % subjects
text = b'\n'.join(new) + b'\n'
text += base64.b64encode(hashlib.sha256(text).digest()) + b'\n'
open(sys.argv[1], 'wb').write(text)
P
list | grep -q TE- && fail "read without a reader's line"
tr 0-9 1-90 <"$T/keys/recovery" >"$T/wrong"
recover $O/pvhxh-1 "$T/wrong" && fail "a wrong code was taken"
recover $O/hdnd-1 "$T/keys/recovery" && fail "let in who is no registrar"
recover $O/none-1 "$T/keys/recovery" && fail "let in an unknown key"
recover $O/pvhxh-1 "$T/keys/recovery" || fail "$(cat "$T/out")"
[ "$(list | wc -l)" -eq 76 ] || fail "the registrar does not read again"
