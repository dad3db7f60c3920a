/*
 * slip.js - the slip that a family or sponsor holds (FORMAT 9.2): index and
 * blind on paper, to which its holder adds the amount.
 */
import {base64, decimal, need} from './bytes.js';
import {commit, scalar} from './crypto.js';

const SLIP = /^(?:[^#]*#)?([0-9]+)\.([A-Za-z0-9_-]{43})$/;

export function slip(address) {
	const m = SLIP.exec(address);
	need(m !== null, '9.2', 'not the address of a slip');
	const b64 = m[2].replaceAll('-', '+').replaceAll('_', '/');
	return {index: decimal(m[1]), blind: scalar(base64(`${b64}=`, 32))};
}

/* Does the entry whose value this point is hold this amount? */
export function isAmount(s, value, amount) {
	return value.equals(commit(s.blind, amount));
}
