#!/bin/sh
# seal.sh - minhbach-seal signs what follows, refuses what does not, and keeps
# its memory before it gives a signature.
set -eu
seal=${B:?}/bin/minhbach-seal
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
origin=viet-an.example/do-dau

fail() {
	echo "FAIL: $*"
	exit 1
}
# expect STATUS COMMAND...; stdin is the request, output goes to out and err.
expect() {
	want=$1
	shift
	rc=0
	"$@" >out 2>err || rc=$?
	[ "$rc" -eq "$want" ] || fail "$* gave $rc, not $want: $(cat err)"
}
run() {
	"$seal" -k key --passphrase-fd 3 --kdf interactive "$@" 3<pass
}
unhex() {
	tr a-f A-F | basenc --base16 -d
}
b64() {
	unhex | base64 -w 0
}
sha() {
	unhex | sha256sum | cut -d ' ' -f 1
}
# A tree of two leaves, by hand.
l0=$(printf 0061 | sha) l1=$(printf 0062 | sha) lx=$(printf 0063 | sha)
r2=$(printf '01%s%s' "$l0" "$l1" | sha)
one="$origin
1
$(printf %s "$l0" | b64)"
two="$origin
2
$(printf %s "$r2" | b64)"
proof=$(printf %s "$l1" | b64)

printf 'mật khẩu niêm phong\n' >pass
printf 'mật khẩu khác hẳn\n' >wrong

expect 2 "$seal" -k key sign extra
expect 2 "$seal" sign
expect 2 run init 'Bad Name'
[ ! -e key ] || fail "a key for a bad name"
expect 0 run init "$origin"
grep -q "^$origin+[0-9a-f]\{8\}+" out || fail "no vkey"
cp out vkey
[ "$(stat -c %a key)" = 600 ] && [ "$(stat -c %a key.seal)" = 600 ] ||
	fail "modes"
expect 1 run init "$origin"
expect 0 run show
head -n 1 out | cmp -s - vkey || fail "show has another vkey"

# The first one: from nothing.
printf 'old 0\n\n%s\n' "$one" >req1
expect 0 run sign <req1
printf '%s\n\n' "$one" >want
head -n 4 out | cmp -s - want || fail "not the checkpoint"
[ "$(wc -l <out)" -eq 5 ] || fail "not one signature"
cp out signed1
# Asked again, it signs the same.
expect 0 run sign <req1
cmp -s out signed1 || fail "another signature"

# Forged, missing and stale proofs leave the memory as it is.
cp key.seal before
printf 'old 1\n%s\n\n%s\n' "$(printf %s "$lx" | b64)" "$two" >req
expect 1 run sign <req
grep -q 'TỪ CHỐI' err || fail "not said in Vietnamese"
printf 'old 1\n\n%s\n' "$two" >req
expect 1 run --lang en sign <req
grep -q REFUSED err || fail "not said in English"
printf 'old 0\n\n%s\n' "$two" >req
expect 1 run sign <req
printf 'old 1\n\n%s\n1\n%s\n' "$origin" "$proof" >req
expect 1 run sign <req
printf 'old 1\n%s\n\n%s\n' "$proof" "$two" | sed 's/^viet/xiet/' >req
expect 1 run sign <req
printf 'garbage\n' >req
expect 2 run sign <req
printf 'old 1\n%s\n\n%s\n' "$proof" "$two" >req2
expect 2 "$seal" -k key --passphrase-fd 3 sign 3<wrong <req2
[ ! -s out ] || fail "something on stdout"
cmp -s key.seal before || fail "the memory changed"

# Two at once: who comes second is refused.
exec 5<key
flock 5
expect 2 run sign <req2
exec 5<&-

# Killed while it waits for its passphrase: nothing remembered, nothing given.
mkfifo slow
"$seal" -k key --passphrase-fd 3 sign 3<slow <req2 >out1 2>err1 &
first=$!
exec 4>slow
sleep 0.3
kill -9 "$first"
exec 4>&-
wait "$first" 2>/dev/null || :
[ ! -s out1 ] || fail "a signature before its time"
cmp -s key.seal before || fail "a memory before its time"

expect 0 run sign <req2
printf 'minhbach/seal/v1\n%s\n' "$two" | cmp -s - key.seal || fail "memory"
# Smaller, and the same size with another root.
expect 1 run sign <req1
printf 'old 2\n\n%s\n2\n%s\n' "$origin" "$proof" >req
expect 1 run sign <req

# A lost answer: memory on the disk, output gone.
expect 2 sh -c "'$seal' -k key --passphrase-fd 3 sign 3<pass <req2 >/dev/full"
expect 0 run sign <req2

# Without its memory, or with a damaged one, the key signs nothing.
mv key.seal kept
expect 2 run sign <req2
head -c 30 kept >key.seal
expect 2 run sign <req2
mv kept key.seal
chmod 644 key
expect 2 run sign <req2
chmod 600 key
expect 0 run sign <req2
ls | grep tmp && fail "temporary files left"
echo "seal: ok"
