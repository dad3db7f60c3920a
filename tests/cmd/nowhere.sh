#!/bin/sh
# nowhere.sh - a child's data is written where the officer asked and nowhere
# else: no temporary file on a disk while lists, sheets, marked copies, letters
# and slips are made, by us or by a library (ARCHITECTURE, invariant 8).
cd "$(dirname "$0")/../.." || exit 2
B=${B:-$PWD/build}
if [ ! -f build/demo/ledger/keyring ] || ! command -v strace >/dev/null; then
	echo "SKIP nowhere: no demonstration in build/demo, or no strace"
	exit 77
fi
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
cp -r build/demo/ledger build/demo/keys "$dir"
mkdir "$dir/out"
bad=0

fail() {
	echo "$*"
	bad=1
}

# m ARG...: one command as the registrar, traced.  TMPDIR would lead a library
# out of the way, so it is not set.
m() {
	(unset TMPDIR
	ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o "$dir/trace" \
	    -e trace=open,openat,creat \
	    "$B/bin/minhbach" -C "$dir/ledger" --at 2027-07-07 \
	    --key "$dir/keys/pvhxh-1.key" --passphrase-fd 3 "$@" \
	    3<"$dir/keys/pvhxh-1.pass" >"$dir/said" 2>&1)
}

# What was created, but for our places, memory and what the jail sees as its own.
elsewhere() { # NAME
	[ -s "$dir/trace" ] || fail "$1: not traced"
	sed -n 's/^[0-9]* *\(open\|openat\|creat\)(.*"\([^"]*\)".*\(O_CREAT\|O_TMPFILE\).*) = [0-9].*/\2/p' \
	    "$dir/trace" |
	    grep -v "^$dir/\|^/dev/shm/\|^/proc/self/fd/\|^/newroot\|^/oldroot\|^/bind\|^/dev/null" |
	    grep -v '/fontconfig/' >"$dir/stray" && {
		fail "$1 wrote elsewhere:"
		cat "$dir/stray"
	}
	find "$dir/out" -type f ! -perm 600 | grep . && fail "$1: not 0600"
	return 0
}

made() { # NAME FILE ARG...: the command makes the file, and no other
	name=$1 file=$2
	shift 2
	m "$@"
	[ -s "$file" ] || { fail "$name made nothing"; cat "$dir/said"; }
	elsewhere "$name"
}

o=$dir/out
made 'list, XLSX' "$o/a.xlsx" list hamlet t01 --names --format xlsx --out "$o/a.xlsx"
made 'list, PDF' "$o/a.pdf" list hamlet t01 --names --format pdf --out "$o/a.pdf"
made 'list, CSV' "$o/a.csv" list hamlet t01 --names --format csv --out "$o/a.csv"
made 'sheet' "$o/s.xlsx" sheet LHPN 2027-Q3 --out "$o/s.xlsx"
echo 'basis_decision=Quyết định số 20/QĐ-UBND ngày 10 tháng 6 năm 2026' \
    >>"$dir/ledger/office"
made 'letter' "$o/l.odt" letter trich-luc LHPN 2027-Q2 --names --out "$o/l.odt"

# A list of children with one wrong date: marked, with all that it holds.
sed '2s/,20[0-9-]*,/,31\/02\/2015,/; s/TE-/TE-9/' \
    tests/data/viet-an/children.csv | sed 's/TE-9\([0-9]*\)[0-9],/TE-\1,/' |
    sed -n 1,4p >"$o/k.csv"
chmod 600 "$o/k.csv"
m import child "$o/k.csv"
ls "$o"/k*.loi.xlsx >/dev/null 2>&1 ||
    { fail "no marked copy"; cat "$dir/said"; }
elsewhere 'marked copy'
[ $bad -eq 0 ] && echo "nothing is written elsewhere"
exit $bad
