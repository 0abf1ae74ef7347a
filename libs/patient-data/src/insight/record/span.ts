import { ZoneClock } from '@carenode/module-kit';

import { dayAfter, daysBetween } from '../analysis/daily-series.js';

/** A moment as a row tells it. */
export interface RowMoment {
  readonly timestamp: Date;
  readonly utc_offset_minutes: number | null;
  readonly time_zone: string | null;
}

/** From when on (milliseconds; -Infinity: from the beginning) the person was in a zone. */
export interface ZoneChange {
  readonly from: number;
  readonly zone: string;
}

/**
 * The days that are looked at. A row belongs to the day on the clock of its own zone; else of its own offset from UTC; else
 * of where the person says they were; else of the instance: the rule that records has for measurements.
 */
export class Span {
  readonly days: number;
  private readonly changes: readonly { readonly from: number; readonly clock: ZoneClock }[];
  private readonly usual: ZoneClock;

  /** Both days `YYYY-MM-DD`, the last one included. A zone that this host does not know counts as not told. */
  constructor(
    readonly firstDay: string,
    readonly lastDay: string,
    changes: readonly ZoneChange[],
    usual: string,
  ) {
    this.days = daysBetween(firstDay, lastDay) + 1;
    this.usual = ZoneClock.of(usual) ?? (ZoneClock.of('UTC') as ZoneClock);
    this.changes = changes
      .toSorted((a, b) => a.from - b.from)
      .flatMap(({ from, zone }) => {
        const clock = ZoneClock.of(zone);
        return clock ? [{ from, clock }] : [];
      });
  }

  /** Rows from this instant on are read, */
  get from(): Date {
    return this.startOf(this.firstDay);
  }

  /** and before this one. */
  get to(): Date {
    return this.startOf(dayAfter(this.lastDay, 1));
  }

  /** Index of the row's day; outside of 0 to days - 1 for days that are not looked at. */
  indexOf({ timestamp, utc_offset_minutes: offset, time_zone: zone }: RowMoment): number {
    const at = timestamp.getTime();
    const own = zone === null ? undefined : ZoneClock.of(zone);
    const day =
      own || offset === null
        ? (own ?? this.clockAt(at)).dayAt(at)
        : new Date(at + offset * 60_000).toISOString().slice(0, 10);
    return daysBetween(this.firstDay, day);
  }

  /** Index of a day `YYYY-MM-DD`. */
  indexOfDay(day: string): number {
    return daysBetween(this.firstDay, day);
  }

  /** A series with nothing in it. */
  empty(): Float64Array {
    return new Float64Array(this.days).fill(NaN);
  }

  has(index: number): boolean {
    return index >= 0 && index < this.days;
  }

  private startOf(day: string): Date {
    return new Date(this.clockAt(Date.parse(`${day}T00:00:00Z`)).startOfDay(day));
  }

  private clockAt(at: number): ZoneClock {
    return this.changes.findLast(({ from }) => from <= at)?.clock ?? this.usual;
  }
}

/** Rows by the index of their day; rows of days that are not looked at are left out. */
export function byDayOf<Row extends RowMoment>(rows: readonly Row[], span: Span): Map<number, Row[]> {
  const byDay = new Map<number, Row[]>();
  for (const row of rows) {
    const day = span.indexOf(row);
    if (!span.has(day)) continue;
    const known = byDay.get(day);
    if (known) known.push(row);
    else byDay.set(day, [row]);
  }
  return byDay;
}
