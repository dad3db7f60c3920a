#!/bin/sh
# any_sequence.sh - a few random ledgers; tests/slow has more of them.
exec tests/property/run 1 4 400
