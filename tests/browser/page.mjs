/*
 * page.mjs - the portal in a real browser: every page on a phone and on a desk,
 * light and dark, judged by axe; nothing is asked of another host; the check
 * page proves the demonstration, from the portal and from disk, and says what
 * is wrong with each of ten tampered copies.
 */
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync}
    from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';

const {PUBLIC, URL_PORTAL, WEB, MODULES, SHOTS} = process.env;
const require = createRequire(join(MODULES, 'x'));
const {chromium} = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const dir = mkdtempSync(join(tmpdir(), 'minhbach-'));
let browser, server, copy;

before(async () => {
	browser = await chromium.launch({executablePath: '/usr/bin/chromium',
		args: ['--no-sandbox']});
	/* A host that checks nothing, as a forger's would be. */
	server = createServer((request, answer) => {
		let bytes = null;
		try {
			bytes = readFileSync(join(dir, request.url));
		} catch { /* 404 */ }
		answer.writeHead(bytes === null ? 404 : 200, {
			'Access-Control-Allow-Origin': '*',
			...request.url.endsWith('.html')
			    ? {'Content-Type': 'text/html'} : {}});
		answer.end(bytes ?? '');
	});
	await new Promise((go) => server.listen(0, '127.0.0.1', go));
	copy = `http://127.0.0.1:${server.address().port}`;
});
after(async () => {
	await browser.close();
	server.close();
	rmSync(dir, {recursive: true});
});

async function open(url, options = {}) {
	const context = await browser.newContext({
		viewport: {width: 360, height: 930}, ...options});
	const page = await context.newPage();
	page.asked = [];
	page.on('request', (r) => page.asked.push(r.url()));
	page.wrong = [];
	page.on('pageerror', (e) => page.wrong.push(e.message));
	await page.goto(url);
	return page;
}

const PAGES = ['/', '/cong-bo/', '/vi-sao-tin-duoc', '/tinh-the-nao',
	'/niem-yet/2026-Q3', '/xac-minh', '/cong-bo/2026-Q3/v1/', '/khong-co',
	'/en/', '/nhung/'];
const LOOKS = [['phone', 'light', 360, 930], ['dark', 'dark', 360, 930],
	['narrow', 'light', 320, 700], ['desk', 'light', 1280, 800]];

async function judge(page, look) {
	const found = await page.evaluate(() => globalThis.axe.run());
	assert.deepEqual(found.violations.map((v) =>
	    `${v.id}: ${v.nodes[0].html}`), [], look);
	const wide = await page.evaluate(() =>
	    document.documentElement.scrollWidth > globalThis.innerWidth);
	assert.equal(wide, false, `${look}: scrolls sideways`);
}

for (const path of PAGES)
	test(`${path} on a phone, in the dark, narrow, on a desk`, async () => {
		const page = await open(URL_PORTAL + path, {bypassCSP: true});
		if (path === '/xac-minh')
			await page.waitForSelector('.good, .bad');
		await page.evaluate(axe);
		for (const [look, colorScheme, width, height] of LOOKS) {
			await page.emulateMedia({colorScheme});
			await page.setViewportSize({width, height});
			await judge(page, look);
			if (SHOTS)
				await page.screenshot({fullPage: true,
					path: `${SHOTS}/${path.replace(/\W/g,
					    '_')}.${look}.png`});
		}
		for (const url of page.asked)
			assert.ok(url.startsWith(URL_PORTAL), url);
		await page.context().close();
	});

test('the notice is one A4 page, with what the page says', async () => {
	const page = await open(`${URL_PORTAL}/niem-yet/2026-Q3`);
	const pdf = await page.pdf({preferCSSPageSize: true});
	const text = pdf.toString('latin1');
	assert.equal(text.match(/\/Type\s*\/Page[^s]/g).length, 1);
	assert.match(text, /\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
	const code = await page.innerText('.seal');
	assert.match(code, /^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
	assert.ok(await page.locator('.qr').isVisible());
	await page.goto(`${URL_PORTAL}/cong-bo/2026-Q3/v1/`);
	assert.equal(await page.locator('.seal').first().textContent(), code);
	await page.context().close();
});

test('nothing is missing that a browser asks for by itself', async () => {
	for (const path of ['/favicon.ico', '/favicon.svg', '/robots.txt'])
		assert.equal((await fetch(URL_PORTAL + path)).status, 200, path);
});

test('what is shared holds the figures', async () => {
	const page = await open(`${URL_PORTAL}/cong-bo/2026-Q3/v1/`);
	const of = (p) => page.getAttribute(`meta[property="og:${p}"]`, 'content');
	assert.match(await of('description'), /^DỮ LIỆU MẪU.*59 em .*15 em /);
	assert.ok(await of('title'));
	assert.match(await of('image:alt'), /^59 em .*15 em /);
	const image = new URL(await of('image'));
	assert.equal(image.origin, 'https://xa.example.vn');
	const answer = await fetch(URL_PORTAL + image.pathname);
	assert.equal(answer.headers.get('content-type'), 'image/png');
	const png = Buffer.from(await answer.arrayBuffer());
	assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)],
	    [1200, 630]);
	const text = await (await fetch(`${URL_PORTAL}/chia-se.txt`)).text();
	assert.match(text, /^DỮ LIỆU MẪU .*\n.*\n\d+ em đang .*\n\d+ em còn /);
	assert.match(text, /\nhttps:\/\/xa\.example\.vn\/cong-bo\/\S+\/\n$/);
	await page.context().close();
});

test('others may frame the figure, and nothing else', async () => {
	for (const [path, name] of [['nhung', '/nhung/'],
		['svg', '/nhung/so-em.svg'], ['front', '/']])
		writeFileSync(join(dir, `${path}.html`), path === 'svg'
		    ? `<img id="x" src="${URL_PORTAL}${name}" alt="">`
		    : `<iframe id="x" src="${URL_PORTAL}${name}"></iframe>`);
	const page = await open(`${copy}/nhung.html`);
	const words = () => page.frameLocator('#x').locator('h1').innerText({
		timeout: 3000});
	assert.match(await words(), /^\d+ em đang được đỡ đầu\.\s+\d+ em còn chờ/);
	await page.goto(`${copy}/front.html`);
	assert.doesNotMatch(await words().catch(() => ''), /đỡ đầu/);
	await page.goto(`${copy}/svg.html`);
	assert.deepEqual(await page.evaluate(async () => {
		const i = document.querySelector('img');
		await i.decode();
		return [i.naturalWidth / i.naturalHeight > 2.4];
	}), [true]);
	await page.context().close();
});

test('the first page is light, and asks for nothing that is refused',
    async () => {
	const page = await (await browser.newContext()).newPage();
	const said = [], sizes = [];
	page.on('console', (m) => said.push(m.text()));
	page.on('requestfinished', (r) => sizes.push(r.sizes().then((s) =>
	    s.responseBodySize + s.responseHeadersSize)));
	await page.goto(`${URL_PORTAL}/`, {waitUntil: 'networkidle'});
	const bytes = (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
	assert.ok(sizes.length >= 4, 'page, style, two fonts');
	assert.ok(bytes < 100000, `${bytes} bytes`);
	assert.deepEqual(said, []);
	assert.ok(await page.evaluate(() => ['400', '700'].every((w) =>
	    document.fonts.check(`${w} 16px "Be Vietnam Pro"`, 'ế'))));
	assert.match(await (await fetch(`${URL_PORTAL}/chu/OFL.txt`)).text(),
	    /SIL OPEN FONT LICENSE/);
	await page.context().close();
});

test('by keyboard: every link is reached, seen and in order', async () => {
	const page = await open(`${URL_PORTAL}/`);
	await page.focus('summary');
	await page.keyboard.press('Enter');
	assert.ok(await page.locator('details').getAttribute('open') !== null);
	await page.reload();
	await page.evaluate(() => { document.querySelector('details').open = true; });
	const want = await page.evaluate(() => [...document.querySelectorAll(
	    'a[href], summary, button, input')].map((e) => e.outerHTML));
	const got = [];
	for (let i = 0; i < want.length; i++) {
		await page.keyboard.press('Tab');
		got.push(await page.evaluate(() => {
			const e = document.activeElement, s = getComputedStyle(e);
			return s.outlineStyle === 'none' ? 'no outline'
			    : e.outerHTML;
		}));
	}
	got.sort();
	assert.deepEqual(got, want.sort());
	await page.context().close();
});

test('the first screen fits a phone', async () => {
	const page = await open(`${URL_PORTAL}/`);
	const end = await page.evaluate(() => document.querySelector('details')
	    .getBoundingClientRect().top);
	assert.ok(end <= 930 + 24, `ends at ${end}`);
	await page.context().close();
});

test('no word of the trade on the first screen', async () => {
	const words = ['hash', 'băm', 'Merkle', 'blockchain', 'chuỗi khối',
		'checkpoint', 'ledger', 'root', 'node', 'SHA', 'Ed25519',
		'mật mã', 'mã hóa', 'khóa công khai', 'xác thực', 'bút toán',
		'giải ngân', 'metadata', 'JSON', 'API', 'cosign', 'log'];
	const page = await open(`${URL_PORTAL}/`);
	const text = await page.innerText('main');
	for (const w of words)
		assert.doesNotMatch(text, new RegExp(`(^|[^\\p{L}])${w}($|[^\\p{L}])`,
		    'iu'));
	await page.context().close();
});

test('the portal\'s own check page proves the book, and remembers it',
    async () => {
	const page = await open(`${URL_PORTAL}/xac-minh`);
	await page.waitForSelector('.good');
	assert.match(await page.innerText('#ket-qua'), /✓ Đúng\./);
	assert.match(await page.innerText('#ket-qua'), /lần đầu/);
	await page.reload();
	await page.waitForSelector('.good');
	assert.match(await page.innerText('#ket-qua'),
	    /không dòng nào bị sửa hay bị rút khỏi sổ/);
	assert.deepEqual(page.wrong, []);
	await page.context().close();
});

test('a book too long to read is looked at in part, and the page says so',
    async () => {
	const page = await (await browser.newContext()).newPage();
	await page.route('**/kiem-tra.js', async (route) => {
		const script = await (await route.fetch()).text();
		const limit = /\b2e5\b/g;
		assert.equal(script.match(limit).length, 1, 'the limit');
		await route.fulfill({contentType: 'text/javascript',
			body: script.replace(limit, '500')});
	});
	await page.goto(`${URL_PORTAL}/xac-minh`);
	await page.waitForSelector('.good');
	const words = await page.innerText('#ket-qua');
	assert.match(words, /^✓ Phần đã kiểm tra đều đúng\./);
	assert.match(words, /dài quá để trang này đọc hết/);
	assert.match(words, /Chữ ký của từng dòng thì chưa kiểm tra/);
	assert.match(words, /Đã cộng lại \d+ dòng của Quý/);
	assert.match(await page.textContent('#cac-buoc'),
	    /Người ký có quyền ký vào lúc đó: chưa kiểm tra/);
	/* An old seal, and a slip, are answered from the tiles. */
	await page.fill('#ma-cu', await page.innerText('.seal'));
	await page.click('#xem-ma');
	await page.waitForFunction(() => document.querySelector('#ma')
	    .textContent.startsWith('Đúng.'));
	await page.fill('#ma-phieu', `1.${'A'.repeat(43)}`);
	await page.fill('#so-tien', '1000');
	await page.click('#xem-phieu');
	await page.waitForFunction(() => document.querySelector('#phieu')
	    .textContent.startsWith('Không khớp. Dòng 1'));
	if (SHOTS)
		await page.screenshot({path: `${SHOTS}/sparse.png`});
	await page.context().close();
});

test('a slip, an old seal code, by keyboard alone', async () => {
	const page = await open(`${URL_PORTAL}/xac-minh#1.${'A'.repeat(43)}`);
	await page.waitForSelector('.good');
	assert.equal(await page.inputValue('#ma-phieu'), `1.${'A'.repeat(43)}`);
	await page.focus('#so-tien');
	await page.keyboard.type('1.000.000');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.querySelector('#phieu')
	    .textContent.startsWith('Không khớp. Dòng 1'));
	const code = await page.innerText('.seal');
	await page.focus('#ma-cu');
	await page.keyboard.type(code.toUpperCase());
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.querySelector('#ma')
	    .textContent.startsWith('Đúng.'));
	await page.context().close();
});

/* ---- tampered copies, checked by the single file from disk ---- */

const flip = (name, at) => {
	const bytes = readFileSync(join(dir, name));
	bytes[at < 0 ? bytes.length + at : at] ^= 1;
	writeFileSync(join(dir, name), bytes);
};
const edit = (name, from, to) => writeFileSync(join(dir, name),
    readFileSync(join(dir, name), 'utf8').replace(from, to));
const bundles = () => readdirSync(join(dir, 'tile/entries'));
const TAMPERS = {
	'a leaf': () => flip('tile/entries/000', 300),
	'the last leaf': () => {
		const last = bundles().filter((n) => n.endsWith('.p')).sort().at(-1);
		const widths = readdirSync(join(dir, 'tile/entries', last))
		    .map(Number).sort((a, b) => a - b);
		flip(`tile/entries/${last}/${widths.at(-1)}`, -3);
	},
	'the seal': () => flip('checkpoint', -5),
	'a smaller size': () => edit('checkpoint', /\n(\d+)\n/,
	    (s, n) => `\n${n - 1}\n`),
	'a payload': () => edit('clear/0.json', 'quorum\\":2', 'quorum\\":1'),
	'a missing entry': () => rmSync(join(dir, 'clear/1.json')),
	'a published figure': () => edit('publications/2026-Q3/v1.json',
	    '"supported":59', '"supported":60'),
	'another quarter\'s figures': () => cpSync(
	    join(dir, 'publications/2026-Q4/v1.json'),
	    join(dir, 'publications/2026-Q3/v1.json')),
	'a proof': () => flip('proofs/2026-Q3-v1.tlog-proof', 60),
	'two clear files swapped': () => cpSync(join(dir, 'clear/2.json'),
	    join(dir, 'clear/1.json')),
};

async function checkCopy() {
	const page = await open(pathToFileURL(join(WEB, 'kiem-tra.html')).href);
	await page.fill('#dia-chi', copy);
	await page.click('#chay');
	await page.waitForSelector('#ket-qua:not([hidden])');
	const words = await page.innerText('#ket-qua');
	await page.context().close();
	return words;
}

test('from disk: the untouched copy is right', async () => {
	cpSync(PUBLIC, dir, {recursive: true, force: true});
	assert.match(await checkCopy(), /✓ Đúng\./);
});

for (const [name, tamper] of Object.entries(TAMPERS))
	test(`from disk: ${name} is noticed`, async () => {
		cpSync(PUBLIC, dir, {recursive: true, force: true});
		tamper();
		const words = await checkCopy();
		assert.match(words, /✗ Không khớp|Chưa kiểm tra được/);
		assert.match(words, /FORMAT \d/, 'says by which clause');
	});
