/*
 * inspector.h - the two pages for an inspection.
 */
#ifndef VERIFY_INSPECTOR_H
#define VERIFY_INSPECTOR_H

#include "inspect.h"

/* Two pages of A4 with the fonts that a Debian desktop has. */
static const char inspector_style[] =
    "@page{size:A4;margin:14mm}"
    "body{font:9.5pt/1.35 'DejaVu Serif','Times New Roman',serif;"
    "max-width:182mm;margin:0 auto}"
    "section+section{break-before:page}"
    "h1{font-size:14pt;text-align:center;margin:0 0 2mm}"
    "h2{font-size:10.5pt;margin:3mm 0 1mm}p,ul{margin:1mm 0}"
    "ul{padding-left:5mm}ul.checks{columns:2}li{break-inside:avoid}"
    "small{color:#444;white-space:nowrap}.trial{text-align:center;"
    "font-weight:bold}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.6mm 1.5mm;vertical-align:top}"
    ".facts th{width:34mm;font-weight:normal;color:#444}"
    ".facts td{font-weight:bold;overflow-wrap:anywhere}"
    ".figures th,.figures td{border:.2mm solid #888;text-align:right;"
    "white-space:nowrap}.figures th{white-space:normal}"
    ".names th,.names td{text-align:center;width:33%}";

/* Print them.  The exit status is that of the verdict. */
int inspector_report(const struct options *o, const struct report *r,
    const struct book *b);

#endif
