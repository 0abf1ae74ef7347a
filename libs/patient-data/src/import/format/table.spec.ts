import { fileOf } from '../../../test/import/collect.js';
import { readTable } from './table.js';
import { encodingOf, linesOf } from './text.js';

async function rowsOf(content: string | Uint8Array, pieces = 7) {
  const rows: [number, ...string[]][] = [];
  const notes: string[] = [];
  await readTable(
    fileOf('table.csv', content, pieces),
    { delimiter: ',' },
    { note: (at, { reason }) => void notes.push(`${at}: ${reason}`), ready: () => Promise.resolve() },
    (cells, line) => void rows.push([line, ...cells]),
  );
  return { rows, notes };
}

describe('Reading a table', () => {
  it('takes quoted line breaks, rows of any length, both line ends and a mark at the beginning', async () => {
    const { rows, notes } = await rowsOf('\uFEFFa,b\r\n1,"x\ny"\n2\n\n3,4,5\n');
    expect(rows).toEqual([
      [1, 'a', 'b'],
      [3, '1', 'x\ny'],
      [4, '2'],
      [6, '3', '4', '5'],
    ]);
    expect(notes).toEqual([]);
  });

  it('reads a long table in small pieces without losing a row', async () => {
    const lines = Array.from({ length: 5000 }, (_, n) => `${n},${n * 2}`);
    const { rows } = await rowsOf(lines.join('\n'), 1000);
    expect(rows.length).toBe(5000);
    expect(rows[4999]).toEqual([5000, '4999', '9998']);
  });

  it('takes quotes within cells: two for one, and as they are in a cell that does not begin with one', async () => {
    const { rows } = await rowsOf('"a ""b"" c",d "e" f,""\r\n"x,y","one\r\n\r\ntwo"\r\n"last"');
    expect(rows).toEqual([
      [1, 'a "b" c', 'd "e" f', ''],
      [4, 'x,y', 'one\n\ntwo'],
      [5, 'last'],
    ]);
  });

  it('gives the same rows however the bytes come', async () => {
    const text = 'a,"b ""c""\r\nd",é\r\n,,\n"",x"y,"z"w\n';
    const whole = await rowsOf(text, 1000);
    for (let pieces = 1; pieces < 20; pieces++) expect(await rowsOf(text, pieces)).toEqual(whole);
  });

  it('ends with a note at a cell, a row or a line that nobody has', async () => {
    for (const much of [
      'x'.repeat(100_001),
      ','.repeat(200_000),
      'x'.repeat(5_000_000),
      `"${'x'.repeat(100_001)}"`,
    ]) {
      const { rows, notes } = await rowsOf(`a,b\n${much}\nc,d\n`, 64 * 1024);
      expect(rows).toEqual([[1, 'a', 'b']]);
      expect(notes).toEqual(['2: is no CSV from here on; the rest was not read']);
    }
  });

  it('notes a quote that never closes, and keeps what came before', async () => {
    const { rows, notes } = await rowsOf(`a,b\n1,"${'x'.repeat(200_000)}`, 64 * 1024);
    expect(rows).toEqual([[1, 'a', 'b']]);
    expect(notes.length).toBe(1);
  });

  it('reads UTF-16 and windows-1252 as what they are', async () => {
    const utf16 = Buffer.from('\uFEFFä,b\n', 'utf16le');
    expect((await rowsOf(utf16, 3)).rows).toEqual([[1, 'ä', 'b']]);
    expect((await rowsOf(Uint8Array.of(0xe9, 0x2c, 0x62, 0x0a))).rows).toEqual([[1, 'é', 'b']]);
    expect(encodingOf({ head: Uint8Array.of(0xef, 0xbb, 0xbf, 0x61) })).toBe('utf-8');
  });

  it('gives lines whatever the pieces are', async () => {
    const lines: string[] = [];
    for await (const line of linesOf(fileOf('x', 'one\r\ntwo\n\nthree', 2))) lines.push(line);
    expect(lines).toEqual(['one', 'two', '', 'three']);
  });
});
