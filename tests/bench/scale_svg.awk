# scale_svg.awk - the same lines as a picture: seconds over entries, both in
# powers of ten.
{
	for (i = 1; i <= NF; i++)
		if (split($i, f, "=") == 2)
			v[NR, f[1]] = f[2]
	rows = NR
}

function log10(x) { return log(x) / log(10) }
function px(n) { return 80 + 160 * (log10(n) - 3) }
function py(s) { return 340 - 60 * (log10(s) + 3) }

function curve(name, title, colour, r, d) {
	d = ""
	for (r = 1; r <= rows; r++)
		if (v[r, name] > 0)
			d = d sprintf("%s%.1f %.1f", d == "" ? "M" : " L",
			    px(v[r, "n"]), py(v[r, name]))
	printf "<path d=\"%s\" fill=\"none\" stroke=\"%s\"", d, colour
	print " stroke-width=\"2\"/>"
	printf "<text x=\"%.0f\" y=\"%.1f\" fill=\"%s\">%s</text>\n", \
	    px(v[rows, "n"]) + 8, py(v[rows, name]) + 4, colour, title
}

END {
	width = px(v[rows, "n"]) + 190
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f", \
	    width
	print " 380\" font-family=\"sans-serif\" font-size=\"12\">"
	printf "<rect width=\"%.0f\" height=\"380\" fill=\"#fff\"/>\n", width
	for (e = -3; e <= 2; e++) {
		y = py(10 ^ e)
		printf "<path d=\"M80 %.1f H%.1f\" stroke=\"#ccc\"/>", y, \
		    px(v[rows, "n"])
		printf "<text x=\"74\" y=\"%.1f\" text-anchor=\"end\">", y + 4
		printf "%g s</text>\n", 10 ^ e
	}
	for (r = 1; r <= rows; r++)
		printf "<text x=\"%.1f\" y=\"362\" text-anchor=\"middle\">%s</text>\n", \
		    px(v[r, "n"]), v[r, "n"]
	curve("full", "full verification", "#7b3294")
	curve("quick", "quick verification", "#008837")
	curve("replay", "open by replay", "#c51b2d")
	curve("snapshot", "open from a snapshot", "#1f5fa8")
	curve("next_dir", "publish 1000 rows: files", "#8a5a00")
	curve("single", "append one", "#444")
	print "</svg>"
}
