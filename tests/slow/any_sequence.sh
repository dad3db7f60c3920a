#!/bin/sh
# any_sequence.sh - a hundred random ledgers of some five hundred entries.
exec tests/property/run 100 199 1500
