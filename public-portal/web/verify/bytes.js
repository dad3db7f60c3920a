/*
 * bytes.js - strict texts and numbers (FORMAT 1): whatever is not exactly what
 * an encoder writes is refused, never repaired.
 */

/* What is wrong, by which clause of FORMAT.md, and at which entry. */
export class Fault extends Error {
	constructor(clause, what, index = null) {
		super(`FORMAT ${clause}: ${what}`);
		this.clause = clause;
		this.what = what;
		this.index = index;
	}
}

export function need(good, clause, what) {
	if (!good)
		throw new Fault(clause, what);
}

const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});
const encoder = new TextEncoder();

export const utf8 = (text) => encoder.encode(text);

export function text(bytes, clause = '1.2') {
	try {
		return decoder.decode(bytes);
	} catch {
		throw new Fault(clause, 'not UTF-8');
	}
}

export function concat(...parts) {
	const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
	let at = 0;
	for (const p of parts) {
		out.set(p, at);
		at += p.length;
	}
	return out;
}

export function equal(a, b) {
	return a.length === b.length && a.every((x, i) => x === b[i]);
}

const ALPHABET =
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SHAPE =
    /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

/* 1.3: padded, unused bits zero; n bytes, if given. */
export function base64(s, n = null) {
	need(SHAPE.test(s), '1.3', 'not base64');
	const body = s.replace(/=+$/, '');
	const out = new Uint8Array(Math.floor(body.length * 3 / 4));
	let bits = 0, held = 0, at = 0;
	for (const c of body) {
		bits = bits << 6 | ALPHABET.indexOf(c);
		held += 6;
		if (held >= 8) {
			held -= 8;
			out[at++] = bits >> held & 255;
		}
	}
	need(n === null || out.length === n, '1.3', `not ${n} bytes of base64`);
	return out;
}

export function base64Encode(bytes) {
	let out = '';
	for (let i = 0; i < bytes.length; i += 3) {
		const left = Math.min(3, bytes.length - i);
		const v = bytes[i] << 16 | (bytes[i + 1] ?? 0) << 8 |
		    (bytes[i + 2] ?? 0);
		out += ALPHABET[v >> 18] + ALPHABET[v >> 12 & 63] +
		    (left > 1 ? ALPHABET[v >> 6 & 63] : '=') +
		    (left > 2 ? ALPHABET[v & 63] : '=');
	}
	return out;
}

export const hex = (bytes) =>
    Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

/* 1.4: below 2^53. */
export function decimal(s) {
	need(/^(?:0|[1-9][0-9]{0,15})$/.test(s), '1.4', 'not a decimal');
	const v = Number(s);
	need(Number.isSafeInteger(v), '1.4', 'a decimal of 2^53 or more');
	return v;
}

const NAME = /^[a-z0-9./-]{1,128}$/;
const WORD = /^[a-z0-9-]{1,32}$/;
const CODE = /^[A-Za-z0-9./-]{1,32}$/;
export const isName = (s) => NAME.test(s);
export const isWord = (s) => WORD.test(s);
export const isCode = (s) => CODE.test(s);

/* The unit of a key name: origin, slash, unit, dash, number; or null. */
export function unitOf(name, origin) {
	if (!isName(name) || !name.startsWith(origin + '/'))
		return null;
	const m = /^(.+)-([1-9][0-9]*)$/.exec(name.slice(origin.length + 1));
	return m !== null && isWord(m[1]) ? m[1] : null;
}

/* A text of whole lines, each ended by LF, taken one after the other. */
export class Lines {
	constructor(s, clause) {
		need(s.endsWith('\n'), clause, 'the last line is not ended');
		this.line = s.slice(0, -1).split('\n');
		this.at = 0;
		this.clause = clause;
	}
	next() {
		need(this.at < this.line.length, this.clause, 'too few lines');
		return this.line[this.at++];
	}
	is(literal) {
		need(this.next() === literal, this.clause,
		    `a line is not ${literal}`);
	}
	/* What follows the literal on the next line. */
	after(literal) {
		const s = this.next();
		need(s.startsWith(literal), this.clause,
		    `a line does not begin with ${literal}`);
		return s.slice(literal.length);
	}
	end() {
		need(this.at === this.line.length, this.clause,
		    'too many lines');
	}
}
