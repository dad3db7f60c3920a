/*
 * minhbach witness push [URL] | add FILE | list - others sign that they saw the
 * published ledger grow and never change (C2SP tlog-witness): they are asked
 * with what is published already, and what they answer joins it.
 *
 * An outage of theirs delays nothing: publishing does not wait for them.
 */
#include "sealout.h"

#include "checkpoint.h"
#include "cosigned.h"
#include "fetch.h"
#include "proof.h"
#include "store.h"
#include "witness.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define TRIES 3 /* a witness may learn of a size while we ask */
#define URL_MAX (FETCH_ADDRESS_MAX + 1)

struct asking {
	struct session *s;
	struct sealout k;
	struct trust trust;
	uint8_t *policy, *note; /* bytes */
	size_t n_policy, n_note;
	struct note decoded;
	struct checkpoint c;
};

/* ---- what is published ---- */

static int
read_checkpoint(struct asking *a)
{
	struct cli *c = a->s->cli;
	char path[FILE_PATH_MAX];
	enum err e;

	(void)snprintf(path, sizeof(path), "%s/checkpoint", a->k.public);
	e = file_read(&a->note, &a->n_note, path, NOTE_MAX);
	if (e == ERR_MISSING) {
		say_at(c, path, "chưa công bố gì nên chưa có gì để làm chứng",
		    "nothing is published yet, so there is nothing to witness");
		return EXIT_REFUSED;
	}
	if (e == ERR_OK)
		e = note_decode(&a->decoded, (struct span){a->note, a->n_note});
	if (e == ERR_OK)
		e = checkpoint_decode(&a->c, a->decoded.text);
	return e == ERR_OK ? EXIT_DONE : say_err(c, e, path, NULL);
}

/* Is it of this very ledger?  Then its log key is the one in force there. */
static int
check_own(struct asking *a)
{
	struct writer *w = a->s->w;
	struct store_txn *t = NULL;
	struct digest root;
	struct hashes h;
	struct edge edge;
	unsigned line;
	enum err e;

	e = store_begin(&t, writer_store(w), false);
	if (e == ERR_OK) {
		h = store_hashes(t);
		e = edge_load(&edge, &h, a->c.size);
		store_abort(t);
	}
	if (e == ERR_OK) {
		root = edge_root(&edge);
		e = digest_eq(&root, &a->c.root) ? ERR_OK : ERR_HASH;
	}
	if (e == ERR_OK)
		e = cosigned_policy(&a->policy, &a->n_policy, &a->trust, &line,
		    authority_log_key(writer_authority(w), a->c.size),
		    (struct span){a->k.witnesses, a->k.n_witnesses});
	return e == ERR_OK ? EXIT_DONE
			   : say_err(a->s->cli, e, a->k.public, NULL);
}

static enum err
make_proof(struct proof *p, struct asking *a, uint64_t old_size)
{
	struct store_txn *t = NULL;
	struct hashes h;
	enum err e = store_begin(&t, writer_store(a->s->w), false);

	if (e != ERR_OK)
		return e;
	h = store_hashes(t);
	e = consistency_make(p, &h, old_size, a->c.size);
	store_abort(t);
	return e;
}

/* ---- asking ---- */

/* What each answer but 200 and 409 means. */
static const struct {
	long status;
	int exit;
	const char *vi, *en;
} answers[] = {
    {400, EXIT_TROUBLE, "nhân chứng không hiểu yêu cầu",
	"the witness did not understand the request"},
    {403, EXIT_TROUBLE,
	"nhân chứng chưa biết khóa niêm phong của sổ: gửi cho họ tệp neo",
	"the witness does not know the log key: send it the anchor"},
    {404, EXIT_TROUBLE, "nhân chứng chưa nhận sổ này: gửi cho họ tệp neo",
	"the witness does not know this ledger: send it the anchor"},
    {422, EXIT_REFUSED,
	"BÁO ĐỘNG: nhân chứng đã thấy một sổ KHÁC; dừng công bố và tìm nguyên "
	"nhân",
	"ALARM: the witness saw ANOTHER ledger; stop publishing and find out "
	"why"},
};

static int
refused(const struct asking *a, const char *url, long status)
{
	char vi[64], en[64];
	size_t i;

	for (i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (answers[i].status == status) {
			say_at(a->s->cli, url, answers[i].vi, answers[i].en);
			return answers[i].exit;
		}
	(void)snprintf(vi, sizeof(vi), "nhân chứng trả lời HTTP %ld", status);
	(void)snprintf(en, sizeof(en), "the witness answered HTTP %ld", status);
	say_at(a->s->cli, url, vi, en);
	return EXIT_TROUBLE;
}

static int
take(struct asking *a, const char *place, struct span lines)
{
	size_t n = 0;
	enum err e = cosigned_add(&n, a->k.public, lines, &a->trust);

	if (e == ERR_SIGNATURE || e == ERR_FORMAT || e == ERR_STALE) {
		say_at(a->s->cli, place,
		    "chữ ký không phải của nhân chứng này trên niêm phong này",
		    "no signature of this witness over this checkpoint");
		return EXIT_REFUSED;
	}
	if (e != ERR_OK)
		return say_err(a->s->cli, e, place, NULL);
	if (n > 0)
		return EXIT_DONE;
	say_at(a->s->cli, place,
	    "không có chữ ký của nhân chứng nào trong tệp witnesses",
	    "no signature of a witness that the file witnesses names");
	return EXIT_REFUSED;
}

/* The witness knows more than we have: ours was set back, or theirs is another
 * ledger under our name. */
static int
is_behind(const struct asking *a, const char *url, uint64_t size)
{
	char vi[160], en[160];

	(void)snprintf(vi, sizeof(vi),
	    "BÁO ĐỘNG: nhân chứng đã thấy sổ dài %llu dòng, ở đây mới công bố "
	    "%llu: sổ này bị lùi",
	    (unsigned long long)size, (unsigned long long)a->c.size);
	(void)snprintf(en, sizeof(en),
	    "ALARM: the witness saw %llu entries, and only %llu are published "
	    "here: this ledger was set back",
	    (unsigned long long)size, (unsigned long long)a->c.size);
	say_at(a->s->cli, url, vi, en);
	return EXIT_REFUSED;
}

static enum err
post(struct fetch_answer *answer, struct asking *a, struct fetch *f,
    uint64_t old_size)
{
	uint8_t *body = malloc(WITNESS_REQUEST_MAX);
	struct span request;
	struct proof p;
	enum err e = body == NULL ? ERR_MEMORY : ERR_OK;

	if (e == ERR_OK)
		e = make_proof(&p, a, old_size);
	if (e == ERR_OK)
		e = witness_request(&request, old_size, &p,
		    (struct span){a->note, a->n_note}, body,
		    WITNESS_REQUEST_MAX);
	if (e == ERR_OK)
		e = fetch_post(f, answer, "add-checkpoint", request,
		    WITNESS_ANSWER_MAX);
	free(body);
	return e;
}

/* From 0 first: a witness that knows more says from where. */
static int
ask(struct asking *a, struct fetch *f, const char *url)
{
	struct fetch_answer answer = {.bytes = NULL};
	uint64_t old_size = 0;
	int status = EXIT_TROUBLE, i;
	bool again = true;
	enum err e;

	for (i = 0; i < TRIES && again; i++) {
		again = false;
		e = post(&answer, a, f, old_size);
		if (e != ERR_OK) {
			say_at(a->s->cli, url,
			    "chưa hỏi được nhân chứng; việc công bố không bị "
			    "ảnh hưởng, hỏi lại sau",
			    "the witness could not be asked; what is published "
			    "stands, ask again later");
			return EXIT_TROUBLE;
		}
		if (answer.status == 200)
			status =
			    take(a, url, (struct span){answer.bytes, answer.n});
		else if (answer.status == 409 &&
		    strcasecmp(answer.type, "text/x.tlog.size") == 0 &&
		    witness_size_decode(&old_size,
			(struct span){answer.bytes, answer.n}) == ERR_OK) {
			again = old_size <= a->c.size;
			if (!again)
				status = is_behind(a, url, old_size);
		} else
			status = refused(a, url, answer.status);
		free(answer.bytes);
	}
	return status;
}

static int
push_to(struct asking *a, const char *url)
{
	struct fetch *f = NULL;
	int status;

	if (fetch_new(&f, url) != ERR_OK) {
		say_at(a->s->cli, url, "không phải địa chỉ http, https",
		    "not an http or https address");
		return EXIT_TROUBLE;
	}
	status = ask(a, f, url);
	fetch_free(f);
	return status;
}

/* ---- commands ---- */

static int
list(struct asking *a)
{
	const struct trust_node *w;
	const char *words;
	uint64_t time_s;
	size_t i;
	enum err e;

	for (i = 0; i < a->trust.n_node; i++) {
		w = &a->trust.node[i];
		if (w->is_group)
			continue;
		e = note_verify_cosign(&a->decoded, &w->key, &time_s);
		words = "✗ SAI / WRONG";
		if (e == ERR_OK)
			words = "✓ đã ký / signed";
		else if (e == ERR_MISSING)
			words = "- chưa ký / not yet";
		(void)printf("%.*s  %s\n", (int)w->name.n,
		    (const char *)w->name.p, words);
	}
	e = trust_quorum(&a->trust, &a->decoded);
	words = "✗ CHƯA ĐỦ / not reached";
	if (a->trust.quorum < 0)
		words = "không yêu cầu / none asked for";
	else if (e == ERR_OK)
		words = "✓ đủ / reached";
	(void)printf("cỡ / size %llu, đủ số nhân chứng / quorum: %s\n",
	    (unsigned long long)a->c.size, words);
	return e == ERR_OK ? EXIT_DONE : EXIT_REFUSED;
}

static int
push_all(struct asking *a)
{
	char url[URL_MAX];
	const struct trust_node *w;
	int status = EXIT_DONE, one;
	size_t i, n = 0;

	for (i = 0; i < a->trust.n_node; i++) {
		w = &a->trust.node[i];
		if (w->is_group || w->url.n == 0 || w->url.n >= URL_MAX)
			continue;
		(void)snprintf(url, sizeof(url), "%.*s", (int)w->url.n,
		    (const char *)w->url.p);
		one = push_to(a, url);
		n++;
		/* An alarm outweighs an outage. */
		if (one == EXIT_REFUSED || status == EXIT_DONE)
			status = one;
	}
	if (n > 0)
		return status;
	say_at(a->s->cli, "witnesses",
	    "tệp witnesses trong thư mục sổ chưa có nhân chứng nào có địa chỉ",
	    "the file witnesses in the ledger's directory names no witness "
	    "with an address");
	return EXIT_TROUBLE;
}

static int
add(struct asking *a, const char *path)
{
	uint8_t *bytes = NULL;
	size_t n = 0;
	int status;
	enum err e = file_read(&bytes, &n, path, WITNESS_ANSWER_MAX);

	if (e != ERR_OK)
		return say_err(a->s->cli, e, path, NULL);
	status = take(a, path, (struct span){bytes, n});
	file_free(bytes, n);
	return status;
}

static int
run(struct asking *a, int argc, char **argv)
{
	int status = read_checkpoint(a);

	if (status == EXIT_DONE)
		status = session_open(a->s, a->s->cli, 0);
	if (status == EXIT_DONE)
		status = check_own(a);
	if (status != EXIT_DONE)
		return status;
	if (strcmp(argv[1], "list") == 0)
		return list(a);
	if (strcmp(argv[1], "add") == 0)
		status = add(a, argv[2]);
	else
		status = argc == 3 ? push_to(a, argv[2]) : push_all(a);
	/* What came of it is in the file now. */
	file_free(a->note, a->n_note);
	a->note = NULL;
	if (read_checkpoint(a) == EXIT_DONE)
		(void)list(a);
	return status;
}

int
cmd_witness(struct cli *c, int argc, char **argv)
{
	struct session s = {.cli = c};
	struct asking a = {.s = &s};
	int status;

	if (!(argc == 2 && strcmp(argv[1], "list") == 0) &&
	    !((argc == 2 || argc == 3) && strcmp(argv[1], "push") == 0) &&
	    !(argc == 3 && strcmp(argv[1], "add") == 0))
		return usage(c);
	status = sealout_read(&a.k, c);
	if (status == EXIT_DONE)
		status = session_close(&s, run(&a, argc, argv));
	file_free(a.note, a.n_note);
	free(a.policy);
	sealout_release(&a.k);
	return status;
}
