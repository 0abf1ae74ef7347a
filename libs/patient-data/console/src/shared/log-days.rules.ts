import { localDay } from './moments.rules.js';

/** Entries of one day on the clock of this device, in the order they came in. */
export interface LogDay<T> {
  readonly day: string;
  readonly entries: readonly T[];
}

/** Entries by day; the order of entries and days is the order given. */
export function daysOf<T>(entries: readonly T[], at: (entry: T) => string): LogDay<T>[] {
  const days = new Map<string, T[]>();
  for (const entry of entries) {
    const day = localDay(new Date(at(entry)));
    const known = days.get(day);
    if (known) known.push(entry);
    else days.set(day, [entry]);
  }
  return [...days].map(([day, found]) => ({ day, entries: found }));
}
