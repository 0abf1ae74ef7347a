import { FileRefusal } from '../../format/import-format.js';
import type { Delimiter } from '../csv/cells.js';
import type { NumberStyle } from '../csv/decimals.js';

export type TimeFormat = 'iso' | 'day-first' | 'month-first' | 'epoch-s' | 'epoch-ms';
export type Kind = 'sum' | 'sample';

/** A column of values of one variable. */
export interface MappedValue {
  readonly column: string;
  /** What is measured, as the person calls it. */
  readonly name: string;
  /** A LOINC code, or the code of a variable of Carenode's own such as `energy-intake`. */
  readonly code?: string;
  /** Of the values, as a UCUM code or as people write it; null when they have none. */
  readonly unit: string | null;
  readonly kind: Kind;
}

/** One value a row, the row naming what it is of. */
export interface LongForm {
  readonly variable: string;
  readonly value: string;
  readonly unit?: string;
  /** Of variables that `variables` does not list. */
  readonly kind: Kind;
  readonly variables: readonly (Pick<MappedValue, 'name' | 'code'> & {
    /** What the table writes in the variable's column. */
    readonly is: string;
    /** Takes the place of the unit column; left out: the unit column's. */
    readonly unit?: string | null;
    readonly kind: Kind;
  })[];
}

/** The answer to the question `columns`: what the columns of a table are. Columns are named as their heading names them. */
export interface TableMapping {
  /** Who tells it: the source of all values. */
  readonly source: string;
  readonly delimiter?: Delimiter;
  /** The row, from 1, that names the columns; 0: none does, and columns are named by their number: `1`. */
  readonly headerRow: number;
  readonly time: string | { readonly date: string; readonly time: string };
  readonly timeFormat?: TimeFormat;
  /** IANA zone of times that tell none; asked when absent and needed. */
  readonly zone?: string;
  readonly numbers: NumberStyle;
  /** Texts, besides an empty cell, that stand for a missing value. */
  readonly missing: readonly string[];
  readonly values: readonly MappedValue[];
  readonly long?: LongForm;
  readonly notes?: string;
  /** Columns that together name a row, so that a later version of the row takes its place. */
  readonly id: readonly string[];
}

const MOST_ANSWER = 200_000;
const MOST_VALUES = 500;
const DELIMITERS = [',', ';', '\t', '|'] as const;
const FORMATS = ['iso', 'day-first', 'month-first', 'epoch-s', 'epoch-ms'] as const;
const KINDS = ['sum', 'sample'] as const;

type Fields = Readonly<Record<string, unknown>>;

/** Reads the answer to `columns`; refuses with a `mapping_` code naming the field that is wrong. */
export function readMapping(answer: string): TableMapping {
  if (answer.length > MOST_ANSWER) throw refusal('mapping_invalid', 'The mapping is too long.');
  let json: unknown;
  try {
    json = JSON.parse(answer);
  } catch {
    throw refusal('mapping_not_json', 'The mapping of columns is no JSON text.');
  }
  const fields = objectIn(json, 'columns', [
    ...['source', 'delimiter', 'headerRow', 'time', 'timeFormat', 'zone', 'decimal', 'thousands', 'missing'],
    ...['values', 'long', 'notes', 'id'],
  ]);
  const delimiter = choice(fields, 'delimiter', DELIMITERS);
  const timeFormat = choice(fields, 'timeFormat', FORMATS);
  const zone = optional(fields, 'zone', 100);
  const notes = optional(fields, 'notes', 1000);
  const long = fields['long'] === undefined ? undefined : longIn(fields['long']);
  const mapping: TableMapping = {
    source: text(fields, 'source', 'source', 100),
    headerRow: headerRowIn(fields),
    time: timeIn(fields['time']),
    numbers: numbersIn(fields),
    missing: texts(fields, 'missing'),
    values: valuesIn(fields),
    id: texts(fields, 'id'),
    ...(delimiter && { delimiter }),
    ...(timeFormat && { timeFormat }),
    ...(zone !== undefined && { zone }),
    ...(notes !== undefined && { notes }),
    ...(long && { long }),
  };
  if (mapping.values.length > 0 === (mapping.long !== undefined)) {
    throw invalid('values', 'either lists columns, or `long` says how rows name their variable; one of both');
  }
  if (typeof mapping.time !== 'string' && timeFormat?.startsWith('epoch')) {
    throw invalid('timeFormat', 'cannot be a count of seconds where date and time are two columns');
  }
  return mapping;
}

export function refusal(code: string, message: string, field = 'columns'): FileRefusal {
  return new FileRefusal(code, message, field);
}

function invalid(path: string, rule: string): FileRefusal {
  return refusal('mapping_invalid', `The mapping's \`${path}\` ${rule}.`, `columns.${path}`);
}

function objectIn(value: unknown, path: string, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(path, 'must be an object');
  }
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      throw refusal(
        'mapping_unknown_field',
        `The mapping has a field that is not known in \`${path}\`; known are ${known.join(', ')}.`,
        `columns.${path}`,
      );
    }
  }
  return value as Fields;
}

function text(fields: Fields, key: string, path: string, most: number): string {
  const value = fields[key];
  if (typeof value !== 'string' || value.trim() === '' || value.length > most) {
    throw invalid(path, `must be a text of 1 to ${most} characters`);
  }
  return value.trim();
}

function optional(fields: Fields, key: string, most: number, path = key): string | undefined {
  return fields[key] === undefined ? undefined : text(fields, key, path, most);
}

function texts(fields: Fields, key: string): readonly string[] {
  const value = fields[key] ?? [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isText = (item: unknown): item is string => typeof item === 'string' && item.length <= 1000;
  if (list.length > 100 || !list.every(isText)) throw invalid(key, 'must list up to 100 texts');
  return list.map((item) => item.trim());
}

function choice<T extends string>(fields: Fields, key: string, of: readonly T[], path = key): T | undefined {
  const value = fields[key];
  if (value === undefined) return undefined;
  const found = of.find((one) => one === value);
  if (found === undefined)
    throw invalid(path, `must be one of ${of.map((one) => JSON.stringify(one)).join(', ')}`);
  return found;
}

function kindIn(fields: Fields, path: string): Kind {
  const kind = choice(fields, 'kind', KINDS, `${path}.kind`);
  if (!kind) throw invalid(`${path}.kind`, 'must be "sum" (values of a day add up) or "sample"');
  return kind;
}

function headerRowIn(fields: Fields): number {
  const row = fields['headerRow'] ?? 1;
  if (typeof row !== 'number' || !Number.isInteger(row) || row < 0 || row > 100) {
    throw invalid('headerRow', 'must be a whole number from 0 (no row names the columns) to 100');
  }
  return row;
}

function timeIn(value: unknown): TableMapping['time'] {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  if (typeof value !== 'object' || value === null) {
    throw invalid('time', 'must name a column, or two as {"date": …, "time": …}');
  }
  const fields = objectIn(value, 'time', ['date', 'time']);
  return { date: text(fields, 'date', 'time.date', 1000), time: text(fields, 'time', 'time.time', 1000) };
}

function numbersIn(fields: Fields): NumberStyle {
  const decimal = choice(fields, 'decimal', ['.', ','] as const) ?? '.';
  const thousands = choice(fields, 'thousands', [',', '.', ' ', "'"] as const);
  if (thousands === decimal) throw invalid('thousands', 'cannot be the sign of decimals too');
  return thousands === undefined ? { decimal } : { decimal, thousands };
}

function valuesIn(fields: Fields): readonly MappedValue[] {
  const list = fields['values'] ?? [];
  if (!Array.isArray(list) || list.length > MOST_VALUES) {
    throw invalid('values', `must list up to ${MOST_VALUES} columns`);
  }
  return list.map((item: unknown, n): MappedValue => {
    const path = `values[${n}]`;
    const value = objectIn(item, path, ['column', 'name', 'code', 'unit', 'kind']);
    const code = optional(value, 'code', 200, `${path}.code`);
    return {
      column: text(value, 'column', `${path}.column`, 1000),
      name: text(value, 'name', `${path}.name`, 200),
      unit: unitIn(value, path),
      kind: kindIn(value, path),
      ...(code !== undefined && { code }),
    };
  });
}

/** Must be stated, be it as null: a unit that was forgotten is not a value without one. */
function unitIn(fields: Fields, path: string): string | null {
  if (fields['unit'] === null) return null;
  if (fields['unit'] === undefined)
    throw invalid(`${path}.unit`, 'must be a unit, or null for values without one');
  return text(fields, 'unit', `${path}.unit`, 100);
}

function longIn(value: unknown): LongForm {
  const fields = objectIn(value, 'long', ['variable', 'value', 'unit', 'kind', 'variables']);
  const unit = optional(fields, 'unit', 1000, 'long.unit');
  const list = fields['variables'] ?? [];
  if (!Array.isArray(list) || list.length > MOST_VALUES) {
    throw invalid('long.variables', `must list up to ${MOST_VALUES} variables`);
  }
  return {
    variable: text(fields, 'variable', 'long.variable', 1000),
    value: text(fields, 'value', 'long.value', 1000),
    kind: kindIn(fields, 'long'),
    variables: list.map((item: unknown, n) => {
      const path = `long.variables[${n}]`;
      const one = objectIn(item, path, ['is', 'name', 'code', 'unit', 'kind']);
      const is = text(one, 'is', `${path}.is`, 200);
      const code = optional(one, 'code', 200, `${path}.code`);
      return {
        is,
        name: optional(one, 'name', 200, `${path}.name`) ?? is,
        kind: kindIn(one, path),
        ...(one['unit'] !== undefined && { unit: unitIn(one, path) }),
        ...(code !== undefined && { code }),
      };
    }),
    ...(unit !== undefined && { unit }),
  };
}
