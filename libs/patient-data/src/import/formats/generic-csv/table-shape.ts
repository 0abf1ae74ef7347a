import type { UploadedFile } from '../../format/import-format.js';
import { encodingOf, headText } from '../../format/text.js';
import { columnName, DELIMITERS, type Delimiter, headRows } from '../csv/cells.js';

const SAMPLE_ROWS = 20;

export interface TableShape {
  readonly delimiter: Delimiter;
  /** The first rows. */
  readonly rows: readonly (readonly string[])[];
}

/** The shape of a text that is a table of at least two columns and two rows; undefined for every other file. */
export function tableShape(file: UploadedFile): TableShape | undefined {
  if (!isPlainText(file)) return undefined;
  const shapes = DELIMITERS.map((delimiter) => ({ delimiter, rows: headRows(file, delimiter, SAMPLE_ROWS) }));
  return shapes.filter(({ rows }) => isTable(rows)).sort((a, b) => evenness(b.rows) - evenness(a.rows))[0];
}

/** Most rows have as many cells as the most common row, and that is two at least. */
function isTable(rows: readonly (readonly string[])[]): boolean {
  const { width, count } = commonWidth(rows);
  return width >= 2 && count >= 2 && count * 2 >= rows.length;
}

/** How well a delimiter fits: rows of one width first, then their width. */
function evenness(rows: readonly (readonly string[])[]): number {
  const { width, count } = commonWidth(rows);
  return count / rows.length + Math.min(width, 1000) / 1e6;
}

function commonWidth(rows: readonly (readonly string[])[]): { width: number; count: number } {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  let best = { width: 0, count: 0 };
  for (const [width, count] of counts) {
    if (count > best.count || (count === best.count && width > best.width)) best = { width, count };
  }
  return best;
}

/** No binary, JSON, XML or HTML. Single stray control characters do occur in texts. */
function isPlainText(file: UploadedFile): boolean {
  const text = headText(file);
  if (/^\s*[{[<]/.test(text) || /^(%PDF|PK\u0003\u0004)/.test(text)) return false;
  const control = text.match(/[^\P{Cc}\t\n\r\v\f\u0019]/gu)?.length ?? 0;
  const broken = encodingOf(file) === 'windows-1252' ? 0 : (text.match(/\uFFFD/g)?.length ?? 0);
  return text !== '' && control + broken <= 3 + text.length / 1000;
}

/** The row that names the columns, by its number from 1; 0 when the table begins with values. */
export function likelyHeaderRow({ rows }: TableShape): number {
  const { width } = commonWidth(rows);
  const first = rows.findIndex((row) => row.length === width);
  return (rows[first] ?? []).some(looksLikeValue) ? 0 : first + 1;
}

function looksLikeValue(cell: string): boolean {
  return (
    /^[+-]?[\d.,: ]*\d[\d.,: %]*$/.test(cell.trim()) || /\d{4}-\d{2}-\d{2}|\d+[/.:]\d+[/.:]\d+/.test(cell)
  );
}

/**
 * What a person needs to say what the columns are: their names, and how a few cells look, letters as `a` and digits as `9`, so
 * that nothing of what they say is told.
 */
export function examplesOf(shape: TableShape): readonly string[] {
  const headerRow = likelyHeaderRow(shape);
  const { width } = commonWidth(shape.rows);
  const header = headerRow === 0 ? [] : (shape.rows[headerRow - 1] ?? []);
  const samples = shape.rows.slice(headerRow).filter((row) => row.length === width);
  return Array.from({ length: Math.min(width, 200) }, (_, place) => {
    const name = headerRow === 0 ? `${place + 1}` : columnName(header[place] ?? '').slice(0, 100);
    const looks = [...new Set(samples.map((row) => lookOf(row[place] ?? '')))].filter((look) => look !== '');
    return looks.length === 0 ? name : `${name}: ${looks.slice(0, 3).join(', ')}`;
  });
}

function lookOf(cell: string): string {
  const look = cell
    .trim()
    .slice(0, 200)
    .replace(/\p{L}+/gu, (letters) => (letters.length > 1 ? 'aa' : 'a'))
    .replace(/\p{Nd}/gu, '9')
    .replace(/[\p{Cc}\p{Cs}]/gu, '');
  return look.length > 40 ? `${look.slice(0, 40)}…` : look;
}
