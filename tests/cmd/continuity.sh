#!/bin/sh
# continuity.sh - what the office does when a key, a person or a file is gone:
# each drill, command by command, on a
# copy of one small ledger, and at its end a book that proves with its
# payloads and, where it matters, a publication.
# Arguments: numbers of drills; without, all.
set -u
bin=${B:?}/bin
data=$PWD/tests/data/viet-an
little=$PWD/tests/cmd/little
t=$(mktemp -d) || exit 2
trap 'rm -rf "$t"' EXIT
cd "$t" || exit 2
: >out
: >err
bad=0 good=0
die() {
	echo "FAIL: $*"
	cat out err
	exit 1
}
fail() {
	bad=$((bad + 1))
	echo "FAIL: $drill: $*"
	sed 's/^/      /' out err
}
ok() {
	good=$((good + 1))
}
# yes_ WHAT COMMAND...: it must work; no_ WHAT WORDS COMMAND...: it must be
# refused, and say these words in each language.
yes_() {
	what=$1
	shift
	if "$@" >out 2>err; then ok; else fail "$what: $?"; fi
}
no_() {
	what=$1 vi=${2%%|*} en=${2#*|}
	shift 2
	if "$@" >out 2>err; then
		fail "$what: not refused"
	elif ! cat out err | grep -qF -- "$vi" ||
	    ! cat out err | grep -qF -- "$en"; then
		fail "$what: words"
	else
		ok
	fi
}

# ---- one ledger, of which each drill has a copy ----
mkdir base && cd base || exit 2
. "$little"
for k in ubnd-1 mttq-1 reg-1 app-1 hdnd-1 tt01-1 reg-2 ubnd-3 mttq-3; do new_key $k; done
little_genesis
m 2026-07-01 $A init genesis >init.out 2>err || die init
sed -n 's/^recovery=//p' init.out >code
grant reg-1 registrar
reader="--reader reg-1.key"
grant app-1 approver
grant hdnd-1 auditor
cat >ledger/office <<END
office=Phòng thử
hotline=111
public=public
log_key=log.key
END
q3() { # FILE DATE-COLUMN: its rows of the third quarter of 2026
	awk -F, -v c="$2" 'NR == 1 || ($c >= "2026-07-01" && $c < "2026-10-01")' \
	    "$data/$1.csv" >"$1.csv"
}
q3 disbursements 2
m $D $R import sponsor "$data/sponsors.csv" >out 2>err || die sponsors
m $D $R import child "$data/children.csv" >out 2>err || die children
m $D $RA import assignment "$data/assignments.csv" >out 2>err || die assignments
cp ledger/anchor anchor
cd .. || exit 2

# drill NUMBER NAME: begin it, if it is asked for.
want=" $* "
drill() {
	case $want in "  "|*" $1 "*) ;; *) return 1 ;; esac
	drill="$1 $2"
	cd "$t" && rm -rf run && cp -r base run && cd run || exit 2
	R=reg-1 RA=reg-1+app-1
	reading reg-1
}
reading() { # KEY: who opens the vault in what follows
	reads=$1 reader="--reader $1.key --gap"
}
drill=
gives() { # TIME: what was given in the third quarter
	m "$1" $R import disbursement disbursements.csv
}
# The book as the auditor proves it, and the public directory as anybody.
proved() {
	yes_ "export" book "$1"
	yes_ "the book proves" "$bin/minhbach-verify" stream stream \
	    --anchor anchor --full --key hdnd-1.key --passphrase-fd 3 3<hdnd-1.pass
}
book() {
	m "$1" $R export --to $O/hdnd-1 >stream
}
sealed() { # the code on the newest notice
	"$bin/minhbach" -C ledger status 2>/dev/null |
	    sed -n 's/.*mã \([0-9a-f ]*\)$/\1/p'
}
public() {
	yes_ "the public directory proves" "$bin/minhbach-verify" public public \
	    --anchor anchor --state state
}

# And as the portal's page does, where Node and the page are.
in_the_browser() {
	page=$B/web/verify.mjs
	[ -f "$page" ] && command -v node >/dev/null || return
	cat >page.mjs <<END
import {readFileSync} from 'node:fs';
const m = await import('file://$page');
const anchor = m.anchor(readFileSync('anchor', 'utf8'));
const read = async (name) => {
	try {
		return new Uint8Array(readFileSync('public/' + name));
	} catch {
		return null;
	}
};
const r = await m.checkDirectory(read, {anchor});
console.log(r.verdict);
process.exit(r.verdict === 'proved' ? 0 : 1);
END
	yes_ "the page proves" node page.mjs
}

# ---- 5 and 6: the seal ----
if drill 5 "the seal's memory is lost"; then
	yes_ gives gives 2026-09-30
	yes_ publish m 2026-10-05 $RA publish 2026-Q3
	mv log.key.seal kept
	n=$(size)
	no_ "publish without the memory" "minhbach-seal recall|Nothing was entered" \
	    m 2027-01-05 $RA publish 2026-Q4
	[ "$(size)" = "$n" ] || fail "entered all the same"
	code=$(sealed)
	recall() {
		printf '%s\n%s\n' "$1" "$2" | "$bin/minhbach-seal" -k log.key \
		    --passphrase-fd 3 recall "$3" 3<log.pass
	}
	other="0000${code#????}"
	no_ "another code" "TỪ CHỐI|REFUSED" recall "$code" "$other" \
	    public/checkpoint
	no_ "one person alone" "TỪ CHỐI|REFUSED" recall "$code" "" \
	    public/checkpoint
	sed 's/^....\(.*=\)$/AAAA\1/' public/checkpoint >forged
	no_ "a forged checkpoint" "không phải dấu kiểm|no checkpoint" recall "$code" "$code" \
	    forged
	[ ! -e log.key.seal ] || fail "remembered something"
	yes_ recall recall "$code" "$(echo "$code" | tr 'a-f' 'A-F')" \
	    public/checkpoint
	cmp -s kept log.key.seal || fail "another memory than before"
	yes_ "publish again" m 2027-01-05 $RA publish 2026-Q4
	public
	# A memory out of an old backup.
	mv log.key.seal new && cp kept log.key.seal
	n=$(size)
	no_ "publish with an old memory" "minhbach-seal recall|an old copy" \
	    m 2027-04-05 $RA publish 2027-Q1
	[ "$(size)" = "$n" ] || fail "entered all the same"
	code=$(sealed)
	yes_ recall recall "$code" "$code" public/checkpoint
	cmp -s new log.key.seal || fail "another memory than before"
	# The other way round: the ledger out of an old backup.
	cp -r ledger old
	yes_ "publish again" m 2027-04-05 $RA publish 2027-Q1
	public
	no_ "an old memory again" "mới hơn|a newer checkpoint" \
	    recall "$code" "$code" public/checkpoints/$((n / 64 * 64 + 1))
	rm -r ledger && mv old ledger && rm -f ./*.seen
	no_ "publish from an old copy" "bản cũ|an old copy" \
	    m 2027-04-05 $RA publish 2027-Q1
fi
if drill 6 "the log key is lost"; then
	yes_ gives gives 2026-09-30
	yes_ publish m 2026-10-05 $RA publish 2026-Q3
	cp public/checkpoint before && cp -r public public.before
	rm log.key log.key.seal
	n=$(size)
	no_ "publish without the key" "log-key|Nothing was entered" \
	    m 2027-01-05 $RA publish 2026-Q4
	[ "$(size)" = "$n" ] || fail "entered all the same"
	printf 'log_key=%s\nreason=lost\n' "$(cat log2.vkey)" >new-log
	# The admins alone, in a quarter that no registrar has begun.
	yes_ "log-key" m 2027-01-05 $A log-key new-log
	no_ "log-key twice" "granted once" m 2027-01-05 $A log-key new-log
	sed -i 's/^log_key=.*/log_key=log2.key/' ledger/office
	yes_ "publish again" m 2027-01-05 $RA publish 2026-Q4
	public
	in_the_browser
	cmp -s before public/checkpoints/"$(sed -n 2p before)" ||
	    fail "an old checkpoint changed"
	yes_ "the old directory still proves" "$bin/minhbach-verify" public \
	    public.before --anchor anchor
	yes_ "old and new are one history" "$bin/minhbach-verify" compare \
	    public.before public
	yes_ "the portal shows it" "$bin/minhbach-portal" export public site \
	    --anchor anchor
	proved 2027-01-06
	cp public/checkpoints/"$(sed -n 2p before)" public/checkpoint
	no_ "a notice that goes back" "bị cắt hoặc bị bỏ" "$bin/minhbach-verify" public \
	    public --anchor anchor --state state
fi
# ---- 7: a key in other hands ----
if drill 7 "an officer's key is compromised since an entry"; then
	yes_ "given before" m 2026-08-20 $R give - <<END
child=TE-160475
sponsor=LHPN
amount=300000
kind=cash
form=monthly
voucher=T-1
from=2026-Q3
to=2026-Q3
END
	since=$(size)
	yes_ "given by the thief" gives 2026-09-30
	end=$(size)
	printf 'name=%s/reg-1\nreason=compromised\nsince=%s\n' $O $since >revoke
	{ cat reg-2.pub; echo roles=registrar; } >grant
	reading app-1
	yes_ "the new registrar" m 2026-10-01 $A grant grant
	yes_ revoke m 2026-10-01 $A revoke revoke
	R=reg-2 RA=reg-2+app-1
	reading reg-2
	no_ "the old key enters" "không ghi được|cannot be entered" \
	    m 2026-10-01 reg-1 object - <<END
from=citizen
matter=data
END
	no_ "publish over entries in doubt" "dòng bị ngờ|in doubt" \
	    m 2026-10-05 $RA publish 2026-Q3
	m 2026-10-05 $R due >out 2>err
	[ "$(grep -c 'bị ngờ' out)" -eq $((end - since)) ] ||
	    fail "due does not name each entry in doubt"
	m 2026-10-05 $R show $since >out 2>err
	grep -q 'bị ngờ' out || fail "show does not say so"
	# Two are wrong, the rest is right: asked of those whom it concerns.
	i=$since
	echo index >affirm.csv
	while [ $i -lt $((end - 2)) ]; do
		echo $i >>affirm.csv
		i=$((i + 1))
	done
	yes_ "affirm all but two" m 2026-10-05 $R import affirm affirm.csv
	no_ "publish over two in doubt" "còn 2 dòng|2 entries" \
	    m 2026-10-05 $RA publish 2026-Q3
	for i in $((end - 2)) $((end - 1)); do
		printf 'index=%s\nreason=khac\n' $i >in
		yes_ "reverse $i" m 2026-10-05 $R reverse in
	done
	no_ "affirm what is reversed" "không bị ngờ|not in doubt" \
	    m 2026-10-05 $R import affirm affirm.csv
	yes_ publish m 2026-10-05 $RA publish 2026-Q3
	public
	proved 2026-10-06
fi
echo "continuity: $good good, $bad bad"
[ $bad -eq 0 ]
