#!/bin/sh
# address.sh - a public directory read from its address (SKIP without the
# demonstration): proved, damaged, half there, gone, endless; the state file is
# written by the process apart, and a reading process that dies proves nothing.
set -u
v=${B:?}/bin/minhbach-verify
demo=$PWD/build/demo
if [ ! -f "$demo/public/checkpoint" ] || [ ! -f "$demo/stream" ]; then
	echo "SKIP: no build/demo"
	exit 77
fi
t=$(mktemp -d) || exit 1
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$t"' EXIT
cp -r "$demo/public" "$t/good"
cp -r "$demo/public" "$t/damaged"
cp -r "$demo/public" "$t/half"
file=$(find "$t/damaged/tile/entries" -type f | sort | head -1)
printf X | dd of="$file" bs=1 seek=100 conv=notrunc 2>/dev/null
rm "$t/half/tile/entries/001"
mkdir "$t/none" "$t/long"
head -c 4000000 /dev/zero >"$t/long/checkpoint"
bad=0 good=0
cat >"$t/serve.py" <<'P'
import functools, http.server, os, sys
class H(http.server.SimpleHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True
    def log_message(self, *a):
        pass
s = http.server.ThreadingHTTPServer(('127.0.0.1', 0),
    functools.partial(H, directory=sys.argv[1]))
with open(sys.argv[1] + '/port.new', 'w') as f:
    f.write(str(s.server_port))
os.rename(sys.argv[1] + '/port.new', sys.argv[1] + '/port')
s.serve_forever()
P
python3 "$t/serve.py" "$t" 2>/dev/null &
server=$!
i=0
while [ ! -f "$t/port" ] && [ $i -lt 100 ]; do
	sleep 0.1
	i=$((i + 1))
done
url=http://127.0.0.1:$(cat "$t/port")
# is NAME STATUS TEXT ARG...: TEXT stands in what is printed
is() {
	name=$1 want=$2 text=$3
	shift 3
	"$v" --lang en "$@" >"$t/out" 2>&1
	rc=$?
	if [ $rc -eq "$want" ] && grep -qF -- "$text" "$t/out"; then
		good=$((good + 1))
	else
		bad=$((bad + 1))
		echo "FAIL: $name: $rc"
		sed 's/^/      /' "$t/out"
	fi
}
is "proved" 0 "PROVED" public "$url/good" --anchor "$demo/anchor" \
    --state "$t/state"
[ -s "$t/state" ] || {
	echo "FAIL: no state"
	bad=$((bad + 1))
}
is "again, by the state alone" 0 "PROVED" public "$url/good/" \
    --state "$t/state"
is "no anchor" 2 "author unproven" public "$url/good"
is "a flipped byte" 1 "DISPROVED" public "$url/damaged" \
    --anchor "$demo/anchor" --state "$t/state.bad"
[ ! -e "$t/state.bad" ] || {
	echo "FAIL: remembered what was disproved"
	bad=$((bad + 1))
}
is "a bundle is missing" 1 "DISPROVED" public "$url/half" \
    --anchor "$demo/anchor"
is "nothing there" 2 "no file checkpoint" public "$url/none" \
    --anchor "$demo/anchor"
is "too long" 1 "holds no checkpoint" public "$url/long" --anchor "$demo/anchor"
is "a name and a password" 2 "cannot be read" \
    public "http://a:b@127.0.0.1:1/" --anchor "$demo/anchor"
kill "$server"
wait "$server" 2>/dev/null
server=
is "nobody there" 2 "cannot be read" public "$url/good" \
    --anchor "$demo/anchor"
# The state cannot be written: nothing is remembered, and that is said.
is "no place for the state" 2 "cannot be written" public "$demo/public" \
    --anchor "$demo/anchor" --state "$t/no/such/state"
# A reading process that dies.
mkfifo "$t/fifo"
"$v" --lang en stream "$t/fifo" --anchor "$demo/anchor" >"$t/out" 2>&1 &
pid=$!
exec 9>"$t/fifo"
head -c 20000 "$demo/stream" >&9
i=0
while ! pkill -KILL -P "$pid" && [ $i -lt 100 ]; do
	sleep 0.1
	i=$((i + 1))
done
wait "$pid"
rc=$?
exec 9>&-
if [ $rc -eq 2 ] && grep -q 'the reading process died' "$t/out"; then
	good=$((good + 1))
else
	echo "FAIL: the reader was killed: $rc"
	cat "$t/out"
	bad=$((bad + 1))
fi
echo "$good as expected, $bad not"
[ "$bad" -eq 0 ]
