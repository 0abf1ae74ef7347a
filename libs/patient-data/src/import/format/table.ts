import type { UploadedFile } from './import-format.js';
import type { RecordSink } from './record-sink.js';
import { textOf } from './text.js';

export interface TableOptions {
  readonly delimiter: ',' | ';' | '\t' | '|';
  /** A cell longer than this many characters (quotes that never close) ends the table with a note; 100,000 if absent. */
  readonly mostCell?: number;
}

/** One row of a table: its cells as they are, and the line (from 1) that it ends in. */
export type OnRow = (cells: readonly string[], line: number) => void;

const MOST_CELL = 100_000;
/** Characters of a line, and cells of a row, that end a table: nobody has them. */
const MOST_LINE = 2 * 1024 * 1024;
const MOST_CELLS = 100_000;
const NO_CSV = 'is no CSV from here on; the rest was not read';

/**
 * Reads a CSV file row by row, quoted line breaks included; rows may have any number of cells, and headings are rows. What
 * is no CSV (a quote that never closes) is noted at its line and ends the reading; nothing is thrown. Lines within a cell end
 * in LF; quotes within a cell that does not begin with one are text. Written here, as csv-parse takes ten times as long for
 * tables with rows of different lengths, and exports with lines above their heading are such tables.
 */
export async function readTable(
  file: UploadedFile,
  options: TableOptions,
  sink: Pick<RecordSink, 'note' | 'ready'>,
  onRow: OnRow,
): Promise<void> {
  const rows = new Rows(options.delimiter, options.mostCell ?? MOST_CELL, onRow);
  let rest = '';
  for await (const piece of textOf(file)) {
    rest += piece;
    if (piece.includes('\n')) {
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) rows.line(line, '\n');
    }
    if (rows.failed !== undefined || rest.length > MOST_LINE) break;
    await sink.ready();
  }
  if (rest.length <= MOST_LINE) rows.line(rest, '');
  rows.end(rest.length > MOST_LINE);
  if (rows.failed !== undefined) sink.note(rows.failed, { reason: NO_CSV });
}

/** Makes rows of lines: most lines are a row and have no quotes, which is quick; the others are read by character. */
class Rows {
  /** The line at which the text was found to be no CSV. */
  failed: number | undefined;
  private lines = 0;
  /** The row that a quoted line break left open. */
  private open:
    { readonly cells: string[]; readonly line: number; cell: string[]; length: number } | undefined;

  constructor(
    private readonly delimiter: string,
    private readonly mostCell: number,
    private readonly onRow: OnRow,
  ) {}

  line(text: string, end: '\n' | ''): void {
    if (this.failed !== undefined || (text === '' && end === '')) return;
    this.lines += 1;
    const plain = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (this.open || plain.includes('"')) this.quoted(plain, end);
    else if (plain !== '') this.row(plain.split(this.delimiter), plain.length);
  }

  /** No more lines follow; `cut`: the last one had no end. */
  end(cut: boolean): void {
    this.failed ??= cut ? this.lines + 1 : this.open?.line;
  }

  private row(cells: readonly string[], longest: number): void {
    const tooMuch =
      cells.length > MOST_CELLS ||
      (longest > this.mostCell && cells.some((cell) => cell.length > this.mostCell));
    if (tooMuch) this.failed = this.lines;
    else this.onRow(cells, this.lines);
  }

  private quoted(plain: string, end: '\n' | ''): void {
    let inside = this.open !== undefined;
    const row = this.open ?? { cells: [], line: this.lines, cell: [], length: 0 };
    this.open = undefined;
    let at = 0;
    for (;;) {
      const stop = inside ? this.quote(plain, at) : this.stop(plain, at, row.length === 0);
      const part = plain.slice(at, stop);
      if (part !== '') row.cell.push(part);
      row.length += part.length;
      if (row.length > this.mostCell) {
        this.failed = row.line;
        return;
      }
      if (stop === plain.length) break;
      at = stop + 1;
      if (inside && plain.charAt(at) === '"') {
        row.cell.push('"');
        row.length += 1;
        at += 1;
      } else if (plain.charAt(stop) === '"') inside = !inside;
      else {
        row.cells.push(row.cell.join(''));
        [row.cell, row.length] = [[], 0];
      }
    }
    if (inside) {
      row.cell.push(end);
      row.length += end.length;
      this.open = row;
      return;
    }
    row.cells.push(row.cell.join(''));
    this.row(row.cells, 0);
  }

  /** Where a quoted part ends. */
  private quote(text: string, from: number): number {
    const found = text.indexOf('"', from);
    return found < 0 ? text.length : found;
  }

  /** Where an unquoted part ends: at a delimiter, or at a quote that is the first of its cell. */
  private stop(text: string, from: number, isFirst: boolean): number {
    if (isFirst && text.charAt(from) === '"') return from;
    const found = text.indexOf(this.delimiter, from);
    return found < 0 ? text.length : found;
  }
}
