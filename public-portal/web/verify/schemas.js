/*
 * schemas.js - the payloads of clear kinds (FORMAT 6.10 to 6.17, 6.36 to 6.40,
 * 11): a table of what each key takes.  A type is a function of a value.
 */
import {base64, isName, isWord, need, utf8} from './bytes.js';
import {scalar} from './crypto.js';
import {COSIGNING, SIGNING, vkey} from './note.js';

const INT_MAX = (1n << 53n) - 1n;
const attempt = (f) => {
	try {
		f();
		return true;
	} catch {
		return false;
	}
};
const isText = (v) => typeof v === 'string';

const int = (min = 0n, max = INT_MAX) => (v) =>
    typeof v === 'bigint' && v >= min && v <= max;
const sum = int(-INT_MAX);
const bool = (v) => typeof v === 'boolean';
const str = (n) => (v) => isText(v) && v !== '' && utf8(v).length <= n;
const word = (list = null) => (v) => isText(v) &&
    (list === null ? isWord(v) : list.split(' ').includes(v));
const name = (v) => isText(v) && isName(v);
const bytes = (n) => (v) => isText(v) && attempt(() => base64(v, n));
const digest = bytes(32);
const aVkey = (v) => isText(v) && attempt(() => vkey(v, SIGNING));
const aCosign = (v) => isText(v) && attempt(() => vkey(v, COSIGNING));
const or = (f) => (v) => v === null || f(v);
const list = (n, f) => (v) => Array.isArray(v) && v.length <= n && v.every(f);

/* Exactly these keys; then what ties them to each other. */
const object = (fields, extra = () => true) => (v) => {
	if (v === null || typeof v !== 'object' || Array.isArray(v))
		return false;
	const keys = Object.keys(v);
	return keys.length === Object.keys(fields).length &&
	    keys.every((k) => k in fields && fields[k](v[k])) && extra(v);
};

export const isDate = (v) => {
	const m = isText(v) && /^(19|2[01])(\d\d)-(\d\d)-(\d\d)$/.exec(v);
	if (!m)
		return false;
	const year = Number(m[1] + m[2]), month = Number(m[3]);
	const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
	return month >= 1 && month <= 12 && Number(m[4]) >= 1 &&
	    Number(m[4]) <= days[month - 1];
};
export const isQuarter = (v) =>
    isText(v) && /^(?:19|2[01])\d\d-Q[1-4]$/.test(v);
const ascending = (v) => v.every((x, i) => i === 0 || v[i - 1] < x);
const quarters = list(8, isQuarter);

/* 3.4 */
const ref = object({id: bytes(16), index: or(int())});

/* 6.11 */
const amount = int(0n, 1n << 40n);
const toggle = int(0n, 1n);
const PARAMETERS = {
	'accept-days': amount,
	'adhoc-counts': toggle,
	'age-notice-days': amount,
	'answer-days': amount,
	'birthday-quarter-exempt': toggle,
	'birthday-quarter-prorata': toggle,
	'confirm-days': amount,
	'consent-age': amount,
	'done-days': amount,
	'end-age': amount,
	'late-days': amount,
	'minimum-per-quarter': amount,
	'objection-days': amount,
	'opening-below-minimum': toggle,
	'report-days': amount,
	'school-year-quarters': amount,
	'start-quarter': (v) => int(19001n, 21994n)(v) && v % 10n >= 1n &&
	    v % 10n <= 4n,
	'two-signature-amount': amount,
};
const parameters = (v) => v !== null && typeof v === 'object' &&
    !Array.isArray(v) && Object.entries(v).every(([k, x]) =>
	PARAMETERS[k.replaceAll('_', '-')]?.(x));

const ROLES = 'admin registrar approver sponsor confirmer school auditor ' +
    'recovery';
const named = (key, as) => (v) => vkey(v[key]).name === v[as];

const admin = object({name, reading_key: or(digest), unit: word(),
	verify_key: aVkey}, named('verify_key', 'name'));

const V1 = {v: int(1n, 1n)};
const schema = (fields, extra) => object({...fields, ...V1}, extra);

const genesis = schema({
	admins: list(16, admin),
	commune: str(128),
	log_key: aVkey,
	origin: name,
	policy: parameters,
	predecessor: or(object({origin: name, reason: word(), root: digest,
		size: int(1n)})),
	quorum: int(1n, 4n),
	trial: bool,
}, named('log_key', 'origin'));

const policy = schema({basis: or(ref), effective_from: isQuarter,
	key: word(), value: amount}, (v) => PARAMETERS[v.key]?.(v.value));

const documentSchema = schema({
	date: or(isDate),
	digest: or(digest),
	digest_kind: or(word('sha256 hmac')),
	number: or(str(64)),
	of: or(ref),
	title: str(512),
	type: word('ke-hoach quyet-dinh bao-cao thong-bao to-trinh bien-ban ' +
	    'ra-soat khac'),
}, (v) => (v.digest === null) === (v.digest_kind === null));

const keyGrant = schema({
	cosign_key: or(aCosign),
	name,
	reading_key: or(digest),
	roles: list(8, word(ROLES)),
	unit: word(),
	verify_key: aVkey,
}, (v) => v.roles.length > 0 && ascending(v.roles) &&
    named('verify_key', 'name')(v));

const sponsor = schema({
	code: word(),
	group: word('g1 g2 g3 g4 g5'),
	inside_commune: bool,
	money_public: bool,
	name: str(256),
	type: word('party council government public-service health front union ' +
	    'police military school fund business other'),
});

const range = object({from: int(), to: int()}, (v) => v.from <= v.to);

const withheld = (v) => v.withheld === null || v.cells.length === 0;
const small = or(word('too-few'));

/* 11.1 */
const money = object({
	groups: list(8, object({groups: list(8, word()), million: or(sum)})),
	kinds: object({cells: list(8, object({kinds: list(8, word()),
		million: sum})), withheld: small}, withheld),
	notes: list(8, object({id: word('school-year-lump'), million: sum})),
	quarter: object({exact: or(sum), million: sum}),
	since: object({exact: sum, from: isDate, million: sum}),
	year: or(object({exact: sum, year: int()})),
});

/* 11.2 */
const openingSchema = object({amount: sum, blind: digest, from: int(),
	quarters, to: int()}, (v) => v.from <= v.to && ascending(v.quarters) &&
    attempt(() => scalar(base64(v.blind, 32))));

const LAST_DAY = ['03-31', '06-30', '09-30', '12-31'];
const publication = schema({
	as_of: isDate,
	carried: quarters,
	check: object({attacks: list(32, object({id: word(),
		note: or(str(256)), result: word('pass warn')})),
	rules: word()}),
	commune: str(128),
	constants: object({end_age: int(), hotline: word(), minimum: int(),
		start: isDate, under: int()}),
	contact: object({hours: or(str(128)), office: str(128),
		phone: or(str(32))}),
	heads: object({confirmed_percent: or(int(0n, 100n)), sponsors: int(),
		supported: int(), waiting: int()}),
	indicators: list(8, object({id: word(), n: or(int()), small: bool},
	    (v) => v.small === (v.n === null))),
	money,
	next_due: isDate,
	opening: or(openingSchema),
	period: isQuarter,
	persons: int(),
	previous: or(ref),
	published: isDate,
	sponsors: list(512, str(256)),
	tables: list(8, object({cells: list(32, object({keys: list(8, word()),
		n: int()})), id: word(), released: or(isQuarter),
	withheld: small}, withheld)),
	trial: bool,
	version: int(1n, 999n),
	why: or(word('correction erasure withdrawal')),
}, (v) => v.as_of === `${v.period.slice(0, 5)}${LAST_DAY[v.period[6] - 1]}` &&
    isSorted(v.sponsors) && (v.why === null) === (v.version === 1n) &&
    ascending(v.carried) &&
    v.carried.includes(v.period) === (v.opening === null) &&
    (v.opening === null || v.opening.quarters.includes(v.period)));

/* In the order of code points; JavaScript's own is of UTF-16 units. */
function isSorted(names) {
	const points = names.map((s) => Array.from(s, (c) => c.codePointAt(0)));
	return points.every((p, i) => i === 0 || !isBelow(p, points[i - 1]));
}

function isBelow(a, b) {
	const at = a.findIndex((x, i) => x !== b[i]);
	return at === -1 ? a.length < b.length : at >= b.length ? false
	    : a[at] < b[at];
}

const SCHEMAS = {
	genesis, policy, document: documentSchema, 'key-grant': keyGrant,
	sponsor, publication,
	clock: schema({reason: word('wrong-clock moved-zone other'),
		true_time: int()}),
	'key-revoke': schema({name, since: or(int()),
		reason: word('left replaced compromised mistake')},
	(v) => (v.since !== null) === (v.reason === 'compromised')),
	'log-key': schema({log_key: aVkey,
		reason: word('lost compromised planned')}),
	withdrawal: schema({date: isDate, range: or(range),
		reason: word('error privacy law other'), target: ref}),
	audit: schema({erased: int(), mode: word('full'), opened: int(),
		report: digest, result: word('passed failed undecided'),
		root: digest, size: int(), withheld: int()}),
	report: schema({digest, period: isQuarter, recipient: str(128)}),
	closing: schema({reason: word('merged ended replaced'),
		successor: or(name)}),
};

/* 6.7 */
export function checkSchema(kind, payload) {
	need(SCHEMAS[kind](payload), '6.7', `not the payload of a ${kind}`);
}

/* 6.8: which keys of a clear kind name entries of which clear kinds. */
export const REFERENCES = {
	policy: {basis: ['document']},
	document: {of: ['document']},
	publication: {previous: ['publication']},
	withdrawal: {target: ['publication', 'document']},
};

