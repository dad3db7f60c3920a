#!/bin/sh
# doc.sh - the documents are true of the code: clauses that are cited exist,
# commands are in the manual and in --help, what the documents name is there,
# and the examples of FORMAT.md are the bytes of the vectors.  B is the
# absolute build directory.
cd "$(dirname "$0")/.." || exit 2
B=${B:-$PWD/build}
format=ledger/doc/FORMAT.md
docs="README.md ledger/doc/ARCHITECTURE.md ledger/doc/THREATS.md ledger/doc/PRIVACY.md"
bad=0
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT

fail() {
	echo "$*"
	bad=1
}

lines() { # FILE WHAT: a list that found nothing is a fault of this test
	[ -s "$1" ] || fail "no $2 found: has their form changed?"
	cat "$1"
}

# ---- clauses ----

sed -nE 's/^\*\*([0-9]+\.[0-9]+)[ *].*/\1/p
	s/^### ([0-9]+\.[0-9]+) .*/\1/p
	s/^## ([0-9]+)\. .*/\1/p' "$format" | sort >"$dir/clauses"
dup=$(uniq -d "$dir/clauses")
[ -z "$dup" ] || fail "$format: a number stands twice: $dup"
grep -rhoE --include='*.[ch]' --include='*.sh' --include='*.py' \
    --include='*.md' --include='*.[0-9]' 'FORMAT [0-9]+(\.[0-9]+)?' \
    README.md ledger verify public-portal tools tests 2>/dev/null |
    sed 's/^FORMAT //' | sort -u >"$dir/cited"
for c in $(lines "$dir/cited" "cited clauses"); do
	grep -qx "$c" "$dir/clauses" ||
		fail "FORMAT $c is cited and not in $format"
done

# ---- commands ----

sed -n '/commands\[\] = {/,/^};/s/^[ 	]*{"\([a-z-]*\)",.*/\1/p' \
    tools/minhbach/main.c >"$dir/commands"
sed -n 's/^\.It Cm \([a-z-]*\).*/\1/p' tools/minhbach/minhbach.1 |
    sort -u >"$dir/manual"
if "$B/bin/minhbach" --help >"$dir/help"; then
	for c in $(lines "$dir/commands" commands); do
		grep -qx "$c" "$dir/manual" || fail "minhbach.1 lacks $c"
		grep -qE "^  $c( |\$)" "$dir/help" || fail "--help lacks $c"
	done
else
	fail "minhbach --help gives $?"
fi
for c in $(lines "$dir/manual" "commands in minhbach.1"); do
	grep -qx "$c" "$dir/commands" || fail "minhbach.1: no command $c"
done
sed -n '/options\[\] = {/,/^};/s/^[ 	]*{"\([a-z-]*\)",.*/\1/p' \
    tools/minhbach/main.c >"$dir/options"
for o in $(lines "$dir/options" options); do
	grep -q -e "Fl -$o" tools/minhbach/minhbach.1 ||
		fail "minhbach.1 lacks --$o"
done

# ---- manual pages ----

programs=$(sed -n 's/^PROGRAMS *= *//p' Makefile)
for p in $programs; do
	src=$(sed -n "s/^src_$p *= *//p" Makefile)
	page=$src/$p.1
	if [ ! -f "$page" ]; then
		fail "no manual page $page"
	elif command -v mandoc >/dev/null; then
		mandoc -T lint -W warning "$page" || fail "$page: see mandoc"
	fi
done

# ---- what the documents name ----

# Paths of this tree, wherever they stand in backquotes or in commands.
for d in $docs ledger/doc/adr/*.md; do
	[ -f "$d" ] || { fail "no $d"; continue; }
	grep -oE '\b(ledger|tools|tests|verify|public-portal)/[A-Za-z0-9_./-]+' \
	    "$d" | sed 's/[.,]*$//' | sort -u >"$dir/paths"
	while read -r p; do
		[ -e "$p" ] || fail "$d names $p, which is not there"
	done <"$dir/paths"
	# A test by file and name.
	grep -oE 'tests/unit/[a-z]+/[a-z_]+\.c [a-z_]+' "$d" >"$dir/tests"
	while read -r file name; do
		grep -q "^$name(" "$file" || fail "$d: no $name in $file"
	done <"$dir/tests"
	# make TARGET
	grep -oE '\bmake [a-z-]+`' "$d" | sed 's/`//' | sort -u >"$dir/make"
	while read -r _ t; do
		grep -qE "^$t:|\.PHONY:.* $t( |\$)|^ +.* $t( |\$)" Makefile ||
			case $t in
			check-*) ;;
			*) fail "$d: no make $t" ;;
			esac
	done <"$dir/make"
	# minhbach COMMAND and minhbach-PROGRAM
	grep -oE '\bminhbach [a-z]+' "$d" | sort -u >"$dir/used"
	while read -r _ c; do
		grep -qx "$c" "$dir/commands" || fail "$d: no command $c"
	done <"$dir/used"
	for p in $(grep -oE '\bminhbach-[a-z]+' "$d" | sort -u); do
		case " $programs " in
		*" $p "*) [ -x "$B/bin/$p" ] || fail "$d: $p is not built" ;;
		*) fail "$d names $p, which no line of Makefile makes" ;;
		esac
	done
done

# ---- examples ----

v=tests/vectors/minhbach
for f in checkpoint anchor policy clear/6.json proofs/2026-Q3-v1.tlog-proof; do
	awk 1 "$v/public/$f" >"$dir/example"
	while read -r line; do
		[ -z "$line" ] || grep -qxF "    $line" "$format" ||
			fail "$format: the example of $f is not its bytes"
	done <"$dir/example"
done
# Head, leaf and note of entry 9, the slip and the seal code, out of the JSON.
sed 's/\\n/\
/g; s/\\u2014/—/g; s/\\"/"/g' "$v/ledger.json" |
    sed 's/^ *"[a-z_]*": "//; s/",\{0,1\}$//' | sort -u >"$dir/json"
sed -n '/^Example (head of entry 9/,/^with/p
	/^Example (leaf of entry 9/,/^Its hash/p
	/^Example (note of entry 9/,/^\*\*3\.7/p
	/^Example (of entry 9;/,/^\*\*/p
	/^Example (of the checkpoint above/,/^\*\*/p' "$format" |
    sed -n 's/^    //p' >"$dir/example"
lines "$dir/example" "examples of entry 9" | while read -r line; do
	grep -qxF -e "$line" "$dir/json" ||
		echo "$format: an example is not in the model: $line"
done >"$dir/wrong"
[ ! -s "$dir/wrong" ] || fail "$(cat "$dir/wrong")"

[ $bad -eq 0 ] && echo "the documents hold"
exit $bad
