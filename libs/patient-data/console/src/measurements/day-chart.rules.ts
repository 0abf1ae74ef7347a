import type { DayChart, Measurement } from './measurements.queries.js';

const HOUR = 3_600_000;

export interface Mark {
  /** Where it is in the day, from 0 to 1. */
  readonly from: number;
  readonly to: number;
}

/** What one source told of a day, and what of it counted. */
export interface Lane {
  readonly source: string;
  readonly told: readonly Mark[];
  readonly taken: readonly Mark[];
}

/** One lane for each source that told something of the day, those that counted for the most first. */
export function lanesOf(chart: DayChart, told: readonly Measurement[]): Lane[] {
  const place = placeIn(chart);
  const sources = new Map<string, { told: Mark[]; taken: Mark[] }>();
  const laneOf = (source: string) => {
    const lane = sources.get(source) ?? { told: [], taken: [] };
    sources.set(source, lane);
    return lane;
  };
  for (const { source, from, to } of chart.quarters) laneOf(source).taken.push(place(from, to));
  for (const { source, startAt, endAt } of told) laneOf(source).told.push(place(startAt, endAt ?? startAt));
  return [...sources]
    .map(([source, lane]) => ({ source, ...lane }))
    .sort((one, other) => other.taken.length - one.taken.length || one.source.localeCompare(other.source));
}

/** Neighbours that touch as one, so that little is drawn. */
export function joined(marks: readonly Mark[]): Mark[] {
  const out: { from: number; to: number }[] = [];
  for (const mark of [...marks].sort((one, other) => one.from - other.from)) {
    const last = out[out.length - 1];
    if (last && mark.from <= last.to + 1e-9) last.to = Math.max(last.to, mark.to);
    else out.push({ ...mark });
  }
  return out;
}

export interface Column {
  readonly source: string;
  readonly from: number;
  readonly to: number;
  /** Of a total: where its bar begins and ends, as those of other sources may stand below it. */
  readonly bottom: number;
  readonly top: number;
  readonly value: number;
}

/** What is drawn of each quarter: bars of a total stand on one another, those of means reach from least to greatest. */
export function drawnOf(chart: DayChart): Column[] {
  const place = placeIn(chart);
  const heights = new Map<string, number>();
  return chart.quarters.map(({ from, to, source, value, min, max }) => {
    const at = { source, ...place(from, to), value };
    if (chart.kind !== 'sum') return { ...at, bottom: min ?? value, top: max ?? value };
    const bottom = heights.get(from) ?? 0;
    heights.set(from, bottom + value);
    return { ...at, bottom, top: bottom + value };
  });
}

/** Round numbers that a scale is marked with, from at most the least to at least the greatest value. */
export function scaleOf(least: number, greatest: number, most = 4): number[] {
  const span = greatest - least || Math.abs(greatest) || 1;
  const power = 10 ** Math.floor(Math.log10(span / most));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => span / one <= most) ?? span;
  const first = Math.floor(least / step + 1e-9) * step;
  const count = Math.max(1, Math.ceil((greatest - first) / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, at) => Number((first + at * step).toPrecision(12)));
}

/** Marks of the hours of a day. On a day that clocks were changed they count the hours since it began. */
export function hoursOf({ beginsAt, endsAt }: Pick<DayChart, 'beginsAt' | 'endsAt'>): {
  readonly hours: number;
  readonly isUsual: boolean;
  readonly marks: readonly { readonly at: number; readonly label: string }[];
} {
  const hours = (Date.parse(endsAt) - Date.parse(beginsAt)) / HOUR;
  const isUsual = hours === 24;
  const marks = [0, 6, 12, 18].map((hour) => ({
    at: hour / hours,
    label: isUsual ? `${String(hour).padStart(2, '0')}:00` : hour === 0 ? '00:00' : `+${hour} h`,
  }));
  return { hours, isUsual, marks };
}

/** The clock at an instant of a day as the patient had it; `+13:15` on a day that clocks were changed. */
export function clockText(
  { beginsAt, endsAt }: Pick<DayChart, 'beginsAt' | 'endsAt'>,
  instant: string,
): string {
  const minutes = Math.round((Date.parse(instant) - Date.parse(beginsAt)) / 60_000);
  const text = [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return hoursOf({ beginsAt, endsAt }).isUsual ? text : `+${text}`;
}

function placeIn({ beginsAt, endsAt }: DayChart): (from: string, to: string) => Mark {
  const [begin, end] = [Date.parse(beginsAt), Date.parse(endsAt)];
  const share = (instant: string) => Math.min(1, Math.max(0, (Date.parse(instant) - begin) / (end - begin)));
  return (from, to) => ({ from: share(from), to: share(to) });
}
