#!/bin/sh
# backup.sh - the guide ledger/doc/BACKUP.md followed to the letter over a copy
# of the demonstration (SKIP if there is none): backed up while a loop writes,
# wrecked, restored elsewhere, verified in full, written on and published.  And
# what must be refused: what is damaged, expired, behind what anybody saw, or
# would bring back what was erased.
set -u
bin=${B:?}/bin
demo=$PWD/build/demo
guide=$PWD/ledger/doc/BACKUP.md
data=$PWD/tests/data/viet-an
if [ ! -f "$demo/ledger/keyring" ] || [ ! -f "$demo/stream" ]; then
	echo "SKIP: no build/demo"
	exit 77
fi
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
cd "$t" || exit 1
O=viet-an.example/do-dau
bad=0 good=0
fail() {
	bad=$((bad + 1))
	echo "FAIL: $*"
	sed 's/^/      /' out err
}
die() {
	echo "FAIL: $*"
	cat out err
	exit 1
}
# is NAME COMMAND...
is() {
	name=$1
	shift
	if "$@" >out 2>err; then good=$((good + 1)); else fail "$name"; fi
}
# says WORDS...: each in what was said last, in both languages if it is one|two
says() {
	for w in "$@"; do
		cat out err | grep -qF -e "${w%%|*}" && cat out err |
		    grep -qF -e "${w##*|}" || fail "words: $w"
	done
}

# ---- the office as the guide has it ----
cp -r "$demo/ledger" so
mkdir -p khoa media/sao-luu media/khoa
cp -r "$demo/public" cong-khai
cp "$demo/anchor" moc-neo
for k in vhxh=pvhxh-1 ubnd=ubnd-2 hdnd=hdnd-1 log=log vpub=vpub-1 \
    ubnd-1=ubnd-1 mttq-1=mttq-1; do
	cp "$demo/keys/${k#*=}.key" "khoa/${k%=*}.key"
	cp "$demo/keys/${k#*=}.pass" "khoa/${k%=*}.pass"
	for m in seen seal; do
		[ ! -f "$demo/keys/${k#*=}.key.$m" ] ||
		    cp "$demo/keys/${k#*=}.key.$m" "khoa/${k%=*}.key.$m"
	done
done
sed -i "s|^public=.*|public=$t/cong-khai|;s|^log_key=.*|log_key=$t/khoa/log.key|" \
    so/office
echo 'quorum none' >so/witnesses
at=2027-07-15
# The programs as the guide calls them; passphrases come in the order of keys.
minhbach() {
	minhbach_at "$at" "$@"
}
minhbach_at() {
	when=$1
	shift
	case " $* " in
	*" --with "*)
		timeout 120 "$bin/minhbach" --at "$when" --passphrase-fd 3 \
		    --passphrase-fd 4 --passphrase-fd 5 "$@" \
		    3<khoa/vhxh.pass 4<khoa/ubnd.pass 5<khoa/log.pass </dev/null ;;
	*)
		timeout 120 "$bin/minhbach" --at "$when" --passphrase-fd 3 "$@" \
		    3<khoa/vhxh.pass </dev/null ;;
	esac
}
# Passphrase options come after the name of the verifier's command.
verify() {
	what=$1
	shift
	case " $* " in
	*" --key "*)
		"$bin/minhbach-verify" "$what" "$@" --passphrase-fd 3 \
		    3<khoa/hdnd.pass ;;
	*) "$bin/minhbach-verify" "$what" "$@" ;;
	esac
}
# step N: the Nth command of the guide, as it stands.
sed -n '/^# Backing/q;s/^    \(minhbach\)/\1/p' "$guide" |
    sed 's|/media/|media/|g;s/^minhbach-verify /verify /' >steps
[ "$(wc -l <steps)" -eq 10 ] || die "the guide has $(wc -l <steps) commands"
step() {
	line=$(sed -n "${1}p" steps)
	echo "\$ $line" >err
	case $line in
	*' >'*) eval "$line" 2>>err ;;
	*) eval "$line" >out 2>>err ;;
	esac || { fail "step $1: $line"; return 1; }
	good=$((good + 1))
}
size() { sed -n 5p "$1/manifest" | cut -d' ' -f1; }

# ---- daily, while a loop appends ----
printf 'date=2027-07-15\nfrom=citizen\nmatter=data\ntext=một ý kiến nữa\n' >o
(
	n=0
	while [ ! -f stop ]; do
		minhbach -C so --key khoa/vhxh.key object o >loop.out 2>&1 ||
		    echo bad >>loop.bad
		n=$((n + 1))
		echo $n >loop.n
	done
) &
loop=$!
sleep 1
i=0
while [ $i -lt 5 ]; do
	i=$((i + 1))
	is "hot backup $i" minhbach -C so backup media/sao-luu/hot-$i
done
touch stop
wait $loop
is "the loop was not disturbed" [ ! -f loop.bad ]
is "the loop wrote meanwhile" [ "$(size media/sao-luu/hot-5)" -gt \
    "$(size media/sao-luu/hot-1)" ]
step 1
says "phải hủy|then destroy it" "backup --keyring FILE|backup --keyring FILE"
step 2
step 3
says "giữ đến hết 2028-07-14|may be kept until 2028-07-14" \
    "không còn khóa đã hủy|nothing erased is in it"
is "modes" [ "$(find media/sao-luu/2027-07-15 -type f ! -perm 600 | wc -l)" \
    -eq 0 ]
b=media/sao-luu/2027-07-15
is "no key in it" [ ! -e "$b/keyring" ]
sed -n 's/^subject [^ ]* //p' so/keyring >boxes
[ "$(wc -l <boxes)" -gt 50 ] || die "no boxes"
is "nor any box of one" [ "$(grep -rlFf boxes "$b" | wc -l)" -eq 0 ]
is "nothing half made" [ "$(ls media/sao-luu | grep -c partial)" -eq 0 ]
for p in anchor office witnesses store/data.mdb; do
	is "the manifest has $p" grep -q "^$p $(stat -c %s "$b/$p") $(
	    sha256sum "$b/$p" | cut -d' ' -f1 | tr a-f A-F |
	    basenc --base16 -d | base64)\$" \
	    "$b/manifest"
done

# ---- refused, and what a kill or a full disk leaves ----
# refuse NAME "VIETNAMESE|ENGLISH" ARG...: nothing appears at so-moi
refuse() {
	name=$1 words=$2
	shift 2
	minhbach "$@" >out 2>err
	rc=$?
	if [ $rc -eq 0 ]; then
		fail "$name: done"
	elif [ -e so-moi ] || [ -e so-moi.restoring ]; then
		fail "$name: something is there"
		rm -rf so-moi
	else
		good=$((good + 1))
		says "$words"
	fi
}
K="--key khoa/vhxh.key"
R="-C so-moi $K restore --keyring media/khoa/keyring"
refuse "taken" "không ghi đè|overwritten" -C so backup $b
refuse "beside the keyring" "cạnh tệp khóa|beside a keyring" -C so backup so/b
refuse "keyring with a backup" "nằm riêng|lies apart" -C so backup \
    --keyring $b/keyring
refuse "keyring onto itself" "nằm riêng|lies apart" -C so backup \
    --keyring so/keyring
refuse "keyring over a file" "ghi đè|overwritten" -C so backup --keyring o
(
	ulimit -f 400
	minhbach -C so backup media/sao-luu/full >out 2>err
) && fail "full disk"
is "nothing of it" [ ! -e media/sao-luu/full ] 
is "nor under another name" [ ! -e media/sao-luu/full.partial ]
printf 'minhbach/erasing/v1\n1\nAAAAAAAAAAAAAAAAAAAAAA==\n' >so/erasing
refuse "amid an erasure" "erase --resume|erase --resume" -C so backup \
    media/sao-luu/amid
rm so/erasing
# A kill at any write: a backup of that name is whole or not there.
if command -v strace >/dev/null; then
	for when in 1 2 3 4 6 8 10 12 14; do
		timeout 60 strace -f -qq -o trace -e trace=openat,rename,renameat2,fsync,mkdir,write \
		    -e inject=rename,renameat2,fsync,mkdir:signal=KILL:when=$when \
		    "$bin/minhbach" -C so --at $at backup media/sao-luu/kill \
		    >out 2>err
		if [ -e media/sao-luu/kill ]; then
			[ -f media/sao-luu/kill/manifest ] ||
			    fail "kill $when: half a backup"
			rm -rf media/sao-luu/kill
		fi
	done
	is "after kills" minhbach -C so backup media/sao-luu/kill
	is "their leftovers are gone" [ ! -e media/sao-luu/kill.partial ]
fi

# ---- the machine is gone ----
cp so/keyring keyring.kept
before=$(size $b)
rm -rf so
refuse "not a backup" "Không tìm thấy|Not found" $R media/khoa
refuse "no keyring" "Không tìm thấy|Not found" -C so-moi $K restore \
    --keyring none $b
for p in store/data.mdb office anchor witnesses; do
	cp -r $b broken
	printf x | dd of=broken/$p bs=1 seek=100 conv=notrunc 2>/dev/null
	refuse "altered $p" "hỏng|damaged" $R broken
	rm broken/$p
	refuse "without $p" "hỏng|damaged" $R broken
	rm -rf broken
done
# One who makes the manifest anew as well: the chain tells.
cp -r $b broken
python3 - broken <<'P'
import base64, hashlib, re, sys
p = sys.argv[1] + '/store/data.mdb'
b = bytearray(open(p, 'rb').read())
i = b.rindex(b'minhbach/leaf/v1\n300\n') + 30
b[i] = ord('A') if b[i] != ord('A') else ord('B')
open(p, 'wb').write(b)
d = base64.b64encode(hashlib.sha256(b).digest()).decode()
m = open(sys.argv[1] + '/manifest').read()
m = re.sub(r'(store/data.mdb \d+) \S+', lambda x: x[1] + ' ' + d, m)
open(sys.argv[1] + '/manifest', 'w').write(m)
P
refuse "a leaf and the manifest" "dòng sổ / entry 300|FORMAT 2.4" $R broken
rm -rf broken
cp -r $b broken
sed -i '4s/.*/2027-07-14/' broken/manifest
refuse "expired" "hết hạn|expired" $R broken
rm -rf broken
python3 - keyring.kept old-ring 1 "$O" <<'P'
import base64, hashlib, sys
l = open(sys.argv[1]).read().split('\n')
l[1], l[2] = sys.argv[4], sys.argv[3]
text = '\n'.join(l[:-2]) + '\n'
text += base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + '\n'
open(sys.argv[2], 'w').write(text)
P
refuse "an older keyring" "cũ hơn|older" -C so-moi $K restore \
    --keyring old-ring $b
sed 's|viet-an|viet-em|' keyring.kept >other
refuse "a keyring that was altered" "|" -C so-moi $K restore --keyring other $b
refuse "no reader" "cần --key|--key or --reader" -C so-moi restore \
    --keyring media/khoa/keyring $b
refuse "who may not read" "|" -C so-moi --key khoa/hdnd.key restore \
    --keyring media/khoa/keyring $b
printf 'minhbach/seal/v1\n%s\n9999\n%s\n' $O \
    "$(sed -n 5p $b/manifest | cut -d' ' -f2)" >ahead.seal
refuse "the seal saw more" "dài hơn|longer" $R --seal ahead.seal $b
printf 'minhbach/seal/v1\n%s\n%s\n%s\n' $O "$before" \
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= >other.seal
refuse "the seal saw another" "KHÁC|ANOTHER" $R --seal other.seal $b
refuse "no such public directory" "Không tìm thấy|Not found" $R --public none $b
cp khoa/vhxh.key.seen kept.seen
printf 'minhbach/seen/v1\n9999 %s\n' \
    "$(sed -n 5p $b/manifest | cut -d' ' -f2)" >khoa/vhxh.key.seen
refuse "the key saw more" "dài hơn|longer" $R $b
cp kept.seen khoa/vhxh.key.seen
# Killed at any write: nothing is there under the ledger's name.
if command -v strace >/dev/null; then
	for when in 1 2 3 4 5 7 9 11; do
		timeout 60 strace -f -qq -o trace -e trace=rename,renameat2,fsync,mkdir \
		    -e inject=rename,renameat2,fsync,mkdir:signal=KILL:when=$when \
		    "$bin/minhbach" --at $at --passphrase-fd 3 -C so-moi $K \
		    restore --keyring media/khoa/keyring $b 3<khoa/vhxh.pass \
		    >out 2>err
		[ ! -e so-moi ] || minhbach -C so-moi $K status >out 2>err ||
		    fail "kill $when: half a ledger"
		rm -rf so-moi
	done
fi

step 4
says "$before dòng, theo bản sao lưu ngày 2027-07-15|$before entries"
is "nothing else is left" [ ! -e so-moi.restoring ]
is "modes of it" [ "$(find so-moi -type f ! -perm 600 | wc -l)" -eq 0 ]
refuse_again() {
	minhbach $R $b >out 2>err && fail "over a ledger"
	says "không ghi đè|nothing is overwritten"
}
refuse_again
step 5
step 6
awk -F, 'NR == 2 { print "child=" $4; print "sponsor=" $3 }' \
    "$data/disbursements.csv" >khoan.txt
printf 'amount=1000000\ndate=2027-07-15\nform=quarterly\nfrom=2027-Q3\nto=2027-Q3\nkind=cash\ncounts=1\nvoucher=SAU/1\n' \
    >>khoan.txt
step 7
at=2027-10-05
step 8
step 9
step 10
is "the newer keyring opens it" [ "$(sed -n 6p media/sao-luu/2027-10-05/manifest)" \
    -ge "$(sed -n 3p media/khoa/keyring)" ]

# ---- the first backup is behind what was published ----
rm -rf so-nua
minhbach -C so-nua $K restore --keyring media/khoa/keyring $b >out 2>err &&
    fail "behind the public directory"
says "dài hơn|longer"
is "nothing there" [ ! -e so-nua ]

# ---- erased after the backup ----
row=$(awk -F, 'NR > 1 && $2 > "2027-04-01"' "$data/disbursements.csv" | head -1)
child=$(echo "$row" | cut -d, -f4) sponsor=$(echo "$row" | cut -d, -f3)
name=$(grep "^$child," "$data/children.csv" | cut -d, -f2)
{
	head -1 "$data/changes.csv"
	echo "$child,end,$sponsor,,2027-10-06,2027-10-06,chuyen-di,T06"
} >end.csv
at=2027-10-06
W="$K --with khoa/ubnd.key"
is "end" minhbach -C so-moi $W import change end.csv
# Two who sign nothing after the backup, and so can sign on what it holds.
echo "mat khau tap ubnd-3" >khoa/moi.pass
"$bin/minhbach" --passphrase-fd 3 key new $O/ubnd-3 khoa/moi.key interactive \
    3<khoa/moi.pass >grant 2>err || die "key new"
echo roles=approver >>grant
"$bin/minhbach" --at $at -C so-moi --key khoa/ubnd-1.key --with \
    khoa/mttq-1.key --reader khoa/vhxh.key --passphrase-fd 3 \
    --passphrase-fd 4 --passphrase-fd 5 grant grant 3<khoa/ubnd-1.pass \
    4<khoa/mttq-1.pass 5<khoa/vhxh.pass >out 2>err || die grant
is "backup before" minhbach -C so-moi backup media/sao-luu/before
is "keyring before" minhbach -C so-moi backup --keyring media/khoa/keyring
cp -r so-moi so-then
echo basis=other >why
is "erase" minhbach -C so-moi $W --yes erase "$child" why
says "media/khoa/keyring: đúng khóa kho|media/sao-luu/before: giữ đến hết"
python3 - so-then/keyring so-moi/keyring >handle <<'P'
import base64, sys
def subjects(p):
    return {l.split()[1] for l in open(p) if l.startswith('subject ')}
for h in subjects(sys.argv[1]) - subjects(sys.argv[2]):
    print(base64.b64decode(h).hex())
P
# How often does a handle of the child stand in the files of DIR?
count() {
	python3 - handle "$1" <<'P'
import os, sys
want = [bytes.fromhex(x) for x in open(sys.argv[1]).read().split()]
n = 0
for top, _, names in os.walk(sys.argv[2]):
    for name in names:
        b = open(os.path.join(top, name), 'rb').read()
        n += sum(b.count(w) for w in want)
print(n)
P
}
is "the child's items are in the backup" [ "$(count media/sao-luu/before)" -gt 10 ]
is "and not in the ledger" [ "$(count so-moi)" -eq 0 ]
rm -rf so-moi
L="-C so-lai restore --keyring media/khoa/keyring"
b=media/sao-luu/before
minhbach $W --yes $L $b >out 2>err && fail "by who signed the erasure"
says "dài hơn|longer"
again() { # [--yes]
	timeout 60 "$bin/minhbach" --at $at --key khoa/vpub.key --with \
	    khoa/moi.key --passphrase-fd 3 --passphrase-fd 4 "$@" $L $b \
	    3<khoa/vpub.pass 4<khoa/moi.pass </dev/null
}
again >out 2>err && fail "brought back, or erased without a yes"
says "đã được xóa nội dung sau ngày sao lưu|were erased after it"
is "nothing there" [ ! -e so-lai ]
is "erased again" again --yes
as_vpub() {
	timeout 60 "$bin/minhbach" --at $at --key khoa/vpub.key \
	    --passphrase-fd 3 "$@" 3<khoa/vpub.pass </dev/null
}
is "its items are gone" [ "$(count so-lai)" -eq 0 ]
as_vpub -C so-lai list child >out 2>err
is "the child is not in the lists" [ "$(grep -c "$child\|$name" out)" -eq 0 ]
is "export" as_vpub -C so-lai export --to $O/hdnd-1
as_vpub -C so-lai export --to $O/hdnd-1 >dong-so 2>err || fail export
is "the whole book" verify stream dong-so --anchor moc-neo --full \
    --key khoa/hdnd.key
is "and is written on" as_vpub -C so-lai object o

# ---- without any officer's key: the envelope ----
recover() { # ARG...
	timeout 60 "$bin/minhbach" --at $at -C so-thu --passphrase-fd 3 \
	    restore --recovery --keyring media/khoa/keyring "$@" $b \
	    3<"$code" >out 2>err
}
code=wrong
tr 0-9 1-90 <"$demo/keys/recovery" >wrong
recover && fail "a wrong code"
code=$demo/keys/recovery
recover && fail "the envelope alone erases nothing again"
says "hai chữ ký|two signatures"
b=media/sao-luu/hot-1
timeout 60 "$bin/minhbach" --at $at -C so-thu --passphrase-fd 3 restore \
    --recovery --keyring keyring.kept $b 3<"$code" >out 2>err &&
    fail "the envelope, behind what was published"
mv cong-khai khac && mv khoa/log.key.seal khoa/kept.seal
is "the envelope opens it" timeout 60 "$bin/minhbach" --at $at -C so-thu \
    --passphrase-fd 3 restore --recovery --keyring keyring.kept $b 3<"$code"
says "hãy so mã niêm phong|compare the seal code"
is "and it is whole" minhbach -C so-thu $K list child
echo "$good good, $bad bad"
[ $bad -eq 0 ]
