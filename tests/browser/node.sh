#!/bin/sh
# node.sh - the check page's module under Node: against the vectors, and beside
# the C verifier on damaged copies of the demonstration.
cd "$(dirname "$0")/../.." || exit 2
B=${B:-$PWD/build}
if ! command -v node >/dev/null; then
	echo "SKIP browser/node: no node"
	exit 77
fi
if [ ! -f build/demo/public/checkpoint ]; then
	echo "SKIP browser/node: no demonstration in build/demo"
	exit 77
fi
export VERIFY="$B/web/verify.mjs" VERIFIER="$B/bin/minhbach-verify"
export PUBLIC=build/demo/public ANCHOR=build/demo/anchor
node --test --test-reporter=spec tests/browser/vectors.mjs \
    tests/browser/differential.mjs tests/browser/sparse.mjs
