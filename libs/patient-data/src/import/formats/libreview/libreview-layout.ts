import type { UploadedFile } from '../../format/import-format.js';
import { Columns, DELIMITERS, type Delimiter, headRows } from '../csv/cells.js';

/** Columns of a LibreView table, in the order that LibreView writes them. */
const ORDER = [
  'device',
  'serial',
  'time',
  'type',
  'historic',
  'scan',
  'rapidTaken',
  'rapid',
  'foodTaken',
  'carbs',
  'servings',
  'longTaken',
  'long',
  'notes',
  'strip',
  'ketone',
  'meal',
  'correction',
  'change',
] as const;

export type LibreColumn = (typeof ORDER)[number];

/** What the columns are called in English; for the others, by the beginning, as some tell a unit in brackets. */
const NAMES: Readonly<Record<LibreColumn, readonly string[]>> = {
  device: ['device', 'meter'],
  serial: ['serial number'],
  time: ['device timestamp', 'meter timestamp'],
  type: ['record type'],
  historic: ['historic glucose'],
  scan: ['scan glucose'],
  rapidTaken: ['non-numeric rapid-acting insulin'],
  rapid: ['rapid-acting insulin'],
  foodTaken: ['non-numeric food'],
  carbs: ['carbohydrates (grams)'],
  servings: ['carbohydrates (servings)'],
  longTaken: ['non-numeric long-acting insulin'],
  long: ['long-acting insulin'],
  notes: ['notes'],
  strip: ['strip glucose'],
  ketone: ['ketone'],
  meal: ['meal insulin'],
  correction: ['correction insulin'],
  change: ['user change insulin'],
};
const BY_BEGINNING = new Set<LibreColumn>([
  ...(['historic', 'scan', 'rapid', 'long', 'strip', 'ketone', 'meal', 'correction', 'change'] as const),
]);
const GLUCOSE: readonly LibreColumn[] = ['historic', 'scan', 'strip'];

/** Where a LibreView table has what; -1 for a column that it does not have. */
export class LibreColumns {
  private constructor(
    readonly count: number,
    readonly at: Readonly<Record<LibreColumn, number>>,
    private readonly names: readonly string[],
  ) {}

  /**
   * The columns of a heading; undefined when the row is none of LibreView. English ones are found by name in any order. The
   * same table has names in the account's language: 19 columns in the one order, the glucose and ketone ones ending in their
   * unit.
   */
  static of(row: readonly string[]): LibreColumns | undefined {
    if (row.length < 5 || row.length > 100) return undefined;
    const { names } = new Columns(row);
    const english = placesOf((column) => {
      const matches = (name: string) =>
        NAMES[column].some((known) => name === known || (BY_BEGINNING.has(column) && name.startsWith(known)));
      return names.findIndex((name) => matches(name.toLowerCase()));
    });
    if (english.time >= 0 && english.type >= 0 && (english.historic >= 0 || english.scan >= 0)) {
      return new LibreColumns(names.length, english, names);
    }
    const inOrder = placesOf((column) => ORDER.indexOf(column));
    const units = GLUCOSE.map((column) => unitIn(names[inOrder[column]] ?? ''));
    const isTable =
      names.length === ORDER.length &&
      units.every((unit) => unit !== null && unit === units[0]) &&
      unitIn(names[inOrder.ketone] ?? '') === 'mmol/L';
    return isTable ? new LibreColumns(names.length, inOrder, names) : undefined;
  }

  /** The unit in the name of a glucose or ketone column; null when it has none. */
  unitOf(column: LibreColumn): 'mg/dL' | 'mmol/L' | null {
    return unitIn(this.names[this.at[column]] ?? '');
  }

  /** False when a glucose column's unit must be asked. */
  get unitsTold(): boolean {
    return GLUCOSE.every((column) => this.at[column] < 0 || this.unitOf(column) !== null);
  }
}

export interface LibreLayout {
  readonly delimiter: Delimiter;
  readonly columns: LibreColumns;
}

/** How a LibreView file is separated, and its columns; undefined for every other file. */
export function libreLayout(file: UploadedFile): LibreLayout | undefined {
  for (const delimiter of DELIMITERS) {
    for (const row of headRows(file, delimiter)) {
      const columns = LibreColumns.of(row);
      if (columns) return { delimiter, columns };
    }
  }
  return undefined;
}

function placesOf(place: (column: LibreColumn) => number): Record<LibreColumn, number> {
  return Object.fromEntries(ORDER.map((column) => [column, place(column)])) as Record<LibreColumn, number>;
}

function unitIn(name: string): 'mg/dL' | 'mmol/L' | null {
  const unit = /(mg\/dl|mmol\/l)\)?$/i.exec(name)?.[1]?.toLowerCase();
  return unit === undefined ? null : unit === 'mg/dl' ? 'mg/dL' : 'mmol/L';
}
