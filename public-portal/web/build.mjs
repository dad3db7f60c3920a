/*
 * build.mjs OUT MODULES - bundles the check page into OUT: the page of the
 * portal (xac-minh.html, kiem-tra.js, kiem-tra.css), the same as one file that
 * others may host or open from disk (kiem-tra.html), the portal's style sheet
 * (style.css) and its fonts, all of these as C (assets.c), and the checks alone
 * for tests under Node (verify.mjs).  MODULES holds what package.json names.
 *
 * Same input, same bytes.
 */
import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {basename, dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

import {fonts} from './fonts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2]), modules = resolve(process.argv[3]);
const {build, transform} = createRequire(join(modules, 'x'))('esbuild');
const source = (name) => readFileSync(join(here, name), 'utf8');

async function bundle(entry, options) {
	const r = await build({entryPoints: [join(here, entry)], bundle: true,
		write: false, charset: 'utf8', legalComments: 'none',
		nodePaths: [modules], target: 'es2022', ...options});
	return r.outputFiles[0].text;
}

async function css(...names) {
	const r = await transform(names.map(source).join(''),
	    {loader: 'css', minify: true, charset: 'utf8'});
	return r.code;
}

const digest = (text) =>
    `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/* One file that carries its script, its style and the policy for both. */
function single(page, script, style) {
	if (script.includes('</script'))
		throw new Error('the script ends itself');
	const policy = `default-src 'none'; script-src ${digest(script)}; ` +
	    `style-src ${digest(style)}; connect-src *; base-uri 'none'; ` +
	    'form-action \'none\'';
	const html = page.replace('<html lang="vi">',
	    '<html lang="vi" data-single>')
	    .replace('<!--head-->', () => '<meta http-equiv="' +
		`Content-Security-Policy" content="${policy}">\n` +
		`<style>${style}</style>`)
	    .replace('<!--script-->', () => '<script type="text/plain" ' +
		`id="neo"></script>\n<script>${script}</script>`);
	return {html, policy};
}

/* The table that the portal links: path, type, policy or 0, does its name tell
 * its bytes, bytes. */
function assets(list, faces) {
	const rows = list.map(([path, type, text, policy], i) => {
		const bytes = [...Buffer.from(text)].join(',')
		    .replace(/.{1,76},/g, '$&\n');
		return {data: `static const unsigned char a${i}[] = {\n${bytes}` +
		    '};\n', row: `    {${JSON.stringify(path)}, ` +
		    `${JSON.stringify(type)}, ${JSON.stringify(policy)}, ` +
		    `${type === FONT}, a${i}, sizeof(a${i})},\n`};
	});
	const face = faces.map((f) =>
	    `&assets[${list.findIndex(([path]) => path === f.path)}]`);
	return '/* Made by public-portal/web/build.mjs. */\n' +
	    '#include "assets.h"\n\n' + rows.map((r) => r.data).join('') +
	    '\nconst struct asset assets[] = {\n' +
	    rows.map((r) => r.row).join('') + '};\n' +
	    `const size_t n_assets = ${list.length};\n` +
	    `const struct asset *const assets_face[] = {${face.join(', ')}};\n`;
}

const script = await bundle('page.js', {format: 'iife', minify: true});
const pageStyle = await css('kiem-tra.css');
const page = source('kiem-tra.html');
const one = single(page, script, await css('style.css', 'kiem-tra.css'));
const served = page.replace('<!--head-->',
    '<link rel="stylesheet" href="/style.css">\n' +
    '<link rel="stylesheet" href="/kiem-tra.css">')
    .replace('<!--script-->', '<script src="/kiem-tra.js"></script>');
const {faces, licence} = await fonts(modules);
const style = faces.reduce((text, f) => text.replace(`/chu/${f.name}.woff2`,
    f.path), await css('font.css', 'style.css'));
const FONT = 'font/woff2', TEXT = 'text/plain; charset=utf-8';
const HTML = 'text/html; charset=utf-8', CSS = 'text/css; charset=utf-8';
const own = "default-src 'none'; style-src 'self'; script-src 'self'; " +
    "connect-src 'self'; img-src 'self'; font-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const list = [
	['/api/v1/openapi.json', 'application/json', source('openapi.json'), ''],
	['/chu/OFL.txt', TEXT, licence, ''],
	...faces.map((f) => [f.path, FONT, f.bytes, '']),
	['/favicon.ico', 'image/svg+xml', source('favicon.svg'), ''],
	['/favicon.svg', 'image/svg+xml', source('favicon.svg'), ''],
	['/kiem-tra.css', CSS, pageStyle, ''],
	['/kiem-tra.html', HTML, one.html,
		`${one.policy}; frame-ancestors 'none'`],
	['/kiem-tra.js', 'text/javascript; charset=utf-8', script, ''],
	['/robots.txt', TEXT, source('robots.txt'), ''],
	['/style.css', CSS, style, ''],
	['/xac-minh', HTML, served, own],
];

mkdirSync(out, {recursive: true});
for (const [path, , text] of list)
	writeFileSync(join(out, path === '/xac-minh' ? 'xac-minh.html'
	    : basename(path)), text);
writeFileSync(join(out, 'verify.mjs'),
    await bundle('verify/index.js', {format: 'esm'}));
writeFileSync(join(out, 'assets.c'), assets(list, faces));
