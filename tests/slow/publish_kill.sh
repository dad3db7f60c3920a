#!/bin/sh
# Publishing killed at each of its writes: whatever the moment, publishing
# again or resuming gives a directory that verifies, and a second one written
# from the same store is the same to the byte.
set -u
command -v strace >/dev/null || { echo "SKIP publish_kill: no strace"; exit 77; }
: "${B:=$PWD/build}"
PATH="$B/bin:$PATH"
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
O=viet-an.example/do-dau
fail() { echo "publish_kill: $*"; exit 1; }

echo "mat khau de thu" >"$T/pass"
minhbach-seal -k "$T/log.key" --kdf interactive --passphrase-fd 3 init $O \
    3<"$T/pass" >"$T/log.vkey" || fail "seal init"
for k in ubnd-1 mttq-1 pvhxh-1 ubnd-2; do
	minhbach --passphrase-fd 3 key new $O/$k "$T/$k.key" interactive \
	    3<"$T/pass" >"$T/$k.pub" || fail "key $k"
done
f() { sed -n "s/^$2=//p" "$T/$1.pub"; }
cat >"$T/genesis" <<EOF
origin=$O
commune=xã Thử
trial=1
quorum=2
log_key=$(cat "$T/log.vkey")
admin_1=$(f ubnd-1 verify_key) $(f ubnd-1 reading_key)
admin_2=$(f mttq-1 verify_key) $(f mttq-1 reading_key)
EOF
K=$T # where the keys lie
# m LEDGER TIME KEY WITH READER ARG...
m() {
	l=$1 at=$2 k=$3 w=$4 r=$5
	shift 5
	minhbach -C "$l" --at "$at" --key "$K/$k.key" --with "$K/$w.key" \
	    ${r:+--reader "$K/$r.key"} --passphrase-fd 3 --passphrase-fd 4 \
	    --passphrase-fd 5 "$@" 3<"$T/pass" 4<"$T/pass" 5<"$T/pass"
}
m "$T/l" 2026-09-10T08:00 ubnd-1 mttq-1 "" init "$T/genesis" >/dev/null ||
    fail init
{ cat "$T/pvhxh-1.pub"; echo roles=registrar; } >"$T/g"
m "$T/l" 2026-09-10T08:10 ubnd-1 mttq-1 "" grant "$T/g" >/dev/null || fail grant
{ cat "$T/ubnd-2.pub"; echo roles=approver; } >"$T/g"
m "$T/l" 2026-09-10T08:20 ubnd-1 mttq-1 pvhxh-1 grant "$T/g" >/dev/null ||
    fail grant
head -4 tests/data/viet-an/sponsors.csv >"$T/s.csv"
m "$T/l" 2026-09-10T09:00 pvhxh-1 ubnd-2 pvhxh-1 import sponsor "$T/s.csv" \
    >/dev/null || fail import

office() {
	printf 'office=Phòng thử\nhotline=111\npublic=%s\nlog_key=%s\n' \
	    "$1" "$T/run/log.key" >"$T/run/l/office"
}
# One run on a copy of everything: the memories of keys and seal belong to it.
fresh() {
	rm -rf "$T/run" "$T/pub" "$T/pub2"
	mkdir "$T/run" && cp -r "$T/l" "$T/run/l" &&
	    cp "$T"/*.key* "$T/run/" && office "$T/pub"
}
publish() {
	m "$T/run/l" 2026-10-05 pvhxh-1 ubnd-2 pvhxh-1 publish "$@" \
	    >"$T/out" 2>&1
}
traced() {
	set -- strace -f -qq -o "$T/trace" \
	    -e trace=rename,renameat,renameat2,fsync,fdatasync,pwrite64 "$@" \
	    minhbach -C "$T/run/l" --at 2026-10-05 --key "$K/pvhxh-1.key" \
	    --with "$K/ubnd-2.key" --passphrase-fd 3 --passphrase-fd 4 \
	    --passphrase-fd 5 publish 2026-Q3
	"$@" >"$T/out" 2>&1 3<"$T/pass" 4<"$T/pass" 5<"$T/pass"
}
K=$T/run
fresh && traced || fail "untroubled publish: $(cat "$T/out")"
n=$(wc -l <"$T/trace")
[ "$n" -gt 20 ] || fail "only $n writes seen"
i=1 kills=0
while [ $i -le "$n" ]; do
	fresh
	if traced -e "inject=rename,renameat,renameat2,fsync,fdatasync,pwrite64:signal=KILL:when=$i"; then
		: # a write of the child, or past the end
	else
		kills=$((kills + 1))
	fi
	publish 2026-Q3 || publish --resume ||
	    fail "killed at write $i: $(cat "$T/out")"
	minhbach-verify public "$T/pub" --anchor "$T/l/anchor" >"$T/out" 2>&1 ||
	    fail "killed at write $i: $(cat "$T/out")"
	office "$T/pub2"
	publish --resume || fail "second directory: $(cat "$T/out")"
	diff -r "$T/pub" "$T/pub2" >"$T/out" ||
	    fail "killed at write $i, directories differ: $(cat "$T/out")"
	i=$((i + 1 + n / 40))
done
[ $kills -gt 10 ] || fail "only $kills kills took effect"
echo "publish_kill: $kills kills over $n writes"
