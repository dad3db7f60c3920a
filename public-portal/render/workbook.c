/*
 * workbook.c - the long table as a workbook (Office Open XML): numbers that a
 * spreadsheet can add up, a bold head that stays in sight.
 *
 * Written here and not by a library, for the gate reads these bytes, and the
 * portal makes them where no file can be written (adr/0015).
 */
#include "archive.h"
#include "rows.h"

#include "render.h"

#define NS "http://schemas.openxmlformats.org/"
#define MAIN NS "spreadsheetml/2006/main"
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static void
types(struct html *h)
{
	static const char part[] = XML
	    "<Types xmlns=\"" NS "package/2006/content-types\">"
	    "<Default Extension=\"rels\" ContentType=\"application/"
	    "vnd.openxmlformats-package.relationships+xml\"/>"
	    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
	    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
	    "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/"
	    "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
	    "<Override PartName=\"/xl/worksheets/sheet.xml\" ContentType=\""
	    "application/vnd.openxmlformats-officedocument.spreadsheetml."
	    "worksheet+xml\"/></Types>\n";

	h_raw(h, part, sizeof(part) - 1);
}

static void
relations(struct html *h)
{
	h_lit(h,
	    XML "<Relationships xmlns=\"" NS "package/2006/relationships\">"
		"<Relationship Id=\"book\" Type=\"" NS
		"officeDocument/2006/relationships/officeDocument\" "
		"Target=\"xl/workbook.xml\"/></Relationships>\n");
}

static void
book_relations(struct html *h)
{
	h_lit(h,
	    XML "<Relationships xmlns=\"" NS "package/2006/relationships\">"
		"<Relationship Id=\"sheet\" Type=\"" NS
		"officeDocument/2006/relationships/worksheet\" "
		"Target=\"worksheets/sheet.xml\"/><Relationship Id=\"styles\" "
		"Type=\"" NS "officeDocument/2006/relationships/styles\" "
		"Target=\"styles.xml\"/></Relationships>\n");
}

static void
book(struct html *h)
{
	h_lit(h,
	    XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" NS
		"officeDocument/2006/relationships\"><sheets>"
		"<sheet name=\"Số liệu\" sheetId=\"1\" r:id=\"sheet\"/>"
		"</sheets></workbook>\n");
}

/* Styles of cells by number: 0 text, 1 head, 2 a number with its thousands. */
static void
styles(struct html *h)
{
	static const char part[] = XML
	    "<styleSheet xmlns=\"" MAIN "\"><fonts count=\"2\">"
	    "<font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
	    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
	    "<fills count=\"3\"><fill><patternFill patternType=\"none\"/>"
	    "</fill><fill><patternFill patternType=\"gray125\"/></fill>"
	    "<fill><patternFill patternType=\"solid\">"
	    "<fgColor rgb=\"FFE8F5EE\"/></patternFill></fill></fills>"
	    "<borders count=\"1\"><border/></borders>"
	    "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
	    "<cellXfs count=\"3\">"
	    "<xf xfId=\"0\" applyAlignment=\"1\">"
	    "<alignment vertical=\"top\" wrapText=\"1\"/></xf>"
	    "<xf xfId=\"0\" fontId=\"1\" fillId=\"2\" applyFont=\"1\" "
	    "applyFill=\"1\"/>"
	    "<xf xfId=\"0\" numFmtId=\"3\" applyNumberFormat=\"1\" "
	    "applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
	    "</cellXfs></styleSheet>\n";

	h_raw(h, part, sizeof(part) - 1);
}

/* Where a cell stands: column 0 of row 0 is A1. */
static void
place(struct html *h, size_t row, size_t column)
{
	h_raw(h, &"ABCDE"[column], 1);
	h_int(h, (int64_t)row + 1);
}

static void
cell(struct html *h, size_t row, size_t column, const char *text)
{
	h_lit(h, "<c r=\"");
	place(h, row, column);
	h_lit(h, "\" t=\"inlineStr\" s=\"");
	h_int(h, row == 0);
	h_lit(h, "\"><is><t>");
	h_text(h, text);
	h_lit(h, "</t></is></c>");
}

static void
cell_int(struct html *h, size_t row, size_t column, int64_t n)
{
	h_lit(h, "<c r=\"");
	place(h, row, column);
	h_lit(h, "\" s=\"2\"><v>");
	h_int(h, n);
	h_lit(h, "</v></c>");
}

static void
row_open(struct html *h, size_t row)
{
	h_lit(h, "<row r=\"");
	h_int(h, (int64_t)row + 1);
	h_lit(h, "\">");
}

/* Below the head. */
static void
row_put(struct html *h, const struct row *r)
{
	const size_t row = r->index + 1;

	row_open(h, row);
	cell(h, row, 0, r->period);
	cell(h, row, 1, r->table);
	cell(h, row, 2, r->label);
	if (r->text == NULL)
		cell_int(h, row, 3, r->n);
	else
		cell(h, row, 3, r->text);
	cell(h, row, 4, r->unit);
	h_lit(h, "</row>\n");
}

static void
sheet(struct html *h, const json_t *p)
{
	static const char *const heads[] = {"Kỳ", "Bảng", "Mục", "Số",
	    "Đơn vị tính"};
	size_t i;

	h_lit(h,
	    XML "<worksheet xmlns=\"" MAIN "\"><sheetViews>"
		"<sheetView workbookViewId=\"0\"><pane ySplit=\"1\" "
		"topLeftCell=\"A2\" activePane=\"bottomLeft\" "
		"state=\"frozen\"/></sheetView></sheetViews><cols>"
		"<col min=\"1\" max=\"1\" width=\"10\" customWidth=\"1\"/>"
		"<col min=\"2\" max=\"2\" width=\"30\" customWidth=\"1\"/>"
		"<col min=\"3\" max=\"3\" width=\"52\" customWidth=\"1\"/>"
		"<col min=\"4\" max=\"5\" width=\"16\" customWidth=\"1\"/>"
		"</cols><sheetData>\n");
	row_open(h, 0);
	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		cell(h, 0, i, heads[i]);
	h_lit(h, "</row>\n");
	rows_walk(h, p, row_put);
	h_lit(h, "</sheetData></worksheet>\n");
}

enum err
render_workbook(struct html *h, const struct render_input *in)
{
	static const struct {
		const char *name;
		void (*write)(struct html *h);
	} part[] = {{"[Content_Types].xml", types}, {"_rels/.rels", relations},
	    {"xl/workbook.xml", book},
	    {"xl/_rels/workbook.xml.rels", book_relations},
	    {"xl/styles.xml", styles}};
	struct zip z;
	size_t i;

	zip_init(&z, h);
	for (i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
		zip_begin(&z, part[i].name);
		part[i].write(h);
		zip_end(&z);
	}
	zip_begin(&z, "xl/worksheets/sheet.xml");
	sheet(h, in->publication);
	zip_end(&z);
	zip_finish(&z);
	return html_done(h);
}
