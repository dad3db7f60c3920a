/*
 * odtparagraph.c - the placeholders of one paragraph.  A word processor cuts a
 * text into pieces wherever the cursor once stood; so the pieces are joined,
 * the placeholders found, and each is written into the piece that it begins
 * in.
 */
#include "odtpart.h"

#include <stdlib.h>
#include <string.h>

#define PIECES_MAX 4096
#define OPEN "{{"
#define CLOSE "}}"

struct piece {
	xmlNodePtr node;
	size_t at; /* in the joined text */
};

struct paragraph {
	struct piece *piece;
	size_t n;
	char *text; /* joined; tabs and breaks are '\t' */
	size_t len;
	const struct odt_filling *f;
	const struct row_of *row;
	bool *used;
	char *fault;
};

static enum err
faulty(const struct paragraph *p, const char *what, const char *name, size_t n)
{
	char around[200];
	size_t k = p->len < sizeof(around) - 4 ? p->len : sizeof(around) - 4;

	while (
	    k < p->len && k > 0 && ((unsigned char)p->text[k] & 0xc0) == 0x80)
		k--;
	memcpy(around, p->text, k);
	(void)snprintf(around + k, 4, "%s", k < p->len ? "..." : "");
	if (n > ODT_NAME_MAX)
		n = ODT_NAME_MAX;
	while (n > 0 && ((unsigned char)name[n] & 0xc0) == 0x80)
		n--;
	(void)snprintf(p->fault, ODT_FAULT_MAX, "%s {{%.*s}}: %s", what, (int)n,
	    name, around);
	return ERR_MISSING;
}

/* The next of the paragraph itself: one inside it has its own turn. */
static xmlNodePtr
next_of(xmlNodePtr n, xmlNodePtr top)
{
	return part_next(n, top,
	    n == top || !(is_paragraph(n) || is_element(n, "annotation")));
}

static bool
is_gap(xmlNodePtr n)
{
	return is_element(n, "tab") || is_element(n, "line-break") ||
	    is_element(n, "frame") || is_element(n, "note");
}

static enum err
join(struct paragraph *p, xmlNodePtr top)
{
	size_t cap = 1, n = 0, k;
	xmlNodePtr x;

	for (x = next_of(top, top); x != NULL; x = next_of(x, top)) {
		if (x->type == XML_TEXT_NODE && x->content != NULL) {
			cap += strlen((const char *)x->content);
			n++;
		} else {
			cap++;
		}
	}
	if (n > PIECES_MAX)
		return ERR_RANGE;
	p->piece = calloc(n + 1, sizeof(*p->piece));
	p->text = malloc(cap);
	if (p->piece == NULL || p->text == NULL)
		return ERR_MEMORY;
	for (x = next_of(top, top); x != NULL; x = next_of(x, top)) {
		if (x->type == XML_TEXT_NODE && x->content != NULL) {
			p->piece[p->n++] = (struct piece){x, p->len};
			k = strlen((const char *)x->content);
			memcpy(p->text + p->len, x->content, k);
			p->len += k;
		} else if (is_element(x, "s")) {
			p->text[p->len++] = ' ';
		} else if (is_gap(x)) {
			p->text[p->len++] = '\t';
		}
	}
	p->text[p->len] = '\0';
	return ERR_OK;
}

/* The cell {{bang.cot}} of the row at hand; false: no such column. */
static bool
cell_of(char buf[GRID_CELL_MAX], const struct paragraph *p, const char *name)
{
	const struct grid *g;
	size_t n, i;

	if (p->row == NULL)
		return false;
	n = strlen(p->row->table->name);
	if (strncmp(name, p->row->table->name, n) != 0 || name[n] != '.')
		return false;
	name += n + 1;
	if (strncmp(name, "tong.", 5) == 0)
		name += 5;
	g = p->row->table->grid;
	for (i = 0; i < g->n_col; i++)
		if (strcmp(g->col[i].key, name) == 0) {
			buf[0] = '\0';
			if (p->row->row < g->n_row)
				grid_say(buf, g, p->row->row, i);
			else if (i == 0)
				(void)snprintf(buf, GRID_CELL_MAX,
				    "(không có)");
			return true;
		}
	return false;
}

static enum err
value_of(const char **value, char buf[GRID_CELL_MAX], const struct paragraph *p,
    const char *at, size_t n)
{
	char name[ODT_NAME_MAX + 1];
	size_t i;

	while (n > 0 && *at == ' ') {
		at++;
		n--;
	}
	while (n > 0 && at[n - 1] == ' ')
		n--;
	if (n == 0 || n > ODT_NAME_MAX || memchr(at, '\t', n) != NULL)
		return faulty(p, "ô không hợp lệ / malformed", at, n);
	memcpy(name, at, n);
	name[n] = '\0';
	if (cell_of(buf, p, name)) {
		*value = buf;
		return ERR_OK;
	}
	for (i = 0; i < p->f->n_text; i++)
		if (strcmp(p->f->text[i].name, name) == 0)
			break;
	if (i == p->f->n_text)
		return faulty(p, "ô không có trong tài liệu này / unknown", at,
		    n);
	if (p->f->text[i].text == NULL)
		return faulty(p, "chưa có nội dung cho / nothing to fill in",
		    at, n);
	p->used[i] = true;
	*value = p->f->text[i].text;
	return ERR_OK;
}

/* before + value + what of the node stands after skip bytes. */
static enum err
rewrite(xmlNodePtr node, size_t keep, const char *value, size_t skip)
{
	const char *old = (const char *)node->content;
	size_t n = strlen(value), rest, i;
	char *s;

	if (old == NULL)
		return ERR_MEMORY;
	rest = strlen(old) - skip;
	s = malloc(keep + n + rest + 1);
	if (s == NULL)
		return ERR_MEMORY;
	memcpy(s, old, keep);
	memcpy(s + keep, value, n);
	/* What XML cannot hold at all. */
	for (i = keep; i < keep + n; i++)
		if ((unsigned char)s[i] < ' ' || s[i] == 0x7f)
			s[i] = ' ';
	memcpy(s + keep + n, old + skip, rest);
	s[keep + n + rest] = '\0';
	/* No placeholder before this one ends in a piece that is now empty. */
	if (*s == '\0') {
		xmlUnlinkNode(node);
		xmlFreeNode(node);
		free(s);
		return ERR_OK;
	}
	xmlNodeSetContent(node, (const xmlChar *)s);
	free(s);
	return node->content == NULL ? ERR_MEMORY : ERR_OK;
}

/*
 * Put value over the bytes from..to of the joined text.  Called from the last
 * placeholder to the first, so that what stands before is as it was.
 */
static enum err
put(const struct paragraph *p, size_t from, size_t to, const char *value)
{
	size_t i = p->n, start, end;
	enum err e = ERR_OK;

	while (i > 0 && e == ERR_OK) {
		i--;
		start = p->piece[i].at;
		if (start >= to)
			continue;
		end = i + 1 < p->n && p->piece[i + 1].at < to
		    ? p->piece[i + 1].at
		    : to;
		if (end >
		    start + strlen((const char *)p->piece[i].node->content))
			end = start +
			    strlen((const char *)p->piece[i].node->content);
		if (start <= from)
			return rewrite(p->piece[i].node, from - start, value,
			    end - start);
		e = rewrite(p->piece[i].node, 0, "", end - start);
	}
	return e;
}

/* The last braces before end. */
static bool
last_open(const struct paragraph *p, size_t *at, size_t end)
{
	size_t i;

	for (i = end; i >= 2; i--)
		if (memcmp(p->text + i - 2, OPEN, 2) == 0) {
			*at = i - 2;
			return true;
		}
	return false;
}

static enum err
fill_all(struct paragraph *p)
{
	char buf[GRID_CELL_MAX];
	const char *value = "", *close;
	size_t from, end = p->len;
	enum err e;

	while (last_open(p, &from, end)) {
		close = strstr(p->text + from + 2, CLOSE);
		if (close == NULL || close + 2 > p->text + end)
			return faulty(p, "ô không khép lại / not closed",
			    p->text + from + 2, end - from - 2);
		e = value_of(&value, buf, p, p->text + from + 2,
		    (size_t)(close - (p->text + from + 2)));
		if (e == ERR_OK)
			e = put(p, from, (size_t)(close + 2 - p->text), value);
		if (e != ERR_OK)
			return e;
		end = from;
	}
	return ERR_OK;
}

enum err
paragraph_fill(xmlNodePtr top, const struct odt_filling *f,
    const struct row_of *row, bool *used, char *fault)
{
	struct paragraph p = {.f = f, .row = row};
	enum err e = join(&p, top);

	p.used = used;
	p.fault = fault;
	if (e == ERR_OK)
		e = fill_all(&p);
	free(p.piece);
	free(p.text);
	return e;
}
