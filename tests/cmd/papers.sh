#!/bin/sh
# Papers that leave the office: slips whose QR leads to the entry and which name
# no child, documents from templates with the figures of the ledger, templates
# that an officer changed, and what is refused.
set -u
: "${DEMO:=build/demo}"
: "${B:=$PWD/build}"
[ -f "$DEMO/keys/recovery" ] ||
    { echo "SKIP papers: run tools/demo --once first"; exit 77; }
for p in pdftotext pdftoppm zbarimg python3; do
	command -v $p >/dev/null || { echo "SKIP papers: no $p"; exit 77; }
done
PATH="$B/bin:$PATH"
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
cp -r "$DEMO/ledger" "$DEMO/keys" "$T/"
# Under a sanitizer: what fontconfig keeps until the end is not ours.
echo leak:libfontconfig >"$T/lsan"
export LSAN_OPTIONS="suppressions=$T/lsan:print_suppressions=0"
fail() { echo "papers: $*"; exit 1; }
m() {
	minhbach -C "$T/ledger" --at 2027-07-07T08:00 \
	    --reader "$T/keys/pvhxh-1.key" --passphrase-fd 3 "$@" \
	    3<"$T/keys/pvhxh-1.pass" 2>"$T/err"
}
signed() {
	minhbach -C "$T/ledger" --at 2027-07-07T08:00 \
	    --key "$T/keys/pvhxh-1.key" --passphrase-fd 3 "$@" \
	    3<"$T/keys/pvhxh-1.pass" 2>"$T/err"
}
says() { grep -q "$1" "$T/err" || fail "\"$1\" was not said: $(cat "$T/err")"; }
text() { pdftotext -layout "$1" - | tr -s ' \n\f' ' '; }
has() { text "$1" | grep -qF "$2" || fail "$1 does not say \"$2\""; }

# Slips.
m list child >"$T/children" || fail "list child: $(cat "$T/err")"
m list give | sed -n 2,6p >"$T/given"
set -- $(cut -d, -f1 "$T/given")
[ $# -eq 5 ] || fail "no disbursements"
sed '/^address=/d' "$DEMO/ledger/office" >"$T/ledger/office"
m slip --out "$T/no.pdf" "$1" && fail "a slip without an address"
says 'address='
echo 'address=https://do-dau.viet-an.example/' >>"$T/ledger/office"
m slip --out "$T/slip.pdf" "$@" || fail "slip: $(cat "$T/err")"
m slip "$@" >"$T/again.pdf" || fail "slip to standard output"
cmp "$T/slip.pdf" "$T/again.pdf" || fail "slips differ from run to run"
[ "$(stat -c %a "$T/slip.pdf")" = 600 ] || fail "others may read slips"
m slip --out "$T/slip.pdf" "$1" && fail "a slip written over another file"
pdftoppm -r 150 -png "$T/slip.pdf" "$T/slip"
for p in "$T"/slip-*.png; do zbarimg -q --raw "$p" 2>/dev/null; done |
    sort >"$T/qr"
[ "$(wc -l <"$T/qr")" -eq 5 ] || fail "not every QR was read"
while IFS=, read -r index date sponsor child amount voucher rest; do
	grep -qE "^https://do-dau\.viet-an\.example/xac-minh#$index\.[A-Za-z0-9_-]{43}\$" \
	    "$T/qr" || fail "no QR leads to entry $index"
	has "$T/slip.pdf" "số $voucher"
	has "$T/slip.pdf" "Dòng sổ: $index"
	text "$T/slip.pdf" | grep -q "$child" && fail "a slip names $child"
done <"$T/given"
has "$T/slip.pdf" 'Kiểm tra được từ ngày 05/10/2026'
has "$T/slip.pdf" 'DỮ LIỆU MẪU'
# The QR holds the blind of the entry's opening key (FORMAT 4.2).
m receipt "$1" >"$T/receipt" || fail "receipt: $(cat "$T/err")"
python3 - "$T/receipt" "$T/qr" "$1" <<'P' || fail "the QR holds another blind"
import base64, hmac, hashlib, sys
part = base64.b64decode(next(l for l in open(sys.argv[1])
    if l.startswith('extra '))[6:])
parts = []
while part:
    n = int.from_bytes(part[:4], 'big')
    parts.append(part[4:4 + n]); part = part[4 + n:]
qr = next(l for l in open(sys.argv[2]) if '#%s.' % sys.argv[3] in l)
blind = base64.urlsafe_b64decode(qr.strip().split('.')[-1] + '=')
L = 2**252 + 27742317777372353535851937790883648493
want = int.from_bytes(hmac.new(parts[3], b'minhbach/v1 blind',
    hashlib.sha512).digest(), 'little') % L
sys.exit(len(parts) != 5 or len(blind) != 32 or
         int.from_bytes(blind, 'little') != want)
P
m slip --out "$T/no.pdf" 0 && fail "a slip of the genesis"
says 'không phải là khoản hỗ trợ'
m slip --out "$T/no.pdf" 99999999 && fail "a slip of nothing"
says 'chưa có dòng này'
reversed=$(m list give | awk -F, '$7 == 1 {print $1; exit}')
m slip --out "$T/no.pdf" "$reversed" && fail "a slip of what was reversed"
says 'đính chính'
[ ! -e "$T/no.pdf" ] || fail "a refused slip left a file"

# On paper there is no column of names where nobody is named.
m due --out "$T/due.pdf" || fail "due as a page: $(cat "$T/err")"
has "$T/due.pdf" 'Mã trẻ'
has "$T/due.pdf" 'ỦY BAN NHÂN DÂN XÃ VIỆT AN'
text "$T/due.pdf" | grep -qi 'Họ và' && fail "an empty column of names"

# Documents.
odt() { python3 - "$1" <<'P'
import re, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
first = z.infolist()[0]
assert first.filename == 'mimetype' and first.compress_type == 0
x = z.read('content.xml').decode() + z.read('styles.xml').decode()
assert '{{' not in x
print(re.sub(r'\s+', ' ', re.sub(r'<[^>]+>', ' ', x)))
P
}
doc() { # NAME ARGS... : $T/NAME.txt
	n=$1
	m letter "$@" --out "$T/$n.odt" || fail "letter $*: $(cat "$T/err")"
	odt "$T/$n.odt" >"$T/$n.txt" || fail "$n is no document"
}
in_doc() { grep -qF "$2" "$T/$1.txt" || fail "$1 does not say \"$2\""; }
# No empty reference to a law, the plan or the decision; nor one of dots.
lacks() { # LINE NAME ARGS...
	line=$1
	shift
	m letter "$@" --out "$T/no.odt" && fail "letter $*: without $line"
	says "nothing to fill in {{can_cu"
	says "thêm vào tệp này một dòng $line="
	says "add a line $line="
	[ ! -e "$T/no.odt" ] || fail "letter $*: written without $line"
}
lacks basis_plan bao-cao-quy 2026-Q3
lacks basis_decision trich-luc CAX 2026-Q3
lacks basis_authority quyet-dinh 2026-Q3
echo 'basis_authority=Luật Tổ chức chính quyền địa phương ngày ..... năm .....' \
    >>"$T/ledger/office"
lacks basis_authority quyet-dinh 2026-Q3
sed -i 's/^basis_authority=.*/basis_authority=Luật (mẫu) ngày 01 tháng 6 năm 2025/' \
    "$T/ledger/office"
lacks basis_plan quyet-dinh 2026-Q3
# A plan without its number is none yet; with it the ledger says it by itself.
printf '%s\n' 'title=Kế hoạch (mẫu)' type=ke-hoach >"$T/plan"
signed document "$T/plan" >"$T/out" || fail "document: $(cat "$T/err")"
lacks basis_plan quyet-dinh 2026-Q3
plan=$(sed -n 's/.*ghi ở dòng \([0-9]*\).*/\1/p' "$T/out")
printf '%s\n' 'title=Kế hoạch (mẫu)' type=ke-hoach "of=$plan" \
    number=15/KH-UBND date=05/05/2026 >"$T/plan"
signed document "$T/plan" >"$T/out" || fail "its number: $(cat "$T/err")"
printf '%s\n' 'title=Kế hoạch khác' type=khac number=99/KH-UBND \
    date=05/05/2027 >"$T/plan"
signed document "$T/plan" >"$T/out" || fail "another: $(cat "$T/err")"
echo 'basis_decision=Quyết định số 20/QĐ-UBND ngày 10 tháng 6 năm 2026' \
    >>"$T/ledger/office"
doc bao-cao-quy 2026-Q3
in_doc bao-cao-quy 'Thực hiện Kế hoạch số 15/KH-UBND ngày 05 tháng 5 năm 2026 về'
in_doc bao-cao-quy 'Đầu quý có 60 em được đỡ đầu; cuối quý có 59 em được đỡ đầu, 15 em còn chờ; 01 em'
in_doc bao-cao-quy 'ghi sổ trong quý: 122.900.000 đồng; phân bổ cho quý: 62.100.000 đồng'
in_doc bao-cao-quy 'mức tối thiểu của quý: 03'
in_doc bao-cao-quy 'DỮ LIỆU MẪU'
in_doc bao-cao-quy 'ngày 07 tháng 7 năm 2027'
doc quyet-dinh 2026-Q3
in_doc quyet-dinh 'Phân công 23 cơ quan, đơn vị, tổ chức đỡ đầu 59 trẻ em'
in_doc quyet-dinh 'Căn cứ Luật (mẫu) ngày 01 tháng 6 năm 2025;'
in_doc quyet-dinh 'Căn cứ Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15;'
in_doc quyet-dinh 'Căn cứ Kế hoạch số 15/KH-UBND ngày 05 tháng 5 năm 2026 của'
grep -q 'Căn cứ[^;]*\.\.' "$T/quyet-dinh.txt" && fail "an empty reference"
minhbach letter --help | grep -q 'Đừng kẹp bảng' ||
    fail "the help does not warn of a table with names"
grep -q 'TE-' "$T/quyet-dinh.txt" && fail "the public annex tells of children"
doc trich-luc CAX 2026-Q3
in_doc trich-luc '(Kèm theo Quyết định số 20/QĐ-UBND ngày 10 tháng 6 năm 2026)'
in_doc trich-luc 'Trẻ em do Công an xã đỡ đầu'
[ "$(grep -o 'TE-[0-9]*' "$T/trich-luc.txt" | wc -l)" -eq 5 ] ||
    fail "the extract is not of five children"
doc xac-nhan-nam cax 2026
in_doc xac-nhan-nam 'sổ đỡ đầu là 10.000.000 đồng'
doc nhac-viec LHPN
in_doc nhac-viec 'Hội Liên hiệp Phụ nữ xã'
m letter bao-cao-quy 2026-Q3 --out "$T/same.odt" || fail "a second report"
cmp "$T/same.odt" "$T/bao-cao-quy.odt" || fail "documents differ"
m letter khong-co 2026-Q3 --out "$T/no.odt" && fail "an unknown document"
m letter trich-luc xyz 2026-Q3 --out "$T/no.odt" && fail "an unknown unit"
says 'không có đơn vị'
m letter thu-xoa 0 --out "$T/no.odt" && fail "a letter about no erasure"

# A document that names children is entered as a disclosure first.
signed letter trich-luc CAX 2026-Q3 --names --out "$T/named.odt" ||
    fail "a named extract: $(cat "$T/err")"
says 'Danh sách này nêu tên người'
odt "$T/named.odt" >"$T/named.txt"
[ "$(grep -o 'TE-[0-9]*' "$T/named.txt" | wc -l)" -eq 5 ] || fail "five names"
cmp -s "$T/named.odt" "$T/trich-luc.odt" && fail "no names were told"

# The office's own template, changed by hand.
mkdir "$T/ledger/templates"
m letter --template quyet-dinh --out "$T/ledger/templates/quyet-dinh.odt" ||
    fail "no template was handed out"
m letter quyet-dinh 2026-Q3 --out "$T/own.odt" || fail "the office's template"
odt "$T/own.odt" | cmp - "$T/quyet-dinh.txt" || fail "another document"
rm "$T/ledger/templates/quyet-dinh.odt"
sed 's/{{so_em}}/{{so_tre}}/' "$B/share/minhbach/templates/quyet-dinh.fodt" \
    >"$T/ledger/templates/quyet-dinh.fodt"
m letter quyet-dinh 2026-Q3 --out "$T/no.odt" && fail "an unknown placeholder"
says '{{so_tre}}: Điều 1. Phân công'
sed 's/{{tap}}//' "$B/share/minhbach/templates/quyet-dinh.fodt" \
    >"$T/ledger/templates/quyet-dinh.fodt"
m letter quyet-dinh 2026-Q3 --out "$T/no.odt" &&
    fail "a trial document that does not say so"
says '{{tap}}'
[ ! -e "$T/no.odt" ] || fail "a refused document left a file"

# As pages, where the office suite is installed.
if m letter bao-cao-quy 2026-Q3 --out "$T/report.pdf"; then
	has "$T/report.pdf" '122.900.000 đồng'
	has "$T/report.pdf" 'Cộng 59 122.900.000 62.100.000'
	has "$T/report.pdf" 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
else
	says 'libreoffice-writer'
fi

# The page of the envelope.
{
	echo origin=viet-an.example/in
	echo 'commune=xã Việt An'
	echo trial=1
	echo quorum=1
	echo "log_key=$(cat "$T/keys/log.vkey")"
} >"$T/genesis"
echo 'mat khau tap in' >"$T/in.pass"
minhbach --passphrase-fd 3 key new viet-an.example/in/ubnd-1 "$T/in.key" \
    interactive 3<"$T/in.pass" >"$T/in.pub" || fail "key new"
f() { sed -n "s/^$1=//p" "$T/in.pub"; }
echo "admin_1=$(f verify_key) $(f reading_key)" >>"$T/genesis"
minhbach-seal -k "$T/in.log" --kdf interactive --passphrase-fd 3 \
    init viet-an.example/in 3<"$T/in.pass" >"$T/in.vkey" || fail "seal init"
sed -i "s|^log_key=.*|log_key=$(sed 's/[&|\\]/\\&/g' "$T/in.vkey")|" "$T/genesis"
minhbach -C "$T/new" --at 2027-07-07 --key "$T/in.key" --passphrase-fd 3 \
    init --print "$T/code.pdf" "$T/genesis" 3<"$T/in.pass" >"$T/out" 2>&1 ||
    fail "init --print: $(cat "$T/out")"
grep -q recovery= "$T/out" && fail "the code was printed on the screen, too"
[ "$(stat -c %a "$T/code.pdf")" = 600 ] || fail "others may read the code"
pdftoppm -r 150 -png "$T/code.pdf" "$T/code"
code=$(zbarimg -q --raw "$T"/code-*.png 2>/dev/null)
[ ${#code} -eq 99 ] || fail "the QR does not hold the code: ${#code}"
text "$T/code.pdf" | grep -qF "$code" || fail "the page says another code"
echo "papers are as they should be"
