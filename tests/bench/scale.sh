#!/bin/sh
# scale.sh - what a ledger costs as it grows: build/bench/scale.md, a table and
# how it was measured, and scale.svg, the same as a picture.
#
# SIZES="1000 10000 100000 1000000" says which; each is made, measured and taken
# away again in $TMPDIR, a size that the disk does not hold is left out.
B=${B:-build}
SIZES=${SIZES:-1000 10000 100000}
out=$B/bench
t=$(mktemp -d) || exit 2
top=
trap 'rm -rf "$t" ${top:+"$top"}' EXIT

echo "mat khau thu" >"$t/pass"

# room N: 4 kilobytes an entry, for store, stream and public directory.
room() {
	[ "$(df -Pk "$t" | awk 'NR == 2 {print $4}')" -gt $(($1 * 4)) ]
}

# wall COMMAND...: seconds by the clock; 2 is "not concluded" without an anchor.
wall() {
	start=$(date +%s%N)
	"$@" >"$t/said" 2>&1 3<"$t/pass"
	[ $? -le 2 ] || { cat "$t/said" >&2; exit 2; }
	end=$(date +%s%N)
	echo "$start $end" | awk '{printf "%.4f", ($2 - $1) / 1e9}'
}

officer() { # COMMAND...
	"$B/bin/minhbach" -C "$top/ledger" --at 2026-07-05T08:00 \
	    --key "$top/key-do-dau-1" --passphrase-fd 3 "$@"
}

# Three turns of the kinds that a ratio is made of, then what is run once.
programs() {
	officer export --to xa.example/so/kiem-tra-1 3<"$t/pass" >"$t/stream" ||
	    exit 2
	for turn in 1 2 3; do
		due=$(wall officer due) || exit 2
		status=$(wall officer status) || exit 2
		quick=$(wall "$B/bin/minhbach-verify" --quick \
		    stream "$t/stream") || exit 2
		echo "$due $status $quick"
	done | sort -g >"$t/turns"
	awk 'NR == 2 {printf "due=%s ", $1}' "$t/turns"
	sort -gk2 "$t/turns" | awk 'NR == 2 {printf "status=%s ", $2}'
	sort -gk3 "$t/turns" | awk 'NR == 2 {printf "quick=%s ", $3}'
	printf 'opened=%s ' "$(wall "$B/bin/minhbach-verify" --quick \
	    --key "$top/key-kiem-tra-1" --passphrase-fd 3 stream "$t/stream")"
	printf 'full=%s\n' "$(wall "$B/bin/minhbach-verify" --full \
	    stream "$t/stream")"
}

for n in $SIZES; do
	room "$n" || {
		echo "scale: no room for $n entries, left out" >&2
		continue
	}
	"$B/bench/scale" "$n" >"$t/one" || exit 2
	"$B/bench/scale" "$n" left >"$t/left" || exit 2
	top=$(tail -1 "$t/left")
	printf '%s %s\n' "$(cat "$t/one")" "$(programs)"
	rm -rf "$top" "$t/stream"
	top=
done >"$t/rows"
[ -s "$t/rows" ] || exit 2

mkdir -p "$out"
{
	echo "# What a ledger costs as it grows"
	echo
	echo "$(date -u +%Y-%m-%d), $(awk -F': ' '/model name/ {print $2; exit}' \
	    /proc/cpuinfo), $(getconf _NPROCESSORS_ONLN) processors, $(cc \
	    --version | head -1), LMDB $(pkg-config --modversion lmdb), libsodium \
$(pkg-config --modversion libsodium), nettle $(pkg-config --modversion nettle)."
	echo "Command: \`SIZES=\"$SIZES\" make bench-scale\`; load when it ended:" \
	    "$(cut -d' ' -f1 /proc/loadavg)."
	echo "Times by the clock, medians; (least to most) where there are some."
	echo
	awk -f tests/bench/scale.awk "$t/rows"
} >"$out/scale.md"
awk -f tests/bench/scale_svg.awk "$t/rows" >"$out/scale.svg"
cat "$out/scale.md"
