#!/bin/sh
# page.sh - the portal over the demonstration, in a real browser and before
# validators.
cd "$(dirname "$0")/../.." || exit 2
B=${B:-$PWD/build}
PUBLIC=${PUBLIC:-build/demo/public} ANCHOR=${ANCHOR:-build/demo/anchor}
if [ ! -x /usr/bin/chromium ] || ! command -v node >/dev/null; then
	echo "SKIP browser/page: no chromium or no node"
	exit 77
fi
if [ ! -f "$PUBLIC/checkpoint" ]; then
	echo "SKIP browser/page: no demonstration in build/demo"
	exit 77
fi
dir=$(mktemp -d) || exit 2
# The sandbox is what tests/cmd/portal.sh is about.
"$B/bin/minhbach-portal" serve "$PUBLIC" --anchor "$ANCHOR" \
    --listen 127.0.0.1:0 --no-sandbox --site https://xa.example.vn \
    >"$dir/url" 2>"$dir/log" &
pid=$!
trap 'kill "$pid"; rm -rf "$dir"' EXIT
i=0
while [ ! -s "$dir/url" ] && [ $i -lt 100 ]; do
	sleep 0.1
	i=$((i + 1))
done
URL_PORTAL=$(sed 's,/$,,' "$dir/url")
export PUBLIC URL_PORTAL WEB="$B/web" MODULES="$PWD/build/npm-test/node_modules"
node --test --test-reporter=spec tests/browser/page.mjs tests/browser/valid.mjs
