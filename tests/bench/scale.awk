# scale.awk - lines of name=value, one a size, as a table of Markdown.
{
	for (i = 1; i <= NF; i++)
		if (split($i, f, "=") == 2)
			v[NR, f[1]] = f[2]
	rows = NR
}

# Per entry, or as it is; of a name with its spread too.
function cell(r, name, by, form, s) {
	s = sprintf(form, v[r, name] * by)
	if ((r, name "_min") in v)
		s = s sprintf(" (" form " to " form ")", v[r, name "_min"] * by,
		    v[r, name "_max"] * by)
	return s
}

function line(title, name, by, each, form, r, s) {
	s = "| " title " |"
	for (r = 1; r <= rows; r++)
		s = s " " cell(r, name, each ? by / v[r, "n"] : by, form) " |"
	print s
}

function ratio(title, a, b, r, s) {
	s = "| " title " |"
	for (r = 1; r <= rows; r++)
		s = s " " sprintf("%.3f", v[r, a] / v[r, b]) " |"
	print s
}

END {
	head = "| entries |"
	rule = "|---|"
	for (r = 1; r <= rows; r++) {
		head = head " " v[r, "n"] " |"
		rule = rule "---|"
	}
	print head
	print rule
	line("append, one, durable, ms", "single", 1e3, 0, "%.2f")
	line("append in a batch, us an entry", "batch", 1e6, 0, "%.0f")
	line("inclusion proof, us", "proof", 1e6, 0, "%.0f")
	line("open by replay, us an entry", "replay", 1e6, 1, "%.1f")
	line("open from a snapshot, us an entry", "snapshot", 1e6, 1, "%.2f")
	line("quick verification, us an entry", "quick", 1e6, 1, "%.1f")
	line("the same with payloads, us an entry", "opened", 1e6, 1, "%.1f")
	line("full verification, us an entry", "full", 1e6, 1, "%.1f")
	line("minhbach status, s", "status", 1, 0, "%.2f")
	line("minhbach due, s", "due", 1, 0, "%.2f")
	line("publish all of it, figures and entry, s", "first", 1, 0, "%.2f")
	line("... its public directory, s", "first_dir", 1, 0, "%.2f")
	line("publish 1000 rows on top, figures and entry, s", "next", 1, 0,
	    "%.2f")
	line("... its public directory, s", "next_dir", 1, 0, "%.2f")
	line("store, bytes an entry", "bytes", 1, 0, "%.0f")
	line("snapshot, bytes an entry", "snapshot_bytes", 1, 0, "%.0f")
	line("memory of an open writer, bytes an entry", "memory", 1, 0, "%.0f")
	ratio("replay / quick verification (aim 1)", "replay", "quick")
	ratio("replay / the same with payloads", "replay", "opened")
	ratio("snapshot / quick verification (aim 0.1)", "snapshot", "quick")
}
