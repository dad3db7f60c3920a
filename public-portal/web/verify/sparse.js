/*
 * sparse.js - what can be known of a book that is too long to be read whole: it
 * begins and goes on as it did, every seal is over the same book, what was
 * published stands in it, and the newest totals are its sums.  That every entry
 * was made by who may make it is left to a verifier that reads all of it.
 */
import {Fault, base64, equal, need} from './bytes.js';
import {Authority} from './authority.js';
import {canonical} from './canonical.js';
import {commit, point, scalar, sumOfPoints} from './crypto.js';
import {belongs, clearFile, opens, statement} from './entry.js';
import {checkpoint, isSealedBy, isSigned, sealCode} from './note.js';
import {isAt, tlogProof} from './proof.js';
import {checkSchema} from './schemas.js';
import {Tiles} from './tiles.js';

const BLOCK = 64, WIDTH = 256, FIRST = [2026, 3], AHEAD = 8, VERSIONS = 16;

class Sparse {
	constructor(read, options, c) {
		this.read = read;
		this.options = options;
		this.c = c;
		this.tiles = new Tiles(read, c.size);
		this.authority = new Authority();
		this.publications = [];
		this.seals = [];
		this.findings = [];
		this.made = new Set();
		this.summed = 0;
	}

	async try(check, index, f) {
		this.made.add(check);
		try {
			return await f();
		} catch (e) {
			if (!(e instanceof Fault))
				throw e;
			this.findings.push({check, clause: e.clause,
				what: e.what, index: e.index ?? index});
			return undefined;
		}
	}

	/* A clear entry, opened, as the tree holds it. */
	async clear(index, kind) {
		const l = await this.tiles.leaf(index);
		const bytes = await this.read(`clear/${index}.json`);
		need(bytes !== null, '8.4', `clear/${index}.json is missing`);
		const f = clearFile(bytes), s = statement(f.note);
		belongs(l, f.headHash, f.note, s);
		need(s.origin === this.c.origin && s.kind === kind, '3.1',
		    'another entry than it should be');
		if (f.withdrawn !== null)
			return {s, f, payload: null};
		opens(s, f.okey, f.payload, 0);
		const payload = canonical(f.payload);
		if (!this.options.noSchemas)
			checkSchema(kind, payload);
		return {s, f, payload};
	}

	/* A seal of this book: ours, over the tree as it was. */
	async seal(c, size) {
		need(c.origin === this.c.origin && c.size === size, '7.1',
		    'a checkpoint of another origin or size');
		need(equal(c.root, await this.tiles.rootAt(size)), '7.2',
		    'another root than the book');
		need(isSealedBy(c, this.authority.logKey(1)), '7.1',
		    'not signed by the log key');
		this.seals.push({size, code: sealCode(c.note.text)});
	}
}

/* The genesis names the log key.  Who came later is not known here: a book
 * whose log key was changed cannot be judged. */
async function begin(w) {
	await w.try('entries', 0, async () => {
		const g = await w.clear(0, 'genesis');
		w.authority.apply('genesis', 0, g.payload);
		w.authority.check(g.s, 0).forEach((grant, i) => need(isSigned(
		    g.s.note, g.s.note.signatures[i], grant.key), '3.7',
		'a signature is not good'));
	});
	if (w.findings.length === 0)
		need(isSealedBy(w.c, w.authority.logKey(1)), '7.1',
		    'another log key than the first; this page follows none');
}

async function checkTrust(w) {
	const {anchor, last} = w.options;
	if (anchor)
		await w.try('anchor', 0, async () => {
			const key = w.authority.logKey(1);
			need(anchor.origin === w.c.origin, '7.4',
			    'a book of another origin');
			need(equal(anchor.leaf, (await w.tiles.leaf(0)).hash) &&
			    key !== null && equal(key.key, anchor.logKey.key),
			'7.4', 'a book that began otherwise');
		});
	if (last)
		await w.try('seen', null, async () => {
			need(last.size <= w.c.size, '7.2',
			    'shorter than what you saw last time');
			need(equal(last.root, await w.tiles.rootAt(last.size)),
			    '7.2', 'not the book that you saw last time');
		});
}

/* Nobody lists what was published: every quarter is asked for, on to some that
 * lie ahead, for a trial runs before its time. */
function quarters() {
	const now = new Date();
	const end = now.getUTCFullYear() * 4 + Math.floor(now.getUTCMonth() / 3) +
	    AHEAD;
	const out = [];
	for (let q = FIRST[0] * 4 + FIRST[1] - 1; q <= end; q++)
		out.push(`${Math.floor(q / 4)}-Q${q % 4 + 1}`);
	return out;
}

async function takePublication(w, period, version, bytes) {
	await w.try('publications', null, async () => {
		const t = tlogProof(bytes), at = t.index;
		need(t.extra === null && at % BLOCK === 0 && at < w.c.size, '8.1',
		    'a proof of another entry');
		await w.seal(t.checkpoint, at + 1);
		const l = await w.tiles.leaf(at);
		need(isAt(t, l.hash), '9.3', 'the proof does not lead to the root');
		const c = await w.clear(at, 'publication');
		if (c.payload !== null && !w.options.noSchemas) {
			need(c.payload.period === period &&
			    c.payload.version === BigInt(version), '8.1',
			'a publication of another period');
			const file = await w.read(
			    `publications/${period}/v${version}.json`);
			need(file !== null && equal(file, c.f.payload), '8.1',
			    'a file that is not the payload');
		}
		w.publications.push({index: at, payload: c.payload,
			withdrawn: c.f.withdrawn, seal: t.checkpoint,
			code: sealCode(t.checkpoint.note.text)});
	});
}

async function readPublications(w) {
	const list = quarters();
	for (const [i, period] of list.entries()) {
		for (let v = 1; v <= VERSIONS; v++) {
			const bytes = await w.read(
			    `proofs/${period}-v${v}.tlog-proof`);
			if (bytes === null)
				break;
			await takePublication(w, period, v, bytes);
		}
		w.options.progress?.(i + 1, 2 * list.length);
	}
	w.publications.sort((a, b) => a.index - b.index);
}

/* The newest totals first, as far as a reader can be asked to wait. */
async function checkTotals(w, max) {
	for (const p of [...w.publications].reverse()) {
		const o = p.payload?.opening;
		if (!o)
			continue;
		const from = Number(o.from), to = Number(o.to);
		if (w.summed + to - from > max)
			return;
		w.summed += Math.max(0, to - from);
		await w.try('totals', p.index, async () => {
			need(from < to && to <= p.index && from % BLOCK === 0 &&
			    to % BLOCK === 0, '5.5',
			'not a range of whole blocks before it');
			need(await isSum(w, from, to, o), '5.4',
			    'not the sum of the book');
			p.proven = true;
		});
		await w.options.pause?.();
	}
}

async function isSum(w, from, to, o) {
	const points = [];
	for (let n = Math.floor(from / WIDTH); n * WIDTH < to; n++) {
		for (const l of await w.tiles.leaves(n))
			if (l.index >= from && l.index < to)
				points.push(point(l.value));
		w.tiles.bundles.delete(n);
		await w.options.pause?.();
	}
	return sumOfPoints(points).equals(commit(scalar(base64(o.blind, 32)),
	    o.amount));
}

/*
 * As checkDirectory, for its checkpoint c; checks are those of directory.js.
 * max: how many lines may be read for totals.
 */
export async function checkSparse(read, options, c, checks, max) {
	const w = new Sparse(read, options, c);
	await w.try('root', null, () => w.tiles.open(c.root));
	if (w.findings.length === 0)
		await begin(w);
	if (w.findings.length === 0) {
		w.seals.push({size: c.size, code: sealCode(c.note.text)});
		w.made.add('checkpoints');
		await checkTrust(w);
		await readPublications(w);
		await checkTotals(w, max);
	}
	const result = (name) => !w.made.has(name) ? 'not made'
	    : w.findings.some((f) => f.check === name) ? 'failed' : 'passed';
	return {
		verdict: w.findings.length > 0 ? 'disproved' : 'undecided',
		sparse: true, summed: w.summed,
		anchored: Boolean(options.anchor), origin: c.origin, size: c.size,
		checkpoint: c, code: sealCode(c.note.text),
		trial: w.authority.trial ?? false,
		genesis: w.findings.length === 0
		    ? (await w.tiles.leaf(0)).hash : null,
		publications: w.publications, findings: w.findings,
		seals: w.seals, authority: w.authority,
		checks: checks.map(([name, clause, what]) => ({name, clause, what,
			result: result(name)})),
		rootOf: (n) => w.tiles.rootAt(n),
		pointAt: async (i) => point((await w.tiles.leaf(i)).value),
	};
}
