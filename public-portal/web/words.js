/*
 * words.js - what the check page says (the words of the product, not of the
 * trade), and how numbers and dates are written.
 */
export const dong = (v) =>
    `${String(v).replace(/\B(?=(\d{3})+(?!\d))/g, '.')} đồng`;

export const number = (v) =>
    String(v).replace(/\B(?=(\d{3})+(?!\d))/g, '.');

const ROMAN = {1: 'I', 2: 'II', 3: 'III', 4: 'IV'};
export const quarter = (period) =>
    `Quý ${ROMAN[period[6]]}/${period.slice(0, 4)}`;

export function day(ms) {
	const d = new Date(ms + 7 * 3600 * 1000);
	const month = d.getUTCMonth() + 1;
	return `${String(d.getUTCDate()).padStart(2, '0')}/` +
	    `${month < 3 ? '0' : ''}${month}/${d.getUTCFullYear()}`;
}

/* The checks of directory.js, for people. */
export const STEPS = {
	leaves: 'Đủ mọi dòng sổ, dòng nào cũng nối đúng dòng trước',
	root: 'Các dòng sổ cho đúng mã niêm phong',
	anchor: 'Sổ bắt đầu đúng như tờ niêm yết lúc lập sổ',
	seen: 'Những gì bạn đã xem lần trước vẫn còn nguyên',
	entries: 'Các dòng công khai đúng là dòng trong sổ',
	openings: 'Nội dung các dòng công khai không bị sửa',
	schemas: 'Nội dung các dòng công khai đúng mẫu',
	authority: 'Người ký có quyền ký vào lúc đó',
	signatures: 'Các chữ ký trong sổ đều đúng',
	checkpoints: 'Mọi lần niêm phong đều của cùng một cuốn sổ',
	publications: 'Các bản công bố đúng là bản đã ký',
	totals: 'Tổng số tiền đúng bằng tổng các dòng sổ',
	page: 'Số trên trang đầu đúng là số đã ký',
};
export const RESULT = {passed: 'đạt', failed: 'KHÔNG đạt',
	'not made': 'chưa kiểm tra'};

export const UNKNOWN = 'Chưa kiểm tra được';
export const UNKNOWN_WHY = 'Như vậy chưa có nghĩa là số liệu sai. Hãy thử ' +
    'lại, hoặc so mã niêm phong với tờ niêm yết ở nhà văn hóa thôn.';
