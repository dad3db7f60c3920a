/*
 * api.js - the desk's API; a refusal is an Error with words.
 */
let token = '';

export class Refusal extends Error {
	constructor(status, answer) {
		super(answer.vi ?? 'máy chủ không trả lời được');
		this.status = status;
		this.faults = answer.faults ?? [];
	}
}

export async function ask(path, body = {}) {
	let r, answer;
	try {
		r = await fetch('/api/' + path, {method: 'POST',
			body: JSON.stringify(body), credentials: 'same-origin',
			headers: {'Content-Type': 'application/json',
				'X-Minhbach-Token': token}});
		answer = await r.json();
	} catch {
		throw new Refusal(r?.status ?? 0,
		    {vi: 'không nối được tới máy chủ; thử lại'});
	}
	if (!r.ok)
		throw new Refusal(r.status, answer);
	if (answer.csrf !== undefined)
		token = answer.csrf;
	return answer;
}
