/*
 * proof.js - tlog-proof files: inclusion proofs and receipts (FORMAT 9.1, 9.3).
 */
import {Lines, base64, decimal, need, text, utf8} from './bytes.js';
import {belongs, head, leaf, opens, statement} from './entry.js';
import {canonical} from './canonical.js';
import {checkpoint} from './note.js';
import {sha256} from './crypto.js';
import {isIncluded} from './tree.js';

const PROOF_MAX = 65536, HASHES_MAX = 64;

export function tlogProof(bytes) {
	need(bytes.length <= PROOF_MAX, '9.3', 'a proof too long');
	const s = text(bytes, '9.3');
	const cut = s.indexOf('\n\n');
	need(cut > 0, '9.3', 'no empty line before the checkpoint');
	const lines = new Lines(s.slice(0, cut + 1), '9.3');
	lines.is('c2sp.org/tlog-proof@v1');
	let line = lines.next(), extra = null;
	if (line.startsWith('extra ')) {
		extra = base64(line.slice(6));
		line = lines.next();
	}
	need(line.startsWith('index '), '9.3', 'no index');
	const index = decimal(line.slice(6));
	const hashes = [];
	while (lines.at < lines.line.length)
		hashes.push(base64(lines.next(), 32));
	need(hashes.length <= HASHES_MAX, '9.3', 'too many hashes');
	return {extra, index, hashes,
		checkpoint: checkpoint(utf8(s.slice(cut + 2)))};
}

/* Fields with their length in four bytes before them. */
function fields(bytes, n) {
	const out = [];
	let at = 0;
	for (let i = 0; i < n; i++) {
		need(at + 4 <= bytes.length, '9.1', 'extra is cut');
		const size = new DataView(bytes.buffer, bytes.byteOffset + at, 4)
		    .getUint32(0);
		at += 4;
		need(size <= bytes.length - at, '9.1', 'extra is cut');
		out.push(bytes.subarray(at, at + size));
		at += size;
	}
	need(at === bytes.length, '9.1', 'extra goes on');
	return out;
}

/* What an entry adds to the totals (5.2). */
function amountOf(kind, payload) {
	if (kind === 'disbursement')
		return payload.amount;
	return kind === 'reversal' ? -payload.amount : 0n;
}

/* 9.1: one entry, opened, and its place in a sealed book.  The caller asks
 * whether the checkpoint is one that it trusts. */
export function receipt(bytes) {
	const p = tlogProof(bytes);
	need(p.extra !== null, '9.1', 'a proof without an entry');
	const [leafBytes, headBytes, note, okey, payload] = fields(p.extra, 5);
	const l = leaf(leafBytes);
	const h = head(headBytes);
	const s = statement(note);
	need(l.index === p.index && h.index === p.index, '9.1',
	    'indices that differ');
	need(s.origin === p.checkpoint.origin, '3.1',
	    'a statement of another origin');
	belongs(l, sha256(headBytes), note, s);
	need(isIncluded(p.checkpoint.root, l.hash, p.index, p.checkpoint.size,
	    p.hashes), '9.3', 'the proof does not lead to the root');
	need(okey.length === 32, '4.2', 'an okey of another length');
	const o = canonical(payload);
	const amount = amountOf(s.kind, o);
	need(typeof amount === 'bigint', '5.2', 'no amount');
	opens(s, okey, payload, amount);
	return {index: p.index, kind: s.kind, by: s.by, time: h.time, payload: o,
		amount, checkpoint: p.checkpoint};
}

export function isAt(p, hash) {
	return isIncluded(p.checkpoint.root, hash, p.index, p.checkpoint.size,
	    p.hashes);
}

