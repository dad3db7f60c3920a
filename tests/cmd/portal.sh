#!/bin/sh
# portal.sh - the portal on the demonstration's public directory: what it
# shows, what it refuses, and that unchecked data is never shown.
public=build/demo/public anchor=build/demo/anchor
portal=${B:-build}/bin/minhbach-portal
if [ ! -f "$public/checkpoint" ] || [ ! -f "$anchor" ]; then
	echo "SKIP portal: no demonstration in build/demo"
	exit 77
fi
if ! command -v curl >/dev/null; then
	echo "SKIP portal: no curl"
	exit 77
fi
dir=$(mktemp -d) || exit 2
pid=
bad=0
trap '[ -n "$pid" ] && kill "$pid"; rm -rf "$dir"' EXIT

fail() {
	echo "$*"
	bad=1
}

start() { # PUBLIC: sets $url
	: >"$dir/url"
	"$portal" serve "$1" --anchor "$anchor" --listen 127.0.0.1:0 \
	    >"$dir/url" 2>"$dir/log" &
	pid=$!
	i=0
	while [ ! -s "$dir/url" ] && [ $i -lt 300 ]; do
		sleep 0.2
		i=$((i + 1))
	done
	url=$(cat "$dir/url")
}

stop() {
	kill -TERM "$pid"
	wait "$pid" || fail "serve ended with $?"
	pid=
}

status() { # STATUS PATH [curl options]
	want=$1 path=$2
	shift 2
	got=$(curl -s --path-as-is -o "$dir/body" -w '%{http_code}' "$@" \
	    "$url$path")
	[ "$got" = "$want" ] || fail "$path: $got, not $want"
}

start "$public"
for path in / /style.css /vi-sao-tin-duoc /ban-tin.txt /checkpoint /healthz \
    /metrics /publications/2026-Q3/v1.json /cong-bo/2026-Q3/v1/ \
    /du-lieu/2026-Q3/so-lieu.csv '/?from=elsewhere'; do
	status 200 "$path"
done
status 200 /
grep -q 'Khớp với sổ đỡ đầu' "$dir/body" || fail "no tick"
grep -q 'SAMPLE DATA' "$dir/body" || fail "no banner"
grep -q '<script' "$dir/body" && fail "a script"
status 200 /du-lieu/2026-Q3/so-lieu.json
cmp -s "$dir/body" "$public/publications/2026-Q3/v1.json" ||
	fail "so-lieu.json is not the payload"
status 404 /khong-co
status 400 /%2e%2e/anchor
status 400 '/a%00b'
status 405 / -d x
status 405 / -X DELETE
status 400 / -X GET -d x
status 400 / -H 'Host:'
curl -sI "$url/checkpoint" | grep -qi '^Access-Control-Allow-Origin: \*' ||
	fail "checkpoint is closed to other sites"
curl -sI "$url/" | grep -qi "^Content-Security-Policy: default-src 'none'" ||
	fail "no policy"
etag=$(curl -sI "$url/" | tr -d '\r' | sed -n 's/^ETag: //p')
status 304 / -H "If-None-Match: $etag"
stop

# One changed byte anywhere: nothing is shown, nothing exported.
cp -R "$public" "$dir/public"
sed -i 's/"waiting":15/"waiting":14/' "$dir/public/publications/2026-Q3/v1.json"
start "$dir/public"
status 503 /
status 503 /healthz
status 503 /checkpoint
grep -q 'Chưa kiểm tra được' "$dir/body" || fail "no word of why"
stop
"$portal" export "$dir/public" "$dir/none" --anchor "$anchor" 2>/dev/null
[ $? -eq 1 ] || fail "exported what did not pass"
[ -e "$dir/none" ] && fail "something was written"

"$portal" export "$public" "$dir/site" --anchor "$anchor" >/dev/null ||
	fail "export"
for f in index.html checkpoint vi-sao-tin-duoc/index.html \
    cong-bo/2026-Q3/v1/index.html du-lieu/2026-Q3/so-lieu.csv; do
	[ -s "$dir/site/$f" ] || fail "no $f in the export"
done
"$portal" serve "$public" 2>/dev/null
[ $? -eq 2 ] || fail "served without an anchor"
exit $bad
