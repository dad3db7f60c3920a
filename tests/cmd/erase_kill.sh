#!/bin/sh
# erase_kill.sh - an erasure killed at some of its changes to the disk; at each
# of them in tests/slow/erase_kill.sh, which this is the short form of.
EVERY=11 exec sh tests/slow/erase_kill.sh
