#!/bin/sh
# hardened.sh - every program that holds a key, while it waits for a passphrase:
# no core file, whatever the limit it was started with; not to be looked into;
# and what it types into is locked in memory, away from swap.
set -u
bin=${B:?}/bin
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
cd "$t" || exit 1
bad=0 good=0
fail() {
	bad=$((bad + 1))
	echo "FAIL: $*"
	cat "$t/out"
}
ulimit -c unlimited 2>/dev/null
echo "mat khau de thu" >pass
O=xa.example/so
"$bin/minhbach" --passphrase-fd 3 key new $O/ubnd-1 k.key interactive 3<pass \
    >k.pub || exit 1
"$bin/minhbach-seal" -k log.key --kdf interactive --passphrase-fd 3 init $O \
    3<pass >log.vkey || exit 1
field() { sed -n "s/^$2=//p" "$1"; }
cat >genesis <<G
origin=$O
commune=xã Thử
trial=1
quorum=1
log_key=$(cat log.vkey)
admin_1=$(field k.pub verify_key) $(field k.pub reading_key)
G
"$bin/minhbach" -C l --at 2026-07-01 --key k.key --passphrase-fd 3 init genesis \
    3<pass >out 2>&1 || { cat out; exit 1; }
grep -A 2 "^$O\$" out | head -3 >anchor

# held NAME COMMAND...: started, and looked at before its passphrase comes
held() {
	name=$1
	shift
	rm -f fifo && mkfifo fifo || exit 1
	"$@" 3<fifo >out 2>&1 </dev/null &
	pid=$!
	exec 4>fifo
	sleep 1
	locked=0
	# The one that reads what strangers wrote is a process apart.
	for p in $pid $(pgrep -P $pid); do
		core=$(sed -n 's/^Max core file size  *\([^ ]*\)  *\([^ ]*\) .*/\1 \2/p' \
		    /proc/$p/limits)
		[ "$core" = "0 0" ] || fail "$name: core files up to $core"
		n=$(sed -n 's/^VmLck:[^0-9]*\([0-9]*\) .*/\1/p' /proc/$p/status)
		locked=$((locked + n))
	done
	# A sanitizer lets no memory be locked.
	nm -D "$bin/minhbach" | grep -q __asan_init || [ "$locked" -gt 0 ] ||
		fail "$name: no memory is locked"
	# shellcheck disable=SC2046
	kill -SEGV $(pgrep -P $pid) $pid
	exec 4>&-
	wait $pid 2>/dev/null
	ls core* >/dev/null 2>&1 && fail "$name: left a core file"
	good=$((good + 1))
}
held minhbach "$bin/minhbach" -C l --reader k.key --passphrase-fd 3 status
held minhbach-seal "$bin/minhbach-seal" -k log.key --passphrase-fd 3 sign
held minhbach-desk "$bin/minhbach-desk" --key k.key --passphrase-fd 3 \
    --listen 127.0.0.1:0 serve l
held minhbach-verify "$bin/minhbach-verify" stream k.pub --anchor anchor \
    --key k.key --passphrase-fd 3

# What payloads say is in ordinary memory: status tells of swap in the clear.
# swap LINE COUNT: with that line in /proc/swaps, said so often
swap() {
	printf 'Filename\tType\tSize\tUsed\tPriority\n%s' "$1" >swaps
	unshare -m sh -c 'mount --bind swaps /proc/swaps &&
	    mount -t tmpfs t /sys/block && mkdir -p /sys/block/dm-0/dm &&
	    echo CRYPT-PLAIN-x >/sys/block/dm-0/dm/uuid || exit 3
	    exec "$@"' sh "$bin/minhbach" -C l --at 2026-07-01 --reader k.key \
	    --passphrase-fd 3 status 3<pass >out 2>&1
	rc=$?
	[ $rc -eq 0 ] && [ "$(grep -c "not encrypted" out)" -eq "$2" ] ||
	    fail "swap: $1"
}
unshare -m mount -t tmpfs t /mnt 2>/dev/null || {
	echo "no mount namespaces here: swap is not tried"
	exit $bad
}
swap '' 0
swap '/dev/zram0 partition 1 0 100
' 0
swap '/dev/dm-0 partition 1 0 -2
' 0
swap '/dev/dm-1 partition 1 0 -2
' 1
swap '/dev/zram0 partition 1 0 100
/swapfile file 1 0 -2
' 1
swap '/dev/sda2 partition 1 0 -2
' 1
[ $bad -eq 0 ] && echo "hardened: $good programs"
exit $bad
