/*
 * sealout.c - run the seal program, and write the public directory.
 */
#include "sealout.h"

#include "cosigned.h"
#include "publicdir.h"
#include "sheetfile.h"
#include "state.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *
get(const struct sealout *k, const char *name)
{
	const char *const list[] = {name, NULL};
	const char *s = sheet_get(&k->t, 0, list);

	return s != NULL && *s != '\0' ? s : NULL;
}

/* The program beside this one, wherever it was started from. */
static bool
beside(char path[FILE_PATH_MAX], const char *name)
{
	ssize_t n = readlink("/proc/self/exe", path, FILE_PATH_MAX - 1);
	char *slash;

	if (n <= 0)
		return false;
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL ||
	    (size_t)(slash + 1 - path) + strlen(name) >= FILE_PATH_MAX)
		return false;
	memcpy(slash + 1, name, strlen(name) + 1);
	return true;
}

/* A fault in it is told before anything is entered, not after. */
static int
read_witnesses(struct sealout *k, struct cli *c)
{
	char path[FILE_PATH_MAX], place[FILE_PATH_MAX + 16];
	uint8_t *bytes = NULL;
	struct trust t;
	unsigned line = 0;
	size_t n;
	enum err e;

	session_path(path, c, "witnesses");
	e = file_read(&k->witnesses, &k->n_witnesses, path, TRUST_FILE_MAX);
	if (e == ERR_MISSING)
		return EXIT_DONE;
	if (e != ERR_OK)
		return say_err(c, e, path, NULL);
	e = cosigned_policy(&bytes, &n, &t, &line, NULL,
	    (struct span){k->witnesses, k->n_witnesses});
	free(bytes);
	if (e == ERR_OK)
		return EXIT_DONE;
	(void)snprintf(place, sizeof(place), "%s:%u", path, line);
	say_at(c, place,
	    "không phải dòng nhân chứng (witness TÊN KHÓA ĐỊA-CHỈ, group, "
	    "quorum: FORMAT 8.5); phải có đúng một dòng quorum",
	    "not a line about witnesses (witness NAME KEY URL, group, quorum: "
	    "FORMAT 8.5); there must be one line quorum");
	return EXIT_TROUBLE;
}

int
sealout_read(struct sealout *k, struct cli *c)
{
	char path[FILE_PATH_MAX];
	enum err e;

	session_path(path, c, "office");
	e = sheetfile_pairs(&k->t, path);
	if (e != ERR_OK)
		return say_err(c, e, path, k->t.fault);
	k->office.name = get(k, "office");
	k->office.phone = get(k, "phone");
	k->office.hours = get(k, "hours");
	k->office.hotline = get(k, "hotline");
	k->public = get(k, "public");
	k->log_key = get(k, "log_key");
	if (!beside(k->seal, "minhbach-seal"))
		return say_err(c, ERR_IO, "minhbach-seal", NULL);
	if (k->office.name != NULL && k->office.hotline != NULL &&
	    k->public != NULL && k->log_key != NULL)
		return read_witnesses(k, c);
	say_at(c, path, "cần có office, hotline, public và log_key",
	    "office, hotline, public and log_key are needed");
	return EXIT_TROUBLE;
}

void
sealout_release(struct sealout *k)
{
	seal_stop(&k->program);
	sheet_release(&k->t);
	file_free(k->witnesses, k->n_witnesses);
}

/* The seal's passphrase comes after all others. */
static struct seal_program *
program(const struct session *s, struct sealout *k)
{
	if (k->program.path != NULL)
		return &k->program;
	k->program = (struct seal_program){.path = k->seal,
	    .key = k->log_key,
	    .passphrase_fd = -1,
	    .to = -1,
	    .from = -1};
	if (s->cli->next_fd < s->cli->n_fd)
		k->program.passphrase_fd = s->cli->fd[s->cli->next_fd++];
	return &k->program;
}

int
sealout_start(struct session *s, struct sealout *k)
{
	enum err e = seal_start(s->w, program(s, k));

	if (e == ERR_OK)
		return EXIT_DONE;
	if (e == ERR_STALE)
		say_at(s->cli, k->log_key,
		    "bộ nhớ niêm phong (.seal) là bản cũ: nó không nhớ mốc "
		    "niêm phong cuối của sổ; hai người xác nhận dấu kiểm đã "
		    "công bố mới nhất: minhbach-seal recall",
		    "the seal's memory (.seal) is an old copy, which does not "
		    "know the ledger's last seal; let two people confirm the "
		    "newest published checkpoint: minhbach-seal recall");
	else if (e == ERR_RANGE)
		say_at(s->cli, k->log_key,
		    "khóa đã niêm phong một sổ dài hơn sổ này: sổ này là bản "
		    "cũ; tìm bản mới nhất",
		    "this key sealed a longer ledger: this is an old copy; "
		    "find the newest one");
	else if (e != ERR_SIGNATURE) /* else the program has said why */
		say_err(s->cli, e, k->seal, NULL);
	say(s->cli, "Chưa ghi gì vào sổ. Sửa rồi làm lại.",
	    "Nothing was entered. Mend it, then try again.");
	return err_status(e);
}

int
sealout_write(struct session *s, struct sealout *k)
{
	const struct state *st = writer_state(s->w);
	struct fault f = {ERR_OK, FAULT_NO_INDEX, ""};
	char at[PUBLICDIR_NAME];
	uint64_t size = 0;
	size_t i;
	enum err e = ERR_OK;

	for (i = 0; i < st->n_entry && e == ERR_OK; i++)
		if (st->entry[i].kind == KIND_PUBLICATION ||
		    st->entry[i].kind == KIND_WITHDRAWAL)
			e = seal_size(s->w, program(s, k), i + 1, &f);
	if (e != ERR_OK) {
		say_err(s->cli, e, "niêm phong / seal", f.clause);
		say_at(s->cli, k->log_key,
		    "dòng công bố (hay gỡ) đã nằm trong sổ nhưng chưa niêm "
		    "phong được: xem lại khóa niêm phong, rồi chạy publish "
		    "--resume",
		    "the publication (or withdrawal) is entered but not "
		    "sealed: see to the seal's key, then run publish "
		    "--resume");
		return EXIT_TROUBLE;
	}
	e = publicdir_write(s->w, k->public, k->again,
	    (struct span){k->witnesses, k->n_witnesses}, &size, at);
	if (e == ERR_EXISTS)
		say_at(s->cli, k->public,
		    "tệp công khai này khác với sổ: ai đó đã sửa, hoặc thư mục "
		    "của sổ khác; giữ lại nó, rồi chạy lại sau khi dời đi",
		    "this public file is not what the ledger says: it was "
		    "altered, or is another ledger's; keep it elsewhere, move "
		    "it away and run this again");
	if (e != ERR_OK)
		return say_err(s->cli, e, k->public, at);
	(void)printf("%s: %llu dòng đã công bố\n", k->public,
	    (unsigned long long)size);
	return EXIT_DONE;
}
