/*
 * canonical.js - canonical JSON (FORMAT 4.1), read in one way alone.  Integers
 * become BigInt, so that nothing is rounded behind our back.
 */
import {Fault, need, text} from './bytes.js';

export const PAYLOAD_MAX = 16384, PUBLICATION_MAX = 262144;
const DEPTH_MAX = 8, INT_MAX = (1n << 53n) - 1n;
const INTEGER = /-?(?:0|[1-9][0-9]*)/y;
/* eslint-disable-next-line no-control-regex */
const STRING = /"((?:[^"\\\u0000-\u001f\u007f]|\\["\\])*)"/y;
const KEY = /^[a-z][a-z0-9_]*$/;
const bad = (what) => new Fault('4.1', what);

class Reader {
	constructor(s) {
		this.s = s;
		this.at = 0;
	}
	peek() {
		return this.s[this.at];
	}
	take(c) {
		if (this.s[this.at] !== c)
			throw bad(`${c} is missing`);
		this.at++;
	}
	match(re) {
		re.lastIndex = this.at;
		const m = re.exec(this.s);
		if (m === null)
			throw bad('not a value');
		this.at = re.lastIndex;
		return m;
	}
	string() {
		return this.match(STRING)[1].replace(/\\(["\\])/g, '$1');
	}
	integer() {
		const m = this.match(INTEGER)[0];
		const v = m.length > 17 ? INT_MAX + 1n : BigInt(m);
		need(m !== '-0' && v <= INT_MAX && v >= -INT_MAX, '4.1',
		    'an integer out of range');
		return v;
	}
	word() {
		for (const [w, v] of [['true', true], ['false', false],
		    ['null', null]])
			if (this.s.startsWith(w, this.at)) {
				this.at += w.length;
				return v;
			}
		return this.integer();
	}
	list(depth) {
		const out = [];
		this.take('[');
		while (this.peek() !== ']') {
			if (out.length > 0)
				this.take(',');
			out.push(this.value(depth + 1));
		}
		this.take(']');
		return out;
	}
	object(depth) {
		const out = Object.create(null);
		let last = '';
		this.take('{');
		while (this.peek() !== '}') {
			if (last !== '')
				this.take(',');
			const key = this.string();
			need(KEY.test(key) && key > last, '4.1',
			    'keys out of order');
			this.take(':');
			out[key] = this.value(depth + 1);
			last = key;
		}
		this.take('}');
		return out;
	}
	/* The depth is capped, so that this recursion is. */
	value(depth) {
		const c = this.peek();
		if (c === '"')
			return this.string();
		if (c !== '{' && c !== '[')
			return this.word();
		need(depth <= DEPTH_MAX, '4.1', 'too deep');
		return c === '{' ? this.object(depth) : this.list(depth);
	}
}

export function canonical(bytes) {
	const r = new Reader(text(bytes, '4.1'));
	need(r.peek() === '{', '4.1', 'not an object');
	const o = r.object(1);
	need(r.at === r.s.length, '4.1', 'something follows');
	return o;
}
