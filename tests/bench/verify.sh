#!/bin/sh
# verify.sh - what minhbach-verify costs on a stream of N entries: quick against
# full, and two threads against one beside what bare signatures gain from two.
#
# The kinds of run take turns, so that a busy machine slows them alike; each
# ratio is of one turn, and the median is shown.
B=${B:-build}
N=${N:-20000}
ROUNDS=${ROUNDS:-5}
t=$(mktemp -d) || exit 2
trap 'rm -rf "$t"' EXIT

"$B/bench/mkstream" "$N" "$t/anchor" >"$t/stream" || exit 2

# run OPTION...: seconds of one verification, which must prove.
run() {
	start=$(date +%s%N)
	"$B/bin/minhbach-verify" --anchor "$t/anchor" "$@" \
	    stream "$t/stream" >"$t/out" || {
		cat "$t/out" >&2
		exit 2
	}
	end=$(date +%s%N)
	echo "$start $end" | awk '{printf "%.4f", ($2 - $1) / 1e9}'
}

i=0
while [ "$i" -lt "$ROUNDS" ]; do
	quick=$(run --quick) || exit 2
	one=$(run --full --threads 1) || exit 2
	bare1=$("$B/bench/b_sign" "$N" 1) || exit 2
	two=$(run --full --threads 2) || exit 2
	bare2=$("$B/bench/b_sign" "$N" 2) || exit 2
	echo "$quick $one $two $bare1 $bare2"
	i=$((i + 1))
done >"$t/times"
[ "$(wc -l <"$t/times")" -eq "$ROUNDS" ] || exit 2

# median EXPRESSION: of the columns, over all turns.
median() {
	awk "{print $1}" "$t/times" | sort -g |
	    awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'
}
printf 'verify %s entries: quick is %.1f times as fast as full (at least 10)\n' \
    "$N" "$(median '$2 / $1')"
printf 'verify full: two threads %.2f times one, bare signatures %.2f, ' \
    "$(median '$2 / $3')" "$(median '$4 / $5')"
printf 'ratio %.2f (at least 0.9)\n' "$(median '($2 / $3) / ($4 / $5)')"
printf 'verify full: %.1f us an entry, bare signature %.1f us\n' \
    "$(median "\$2 / $N * 1e6")" "$(median "\$4 / $N * 1e6")"
