#!/bin/sh
# verify.sh - minhbach-verify: exit statuses and the shape of its reports, on
# what an independent model of the format made.
v=$B/bin/minhbach-verify
d=tests/vectors/minhbach/public
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT

# want STATUS ARGUMENT...: run it and compare the exit status.
want() {
	status=$1
	shift
	"$v" "$@" >"$t/out" 2>"$t/err" </dev/null
	rc=$?
	[ "$rc" -eq "$status" ] && return
	echo "exit $rc, not $status: $*"
	cat "$t/out" "$t/err"
	exit 1
}
has() {
	grep -q -- "$1" "$t/out" "$t/err" && return
	echo "no '$1' in the report"
	cat "$t/out" "$t/err"
	exit 1
}

# usage, and what cannot be read
want 2
want 2 public
want 2 nonsense x
want 2 --lang fr public $d
want 2 public "$t/none"
want 2 public "$t"
want 2 stream "$t/none"
want 2 stream -
has 'FORMAT 10'
want 2 --anchor $d/policy public $d
want 2 --key "$t/none" --passphrase-fd 0 stream -

# The model's payloads are samples: our schemas name the first of them.
want 1 --anchor $d/anchor --lang en public $d
has 'First bad entry: 1'
has 'SAMPLE DATA'
want 1 --anchor $d/anchor --json public $d
has '"result": "disproved"'
has '"seal_code": "b736 3e7f 3519 7d1e 92d5 4dae 5ddb bc86"'

# every check of a report stands in the table, under the clause it cites
sed 's/{"clause": /\
&/g' "$t/out" | sed -n 's/^{"clause": "\([^"]*\)".*"name": "\([^"]*\)".*/\2 \1/p' |
    sort >"$t/reported"
[ "$(wc -l <"$t/reported")" -eq 19 ] || exit 1
want 0 --lang en checks
has 'receipt .*FORMAT 9.1 .*sealed ledger'
sed 's/^\([a-z-]*\) *\(FORMAT [0-9.]*\) .*/\1 \2/' "$t/out" | sort >"$t/table"
comm -23 "$t/reported" "$t/table" | grep . && exit 1

# two copies of a directory
want 0 --lang en compare $d $d
has 'goes on from'
cp -r $d "$t/public" && rm "$t/public/clear/6.json"
want 1 --lang en compare $d "$t/public"
has 'entry 6 was changed'
want 2 compare $d
want 2 compare $d "$t/none"
want 2 checks x

# a receipt: proved, undecided without an anchor, disproved when changed
sed -n 's/.*"receipt": "\(c2sp.*\)".*/\1/p' tests/vectors/minhbach/ledger.json |
    sed 's/",.*//' | awk '{gsub(/\\n/, "\n"); printf "%s", $0}' |
    sed "s/\\\\u2014/—/g" >"$t/receipt"
want 0 --anchor $d/anchor receipt "$t/receipt"
want 2 receipt "$t/receipt"
has 'anchor'
sed 's/^index 9$/index 10/' "$t/receipt" >"$t/other"
want 1 --anchor $d/anchor receipt "$t/other"

# store: the exporter beside it is run, and its failure decides nothing
mkdir "$t/bin" && cp "$v" "$t/bin/minhbach-verify"
v=$t/bin/minhbach-verify
want 2 store "$t/ledger"
printf '#!/bin/sh\necho "$@" >%s/args\nexit 2\n' "$t" >"$t/bin/minhbach"
chmod +x "$t/bin/minhbach"
want 2 store "$t/ledger"
[ "$(cat "$t/args")" = "-C $t/ledger export" ] || exit 1
