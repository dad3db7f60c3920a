#!/bin/sh
# What an inspector gets of the demonstration: a draw that an independent
# program repeats, few false alarms, two pages of A4; and nothing of a stream
# that is false, cut or not for this key.
set -u
: "${DEMO:=build/demo}"
: "${B:=$PWD/build}"
[ -f "$DEMO/stream" ] ||
    { echo "SKIP inspect: run tools/demo --once first"; exit 77; }
command -v python3 >/dev/null || { echo "SKIP inspect: no python3"; exit 77; }
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
fail() { echo "inspect: $*"; cat "$T/err"; exit 1; }
v() { # STATUS ARGUMENT...
	want=$1
	shift
	"$B/bin/minhbach-verify" --passphrase-fd 3 "$@" \
	    3<"$DEMO/keys/hdnd-1.pass" >"$T/out" 2>"$T/err" </dev/null
	rc=$?
	[ "$rc" -eq "$want" ] || fail "exit $rc, not $want: $*"
}
key="--anchor $DEMO/anchor --key $DEMO/keys/hdnd-1.key"

# The draw: the same lines whatever the language, a larger one begins with a
# smaller, and another program draws the same.
v 0 $key sample "$DEMO/stream" -n 30 --seed 4-2-6-1
sed '1,/^$/d' "$T/out" >"$T/vi"
root=$(sed -n 's/.* gốc cây //p' "$T/out")
v 0 $key --lang en sample "$DEMO/stream" -n 30 --seed 4-2-6-1
sed '1,/^$/d' "$T/out" | cmp - "$T/vi" || fail "the languages differ"
[ "$(grep -c '\[ \] 4' "$T/vi")" -eq 30 ] || fail "not 30 payments"
v 0 $key --csv -n 12 --seed 4-2-6-1 sample "$DEMO/stream"
cp "$T/out" "$T/twelve"
v 0 $key --csv -n 1000 --seed 4-2-6-1 sample "$DEMO/stream"
head -13 "$T/out" | cmp - "$T/twelve" || fail "a larger draw begins otherwise"
python3 - "$T/out" "$root" <<'P' || fail "another program draws others"
import base64, csv, hashlib, sys
rows = list(csv.DictReader(open(sys.argv[1], newline="")))
root = base64.b64decode(sys.argv[2])
all_ = sorted(int(r["index"]) for r in rows)
assert len(set(all_)) == len(all_) > 200
out, c = [], 0
while len(out) < len(all_):
    x = int.from_bytes(hashlib.sha256(b"minhbach/sample/v1\n4-2-6-1\n" + root
        + c.to_bytes(8, "big")).digest()[:8], "big")
    c += 1
    if x < 2**64 - 2**64 % len(all_) and x % len(all_) not in out:
        out.append(x % len(all_))
assert [all_[i] for i in out] == [int(r["index"]) for r in rows]
P
v 0 $key --csv -n 30 --seed 4-2-6-2 sample "$DEMO/stream"
head -13 "$T/out" | cmp -s - "$T/twelve" && fail "the seed changes nothing"
for bad in '' '4 2' '4,2' "$(printf %65s | tr ' ' 6)"; do
	v 2 $key --seed "$bad" sample "$DEMO/stream"
done
v 2 $key sample "$DEMO/stream"
v 2 $key -n 0 --seed 4 sample "$DEMO/stream"
v 2 --anchor "$DEMO/anchor" --seed 4 sample "$DEMO/stream"
grep -q -- --key "$T/err" || fail "that a key is needed was not said"

# Few false alarms in an invented year without irregularities.
v 0 $key --csv exceptions "$DEMO/stream"
n=$(($(wc -l <"$T/out") - 1))
[ "$n" -le 5 ] || { cat "$T/out"; fail "$n false alarms"; }
v 0 $key --lang en exceptions "$DEMO/stream"
grep -q 'under-percent  *90' "$T/out" || fail "the bounds are not printed"

# Two pages, which load nothing.
v 0 $key report "$DEMO/stream"
cp "$T/out" "$T/report.html"
for text in 'mã niêm phong' 'ĐÚNG' '122.900.000' 'FORMAT 10.3' 'DỮ LIỆU MẪU'; do
	grep -qiF "$text" "$T/report.html" || fail "the report lacks $text"
done
grep -qE '(src|href)=|url\(|<script' "$T/report.html" && fail "it loads things"
browser=$(command -v chromium || command -v chromium-browser)
if [ -n "$browser" ] && command -v pdfinfo >/dev/null; then
	for lang in vi en; do
		v 0 $key --lang $lang report "$DEMO/stream"
		cp "$T/out" "$T/report.html"
		HOME=$T timeout 60 "$browser" --headless --no-sandbox \
		    --disable-gpu --no-pdf-header-footer \
		    --print-to-pdf="$T/r.pdf" "file://$T/report.html" \
		    >/dev/null 2>&1 || fail "not printed"
		pdfinfo "$T/r.pdf" | grep -qE 'Pages: +2$' || fail "not two pages"
	done
fi

# Without an anchor it is said; of a stream that is cut or changed, nothing.
v 2 --key "$DEMO/keys/hdnd-1.key" --seed 4 sample "$DEMO/stream"
grep -q -- --anchor "$T/err" || fail "that the author is unproven was not said"
[ -s "$T/out" ] || fail "without an anchor nothing is drawn"
head -c 400000 "$DEMO/stream" >"$T/cut"
python3 - "$DEMO/stream" "$T/bad" <<'P'
import sys
b = bytearray(open(sys.argv[1], "rb").read())
b[600000] ^= 1
open(sys.argv[2], "wb").write(b)
P
for mode in 'sample --seed 4' exceptions; do
	v 2 $key $mode "$T/cut"
	[ ! -s "$T/out" ] || fail "$mode tells of a stream that was cut"
	v 1 $key $mode "$T/bad"
	[ ! -s "$T/out" ] || fail "$mode tells of a stream that is false"
done
v 1 $key report "$T/bad"
grep -q 'SAI' "$T/out" || fail "the report does not say that it is false"
grep -q '122.900.000' "$T/out" && fail "figures of a stream that is false"

# Every finding, where there are more than are kept.
python3 - "$DEMO/stream" "$T/many" <<'P'
import struct, sys
b = bytearray(open(sys.argv[1], "rb").read())
at = n = 0
while at < len(b):
    size = struct.unpack_from(">I", b, at)[0]
    if b[at + 4] == ord("E"):
        field = at + 5
        for _ in range(3):  # leaf, head, note
            field += 4 + struct.unpack_from(">I", b, field)[0]
        n += 1
        if n > 300 and struct.unpack_from(">I", b, field)[0] > 0:
            b[at + 4 + size - 1] ^= 1  # the end of the sealed item
    at += 4 + size
open(sys.argv[2], "wb").write(b)
P
v 1 $key --lang en stream "$T/many"
grep -q 'and more: [0-9][0-9][0-9]' "$T/out" || fail "more is not said"
v 1 $key --lang en --all stream "$T/many"
[ "$(grep -c 'does not open' "$T/out")" -gt 300 ] || fail "--all leaves some out"
grep -q 'and more:' "$T/out" && fail "more than all"
v 1 $key --all --json stream "$T/many"
[ "$(grep -o '"message"' "$T/out" | wc -l)" -gt 300 ] ||
    fail "--all leaves some out of the JSON"

# A bar on a terminal, none in a pipe.
v 0 $key stream "$DEMO/stream"
[ ! -s "$T/err" ] || fail "something was said in a pipe"
python3 - "$B/bin/minhbach-verify" $key stream "$DEMO/stream" >"$T/out" <<'P'
import os, pty, sys
read, write = os.pipe()
key = sys.argv[sys.argv.index("--key") + 1]
os.write(write, open(key[:-4] + ".pass", "rb").read())
os.close(write)
pid, fd = pty.fork()
if pid == 0:
    os.dup2(read, 3)
    os.set_inheritable(3, True)
    os.execv(sys.argv[1], [sys.argv[1], "--passphrase-fd", "3", "--lang", "en"]
        + sys.argv[2:])
while True:
    try:
        data = os.read(fd, 4096)
    except OSError:
        break
    if not data:
        break
    sys.stdout.buffer.write(data)
P
grep -qE '\[#+\.*\] +[0-9]+ %  [0-9]+ entries/s  left [0-9]+:[0-9][0-9]' "$T/out" ||
    { cat "$T/out"; fail "no bar on a terminal"; }
exit 0
