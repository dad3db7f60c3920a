#!/bin/sh
# alike.sh - two ledgers that differ only in what is never printed of a child
# (name, birth date, guardian, number, household's name, hamlet, school, form of
# support) give public directories with the same names, the same sizes and the
# same figures; one printed attribute changed, and they do not (A12).
set -u
bin=${B:?}/bin
here=$(cd "$(dirname "$0")" && pwd)
data=$here/../data/viet-an
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
mkdir "$t/keys" && cd "$t/keys" || exit 1
bad=0
fail() {
	bad=$((bad + 1))
	echo "FAIL: $*"
}
die() {
	echo "FAIL: $*"
	cat out err
	exit 1
}
. "$here/little"
for k in ubnd-1 mttq-1 reg-1 app-1; do new_key $k; done
little_genesis
cp "$data/sponsors.csv" "$data/children.csv" "$data/assignments.csv" .
grep -v TE-929713 "$data/disbursements.csv" |
    awk -F, 'NR == 1 || $2 < "2026-10-01"' |
    awk -F, -v OFS=, 'NR == 1 { print; next } { $2 = "2026-09-30"; print }' \
	>disbursements.csv

# publish NAME 'SED OF CHILDREN' 'SED OF ASSIGNMENTS': a ledger, its quarter out
publish() {
	cp -r "$t/keys" "$t/$1" && cd "$t/$1" || exit 1
	sed -i "$2" children.csv
	sed -i "$3" assignments.csv
	reader=
	m 2026-07-01 $A init genesis >out 2>err || die "init"
	reader= reads=reg-1
	grant reg-1 registrar
	reader='--reader reg-1.key'
	grant app-1 approver
	cat >ledger/office <<END
office=Phòng
hotline=111
public=$t/$1/public
log_key=$t/$1/log.key
END
	reader=
	m $D $R import sponsor sponsors.csv >out 2>err || die "$1: sponsors"
	m $D $R import child children.csv >out 2>err || die "$1: children"
	m $D $RA import assignment assignments.csv >out 2>err ||
		die "$1: assignments"
	m 2026-09-30 $R --gap import disbursement disbursements.csv >out 2>err ||
		die "$1: disbursements"
	m 2026-10-05 $RA publish 2026-Q3 >out 2>err || die "$1: publish"
	"$bin/minhbach-verify" public public --anchor ledger/anchor \
	    >out 2>err || die "$1: does not verify"
}
publish one '' ''
publish two '/^TE-105073,/{s/Trẻ Mẫu 002/Một Tên Dài Hơn Nhiều/
	s/2014-12-10/2013-01-31/;s/,H030,/,H999,/;s/,T01,/,T18,/;s/,TR3,/,TR1,/
	s/Người giám hộ 030/Bà/;s/000314413178/000399999999/}' \
    '/^TE-105073,/s/,quarterly,/,monthly,/'
publish three '/^TE-105073,/s/,C1,/,C4,/' ''
cd "$t" || exit 1
cmp -s one/children.csv two/children.csv && fail "nothing differs"
sizes() {
	(cd "$1/public" && find . -type f -printf '%p %s\n' | sort)
}
figures() {
	sed 's/"blind":"[^"]*"/"blind":""/' "$1/public/publications/2026-Q3/v1.json"
}
sizes one >a && sizes two >b
cmp a b || { fail "names or sizes differ"; diff a b; }
figures one >a && figures two >b
cmp a b || fail "the publication differs"
grep -q '"released":"2026-Q3"' a || fail "no table was printed"
figures three >b
cmp -s a b && fail "another cluster does not show"
echo "$(sizes one | wc -l) files, $bad bad"
[ $bad -eq 0 ]
