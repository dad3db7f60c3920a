/*
 * reply.c - the words of each error that the desk can meet.
 */
#include "reply.h"

#include "invalid.h"

#include <stdio.h>

struct words {
	unsigned status;
	const char *vi, *en;
};

static struct words
words_of(enum err e)
{
	switch (e) {
	case ERR_STALE:
		return (struct words){409,
		    "việc này đã quá hạn hoặc đã đổi: tải lại trang rồi làm "
		    "lại",
		    "this has expired or changed: load the page again"};
	case ERR_KEY:
		return (struct words){403,
		    "sổ chưa cấp khóa này, hoặc đã thu hồi",
		    "the ledger has not granted this key, or revoked it"};
	case ERR_SIGNATURE:
		return (struct words){403, "chữ ký không đúng",
		    "the signature is wrong"};
	case ERR_AUTHORITY:
	case ERR_RULE:
		return (struct words){403, "quy tắc của sổ không cho ghi",
		    "the rules of the ledger refuse it"};
	case ERR_MISSING:
		return (struct words){404, "không tìm thấy", "not found"};
	case ERR_EXISTS:
		return (struct words){423,
		    "nơi khác đang ghi sổ này: đợi một chút rồi thử lại",
		    "somebody else is writing: wait and try again"};
	case ERR_FORMAT:
	case ERR_RANGE:
	case ERR_SPACE:
	case ERR_VALUE:
		return (struct words){400,
		    "dữ liệu bị sửa, bị cắt cụt hoặc sai định dạng",
		    "altered, cut off or malformed data"};
	case ERR_OK:
	case ERR_HASH:
	case ERR_PROOF:
	case ERR_SECRET:
	case ERR_WITHHELD:
	case ERR_TRUNCATED:
	case ERR_MEMORY:
	case ERR_IO:
		break;
	}
	return (struct words){500,
	    "máy chủ không làm được; chưa ghi gì; báo người quản trị",
	    "the server cannot do it; nothing was written"};
}

void
reply_json(struct api_answer *out, json_t *json)
{
	out->status = json == NULL ? 500 : 200;
	out->json = json;
}

void
reply_words(struct api_answer *out, unsigned status, const char *vi,
    const char *en)
{
	out->status = status;
	out->json = json_pack("{s:s,s:s}", "vi", vi, "en", en);
}

void
reply_err(struct api_answer *out, enum err e)
{
	const struct words w = words_of(e);

	reply_words(out, w.status, w.vi, w.en);
}

static json_t *
finding(const struct writer_finding *f, enum kind kind)
{
	char vi[INVALID_MAX], en[INVALID_MAX];

	invalid_say(vi, en, kind, f->field, f->en);
	return json_pack("{s:I,s:s,s:s,s:s}", "number",
	    (json_int_t)f->draft + 1, "rule", f->rule, "vi",
	    f->vi != NULL ? f->vi : vi, "en", f->vi != NULL ? f->en : en);
}

void
reply_found(struct api_answer *out, enum kind kind,
    const struct writer_findings *found)
{
	json_t *list = json_array();
	size_t i;

	reply_words(out, 409, "chưa ghi gì, vì những lý do sau",
	    "nothing was written, for these reasons");
	for (i = 0; i < found->n; i++)
		if (found->f[i].code != ERR_OK)
			(void)json_array_append_new(list,
			    finding(&found->f[i], kind));
	if (out->json == NULL ||
	    json_object_set_new(out->json, "faults", list) != 0) {
		json_decref(out->json);
		out->json = NULL;
		out->status = 500;
	}
}
