#!/bin/sh
# An erasure killed at each of its changes to the disk: before its entry
# stands nothing is lost, and it can be asked for again; once it stands, the
# next to open the ledger, or erase --resume, completes it.  At the end no file
# of the ledger, and no listed copy of the keyring, has a byte of the child,
# its handle or its key's box, also none that a killed writer left behind.
# EVERY=n: only every n-th kill.
set -u
nm -D "${B:?}/bin/minhbach" | grep -q __asan_init && {
	echo "SKIP erase_kill: no leaks are looked for under strace"
	exit 77
}
command -v strace >/dev/null || { echo "SKIP erase_kill: no strace"; exit 77; }
: "${B:=$PWD/build}" "${EVERY:=1}"
bin=$B/bin
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
O=viet-an.example/do-dau
SYSCALLS=pwrite64,pwritev,pwritev2,write,writev,fsync,fdatasync,msync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,mkdir,rmdir
fail() { echo "erase_kill: $*"; exit 1; }

echo "mat khau de thu" >"$T/pass"
"$bin/minhbach-seal" -k "$T/log.key" --kdf interactive --passphrase-fd 3 \
    init $O 3<"$T/pass" >"$T/log.vkey" || fail "seal init"
for k in ubnd-1 pvhxh-1 ubnd-2; do
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
# m DIR KEY[+WITH] ARG...: the ledger DIR/l and the keys beside it.
AT=2026-09-10T08:00
TRACE=
m() {
	d=$1 k=${2%%+*} w=${2#*+}
	shift 2
	[ "$w" != "$k" ] || w=
	$TRACE "$bin/minhbach" -C "$d/l" --at $AT --key "$d/$k.key" \
	    ${w:+--with "$d/$w.key"} --passphrase-fd 3 --passphrase-fd 4 "$@" \
	    3<"$T/pass" 4<"$T/pass" </dev/null
}
m "$T" ubnd-1 init "$T/genesis" >/dev/null || fail init
{ cat "$T/pvhxh-1.pub"; echo roles=registrar; } >"$T/g"
m "$T" ubnd-1 grant "$T/g" >/dev/null || fail grant
{ cat "$T/ubnd-2.pub"; echo roles=approver; } >"$T/g"
m "$T" ubnd-1 --reader "$T/pvhxh-1.key" grant "$T/g" >/dev/null || fail grant
head -9 tests/data/viet-an/children.csv >"$T/c.csv"
m "$T" pvhxh-1 import child "$T/c.csv" >/dev/null || fail import
child=$(sed -n 2p "$T/c.csv" | cut -d, -f1)
printf 'date=2026-09-10\nfrom=citizen\nmatter=data\ntext=một dòng nữa\n' >"$T/o"
echo basis=consent-withdrawn >"$T/why"
# What a writer that was killed long ago may have left: the keyring of then.
cp "$T/l/keyring" "$T/l/keyring.tmp-0123abcd"

R=$T/run
fresh() {
	rm -rf "$R"
	mkdir "$R" "$R/away" && cp -r "$T/l" "$R/l" && cp "$T"/*.key* "$R/" &&
	    cp "$T/l/keyring" "$R/away/copy" &&
	    cp "$T/l/keyring" "$R/away/copy.tmp-0123abcd" &&
	    echo "2026-09-10 $R/away/copy" >"$R/l/copies"
}
erase() { m "$R" pvhxh-1+ubnd-2 --yes erase "$child" "$T/why"; }
has() { # WORD COMMAND...: does it say so?
	word=$1
	shift
	"$@" >"$T/out" 2>&1 || return 1
	grep -q -- "$word" "$T/out"
}
size() {
	m "$R" pvhxh-1 status >"$T/out" 2>&1 || return 1
	sed -n '2s/ .*//p' "$T/out"
}
# How many traces of the child: its handle, its box, and what they are in.
traces() {
	python3 - "$T/gone" "$R/l" "$R/away" <<'P'
import os, sys
want = [bytes.fromhex(x) for x in open(sys.argv[1]).read().split()]
n = 0
for dir in sys.argv[2:]:
    for top, _, names in os.walk(dir):
        for name in names:
            b = open(os.path.join(top, name), 'rb').read()
            n += sum(b.count(w) for w in want)
print(n)
P
}

fresh
n=$(size) || fail "size: $(cat "$T/out")"
TRACE="strace -f -qq -o $T/trace -e trace=$SYSCALLS"
erase >"$T/out" 2>&1 || fail "untroubled erasure: $(cat "$T/out")"
TRACE=
[ "$(size)" -eq $((n + 1)) ] || fail "untroubled erasure: $(size) entries"
python3 - "$T/l/keyring" "$R/l/keyring" >"$T/gone" <<'P'
import base64, sys
def subjects(p):
    return {l.split()[1]: l.split()[2] for l in open(p)
            if l.startswith('subject ')}
old, new = subjects(sys.argv[1]), subjects(sys.argv[2])
for h in set(old) - set(new):
    print(base64.b64decode(h).hex())
    print(h.encode().hex())
for h in old: # the vault went: no box of before is left, whose it was or not
    print(base64.b64decode(old[h]).hex())
    print(old[h].encode().hex())
P
[ "$(wc -l <"$T/gone")" -gt 10 ] || fail "no subject went"
[ "$(traces)" -eq 0 ] || fail "untroubled erasure: $(traces) traces"
# One line a change: its name, and which of that name it is.
sed 's/^[0-9]* *//; s/(.*//' "$T/trace" | grep -v '^+++' |
    awk '{print $1, ++n[$1]}' | awk -v e="$EVERY" 'NR % e == 3 % e' >"$T/calls"
calls=$(wc -l <"$T/calls")
[ "$calls" -gt $((40 / EVERY)) ] || fail "only $calls changes seen"
fresh
[ "$(traces)" -gt 20 ] || fail "there was nothing to find"

i=0 before=0 after=0 whole=0
while read -r call which <&5; do
	i=$((i + 1))
	fresh
	TRACE="strace -f -qq -o $T/trace -e trace=$SYSCALLS
	    -e inject=$call:signal=KILL:when=$which"
	erase >"$T/out" 2>&1 && whole=$((whole + 1)) # a count of two threads
	TRACE=
	now=$(size) || fail "$call $which: does not open: $(cat "$T/out")"
	case $((now - n)) in
	0)
		before=$((before + 1))
		has "$child" m "$R" pvhxh-1 list child ||
		    fail "$call $which: no entry, and the child is lost"
		erase >"$T/out" 2>&1 ||
		    fail "$call $which: not again: $(cat "$T/out")"
		;;
	1)
		after=$((after + 1))
		if [ $((i % 2)) -eq 0 ]; then
			m "$R" pvhxh-1 erase --resume >"$T/out" 2>&1
		else
			m "$R" pvhxh-1 object "$T/o" >"$T/out" 2>&1
		fi || fail "$call $which: not completed: $(cat "$T/out")"
		;;
	*)	fail "$call $which: $((now - n)) entries" ;;
	esac
	[ "$(traces)" -eq 0 ] || fail "$call $which: $(traces) traces left"
	[ ! -e "$R/l/erasing" ] && [ ! -e "$R/l/store.old" ] ||
	    fail "$call $which: left: $(ls "$R/l")"
	has "$child" m "$R" pvhxh-1 list child &&
	    fail "$call $which: the child is in the lists"
	m "$R" pvhxh-1 object "$T/o" >"$T/out" 2>&1 ||
	    fail "$call $which: next entry: $(cat "$T/out")"
done 5<"$T/calls"
[ $before -gt 0 ] && [ $after -gt 0 ] ||
    fail "one-sided: $before times before, $after times after the entry"
echo "erase_kill: killed at $((i - whole)) changes: $before before, $after after"
