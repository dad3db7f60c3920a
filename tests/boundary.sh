#!/bin/sh
# boundary.sh - the trust boundary, proven on what was built: who can write the
# store, who can sign, what the public programs cannot do, and that the
# libraries said to be pure reach no file, socket, clock, environment or
# randomness.  B is the absolute build directory.
#
# Each forbidden thing is also looked for where it must be, so that a pattern
# which no longer finds anything is a failure and not a pass.
cd "$(dirname "$0")/.." || exit 2
B=${B:-$PWD/build}
bad=0

MDB='mdb_'
ED='crypto_sign(_ed25519(ph)?|_edwards25519sha512batch)?'
SIGN="$ED(_detached|_keypair|_seed_keypair|_final_create)?\$|nettle_ed(25519|448)_\w*_(sign|public_key)\$"
BOXKEY='crypto_(box|kx)\w*_keypair$'
SECRET='crypto_pwhash|crypto_(box|secretbox)\w*_open|crypto_aead_'
PUBLIC="$MDB|$SIGN|$BOXKEY"
# All that a pure library may take from outside: memory, strings, sorting, and
# computation on values.
PURE='(bcmp|mem(chr|cmp|cpy|move|set)|str(n?cmp|n?len|chr|rchr|str|c?spn|pbrk)|n?qsort|malloc|calloc|realloc|free|v?snprintf)$'
PURE="$PURE|__assert_fail\$|__stack_chk_fail\$|_GLOBAL_OFFSET_TABLE_\$|__(asan|ubsan|sanitizer|sancov)_"
PURE="$PURE|crypto_(auth|core|scalarmult|verify|sign_verify)_|nettle_(hmac_)?sha(256|512)_"
# Division of 128-bit numbers, which the compiler leaves to its library.
PURE="$PURE|__u?(div|mod)ti3\$"
PURE="$PURE|sodium_(mem|is_zero|bin2|hex2)"
# Checksum of a member of an archive.
PURE="$PURE|crc32\$"
# Names are folded by Unicode's tables; the library reads no locale.
PURE="$PURE|utf8proc_"
PURE="$PURE|json_(array|object|string|integer|true|false|null|pack|unpack|delete|equal|copy|deep_copy|loadb|dumps|dumpb)"
# What those patterns would let through and is not computation on values.
CHANCE='crypto_.*(_random|_keygen)$'

fail() {
	echo "$*"
	bad=1
}

# The undefined symbols of an archive or program, without versions and without
# the wrapping of a fortified build.
needs() { # FILE [nm option]
	nm "$@" -u | awk 'NF == 2 {print $2}' |
	    sed 's/@.*//; s/^__\(.*\)_chk$/\1/;
		s/^__isoc[0-9]*_//' | sort -u
}

defines() { # FILE...
	nm --defined-only "$@" 2>/dev/null | awk 'NF == 3 {print $3}' | sort -u
}

one_line() {
	tr '\n' ' '
}

# ---- libraries ----

only() { # PATTERN WHAT LIBRARY...: only these refer to it, and each does
	pattern=$1 what=$2
	shift 2
	for l in $libraries; do
		[ -f "$B/lib/$l.a" ] || continue
		got=$(needs "$B/lib/$l.a" | grep -E "^($pattern)" | one_line)
		case " $* " in
		*" $l "*)
			[ -n "$got" ] || fail "$l.a no longer refers to $what"
			;;
		*)
			[ -z "$got" ] || fail "$l.a refers to $what: $got"
			;;
		esac
	done
}

pure() { # LIBRARY USED...: nothing from outside but what PURE names
	for l in "$@"; do
		[ -f "$B/lib/$l.a" ] || return
	done
	(for l in "$@"; do defines "$B/lib/$l.a"; done) | sort -u >"$dir/own"
	needs "$B/lib/$1.a" | comm -23 - "$dir/own" >"$dir/outside"
	got=$( (grep -Ev "^($PURE)" "$dir/outside"
	    grep -E "^($CHANCE)" "$dir/outside") | one_line)
	[ -z "$got" ] || fail "$1.a is not pure: it refers to $got"
}

libraries=$(sed -n 's/^LIBRARIES *= *//p' Makefile)
programs=$(sed -n 's/^PROGRAMS *= *//p' Makefile)
[ -n "$libraries" ] && [ -n "$programs" ] || fail "no libraries in Makefile"
export LC_ALL=C
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT

for l in $libraries; do
	if [ ! -f "$B/lib/$l.a" ]; then
		fail "no library $B/lib/$l.a"
	elif [ -z "$(defines "$B/lib/$l.a")" ]; then
		fail "$l.a defines nothing"
	fi
done
# Faults come out as values; words, streams and exits are the programs'.
TALK='(stdout|stderr|exit|v?printf|puts|putchar)$'
for l in $libraries; do
	got=$(needs "$B/lib/$l.a" | grep -E "^($TALK)" | one_line)
	[ -z "$got" ] || fail "$l.a prints or exits: $got"
done
needs "$B/bin/minhbach" -D | grep -qE "^($TALK)" ||
	fail "minhbach prints nothing: has TALK changed?"
only "$MDB" "LMDB" store
only "$SIGN" "signing or signing keys" sign
only "$BOXKEY" "making reading keys" sign vault
only 'curl_' "the web" fetch
pure core
pure clear core
pure domain clear core
pure lists domain clear core
pure render clear core

# ---- programs ----

without() { # PROGRAM PATTERN: neither needs nor holds it
	p=$B/bin/$1
	[ -f "$p" ] || return
	got=$( (needs "$p" -D; defines "$p") | grep -E "^($2)" | one_line)
	[ -z "$got" ] || fail "$1 has $got"
	if readelf -d "$p" | grep NEEDED | grep -q lmdb; then
		fail "$1 loads LMDB"
	fi
	needs "$p" -D | grep -q '^crypto_sign_verify_detached$' ||
		fail "$1 verifies no signature"
	defines "$p" | grep -q '^main$' || fail "$1 was stripped: nothing to see"
}

for p in $programs; do
	[ -f "$B/bin/$p" ] || fail "no program $B/bin/$p"
done
without minhbach-verify "$PUBLIC"
without minhbach-portal "$PUBLIC|$SECRET|curl_"
if [ -f "$B/bin/minhbach-seal" ]; then
	got=$(needs "$B/bin/minhbach-seal" -D | grep -E "^$MDB" | one_line)
	[ -z "$got" ] || fail "minhbach-seal has $got"
fi

# ---- source ----

includes() { # HEADER ALLOWED-PATH-PATTERN: only there
	got=$(grep -rlE "^[ 	]*#[ 	]*include[ 	]*[<\"]$1[>\"]" \
	    --include='*.[ch]' ledger verify public-portal tools)
	for f in $got; do
		echo "$f" | grep -qE "^($2)" || fail "$f includes $1"
	done
	echo "$got" | grep -qE "^($2)" || fail "nobody includes $1"
}

includes 'lmdb\.h' 'ledger/store/'
includes 'curl/curl\.h' 'ledger/fetch/'
includes 'microhttpd\.h' \
    '(public-portal/(answer\.[ch]|http\.c)|tools/desk/http\.c)$'
includes 'jansson\.h' \
    'ledger/(clear|domain|lists|writer|publish)/|verify/|public-portal/|tools/'

got=$(grep -rnE --include='*.[ch]' \
    '(^|[^A-Za-z0-9_])(strcpy|strcat|v?sprintf|strtok|atoi|gmtime|system|rand)[ 	]*\(' \
    ledger verify public-portal tools tests)
[ -z "$got" ] || fail "banned function:
$got"

[ $bad -eq 0 ] && echo "the boundary holds"
exit $bad
