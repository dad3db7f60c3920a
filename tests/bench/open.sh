#!/bin/sh
# open.sh - how long until a ledger of N entries is ready to be written to, by
# a whole replay and from a sealed snapshot, against a quick verification of the
# same entries with their payloads; and, for information, against one without.
#
# Both in processor time; they take turns, and the median of the ratios is
# shown.
B=${B:-build}
N=${N:-20000}
ROUNDS=${ROUNDS:-5}
t=$(mktemp -d) || exit 2
top=
trap 'rm -rf "$t" ${top:+"$top"}' EXIT

echo "mat khau thu" >"$t/pass"
"$B/bench/b_open" "$N" left >"$t/out" || exit 2
top=$(tail -1 "$t/out")
"$B/bin/minhbach" -C "$top/ledger" --at 2026-07-05T08:00 \
    --key "$top/key-do-dau-1" --passphrase-fd 3 \
    export --to xa.example/so/kiem-tra-1 3<"$t/pass" >"$t/stream" || exit 2

# cpu COMMAND...: seconds of processor time, its own and the system's.
cpu() {
	( "$@" >"$t/said" 2>&1 3<"$t/pass"; times ) | tail -1 |
	    awk '{ for (i = 1; i <= 2; i++) {
		split($i, m, "m"); s += m[1] * 60 + m[2] }
		printf "%.3f", s }'
}
i=0
while [ "$i" -lt "$ROUNDS" ]; do
	open=$(cpu "$B/bin/minhbach" -C "$top/ledger" \
	    --at 2026-07-05T08:00 --key "$top/key-do-dau-1" \
	    --passphrase-fd 3 list consent)
	cp "$top/snapshot" "$top/ledger/snapshot"
	sealed=$(cpu "$B/bin/minhbach" -C "$top/ledger" \
	    --at 2026-07-05T08:00 --key "$top/key-do-dau-1" \
	    --passphrase-fd 3 list consent)
	rm "$top/ledger/snapshot"
	quick=$(cpu "$B/bin/minhbach-verify" --quick \
	    --key "$top/key-kiem-tra-1" --passphrase-fd 3 \
	    stream "$t/stream")
	blind=$(cpu "$B/bin/minhbach-verify" --quick stream "$t/stream")
	echo "$open $quick $blind $sealed"
	i=$((i + 1))
done >"$t/times"
grep -q "$((N + 4))\|$((N + 3))" "$t/said" || {
	cat "$t/said"
	exit 2
}
median() {
	awk "{print $1}" "$t/times" | sort -g |
	    awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'
}
printf 'open %s entries: %.1f us an entry, quick verification %.1f us, ' \
    "$N" "$(median "\$1 / $N * 1e6")" "$(median "\$2 / $N * 1e6")"
printf 'ratio %.2f (at most 1)\n' "$(median '$1 / $2')"
printf 'open from a snapshot: %.1f us an entry, ratio %.3f (at most 0.1)\n' \
    "$(median "\$4 / $N * 1e6")" "$(median '$4 / $2')"
printf 'open against a quick verification that opens no payload: ratio %.1f\n' \
    "$(median '$1 / $3')"
