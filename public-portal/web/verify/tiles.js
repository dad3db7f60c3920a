/*
 * tiles.js - the tree out of its hash tiles (FORMAT 8.1, C2SP tlog-tiles), for
 * a book that is too long to be read whole.  No hash is believed that does not
 * lead to the sealed root.
 */
import {equal, need} from './bytes.js';
import {leaf} from './entry.js';
import {bundle, bundleName, Edge, node, rootOfParts, tileName} from './tree.js';

const WIDTH = 256, HASH = 32, LEVEL = 8;

export class Tiles {
	constructor(read, size) {
		this.read = read;
		this.size = size;
		this.known = new Map();
		this.bundles = new Map();
	}

	/* Whole hashes of 256^level leaves each. */
	count(level) {
		return Math.floor(this.size / WIDTH ** level);
	}

	async fetch(level, n) {
		const width = Math.min(WIDTH, this.count(level) - n * WIDTH);
		const name = tileName(level, n, width);
		const bytes = await this.read(name);
		need(bytes !== null, '8.4', `${name} is missing`);
		need(bytes.length === width * HASH, '8.1',
		    'a tile of another width');
		return Array.from({length: width}, (_, i) =>
		    bytes.subarray(i * HASH, (i + 1) * HASH));
	}

	/* The tiles at the right edge, which make the root. */
	async open(root) {
		const parts = [];
		for (let level = 0; this.count(level) > 0; level++) {
			const n = Math.floor(this.count(level) / WIDTH);
			if (this.count(level) % WIDTH === 0)
				continue;
			const tile = await this.fetch(level, n);
			const e = new Edge();
			tile.forEach((h) => e.add(h));
			parts.unshift(...e.roots);
			this.known.set(`${level}/${n}`, tile);
		}
		need(equal(rootOfParts(parts), root), '2.5',
		    'the tiles do not give the sealed root');
	}

	/* A whole tile is one hash of the tile above it. */
	async tile(level, n) {
		const key = `${level}/${n}`;
		if (!this.known.has(key)) {
			const tile = await this.fetch(level, n), e = new Edge();
			tile.forEach((h) => e.add(h));
			const above = await this.tile(level + 1,
			    Math.floor(n / WIDTH));
			need(equal(e.root(), above[n % WIDTH]), '2.5',
			    'a tile that is not of this tree');
			this.known.set(key, tile);
		}
		return this.known.get(key);
	}

	/* The hash over 2^power leaves from index * 2^power on. */
	async hash(power, index) {
		const level = Math.floor(power / LEVEL);
		const n = 2 ** (power % LEVEL), from = index * n;
		const tile = await this.tile(level, Math.floor(from / WIDTH));
		let row = tile.slice(from % WIDTH, from % WIDTH + n);
		while (row.length > 1)
			row = row.filter((_, i) => i % 2 === 0)
			    .map((h, i) => node(h, row[2 * i + 1]));
		return row[0];
	}

	/* The root of the first size leaves: by it any older seal is compared. */
	async rootAt(size) {
		need(size >= 1 && size <= this.size, '7.2', 'not a part of the book');
		const parts = [];
		let at = 0;
		for (let power = 40; power >= 0; power--)
			if (Math.floor(size / 2 ** power) % 2 === 1) {
				parts.push(await this.hash(power,
				    at / 2 ** power));
				at += 2 ** power;
			}
		return rootOfParts(parts);
	}

	/* The leaves of bundle n, each the one that the tree holds. */
	async leaves(n) {
		if (this.bundles.has(n))
			return this.bundles.get(n);
		const width = Math.min(WIDTH, this.size - n * WIDTH);
		const name = bundleName(n, width);
		const bytes = await this.read(name);
		need(bytes !== null, '8.4', `${name} is missing`);
		const tile = await this.tile(0, n);
		const list = bundle(bytes, width).map(leaf);
		list.forEach((l, i) => need(l.index === n * WIDTH + i &&
		    equal(l.hash, tile[i]), '2.4', 'a leaf that is not of this tree'));
		this.bundles.set(n, list);
		return list;
	}

	async leaf(index) {
		const list = await this.leaves(Math.floor(index / WIDTH));
		return list[index % WIDTH];
	}
}
