/*
 * fetch.c - libcurl, with every freedom taken from it that is not needed.
 */
#include "fetch.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NAME_MAX_LEN 256
#define URL_LEN (FETCH_ADDRESS_MAX + NAME_MAX_LEN + 2)
#define CONNECT_MS 10000L
#define WHOLE_MS 300000L
#define SLOW_BYTES 512L /* a second, ... */
#define SLOW_S 20L	/* ... for so long: given up */
#define TRIES 3
#define WAIT_NS 400000000L /* before the second try; twice before the third */
#define FIRST_ROOM 4096

struct fetch {
	CURL *curl;
	char address[FETCH_ADDRESS_MAX + 2]; /* ends in a slash */
	char error[CURL_ERROR_SIZE + 32];
};

/* What an answer is gathered in. */
struct sink {
	uint8_t *bytes;
	size_t n, room, max;
	bool over;
};

bool
fetch_is_address(const char *s)
{
	return strncmp(s, "http://", 7) == 0 || strncmp(s, "https://", 8) == 0;
}

/* No part that would be sent to somebody who need not have it. */
static bool
is_plain(const char *address)
{
	static const CURLUPart none[] = {CURLUPART_USER, CURLUPART_PASSWORD,
	    CURLUPART_OPTIONS, CURLUPART_QUERY, CURLUPART_FRAGMENT};
	CURLU *u = curl_url();
	char *part = NULL;
	bool good;
	size_t i;

	good = u != NULL &&
	    curl_url_set(u, CURLUPART_URL, address, CURLU_DISALLOW_USER) ==
		CURLUE_OK &&
	    curl_url_get(u, CURLUPART_HOST, &part, 0) == CURLUE_OK;
	curl_free(part);
	for (i = 0; good && i < sizeof(none) / sizeof(none[0]); i++)
		if (curl_url_get(u, none[i], &part, 0) == CURLUE_OK) {
			curl_free(part);
			good = false;
		}
	curl_url_cleanup(u);
	return good;
}

static size_t
take(char *p, size_t size, size_t n, void *arg)
{
	struct sink *s = arg;
	size_t room = s->room;
	uint8_t *more;

	n *= size;
	if (n > s->max - s->n) {
		s->over = true;
		return 0;
	}
	while (room - s->n < n)
		room *= 2;
	if (room != s->room) {
		more = realloc(s->bytes, room);
		if (more == NULL)
			return 0;
		s->bytes = more;
		s->room = room;
	}
	memcpy(s->bytes + s->n, p, n);
	s->n += n;
	return n;
}

static CURLcode
set_up(struct fetch *f)
{
	CURL *c = f->curl;
	unsigned bad = 0;

	bad |= curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	bad |= curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	bad |= curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	bad |= curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	bad |= curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
	bad |= curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, WHOLE_MS);
	bad |= curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES);
	bad |= curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, SLOW_S);
	bad |= curl_easy_setopt(c, CURLOPT_ERRORBUFFER, f->error);
	bad |= curl_easy_setopt(c, CURLOPT_USERAGENT, "minhbach");
	bad |= curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
	return bad == 0 ? CURLE_OK : CURLE_UNKNOWN_OPTION;
}

enum err
fetch_new(struct fetch **out, const char *address)
{
	const size_t n = strlen(address);
	struct fetch *f;

	if (n > FETCH_ADDRESS_MAX || !fetch_is_address(address) ||
	    !is_plain(address))
		return ERR_FORMAT;
	f = calloc(1, sizeof(*f));
	if (f == NULL)
		return ERR_MEMORY;
	f->curl = curl_easy_init();
	if (f->curl == NULL || set_up(f) != CURLE_OK) {
		fetch_free(f);
		return ERR_MEMORY;
	}
	memcpy(f->address, address, n + 1);
	if (address[n - 1] != '/')
		memcpy(f->address + n, "/", 2);
	*out = f;
	return ERR_OK;
}

void
fetch_free(struct fetch *f)
{
	if (f == NULL)
		return;
	curl_easy_cleanup(f->curl);
	free(f);
}

const char *
fetch_error(const struct fetch *f)
{
	return f->error;
}

/* Letters, digits, dots, dashes and slashes: nothing that needs escaping, and
 * nothing that climbs. */
static bool
is_name(const char *name)
{
	static const char ok[] = "abcdefghijklmnopqrstuvwxyz"
				 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/";
	const size_t n = strlen(name);

	return n > 0 && n <= NAME_MAX_LEN && strspn(name, ok) == n &&
	    name[0] != '/' && strstr(name, "..") == NULL;
}

/* Without its parameters. */
static void
media_type(char out[FETCH_TYPE_LEN], const char *type)
{
	size_t n = 0;

	if (type != NULL)
		n = strcspn(type, "; ");
	if (n >= FETCH_TYPE_LEN)
		n = 0;
	memcpy(out, n == 0 ? "" : type, n);
	out[n] = '\0';
}

static enum err
run(struct fetch *f, struct fetch_answer *a, const char *name, size_t max)
{
	struct sink s = {.room = FIRST_ROOM, .max = max};
	const char *type = NULL;
	char url[URL_LEN];
	CURLcode code;

	s.bytes = malloc(s.room);
	if (s.bytes == NULL)
		return ERR_MEMORY;
	(void)snprintf(url, sizeof(url), "%s%s", f->address, name);
	f->error[0] = '\0';
	code = curl_easy_setopt(f->curl, CURLOPT_URL, url);
	if (code == CURLE_OK)
		code = curl_easy_setopt(f->curl, CURLOPT_WRITEDATA, &s);
	if (code == CURLE_OK)
		code = curl_easy_perform(f->curl);
	if (code != CURLE_OK) {
		free(s.bytes);
		if (f->error[0] == '\0')
			(void)snprintf(f->error, sizeof(f->error), "%s",
			    curl_easy_strerror(code));
		return s.over ? ERR_RANGE : ERR_IO;
	}
	(void)curl_easy_getinfo(f->curl, CURLINFO_RESPONSE_CODE, &a->status);
	(void)curl_easy_getinfo(f->curl, CURLINFO_CONTENT_TYPE, &type);
	media_type(a->type, type);
	a->bytes = s.bytes;
	a->n = s.n;
	return ERR_OK;
}

static void
wait_for(unsigned tried)
{
	const struct timespec t = {.tv_nsec = (long)tried * WAIT_NS};

	(void)nanosleep(&t, NULL);
}

static enum err
verdict(struct fetch *f, struct fetch_answer *a)
{
	if (a->status == 200)
		return ERR_OK;
	(void)snprintf(f->error, sizeof(f->error), "HTTP %ld", a->status);
	free(a->bytes);
	a->bytes = NULL;
	return a->status == 404 || a->status == 410 ? ERR_MISSING : ERR_IO;
}

enum err
fetch_get(struct fetch *f, struct fetch_answer *a, const char *name, size_t max)
{
	enum err e = ERR_IO;
	unsigned i;

	if (!is_name(name))
		return ERR_FORMAT;
	for (i = 0; i < TRIES && e == ERR_IO; i++) {
		wait_for(i);
		if (curl_easy_setopt(f->curl, CURLOPT_HTTPGET, 1L) != CURLE_OK)
			return ERR_IO;
		e = run(f, a, name, max);
		if (e == ERR_OK)
			e = verdict(f, a);
	}
	return e;
}

enum err
fetch_post(struct fetch *f, struct fetch_answer *a, const char *name,
    struct span body, size_t max)
{
	struct curl_slist *head;
	CURLcode code;
	enum err e = ERR_IO;

	if (!is_name(name))
		return ERR_FORMAT;
	head = curl_slist_append(NULL, "Content-Type: text/plain");
	if (head == NULL)
		return ERR_MEMORY;
	code = curl_easy_setopt(f->curl, CURLOPT_HTTPHEADER, head);
	if (code == CURLE_OK)
		code = curl_easy_setopt(f->curl, CURLOPT_POSTFIELDSIZE_LARGE,
		    (curl_off_t)body.n);
	if (code == CURLE_OK)
		code = curl_easy_setopt(f->curl, CURLOPT_POSTFIELDS, body.p);
	if (code == CURLE_OK)
		e = run(f, a, name, max);
	(void)curl_easy_setopt(f->curl, CURLOPT_HTTPHEADER, NULL);
	curl_slist_free_all(head);
	return e;
}
