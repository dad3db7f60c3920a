/*
 * directory.js - checks a whole public directory (FORMAT 8): every leaf, the
 * chain, the tree, every clear entry and its signatures, every publication and
 * every proven total.  Trust comes from the anchor and from what the reader
 * saw last time; never from what the directory says of itself.
 */
import {Fault, base64, equal, hex, need} from './bytes.js';
import {canonical, PUBLICATION_MAX, PAYLOAD_MAX} from './canonical.js';
import {Authority, checkSeen} from './authority.js';
import {belongs, clearFile, leaf, opens, statement} from './entry.js';
import {checkpoint, isSealedBy, isSigned, sealCode, ZERO} from './note.js';
import {commit, point, scalar, sumOfPoints} from './crypto.js';
import {checkSchema, REFERENCES} from './schemas.js';
import {bundle, bundleName, Edge} from './tree.js';
import {isAt, tlogProof} from './proof.js';
import {checkSparse} from './sparse.js';

const BLOCK = 64, BUNDLE = 256, PAUSE = 256;
const SIZE_MAX = 200000; /* a longer book is looked at in sparse.js */

/* In the order in which people read them. */
export const CHECKS = [
	['leaves', '2.4', 'every leaf is there and names the one before'],
	['root', '2.5', 'the leaves give the sealed root'],
	['anchor', '7.4', 'the book begins with the genesis that was posted'],
	['seen', '7.2', 'the book still contains what was seen last time'],
	['entries', '2.2', 'clear entries are those that the leaves commit to'],
	['openings', '4.3', 'their payloads and values open'],
	['schemas', '6.7', 'their payloads are of their kinds'],
	['authority', '6.1', 'their signers had the right to sign'],
	['signatures', '3.7', 'their signatures are good'],
	['checkpoints', '7.1', 'every seal is the log key\'s, over one tree'],
	['publications', '8.4', 'every publication is where and what it says'],
	['totals', '5.4', 'every proven total is the sum of the book'],
];

class Work {
	constructor(read, options) {
		this.read = read;
		this.options = options;
		this.leaves = [];
		this.points = [];
		this.rootAt = new Map();
		this.edge = new Edge();
		this.authority = new Authority();
		this.clear = new Map();
		this.publications = [];
		this.seals = [];
		this.findings = [];
		this.made = new Set();
	}
	/* Run one check; a fault is noted and the others go on. */
	try(check, index, f) {
		this.made.add(check);
		try {
			return f();
		} catch (e) {
			if (!(e instanceof Fault))
				throw e;
			this.findings.push({check, clause: e.clause,
				what: e.what, index: e.index ?? index});
			return undefined;
		}
	}
	async file(name, check, index) {
		const bytes = await this.read(name);
		this.try(check, index, () =>
		    need(bytes !== null, '8.4', `${name} is missing`));
		return bytes;
	}
}

/* Leaves, chain, tree. */
async function readLeaves(w, size) {
	for (let n = 0; n * BUNDLE < size; n++) {
		const width = Math.min(BUNDLE, size - n * BUNDLE);
		const bytes = await w.file(bundleName(n, width), 'leaves',
		    n * BUNDLE);
		if (bytes === null)
			return false;
		const good = w.try('leaves', n * BUNDLE, () =>
		    bundle(bytes, width).every((b) => takeLeaf(w, b)));
		if (!good)
			return false;
		w.options.progress?.(w.edge.size, size);
		await w.options.pause?.();
	}
	return true;
}

function takeLeaf(w, bytes) {
	const index = w.leaves.length;
	return w.try('leaves', index, () => {
		const l = leaf(bytes);
		need(l.index === index, '2.4', 'an index out of order');
		need(equal(l.prev, index === 0 ? ZERO : w.leaves[index - 1].hash),
		    '2.4', 'not chained to the leaf before');
		w.points.push(point(l.value));
		w.leaves.push(l);
		w.edge.add(l.hash);
		if (w.leaves.length % BLOCK <= 1 || l.cls === 'clear')
			w.rootAt.set(w.edge.size, w.edge.root());
		return true;
	}) === true;
}

/* The root of the first n leaves. */
function rootOf(w, n) {
	const known = w.rootAt.get(n);
	if (known)
		return known;
	const e = new Edge();
	for (const l of w.leaves.slice(0, n))
		e.add(l.hash);
	w.rootAt.set(n, e.root());
	return w.rootAt.get(n);
}

function checkReferences(w, kind, payload, index) {
	for (const [key, kinds] of Object.entries(REFERENCES[kind] ?? {})) {
		const r = payload[key];
		if (r === null)
			continue;
		const id = hex(base64(r.id, 16));
		const t = [...w.clear.values()].find((c) => c.index < index &&
		    c.s.id === id && (r.index === null ||
		    BigInt(c.index) === r.index));
		need(t !== undefined && kinds.includes(t.s.kind), '6.8',
		    `${key} names no such entry`);
	}
}

function takeClear(w, index, bytes) {
	const l = w.leaves[index];
	const c = w.try('entries', index, () => {
		const f = clearFile(bytes);
		const s = statement(f.note);
		belongs(l, f.headHash, f.note, s);
		need(s.origin === w.origin, '3.1', 'of another origin');
		return {index, f, s, payload: null, withdrawn: f.withdrawn};
	});
	if (c === undefined)
		return;
	if (c.withdrawn === null)
		openPayload(w, c);
	w.clear.set(index, c);
	checkSigners(w, c);
}

function openPayload(w, c) {
	const {f, s, index} = c;
	w.try('openings', index, () => opens(s, f.okey, f.payload, 0));
	w.try('schemas', index, () => {
		need(f.payload.length <= (s.kind === 'publication'
		    ? PUBLICATION_MAX : PAYLOAD_MAX), '4.1', 'too long');
		const payload = canonical(f.payload);
		if (!w.options.noSchemas) {
			checkSchema(s.kind, payload);
			checkReferences(w, s.kind, payload, index);
		}
		c.payload = payload;
	});
}

function checkSigners(w, c) {
	const {s, index, payload} = c;
	const a = w.authority;
	const changes = () => payload !== null && a.apply(s.kind, index, payload);
	const grants = w.try('authority', index, () => {
		if (index === 0)
			changes();
		return a.check(s, index);
	});
	if (grants === undefined)
		return;
	w.try('signatures', index, () => {
		grants.forEach((g, i) => need(isSigned(s.note,
		    s.note.signatures[i], g.key), '3.7',
		'a signature is not good'));
		checkSeen(s, index, (i) => w.leaves[i].hash, grants);
	});
	if (index !== 0)
		w.try('authority', index, changes);
}

async function readClear(w) {
	for (const l of w.leaves) {
		if (l.cls !== 'clear')
			continue;
		const bytes = await w.file(`clear/${l.index}.json`, 'entries',
		    l.index);
		if (bytes !== null)
			takeClear(w, l.index, bytes);
		if (l.index % PAUSE === 0)
			await w.options.pause?.();
	}
	const seen = new Map();
	for (const c of w.clear.values())
		w.try('entries', c.index, () => {
			need(!seen.has(c.s.id), '3.3', 'an id a second time');
			seen.set(c.s.id, c.index);
		});
}

/* A seal: of this origin, by the log key in force, with our root. */
function checkSeal(w, c, size) {
	need(c.origin === w.origin, '7.1', 'a checkpoint of another origin');
	need(c.size === size, '8.1', 'a checkpoint of another size');
	need(equal(c.root, rootOf(w, size)), '7.2', 'another root than the book');
	const key = w.authority.logKey(size);
	need(key !== null && isSealedBy(c, key), '7.1',
	    'not signed by the log key in force');
	w.seals.push({size, code: sealCode(c.note.text)});
}

async function takePublication(w, c) {
	const at = c.index;
	const p = {index: at, payload: c.payload, withdrawn: c.withdrawn,
		seal: null, code: null};
	w.publications.push(p);
	w.try('publications', at, () => need(at % BLOCK === 0, '5.6',
	    'not after a multiple of 64'));
	const name = `checkpoints/${at + 1}`;
	const bytes = await w.file(name, 'checkpoints', at);
	if (bytes !== null)
		w.try('checkpoints', at, () => {
			const s = checkpoint(bytes);
			checkSeal(w, s, at + 1);
			p.seal = s;
			p.code = sealCode(s.note.text);
		});
	if (c.payload === null || w.options.noSchemas)
		return;
	const {period, version} = c.payload;
	const file = await w.file(`publications/${period}/v${version}.json`,
	    'publications', at);
	if (file !== null)
		w.try('publications', at, () => need(equal(file, c.f.payload),
		    '8.1', 'a file that is not the payload'));
	const proof = await w.file(`proofs/${period}-v${version}.tlog-proof`,
	    'publications', at);
	if (proof !== null)
		w.try('publications', at, () => {
			const t = tlogProof(proof);
			need(t.extra === null && t.index === at, '8.1',
			    'a proof of another entry');
			checkSeal(w, t.checkpoint, at + 1);
			need(isAt(t, w.leaves[at].hash), '9.3',
			    'the proof does not lead to the root');
		});
}

/* 5.4, 5.5: ranges join from 0, and each sum is the book's. */
function checkTotals(w) {
	let next = 0;
	const open = new Map();
	for (const p of w.publications) {
		const o = p.payload?.opening ?? withdrawnRange(w, p);
		if (!o)
			continue;
		w.try('totals', p.index, () => {
			const from = Number(o.from), to = Number(o.to);
			need(from < to && to <= p.index && from % BLOCK === 0 &&
			    to % BLOCK === 0, '5.5',
			'not a range of whole blocks before it');
			const key = `${from}-${to}`;
			const before = open.get(key);
			need(before !== undefined || from === next, '5.5',
			    'ranges do not join');
			next = before === undefined ? to : next;
			need(isSameTotal(before, o), '5.5',
			    'a later version opens another total');
			open.set(key, before?.blind === undefined ? o : before);
			if (o.blind === undefined)
				return;
			const sum = sumOfPoints(w.points.slice(from, to));
			need(sum.equals(commit(scalar(base64(o.blind, 32)),
			    o.amount)), '5.4', 'not the sum of the book');
			p.proven = true;
		});
	}
}

const isSameTotal = (a, b) => a?.blind === undefined || b.blind === undefined ||
    (a.blind === b.blind && a.amount === b.amount);

/* The range of a withdrawn publication is known, its total not shown. */
function withdrawnRange(w, p) {
	const by = p.withdrawn === null ? undefined : w.clear.get(p.withdrawn);
	return by?.payload?.range ?? null;
}

function checkWithdrawals(w) {
	for (const c of w.clear.values()) {
		const isOne = c.s.kind === 'withdrawal' && c.payload !== null;
		const target = isOne && !w.options.noSchemas
		    ? w.clear.get(Number(c.payload.target.index)) : null;
		w.try('publications', c.index, () => {
			need(target === null || target?.withdrawn === c.index,
			    '8.2', 'withdrawn, and its clear file still whole');
			if (c.withdrawn === null)
				return;
			const by = w.clear.get(c.withdrawn);
			need(by?.s.kind === 'withdrawal' &&
			    by.payload?.target?.index === BigInt(c.index),
			'8.2', 'withdrawn without a withdrawal');
		});
	}
}

/* What the reader brings: the anchor, and the seal seen last time. */
function checkTrust(w) {
	const {anchor, last} = w.options;
	if (anchor)
		w.try('anchor', 0, () => {
			need(anchor.origin === w.origin, '7.4',
			    'a book of another origin');
			need(equal(anchor.leaf, w.leaves[0].hash), '7.4',
			    'a book that began otherwise');
			const key = w.authority.logKey(1);
			need(key !== null && equal(key.key, anchor.logKey.key),
			    '7.4', 'another first log key');
		});
	if (last)
		w.try('seen', null, () => {
			need(last.size <= w.leaves.length, '7.2',
			    'shorter than what you saw last time');
			need(equal(last.root, rootOf(w, last.size)), '7.2',
			    'not the book that you saw last time');
		});
}

function result(w, c, done) {
	const failed = w.findings.length > 0;
	return {
		verdict: failed ? 'disproved'
		    : done && w.options.anchor ? 'proved' : 'undecided',
		anchored: Boolean(w.options.anchor),
		origin: w.origin,
		size: c.size,
		checkpoint: c,
		code: sealCode(c.note.text),
		trial: w.authority.trial ?? false,
		genesis: w.leaves[0]?.hash ?? null,
		publications: w.publications,
		findings: w.findings,
		seals: w.seals,
		checks: CHECKS.map(([name, clause, what]) => ({name, clause, what,
			result: !w.made.has(name) ? 'not made'
			    : w.findings.some((f) => f.check === name) ? 'failed'
				: 'passed'})),
		rootOf: async (n) => rootOf(w, n),
		pointAt: async (i) => w.points[i],
		authority: w.authority,
	};
}

/*
 * read(name) answers the bytes of a file, or null if there is none; it throws
 * when that cannot be known.  options: anchor, last {size, root}, progress,
 * pause, noSchemas (payloads of another model: tests), sizeMax (the longest book
 * that is read whole).
 */
export async function checkDirectory(read, options = {}) {
	const w = new Work(read, options);
	const bytes = await read('checkpoint');
	if (bytes === null)
		throw new Fault('8.1', 'there is no checkpoint');
	const c = checkpoint(bytes);
	need(c.size >= 1, '7.1', 'an empty book');
	const max = options.sizeMax ?? SIZE_MAX;
	if (c.size > max)
		return checkSparse(read, options, c, CHECKS, max);
	w.origin = c.origin;
	if (!await readLeaves(w, c.size))
		return result(w, c, false);
	await readClear(w);
	w.try('root', null, () => need(equal(w.edge.root(), c.root), '2.5',
	    'the leaves do not give the sealed root'));
	w.try('checkpoints', c.size - 1, () => checkSeal(w, c, c.size));
	checkTrust(w);
	for (const e of w.clear.values())
		if (e.s.kind === 'publication' || e.s.kind === 'withdrawal')
			await takeSealed(w, e);
	checkWithdrawals(w);
	w.made.add('publications');
	if (!options.noSchemas) {
		w.made.add('totals');
		checkTotals(w);
	}
	return result(w, c, true);
}

/* Publications and withdrawals have a checkpoint each (5.6). */
async function takeSealed(w, e) {
	if (e.s.kind === 'publication') {
		await takePublication(w, e);
		return;
	}
	const bytes = await w.file(`checkpoints/${e.index + 1}`, 'checkpoints',
	    e.index);
	w.try('publications', e.index, () => need(e.index % BLOCK === 0, '5.6',
	    'not after a multiple of 64'));
	if (bytes !== null)
		w.try('checkpoints', e.index, () =>
		    checkSeal(w, checkpoint(bytes), e.index + 1));
}
