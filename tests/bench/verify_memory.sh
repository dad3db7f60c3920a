#!/bin/sh
# verify_memory.sh - how the memory of minhbach-verify grows with the ledger:
# its peak at SMALL and at LARGE entries, and the difference for each entry.  A
# quick check is flat, a full one takes at most 40 bytes an entry; it fails
# otherwise.  SMALL must be above 65538, the leaves that are always kept.
B=${B:-build}
SMALL=${SMALL:-100000}
LARGE=${LARGE:-1000000}
time=/usr/bin/time
if [ ! -x "$time" ]; then
	echo "SKIP verify_memory: GNU time is missing (Debian package time)"
	exit 0
fi
t=$(mktemp -d) || exit 2
trap 'rm -rf "$t"' EXIT

# peak MODE N: KiB.  The stream is not kept; its anchor comes before it.
peak() {
	rm -f "$t/anchor"
	"$B/bench/mkstream" "$2" "$t/anchor" | {
		until [ -s "$t/anchor" ]; do sleep 0.1; done
		"$time" -f %M -o "$t/peak" "$B/bin/minhbach-verify" "$1" \
		    --anchor "$t/anchor" stream - >"$t/out"
	} || {
		cat "$t/out" >&2
		exit 2
	}
	cat "$t/peak"
}

bad=0
for row in quick:1 full:40; do
	mode=${row%:*} most=${row#*:}
	small=$(peak "--$mode" "$SMALL") || exit 2
	large=$(peak "--$mode" "$LARGE") || exit 2
	echo "$mode $small $large $most" |
	    awk -v s="$SMALL" -v l="$LARGE" '{
		each = ($3 - $2) * 1024 / (l - s)
		printf "verify %s: %d KiB at %d entries, %d KiB at %d: ", $1,
		    $2, s, $3, l
		printf "%.1f bytes an entry (at most %d)\n", each, $4
		exit each > $4 }' || bad=1
done
exit $bad
