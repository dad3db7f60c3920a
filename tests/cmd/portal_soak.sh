#!/bin/sh
# portal_soak.sh - slow clients for SECS seconds, 12 in a check: see
# portal_soak.py.
cd "$(dirname "$0")/../.." || exit 2
B=${B:-$PWD/build}
PUBLIC=${PUBLIC:-build/demo/public} ANCHOR=${ANCHOR:-build/demo/anchor}
if [ ! -f "$PUBLIC/checkpoint" ] || ! command -v python3 >/dev/null; then
	echo "SKIP portal_soak: no demonstration in build/demo, or no python3"
	exit 77
fi
dir=$(mktemp -d) || exit 2
"$B/bin/minhbach-portal" serve "$PUBLIC" --anchor "$ANCHOR" \
    --listen 127.0.0.1:0 --no-sandbox >"$dir/url" 2>"$dir/log" &
pid=$!
trap 'kill "$pid" 2>/dev/null; rm -rf "$dir"' EXIT
i=0
while [ ! -s "$dir/url" ] && [ $i -lt 100 ]; do
	sleep 0.1
	i=$((i + 1))
done
# After a few seconds it is not yet warm; a sanitizer keeps what was freed.
SECS=${SECS:-12} growth=2048
[ "$SECS" -ge 60 ] || growth=6144
grep -q __asan_init "$B/bin/minhbach-portal" && growth=262144
python3 tests/cmd/portal_soak.py "$(sed 's/.*://; s,/$,,' "$dir/url")" "$pid" \
    "$SECS" $growth || exit 1
kill -TERM "$pid"
wait "$pid"
