/*
 * valid.mjs - what the portal serves, judged by what others wrote: HTML, the
 * OpenAPI document against its schema and against the answers, the data package
 * with its table, the feed against RFC 4287, the table against RFC 4180.
 */
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';

const {URL_PORTAL, MODULES} = process.env;
const require = createRequire(join(MODULES, 'x'));
const {chromium} = require('playwright-core');
const {HtmlValidate} = require('html-validate');
const {Package} = require('datapackage');
const {Validator} = await import(pathToFileURL(join(MODULES,
    '@seriousme/openapi-schema-validator/index.js')));
let browser;

before(async () => {
	browser = await chromium.launch({executablePath: '/usr/bin/chromium',
		args: ['--no-sandbox']});
});
after(() => browser.close());

const get = async (path) => {
	const answer = await fetch(URL_PORTAL + path);
	assert.equal(answer.status, 200, path);
	return answer;
};
const text = async (path) => (await get(path)).text();
const periods = (await (await get('/api/v1/cong-bo')).json()).items
    .map((i) => i.period);

/* ---- HTML ---- */

const PAGES = ['/', '/en/', '/cong-bo/', '/vi-sao-tin-duoc', '/tinh-the-nao',
	'/xac-minh', '/kiem-tra.html', '/nhung/',
	...periods.flatMap((p) => [`/niem-yet/${p}`, `/cong-bo/${p}/v1/`])];

/* Rules of taste are left out: how a void element ends, long titles. */
const html = new HtmlValidate({extends: ['html-validate:standard'], rules: {
	'void-style': 'off', 'no-trailing-whitespace': 'off',
	'long-title': 'off', 'require-sri': 'off', 'doctype-style': 'off'}});

async function faults(source) {
	const report = await html.validateString(source);
	return report.results.flatMap((r) => r.messages.map((m) =>
	    `${m.line}: ${m.ruleId}: ${m.message}`));
}

for (const path of PAGES)
	test(`${path} is HTML`, async () =>
	    assert.deepEqual(await faults(await text(path)), []));

test('what is not there is HTML, too', async () => {
	const answer = await fetch(`${URL_PORTAL}/khong-co`);
	assert.equal(answer.status, 404);
	assert.deepEqual(await faults(await answer.text()), []);
});

test('the judge of HTML finds what is planted', async () => {
	const good = await text('/tinh-the-nao');
	for (const bad of ['<p><div></div></p>', '<ul><p>x</p></ul>',
		'<a href="/"><a href="/">x</a></a>', '<p id="x"></p><p id="x"></p>',
		'<table><td>x</td></table>', '<section>'])
		assert.notDeepEqual(await faults(good.replace('</main>',
		    `${bad}</main>`)), [], bad);
});

/* ---- OpenAPI ---- */

test('the API is described by OpenAPI 3.1, and answers as described',
    async () => {
	const doc = JSON.parse(await text('/api/v1/openapi.json'));
	const validator = new Validator();
	const r = await validator.validate(structuredClone(doc));
	assert.equal(r.valid, true, JSON.stringify(r.errors));
	assert.equal(validator.version, '3.1');
	const broken = structuredClone(doc);
	delete broken.info.title;
	assert.equal((await new Validator().validate(broken)).valid, false);
	for (const [path, item] of Object.entries(doc.paths)) {
		const at = path.replace('{ky}', periods[0]).replace('{lan}', '1');
		const answer = await get(at);
		assert.ok(answer.headers.get('content-type').startsWith(
		    Object.keys(item.get.responses[200].content)[0]), at);
		await answer.arrayBuffer();
	}
});

/* ---- data package ---- */

for (const period of periods)
	test(`the data package of ${period}`, async () => {
		const base = `/du-lieu/${period}/`;
		const doc = JSON.parse(await text(`${base}datapackage.json`));
		const p = await Package.load(doc, {basePath: URL_PORTAL + base,
			strict: false});
		assert.deepEqual(p.errors, []);
		for (const r of doc.resources) {
			const bytes = Buffer.from(await (await get(base + r.path))
			    .arrayBuffer());
			assert.equal(r.bytes, bytes.length, r.path);
			assert.equal(r.hash, `sha256:${createHash('sha256')
			    .update(bytes).digest('hex')}`, r.path);
		}
		const table = p.getResource('so-lieu');
		assert.equal(table.tabular, true);
		const rows = await (await Package.load({...doc, resources: [{
			...doc.resources[0], path: undefined,
			data: parseCsv(await bytesOf(`${base}so-lieu.csv`))}]}))
		    .resources[0].read({keyed: true});
		assert.ok(rows.length > 20);
		assert.ok(rows.some((r) => r.muc === 'Còn chờ' && r.ky === period));
	});

/* ---- CSV: RFC 4180 by its grammar, behind the mark that Excel wants ---- */

const bytesOf = async (path) => Buffer.from(await (await get(path))
    .arrayBuffer());

function parseCsv(bytes) {
	assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
	const s = new TextDecoder('utf-8', {fatal: true})
	    .decode(bytes.subarray(3));
	const field = /"((?:[^"]|"")*)"|([^",\r\n]*)/y, rows = [[]];
	for (let i = 0; i < s.length;) {
		field.lastIndex = i;
		const m = field.exec(s);
		rows.at(-1).push(m[1] === undefined ? m[2]
		    : m[1].replaceAll('""', '"'));
		i = field.lastIndex;
		if (s.startsWith('\r\n', i)) {
			i += 2;
			if (i < s.length)
				rows.push([]);
			continue;
		}
		assert.equal(s[i], ',', `at ${i}: ${s.slice(i, i + 20)}`);
		i++;
	}
	assert.ok(s.endsWith('\r\n'));
	for (const r of rows)
		assert.equal(r.length, rows[0].length, r.join('|'));
	return rows;
}

test('the table keeps RFC 4180, and no cell runs in a spreadsheet', async () => {
	for (const p of periods) {
		const rows = parseCsv(await bytesOf(`/du-lieu/${p}/so-lieu.csv`));
		assert.deepEqual(rows[0],
		    ['ky', 'bang', 'muc', 'gia_tri', 'don_vi']);
		for (const c of rows.flat())
			assert.doesNotMatch(c, /^[=+\-@\t\r]/);
		for (const [ky] of rows.slice(1))
			assert.ok(ky === p || ky === '', ky);
	}
	for (const bad of ['a,b\r\nc\r\n', 'a"b\r\n', 'a\n', '"a\r\n', 'a'])
		assert.throws(() => parseCsv(Buffer.from(`\ufeff${bad}`)), bad);
});

/* ---- Atom ---- */

/* In the browser: what of RFC 4287 a feed breaks. */
function judgeFeed(source) {
	const ATOM = 'http://www.w3.org/2005/Atom', wrong = [];
	const doc = new DOMParser().parseFromString(source, 'application/xml');
	if (doc.querySelector('parsererror') !== null)
		return ['it is not XML'];
	const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
	const kids = (e, name) => [...e.children].filter((c) =>
	    c.namespaceURI === ATOM && c.localName === name);
	const one = (e, name) => {
		const list = kids(e, name);
		if (list.length !== 1 || list[0].textContent.trim() === '')
			wrong.push(`${e.localName}: ${list.length} ${name}`);
		return list[0]?.textContent ?? '';
	};
	/* 4.1.1, 4.1.2, 4.2.6 */
	const common = (e) => {
		one(e, 'title');
		try {
			if (new URL(one(e, 'id')).href === '')
				wrong.push('id');
		} catch {
			wrong.push(`${e.localName}: id is no IRI`);
		}
		/* 3.3 */
		if (!TIME.test(one(e, 'updated')) ||
		    Number.isNaN(Date.parse(one(e, 'updated'))))
			wrong.push(`${e.localName}: updated`);
		for (const l of kids(e, 'link'))
			if (!l.hasAttribute('href'))
				wrong.push('4.2.7.1: link without href');
		/* 4.1.2: no two alternates of one type and language */
		const alternates = kids(e, 'link').filter((l) =>
		    (l.getAttribute('rel') ?? 'alternate') === 'alternate')
		    .map((l) => `${l.getAttribute('type')} ` +
			l.getAttribute('hreflang'));
		if (new Set(alternates).size !== alternates.length)
			wrong.push('4.1: two alternates alike');
		return alternates.length;
	};
	const feed = doc.documentElement;
	if (feed.namespaceURI !== ATOM || feed.localName !== 'feed')
		return ['it is not a feed'];
	common(feed);
	if (kids(feed, 'link').filter((l) => l.getAttribute('rel') === 'self')
	    .length !== 1)
		wrong.push('4.1.1: self');
	const entries = kids(feed, 'entry'), ids = new Set();
	for (const e of entries) {
		if (common(e) === 0 && kids(e, 'content').length === 0)
			wrong.push('4.1.2: neither alternate nor content');
		if (kids(e, 'summary').length > 1)
			wrong.push('4.1.2: summaries');
		ids.add(one(e, 'id'));
		/* 4.2.1 */
		if (kids(feed, 'author').length + kids(e, 'author').length === 0)
			wrong.push('4.1.1: no author');
	}
	for (const a of doc.getElementsByTagNameNS(ATOM, 'author'))
		one(a, 'name');
	if (ids.size !== entries.length)
		wrong.push('4.2.6: an id stands twice');
	return wrong;
}

test('the feed keeps RFC 4287', async () => {
	const page = await browser.newPage();
	const good = await text('/feed.atom');
	assert.deepEqual(await page.evaluate(judgeFeed, good), []);
	assert.equal(good.match(/<entry>/g).length, periods.length);
	for (const [from, to] of [['</feed>', ''], ['<feed', '<food'],
		['<author>', '<contributor>'], [/<id>[^<]*/, '<id>a b'],
		[/<updated>[^<]*/, '<updated>2026-01-01'],
		['<title>', '<title>x</title><title>'], ['rel="self"', 'rel="x"'],
		[/<entry>(?<all>[^]*?)<\/entry>/, '<entry>$1</entry><entry>$1</entry>']])
		assert.notDeepEqual(await page.evaluate(judgeFeed,
		    good.replace(from, to)), [], `${from}`);
	await page.close();
});

/* ---- JSON-LD ---- */

test('the catalogue leads to what is there', async () => {
	const doc = JSON.parse(await text('/du-lieu/dcat.jsonld'));
	const sets = doc['dcat:dataset'].filter((d) =>
	    d['@type'] === 'dcat:Dataset');
	assert.equal(sets.length, new Set(periods).size);
	for (const d of sets)
		for (const x of d['dcat:distribution']) {
			const answer = await get(new URL(
			    x['dcat:downloadURL']['@id']).pathname);
			assert.ok(x['dcat:mediaType']['@id'].endsWith(answer.headers
			    .get('content-type').split(';')[0]));
			await answer.arrayBuffer();
		}
});
