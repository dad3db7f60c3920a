#!/bin/sh
# desk.sh - the desk over a small ledger, asked by something that is no
# browser: a key is enrolled, logs in, sees what waits for it, signs, and it is
# entered; and everything that must be refused is, with the ledger as it was.
set -u
bin=${B:?}/bin
top=$PWD
t=$(mktemp -d) || exit 1
pid=
trap '[ -z "$pid" ] || kill "$pid"; rm -rf "$t"' EXIT
cd "$t" || exit 1
bad=0 good=0
fail() {
	bad=$((bad + 1))
	echo "FAIL: $*"
	sed 's/^/      /' out err 2>/dev/null
}
ok() {
	good=$((good + 1))
}
die() {
	fail "$@"
	exit 1
}
# Debian's python3-nacl is of Debian's python3, which may not be the first.
python=
for p in python3 /usr/bin/python3; do
	"$p" -c 'import nacl.bindings' 2>/dev/null && python=$p && break
done
if [ -z "$python" ]; then
	echo "SKIP desk: python3-nacl is missing (tools/setup test)"
	exit 77
fi

. "$top/tests/cmd/desk_ledger"
desk_found
desk_serve
d() { # PROFILE COMMAND...
	profile=$1
	shift
	"$python" "$top/tests/tool/desk.py" "$U" "$profile" "$@" >out 2>err
}
hash_of() {
	cat so/store/data.mdb so/waiting/*.st 2>/dev/null | sha256sum
}
# deny NAME WORDS PROFILE COMMAND...: refused, and nothing is written.
deny() {
	name=$1 words=$2
	shift 2
	before=$(hash_of)
	if d "$@"; then
		fail "$name: taken"
	elif [ "$(hash_of)" != "$before" ]; then
		fail "$name: written"
	elif ! grep -qF -- "$words" out; then
		fail "$name: no \"$words\""
	else
		ok
	fi
}

# ---- a key in a browser, its code, its grant ----
d a key $O ubnd-2 && cp out a.pub || die "key"
deny "not granted" 'chưa cấp' a login
d a code && tail -1 out >code.a
"$bin/minhbach" key code a.pub >out 2>err || die "key code"
grep -qF "$(cat code.a)" out && ok || fail "another code: $(cat code.a)"
{ cat a.pub; echo roles=approver; } >g
OPT="--with mttq-1.key --reader pvhxh-1.key"
do_ ubnd-1 grant g
grep -qF "$(cat code.a)" out && ok || fail "grant does not say the code"
d a login && ok || fail "login"
grep -q '"roles": \["approver"\]' out && ok || fail "roles"
d a waiting && grep -q '"files": \[\]' out && ok || fail "nothing waits"

# ---- log-in, and what is none ----
deny "the same answer again" 'quá hạn' a raw login last_login
deny "no session" 'chưa đăng nhập' none raw waiting '{}'
deny "no JSON object" 'sai định dạng' a raw waiting '[]'
python3 - <<P
import json
s = json.load(open('a'))
json.dump({**s, 'csrf': 'A' * 43 + '='}, open('nocsrf', 'w'))
json.dump({**s, 'cookie': 'A' * 43 + '='}, open('nocookie', 'w'))
P
deny "no token" 'chưa đăng nhập' nocsrf raw waiting '{}'
deny "no cookie" 'chưa đăng nhập' nocookie raw waiting '{}'
d b key $O ubnd-2 || die "key b"
deny "another key of that name" 'chữ ký không đúng' b login

# ---- what waits, and signing it ----
desk_children 3
do_ pvhxh-1 --draft so/waiting/as.st --then $O/ubnd-2 import assignment as.csv
cp so/waiting/as.st keep.st
d a waiting && grep -q '"next": "'$O/ubnd-2 out && ok || fail "it waits"
deny "no such file" 'không tìm thấy' a raw sign \
    '{"file":"x.st","digest":"","signatures":[]}'
deny "a way out of the directory" 'sai định dạng' a raw sign \
    '{"file":"../../pass","digest":"","signatures":[]}'
d a raw waiting '{}'
digest=$(sed 's/.*"digest": "\([^"]*\)".*/\1/' out)
deny "no signatures" 'sai định dạng' a raw sign \
    "{\"file\":\"as.st\",\"digest\":\"$digest\",\"signatures\":[]}"
zero=$(head -c 64 /dev/zero | base64 -w 0)
deny "wrong signatures" 'chữ ký không đúng' a raw sign \
    "{\"file\":\"as.st\",\"digest\":\"$digest\",\"signatures\":[\"$zero\",\"$zero\",\"$zero\"]}"
deny "not the file that was shown" 'đã đổi' a raw sign \
    "{\"file\":\"as.st\",\"digest\":\"$(head -c 32 /dev/zero | base64)\",\"signatures\":[]}"
printf 'X' | dd of=so/waiting/as.st bs=1 seek=900 conv=notrunc 2>/dev/null
d a waiting && grep -q '"files": \[\]' out && ok || fail "altered, and shown"
cp keep.st so/waiting/as.st
n=$("$bin/minhbach" -C so status 2>err | sed -n 's/^\([0-9]*\) dòng;.*/\1/p')
d a sign as.st && ok || fail "sign"
grep -q '"entered": 3' out && ok || fail "three entered"
[ ! -e so/waiting/as.st ] && ok || fail "it still waits"
[ "$("$bin/minhbach" -C so status 2>err |
    sed -n 's/^\([0-9]*\) dòng;.*/\1/p')" -eq $((n + 3)) ] && ok ||
	fail "not three more"
# A kill between the entry and the removal: it is not entered twice.
cp keep.st so/waiting/as.st
deny "the same file again" 'đã ghi vào sổ rồi' a raw sign last_sign
cp keep.st so/waiting/as.st
d a sign as.st && fail "entered twice" || ok
d a waiting && [ ! -e so/waiting/as.st ] && ok || fail "left behind"

# ---- revoked ----
OPT="--with mttq-1.key --reader pvhxh-1.key"
printf 'name=%s/ubnd-2\nreason=replaced\n' $O >r
do_ ubnd-1 revoke r
deny "revoked while logged in" 'chưa đăng nhập' a raw waiting '{}'
deny "revoked" 'chưa cấp' a login

# ---- requests that are none of a page's ----
status() { # WANT NAME CURL-ARGUMENTS...
	want=$1 name=$2
	shift 2
	got=$(curl -s -o out -w '%{http_code}' "$@" 2>err)
	[ "$got" = "$want" ] && ok || fail "$name: $got, not $want"
}
J='Content-Type: application/json'
status 200 page "$U/"
status 404 "no page" "$U/x"
status 404 "an escape" "$U/%2e%2e/pass"
status 421 "another Host" -H 'Host: evil.example' "$U/"
status 405 PUT -X PUT "$U/"
status 400 "a body of GET" -X GET -d x "$U/"
status 200 challenge -H "Origin: $U" -H "$J" -d '{}' "$U/api/challenge"
status 403 "no Origin" -H "$J" -d '{}' "$U/api/challenge"
status 403 "another Origin" -H 'Origin: http://evil.example' -H "$J" -d '{}' \
    "$U/api/challenge"
status 400 "a form" -H "Origin: $U" -d 'a=b' "$U/api/challenge"
status 400 "too long" -H "Origin: $U" -H "$J" \
    -H 'Content-Length: 1048577' -d '{}' "$U/api/challenge"
status 400 chunked -H "Origin: $U" -H "$J" -H 'Transfer-Encoding: chunked' \
    -d '{}' "$U/api/challenge"
status 404 "no such act" -H "Origin: $U" -H "$J" -d '{}' "$U/api/x"
curl -s -D head -o out "$U/"
for w in "script-src 'self'" "frame-ancestors 'none'" \
    "require-trusted-types-for" "nosniff" "no-store"; do
	grep -qiF "$w" head && ok || fail "no $w"
done
grep -qiE '<script[^>]*>[^<]|<style|style=|onclick' out &&
	fail "inline script or style" || ok

# ---- locked elsewhere, killed, whole ----
kill "$pid" && wait "$pid"
rc=$?
pid=
[ $rc -eq 0 ] && ok || fail "ended with $rc"
echo wrong-passphrase >no
"$bin/minhbach-desk" --key pvhxh-1.key --passphrase-fd 3 --listen 127.0.0.1:0 \
    serve so 3<no >out 2>err
[ $? -eq 2 ] && grep -q 'không mở được khóa' err && ok || fail "wrong passphrase"
"$bin/minhbach-desk" --key hdnd-1.key --passphrase-fd 3 --listen 127.0.0.1:0 \
    serve so 3<pass >out 2>err
[ $? -eq 2 ] && grep -q 'không mở được sổ' err && ok || fail "not a reader"
OPT=
m pvhxh-1 status && ok || fail "the ledger does not open"
echo "desk: $good good, $bad bad"
[ $bad -eq 0 ]
