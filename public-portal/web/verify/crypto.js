/*
 * crypto.js - the primitives, by one audited library (noble) in every browser.
 *
 * Not WebCrypto: it is absent on a page opened from disk or over plain HTTP,
 * knows no ristretto255, and its Ed25519 differs from browser to browser in
 * what it accepts (cofactor, small orders).  FORMAT 3.7 names one verdict.
 */
import {ed25519, ristretto255, ristretto255_hasher}
    from '@noble/curves/ed25519.js';
import {hmac} from '@noble/hashes/hmac.js';
import {sha256, sha512} from '@noble/hashes/sha2.js';
import {Fault, concat, equal, need, utf8} from './bytes.js';

export {sha256};
export const hmac256 = (key, bytes) => hmac(sha256, key, bytes);

const Edwards = ed25519.Point;
const L = Edwards.Fn.ORDER;
const Ristretto = ristretto255.Point;
const B = Ristretto.BASE;
const H = ristretto255_hasher.deriveToCurve(
    sha512(utf8('minhbach/v1 value generator H')));       /* 5.1 */

function little(bytes) {
	let v = 0n;
	for (let i = bytes.length - 1; i >= 0; i--)
		v = v << 8n | BigInt(bytes[i]);
	return v;
}
const modL = (v) => (v % L + L) % L;

/* 6.4: canonical, of prime order, not the identity. */
export function isKey(bytes) {
	try {
		const p = Edwards.fromBytes(bytes, false);
		return !p.is0() && p.isTorsionFree();
	} catch {
		return false;
	}
}

/* 3.7: S < L, R not of low order and compared as bytes; no cofactor. */
export function verify(key, message, signature) {
	const r = signature.subarray(0, 32);
	const s = little(signature.subarray(32));
	if (s >= L)
		return false;
	try {
		if (Edwards.fromBytes(r, false).isSmallOrder())
			return false;
		const a = Edwards.fromBytes(key, false);
		const k = modL(little(sha512(concat(r, key, message))));
		const sB = s === 0n ? Edwards.ZERO : Edwards.BASE.multiply(s);
		const kA = k === 0n ? Edwards.ZERO : a.multiplyUnsafe(k);
		return equal(sB.subtract(kA).toBytes(), r);
	} catch {
		return false;
	}
}

/* 5.3: a canonical point that is not the identity. */
export function point(bytes) {
	let p;
	try {
		p = Ristretto.fromBytes(bytes);
	} catch {
		throw new Fault('5.3', 'not a canonical point');
	}
	need(!p.is0(), '5.3', 'the identity');
	return p;
}

export function scalar(bytes) {
	const v = little(bytes);
	need(v < L, '5.3', 'a scalar of L or more');
	return v;
}

const times = (p, k) => k === 0n ? Ristretto.ZERO : p.multiply(k);

/* 5.2: blind*B + amount*H; amount may be negative. */
export function commit(blind, amount) {
	return times(B, blind).add(times(H, modL(BigInt(amount))));
}

export const sumOfPoints = (points) =>
    points.reduce((sum, p) => sum.add(p), Ristretto.ZERO);

/* 4.2: what an opening key opens. */
export function opening(okey) {
	return {
		salt: hmac256(okey, utf8('minhbach/v1 salt')),
		blind: modL(little(hmac(sha512, okey,
		    utf8('minhbach/v1 blind')))),
	};
}
