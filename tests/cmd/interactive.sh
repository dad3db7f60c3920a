#!/bin/sh
# interactive.sh - commands that ask at a terminal: a pty types what an officer
# would.  Codes and names are found by a part of them without marks; a wrong
# value is asked for again; '<' goes back; 'q' and the end of input leave, and
# then nothing is written; what is signed is shown in words first.
set -u
bin=${B:?}/bin
here=$(cd "$(dirname "$0")" && pwd)
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
cd "$t" || exit 1
die() {
	echo "FAIL: $*"
	cat err
	exit 1
}
. "$here/little"
for k in ubnd-1 mttq-1 reg-1 app-1; do new_key $k; done
little_genesis
m 2026-07-01 $A init genesis >out 2>err || die "init"
grant reg-1 registrar
reader="--reader reg-1.key"
grant app-1 approver
cat >sponsors.csv <<END
code,name,type,group,inside_commune,money_public
lhpn,Hội Liên hiệp Phụ nữ xã,union,g2,1,1
thviet,Trường Tiểu học Việt An,school,g4,1,1
thcsviet,Trường Trung học cơ sở Việt An,school,g4,1,1
END
m $D $R import sponsor sponsors.csv >out 2>err || die "sponsors"
child TE-000001 'Đặng Mẫu Ân' 05/05/2018 H-1 >in
m $D $R child in >out 2>err || die "child"
printf 'child=TE-000001\nsponsor=lhpn\nform=quarterly\nfrom=%s\npledged=1000000\n' \
    $D >in
m $D $RA assign in >out 2>err || die "assign"
cat >talk.py <<'P'
# talk.py OUT ANSWER... -- COMMAND...: answer each prompt in turn; ^D at the end.
import os, pty, select, sys, time
out, rest = sys.argv[1], sys.argv[2:]
cut = rest.index('--')
answers, command = rest[:cut], rest[cut + 1:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
said, new = b'', b''
end = time.time() + 60
while time.time() < end:
    ready, _, _ = select.select([fd], [], [], 0.2)
    if ready:
        try:
            got = os.read(fd, 4096)
        except OSError:
            break
        if not got:
            break
        said += got
        new += got
        continue
    # Quiet, and the last thing said asks: an answer is wanted.
    if new.rstrip(b'\r\n').endswith((b': ', b'] ', b') ')):
        new = b''
        os.write(fd, (answers.pop(0).encode() + b'\n') if answers else b'\x04')
open(out, 'wb').write(said)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
P
bad=0
fail() {
	bad=$((bad + 1))
	echo "FAIL: $*"
	tr -d '\r' <out | sed 's/^/      /'
}
# talk STATUS ANSWER... -- COMMAND...
talk() {
	want=$1
	shift
	rc=0
	python3 talk.py out "$@" 3<reg-1.pass || rc=$?
	[ "$rc" -eq "$want" ] || fail "wanted $want, got $rc"
}
mb="$bin/minhbach -C ledger --at 2026-07-20 --key reg-1.key --passphrase-fd 3"
said() {
	grep -qF -- "$1" out || fail "not said: $1"
}
n0=$(size)
held=TE-000001

# ---- nothing is written by who leaves: q, ^D, no ----
talk 1 q -- $mb give
talk 1 -- $mb give
said 'em nào (mã hoặc tên)'
talk 1 "$held" '' 900000 '' '' 2026-Q3 '' 91/LHPN '' '' '' k -- $mb give
said 'Ký và ghi? [c/K]'
said 'chưa ghi gì'
[ "$(size)" = "$n0" ] || fail "written by who left"

# ---- the whole way: help, a wrong value, back, a part of a name, yes ----
talk 0 '?' 'dang mau' 'phu nu' abc 900.000 tien '<' 900.000 'mặt' '' \
    2026-Q3 '' 91/LHPN 20/07/2026 '' '' c -- $mb give
said 'gõ mã, hoặc một phần của mã hay tên, không cần dấu'
said 'em nào (mã hoặc tên)'
said 'hình thức [hằng quý]'
said '= lhpn  Hội Liên hiệp Phụ nữ xã'
said '= tiền mặt'
said 'không phải là số'
said "ghi ở dòng "
said 'không có trong danh sách'
said "Ghi: Hội Liên hiệp Phụ nữ xã hỗ trợ em $held"
said '900.000 đ tiền mặt, Quý III/2026, phiếu 91/LHPN, ngày 20/07/2026'
n1=$(size)
[ "$n1" -gt "$n0" ] || fail "not written"
given=$((n1 - 1))

# ---- the same voucher again is refused on the spot (E10) ----
talk 1 "$held" '' 900000 '' '' 2026-Q3 '' 91/LHPN q -- $mb give
said 'đã dùng trong năm (E10)'

# ---- several matches are numbered; one is chosen ----
talk 1 "$held" 'truong' 2 q -- $mb visit
said '    2) '
said 'số nào?'
[ "$(size)" = "$n1" ] || fail "visit written"

# ---- a rule refuses: what was typed is proposed again ----
talk 0 "$held" '' 1000 '' '' 2026-Q3 2026-Q2 92/LHPN '' '' '' c c '' '' '' '' \
    '' '' 2026-Q3 '' '' '' '' c -- $mb give
said 'E8: kỳ cuối nằm trước kỳ đầu'
said 'Chưa ghi được. Sửa lại? [c/K]'
[ "$(size)" -gt "$n1" ] || fail "not written after mending"

# ---- correct: only the amount is typed ----
n2=$(size)
talk 0 sai-so-tien '' '' 800.000 '' '' '' '' '' '' '' '' c -- \
    $mb correct $given
said '900.000 đ tiền mặt, Quý III/2026, phiếu 91/LHPN'
said '800.000 đ tiền mặt, Quý III/2026, phiếu 91/LHPN-2'
[ "$(size)" -eq $((n2 + 2)) ] || fail "correct: not two entries"

# ---- English, and no terminal ----
talk 1 q -- $mb --lang en visit
said 'which child (code or name)'
"$bin/minhbach" give </dev/null >out 2>&1 && fail "no terminal"
said 'minhbach give'
echo "interactive: $bad faults"
[ "$bad" -eq 0 ]
