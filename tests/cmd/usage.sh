#!/bin/sh
# usage.sh - --help is no error; no arguments, an unknown option, an unknown
# command, and arguments too few or too many are: exit 2 and the usage.
set -u
bin=${B:?}/bin
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
cd "$t" || exit 1
bad=0

# expect STATUS WORDS COMMAND...: WORDS are in what it prints.
expect() {
	want=$1 words=$2
	shift 2
	rc=0
	"$@" >out 2>err </dev/null || rc=$?
	if [ "$rc" -ne "$want" ] || ! cat out err | grep -qF -- "$words"; then
		bad=$((bad + 1))
		echo "FAIL: $* gave $rc, wanted $want and \"$words\""
		sed 's/^/      /' err
	fi
	# What is an error goes to standard error, and what is none does not.
	if [ "$want" -eq 0 ] && [ -s err ] || [ "$want" -ne 0 ] && [ -s out ]
	then
		bad=$((bad + 1))
		echo "FAIL: $* used the wrong stream"
	fi
}

for p in minhbach minhbach-seal minhbach-verify minhbach-portal minhbach-desk
do
	expect 2 "$p" "$bin/$p"
	expect 2 "$p" "$bin/$p" --no-such-option
	expect 2 "$p" "$bin/$p" no-such-command
done

# The others have no help on one command; all stand in the one.
helps() {
	p=$1
	shift
	expect 0 'exit status: 0' "$bin/$p" --help
	expect 0 'usage or trouble' "$bin/$p" --help
	expect 0 'trở ngại' "$bin/$p" --help
	cp out both
	for c in "$@"; do
		# A line in Vietnamese, and one in English under it.
		grep -A1 "^  $c  *.*[^ ]  *[^ ]" both | tail -n 1 |
		    grep -q '^      *[a-z]' || {
			bad=$((bad + 1))
			echo "FAIL: no help on $p $c in both languages"
		}
	done
	case $p in minhbach-portal|minhbach-desk) return 0 ;; esac # speaks both, always
	expect 0 'or trouble' "$bin/$p" --help --lang en
	! grep -q 'kiểm\|niêm' out || { echo "FAIL: $p: not English"; bad=1; }
	expect 0 'trở ngại' "$bin/$p" --lang vi --help
	! grep -q 'trouble' out || { echo "FAIL: $p: not Vietnamese"; bad=1; }
}
helps minhbach-seal init sign show recall
helps minhbach-verify public stream store receipt sample exceptions report \
    compare watch checks
helps minhbach-portal serve export
helps minhbach-desk serve

mb=$bin/minhbach
expect 0 'exit status' "$mb" --help
commands=$("$mb" --help | sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p' | sort -u)
[ "$(echo "$commands" | wc -l)" -ge 30 ] || { echo "FAIL: $commands"; bad=1; }
for c in $commands; do
	case $c in
	status|export) # need none, but a ledger
		expect 2 'Not found' "$mb" "$c" ;;
	due) # takes no word, but a key
		expect 2 '--key' "$mb" "$c" ;;
	*)
		expect 2 "minhbach $c" "$mb" "$c" ;;
	esac
	expect 0 "minhbach $c" "$mb" "$c" --help
	expect 0 'ví dụ / example:' "$mb" "$c" --help
	expect 0 'ví dụ:' "$mb" --lang vi "$c" --help
	expect 0 'example:' "$mb" --lang en "$c" --help
	# Its one line is there in both languages, and in one when asked.
	vi=$("$mb" --lang vi "$c" --help | sed -n '/^  /{s/^ *//p;q;}')
	en=$("$mb" --help --lang en | sed -n "s/^  $c  *//p")
	[ -n "$en" ] && [ "$vi" != "$en" ] && "$mb" "$c" --help |
	    grep -qxF "  $vi / $en" || { echo "FAIL: $c: one language"; bad=1; }
	# slip takes any number of entries; see below.
	[ "$c" = slip ] || expect 2 "minhbach $c" "$mb" "$c" a b c d e f g
done
# What is entered line by line: its fields, their words, and an example.
for c in revoke policy document sponsor child consent assign accept level give \
    confirm object visit guide followup change reverse affirm request log-key \
    clock closing; do
	expect 0 'tên=giá trị (* phải có) / fields' "$mb" "$c" --help
	expect 0 'name=value (* is needed)' "$mb" --lang en "$c" --help
	# No field without words: the key, a name, "ví dụ", the example.
	"$mb" --lang vi "$c" --help | grep -qE '^  [ *] [a-z_]+ +;|ví dụ *$' &&
	    { echo "FAIL: $c: a field without words"; bad=1; }
done
expect 0 '  * amount           số tiền (đồng); ví dụ 1.000.000' "$mb" --lang vi give --help
expect 0 'health-insurance = bảo hiểm y tế / as health insurance' "$mb" give --help
# What hangs on another field or has a default need not be there.
expect 0 '    received         số thực nhận' "$mb" --lang vi confirm --help
expect 0 '    basis            căn cứ; ví dụ KH' "$mb" --lang vi assign --help
expect 0 'followup-table, school UNIT' "$mb" list --help
expect 0 'trich-luc UNIT QUARTER' "$mb" letter --help
expect 2 '(xem / see: minhbach list --help)' "$mb" list nothing
# Before a key is asked for.
expect 2 'x: is no index of an entry' "$mb" slip --out no.pdf 12 x
# A slip of the hand.
expect 2 'có phải ý bạn là give?' "$mb" giev
expect 2 'did you mean publish?' "$mb" publsh 2026-Q3
expect 2 'did you mean withdraw?' "$mb" withdrawal
expect 2 'không có lệnh này' "$mb" --lang vi zzzzzzzz
expect 2 'minhbach [-C' "$mb" --key
expect 2 'minhbach [-C' "$mb" --key a --key b status
expect 2 'minhbach [-C' "$mb" --lang fr status
expect 2 'minhbach [-C' "$mb" --passphrase-fd x status
expect 2 'minhbach key' "$mb" key new only-a-name
expect 2 'minhbach show' "$mb" show one
expect 2 'minhbach publish' "$mb" publish 2026-Q5
expect 2 'minhbach list' "$mb" list gifts

# One language on request.
"$mb" --lang en status 2>err && bad=$((bad + 1))
grep -q 'Not found' err && ! grep -q 'Không' err || bad=$((bad + 1))
"$mb" --lang vi status 2>err && bad=$((bad + 1))
grep -q 'Không' err && ! grep -q 'Not found' err || bad=$((bad + 1))
[ -z "$(ls -A | grep -v '^out$\|^err$\|^both$')" ] || { echo "FAIL: left files"; bad=1; }
[ "$bad" -eq 0 ]
