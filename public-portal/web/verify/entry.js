/*
 * entry.js - leaves, heads, statements and clear files (FORMAT 2, 3, 8.2).
 */
import {Lines, base64, concat, decimal, equal, hex, isName, need, text,
    unitOf, utf8} from './bytes.js';
import {canonical} from './canonical.js';
import {hmac256, opening, point, commit, sha256} from './crypto.js';
import {note} from './note.js';

const LEAF_MAX = 256, HEAD_MAX = 128, STATEMENT_MAX = 2048, BY_MAX = 4;
const ENTRY_NOTE_MAX = 8192, CLEAR_FILE_MAX = 1 << 20;

export const KINDS = ('genesis policy clock document key-grant key-revoke ' +
    'log-key sponsor child consent assignment acceptance level disbursement ' +
    'confirmation objection visit guidance followup change reversal affirm ' +
    'request erasure disclosure filler publication withdrawal audit report ' +
    'closing').split(' ');
const CLEAR = new Set(('genesis policy clock document key-grant key-revoke ' +
    'log-key publication withdrawal audit report closing').split(' '));

export const leafHash = (bytes) => sha256(concat(Uint8Array.of(0), bytes));

export function leaf(bytes) {
	need(bytes.length <= LEAF_MAX, '2.4', 'a leaf too long');
	const lines = new Lines(text(bytes, '2.4'), '2.4');
	lines.is('minhbach/leaf/v1');
	const index = decimal(lines.next());
	const cls = lines.next();
	need(cls === 'clear' || cls === 'sealed', '2.4', 'not a class');
	const prev = base64(lines.next(), 32);
	const entry = base64(lines.next(), 32);
	const value = base64(lines.next(), 32);
	lines.end();
	return {index, cls, prev, entry, value, hash: leafHash(bytes)};
}

/* 2.2 */
export function entryDigest(headHash, noteBytes) {
	return sha256(concat(Uint8Array.of(2), headHash, sha256(noteBytes)));
}

export function head(bytes) {
	need(bytes.length <= HEAD_MAX, '2.1', 'a head too long');
	const lines = new Lines(text(bytes, '2.1'), '2.1');
	lines.is('minhbach/entry/v1');
	const index = decimal(lines.next());
	const time = decimal(lines.next());
	base64(lines.next(), 16);
	lines.end();
	return {index, time};
}

function signers(list, origin) {
	const by = list.split(' ');
	need(by.length <= BY_MAX && new Set(by).size === by.length, '3.2',
	    'by names a key twice, or more than four');
	for (const name of by)
		need(unitOf(name, origin) !== null, '3.2',
		    'by names a key of another origin');
	return by;
}

/* 3.1 */
export function statementText(words) {
	need(utf8(words).length <= STATEMENT_MAX, '3.1', 'a statement too long');
	const lines = new Lines(words, '3.1');
	const origin = lines.next();
	need(isName(origin), '3.1', 'not an origin');
	const [kind, cls, ...rest] = lines.after('minhbach/v1 ').split(' ');
	need(rest.length === 0 && KINDS.includes(kind), '3.1', 'not a kind');
	need(isClassOf(cls, kind), '6.1', 'a class that the kind has not');
	const by = signers(lines.after('by '), origin);
	const id = base64(lines.after('id '), 16);
	const seen = lines.after('seen ').split(' ');
	need(seen.length === 2, '3.5', 'not a seen');
	const s = {origin, kind, cls, by, id: hex(id),
		seen: decimal(seen[0]), seenHash: base64(seen[1], 32),
		payload: base64(lines.after('payload '), 32),
		value: base64(lines.after('value '), 32)};
	lines.end();
	return s;
}

const isClassOf = (cls, kind) => kind === 'sponsor'
    ? cls === 'clear' || cls === 'sealed'
    : cls === (CLEAR.has(kind) ? 'clear' : 'sealed');

/* The note of an entry (3.6): exactly the lines of by, in that order. */
export function statement(bytes) {
	need(bytes.length <= ENTRY_NOTE_MAX, '2.1', 'a note too long');
	const n = note(bytes);
	const s = statementText(n.text);
	need(n.signatures.length === s.by.length &&
	    s.by.every((name, i) => n.signatures[i].name === name), '3.6',
	    'signature lines that are not those of by');
	return {...s, note: n};
}

/* 8.2.  Not yet compared with its leaf. */
export function clearFile(bytes) {
	need(bytes.length <= CLEAR_FILE_MAX, '8.2', 'a clear file too long');
	const o = canonical(bytes);
	const withdrawn = 'withdrawn' in o;
	const keys = withdrawn ? 'head note v withdrawn'
	    : 'head note okey payload v';
	need(Object.keys(o).join(' ') === keys && o.v === 1n &&
	    typeof o.head === 'string' && typeof o.note === 'string', '8.2',
	    'not a clear file');
	const f = {headHash: base64(o.head, 32), note: base64(o.note),
		withdrawn: null, okey: null, payload: null};
	if (withdrawn) {
		need(typeof o.withdrawn === 'bigint' && o.withdrawn >= 0n, '8.2',
		    'withdrawn is not an index');
		f.withdrawn = Number(o.withdrawn);
		return f;
	}
	need(typeof o.okey === 'string' && typeof o.payload === 'string', '8.2',
	    'not a clear file');
	f.okey = base64(o.okey, 32);
	f.payload = utf8(o.payload);
	return f;
}

/* 2.2, 2.4, 2.6: the leaf commits to exactly this statement. */
export function belongs(l, headHash, noteBytes, s) {
	need(equal(entryDigest(headHash, noteBytes), l.entry), '2.2',
	    'not the entry that the leaf commits to');
	need(s.cls === l.cls, '2.6', 'a class other than the leaf\'s');
	need(equal(s.value, l.value), '2.4', 'a value other than the leaf\'s');
}

/* 4.3, 5.2: both commitments of a statement opened. */
export function opens(s, okey, payload, amount) {
	const o = opening(okey);
	need(equal(hmac256(o.salt, payload), s.payload), '4.3',
	    'not the payload that was committed to');
	need(point(s.value).equals(commit(o.blind, amount)), '5.2',
	    'not the amount that was committed to');
}

