import type { UploadedFile } from '../../format/import-format.js';
import { headText } from '../../format/text.js';
import type { TableOptions } from '../../format/table.js';

export type Delimiter = TableOptions['delimiter'];
export const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];

/**
 * The first rows of a table, from the beginning of its file. A row that the beginning does not hold to its end is left out,
 * unless the file ends there too. None for a file whose rows end in bare carriage returns, which readTable does not part.
 * Only for telling what a file is; rows to be stored come from readTable.
 */
export function headRows(file: UploadedFile, delimiter: Delimiter, most = 20): string[][] {
  const text = headText(file);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    if (row.length > 1 || row[0] !== '') rows.push(row);
    [row, cell] = [[], ''];
  };
  for (let at = 0; at < text.length && rows.length < most; at++) {
    const char = text.charAt(at);
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text.charAt(at + 1) === '"') [cell, at] = [`${cell}"`, at + 1];
      else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === delimiter) {
      row.push(cell);
      cell = '';
    } else if (char === '\n') endRow();
    else if (char !== '\r') cell += char;
    else if (text.charAt(at + 1) !== '\n' && at + 1 < text.length) return [];
  }
  const whole = file.size <= file.head.length;
  if (rows.length < most && whole && !quoted && (row.length > 0 || cell !== '')) endRow();
  return rows;
}

/** A column's name without byte order marks (also encoded twice), quotes, control characters and blanks around it. */
export function columnName(cell: string): string {
  return cell
    .replace(/\uFEFF|\u00EF\u00BB\u00BF/g, '')
    .replace(/"/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim();
}

/** Where the columns of a table are, by name; letters' case does not matter, and of two with one name the first counts. */
export class Columns {
  readonly names: readonly string[];
  private readonly places = new Map<string, number>();

  constructor(header: readonly string[]) {
    this.names = header.map(columnName);
    this.names.forEach((name, place) => {
      const key = name.toLowerCase();
      if (key !== '' && !this.places.has(key)) this.places.set(key, place);
    });
  }

  /** The place of the first of these names that is there; -1 when none is. */
  place(...names: readonly string[]): number {
    for (const name of names) {
      const place = this.places.get(name.toLowerCase());
      if (place !== undefined) return place;
    }
    return -1;
  }

  has(...names: readonly string[]): boolean {
    return names.every((name) => this.place(name) >= 0);
  }
}

/** A cell without blanks around it; empty for one that is not there. */
export function cellOf(cells: readonly string[], place: number): string {
  return (cells[place] ?? '').trim();
}

/** True when a row has cells beyond the last column that are not empty: it is shifted, and no cell can be trusted. */
export function hasMore(cells: readonly string[], columns: number): boolean {
  return cells.length > columns && cells.slice(columns).some((cell) => cell.trim() !== '');
}

/** Text for people: no control characters but line breaks, at most so many characters, undefined when nothing is left. */
export function textFor(text: string, most: number): string | undefined {
  const plain = text.replace(/[^\P{Cc}\t\n]/gu, '').trim();
  return plain === '' ? undefined : plain.slice(0, most).replace(/\p{Cs}/gu, '');
}
