#!/bin/sh
# witness.sh - signatures of witnesses join what is published (SKIP without the
# demonstration): answers that are wrong, strange or late are refused, what was
# gathered survives a repeated publication, and a bad file stops one before
# anything is entered.  What a real witness says is tests/interop/witness.
set -u
bin=${B:?}/bin
demo=$PWD/build/demo
if [ ! -f "$demo/public/checkpoint" ]; then
	echo "SKIP: no build/demo"
	exit 77
fi
t=$(mktemp -d) || exit 1
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$t"' EXIT
cp -r "$demo/ledger" "$demo/public" "$demo/keys" "$demo/anchor" "$t"
sed -i "s|^public=.*|public=$t/public|;s|^log_key=.*|log_key=$t/keys/log.key|" \
    "$t/ledger/office"
bad=0 good=0
fail() {
	bad=$((bad + 1))
	echo "FAIL: $*"
	sed 's/^/      /' "$t/out"
}
cat >"$t/w.py" <<'P'
# A witness that signs, or misbehaves as the path says.
import base64, hashlib, http.server, os, struct, sys, time
from nacl.signing import SigningKey
NAME = 'witness.example/w1'
key = SigningKey(hashlib.sha256(b'witness').digest())
pub = bytes(key.verify_key)
kid = hashlib.sha256(NAME.encode() + b'\n\x04' + pub).digest()[:4]
vkey = '%s+%s+%s' % (NAME, kid.hex(), base64.b64encode(b'\x04' + pub).decode())

def line(text, spoil=False):
    now = int(time.time())
    msg = b'cosignature/v1\ntime %d\n' % now + text
    sig = bytearray(key.sign(msg).signature)
    sig[5] ^= spoil
    return '\u2014 %s %s\n' % (NAME, base64.b64encode(
        kid + struct.pack('>Q', now) + sig).decode())

if len(sys.argv) > 2:
    text = open(sys.argv[2], 'rb').read().split(b'\n\n')[0] + b'\n'
    sys.stdout.write(line(text))
    sys.exit()

class H(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a):
        pass
    def answer(self, status, body, kind='text/plain'):
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        old, note = body.split(b'\n\n', 1)
        text = note.split(b'\n\n')[0] + b'\n'
        how = self.path.split('/')[1]
        if how == 'good':
            self.answer(200, line(text).encode())
        elif how == 'asks':   # knows 385 entries
            if old.startswith(b'old 385\n') and old.count(b'\n') > 0:
                self.answer(200, line(text).encode())
            else:
                self.answer(409, b'385\n', 'text/x.tlog.size')
        elif how == 'loops':
            self.answer(409, b'385\n', 'text/x.tlog.size')
        elif how == 'spoilt':
            self.answer(200, line(text, True).encode())
        elif how == 'strange':
            self.answer(200, line(text).replace('/w1', '/w2').encode())
        elif how == 'empty':
            self.answer(200, b'')
        elif how == 'noise':
            self.answer(200, b'<html>' + b'x' * 200)
        elif how == 'long':
            self.answer(200, b'x' * 200000)
        elif how == 'ahead':
            self.answer(409, b'999999\n', 'text/x.tlog.size')
        else:
            self.answer(int(how), b'')

s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), H)
with open(sys.argv[1] + '.new', 'w') as f:
    f.write('http://127.0.0.1:%d\n%s\n' % (s.server_port, vkey))
os.rename(sys.argv[1] + '.new', sys.argv[1])
s.serve_forever()
P
python=
for p in python3 /usr/bin/python3; do
	$p -c 'import nacl' 2>/dev/null && python=$p
done
if [ -z "$python" ]; then
	echo "SKIP: no python3-nacl"
	exit 77
fi
$python "$t/w.py" "$t/at" 2>/dev/null &
server=$!
i=0
while [ ! -f "$t/at" ] && [ $i -lt 100 ]; do
	sleep 0.1
	i=$((i + 1))
done
url=$(sed -n 1p "$t/at")
printf 'witness w1 %s %s/good\nquorum w1\n' "$(sed -n 2p "$t/at")" "$url" \
    >"$t/ledger/witnesses"
# is NAME STATUS TEXT ARG...
is() {
	name=$1 want=$2 text=$3
	shift 3
	"$bin/minhbach" -C "$t/ledger" "$@" >"$t/out" 2>&1
	rc=$?
	if [ $rc -eq "$want" ] && grep -qF -- "$text" "$t/out"; then
		good=$((good + 1))
	else
		fail "$name: $rc"
	fi
}
same() {
	cmp -s "$demo/public/checkpoint" "$t/public/checkpoint" ||
		fail "$1: the checkpoint was changed"
}
is "nobody has signed" 1 "CHƯA ĐỦ" witness list
is "a spoilt signature" 1 "no signature of this witness" \
    witness push "$url/spoilt"
is "nothing in the answer" 1 "no signature" witness push "$url/empty"
is "a page" 1 "no signature" witness push "$url/noise"
is "an endless answer" 2 "ask again later" witness push "$url/long"
is "a stranger" 1 "the file witnesses names" witness push "$url/strange"
is "it knows more" 1 "was set back" witness push "$url/ahead"
is "it never agrees" 2 "" witness push "$url/loops"
is "400" 2 "did not understand" witness push "$url/400"
is "403" 2 "does not know the log key" witness push "$url/403"
is "404" 2 "does not know this ledger" witness push "$url/404"
is "422" 1 "ANOTHER ledger" witness push "$url/422"
is "500" 2 "HTTP 500" witness push "$url/500"
is "nobody there" 2 "ask again later" witness push http://127.0.0.1:1/
is "no address" 2 "not an http" witness push ftp://127.0.0.1/
same "refusals"
is "it asks from where" 0 "✓ đủ" witness push "$url/asks"
is "by the file" 0 "✓ đủ" witness push
cp "$demo/public/checkpoint" "$t/public/checkpoint"
$python "$t/w.py" x "$demo/public/checkpoint" >"$t/line"
is "by hand" 0 "✓ đã ký" witness add "$t/line"
is "no such file" 2 "none" witness add "$t/none"
head -c 60 "$t/line" >"$t/cut"
is "half a line" 1 "no signature" witness add "$t/cut"
# A repeated publication keeps what was gathered.
cp "$t/public/checkpoint" "$t/before"
"$bin/minhbach" -C "$t/ledger" --at 2027-07-05T15:00 \
    --key "$t/keys/pvhxh-1.key" --passphrase-fd 3 publish --resume \
    3<"$t/keys/pvhxh-1.pass" >"$t/out" 2>&1 </dev/null || fail "resume"
cmp -s "$t/before" "$t/public/checkpoint" || fail "resume lost a signature"
grep -q '^witness w1' "$t/public/policy" || fail "the policy names no witness"
"$bin/minhbach-verify" public "$t/public" --anchor "$t/anchor" \
    --policy "$t/public/policy" >"$t/out" || fail "verified with the policy"
# A bad file is told before anything is entered.
entered=$(cat "$t/ledger/store/data.mdb" | sha256sum)
for line in 'witness w1 nonsense' 'quorum w9' 'log x' 'nonsense'; do
	printf '%s\n' "$line" >"$t/ledger/witnesses"
	is "the file says $line" 2 "witnesses:" witness list
done
: >"$t/ledger/witnesses"
is "an empty file asks for nobody" 0 "none asked for" witness list
[ "$(cat "$t/ledger/store/data.mdb" | sha256sum)" = "$entered" ] ||
	fail "something was entered"
echo "$good as expected, $bad not"
[ "$bad" -eq 0 ]
