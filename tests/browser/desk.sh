#!/bin/sh
# desk.sh - the desk in a real browser: tests/browser/desk.mjs over a little
# ledger of its own.
cd "$(dirname "$0")/../.." || exit 2
B=${B:-$PWD/build}
top=$PWD bin=$B/bin
if [ ! -x /usr/bin/chromium ] || ! command -v node >/dev/null; then
	echo "SKIP browser/desk: no chromium or no node"
	exit 77
fi
t=$(mktemp -d) || exit 2
pid=
trap '[ -z "$pid" ] || kill "$pid"; rm -rf "$t"' EXIT
cd "$t" || exit 2
die() {
	echo "FAIL: $*"
	cat out err
	exit 1
}
. "$top/tests/cmd/desk_ledger"
desk_found
desk_serve
desk_children 27
desk_gift() { # what needs two signatures: more than 20 million
	sed -n '2s/,.*//p' as.csv >child
	sed -n 2p as.csv | cut -d, -f2 >unit
	cat >gift <<G
date=$(TZ=UTC-7 date +%d/%m/%Y)
sponsor=$(cat unit)
child=$(cat child)
kind=cash
amount=25.000.000
form=ad-hoc
from=$(TZ=UTC-7 date +%Y)-Q$((($(TZ=UTC-7 date +%-m) + 2) / 3))
to=$(TZ=UTC-7 date +%Y)-Q$((($(TZ=UTC-7 date +%-m) + 2) / 3))
voucher=01/X
G
}
desk_gift
export U O BIN="$bin" MODULES="$top/build/npm-test/node_modules"
node --test --test-reporter=spec "$top/tests/browser/desk.mjs"
