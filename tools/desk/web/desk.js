/*
 * desk.js - the page: a key for this browser, logging in with it, and what
 * waits for its signature.
 */
import {isWord} from '../../../public-portal/web/verify/bytes.js';
import {ask, Refusal} from './api.js';
import * as keys from './keys.js';
import {fields, opened, sentence, sum} from './show.js';

const work = document.getElementById('work');
const said = document.getElementById('said');
let words, place, key;

function el(tag, props, ...children) {
	const e = document.createElement(tag);
	Object.assign(e, props);
	e.append(...children);
	return e;
}

function say(text, wrong = false, list = []) {
	said.replaceChildren(el('div', {className: wrong ? 'said wrong'
	    : 'said'}, el('p', {}, text),
	...list.map((f) => el('p', {},
	    `Dòng ${f.number}${f.rule ? ` (${f.rule})` : ''}: ${f.vi}`))));
	said.scrollIntoView({block: 'nearest'});
}

/* A button that says what went wrong, and cannot be pressed twice. */
function button(text, act, className = '') {
	const b = el('button', {type: 'button', className}, text);
	b.addEventListener('click', async () => {
		b.disabled = true;
		try {
			await act();
		} catch (e) {
			say(e.message, true, e.faults);
			if (e instanceof Refusal && e.status === 401)
				showLogin();
		}
		b.disabled = false;
	});
	return b;
}

/* ---- a key for this browser ---- */

function showRequest() {
	const url = URL.createObjectURL(new Blob([keys.request(key)],
	    {type: 'text/plain'}));
	const file = `cap-khoa-${key.name.slice(key.origin.length + 1)}.txt`;
	work.replaceChildren(el('h2', {}, 'Khóa trên máy này chưa được cấp'),
	    el('p', {}, `Tên khóa: ${key.name}`),
	    el('ol', {},
		el('li', {}, 'Tải tệp xin cấp khóa và gửi cho quản trị sổ: ',
		    el('a', {href: url, download: file}, file)),
		el('li', {}, 'Gọi điện đọc mã đối chiếu này; quản trị chỉ cấp ' +
		    'khóa khi mã trên máy họ giống hệt: ',
		el('p', {className: 'code', id: 'code'}, keys.code(key))),
		el('li', {}, 'Sau khi khóa được cấp, bấm Đăng nhập.')),
	    button('Đăng nhập', login),
	    button('Tạo khóa khác', showMake, 'quiet'));
}

function showMake() {
	const name = el('input', {id: 'name', autocomplete: 'off',
		spellcheck: false, placeholder: 'ubnd-2'});
	work.replaceChildren(el('h2', {}, 'Tạo khóa ký trên máy này'),
	    el('p', {}, 'Khóa được tạo và giữ trong trình duyệt này, không ai ' +
		'lấy ra được, máy chủ cũng không. Mất máy thì báo quản trị ' +
		'thu hồi rồi tạo khóa khác.'),
	    el('label', {htmlFor: 'name'},
		'Đơn vị và số thứ tự khóa, ví dụ ubnd-2'), name,
	    button('Tạo khóa', async () => {
		const m = /^(.+)-[1-9][0-9]*$/.exec(name.value.trim());
		if (m === null || !isWord(m[1]))
			throw new Error('Tên khóa viết như ubnd-2: chữ thường ' +
			    'không dấu, gạch nối, số thứ tự.');
		key = await keys.make(place.origin,
		    `${place.origin}/${name.value.trim()}`);
		said.replaceChildren();
		showRequest();
	}));
}

/* ---- log-in ---- */

async function login() {
	place = await ask('challenge');
	if (place.site !== location.origin)
		throw new Error(`Hãy mở trang này ở đúng địa chỉ ${place.site}`);
	const signature = await keys.sign(key, 'minhbach/desk-login/v1\n' +
	    `${place.origin}\n${place.site}\n${key.name}\n${place.nonce}\n`);
	try {
		await ask('login', {name: key.name, nonce: place.nonce,
			signature});
	} catch (e) {
		showRequest();
		throw e;
	}
	said.replaceChildren();
	await showWaiting();
}

function showLogin() {
	work.replaceChildren(el('h2', {}, 'Đăng nhập'),
	    el('p', {}, `Khóa trên máy này: ${key.name}`),
	    button('Đăng nhập', login),
	    button('Xem tệp xin cấp khóa', showRequest, 'quiet'));
}

/* ---- what waits ---- */

const line = (one) => el('li', {}, sentence(words, one),
    el('details', {}, el('summary', {}, 'Từng mục'),
	el('dl', {}, ...fields(words, one).flatMap(([k, v]) =>
	    [el('dt', {}, k), el('dd', {}, v)]))));

/* By sponsor, as people look at them. */
function groups(list) {
	const by = new Map();
	for (const one of list) {
		const k = one.payload.sponsor ?? '';
		by.set(k, [...by.get(k) ?? [], one]);
	}
	return [...by].map(([code, ones]) => {
		const name = words.sponsors[code] ?? code;
		return el('section', {}, el('h3', {}, name === ''
		    ? `${ones.length} dòng` : `${name}: ${ones.length} dòng`),
		el('ol', {}, ...ones.map(line)));
	});
}

async function signAll(file, list) {
	const other = list.find((one) => keys.disagrees(key, one.statement));
	if (other !== undefined)
		throw new Error('Người lập đã nhìn một cuốn sổ khác với sổ mà ' +
		    'khóa này đã ký: đừng ký, hãy báo bên kiểm tra.');
	const signatures = [];
	for (const one of list)
		signatures.push(await keys.sign(key, one.text));
	for (const one of list)
		await keys.saw(key, one.statement);
	const r = await ask('sign', {file: file.file, digest: file.digest,
		signatures});
	await showWaiting();
	say(r.entered === undefined ? `Đã ký; còn chờ ${r.next} ký.`
	    : `Đã ký và ghi sổ ${r.entered} dòng (dòng cuối: ${r.to}).`);
}

/* All have signed, and nobody has entered it. */
const enter = (file) => async () => {
	const r = await ask('sign', {file: file.file, digest: file.digest,
		signatures: []});
	await showWaiting();
	say(`Đã ghi sổ ${r.entered} dòng (dòng cuối: ${r.to}).`);
};

function card(file) {
	if (file.statements === undefined)
		return el('div', {className: 'card'},
		    el('h2', {}, `${file.n} dòng đang chờ ${file.next}`));
	let list;
	try {
		list = file.statements.map((x) => opened(x, key.origin));
	} catch (e) {
		return el('div', {className: 'card said wrong'},
		    el('h2', {}, `${file.file}: đừng ký`),
		    el('p', {}, `${e.message}. Báo người lập gửi lại.`));
	}
	const total = sum(list), [first] = list;
	const act = file.next === null
	    ? button('Đã đủ chữ ký: ghi sổ', enter(file))
	    : button(`Ký cả ${list.length} dòng`, () => signAll(file, list));
	return el('div', {className: 'card'},
	    el('h2', {}, `${list.length} dòng chờ bạn ký` +
		(total === null ? '' : `: ${total}`)),
	    el('p', {className: 'note'},
		`Người lập: ${first.statement.by[0]}. Nội dung dưới đây ` +
		'đúng là nội dung sẽ ký: máy của bạn vừa kiểm tra.'),
	    ...groups(list), act);
}

async function showWaiting() {
	const r = await ask('waiting');
	words.sponsors = r.sponsors;
	work.replaceChildren(
	    ...r.files.length === 0
		? [el('h2', {}, 'Không có gì chờ bạn ký')] : r.files.map(card),
	    button('Tải lại', showWaiting, 'quiet'),
	    button('Đăng xuất', async () => {
		await ask('logout');
		showLogin();
	}, 'quiet'));
}

async function start() {
	place = await ask('challenge');
	words = {sponsors: {}, ...await (await fetch('/words.json')).json()};
	document.getElementById('where').textContent = place.commune +
	    (place.trial ? ' · DỮ LIỆU TẬP' : '');
	if (!await keys.isAble()) {
		say('Trình duyệt này quá cũ, hoặc trang không mở qua https: ' +
		    'không giữ được khóa ký. Hãy dùng Chrome, Edge, Firefox ' +
		    'hoặc Safari mới.', true);
		return;
	}
	key = await keys.load(place.origin);
	if (key === undefined)
		showMake();
	else
		showLogin();
}

start().catch((e) => say(e.message, true));
