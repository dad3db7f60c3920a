/*
 * vectors.mjs VERIFY - the check page's own reading of FORMAT.md against the
 * model ledger, its single-fault cases, the Merkle files and Wycheproof: what
 * is good is accepted, what is bad refused.
 */
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';

const m = await import(pathToFileURL(process.env.VERIFY));
const dir = 'tests/vectors';
const json = (path) => JSON.parse(readFileSync(join(dir, path), 'utf8'));
const b64 = (s) => m.base64(s);
const need = (good) => { if (!good) throw new m.Fault('test', 'refused'); };

/* Each decoder of the model, by the functions of the page. */
const DECODE = {
	base64: (b) => m.base64(m.text(b)),
	decimal: (b) => m.decimal(m.text(b)),
	checkpoint: (b, c) => need(m.isSealedBy(m.checkpoint(b),
	    m.vkey(c.vkey))),
	entry: (b, c) => m.belongs(m.leaf(b), b64(c.head_digest),
	    m.utf8(c.note), m.statement(m.utf8(c.note))),
	head: (b) => m.head(b),
	ids: (b, c) => need(!c.used.map((s) => m.hex(b64(s)))
	    .includes(m.statementText(m.text(b)).id)),
	leaf: (b, c) => {
		const l = m.leaf(b);
		m.point(l.value);
		need(l.index === c.index && m.equal(l.prev, b64(c.prev)));
	},
	note: (b, c) => {
		const s = m.statement(b);
		s.by.forEach((name, i) => {
			const key = b64(c.keys[name]);
			const id = m.hex(m.sha256(new Uint8Array([
				...m.utf8(name + '\n'), 1, ...key]))
			    .subarray(0, 4));
			need(m.isSigned(s.note, s.note.signatures[i],
			    {name, id, key}));
		});
	},
	opening: (b, c) => m.opens(m.statementText(c.statement), b64(c.okey), b,
	    BigInt(c.amount)),
	payload: (b) => {
		need(b.length <= 16384);
		need(m.canonical(b).v === 1n);
	},
	publickey: (b) => need(m.isKey(b)),
	receipt: (b, c) => {
		const r = m.receipt(b);
		need(r.amount === BigInt(c.amount) &&
		    m.isSealedBy(r.checkpoint, m.vkey(c.vkey)));
	},
	seen: (b, c) => m.checkSeen(m.statementText(m.text(b)), c.index,
	    (i) => b64(c.leaf_hashes[i]), c.grants.map((from) => ({from}))),
	slip: (b, c) => need(m.isAmount(m.slip(m.text(b)),
	    m.point(m.leaf(m.utf8(c.leaf)).value), BigInt(c.amount))),
	statement: (b) => m.statementText(m.text(b)),
	total: (b, c) => {
		const o = m.canonical(b);
		need(m.sumOfPoints(c.values.map((v) => m.point(b64(v))))
		    .equals(m.commit(m.scalar(b64(o.blind)), o.amount)));
	},
	vkey: (b) => need(m.isKey(m.vkey(m.text(b)).key)),
};

for (const name of readdirSync(join(dir, 'minhbach/bad')).sort())
	test(`model: ${name}`, () => {
		const c = json(`minhbach/bad/${name}`);
		const bytes = (s) => new Uint8Array(Buffer.from(s, 'base64'));
		const decode = DECODE[c.decoder];
		if (c.good !== undefined && c.good !== null)
			decode(bytes(c.good), c.context);
		assert.throws(() => decode(bytes(c.bytes), c.context), m.Fault);
	});

test('the model\'s public directory is proved', async () => {
	const read = (name) => {
		try {
			return new Uint8Array(readFileSync(
			    join(dir, 'minhbach/public', name)));
		} catch {
			return null;
		}
	};
	const anchor = m.anchor(readFileSync(
	    join(dir, 'minhbach/public/anchor'), 'utf8'));
	const r = await m.checkDirectory(read, {anchor, noSchemas: true});
	assert.deepEqual(r.findings, []);
	assert.equal(r.verdict, 'proved');
	assert.equal(r.code, json('minhbach/ledger.json').seal_code);
	assert.equal((await m.checkDirectory(read, {noSchemas: true})).verdict,
	    'undecided');
});

test('inclusion proofs', () => {
	for (const name of readdirSync(join(dir, 'merkle/inclusion'),
	    {recursive: true}).filter((n) => n.endsWith('.json'))) {
		const c = json(`merkle/inclusion/${name}`);
		let good = false;
		try {
			good = m.isIncluded(b64(c.root), b64(c.leafHash),
			    c.leafIdx, c.treeSize, (c.proof ?? []).map(b64)) &&
			    b64(c.leafHash).length === 32;
		} catch { /* refused */ }
		assert.equal(good, !c.wantErr, name);
	}
});

test('Wycheproof: Ed25519', () => {
	for (const g of json('wycheproof/ed25519_test.json').testGroups)
		for (const t of g.tests) {
			const key = Buffer.from(g.publicKey.pk, 'hex');
			const sig = new Uint8Array(Buffer.from(t.sig, 'hex'));
			const good = sig.length === 64 && m.verify(
			    new Uint8Array(key),
			    new Uint8Array(Buffer.from(t.msg, 'hex')), sig);
			assert.equal(good, t.result === 'valid', t.tcId);
		}
});
