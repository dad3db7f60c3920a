/*
 * note.js - signed notes, verifier keys, checkpoints and anchors (FORMAT 3.6,
 * 7.1, 7.3, 7.4).
 */
import {Lines, base64, concat, decimal, hex, isName, need, text, utf8}
    from './bytes.js';
import {sha256, verify} from './crypto.js';

export const SIGNING = 1, COSIGNING = 4;
export const ZERO = new Uint8Array(32);

const NOTE_MAX = 65536, SIGNATURES_MAX = 64;

/* <name>+<8 hex digits>+<base64(type || key)> */
export function vkey(s, type = SIGNING) {
	const part = s.split('+');
	const name = part[0];
	need(part.length >= 3 && isName(name), '3.6', 'not a vkey');
	const raw = base64(part.slice(2).join('+'), 33);
	need(raw[0] === type, '3.6', 'a key of another type');
	const id = sha256(concat(utf8(name + '\n'), raw)).subarray(0, 4);
	need(part[1] === hex(id), '3.6', 'a key id that is not its key\'s');
	return {name, id: hex(id), type, key: raw.slice(1)};
}

/* Text, an empty line, signature lines; nothing is verified here. */
export function note(bytes, clause = '3.6') {
	need(bytes.length <= NOTE_MAX, clause, 'a note too long');
	const s = text(bytes, clause);
	const cut = s.lastIndexOf('\n\n');
	need(cut > 0, clause, 'no empty line before the signatures');
	const body = s.slice(0, cut + 1);
	const lines = new Lines(s.slice(cut + 2), clause);
	need(lines.line.length <= SIGNATURES_MAX, clause, 'too many signatures');
	const signatures = lines.line.map((line) => {
		const part = line.split(' ');
		need(part.length === 3 && part[0] === '\u2014' && isName(part[1]),
		    clause, 'not a signature line');
		const raw = base64(part[2]);
		need(raw.length > 4, clause, 'a signature too short');
		return {name: part[1], id: hex(raw.subarray(0, 4)),
			signature: raw.slice(4)};
	});
	return {text: body, bytes: utf8(body), signatures};
}

/* Did this key sign that line of the note? */
export function isSigned(n, line, key) {
	return line !== undefined && line.name === key.name &&
	    line.id === key.id && line.signature.length === 64 &&
	    verify(key.key, n.bytes, line.signature);
}

/* C2SP tlog-checkpoint: origin, size, root; no extension line. */
export function checkpoint(bytes) {
	const n = note(bytes, '7.1');
	const lines = new Lines(n.text, '7.1');
	const origin = lines.next();
	need(isName(origin), '7.1', 'not an origin');
	const size = decimal(lines.next());
	const root = base64(lines.next(), 32);
	lines.end();
	return {note: n, origin, size, root};
}

export function isSealedBy(c, key) {
	return c.note.signatures.some((line) => line.name === key.name &&
	    line.id === key.id && isSigned(c.note, line, key));
}

/* 7.3: what people compare with the paper in the hamlet house. */
export function sealCode(checkpointText) {
	return hex(sha256(utf8(checkpointText)).subarray(0, 16))
	    .match(/.{4}/g).join(' ');
}

export function anchor(s) {
	const lines = new Lines(s, '7.4');
	const origin = lines.next();
	need(isName(origin), '7.4', 'not an origin');
	const leaf = base64(lines.next(), 32);
	const logKey = vkey(lines.next());
	lines.end();
	need(logKey.name === origin, '7.4', 'a log key of another name');
	return {origin, leaf, logKey};
}
