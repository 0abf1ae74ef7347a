import { parse } from 'csv-parse/sync';

import { readCell, writeCell } from './csv-cell.js';

const NASTY = [
  ...['=', '+', '-', '@', '＝', '＋', '－', '＠'],
  ...[',', ';', '\t', '\r', '\n', '\r\n', '\v', '\f', '\u0085', '\u2028', '|', '"', '；', '，'],
  ...["'", "'", ' ', '\u00a0', '\u3000', '\u200b', '\ufeff', '\u0001', '1', 'a', 'é', '😀'],
];

/** The same values in every run. */
function* randomValues(count: number): Generator<string> {
  let seed = 2026;
  const below = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * most);
  };
  for (let n = 0; n < count; n += 1)
    yield Array.from({ length: below(9) }, () => NASTY[below(NASTY.length)] ?? '').join('');
}

const VALUES = [...randomValues(60_000)];
const rowOf = (values: readonly string[]) => `${values.map(writeCell).join(',')}\r\n`;
const withoutQuotes = (cell: string) =>
  cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;

describe('a cell of a CSV file', () => {
  it('is read as the value that was written', () => {
    const changed = VALUES.filter((value) => readCell(withoutQuotes(writeCell(value))) !== value);
    expect(changed).toEqual([]);
  });

  it('is the same to a reader of CSV, in rows', () => {
    for (let at = 0; at < 6000; at += 6) {
      const values = VALUES.slice(at, at + 6);
      const [row = []] = parse(rowOf(values), { record_delimiter: '\r\n' });
      expect(row.map(readCell)).toEqual(values);
    }
  });

  it.each([',', ';', '\t', '|', /[,;\t|\r\n]/, /[\v\f\u0085\u2028\r\n]/, '"', '；'])(
    'begins with no formula for one that parts by %p and heeds no quotes',
    (end) => {
      const run = VALUES.flatMap((value) => rowOf(['a', value, 'b']).split(end)).filter((cell) =>
        /^[\s\p{Cc}\p{Cf}"]*[=+\-@＝＋－＠]/u.test(cell),
      );
      expect(run).toEqual([]);
    },
  );

  it.each([
    ['=1+1', `"'=1+1"`],
    ['＝1', `"'＝1"`],
    ['\ttab', `"'\ttab"`],
    ["'=1", `"''=1"`],
    ["'plain", `"'plain"`],
    ['x;=1+1', `"x;'=1+1"`],
    ['a";=1', `"a"";'=1"`],
    ['a; "=1', `"a; ""'=1"`],
    ['1-2=3, or 4-5', '"1-2=3, or 4-5"'],
    ['a,b;c', '"a,b;c"'],
    ['plain', 'plain'],
  ])('with %j is written as %s', (value, cell) => expect(writeCell(value)).toBe(cell));

  it('may be long', () => {
    for (const piece of [' ', "'", ';', '"', '\t', ' ;', "'\t"]) {
      const value = piece.repeat(200_000);
      expect(readCell(withoutQuotes(writeCell(value))) === value).toBe(true);
    }
  });
});
