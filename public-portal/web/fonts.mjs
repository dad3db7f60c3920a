/*
 * fonts.mjs - Be Vietnam Pro, cut to what Vietnamese and English pages need,
 * for the browser (WOFF 2) and for the picture that is shared.
 */
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

const range = (from, to) => String.fromCodePoint(
    ...Array.from({length: to - from + 1}, (_, i) => from + i));

/* ASCII, the letters and marks of Vietnamese, and our punctuation. */
const LETTERS = range(0x20, 0x7e) + range(0x1ea0, 0x1ef9) +
    'ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư' +
    '\u0300\u0301\u0303\u0309\u0323' + '\u00a0·°«»–—‘’“”•…₫';

const FACES = [[400, '400Regular'], [700, '700Bold']];

/* [{name: "be-vietnam-pro-400", path: "/chu/...", bytes}, ...], then the
 * licence, which goes where the fonts go. */
export async function fonts(modules) {
	const require = createRequire(join(modules, 'x'));
	const from = join(modules, '@expo-google-fonts/be-vietnam-pro');
	const subset = require('subset-font');
	const faces = [];
	for (const [weight, face] of FACES) {
		const bytes = await subset(
		    readFileSync(join(from, face, `BeVietnamPro_${face}.ttf`)),
		    LETTERS, {targetFormat: 'woff2'});
		const name = `be-vietnam-pro-${weight}`;
		const hash = createHash('sha256').update(bytes).digest('hex');
		faces.push({name, bytes,
			path: `/chu/${name}.${hash.slice(0, 12)}.woff2`});
	}
	return {faces, licence: readFileSync(join(from, 'LICENSE_FONT'), 'utf8')};
}
