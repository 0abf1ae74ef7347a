import type { DayClock } from '../time-zone/patient-clock.rules.js';

const MINUTE = 60_000;
export const QUARTER = 15 * MINUTE;
/** What tells of more time than this tells nothing about a day. */
export const LONGEST = 48 * 60 * MINUTE;

/** A measurement, as merging sees it. Times in milliseconds since 1970. */
export interface ToldRow {
  readonly start: number;
  /** Null, or `start`, for a moment. */
  readonly end: number | null;
  /** In the variable's unit; null when there is no such value. */
  readonly value: number | null;
  readonly source: string;
  readonly device: string | null;
  /** The import that told it; null when it was entered. */
  readonly importId: string | null;
  /** When it was told. */
  readonly toldAt: number;
  readonly clock: DayClock;
}

/** A row that can be counted. */
export interface CountedRow extends ToldRow {
  readonly value: number;
}

/** What one device told under one source's name: nothing in it is a second telling of the same, except what `once` drops. */
export interface Teller {
  readonly source: string;
  readonly rows: readonly CountedRow[];
}

/** Can it be counted on a day? Needs a value, and tells of at most 48 hours. */
export const isCountable = (row: ToldRow): row is CountedRow =>
  row.value !== null && (row.end === null || row.end - row.start <= LONGEST);

/**
 * Who told the rows, in the order in which they count: by source, as the order says, sources that it does not name after
 * those by name; within a source by device, a named one before the unnamed, and of two names the one that sorts last first,
 * as newer models do. Within each, oldest row first.
 */
export function tellersOf(rows: readonly CountedRow[], order: readonly string[]): Teller[] {
  const places = new Map(order.map((source, place) => [source, place]));
  const placeOf = (source: string) => places.get(source) ?? order.length;
  const tellers = new Map<string, { source: string; device: string | null; rows: CountedRow[] }>();
  for (const row of rows) {
    const key = JSON.stringify([row.source, row.device]);
    const teller = tellers.get(key);
    if (teller) teller.rows.push(row);
    else tellers.set(key, { source: row.source, device: row.device, rows: [row] });
  }
  return [...tellers.values()]
    .sort(
      (a, b) =>
        placeOf(a.source) - placeOf(b.source) ||
        compare(a.source, b.source) ||
        Number(a.device === null) - Number(b.device === null) ||
        NATURAL.compare(b.device ?? '', a.device ?? ''),
    )
    .map(({ source, rows: told }) => ({ source, rows: once(told).sort((a, b) => a.start - b.start) }));
}

const NATURAL = new Intl.Collator('en', { numeric: true });
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What several imports told of exactly the same time counts as the last of them told it. Rows of one import, or entered by
 * hand, are records of their own, and all of them count: two foods of one meal have one time.
 */
function once(rows: readonly CountedRow[]): CountedRow[] {
  const times = new Map<string, CountedRow[]>();
  for (const row of rows) {
    const key = `${row.start} ${row.end ?? row.start}`;
    const others = times.get(key);
    if (others) others.push(row);
    else times.set(key, [row]);
  }
  return [...times.values()].flatMap((same) => {
    const last = same.reduce((a, b) =>
      b.toldAt > a.toldAt || (b.toldAt === a.toldAt && compare(b.importId ?? '', a.importId ?? '') > 0)
        ? b
        : a,
    );
    return same.filter((row) => row.importId === last.importId);
  });
}
