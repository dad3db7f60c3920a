#!/usr/bin/env python3
"""xlsx.py - workbooks for tests and for the demonstration, by the standard
library alone.

  xlsx.py make FILE.csv OUT.xlsx         a table as people would keep it: dates
                                         and amounts as such, all else as text
  xlsx.py fill IN.xlsx OUT.xlsx N CELL=VALUE...
                                         fill in cells of sheet N
  xlsx.py say FILE.xlsx                  cells, then comments and fills of the
                                         first sheet, one a line
  xlsx.py bomb OUT.xlsx                  a sheet of a gigabyte in a small file
"""
import csv
import datetime
import re
import sys
import zipfile
import xml.etree.ElementTree as ET

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ET.register_namespace("", NS)
ET.register_namespace("r", REL)
FIXED = (2026, 7, 1, 0, 0, 0)

TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
</Types>"""
RELS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
</Relationships>"""
BOOK = f"""<?xml version="1.0" encoding="UTF-8"?>
<workbook xmlns="{NS}" xmlns:r="{REL}"><sheets><sheet name="Bang" sheetId="1" r:id="r1"/></sheets></workbook>"""
BOOK_RELS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
</Relationships>"""
STYLES = f"""<?xml version="1.0" encoding="UTF-8"?>
<styleSheet xmlns="{NS}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/></cellXfs>
</styleSheet>"""


def name(col, row):
    s = ""
    col += 1
    while col:
        col, r = divmod(col - 1, 26)
        s = chr(65 + r) + s
    return f"{s}{row + 1}"


def serial(iso):
    day = datetime.date.fromisoformat(iso)
    return (day - datetime.date(1899, 12, 30)).days


def escape(s):
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cell(col, row, text, head):
    at = name(col, row)
    if text == "":
        return ""
    if row > 0 and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return f'<c r="{at}" s="1"><v>{serial(text)}</v></c>'
    if row > 0 and head in ("amount", "received", "pledged_per_quarter"):
        return f'<c r="{at}" s="2"><v>{text}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def pack(path, sheet, level=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", level) as z:
        for part, text in (
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELS),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", BOOK_RELS),
            ("xl/styles.xml", STYLES),
        ):
            z.writestr(zipfile.ZipInfo(part, FIXED), text)
        info = zipfile.ZipInfo("xl/worksheets/sheet1.xml", FIXED)
        info.compress_type = level
        with z.open(info, "w", force_zip64=True) as f:
            for chunk in sheet:
                f.write(chunk.encode())


def make(src, dst):
    with open(src, encoding="utf-8-sig", newline="") as f:
        rows = list(csv.reader(f))

    def parts():
        yield f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{NS}"><sheetData>'
        for i, row in enumerate(rows):
            cells = "".join(
                cell(j, i, t, rows[0][j]) for j, t in enumerate(row))
            yield f'<row r="{i + 1}">{cells}</row>'
        yield "</sheetData></worksheet>"

    pack(dst, parts())


def bomb(dst):
    def parts():
        yield f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{NS}"><sheetData>'
        text = '<c r="A%d" t="inlineStr"><is><t>' + "0" * 1000000 + "</t></is></c>"
        for i in range(1, 1001):
            yield f'<row r="{i}">' + text % i + "</row>"
        yield "</sheetData></worksheet>"

    pack(dst, parts())


def put(root, at, value):
    row_no = int(re.sub("[A-Z]", "", at))
    for row in root.iter(f"{{{NS}}}row"):
        if int(row.get("r")) != row_no:
            continue
        for c in row:
            if c.get("r") != at:
                continue
            for old in list(c):
                c.remove(old)
            if re.fullmatch(r"[0-9.]+", value):
                c.attrib.pop("t", None)
                ET.SubElement(c, f"{{{NS}}}v").text = value
            else:
                c.set("t", "inlineStr")
                text = ET.SubElement(ET.SubElement(c, f"{{{NS}}}is"), f"{{{NS}}}t")
                text.text = value
            return
    sys.exit(f"no cell {at}")


def fill(src, dst, number, pairs):
    part = f"xl/worksheets/sheet{number}.xml"
    with zipfile.ZipFile(src) as old:
        with zipfile.ZipFile(dst, "w", zipfile.ZIP_DEFLATED) as new:
            for info in old.infolist():
                data = old.read(info)
                if info.filename == part:
                    root = ET.fromstring(data)
                    for pair in pairs:
                        at, value = pair.split("=", 1)
                        put(root, at, value)
                    data = ET.tostring(root, encoding="UTF-8")
                new.writestr(zipfile.ZipInfo(info.filename, FIXED), data)


def say(src):
    with zipfile.ZipFile(src) as z:
        strings = []
        if "xl/sharedStrings.xml" in z.namelist():
            root = ET.fromstring(z.read("xl/sharedStrings.xml"))
            strings = ["".join(t.text or "" for t in si.iter(f"{{{NS}}}t"))
                       for si in root]
        root = ET.fromstring(z.read("xl/worksheets/sheet1.xml"))
        for c in root.iter(f"{{{NS}}}c"):
            v = c.find(f"{{{NS}}}v")
            text = "" if v is None else v.text
            if c.get("t") == "s":
                text = strings[int(text)]
            print(f"cell {c.get('r')} style {c.get('s')} {text}")
        if "xl/comments1.xml" in z.namelist():
            root = ET.fromstring(z.read("xl/comments1.xml"))
            for c in root.iter(f"{{{NS}}}comment"):
                text = "".join(t.text or "" for t in c.iter(f"{{{NS}}}t"))
                print(f"comment {c.get('ref')} {text}")


def main(a):
    if len(a) == 4 and a[1] == "make":
        make(a[2], a[3])
    elif len(a) > 5 and a[1] == "fill":
        fill(a[2], a[3], a[4], a[5:])
    elif len(a) == 3 and a[1] == "say":
        say(a[2])
    elif len(a) == 3 and a[1] == "bomb":
        bomb(a[2])
    else:
        sys.exit(__doc__)


main(sys.argv)
