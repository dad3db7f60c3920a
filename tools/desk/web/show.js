/*
 * show.js - a statement in the words of people, out of the very payload that
 * its commitments open to: what is shown is what is signed.
 */
import {base64, need, utf8} from '../../../public-portal/web/verify/bytes.js';
import {canonical} from '../../../public-portal/web/verify/canonical.js';
import {opens, statementText}
    from '../../../public-portal/web/verify/entry.js';

/* FORMAT 5.2.  What a reversal takes back is in its payload. */
function amounts(kind, payload) {
	if (kind === 'disbursement')
		return [payload.amount];
	return kind === 'reversal' ? [0n, -payload.amount] : [0n];
}

/* Throws a Fault unless text, payload and opening belong together. */
export function opened(item, origin) {
	const s = statementText(item.text);
	need(s.origin === origin, '3.1', 'của một sổ khác');
	const bytes = utf8(item.payload), okey = base64(item.okey, 32);
	const payload = canonical(bytes);
	const fits = amounts(s.kind, payload).some((amount) => {
		try {
			opens(s, okey, bytes, amount);
			return true;
		} catch {
			return false;
		}
	});
	need(fits, '4.3', 'nội dung không phải là nội dung sẽ ký');
	return {statement: s, payload, text: item.text};
}

const money = (v) => String(v).replace(/\B(?=(\d{3})+$)/g, '.');
const ROMAN = {1: 'I', 2: 'II', 3: 'III', 4: 'IV'};

function scalar(words, key, v) {
	if (typeof v === 'bigint')
		return money(v);
	if (typeof v === 'boolean')
		return v ? 'có' : 'không';
	const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(v);
	if (date !== null)
		return `${date[3]}/${date[2]}/${date[1]}`;
	const quarter = /^(\d{4})-Q([1-4])$/.exec(v);
	if (quarter !== null)
		return `Quý ${ROMAN[quarter[2]]}/${quarter[1]}`;
	if ((key === 'sponsor' || key === 'to_sponsor') &&
	    Object.hasOwn(words.sponsors, v))
		return words.sponsors[v];
	return words.codes.find(([k, w]) => w === v && (k === '' || k === key))
	    ?.[2] ?? v;
}

function value(words, key, v) {
	if (Array.isArray(v))
		return v.map((x) => value(words, key, x)).join(', ');
	if (v !== null && typeof v === 'object')
		return 'index' in v
		    ? v.index === null ? 'một dòng trước trong tệp này'
			: `dòng ${v.index}`
		    : Object.entries(v).filter(([, x]) => x !== null)
			.map(([k, x]) => `${label(words, '', k)} ` +
			    value(words, k, x)).join(', ');
	return scalar(words, key, v);
}

/* What a field is called, without how it is written. */
function label(words, kind, key) {
	const row = words.fields.find(([k, f]) => f === key &&
	    (k === '' || k === kind));
	return (row?.[2] ?? key).split('(')[0].trim();
}

/* {key}, {key?yes|no}, [only if all in it is there]. */
function fill(words, template, payload) {
	let whole = true;
	const text = template.replace(/\{([^}?]+)(?:\?([^|}]*)\|([^}]*))?\}/g,
	    (_, key, yes, no) => {
		const v = payload[key];
		if (v === undefined || v === null ||
		    key === 'to' && v === payload.from) {
			whole = false;
			return '';
		}
		return yes === undefined ? value(words, key, v) : v ? yes : no;
	});
	return {text, whole};
}

export function sentence(words, one) {
	const template = words.kinds[one.statement.kind] ?? one.statement.kind;
	const inner = template.replace(/\[([^\]]*)\]/g, (_, part) => {
		const f = fill(words, part, one.payload);
		return f.whole ? f.text : '';
	});
	return fill(words, inner, one.payload).text;
}

/* Every field that is given, as [label, value]. */
export function fields(words, one) {
	return Object.entries(one.payload)
	    .filter(([key, v]) => key !== 'v' && v !== null &&
		!(Array.isArray(v) && v.length === 0))
	    .map(([key, v]) => [label(words, one.statement.kind, key),
		value(words, key, v)]);
}

/* What adds up. */
export function sum(list) {
	let total = 0n, any = false;
	for (const one of list) {
		const {kind} = one.statement;
		any ||= kind === 'disbursement' || kind === 'reversal';
		if (kind === 'disbursement')
			total += one.payload.amount;
		else if (kind === 'reversal')
			total -= one.payload.amount;
	}
	return any ? `${money(total)} đồng` : null;
}
