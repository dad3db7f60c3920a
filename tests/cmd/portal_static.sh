#!/bin/sh
# portal_static.sh - the exported site under nginx is what the portal serves:
# every address, byte for byte, with the same headers where they matter.
cd "$(dirname "$0")/../.." || exit 2
public=${PUBLIC:-build/demo/public} anchor=${ANCHOR:-build/demo/anchor}
portal=${B:-build}/bin/minhbach-portal
PATH=$PATH:/usr/sbin
if [ ! -f "$public/checkpoint" ] || [ ! -f "$anchor" ]; then
	echo "SKIP portal_static: no demonstration in build/demo"
	exit 77
fi
for p in nginx curl; do
	command -v $p >/dev/null || {
		echo "SKIP portal_static: no $p (Debian nginx-light, curl)"
		exit 77
	}
done
dir=$(mktemp -d) || exit 2
# nginx's workers may be another user.
chmod 755 "$dir"
ours='' theirs=''
trap 'kill $ours $theirs 2>/dev/null; wait; rm -rf "$dir"' EXIT
bad=0

fail() {
	echo "$*"
	bad=1
}

site=https://xa.example.vn
"$portal" export "$public" "$dir/site" --anchor "$anchor" --site $site \
    >/dev/null || exit 1
"$portal" serve "$public" --anchor "$anchor" --listen 127.0.0.1:0 --site $site \
    --no-sandbox >"$dir/url" 2>"$dir/log" &
ours=$!

# A free port is found by trying: what answers must be ours.
echo $$ >"$dir/site/whose"
start_nginx() { # PORT
	sed "s,listen .*,listen 127.0.0.1:$1;,; s,root .*,root $dir/site;," \
	    tools/pkg/nginx-static.conf >"$dir/site.conf"
	cat >"$dir/nginx.conf" <<CONF
worker_processes 1;
daemon off;
pid $dir/nginx.pid;
error_log stderr crit;
events { worker_connections 64; }
http {
	client_body_temp_path $dir/t1; proxy_temp_path $dir/t2;
	fastcgi_temp_path $dir/t3; uwsgi_temp_path $dir/t4;
	scgi_temp_path $dir/t5;
	include $dir/site.conf;
}
CONF
	nginx -p "$dir" -c "$dir/nginx.conf" 2>"$dir/nginx.log" &
	theirs=$!
	i=0
	while [ $i -lt 50 ]; do
		[ "$(curl -s "http://127.0.0.1:$1/whose")" = $$ ] && return 0
		kill -0 $theirs 2>/dev/null || return 1
		sleep 0.1
		i=$((i + 1))
	done
	return 1
}
port=18480
until start_nginx $port; do
	port=$((port + 1))
	[ $port -lt 18500 ] || { cat "$dir/nginx.log"; exit 1; }
done
i=0
while [ ! -s "$dir/url" ] && [ $i -lt 100 ]; do
	sleep 0.1
	i=$((i + 1))
done
ours_url=$(sed 's,/$,,' "$dir/url") theirs_url=http://127.0.0.1:$port

# Every address there is, from the files that were written.
(cd "$dir/site" && find . -type f) | sed 's,^\.,,
	s,^/index\.html$,/,; s,\(/cong-bo\)/index\.html$,\1/,
	s,/nhung/index\.html$,/nhung/,; s,/en/index\.html$,/en/,
	s,\(/v[0-9]*\)/index\.html$,\1/,
	s,/index\.\(html\|json\)$,,; /^\/404\.html$/d; /^\/whose$/d' | sort >"$dir/paths"
n=$(wc -l <"$dir/paths")
[ "$n" -gt 50 ] || fail "only $n addresses"

# One connection for all: body and headers of each into files by number.
fetch() { # URL DIRECTORY
	mkdir "$2"
	awk -v url="$1" -v dir="$2" '{
		printf "url = \"%s%s\"\noutput = \"%s/%d\"\ndump-header = \"%s/%d.h\"\n",
		    url, $0, dir, NR, dir, NR
		if (NR < '"$n"')
			print "next"
	}' "$dir/paths" >"$2.curl"
	curl -s --path-as-is -K "$2.curl"
}
headers() { # FILE: status and what matters, in order
	tr -d '\r' <"$1" | awk 'NR == 1 {print $2}' 
	tr -d '\r' <"$1" | sed -n 's/^\([^:]*\): /\1 /p' |
	    awk '{k = tolower($1); $1 = ""; print k $0}' | grep -E '^(content-type|content-security-policy|permissions-policy|cross-origin-[a-z-]*|x-content-type-options|referrer-policy|cache-control|access-control-allow-origin|content-length) ' |
	    sort
}
fetch "$ours_url" "$dir/ours"
fetch "$theirs_url" "$dir/theirs"
i=0
while read -r path; do
	i=$((i + 1))
	cmp -s "$dir/ours/$i" "$dir/theirs/$i" || {
		# When it was checked stands on the page.
		for s in ours theirs; do
			sed 's/kiểm tra lúc [0-9:]* ngày [0-9/]*//' \
			    "$dir/$s/$i" >"$dir/$s.text"
		done
		cmp -s "$dir/ours.text" "$dir/theirs.text" ||
			fail "$path: other bytes"
	}
	headers "$dir/ours/$i.h" >"$dir/ours.text"
	headers "$dir/theirs/$i.h" >"$dir/theirs.text"
	if [ "$path" = /kiem-tra.html ]; then
		for s in ours theirs; do
			grep -q "^content-security-policy .*frame-ancestors 'none'" \
			    "$dir/$s.text" || fail "$path: may be framed"
			sed -i '/^content-security/d' "$dir/$s.text"
		done
	fi
	cmp -s "$dir/ours.text" "$dir/theirs.text" || {
		fail "$path: other headers"
		diff "$dir/ours.text" "$dir/theirs.text"
	}
done <"$dir/paths"
for url in "$ours_url" "$theirs_url"; do
	got=$(curl -s -o "$dir/missing" -w '%{http_code}' "$url/khong-co")
	[ "$got" = 404 ] || fail "$url/khong-co: $got"
	grep -q 'Không có trang này' "$dir/missing" || fail "$url: no word of it"
	got=$(curl -s -o /dev/null -w '%{http_code}' "$url/tile/0/999")
	[ "$got" = 404 ] || fail "$url/tile/0/999: $got"
done
exit $bad
