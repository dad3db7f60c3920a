/*
 * differential.mjs - two readings of one contract, the C verifier's and the
 * check page's, over copies of the demonstration's public directory of which
 * one bit was turned: they never disagree on what both read.
 */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync,
    writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {after, test} from 'node:test';
import {pathToFileURL} from 'node:url';

const m = await import(pathToFileURL(process.env.VERIFY));
const {PUBLIC, ANCHOR, VERIFIER} = process.env;
const ROUNDS = Number(process.env.ROUNDS ?? 60);
const dir = mkdtempSync(join(tmpdir(), 'minhbach-'));
after(() => rmSync(dir, {recursive: true}));
cpSync(PUBLIC, dir, {recursive: true});
const anchor = m.anchor(readFileSync(ANCHOR, 'utf8'));

async function page() {
	const asked = new Set();
	const read = async (name) => {
		asked.add(name);
		try {
			return new Uint8Array(readFileSync(join(dir, name)));
		} catch {
			return null;
		}
	};
	let code = 2;
	try {
		const r = await m.checkDirectory(read, {anchor});
		code = {proved: 0, disproved: 1, undecided: 2}[r.verdict];
	} catch (e) {
		if (!(e instanceof m.Fault))
			throw e;
	}
	return {code, asked};
}

const verifier = () => spawnSync(VERIFIER,
    ['public', dir, '--anchor', ANCHOR]).status;

/* A fixed sequence, so that a finding can be seen again. */
let seed = 20261123;
const random = (n) => {
	seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
	return (seed >>> 8) % n;
};

test('both prove the demonstration', async () => {
	assert.equal((await page()).code, 0);
	assert.equal(verifier(), 0);
});

test(`both read ${ROUNDS} damaged copies alike`, async () => {
	const {asked} = await page();
	const files = readdirSync(dir, {recursive: true})
	    .map((f) => relative(dir, join(dir, f)))
	    .filter((f) => statSync(join(dir, f)).isFile() && asked.has(f));
	for (let i = 0; i < ROUNDS; i++) {
		const file = join(dir, files[random(files.length)]);
		const good = readFileSync(file);
		const bad = Buffer.from(good);
		const at = random(bad.length);
		bad[at] ^= 1 << random(8);
		writeFileSync(file, bad);
		const ours = (await page()).code, theirs = verifier();
		writeFileSync(file, good);
		assert.notEqual(ours, 0, `${file} byte ${at} unnoticed`);
		assert.equal(ours, theirs, `${file} byte ${at}`);
	}
});

test('a file that is missing is noticed by both', async () => {
	for (const name of ['clear/0.json', 'checkpoint']) {
		const good = readFileSync(join(dir, name));
		rmSync(join(dir, name));
		assert.notEqual((await page()).code, 0);
		assert.notEqual(verifier(), 0);
		writeFileSync(join(dir, name), good);
	}
});
