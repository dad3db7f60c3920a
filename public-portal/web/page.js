/*
 * page.js - "Tự kiểm tra": reads the public directory with the reader's own
 * machine and says in plain words what came out.  Nothing is sent anywhere.
 */
import {anchor as readAnchor, base64, base64Encode, checkDirectory, Fault,
    isAmount, receipt, slip as readSlip} from './verify/index.js';
import {day, dong, number, quarter, RESULT, STEPS, UNKNOWN, UNKNOWN_WHY}
    from './words.js';

const $ = (id) => document.getElementById(id);
const FILE_MAX = 1 << 24;
const state = {book: null, running: null};

function paragraph(parent, words, cls = '') {
	const p = document.createElement('p');
	p.textContent = words;
	p.className = cls;
	parent.append(p);
	return p;
}

/* ---- where the book is ---- */

/* A copy that others host, or that lies on a disk, asks for the address. */
const isOwnPage = location.protocol.startsWith('http') &&
    document.documentElement.dataset.single === undefined;

function base() {
	const given = $('dia-chi').value.trim();
	if (isOwnPage || given === '')
		return new URL('.', location.href);
	const url = new URL(given.endsWith('/') ? given : `${given}/`);
	if (url.protocol !== 'https:' && url.protocol !== 'http:')
		throw new TypeError('an address of the web is needed');
	return url;
}

async function read(name) {
	const answer = await fetch(new URL(name, base()), {
		cache: name === 'checkpoint' ? 'no-store' : 'default',
		credentials: 'omit', redirect: 'error'});
	if (answer.status === 404 || answer.status === 410)
		return null;
	if (!answer.ok)
		throw new TypeError(`${name}: ${answer.status}`);
	const bytes = new Uint8Array(await answer.arrayBuffer());
	if (bytes.length > FILE_MAX)
		throw new TypeError(`${name}: too long`);
	return bytes;
}

/* ---- what this machine remembers: the seal seen last, and its genesis ---- */

const memoryKey = () => `minhbach:${base().href}`;

function remembered() {
	try {
		const o = JSON.parse(localStorage.getItem(memoryKey()));
		return {size: o.size, root: base64(o.root, 32), time: o.time,
			anchor: readAnchor(o.anchor)};
	} catch {
		return null;
	}
}

function remember(book) {
	const key = book.authority.logKeys[0].key;
	const vkey = `${key.name}+${key.id}+` +
	    base64Encode(Uint8Array.of(1, ...key.key));
	try {
		localStorage.setItem(memoryKey(), JSON.stringify({
			size: book.size, time: Date.now(),
			root: base64Encode(book.checkpoint.root),
			anchor: `${book.origin}\n` +
			    `${base64Encode(book.genesis)}\n${vkey}\n`}));
	} catch {
		/* A browser that keeps nothing checks all the same. */
	}
}

/* Whoever hosts this page may write the anchor into it. */
function hostAnchor() {
	const given = $('neo')?.textContent.trim();
	return given ? readAnchor(`${given}\n`) : null;
}

/* ---- the numbers on the front page ---- */

function numbersOf(value, out = new Set()) {
	if (typeof value === 'bigint')
		out.add(String(value));
	else if (value !== null && typeof value === 'object')
		for (const v of Object.values(value))
			numbersOf(v, out);
	return out;
}

/* Every large number and the head counts, as the page's reader sees them. */
async function frontPage(book) {
	const p = book.publications.findLast((x) => x.payload !== null);
	if (!isOwnPage || p === undefined)
		return null;
	const bytes = await read('./');
	if (bytes === null)
		return null;
	const page = new DOMParser().parseFromString(
	    new TextDecoder().decode(bytes), 'text/html');
	const known = numbersOf(p.payload);
	const h1 = page.querySelector('h1')?.textContent ?? '';
	const main = page.querySelector('main')?.textContent ?? '';
	const shown = [...(h1.match(/\d+/g) ?? []),
		...(main.match(/\d{1,3}(?:\.\d{3})+/g) ?? [])];
	const foreign = shown.find((s) => !known.has(s.replaceAll('.', '')));
	return foreign ?? true;
}

/* ---- the answer ---- */

function showSteps(checks) {
	const list = $('cac-buoc');
	list.textContent = '';
	for (const c of checks) {
		const li = document.createElement('li');
		li.textContent = `${STEPS[c.name]}: ${RESULT[c.result]}`;
		list.append(li);
	}
}

function answer(cls, words) {
	const box = $('ket-qua');
	box.className = `tick ${cls}`;
	box.hidden = false;
	$('trang-thai').textContent = words;
	$('chi-tiet').textContent = '';
	return $('chi-tiet');
}

function showBad(book) {
	const box = answer('bad', '✗ Không khớp. Xin đừng dùng số liệu này.');
	const first = book.findings[0];
	paragraph(box, first.index === null ? STEPS[first.check] + ': không đúng.'
	    : `Chỗ sai đầu tiên: dòng ${first.index}.`);
	paragraph(box, 'Hãy chụp màn hình và báo cho xã hoặc bên làm chứng.');
	paragraph(box, `FORMAT ${first.clause}: ${first.what}`, 'note');
}

function showGood(book, seconds, before) {
	const box = answer('good', book.sparse
	    ? '✓ Phần đã kiểm tra đều đúng.' : '✓ Đúng.');
	const proven = book.publications.filter((p) => p.proven);
	const sum = proven.reduce((n, p) => n + p.payload.opening.amount, 0n);
	paragraph(box, (book.sparse ? sparseWords(book, proven)
	    : `Máy của bạn vừa kiểm tra ${number(book.size)} dòng sổ trong ` +
	      `${seconds} giây.`) + (proven.length > 0
		? ` Tổng ${dong(sum)} khớp với sổ.` : ''));
	if (before !== null)
		paragraph(box, `Từ lần bạn xem trước (${day(before.time)}) đến ` +
		    'nay, không dòng nào bị sửa hay bị rút khỏi sổ.');
	else if (!book.anchored)
		paragraph(box, 'Đây là lần đầu máy này kiểm tra. Để biết đây ' +
		    'đúng là cuốn sổ của xã, hãy so mã dưới đây với tờ niêm ' +
		    'yết ở nhà văn hóa thôn.');
	showCode(box, book);
}

/* What was not read is said first. */
function sparseWords(book, proven) {
	const names = proven.map((p) => quarter(p.payload.period)).join(', ');
	return `Sổ có ${number(book.size)} dòng, dài quá để trang này đọc hết. ` +
	    'Máy của bạn đã kiểm tra: mọi lần niêm phong đều của cùng một cuốn ' +
	    'sổ, và các bản công bố có trong sổ. Chữ ký của từng dòng thì chưa ' +
	    'kiểm tra.' + (proven.length > 0
		? ` Đã cộng lại ${number(book.summed)} dòng của ${names}.` : '');
}

function showCode(box, book) {
	const last = book.publications.findLast((p) => p.payload !== null);
	paragraph(box, last === undefined ? 'Mã niêm phong:'
	    : `Mã niêm phong ${quarter(last.payload.period)}:`);
	const code = document.createElement('code');
	code.className = 'seal';
	code.textContent = last?.code ?? book.code;
	box.lastChild.append(document.createElement('br'), code);
}

function showUnknown(why) {
	const box = answer('', UNKNOWN);
	paragraph(box, UNKNOWN_WHY);
	paragraph(box, why, 'note');
}

/* ---- the run ---- */

const pause = () => new Promise((go) => setTimeout(go));

/* A later seal than the book that was remembered is what is remembered next. */
async function check() {
	const before = remembered();
	const anchor = hostAnchor() ?? before?.anchor ?? null;
	const start = performance.now();
	const book = await checkDirectory(read, {anchor, last: before, pause,
		progress: (done, all) => { $('tien-do').value = done / all; }});
	const front = await frontPage(book);
	book.checks.push({name: 'page', result: front === null ? 'not made'
	    : front === true ? 'passed' : 'failed'});
	if (front !== null && front !== true)
		book.findings.push({check: 'page', clause: '11', index: null,
			what: `${front} is on the page and not in the publication`});
	$('mau').hidden = !book.trial;
	showSteps(book.checks);
	const seconds = Math.max(1, Math.round((performance.now() - start) / 1000));
	if (book.findings.length > 0) {
		showBad(book);
		return null;
	}
	showGood(book, seconds, before);
	remember(book);
	return book;
}

async function run() {
	$('chay').disabled = true;
	$('tien-do').hidden = false;
	try {
		state.book = await check();
	} catch (e) {
		state.book = null;
		showUnknown(e instanceof Fault ? e.message
		    : 'Mạng yếu, hoặc địa chỉ chưa đúng.');
	}
	$('chay').disabled = false;
	$('tien-do').hidden = true;
	return state.book;
}

/* The checked book; the first who asks has it checked. */
function book() {
	state.running ??= run().finally(() => { state.running = null; });
	return state.book === null ? state.running : state.book;
}

/* ---- papers ---- */

function slip(address) {
	try {
		return readSlip(address);
	} catch {
		return null;
	}
}

async function checkSlip() {
	const s = slip($('ma-phieu').value.trim());
	const amount = $('so-tien').value.replace(/[.\s]|đồng|đ/g, '');
	if (s === null)
		return 'Mã trên phiếu chưa đúng. Hãy quét lại.';
	if (!/^[1-9][0-9]{0,12}$/.test(amount))
		return 'Hãy nhập số tiền ghi trên phiếu, ví dụ 1.000.000.';
	const b = await book();
	if (b === null)
		return UNKNOWN;
	if (s.index >= b.size)
		return `Chưa đến kỳ. Dòng ${s.index} chưa có trong lần niêm ` +
		    'phong gần nhất.';
	return isAmount(s, await b.pointAt(s.index), BigInt(amount))
	    ? `Đúng. Dòng ${s.index} của sổ ghi ${dong(amount)}.`
	    : `Không khớp. Dòng ${s.index} không ghi số tiền này. Hãy xem lại ` +
	      'số đã nhập, rồi gọi số điện thoại ghi trên phiếu.';
}

async function checkCode() {
	const code = $('ma-cu').value.toLowerCase().replace(/[^0-9a-f]/g, '');
	if (code.length !== 32)
		return 'Mã niêm phong có 32 chữ và số. Hãy nhập lại.';
	const b = await book();
	if (b === null)
		return UNKNOWN;
	const seal = b.seals.find((s) => s.code.replaceAll(' ', '') === code);
	return seal === undefined
	    ? 'Không thấy mã này trong sổ. Hãy xem lại mã, rồi chụp tờ niêm yết ' +
	      'và báo cho bên làm chứng.'
	    : `Đúng. Cuốn sổ hôm nay vẫn chứa nguyên ${number(seal.size)} dòng ` +
	      'đã niêm phong bằng mã ấy.';
}

async function checkFile(file) {
	const b = await book();
	if (b === null)
		return UNKNOWN;
	if (file.size > FILE_MAX)
		return 'Tệp quá lớn.';
	const r = receipt(new Uint8Array(await file.arrayBuffer()));
	const isOurs = r.checkpoint.origin === b.origin && r.index < b.size &&
	    r.checkpoint.size <= b.size && base64Encode(await b.rootOf(
		r.checkpoint.size)) === base64Encode(r.checkpoint.root);
	return isOurs ? `Đúng. Tệp này là dòng ${r.index} của sổ, ghi ngày ` +
	    `${day(r.time)}.` : 'Không khớp. Tệp này không thuộc cuốn sổ này.';
}

/* An answer below the button, whatever happens. */
const into = (id, work) => async (...args) => {
	$(id).textContent = 'Đang kiểm tra…';
	try {
		$(id).textContent = await work(...args);
	} catch (e) {
		$(id).textContent = e instanceof Fault
		    ? `Không khớp. Tệp này không đúng. (${e.message})` : UNKNOWN;
	}
};

$('nguon').hidden = isOwnPage;
$('chay').addEventListener('click', () => {
	state.book = null;
	book();
});
$('xem-phieu').addEventListener('click', into('phieu', checkSlip));
$('xem-ma').addEventListener('click', into('ma', checkCode));
$('tep').addEventListener('change', into('tep-kq',
    (event) => checkFile(event.target.files[0])));
if (slip(location.hash) !== null) {
	$('ma-phieu').value = location.hash.slice(1);
	$('so-tien').focus();
}
if (isOwnPage)
	book();
