/*
 * session_part.c - a ledger that is open in part, to the officer of a unit; and
 * statement files, which each key opens or not.
 */
#include "session.h"

#include "needs.h"

#include <stdio.h>
#include <strings.h>

const char *
session_unit(const struct session *s)
{
	return s->w == NULL ? NULL : writer_unit(s->w);
}

bool
session_may_ask(const struct session *s, const char *unit)
{
	const char *own = session_unit(s);

	if (own == NULL || (unit != NULL && strcasecmp(own, unit) == 0))
		return true;
	say_at(s->cli, unit == NULL ? own : unit,
	    "khóa này chỉ mở được các em của đơn vị mình; việc này hỏi văn "
	    "phòng",
	    "this key opens its own unit's children alone; ask the office "
	    "for this");
	return false;
}

/* A unit's officer sees its own children: enough for this command? */
int
session_part(const struct session *s, bool enough)
{
	char vi[256], en[256];

	if (session_unit(s) == NULL)
		return EXIT_DONE;
	(void)snprintf(vi, sizeof(vi),
	    "mở bằng khóa của đơn vị: chỉ thấy các em mà đơn vị đỡ đầu; %llu "
	    "dòng kín khác không mở được",
	    (unsigned long long)writer_withheld(s->w));
	(void)snprintf(en, sizeof(en),
	    "opened by a unit's key: only the children that it holds are "
	    "seen; %llu other sealed entries are withheld",
	    (unsigned long long)writer_withheld(s->w));
	say_at(s->cli, session_unit(s), vi, en);
	if (enough)
		return EXIT_DONE;
	say(s->cli,
	    "việc này cần xem cả sổ: dùng khóa của văn phòng, hoặc lập tệp chờ "
	    "ký (--draft)",
	    "this needs all of the ledger: use a key of the office, or make a "
	    "statement file (--draft)");
	return EXIT_REFUSED;
}

unsigned
session_entry(const struct cli *c, enum kind kind)
{
	if (is_of_admins(kind))
		return SESSION_SIGN | SESSION_READ_IF;
	return SESSION_SIGN | SESSION_VAULT |
	    (c->draft != NULL ? SESSION_PART : 0);
}

enum err
session_statement(struct stfile *f, struct session *s, struct span bytes)
{
	enum err e = stfile_open(f, bytes, s->reading);

	if (e == ERR_MISSING && s->w != NULL && writer_vault(s->w) != NULL)
		e = stfile_open(f, bytes, vault_boxkey(writer_vault(s->w)));
	return e;
}

int
session_unopened(const struct session *s, enum err e, const char *path)
{
	if (e == ERR_FORMAT || e == ERR_SECRET || e == ERR_RANGE) {
		say_at(s->cli, path,
		    "tệp chờ ký đã bị sửa, bị cắt cụt hoặc hỏng: lấy lại bản "
		    "gốc từ người lập",
		    "this statement file was altered, cut off or damaged: get "
		    "it again from who drafted it");
		return EXIT_TROUBLE;
	}
	if (e != ERR_MISSING)
		return say_err(s->cli, e, path, NULL);
	say_at(s->cli, path,
	    "tệp chờ ký này không gửi cho sổ này hay cho khóa này; nếu khóa "
	    "của kho đã đổi sau khi lập (thu hồi, xóa) thì lập lại",
	    "this statement file is not for this ledger, or not for this key; "
	    "if the vault's key changed since (a revocation, an erasure), "
	    "draft it again");
	return EXIT_REFUSED;
}
