/*
 * sparse.mjs - books that are too long for the check page to read whole: what it
 * reads of them counts to the last bit, what it does not read it does not call
 * proved, and a book of 210,000 lines costs no more than some hundred kilobytes.
 */
import assert from 'node:assert/strict';
import {createHash, createPrivateKey, sign} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';

const m = await import(pathToFileURL(process.env.VERIFY));
const {PUBLIC, ANCHOR} = process.env;
const MODEL = 'tests/vectors/minhbach';
const sha256 = (...parts) => {
	const h = createHash('sha256');
	parts.forEach((p) => h.update(p));
	return h.digest();
};

/* Files of a directory; those in changed are others, or are missing. */
function reader(dir, changed = new Map()) {
	const asked = new Map();
	const read = async (name) => {
		let bytes = null;
		try {
			bytes = changed.has(name) ? changed.get(name)
			    : new Uint8Array(readFileSync(join(dir, name)));
		} catch { /* null */ }
		if (bytes !== null)
			asked.set(name, bytes);
		return bytes;
	};
	return {read, asked};
}

/* 'undecided', 'disproved', or 'fault' when nothing could be said. */
async function judge(read, options) {
	try {
		return await m.checkDirectory(read, options);
	} catch (e) {
		if (!(e instanceof m.Fault))
			throw e;
		return {verdict: 'fault', findings: [e]};
	}
}

const anchor = m.anchor(readFileSync(ANCHOR, 'utf8'));
const part = {anchor, sizeMax: 500};

test('the demonstration, looked at in part, agrees with the whole', async () => {
	const {read} = reader(PUBLIC);
	const whole = await judge(read, {anchor});
	const r = await judge(read, part);
	assert.deepEqual(r.findings, []);
	assert.equal(r.verdict, 'undecided', 'never proved');
	assert.equal(r.sparse, true);
	assert.ok(r.summed > 0 && r.publications.some((p) => p.proven));
	assert.deepEqual(r.publications.map((p) => [p.index, p.code]),
	    whole.publications.map((p) => [p.index, p.code]));
	assert.deepEqual(r.genesis, whole.genesis);
	for (let n = 1; n <= r.size; n += 37)
		assert.deepEqual(await r.rootOf(n), await whole.rootOf(n), `${n}`);
	for (const i of [0, 255, 256, r.size - 1])
		assert.ok((await r.pointAt(i)).equals(await whole.pointAt(i)));
});

test('every bit that it reads counts', async () => {
	const {read, asked} = reader(PUBLIC);
	await judge(read, part);
	let seed = 7, turned = 0;
	for (const [name, bytes] of asked) {
		if (name === 'checkpoint')
			continue;
		for (let i = 0; i < 3; i++) {
			seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
			const bad = Uint8Array.from(bytes);
			bad[(seed >>> 8) % bad.length] ^= 1 << (seed >>> 4 & 7);
			const r = await judge(reader(PUBLIC,
			    new Map([[name, bad]])).read, part);
			assert.ok(r.findings.length > 0, `${name} ${i}`);
			turned++;
		}
		const r = await judge(reader(PUBLIC, new Map([[name, null]])).read,
		    part);
		/* Without its proof a publication is not known of. */
		assert.ok(r.findings.length > 0 || name.startsWith('proofs/'),
		    name);
	}
	assert.ok(turned > 60);
});

test('another anchor, another book than last time', async () => {
	const {read} = reader(PUBLIC);
	const root = new Uint8Array(32);
	const r = await judge(read, {...part, last: {size: 300, root}});
	assert.deepEqual(r.findings.map((f) => f.check), ['seen']);
	const good = await judge(read, {...part,
		last: {size: 300, root: await r.rootOf(300)}});
	assert.deepEqual(good.findings, []);
	const other = await judge(read, {...part, anchor: {...anchor,
		leaf: root}});
	assert.deepEqual(other.findings.map((f) => f.check), ['anchor']);
});

/* ---- 210,000 lines: the model's book, going on in sealed ones ---- */

const model = JSON.parse(readFileSync(`${MODEL}/ledger.json`, 'utf8'));
const {log} = model.keys;

function seal(text) {
	const key = createPrivateKey({format: 'der', type: 'pkcs8', key:
	    Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'),
		Buffer.from(log.seed, 'hex')])});
	const old = readFileSync(`${MODEL}/public/checkpoint`, 'utf8')
	    .match(/\n\n— (\S+) (\S+)\n/);
	const id = Buffer.from(old[2], 'base64').subarray(0, 4);
	return Buffer.from(`${text}\n— ${old[1]} ${Buffer.concat([id,
		sign(null, Buffer.from(text), key)]).toString('base64')}\n`);
}

function leaves(size) {
	const list = m.bundle(new Uint8Array(readFileSync(
	    `${MODEL}/public/tile/entries/000.p/65`)), 65).map(Buffer.from);
	const last = list[64].toString().split('\n');
	for (let i = list.length; i < size; i++)
		list.push(Buffer.from(`${last[0]}\n${i}\nsealed\n${sha256('\0',
		    list[i - 1]).toString('base64')}\n${last[4]}\n${last[5]}\n`));
	return list;
}

/* The files of such a book, made when they are asked for. */
function longBook(size) {
	const list = leaves(size);
	const levels = [list.map((b) => sha256('\0', b))];
	const pair = (row) => row.filter((_, i) => i % 2 === 0)
	    .slice(0, Math.floor(row.length / 2))
	    .map((h, i) => sha256('\x01', h, row[2 * i + 1]));
	while (levels.at(-1).length >= 256) {
		let row = levels.at(-1).slice(0,
		    Math.floor(levels.at(-1).length / 256) * 256);
		for (let i = 0; i < 8; i++)
			row = pair(row);
		levels.push(row);
	}
	const edge = new m.Edge();
	levels[0].forEach((h) => edge.add(h));
	const files = new Map([['checkpoint', seal(`${model.checkpoint.split(
	    '\n')[0]}\n${size}\n${Buffer.from(edge.root()).toString(
	    'base64')}\n`)]]);
	const put = (name, row, made) => {
		for (let n = 0; n * 256 < row.length; n++) {
			const some = row.slice(n * 256, n * 256 + 256);
			files.set(name(n, some.length), Buffer.concat(made(some)));
		}
	};
	levels.forEach((row, level) => put((n, w) => m.tileName(level, n, w), row,
	    (some) => some));
	put(m.bundleName, list, (some) => some.flatMap((b) =>
	    [Buffer.from([b.length >> 8, b.length & 255]), b]));
	return files;
}

test('a book of 210,000 lines is looked at in part, and says so', async () => {
	const files = longBook(210000);
	const {read, asked} = reader(`${MODEL}/public`, files);
	const a = m.anchor(readFileSync(`${MODEL}/public/anchor`, 'utf8'));
	const old = m.checkpoint(new Uint8Array(readFileSync(
	    `${MODEL}/public/checkpoints/65`)));
	const options = {anchor: a, last: old, noSchemas: true};
	const r = await m.checkDirectory(read, options);
	assert.deepEqual(r.findings, []);
	assert.deepEqual([r.sparse, r.size, r.verdict],
	    [true, 210000, 'undecided']);
	assert.deepEqual(r.publications.map((p) => p.index), [64]);
	const of = Object.fromEntries(r.checks.map((c) => [c.name, c.result]));
	assert.deepEqual([of.root, of.anchor, of.seen, of.leaves, of.authority],
	    ['passed', 'passed', 'passed', 'not made', 'not made']);
	const bytes = [...asked.values()].reduce((n, b) => n + b.length, 0);
	assert.ok(bytes < 500000, `${bytes} bytes`);
	/* One line of the part that was never read is another: the seal tells. */
	const tile = m.tileName(0, 700, 256), bad = Buffer.from(files.get(tile));
	bad[5] ^= 1;
	const book = await m.checkDirectory(reader(`${MODEL}/public`,
	    new Map([...files, [tile, bad]])).read, options);
	assert.deepEqual(book.findings, []);
	await assert.rejects(book.pointAt(700 * 256 + 1), m.Fault);
	/* Another book from line 10 on, well sealed: last time tells. */
	const forged = await m.checkDirectory(read, {...options,
		last: {size: 100, root: old.root}});
	assert.deepEqual(forged.findings.map((f) => f.check), ['seen']);
});
