import type { VariableRef } from '@carenode/records-contract';
import { ZoneClock } from '@carenode/module-kit';

import type { UploadedFile } from '../../format/import-format.js';
import { columnName, type Delimiter, headRows } from '../csv/cells.js';
import { mappedVariable } from './mapped-variable.js';
import { refusal, type TableMapping } from './mapping.js';
import { tableShape } from './table-shape.js';

export interface ValuePlace {
  readonly column: string;
  readonly place: number;
  readonly variable: VariableRef;
  readonly unit: string | null;
}

export interface LongPlaces {
  readonly variable: number;
  readonly value: number;
  readonly unit: number;
  readonly kind: VariableRef['kind'];
  /** By what the table writes; the unit is undefined where the unit column tells it. */
  readonly listed: ReadonlyMap<string, { readonly variable: VariableRef; readonly unit?: string | null }>;
}

/** A mapping, with every column found in one file. */
export interface MappedColumns {
  readonly delimiter: Delimiter;
  readonly count: number;
  readonly time: number | { readonly date: number; readonly time: number };
  readonly zone: ZoneClock | undefined;
  readonly values: readonly ValuePlace[];
  readonly long: LongPlaces | undefined;
  readonly notes: number | undefined;
  readonly id: readonly number[];
}

/** Finds a mapping's columns in a file; refuses with a `mapping_` code naming what does not fit. */
export function mappedColumns(mapping: TableMapping, file: UploadedFile): MappedColumns {
  const delimiter = mapping.delimiter ?? tableShape(file)?.delimiter;
  if (!delimiter)
    throw refusal('mapping_delimiter', 'What separates the columns cannot be told; name the delimiter.');
  const rows = headRows(file, delimiter, Math.max(mapping.headerRow, 1));
  const row = rows[Math.max(mapping.headerRow, 1) - 1];
  if (!row) throw refusal('mapping_header_row', 'The table has no such header row.', 'columns.headerRow');
  const names = mapping.headerRow === 0 ? row.map((_, place) => `${place + 1}`) : row.map(columnName);
  const place = (name: string, path: string) => placeOf(name, names, path);
  const { time, values, long, notes, id, zone } = mapping;
  const clock = zone === undefined ? undefined : ZoneClock.of(zone);
  if (zone !== undefined && !clock) {
    throw refusal('mapping_zone_unknown', "The mapping's `zone` names no IANA time zone.", 'columns.zone');
  }
  return {
    delimiter,
    count: names.length,
    zone: clock,
    time:
      typeof time === 'string'
        ? place(time, 'time')
        : { date: place(time.date, 'time.date'), time: place(time.time, 'time.time') },
    values: values.map((value, n) => ({
      column: value.column,
      place: place(value.column, `values[${n}].column`),
      variable: mappedVariable(value, `values[${n}]`),
      unit: value.unit,
    })),
    long: long && {
      variable: place(long.variable, 'long.variable'),
      value: place(long.value, 'long.value'),
      unit: long.unit === undefined ? -1 : place(long.unit, 'long.unit'),
      kind: long.kind,
      listed: new Map(
        long.variables.map(({ is, ...one }, n) => {
          const variable = mappedVariable({ ...one, unit: one.unit ?? null }, `long.variables[${n}]`);
          return [is, { variable, ...(one.unit !== undefined && { unit: one.unit }) }];
        }),
      ),
    },
    notes: notes === undefined ? undefined : place(notes, 'notes'),
    id: id.map((name, n) => place(name, `id[${n}]`)),
  };
}

/** A column by its name, else by its number as `#3`. */
function placeOf(name: string, names: readonly string[], path: string): number {
  const wanted = columnName(name);
  const exact = placesOf(names, (one) => one === wanted);
  const places =
    exact.length > 0 ? exact : placesOf(names, (one) => one.toLowerCase() === wanted.toLowerCase());
  const [found, another] = places;
  if (found !== undefined && another === undefined) return found;
  const field = `columns.${path}`;
  if (found !== undefined) {
    const what = `The mapping's \`${path}\` names a column that the table has more than once`;
    throw refusal('mapping_column_ambiguous', `${what}; name it by its number, as #${found + 1}.`, field);
  }
  const number = /^#(\d{1,7})$/.exec(wanted)?.[1];
  if (number !== undefined && Number(number) >= 1 && Number(number) <= names.length)
    return Number(number) - 1;
  throw refusal(
    'mapping_column_missing',
    `The mapping's \`${path}\` names a column that the table has not.`,
    field,
  );
}

function placesOf(names: readonly string[], test: (name: string) => boolean): readonly number[] {
  return names.flatMap((name, place) => (test(name) ? [place] : []));
}
