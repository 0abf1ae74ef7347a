import type { VariableRef } from '@carenode/records-contract';

import type { ReadMeasurement } from '../../format/read-rows.js';
import type { Problem } from '../../format/record-sink.js';
import { ownVariable } from '../../format/variables.js';
import type { SeriesTable } from '../../format/series-table.js';
import type { AppleDates } from './apple-date.js';
import type { AppleNames } from './apple-names.js';
import { appleUnit, decimalOf } from './apple-units.js';
import { afterPrefix, cleanText, copyOf, wordsOf } from './apple-words.js';
import { CATEGORY_TYPES, SLEEP_VALUES, valueWords, type CategoryType } from './category-types.js';
import { INSULIN_BY_REASON, QUANTITY_TYPES, type QuantityType } from './quantity-types.js';
import type { Attributes, RecordMetadata } from './record-metadata.js';

/** Code system of values that are HealthKit's own words. */
const HEALTHKIT = 'http://developer.apple.com/documentation/healthkit';
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Types that this table does not know; an export of a person has a handful. */
const MOST_UNKNOWN = 2000;

/** How records of one type are read. */
export type RecordType = {
  /** Its identifier, bounded: the kind of the record. */
  readonly kind: string;
} & (
  | { readonly category: CategoryType; readonly quantity?: undefined }
  | {
      readonly category?: undefined;
      readonly quantity: QuantityType;
      /** Of an identifier that does not tell: the value is a number, or else a code or a text. */
      readonly undecided?: boolean;
    }
);

/** Reads Record elements of an export. */
export class RecordReader {
  private readonly types = new Map<string, RecordType>([
    ...[...QUANTITY_TYPES].map(([kind, quantity]) => [kind, { kind, quantity }] as [string, RecordType]),
    ...[...CATEGORY_TYPES].map(([kind, category]) => [kind, { kind, category }] as [string, RecordType]),
  ]);
  private readonly mostTypes = this.types.size + MOST_UNKNOWN;

  constructor(
    private readonly dates: AppleDates,
    private readonly names: AppleNames,
    private readonly series: SeriesTable,
  ) {}

  /** Undefined when the type is missing, or the file has more unknown ones than any person's. */
  typeOf(attributes: Attributes): RecordType | undefined {
    const identifier = attributes.type;
    if (identifier === undefined) return undefined;
    return this.types.get(identifier) ?? this.newType(identifier);
  }

  /** The rows of a record, or why it gives none. */
  read(
    type: RecordType,
    attributes: Attributes,
    metadata: RecordMetadata,
  ): ReadMeasurement | readonly ReadMeasurement[] | Problem {
    const { startDate, endDate } = attributes;
    if (startDate === undefined) return MISSING_START;
    const start = this.dates.instantOf(startDate);
    if (Number.isNaN(start)) return BAD_START;
    const last = endDate === undefined || endDate === startDate ? start : this.dates.instantOf(endDate);
    if (Number.isNaN(last)) return BAD_END;
    if (last < start) return END_BEFORE_START;
    const row: RowBase = { attributes, metadata, start, end: last === start ? null : last };
    if (type.category) return this.categoryRows(type.category, row);
    return type.undecided && !isNumber(attributes.value)
      ? this.code(type.quantity.variable, row)
      : this.quantity(type.quantity, row);
  }

  private quantity({ variable, count }: QuantityType, row: RowBase): ReadMeasurement | Problem {
    const { value: raw, unit: rawUnit } = row.attributes;
    if (raw === undefined || raw === '') return NO_VALUE;
    const value = decimalOf(raw);
    if (value === null) return NO_NUMBER;
    let unit = rawUnit === undefined || rawUnit === '' ? null : appleUnit(rawUnit);
    if (unit === 'count' && count !== undefined) unit = count;
    // HealthKit's percent is a fraction (0.97 is 97 %); what is above one can only be meant as percent.
    else if (unit === '%' && Math.abs(Number(value)) <= 1) unit = '1';
    const reason =
      variable.name === 'Insulin delivered' ? row.metadata.get('HKInsulinDeliveryReason') : undefined;
    return this.row((reason && INSULIN_BY_REASON.get(reason)) || variable, unit, value, row);
  }

  private categoryRows(
    type: CategoryType,
    row: RowBase,
  ): ReadMeasurement | readonly ReadMeasurement[] | Problem {
    const { value } = row.attributes;
    if (type.tells === 'sleep') {
      const variables = value === undefined ? undefined : SLEEP_VALUES.get(value);
      if (!variables) return value === undefined ? NO_VALUE : UNKNOWN_SLEEP;
      const hours = decimal(((row.end ?? row.start) - row.start) / HOUR);
      const rows = variables.map((variable) => this.row(variable, 'h', hours, row));
      return rows.length === 1 ? (rows[0] ?? UNKNOWN_SLEEP) : rows;
    }
    if (type.tells === 'minutes') {
      return this.row(type.variable, 'min', decimal(((row.end ?? row.start) - row.start) / MINUTE), row);
    }
    if (type.tells === 'stand') {
      const stood = value === 'HKCategoryValueAppleStandHourStood' || value === '0';
      const idle = value === 'HKCategoryValueAppleStandHourIdle' || value === '1';
      if (!stood && !idle) return value === undefined ? NO_VALUE : UNKNOWN_STAND;
      return this.row(type.variable, '{count}', stood ? '1' : '0', row);
    }
    return type.tells === 'event'
      ? this.row(type.variable, '{count}', '1', row)
      : this.code(type.variable, row);
  }

  private code(variable: VariableRef, row: RowBase): ReadMeasurement {
    const { value } = row.attributes;
    if (value === undefined || value === '') {
      return { ...this.row(variable, null, null, row), valueText: 'Recorded' };
    }
    const text = cleanText(value, 1000);
    const isCode = /^HK[A-Za-z0-9]{1,98}$/.test(text);
    return {
      ...this.row(variable, null, null, row),
      ...(isCode ? { valueCode: { system: HEALTHKIT, code: text } } : {}),
      valueText: (isCode ? valueWords(text) : text) || 'Recorded',
    };
  }

  private row(
    variable: VariableRef,
    unit: string | null,
    value: string | null,
    row: RowBase,
  ): ReadMeasurement {
    const { attributes, metadata, start, end } = row;
    const clock = metadata.clock;
    const series = this.series.of({
      variable,
      unit,
      source: this.names.source(attributes.sourceName),
      device: this.names.device(attributes.device),
      offsetMinutes: clock ? clock.offsetAt(start) : null,
      timeZone: clock ? clock.zone : null,
    });
    const notes = metadata.notes;
    return notes === undefined
      ? { type: 'measurement', series, value, start, end }
      : { type: 'measurement', series, value, start, end, notes };
  }

  private newType(identifier: string): RecordType | undefined {
    if (this.types.size >= this.mostTypes) return undefined;
    const kind = cleanText(copyOf(identifier.slice(0, 1000)), 100) || 'Record';
    const variable = ownVariable(wordsOf(afterPrefix(kind)) || 'Record', null);
    const type: RecordType = kind.startsWith('HKCategoryTypeIdentifier')
      ? { kind, category: { tells: 'code', variable } }
      : { kind, quantity: { variable }, undecided: !kind.startsWith('HKQuantityTypeIdentifier') };
    this.types.set(copyOf(identifier), type);
    return type;
  }
}

interface RowBase {
  readonly attributes: Attributes;
  readonly metadata: RecordMetadata;
  readonly start: number;
  readonly end: number | null;
}

const MISSING_START: Problem = { field: 'startDate', reason: 'is missing' };
const BAD_START: Problem = {
  field: 'startDate',
  reason: 'is no time with its offset from UTC, 1900 to 2199',
};
const BAD_END: Problem = { field: 'endDate', reason: 'is no time with its offset from UTC, 1900 to 2199' };
const END_BEFORE_START: Problem = { field: 'endDate', reason: 'is before startDate' };
const NO_VALUE: Problem = { field: 'value', reason: 'is missing' };
const NO_NUMBER: Problem = { field: 'value', reason: 'is no decimal number' };
const UNKNOWN_SLEEP: Problem = { field: 'value', reason: 'is no value of sleep analysis that is known' };
const UNKNOWN_STAND: Problem = { field: 'value', reason: 'is neither stood nor idle' };

function isNumber(value: string | undefined): boolean {
  return value !== undefined && decimalOf(value) !== null;
}

/** At most six decimals, which tell a duration in hours to 4 ms. */
function decimal(value: number): string {
  return String(Number(value.toFixed(6)));
}
