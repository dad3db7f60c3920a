#!/bin/sh
# portal.sh - the portal on the demonstration's public directory: what it
# shows, what it refuses, and that unchecked data is never shown.
public=${PUBLIC:-build/demo/public} anchor=${ANCHOR:-build/demo/anchor}
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

# A sanitizer reads files of its own, which no sandbox lets it.
open=
if grep -q __asan_init "$portal"; then
	open=--no-sandbox
fi

start() { # PUBLIC: sets $url
	: >"$dir/url"
	# shellcheck disable=SC2086
	"$portal" serve "$1" --anchor "$anchor" --listen 127.0.0.1:0 $open \
	    >"$dir/url" 2>"$dir/log" &
	pid=$!
	i=0
	while [ ! -s "$dir/url" ] && [ $i -lt 150 ] &&
	    kill -0 "$pid" 2>/dev/null; do
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
if [ -z "$url" ] && grep -q -e --no-sandbox "$dir/log"; then
	echo "no sandbox on this system; the rest without one"
	wait "$pid"
	[ $? -eq 2 ] || fail "refused with another status than 2"
	open=--no-sandbox
	start "$public"
fi
if [ -z "$open" ]; then
	grep -q 'sandbox: landlock [1-9][0-9]*, seccomp' "$dir/log" ||
		fail "does not say which layers hold"
	grep -q '^NoNewPrivs:[[:space:]]*1' "/proc/$pid/status" ||
		fail "may get new privileges"
	grep -q '^Seccomp:[[:space:]]*2' "/proc/$pid/status" ||
		fail "no seccomp filter"
	for task in "/proc/$pid/task"/*; do
		grep -q '^Seccomp:[[:space:]]*2' "$task/status" ||
			fail "a thread without a filter"
	done
else
	grep -q 'sandbox: none' "$dir/log" || fail "does not say: none"
fi
for path in / /style.css /vi-sao-tin-duoc /ban-tin.txt /checkpoint /healthz \
    /tinh-the-nao /niem-yet/2026-Q3 /favicon.ico /favicon.svg /robots.txt \
    /metrics /publications/2026-Q3/v1.json /cong-bo/2026-Q3/v1/ \
    /du-lieu/2026-Q3/so-lieu.csv '/?from=elsewhere'; do
	status 200 "$path"
done
status 200 /
grep -q 'Khớp với sổ đỡ đầu' "$dir/body" || fail "no tick"
grep -q 'SAMPLE DATA' "$dir/body" || fail "no banner"
grep '<script' "$dir/body" | grep -qv '^<script type="application/ld+json">$' &&
	fail "a script"
status 200 /du-lieu/2026-Q3/so-lieu.json
cmp -s "$dir/body" "$public/publications/2026-Q3/v1.json" ||
	fail "so-lieu.json is not the payload"
status 200 /du-lieu/2026-Q3/so-lieu.xlsx
if command -v xlsx2csv >/dev/null; then
	cp "$dir/body" "$dir/book.xlsx"
	status 200 /du-lieu/2026-Q3/so-lieu.csv
	tr -d '\r' <"$dir/body" | sed 1d >"$dir/csv"
	xlsx2csv "$dir/book.xlsx" | sed 1d | cmp -s - "$dir/csv" ||
		fail "the workbook is not the table"
fi
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

# ---- packed ----
head_of() { # PATH [curl options]: its header, in small letters
	path=$1
	shift
	curl -sI "$@" "$url$path" | tr -d '\r' | tr 'A-Z' 'a-z'
}
zip='Accept-Encoding: gzip, deflate, br'
for path in / /style.css /du-lieu/2026-Q3/so-lieu.csv /clear/0.json; do
	head_of "$path" -H "$zip" >"$dir/zip"
	head_of "$path" >"$dir/flat"
	grep -q '^content-encoding: gzip' "$dir/zip" || fail "$path: not packed"
	grep -q '^content-encoding' "$dir/flat" && fail "$path: packed unasked"
	for f in "$dir/zip" "$dir/flat"; do
		grep -q '^vary: accept-encoding' "$f" || fail "$path: no Vary"
	done
	a=$(sed -n 's/^etag: //p' "$dir/zip") b=$(sed -n 's/^etag: //p' "$dir/flat")
	[ -n "$a" ] && [ "$a" != "$b" ] || fail "$path: one ETag for two"
	status 304 "$path" -H "$zip" -H "If-None-Match: $a"
	status 200 "$path" -H "$zip" -H "If-None-Match: $b"
	status 304 "$path" -H "If-None-Match: \"x\", W/$b"
	curl -s "$url$path" >"$dir/one"
	curl -s --compressed "$url$path" | cmp -s - "$dir/one" ||
		fail "$path: packed is another page"
done
head_of / -H 'Accept-Encoding: gzip;q=0, br' | grep -q '^content-encoding' &&
	fail "packed for who cannot read it"
for path in /tile/0/000 /tile/entries/000; do
	[ -f "$public$path" ] || continue
	head_of "$path" -H "$zip" >"$dir/zip"
	grep -q '^content-encoding\|^vary' "$dir/zip" && fail "$path: packed"
	curl -s -H "$zip" "$url$path" | cmp -s - "$public$path" ||
		fail "$path: not the file"
done
status 404 /tile/0/999
status 404 /tile/0/000.p/1
curl -s -I -X DELETE "$url/" | grep -qi '^Allow: GET, HEAD' || fail "no Allow"
for h in permissions-policy cross-origin-resource-policy x-content-type-options \
    cross-origin-opener-policy referrer-policy; do
	head_of / | grep -q "^$h: " || fail "no $h"
done
head_of /checkpoint | grep -q '^cross-origin-resource-policy: cross-origin' ||
	fail "checkpoint cannot be fetched by others"
[ "$(head_of / | sed -n 's/^content-length: //p')" = \
    "$(curl -s "$url/" | wc -c)" ] || fail "HEAD tells another length"
stop
"$portal" serve "$public" --anchor "$anchor" --site 'x y' 2>/dev/null
[ $? -eq 2 ] || fail "took a site that is none"

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
"$portal" export "$public" "$dir/again" --anchor "$anchor" >/dev/null
cmp "$dir/site/chia-se/2026-Q3-v1.png" "$dir/again/chia-se/2026-Q3-v1.png" ||
	fail "the same figures, another picture"
for f in index.html checkpoint vi-sao-tin-duoc/index.html \
    cong-bo/2026-Q3/v1/index.html du-lieu/2026-Q3/so-lieu.csv; do
	[ -s "$dir/site/$f" ] || fail "no $f in the export"
done
"$portal" serve "$public" 2>/dev/null
[ $? -eq 2 ] || fail "served without an anchor"
exit $bad
