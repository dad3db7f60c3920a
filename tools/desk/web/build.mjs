/*
 * build.mjs OUT MODULES - bundles the desk's page into OUT/assets.c: its
 * script with the checks of the portal's own page, and the two style sheets.
 * MODULES holds what the portal's package.json names.
 *
 * Same input, same bytes.
 */
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const portal = join(here, '../../../public-portal/web');
const out = resolve(process.argv[2]), modules = resolve(process.argv[3]);
const {build, transform} = createRequire(join(modules, 'x'))('esbuild');

const script = await build({entryPoints: [join(here, 'desk.js')], bundle: true,
	write: false, charset: 'utf8', legalComments: 'none', format: 'iife',
	minify: true, nodePaths: [modules], target: 'es2022'});
const style = await transform([join(portal, 'style.css'),
	join(here, 'desk.css')].map((f) => readFileSync(f, 'utf8')).join(''),
    {loader: 'css', minify: true, charset: 'utf8'});
const list = [
	['/', 'text/html; charset=utf-8',
		readFileSync(join(here, 'index.html'), 'utf8')],
	['/desk.css', 'text/css; charset=utf-8', style.code],
	['/desk.js', 'text/javascript; charset=utf-8',
		script.outputFiles[0].text],
	['/favicon.ico', 'image/svg+xml',
		readFileSync(join(portal, 'favicon.svg'), 'utf8')],
];
const rows = list.map(([path, type, text], i) => {
	const bytes = [...Buffer.from(text)].join(',')
	    .replace(/.{1,76},/g, '$&\n');
	return {data: `static const unsigned char a${i}[] = {\n${bytes}};\n`,
		row: `    {${JSON.stringify(path)}, ${JSON.stringify(type)}, ` +
		    `a${i}, sizeof(a${i})},\n`};
});

mkdirSync(out, {recursive: true});
writeFileSync(join(out, 'assets.c'),
    '/* Made by tools/desk/web/build.mjs. */\n#include "assets.h"\n\n' +
    rows.map((r) => r.data).join('') + '\nconst struct asset assets[] = {\n' +
    rows.map((r) => r.row).join('') + '};\n' +
    `const size_t n_assets = ${list.length};\n`);
