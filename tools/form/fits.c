/*
 * fits.c - a new pair of fields that hang together is a line here.
 */
#include "fits.h"

#include <string.h>

#define WORDS_MAX 5

static const struct pair {
	enum kind kind;
	const char *key;	       /* is given ... */
	const char *on;		       /* ... exactly if this field ... */
	const char *word[WORDS_MAX];   /* ... is one of these */
	const char *vi, *en;	       /* it should be there */
	const char *none_vi, *none_en; /* it should not */
} pairs[] = {
    {KIND_DISBURSEMENT, "basis", "kind",
	{"school-supplies", "learning-equipment", "essentials", "in-kind"},
	"hiện vật phải có căn cứ định giá: hóa đơn, giá thị trường hoặc "
	"biên bản",
	"goods need the basis of their value: invoice, market-price or minutes",
	"tiền mặt và thẻ bảo hiểm y tế không ghi căn cứ định giá: để trống",
	"cash and health insurance have no basis of value: leave it empty"},
    {KIND_CONFIRMATION, "received", "outcome", {"short"},
	"nhận thiếu thì phải ghi số tiền thực nhận",
	"if short, the amount that was received is needed",
	"chỉ ghi số thực nhận khi nhận thiếu: để trống",
	"the amount received is given only if short: leave it empty"},
    {KIND_CHANGE, "to_sponsor", "change", {"transfer", "reinstate"},
	"chuyển đơn vị và khôi phục thì phải ghi đơn vị mới",
	"a transfer or reinstatement needs the sponsor it leads to",
	"chỉ ghi đơn vị mới khi chuyển đơn vị hoặc khôi phục: để trống",
	"the new sponsor is given only of a transfer or reinstatement: leave "
	"it empty"},
    {KIND_KEY_REVOKE, "since", "reason", {"compromised"},
	"khóa bị lộ thì phải ghi ngờ từ dòng nào",
	"of a compromised key, say since which entry it is doubted",
	"chỉ ghi ngờ từ dòng nào khi khóa bị lộ: để trống",
	"an entry since when is given only if compromised: leave it empty"},
};

static bool
is_on(const struct pair *p, const json_t *payload)
{
	const char *word = j_str(payload, p->on);
	size_t i;

	for (i = 0; i < WORDS_MAX && p->word[i] != NULL; i++)
		if (strcmp(p->word[i], word) == 0)
			return true;
	return false;
}

enum err
fits(const json_t *payload, enum kind kind, struct misfit *m)
{
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		const struct pair *p = &pairs[i];
		bool on = p->kind == kind && is_on(p, payload);

		if (p->kind != kind || on != j_null(payload, p->key) ||
		    json_object_get(payload, p->key) == NULL ||
		    json_object_get(payload, p->on) == NULL)
			continue;
		*m = (struct misfit){.column = p->key,
		    .vi = on ? p->vi : p->none_vi,
		    .en = on ? p->en : p->none_en};
		return ERR_FORMAT;
	}
	return ERR_OK;
}
