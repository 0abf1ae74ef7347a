import type { UploadedFile } from '../../format/import-format.js';
import { Columns, DELIMITERS, type Delimiter, headRows } from '../csv/cells.js';

/** Where a Clarity table has what. */
export class ClarityColumns {
  readonly count: number;
  readonly time: number;
  readonly event: number;
  readonly subtype: number;
  readonly deviceInfo: number;
  readonly deviceId: number;
  readonly glucose: number;
  readonly insulin: number;
  readonly carbs: number;
  readonly duration: number;
  readonly transmitterTime: number;
  readonly transmitterId: number;
  /** The unit in the name of the glucose column; null when it has none. */
  readonly glucoseUnit: 'mg/dL' | 'mmol/L' | null;

  private constructor(columns: Columns) {
    const starting = (start: string) =>
      columns.names.findIndex((name) => name.toLowerCase().startsWith(start));
    this.count = columns.names.length;
    this.time = starting('timestamp');
    this.event = columns.place('Event Type');
    this.subtype = columns.place('Event Subtype');
    this.deviceInfo = columns.place('Device Info');
    this.deviceId = columns.place('Source Device ID');
    this.glucose = starting('glucose value');
    this.insulin = starting('insulin value');
    this.carbs = starting('carb value');
    this.duration = starting('duration');
    this.transmitterTime = starting('transmitter time');
    this.transmitterId = columns.place('Transmitter ID');
    const name = columns.names[this.glucose] ?? '';
    this.glucoseUnit = /mmol\/l/i.test(name) ? 'mmol/L' : /mg\/dl/i.test(name) ? 'mg/dL' : null;
  }

  /** The columns of a heading; undefined when the row is none of Clarity. */
  static of(row: readonly string[]): ClarityColumns | undefined {
    if (row.length > 100) return undefined;
    const columns = new Columns(row);
    if (!columns.has('Event Type', 'Event Subtype', 'Source Device ID')) return undefined;
    const found = new ClarityColumns(columns);
    return found.time >= 0 && found.glucose >= 0 ? found : undefined;
  }
}

/** How a Clarity file is separated, and its columns; undefined for every other file. */
export function clarityLayout(
  file: UploadedFile,
): { readonly delimiter: Delimiter; readonly columns: ClarityColumns } | undefined {
  for (const delimiter of DELIMITERS) {
    for (const row of headRows(file, delimiter)) {
      const columns = ClarityColumns.of(row);
      if (columns) return { delimiter, columns };
    }
  }
  return undefined;
}
