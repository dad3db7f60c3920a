#!/bin/sh
# portal_abuse.sh - what no browser sends: two requests in one, two Hosts,
# escapes, headers without end, senders without haste, more connections than
# one thread of some servers survives.  After each the portal still answers.
cd "$(dirname "$0")/../.." || exit 2
B=${B:-$PWD/build}
PUBLIC=${PUBLIC:-build/demo/public} ANCHOR=${ANCHOR:-build/demo/anchor}
if [ ! -f "$PUBLIC/checkpoint" ] || ! command -v python3 >/dev/null; then
	echo "SKIP portal_abuse: no demonstration in build/demo, or no python3"
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
python3 tests/cmd/portal_abuse.py "$(sed 's/.*://' "$dir/url")" || exit 1
kill -0 "$pid" || { echo "it is gone"; exit 1; }
kill -TERM "$pid"
wait "$pid"
