#!/bin/sh
# An import killed at each of its writes, those of the commit among them:
# whatever the moment, the ledger opens again, holds all of the sheet or
# nothing of it, and takes the next entry; and the keys still know the ledger.
set -u
command -v strace >/dev/null || { echo "SKIP import_kill: no strace"; exit 77; }
: "${B:=$PWD/build}"
bin=$B/bin
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
O=viet-an.example/do-dau
SYSCALLS=pwrite64,pwritev,pwritev2,write,writev,fsync,fdatasync,msync,ftruncate,rename,renameat,renameat2
fail() { echo "import_kill: $*"; exit 1; }

echo "mat khau de thu" >"$T/pass"
"$bin/minhbach-seal" -k "$T/log.key" --kdf interactive --passphrase-fd 3 \
    init $O 3<"$T/pass" >"$T/log.vkey" || fail "seal init"
for k in ubnd-1 pvhxh-1; do
	"$bin/minhbach" --passphrase-fd 3 key new $O/$k "$T/$k.key" \
	    interactive 3<"$T/pass" >"$T/$k.pub" || fail "key $k"
done
f() { sed -n "s/^$2=//p" "$T/$1.pub"; }
cat >"$T/genesis" <<EOF
origin=$O
commune=xã Thử
trial=1
quorum=1
log_key=$(cat "$T/log.vkey")
admin_1=$(f ubnd-1 verify_key) $(f ubnd-1 reading_key)
EOF
# m DIR KEY ARG...: the ledger DIR/l and the keys beside it.
AT=2026-09-10T08:00
m() {
	d=$1 k=$2
	shift 2
	$TRACE "$bin/minhbach" -C "$d/l" --at $AT --key "$d/$k.key" \
	    --passphrase-fd 3 "$@" 3<"$T/pass"
}
TRACE=
m "$T" ubnd-1 init "$T/genesis" >/dev/null || fail init
{ cat "$T/pvhxh-1.pub"; echo roles=registrar; } >"$T/g"
m "$T" ubnd-1 grant "$T/g" >/dev/null || fail grant
head -9 tests/data/viet-an/children.csv >"$T/c.csv"
printf 'date=2026-09-10\nfrom=citizen\nmatter=data\ntext=một dòng nữa\n' >"$T/o"
R=$T/run
fresh() {
	rm -rf "$R"
	mkdir "$R" && cp -r "$T/l" "$R/l" && cp "$T"/*.key* "$R/"
}
size() {
	m "$R" pvhxh-1 status >"$T/out" 2>&1 || return 1
	sed -n '2s/ .*//p' "$T/out"
}

fresh
n=$(size) || fail "size: $(cat "$T/out")"
TRACE="strace -f -qq -o $T/trace -e trace=$SYSCALLS"
m "$R" pvhxh-1 import child "$T/c.csv" >"$T/out" 2>&1 ||
    fail "untroubled import: $(cat "$T/out")"
TRACE=
[ "$(size)" -eq $((n + 8)) ] || fail "untroubled import: $(size) entries"
# One line a write: its name, and which of that name it is.
sed 's/^[0-9]* *//; s/(.*//' "$T/trace" | awk '{print $1, ++n[$1]}' >"$T/calls"
calls=$(wc -l <"$T/calls")
grep -q fdatasync "$T/trace" || fail "no commit seen"
[ "$calls" -gt 8 ] || fail "only $calls writes seen"

i=0 nothing=0 all=0
while read -r call which <&5; do
	i=$((i + 1))
	fresh
	TRACE="strace -f -qq -o $T/trace -e trace=$SYSCALLS
	    -e inject=$call:signal=KILL:when=$which"
	m "$R" pvhxh-1 import child "$T/c.csv" >"$T/out" 2>&1 &&
	    fail "write $i: not killed"
	TRACE=
	now=$(size) || fail "write $i: does not open: $(cat "$T/out")"
	case $((now - n)) in
	0)
		nothing=$((nothing + 1))
		m "$R" pvhxh-1 import child "$T/c.csv" >"$T/out" 2>&1 ||
		    fail "write $i: import again: $(cat "$T/out")"
		[ "$(size)" -eq $((n + 8)) ] || fail "write $i: not whole"
		;;
	8)	all=$((all + 1)) ;;
	*)	fail "write $i: $((now - n)) of 8 entries" ;;
	esac
	m "$R" pvhxh-1 object "$T/o" >"$T/out" 2>&1 ||
	    fail "write $i: next entry: $(cat "$T/out")"
	m "$R" ubnd-1 --reader "$R/pvhxh-1.key" --passphrase-fd 4 status \
	    4<"$T/pass" >"$T/out" 2>&1 || fail "write $i: $(cat "$T/out")"
done 5<"$T/calls"
[ $nothing -gt 0 ] && [ $all -gt 0 ] ||
    fail "one-sided: $nothing times nothing, $all times all"
echo "import_kill: killed at $calls writes: $nothing nothing, $all all"
