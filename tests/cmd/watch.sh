#!/bin/sh
# watch.sh - the watcher of a public directory (SKIP without the demonstration):
# growth, rollback, a rewritten history, an altered file, figures overdue; what
# was seen is replaced only by what follows from it, and evidence is kept.
set -u
v=${B:?}/bin/minhbach-verify
demo=$PWD/build/demo
if [ ! -f "$demo/public/checkpoint" ]; then
	echo "SKIP: no build/demo"
	exit 77
fi
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
bad=0 good=0
fail() {
	bad=$((bad + 1))
	echo "FAIL: $*"
	sed 's/^/      /' "$t/out"
}
# look NAME STATUS ALARM DIR ARG...
look() {
	name=$1 want=$2 alarm=$3 dir=$4
	shift 4
	cp "$t/state" "$t/before" 2>/dev/null || : >"$t/before"
	"$v" --json watch --once "$dir" --state "$t/state" "$@" >"$t/out" 2>&1
	rc=$?
	if [ $rc -eq "$want" ] && grep -q "\"alarm\": \"$alarm\"" "$t/out"; then
		good=$((good + 1))
	else
		fail "$name: $rc"
	fi
}
stays() {
	cmp -s "$t/state" "$t/before" || fail "$1: the state was replaced"
}
# The directory as it was after the first publication: its checkpoint again.
first=$(ls "$demo/public/checkpoints" | sort -n | head -1)
cp -r "$demo/public" "$t/first"
cp "$demo/public/checkpoints/$first" "$t/first/checkpoint"
cp -r "$demo/public" "$t/altered"
file=$(find "$t/altered/clear" -type f | sort | head -1)
printf X | dd of="$file" bs=1 seek=60 conv=notrunc 2>/dev/null

look "the first look" 0 none "$t/first" --anchor "$demo/anchor"
look "it has grown" 0 none "$demo/public"
cmp -s "$t/state" "$t/before" && fail "growth was not remembered"
look "nothing new" 0 none "$demo/public"
look "rolled back" 1 rollback "$t/first"
stays "rolled back"
[ -s "$t/state.evidence" ] || fail "no evidence was kept"
cmp -s "$t/state.evidence" "$t/first/checkpoint" ||
	fail "the evidence is not what was shown"
look "altered" 1 altered "$t/altered"
stays "altered"
look "right again" 0 none "$demo/public"
# Another root at the same size: the first letter of it is changed.
rm "$t/state.evidence"
python3 - "$t/state" <<'P'
import sys
lines = open(sys.argv[1]).read().split('\n')
at = lines.index('', 1) if '' in lines[1:] else 0
i = max(n for n in range(at) if len(lines[n]) == 44)
lines[i] = ('B' if lines[i][0] != 'B' else 'C') + lines[i][1:]
open(sys.argv[1], 'w').write('\n'.join(lines))
P
look "rewritten" 1 fork "$demo/public"
stays "rewritten"
[ -s "$t/state.evidence" ] || fail "no evidence of the fork was kept"
rm "$t/state"
# A clock that says 2030.
cat >"$t/clock.c" <<'C'
#include <time.h>
time_t time(time_t *t) { if (t) *t = 1900000000; return 1900000000; }
C
if ${CC:-cc} -shared -fPIC -o "$t/clock.so" "$t/clock.c" 2>/dev/null &&
    ! nm -D "$v" | grep -q __asan; then
	LD_PRELOAD=$t/clock.so
	export LD_PRELOAD
	look "overdue" 1 overdue "$demo/public" --anchor "$demo/anchor"
	unset LD_PRELOAD
	[ -s "$t/state" ] || fail "overdue: what was seen is good all the same"
fi
"$v" watch --once "$demo/public" --anchor "$demo/anchor" >"$t/out" 2>&1
[ $? -eq 2 ] && grep -q -- --state "$t/out" || fail "no state"
"$v" watch --once "$demo/public" --state "$t/none" >"$t/out" 2>&1
[ $? -eq 2 ] && grep -q -- --anchor "$t/out" || fail "no anchor"
# Again and again, until it is told to end.
"$v" --lang vi watch "$demo/public" --anchor "$demo/anchor" \
    --state "$t/loop" --every 1 >"$t/out" 2>&1 &
pid=$!
i=0
while ! [ -s "$t/loop" ] && [ $i -lt 100 ]; do
	sleep 0.1
	i=$((i + 1))
done
sleep 0.3
kill "$pid"
wait "$pid"
[ $? -eq 0 ] && grep -q 'không có gì lạ' "$t/out" || fail "the loop"
echo "$good as expected, $bad not"
[ "$bad" -eq 0 ]
