/*
 * tree.js - the Merkle tree over the leaves (RFC 6962, FORMAT 2.5): roots of
 * every prefix as leaves come in, inclusion and consistency proofs, bundles.
 */
import {concat, equal, need} from './bytes.js';
import {sha256} from './crypto.js';

const ONE = Uint8Array.of(1);
export const node = (left, right) => sha256(concat(ONE, left, right));

/* The right edge: the roots of the full subtrees, largest first. */
export class Edge {
	constructor() {
		this.size = 0;
		this.roots = [];
	}
	add(leafHash) {
		let h = leafHash;
		for (let n = this.size; n % 2 === 1; n = (n - 1) / 2)
			h = node(this.roots.pop(), h);
		this.roots.push(h);
		this.size++;
	}
	root() {
		if (this.size === 0)
			return sha256(new Uint8Array(0));
		return rootOfParts(this.roots);
	}
}

/* Of full subtrees side by side, largest first. */
export const rootOfParts = (parts) => parts.reduceRight((h, left) =>
    h === null ? left : node(left, h), null);

/* RFC 9162 2.1.3.2 */
export function isIncluded(root, hash, index, size, proof) {
	if (index >= size)
		return false;
	let fn = index, sn = size - 1, r = hash;
	for (const p of proof) {
		if (sn === 0)
			return false;
		if (fn % 2 === 1 || fn === sn) {
			r = node(p, r);
			while (fn % 2 === 0 && fn !== 0) {
				fn /= 2;
				sn = Math.floor(sn / 2);
			}
		} else {
			r = node(r, p);
		}
		fn = Math.floor(fn / 2);
		sn = Math.floor(sn / 2);
	}
	return sn === 0 && equal(r, root);
}

/* C2SP tlog-tiles: each leaf with its length in two bytes before it. */
export function bundle(bytes, width) {
	const out = [];
	let at = 0;
	while (at < bytes.length) {
		need(at + 2 <= bytes.length, '8.1', 'a bundle is cut');
		const n = bytes[at] << 8 | bytes[at + 1];
		at += 2;
		need(at + n <= bytes.length, '8.1', 'a bundle is cut');
		out.push(bytes.subarray(at, at + n));
		at += n;
	}
	need(out.length === width, '8.1', 'a bundle of another width');
	return out;
}

/* <N>[.p/<W>], thousands apart as in C2SP tlog-tiles. */
function number(n, width) {
	let s = String(n % 1000).padStart(3, '0');
	for (let left = Math.floor(n / 1000); left > 0;
	    left = Math.floor(left / 1000))
		s = `x${String(left % 1000).padStart(3, '0')}/${s}`;
	return `${s}${width < 256 ? `.p/${width}` : ''}`;
}

export const bundleName = (n, width) => `tile/entries/${number(n, width)}`;
export const tileName = (level, n, width) =>
    `tile/${level}/${number(n, width)}`;
