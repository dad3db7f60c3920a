/*
 * keys.js - the officer's key in this browser: made here, never leaves, cannot
 * be exported.  IndexedDB keeps the handles, and what the key last vouched for
 * (FORMAT 3.8, 4.9).
 */
import {base64Encode, concat, hex, utf8}
    from '../../../public-portal/web/verify/bytes.js';
import {sha256} from '../../../public-portal/web/verify/crypto.js';

const DB = 'minhbach-desk', STORE = 'key';

function database() {
	return new Promise((good, bad) => {
		const r = indexedDB.open(DB, 1);
		r.onupgradeneeded = () => r.result.createObjectStore(STORE);
		r.onsuccess = () => good(r.result);
		r.onerror = () => bad(r.error);
	});
}

async function transact(mode, act) {
	const db = await database();
	try {
		return await new Promise((good, bad) => {
			const t = db.transaction(STORE, mode,
			    {durability: 'strict'});
			const r = act(t.objectStore(STORE));
			t.oncomplete = () => good(r.result);
			t.onerror = t.onabort = () => bad(t.error);
		});
	} finally {
		db.close();
	}
}

/* Of this ledger; undefined if there is none. */
export const load = (origin) =>
    transact('readonly', (s) => s.get(origin));
const save = (key) => transact('readwrite', (s) => s.put(key, key.origin));

/* Can this browser hold such a key at all? */
export async function isAble() {
	try {
		await crypto.subtle.generateKey('Ed25519', false, ['sign']);
		await crypto.subtle.generateKey('X25519', false, ['deriveBits']);
		return true;
	} catch {
		return false;
	}
}

const raw = async (key) =>
    new Uint8Array(await crypto.subtle.exportKey('raw', key));

/* FORMAT 3.6. */
function vkeyOf(name, bytes) {
	const typed = concat(Uint8Array.of(1), bytes);
	const id = sha256(concat(utf8(name + '\n'), typed)).subarray(0, 4);
	return `${name}+${hex(id)}+${base64Encode(typed)}`;
}

/* A key of this name, in place of what was there for this ledger. */
export async function make(origin, name) {
	const sign = await crypto.subtle.generateKey('Ed25519', false, ['sign']);
	const read = await crypto.subtle.generateKey('X25519', false,
	    ['deriveBits']);
	const key = {origin, name, sign: sign.privateKey, read: read.privateKey,
		vkey: vkeyOf(name, await raw(sign.publicKey)),
		reading: base64Encode(await raw(read.publicKey)),
		seen: {n: 0, hash: ''}};
	await save(key);
	return key;
}

/* FORMAT 3.12: what is read aloud before the key is granted. */
export const code = (key) =>
    hex(sha256(utf8(`minhbach/v1 key code\n${key.vkey}\n${key.reading}\n`))
	.subarray(0, 8)).match(/.{4}/g).join(' ');

/* What admins need to grant it. */
export const request = (key) => `# mã đối chiếu: ${code(key)}\n` +
    `name=${key.name}\nverify_key=${key.vkey}\nreading_key=${key.reading}\n`;

export async function sign(key, text) {
	return base64Encode(new Uint8Array(
	    await crypto.subtle.sign('Ed25519', key.sign, utf8(text))));
}

/* The ledger that a statement saw must not be another than the key's. */
export const disagrees = (key, s) => s.seen === key.seen.n &&
    base64Encode(s.seenHash) !== key.seen.hash;

export async function saw(key, s) {
	if (s.seen <= key.seen.n)
		return;
	key.seen = {n: s.seen, hash: base64Encode(s.seenHash)};
	await save(key);
}
