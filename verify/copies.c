/*
 * copies.c - entries out of an audit stream, or out of the bundles and clear
 * files of a public directory.  Nothing is checked but what reading needs.
 */
#include "copies.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "checkpoint.h"
#include "clearfile.h"
#include "directory.h"
#include "leaf.h"
#include "tile.h"
#include "verify.h"

static enum err
take_item(struct copy *c, enum item t, struct span body)
{
	struct item_entry e;
	struct item_clear o;

	if (t == ITEM_CLEAR) {
		if (item_clear_decode(&o, body) != ERR_OK)
			return ERR_FORMAT;
		/* okey, length and payload as they stand */
		o.payload.n += (size_t)(o.payload.p - o.okey.p);
		o.payload.p = o.okey.p;
		compare_copy_opening(c->entries, o.payload);
		return ERR_OK;
	}
	if (t != ITEM_ENTRY)
		return ERR_OK;
	if (item_entry_decode(&e, body) != ERR_OK)
		return ERR_FORMAT;
	return compare_copy_add(c->entries,
	    &(struct compare_bytes){.leaf = e.leaf,
		.head = e.head,
		.note = e.note,
		.item = e.sealed});
}

/* Up to its end item, or as far as it goes; it must begin with a header. */
static enum err
read_stream(struct copy *c, FILE *in, uint8_t *buf)
{
	struct item_header h;
	struct span body;
	enum item t;
	uint32_t n;
	enum err e;

	e = read_item(buf, &n, in);
	if (e == ERR_IO)
		return e;
	if (e != ERR_OK ||
	    item_header_decode(&h, (struct span){buf, n}) != ERR_OK)
		return ERR_FORMAT;
	c->cut = true;
	while ((e = read_item(buf, &n, in)) == ERR_OK && n > 0) {
		body = (struct span){buf, n};
		if (stream_type(&t, body) != ERR_OK)
			return ERR_OK;
		e = take_item(c, t, body);
		if (e != ERR_OK)
			return e == ERR_FORMAT ? ERR_OK : e;
		if (t == ITEM_END) {
			c->cut = false;
			return ERR_OK;
		}
	}
	return e == ERR_IO ? e : ERR_OK;
}

static enum err
open_stream(struct copy *c, const char *path)
{
	uint8_t *buf;
	FILE *in;
	enum err e = ERR_MEMORY;

	in = fopen(path, "rb");
	if (in == NULL)
		return ERR_IO;
	buf = malloc(STREAM_ITEM_MAX);
	if (buf != NULL)
		e = read_stream(c, in, buf);
	(void)fclose(in);
	free(buf);
	return e;
}

/* The size of its checkpoint, whoever signed that. */
static enum err
size_of(uint64_t *size, const struct public_source *s)
{
	struct checkpoint c;
	struct note n;
	uint8_t *bytes;
	size_t len;
	enum err e;

	e = s->fetch(s->arg, "checkpoint", &bytes, &len, NOTE_MAX);
	if (e != ERR_OK)
		return e;
	e = note_decode(&n, (struct span){bytes, len});
	if (e == ERR_OK)
		e = checkpoint_decode(&c, n.text);
	if (e == ERR_OK)
		*size = c.size;
	free(bytes);
	if (e != ERR_OK)
		return ERR_FORMAT;
	return *size > PUBLIC_SIZE_MAX ? ERR_RANGE : ERR_OK;
}

/* okey and payload in one; NULL: no memory. */
static uint8_t *
opening_of(struct span *out, const struct clear_file *f)
{
	uint8_t *p;

	out->n = sizeof(f->okey.b) + f->payload.n;
	p = malloc(out->n);
	if (p == NULL)
		return NULL;
	memcpy(p, f->okey.b, sizeof(f->okey.b));
	if (f->payload.n > 0)
		memcpy(p + sizeof(f->okey.b), f->payload.p, f->payload.n);
	out->p = p;
	return p;
}

/* A clear file by its parts, which do not say the index; else as it stands. */
static enum err
add_clear(struct copy *c, struct span leaf, struct span file)
{
	struct compare_bytes b = {.leaf = leaf, .opening = file};
	uint8_t *held = NULL, *opening = NULL;
	struct clear_file f;
	enum err e;

	e = clear_file_decode(&f, &held, file, NULL);
	if (e == ERR_OK) {
		b.head = (struct span){f.head.b, sizeof(f.head.b)};
		b.note = f.note;
		if (!f.is_withdrawn) {
			opening = opening_of(&b.opening, &f);
			e = opening == NULL ? ERR_MEMORY : ERR_OK;
		}
	}
	if (e != ERR_MEMORY)
		e = compare_copy_add(c->entries, &b);
	free(opening);
	free(held);
	return e;
}

static enum err
add_leaf(struct copy *c, const struct public_source *s, struct span leaf)
{
	const uint64_t index = compare_copy_size(c->entries);
	struct compare_bytes b = {.leaf = leaf};
	char name[PUBLIC_NAME_MAX];
	uint8_t *bytes;
	size_t n;
	enum err e;

	(void)snprintf(name, sizeof(name), "clear/%llu.json",
	    (unsigned long long)index);
	e = s->fetch(s->arg, name, &bytes, &n, CLEAR_FILE_MAX);
	if (e == ERR_MISSING) /* sealed, or left out */
		return compare_copy_add(c->entries, &b);
	if (e != ERR_OK)
		return e;
	e = add_clear(c, leaf, (struct span){bytes, n});
	free(bytes);
	return e;
}

static enum err
add_bundle(struct copy *c, const struct public_source *s, struct tile t)
{
	char path[TILE_PATH_MAX];
	struct span rest, leaf;
	uint8_t *bytes;
	unsigned i;
	size_t n;
	enum err e;

	tile_path(path, &t);
	e = s->fetch(s->arg, path, &bytes, &n, BUNDLE_MAX);
	if (e != ERR_OK)
		return e;
	rest = (struct span){bytes, n};
	for (i = 0; i < t.width && e == ERR_OK; i++) {
		e = bundle_next(&leaf, &rest);
		if (e == ERR_OK)
			e = add_leaf(c, s, leaf);
	}
	free(bytes);
	return e == ERR_TRUNCATED ? ERR_FORMAT : e;
}

static enum err
open_directory(struct copy *c, const char *path)
{
	struct directory d = {.path = path};
	const struct public_source s = directory_source(&d);
	struct tile t = {.level = TILE_BUNDLE_LEVEL};
	uint64_t size = 0;
	enum err e;

	e = size_of(&size, &s);
	for (; e == ERR_OK && t.n * TILE_WIDTH < size; t.n++) {
		t.width = size - t.n * TILE_WIDTH < TILE_WIDTH
		    ? (unsigned)(size - t.n * TILE_WIDTH)
		    : TILE_WIDTH;
		e = add_bundle(c, &s, t);
	}
	return e;
}

enum err
copy_read(struct copy *c, const char *path, const uint8_t key[16])
{
	struct stat st;
	enum err e;

	memset(c, 0, sizeof(*c));
	if (stat(path, &st) != 0)
		return ERR_MISSING;
	c->directory = S_ISDIR(st.st_mode);
	e = compare_copy_new(&c->entries, key);
	if (e != ERR_OK)
		return e;
	return c->directory ? open_directory(c, path) : open_stream(c, path);
}

void
copy_release(struct copy *c)
{
	compare_copy_free(c->entries);
	memset(c, 0, sizeof(*c));
}
