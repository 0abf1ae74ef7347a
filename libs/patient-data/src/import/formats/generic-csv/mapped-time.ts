import type { ZonedInstant } from '@carenode/module-kit';

import type { ZoneClock } from '@carenode/module-kit';
import { cellOf } from '../csv/cells.js';
import type { LocalClock } from '../csv/local-clock.js';
import { type DateOrder, localTimeOf, readStamp, type Stamp } from '../csv/stamps.js';
import type { MappedColumns } from './mapped-columns.js';
import type { TimeFormat } from './mapping.js';

const MINUTE = 60_000;

/** When a row is of. */
export interface RowTime {
  readonly at: number;
  /** The end of a day that is told without time; null for a moment. */
  readonly dayEnd: number | null;
  readonly noon: number;
  readonly offsetMinutes: number | null;
}

/** The text of a row's time; of two columns with a blank between. */
export function timeTextOf(cells: readonly string[], { time }: Pick<MappedColumns, 'time'>): string {
  if (typeof time === 'number') return cellOf(cells, time);
  return `${cellOf(cells, time.date)} ${cellOf(cells, time.time)}`.trim();
}

/** True for a text whose instant needs a zone: a local time or a day. */
export function needsZone(text: string, format: TimeFormat | undefined): boolean {
  return !format?.startsWith('epoch') && readStamp(text)?.offset === null;
}

/** A day without time ends a day later, in sums; a sample of it stands at its noon. */
export class RowTimes {
  constructor(
    private readonly format: TimeFormat | undefined,
    private readonly order: DateOrder | undefined,
    /** Undefined when no row needs it. */
    private readonly clock: LocalClock | undefined,
  ) {}

  of(text: string, line: number): RowTime | undefined {
    if (this.format === 'epoch-s' || this.format === 'epoch-ms') return this.ofCount(text);
    const stamp = readStamp(text);
    if (!stamp || (this.format === 'iso' && !stamp.yearFirst)) return undefined;
    const order = this.format === 'day-first' || this.format === 'month-first' ? this.format : this.order;
    const local = localTimeOf(stamp, order);
    if (!local) return undefined;
    if (stamp.offset !== null) {
      const { year, month, day, hour = 0, minute = 0, second = 0 } = local;
      const shown = Date.UTC(year, month - 1, day, hour, minute) + Math.round(second * 1e6) / 1e3;
      const offset = stamp.offset === 'utc' ? 0 : stamp.offset;
      const at = shown - offset * MINUTE;
      const told = stamp.offset === 'utc' ? this.offsetAt(at) : stamp.offset;
      return { at, dayEnd: null, noon: at, offsetMinutes: told };
    }
    if (!this.clock) return undefined;
    return stamp.time ? moment(this.clock.at(local, line, 'row')) : dayOf(stamp, order, this.clock.zone);
  }

  private ofCount(text: string): RowTime | undefined {
    if (!/^-?\d{1,16}(\.\d{1,9})?$/.test(text)) return undefined;
    const at = this.format === 'epoch-s' ? Math.round(Number(text) * 1e6) / 1e3 : Number(text);
    return { at, dayEnd: null, noon: at, offsetMinutes: this.offsetAt(at) };
  }

  /** What clocks of the mapping's zone showed; the row itself tells none. */
  private offsetAt(at: number): number | null {
    const isDate = Math.abs(at) < 8e15;
    return this.clock && isDate ? this.clock.zone.offsetAt(at) : null;
  }
}

function moment({ at, offsetMinutes }: ZonedInstant): RowTime {
  return { at, dayEnd: null, noon: at, offsetMinutes };
}

function dayOf(stamp: Stamp, order: DateOrder | undefined, zone: ZoneClock): RowTime | undefined {
  const local = localTimeOf(stamp, order);
  if (!local) return undefined;
  const { year, month, day } = local;
  const start = (days: number) =>
    zone.startOfDay(new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10));
  const at = start(0);
  const noon = zone.instantOf({ year, month, day, hour: 12 });
  return { at, dayEnd: start(1), noon: noon.at, offsetMinutes: zone.offsetAt(at) };
}
