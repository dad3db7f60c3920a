#!/bin/sh
# Five thousand invented quarters, published and then read by a reader that
# shares no code with the gate: nothing protected is recovered.
set -u
: "${B:=$PWD/build}"
make --no-print-directory B="$B" "$B/test/domain/t_gate_quarters" >/dev/null ||
    exit 1
exec "$B/test/domain/t_gate_quarters" 5000
