import type { UploadedFile } from '../../format/import-format.js';
import { Columns, DELIMITERS, type Delimiter, headRows } from '../csv/cells.js';

/** A column of amounts, by its name: `B12 (Cobalamin) (µg)`. */
export interface NutrientColumn {
  readonly place: number;
  /** As the table names it, without unit: `B12 (Cobalamin)`. */
  readonly name: string;
  /** UCUM code of the unit where it is the same unit in other letters, else as the table names it. */
  readonly unit: string;
}

/** Which of Cronometer's tables a file is, and where it has what. */
export interface CronometerLayout {
  readonly table: 'servings' | 'dailysummary';
  readonly delimiter: Delimiter;
  readonly columns: Columns;
  readonly nutrients: readonly NutrientColumn[];
}

const UNITS = new Map([
  ['\u00B5g', 'ug'],
  ['\u03BCg', 'ug'],
  // A mu in UTF-8 that was read as windows-1252 and saved again.
  ['\u00C2\u00B5g', 'ug'],
  ['mcg', 'ug'],
  ['IU', '[iU]'],
]);

/** What a file of Cronometer is, by its heading; undefined for every other file. */
export function cronometerLayout(file: UploadedFile): CronometerLayout | undefined {
  for (const delimiter of DELIMITERS) {
    const [header] = headRows(file, delimiter, 1);
    const layout = header && layoutOf(header, delimiter);
    if (layout) return layout;
  }
  return undefined;
}

function layoutOf(header: readonly string[], delimiter: Delimiter): CronometerLayout | undefined {
  if (header.length > 500) return undefined;
  const columns = new Columns(header);
  const nutrients = columns.names.flatMap((name, place) => nutrientOf(name, place) ?? []);
  if (!nutrients.some(({ name }) => name === 'Energy')) return undefined;
  if (columns.has('Day', 'Group', 'Food Name', 'Amount')) {
    return { table: 'servings', delimiter, columns, nutrients };
  }
  const isSummary = columns.has('Date', 'Completed') && !columns.has('Meal') && nutrients.length >= 10;
  return isSummary ? { table: 'dailysummary', delimiter, columns, nutrients } : undefined;
}

function nutrientOf(column: string, place: number): NutrientColumn | undefined {
  const parts = /^(\S(?:.*\S)?) ?\(([^()\s]{1,10})\)$/.exec(column);
  if (!parts) return undefined;
  const [, name = '', unit = ''] = parts;
  return { place, name, unit: UNITS.get(unit) ?? unit };
}
