#!/bin/sh
# The demonstration's year with a full audit, and with one child erased between
# two quarters: every figure is as expected, and all of it proves, also in the
# browser's module.
command -v node >/dev/null || { echo "SKIP erase_year: no node"; exit 77; }
exec tools/demo --erase
