#!/bin/sh
# continuity.sh - what the office does when a key, a person or a file is gone:
# each drill as ledger/doc/CONTINUITY.md tells it, command by command, on a
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
for k in ubnd-1 mttq-1 reg-1 app-1 hdnd-1 reg-2 app-2 ubnd-3 mttq-3; do new_key $k; done
little_genesis
m 2026-07-01 $A init genesis >init.out 2>err || die init
sed -n 's/^recovery=//p' init.out >code
sed -n "s,^$O/[a-z]*-[0-9]*=,,p" init.out >codes # ubnd's envelope, hdnd's
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

# paper TIME ARG...: by codes of envelopes, which stand in the file pw.
paper() {
	at=$1
	shift
	"$bin/minhbach" -C ledger --at "$at" --passphrase-fd 3 \
	    --passphrase-fd 3 --passphrase-fd 3 --passphrase-fd 3 "$@" 3<pw
}
# Who was granted again: new keys, and all of it still works.
still_works() {
	yes_ gives gives 2026-09-30
	yes_ publish m 2026-10-05 $RA publish 2026-Q3
	public
	proved 2026-10-06
}

# granted KEY ROLES, revoked KEY REASON: as the admins enter it.
granted() {
	{ cat "$1.pub"; echo "roles=$2"; } >grant
	yes_ "grant $1" m 2026-09-01 $A grant grant
}
revoked() {
	printf 'name=%s/%s\nreason=%s\n' $O "$1" "$2" >revoke
	yes_ "revoke $1" m 2026-09-01 $A revoke revoke
}
children() { # ARG...: how many can be listed
	"$bin/minhbach" -C ledger --passphrase-fd 3 "$@" list child 2>err |
	    grep -c TE-
}

# ---- 1, 2: one officer ----
if drill 1 "an officer's passphrase is lost"; then
	echo "not this one" >reg-1.pass
	no_ "the wrong passphrase" "quên hẳn|forgotten for good" m 2026-09-01 $R due
	reading app-1
	granted reg-2 registrar
	revoked reg-1 replaced
	R=reg-2 RA=reg-2+app-1
	reading reg-2
	grep -q "^reader $O/reg-1 " ledger/keyring && fail "reg-1 reads still"
	still_works
fi
if drill 2 "an officer leaves"; then
	cp ledger/keyring taken
	granted app-2 approver
	revoked app-1 left
	RA=reg-1+app-2
	no_ "who left approves" "không ghi được|cannot be entered" \
	    m 2026-09-01 app-1 object - <<END
from=citizen
matter=data
END
	child TE-990001 'Trẻ Mẫu' 05/05/2016 H-990 >in
	yes_ "a new child" m 2026-09-01 $R child in
	[ "$(children --reader reg-1.key 3<reg-1.pass)" = 76 ] ||
	    fail "the registrar does not read"
	[ "$(children --reader app-1.key 3<app-1.pass)" = 0 ] ||
	    fail "who left reads"
	# With the keyring that was taken along, and the ledger of today.
	cp -r ledger spied && cp taken spied/keyring
	n=$("$bin/minhbach" -C spied --reader app-1.key --passphrase-fd 3 \
	    list child 3<app-1.pass 2>err | grep -c TE-990001)
	[ "$n" = 0 ] || fail "who left reads what came after"
	grep -q 'bị ngờ' out && fail "entries before are in doubt"
	sed -i '/TE-990001/d' disbursements.csv
	still_works
fi

# ---- 3: both admins are gone ----
if drill 3 "both admins are gone"; then
	rm ubnd-1.key* mttq-1.key*
	{ cat ubnd-3.pub; echo roles=admin; } >ubnd
	{ cat mttq-3.pub; echo roles=admin; } >mttq
	head -n 1 codes >pw
	no_ "one envelope alone" "không ghi được|cannot be entered" \
	    paper 2026-09-01 --gap --paper grant ubnd
	# A slip of the pen, in the third line of the second paper.
	awk 'NR == 2 { c = substr($0, 51, 1); d = c == "0" ? "1" : "0"
	    $0 = substr($0, 1, 50) d substr($0, 52) } 1' codes >pw
	no_ "a slip of the pen" "dòng 3|line 3" \
	    paper 2026-09-01 --gap --paper --paper grant ubnd
	{ head -n 1 codes; cat code; } >pw
	no_ "the code for reading does not sign" \
	    "không ghi được|cannot be entered" \
	    paper 2026-09-01 --gap --paper --paper grant ubnd
	cp codes pw
	yes_ "a new admin" paper 2026-09-01 --gap --paper --paper grant ubnd
	yes_ "another" paper 2026-09-01 --gap --paper --paper grant mttq
	no_ "they do nothing else" "không ghi được|cannot be entered" \
	    paper 2026-09-01 --gap --paper --paper policy - <<END
key=end-age
value=17
effective_from=2026-Q4
END
	for k in ubnd-1 mttq-1; do
		printf 'name=%s/%s\nreason=left\n' $O $k >revoke
		yes_ "revoke $k" m 2026-09-01 ubnd-3+mttq-3 revoke revoke
	done
	"$bin/minhbach" -C ledger status >out 2>err
	[ "$(grep -c 'đã mở' out)" -eq 2 ] || fail "status: not said to be used"
	for u in ubnd hdnd; do
		yes_ "a new envelope for $u" m 2026-09-01 ubnd-3+mttq-3 \
		    key envelope $u
		sed -n "s,^$O/$u-[0-9]*=,,p" out >>codes.new
	done
	"$bin/minhbach" -C ledger status >out 2>err
	grep -q 'đã mở' out && fail "status: used still"
	{ cat reg-2.pub; echo roles=registrar; } >grant
	cp codes pw
	no_ "the old envelopes" "đã thay|no longer" \
	    paper 2026-09-02 --gap --paper --paper grant grant
	cp codes.new pw
	yes_ "the new envelopes" paper 2026-09-02 --gap --paper --paper grant grant
	still_works
fi

# ---- 4: nobody reads ----
if drill 4 "all reading keys are gone"; then
	rm reg-1.key* app-1.key*
	reader=--gap
	granted reg-2 registrar
	granted app-2 approver
	[ "$(children --reader reg-2.key 3<reg-2.pass)" = 0 ] ||
	    fail "reads before the envelope was opened"
	sed 's/[0-9]/x/' code >wrong
	no_ "not a code" "4 dòng|4 lines" "$bin/minhbach" -C ledger \
	    --passphrase-fd 3 key recover $O/reg-2 3<wrong
	head -n 1 codes >wrong
	no_ "the code of another envelope" "để cấp lại khóa|for grants" \
	    "$bin/minhbach" -C ledger --passphrase-fd 3 key recover $O/reg-2 \
	    3<wrong
	yes_ "key recover" "$bin/minhbach" -C ledger --passphrase-fd 3 \
	    key recover $O/reg-2 3<code
	R=reg-2 RA=reg-2+app-2
	reading reg-2
	revoked reg-1 replaced
	revoked app-1 replaced
	yes_ "another code" "$bin/minhbach" -C ledger --reader reg-2.key \
	    --passphrase-fd 3 key renew-recovery 3<reg-2.pass
	sed -n 's/^recovery=//p' out >code.new
	[ "$(children --paper 3<code)" = 0 ] || fail "the used code opens still"
	[ "$(children --paper 3<code.new)" = 75 ] || fail "the new code opens not"
	still_works
fi

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
# ---- 8: files ----
if drill 8 "a file is lost"; then
	cp ledger/keyring copy
	child TE-990001 'Trẻ Mẫu' 05/05/2016 H-990 >in
	yes_ "a new child" m 2026-09-01 $R child in
	cp ledger/keyring newest
	rm ledger/keyring
	no_ "without the keyring" "mất tệp keyring|keyring is lost" m 2026-09-01 $R due
	cp copy ledger/keyring
	no_ "with an old keyring" "bản cũ hơn|older than" m 2026-09-01 $R due
	cp newest ledger/keyring
	yes_ "with the newest copy" m 2026-09-01 $R due
	mv reg-1.key kept
	no_ "without the key file" "mất tệp khóa|lost key file" \
	    m 2026-09-01 $R due
	mv kept reg-1.key
	# The anchor was posted; the ledger works without its own file.
	rm ledger/anchor
	still_works
fi
echo "continuity: $good good, $bad bad"
[ $bad -eq 0 ]
