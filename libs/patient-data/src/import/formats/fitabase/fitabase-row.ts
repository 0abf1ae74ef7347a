import type { LocalTime } from '@carenode/module-kit';

import type { ReadMeasurement } from '../../format/read-rows.js';
import type { SeriesTable } from '../../format/series-table.js';
import { decimalText } from '../fitbit/decimal-text.js';
import { dayOf, type LocalTimes } from '../fitbit/local-times.js';
import { fitabaseTime } from './fitabase-time.js';
import { SOURCES, type Measure, type Resolution, type Table } from './fitabase-tables.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A table of an upload: what it is and where its columns are. */
export interface Layout {
  readonly table: Table;
  readonly delimiter: ',' | ';' | '\t';
  /** Places of columns by their name in lower case. */
  readonly at: ReadonlyMap<string, number>;
}

export type RowReading =
  | { readonly rows: readonly ReadMeasurement[]; readonly unread: number }
  | { readonly finer: true }
  | { readonly problem: { readonly field: string; readonly reason: string } };

/** True where this resolution is the finest that the upload tells of the measure on that day. */
export type IsFinest = (measure: Measure, day: string, resolution: Resolution) => boolean;

export const cellOf = (cells: readonly string[], layout: Layout, name: string): string =>
  cells[layout.at.get(name) ?? -1]?.trim() ?? '';

/** Reads the rows of one table. */
export class FitabaseRows {
  constructor(
    private readonly layout: Layout,
    private readonly times: LocalTimes,
    private readonly series: SeriesTable,
    private readonly isFinest: IsFinest,
  ) {}

  read(cells: readonly string[]): RowReading {
    const { table } = this.layout;
    const time = fitabaseTime(cellOf(cells, this.layout, table.time));
    if (!time) {
      return { problem: { field: table.time, reason: 'is no date of the form month/day/year with a time' } };
    }
    const day = dayOf(time);
    const told: Told = { rows: [], unread: 0, finer: false, ...this.periodOf(time, day) };
    if (table.resolution === 'minute') told.end = told.start + MINUTE;
    if (table.resolution === 'hour') told.end = told.start + HOUR;
    if (table.wide !== undefined) this.readWide(cells, day, told);
    else if (table.coded) this.readCode(cellOf(cells, this.layout, table.coded.column), day, told);
    else this.readColumns(cells, day, told, time);
    if (told.rows.length > 0) return { rows: told.rows, unread: told.unread };
    if (told.finer) return { finer: true };
    return { problem: { field: table.known[0] ?? '', reason: 'is no number' } };
  }

  private periodOf(time: LocalTime, day: string): Pick<Told, 'start' | 'end' | 'offsetMinutes'> {
    if (this.layout.table.resolution === 'day') return this.times.day(day);
    const { at, offsetMinutes } = this.times.at(time);
    return { start: at, end: null, offsetMinutes };
  }

  private readColumns(cells: readonly string[], day: string, told: Told, time: LocalTime): void {
    const { table } = this.layout;
    const id = table.weights ? cellOf(cells, this.layout, 'logid') : '';
    const notes = table.weights ? weightNotes(cellOf(cells, this.layout, 'ismanualreport'), time) : '';
    for (const { name, measure, variable, unit } of table.columns ?? []) {
      const text = cellOf(cells, this.layout, name);
      if (text === '') continue;
      if (!this.isRead(measure, day, told)) continue;
      const value = decimalText(text);
      if (value === undefined) {
        told.unread += 1;
        continue;
      }
      const row = this.row(told, variable, unit, value);
      told.rows.push({
        ...row,
        ...(/^\d{5,}$/.test(id) ? { externalId: `${name}-${id}` } : {}),
        ...(notes === '' ? {} : { notes }),
      });
    }
  }

  private readCode(code: string, day: string, told: Told): void {
    const { coded } = this.layout.table;
    const variables = coded?.codes[code];
    if (!coded || !variables) {
      told.unread += 1;
      return;
    }
    if (!this.isRead(coded.measure, day, told)) return;
    for (const variable of variables) told.rows.push(this.row(told, variable, 'min', '1'));
  }

  private readWide(cells: readonly string[], day: string, told: Told): void {
    const { table } = this.layout;
    const [only] = table.columns ?? [];
    const hour = told.start;
    for (let minute = 0; minute < 60; minute += 1) {
      const text = cellOf(cells, this.layout, `${table.wide}${String(minute).padStart(2, '0')}`);
      if (text === '') continue;
      told.start = hour + minute * MINUTE;
      told.end = told.start + MINUTE;
      if (!only) {
        this.readCode(text, day, told);
        continue;
      }
      if (!this.isRead(only.measure, day, told)) continue;
      const value = decimalText(text);
      if (value === undefined) told.unread += 1;
      else told.rows.push(this.row(told, only.variable, only.unit, value));
    }
  }

  private isRead(measure: Measure | null, day: string, told: Told): boolean {
    const { resolution } = this.layout.table;
    const finest = measure === null || resolution === 'moment' || this.isFinest(measure, day, resolution);
    if (!finest) told.finer = true;
    return finest;
  }

  private row(
    told: Told,
    variable: ReadMeasurement['series']['variable'],
    unit: string | null,
    value: string,
  ): ReadMeasurement {
    const series = this.series.of({
      variable,
      unit,
      source: SOURCES[this.layout.table.resolution],
      device: null,
      offsetMinutes: told.offsetMinutes,
      timeZone: this.times.clock.zone,
    });
    return { type: 'measurement', series, value, start: told.start, end: told.end };
  }
}

interface Told {
  readonly rows: ReadMeasurement[];
  unread: number;
  finer: boolean;
  start: number;
  end: number | null;
  readonly offsetMinutes: number;
}

function weightNotes(manual: string, { hour, minute, second }: LocalTime): string {
  const notes: string[] = [];
  if (/^true$/i.test(manual)) notes.push('Typed by hand.');
  // Fitbit writes 23:59:59 where the patient told a day only.
  if (hour === 23 && minute === 59 && second === 59) notes.push('No time of day was told.');
  return notes.join(' ');
}
