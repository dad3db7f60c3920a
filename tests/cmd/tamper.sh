#!/bin/sh
# tamper.sh - what minhbach-verify says of copies of the demonstration's audit
# stream and public directory that somebody changed: a table of attempts, each
# with the exit status and the first bad entry that must come of it.
#
# The demonstration is that of tools/demo, in $DEMO (build/demo).
demo=${DEMO:-build/demo}
if [ ! -f "$demo/stream" ] || [ ! -f "$demo/public/checkpoint" ]; then
	echo "SKIP tamper: run tools/demo --once first"
	exit 77
fi
# Debian's python3-nacl is of Debian's python3, which may not be the first.
python=
for p in python3 /usr/bin/python3; do
	"$p" -c 'import nacl.bindings' 2>/dev/null && python=$p && break
done
if [ -z "$python" ]; then
	echo "SKIP tamper: python3-nacl is missing (tools/setup test)"
	exit 77
fi
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
PYTHONDONTWRITEBYTECODE=1 "$python" "${0%/*}/tamper.py" \
    "${B:-build}/bin/minhbach-verify" "$demo" "$t"
