/*
 * desk.mjs - an approver at the desk, in a real browser: a key is made in it
 * and cannot be taken out, its code is the one that admins see, it logs in,
 * what waits is shown, checked, signed and entered; what was altered on the way
 * is not signed.  Every view is judged by axe, on a phone.
 *
 * Runs in the directory that tests/browser/desk.sh prepared.
 */
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

const {U, O, BIN, MODULES, SHOTS} = process.env;
const require = createRequire(join(MODULES, 'x'));
const {chromium} = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PASS = readFileSync('pass', 'utf8');
let browser, page, wrong;

/* One command of the command line. */
const cli = (key, ...arg) => execFileSync(`${BIN}/minhbach`,
    ['-C', 'so', '--key', `${key}.key`, '--passphrase-fd', '0',
	'--passphrase-fd', '0', '--passphrase-fd', '0', ...arg],
    {input: PASS.repeat(3), encoding: 'utf8'});
const size = () => Number(/^(\d+) dòng;/m.exec(execFileSync(
    `${BIN}/minhbach`, ['-C', 'so', 'status'], {encoding: 'utf8'}))[1]);

async function judge(name) {
	await page.evaluate(axe);
	const found = await page.evaluate(() => globalThis.axe.run());
	assert.deepEqual(found.violations.map((v) =>
	    `${v.id}: ${v.nodes[0].html}`), [], name);
	assert.equal(await page.evaluate(() =>
	    document.documentElement.scrollWidth > globalThis.innerWidth),
	false, `${name}: scrolls sideways`);
	if (SHOTS !== undefined)
		await page.screenshot({path: join(SHOTS, `desk-${name}.png`),
			fullPage: true});
}
const press = (name) => page.getByRole('button', {name}).click();
const heading = (name) =>
    page.getByRole('heading', {name}).waitFor({timeout: 10000});

before(async () => {
	browser = await chromium.launch({executablePath: '/usr/bin/chromium',
		args: ['--no-sandbox']});
	/* bypassCSP for axe alone; the policy itself is looked at below. */
	const context = await browser.newContext({bypassCSP: true,
		viewport: {width: 360, height: 800}});
	page = await context.newPage();
	wrong = [];
	page.on('pageerror', (e) => wrong.push(e.message));
});
after(() => browser.close());

test('a key is made in the browser, and its code is the one of the request',
    async () => {
	await page.goto(U);
	await heading('Tạo khóa ký trên máy này');
	await judge('make');
	await page.getByLabel('Đơn vị và số thứ tự khóa').fill('Ủy ban');
	await press('Tạo khóa');
	await page.getByText('Tên khóa viết như ubnd-2').waitFor();
	await page.getByLabel('Đơn vị và số thứ tự khóa').fill('ubnd-2');
	await press('Tạo khóa');
	await heading('Khóa trên máy này chưa được cấp');
	await judge('request');
	const [file] = await Promise.all([page.waitForEvent('download'),
		page.getByRole('link', {name: 'cap-khoa-ubnd-2.txt'}).click()]);
	await file.saveAs('a.pub');
	const code = await page.locator('#code').textContent();
	assert.match(code, /^[0-9a-f]{4}( [0-9a-f]{4}){3}$/);
	const said = execFileSync(`${BIN}/minhbach`, ['key', 'code', 'a.pub'],
	    {encoding: 'utf8'});
	assert.ok(said.includes(code), said);
});

test('nothing takes the key out', async () => {
	const got = await page.evaluate(async (origin) => {
		const db = await new Promise((good) => {
			const r = indexedDB.open('minhbach-desk', 1);
			r.onsuccess = () => good(r.result);
		});
		const key = await new Promise((good) => {
			const r = db.transaction('key').objectStore('key')
			    .get(origin);
			r.onsuccess = () => good(r.result);
		});
		db.close();
		const out = [];
		for (const k of [key.sign, key.read])
			for (const format of ['pkcs8', 'jwk', 'raw'])
				out.push(await crypto.subtle.exportKey(format, k)
				    .then(() => 'exported', (e) => e.name));
		return out;
	}, O);
	assert.equal(got.length, 6);
	assert.ok(!got.includes('exported'), got.join());
});

test('it logs in once it is granted, and not before', async () => {
	await press('Đăng nhập');
	await page.getByText('sổ chưa cấp khóa này').waitFor();
	writeFileSync('g', readFileSync('a.pub', 'utf8') + 'roles=approver\n');
	cli('ubnd-1', '--with', 'mttq-1.key', '--reader', 'pvhxh-1.key',
	    'grant', 'g');
	await press('Đăng nhập');
	await heading('Không có gì chờ bạn ký');
	await judge('nothing');
});

test('27 assignments are shown by sponsor, signed and entered', async () => {
	cli('pvhxh-1', '--draft', 'so/waiting/as.st', '--then', `${O}/ubnd-2`,
	    'import', 'assignment', 'as.csv');
	const before = size();
	await press('Tải lại');
	await heading('27 dòng chờ bạn ký');
	await judge('waiting');
	const codes = readFileSync('as.csv', 'utf8').trim().split('\n').slice(1)
	    .map((l) => l.split(',')[0]);
	const text = await page.locator('#work').textContent();
	for (const code of codes)
		assert.ok(text.includes(`em ${code} `), code);
	assert.ok(!text.includes('{') && !text.includes('['), 'a placeholder');
	const since = Date.now();
	await press('Ký cả 27 dòng');
	await page.getByText('Đã ký và ghi sổ 27 dòng').waitFor();
	console.log(`signed and entered in ${Date.now() - since} ms`);
	assert.equal(size(), before + 27);
	assert.ok(!existsSync('so/waiting/as.st'));
});

test('money is added up; a payload that was exchanged is not signed',
    async () => {
	cli('pvhxh-1', '--draft', 'so/waiting/g.st', '--then', `${O}/ubnd-2`,
	    'give', 'gift');
	/* The server is made to lie: the same opening, another amount. */
	await page.route('**/api/waiting', async (route) => {
		const r = await route.fetch(), o = await r.json();
		o.files[0].statements[0].payload = o.files[0].statements[0]
		    .payload.replace('25000000', '35000000');
		await route.fulfill({response: r, json: o});
	});
	await press('Tải lại');
	await heading('g.st: đừng ký');
	assert.equal(await page.getByRole('button', {name: /^Ký/}).count(), 0);
	await judge('forged');
	await page.unroute('**/api/waiting');
	const before = size();
	await press('Tải lại');
	await heading('1 dòng chờ bạn ký: 25.000.000 đồng');
	await press('Ký cả 1 dòng');
	await page.getByText('Đã ký và ghi sổ 1 dòng').waitFor();
	assert.equal(size(), before + 1);
});

test('who left is asked to log in again', async () => {
	await press('Đăng xuất');
	await heading('Đăng nhập');
	await judge('login');
	await page.context().clearCookies();
	await press('Đăng nhập');
	await heading('Không có gì chờ bạn ký');
	await page.context().clearCookies();
	await press('Tải lại');
	await page.getByText('chưa đăng nhập, hoặc đã quá giờ').waitFor();
	await heading('Đăng nhập');
});

test('under its own policy the page runs, and nothing else does', async () => {
	const context = await browser.newContext();
	const p = await context.newPage(), said = [];
	p.on('console', (m) => said.push(m.text()));
	await p.goto(U);
	await p.getByRole('heading', {name: 'Tạo khóa ký trên máy này'})
	    .waitFor();
	assert.deepEqual(said, []);
	const ran = await p.evaluate(() => {
		try {
			document.body.innerHTML += '<b>x</b>';
			return 'markup';
		} catch {
			return 'refused';
		}
	});
	assert.equal(ran, 'refused');
	await context.close();
	assert.deepEqual(wrong, []);
});
