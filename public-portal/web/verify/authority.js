/*
 * authority.js - which key holds which role at which index, and whether the
 * signers of an entry may sign it (FORMAT 6.1 to 6.6).
 */
import {Fault, base64Encode, need, unitOf} from './bytes.js';
import {isKey} from './crypto.js';
import {COSIGNING, vkey} from './note.js';

const QUORUM = new Set(['genesis', 'policy', 'clock', 'key-grant', 'key-revoke',
	'log-key', 'closing']);
const ONE = {document: 'registrar', sponsor: 'registrar', report: 'registrar',
	audit: 'auditor'};

const has = (role) => (g) => g.roles.includes(role);

/* 6.5: recovery keys make admins, and do nothing else. */
const MAKE_ADMINS = new Set(['key-grant', 'key-revoke']);

function isQuorum(grants, k, recovery = false) {
	const admins = grants.filter((g) => has('admin')(g) ||
	    (recovery && has('recovery')(g)));
	return admins.length >= k &&
	    (k < 2 || new Set(admins.map((g) => g.unit)).size >= 2);
}

export class Authority {
	constructor() {
		this.grants = [];
		this.used = new Set();
		this.logKeys = [];
		this.closed = false;
	}

	/* The grant of this name that holds for an entry at index. */
	find(name, index) {
		return this.grants.find((g) => g.name === name &&
		    (g.from < index || (g.from === 0 && index === 0)) &&
		    index <= g.until) ?? null;
	}

	/* 6.6: a log key named at index i signs the sizes above i. */
	logKey(size) {
		return this.logKeys.findLast((k) => k.from < size)?.key ?? null;
	}

	/* 6.1: the grants of the signers, or a fault. */
	check(s, index) {
		need(!this.closed, '6.1', 'nothing follows a closing');
		need((s.kind === 'genesis') === (index === 0), '6.1',
		    'genesis stands at index 0 alone');
		const grants = s.by.map((name) => this.find(name, index));
		need(grants.every((g) => g !== null), '6.1',
		    'a signer without a grant in force');
		need(this.meets(s.kind, grants), '6.1',
		    `not the signers that a ${s.kind} needs`);
		return grants;
	}

	meets(kind, grants) {
		if (QUORUM.has(kind))
			return isQuorum(grants, this.quorum,
			    MAKE_ADMINS.has(kind));
		if (kind in ONE)
			return grants.some(has(ONE[kind]));
		return grants.some((a) => has('registrar')(a) &&
		    grants.some((b) => has('approver')(b) && a.unit !== b.unit));
	}

	/* What an entry that passed changes, for those above it. */
	apply(kind, index, payload) {
		if (kind === 'genesis')
			this.begin(payload);
		else if (kind === 'key-grant')
			this.grant(payload, payload.roles, index);
		else if (kind === 'key-revoke')
			this.revoke(payload, index);
		else if (kind === 'log-key')
			this.changeLogKey(payload, index);
		else if (kind === 'closing')
			this.closed = true;
	}

	begin(payload) {
		this.origin = payload.origin;
		this.trial = payload.trial;
		this.quorum = Number(payload.quorum);
		need(this.quorum > 1 || this.trial, '6.5',
		    'a quorum of one only in a trial ledger');
		const key = vkey(payload.log_key);
		this.use(key);
		this.logKeys.push({from: 0, key});
		for (const a of payload.admins)
			this.grant(a, ['admin'], 0);
		this.needQuorum(null);
	}

	/* 6.4: canonical, of prime order, and never granted before. */
	use(key) {
		need(isKey(key.key), '6.4', 'not a key of prime order');
		const k = base64Encode(key.key);
		need(!this.used.has(k), '6.4', 'a key is granted once');
		this.used.add(k);
	}

	inForce(name) {
		return this.grants.find((g) => g.name === name &&
		    g.until === Infinity) ?? null;
	}

	grant(payload, roles, index) {
		const {name, unit} = payload;
		need(unitOf(name, this.origin) === unit, '1.5',
		    'a key name is origin, unit and number');
		need(!(roles.includes('registrar') && roles.includes('approver')),
		    '6.2', 'no key is registrar and approver');
		need(!roles.includes('recovery') || (roles.length === 1 &&
		    payload.reading_key === null && payload.cosign_key === null),
		    '6.2', 'a recovery key has nothing else');
		need(this.inForce(name) === null, '6.4',
		    'a name has one key in force');
		const key = vkey(payload.verify_key);
		this.use(key);
		if (payload.cosign_key)
			this.use(vkey(payload.cosign_key, COSIGNING));
		this.grants.push({name, unit, roles, key, from: index,
			until: Infinity});
	}

	revoke(payload, index) {
		const g = this.inForce(payload.name);
		need(g !== null, '6.15', 'no key of that name is in force');
		need(payload.since === null || payload.since <= BigInt(index),
		    '6.6', 'since is yet to come');
		if (has('admin')(g))
			this.needQuorum(g);
		g.until = index;
	}

	needQuorum(without) {
		const left = this.grants.filter((g) => g.until === Infinity &&
		    g !== without);
		need(isQuorum(left, this.quorum), '6.5',
		    'this leaves no quorum');
	}

	changeLogKey(payload, index) {
		const key = vkey(payload.log_key);
		need(key.name === this.origin, '6.16',
		    'a log key is named as the origin');
		this.use(key);
		this.logKeys.push({from: index, key});
	}
}

/* 3.5 */
export function checkSeen(s, index, hashOf, grants) {
	if (index === 0) {
		need(s.seen === 0 && s.seenHash.every((b) => b === 0), '3.5',
		    'genesis has seen nothing');
		return;
	}
	need(s.seen >= 1 && s.seen <= index && s.seen >= index - 65536, '3.5',
	    'seen is not a leaf before it');
	const h = hashOf(s.seen - 1);
	if (!s.seenHash.every((b, i) => b === h[i]))
		throw new Fault('3.5', 'seen has another hash');
	need(grants.every((g) => s.seen > g.from), '3.5',
	    'a signer who has not seen the own grant');
}
