const LONGEST = 60;

/** How a table writes numbers: the decimal sign, and the sign between groups of three digits if it has one. */
export interface NumberStyle {
  readonly decimal: '.' | ',';
  readonly thousands?: ',' | '.' | ' ' | "'";
}

/**
 * Decimal text with a point for a cell of a table whose style nobody states; undefined when it is no number or can be two.
 * A comma before one or two last digits is a decimal comma (a group has three), and before three it can be either: `1,234`.
 */
export function sureDecimal(cell: string): string | undefined {
  if (cell.length > LONGEST) return undefined;
  if (/^[+-]?\d+(\.\d+)?$/.test(cell)) return withoutPlus(cell);
  return /^[+-]?\d+,\d{1,2}$/.test(cell) ? withoutPlus(cell.replace(',', '.')) : undefined;
}

/** Decimal text with a point for a cell in a stated style; undefined when it is no number in that style. */
export function decimalIn(style: NumberStyle, cell: string): string | undefined {
  if (cell.length > LONGEST) return undefined;
  let text = cell.replace(/^\u2212/, '-').replace(/[\u00a0\u202f]/g, ' ');
  if (style.thousands !== undefined) {
    const sign = style.thousands;
    const [whole = '', ...rest] = text.split(style.decimal);
    if (whole.includes(sign)) {
      const [first = '', ...groups] = whole.split(sign);
      if (!/^[+-]?\d{1,3}$/.test(first) || groups.some((group) => !/^\d{3}$/.test(group))) return undefined;
      text = [[first, ...groups].join(''), ...rest].join(style.decimal);
    }
  }
  const point = style.decimal === ',' ? /^([+-]?)(\d*)(?:,(\d*))?(?:e([+-]?\d{1,2}))?$/i : POINT;
  const parts = point.exec(text);
  if (!parts) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  if (whole === '' && fraction === '') return undefined;
  return (sign === '-' ? '-' : '') + shifted(whole, fraction, Number(exponent));
}

const POINT = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,2}))?$/i;

/** Digits with their point moved by an exponent, which changes no digit. */
function shifted(whole: string, fraction: string, exponent: number): string {
  if (exponent === 0) return (whole === '' ? '0' : whole) + (fraction === '' ? '' : `.${fraction}`);
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const place = Math.max(point, 1);
  const left = padded.slice(0, place).replace(/^0+(?=\d)/, '');
  const right = padded.slice(place);
  return right === '' ? left : `${left}.${right}`;
}

function withoutPlus(text: string): string {
  return text.startsWith('+') ? text.slice(1) : text;
}
