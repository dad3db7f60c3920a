#!/bin/sh
# portal.sh - requests a second, and processor time a request, of the portal
# and of nginx over the same bytes on the same one core, kept-alive connections
# over the loopback; interleaved, medians of 3 rounds of 1 second.  A ratio is
# the median of those of each round, so that whatever else the machine does
# meanwhile falls on both.  ROUNDS and SECS make it longer.
cd "$(dirname "$0")/../.." || exit 2
B=${B:-$PWD/build}
PUBLIC=${PUBLIC:-build/demo/public} ANCHOR=${ANCHOR:-build/demo/anchor}
ROUNDS=${ROUNDS:-3} SECS=${SECS:-1}
PATH=$PATH:/usr/sbin
for p in nginx wrk taskset; do
	command -v "$p" >/dev/null || {
		echo "SKIP bench/portal: no $p (Debian nginx-light, wrk, util-linux)"
		exit 0
	}
done
[ -f "$PUBLIC/checkpoint" ] || {
	echo "SKIP bench/portal: no demonstration in build/demo"
	exit 0
}
dir=$(mktemp -d) || exit 2
chmod 755 "$dir"
ours='' theirs=''
trap 'kill $ours $theirs 2>/dev/null; wait; rm -rf "$dir"' EXIT
# Servers on the first core, who asks on the last.
last=$(($(nproc) - 1))
portal=$B/bin/minhbach-portal port=18431

"$portal" export "$PUBLIC" "$dir/site" --anchor "$ANCHOR" >/dev/null || exit 1
cat >"$dir/nginx.conf" <<EOF
worker_processes 2;
daemon off;
pid $dir/nginx.pid;
error_log stderr crit;
events { worker_connections 1024; }
http {
	access_log off;
	types { text/html html; text/csv csv; }
	sendfile on;
	tcp_nopush on;
	keepalive_requests 1000000000;
	open_file_cache max=1000 inactive=60s;
	client_body_temp_path $dir/t1; proxy_temp_path $dir/t2;
	fastcgi_temp_path $dir/t3; uwsgi_temp_path $dir/t4;
	scgi_temp_path $dir/t5;
	server { listen 127.0.0.1:$port backlog=511; root $dir/site; }
}
EOF
taskset -c 0 nginx -p "$dir" -c "$dir/nginx.conf" 2>"$dir/nginx.log" &
theirs=$!
taskset -c 0 "$portal" serve "$PUBLIC" --anchor "$ANCHOR" \
    --listen 127.0.0.1:0 >"$dir/url" 2>"$dir/log" &
ours=$!
i=0
while [ ! -s "$dir/url" ] && [ $i -lt 100 ]; do
	sleep 0.1
	i=$((i + 1))
done
url_ours=$(cat "$dir/url") url_theirs=http://127.0.0.1:$port

# Clock ticks of a process and of its children, now.
ticks() {
	for q in "$1" $(ps -o pid= --ppid "$1"); do
		sed 's/.*) //' "/proc/$q/stat"
	done | awk '{s += $12 + $13} END {print s}'
}

once() { # NAME PID URL: a line "rate microseconds"
	from=$(ticks "$2")
	taskset -c "$last" wrk -t1 -c"$n" -d"${SECS}s" "$3" >"$dir/wrk"
	to=$(ticks "$2")
	awk -v t=$((to - from)) -v hz="$(getconf CLK_TCK)" '
	    /requests in/ {all = $1}
	    /Requests\/sec/ {rate = $2}
	    /Socket errors|Non-2xx/ {bad = 1}
	    END {if (bad || !all) print 0, 0
		else print rate, t / hz / all * 1000000}' "$dir/wrk" \
	    >>"$dir/$1"
}

median() { # FILE COLUMN
	cut -d' ' -f"$2" "$1" | sort -n | sed -n "$(((ROUNDS + 1) / 2))p"
}

# Of each round, ours to theirs.
ratios() {
	paste -d' ' "$dir/o" "$dir/t" |
	    awk '{print $3 ? $1 / $3 : 0, $4 ? $2 / $4 : 0}' >"$dir/r"
}

printf '%-14s %5s %10s %10s %6s %8s %8s %6s\n' path conns 'ours/s' \
    'nginx/s' ratio 'ours us' 'nginx us' ratio
period=$(cd "$dir/site/du-lieu" && printf '%s\n' * | sed -n 1p)
for path in / "/du-lieu/$period/so-lieu.csv" /tile/0/000; do
	[ -f "$PUBLIC$path" ] || [ "$path" != /tile/0/000 ] || continue
	for n in 32 127 128 129 256; do
		: >"$dir/o"
		: >"$dir/t"
		r=0
		while [ $r -lt "$ROUNDS" ]; do
			once o "$ours" "$url_ours$path"
			once t "$theirs" "$url_theirs$path"
			r=$((r + 1))
		done
		ratios
		name=${path##*/}
		printf '%-14s %5d %10.0f %10.0f %6.2f %8.1f %8.1f %6.2f\n' \
		    "${name:-/}" $n \
		    "$(median "$dir/o" 1)" "$(median "$dir/t" 1)" \
		    "$(median "$dir/r" 1)" \
		    "$(median "$dir/o" 2)" "$(median "$dir/t" 2)" \
		    "$(median "$dir/r" 2)"
	done
done
