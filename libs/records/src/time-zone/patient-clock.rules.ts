import { ZoneClock } from '@carenode/module-kit';

const MINUTE = 60_000;

/** Tells days apart for one record. */
export interface DayClock {
  /** The day of an instant (milliseconds since 1970-01-01T00:00:00Z), as `YYYY-MM-DD`. */
  dayAt(at: number): string;
  /** The instant in which a day begins. */
  startOfDay(day: string): number;
}

/** From when on (milliseconds; -Infinity: from the beginning) somebody was in a zone. */
export interface ZoneChange {
  readonly from: number;
  readonly zone: string;
}

/** What a record tells about where it was made. */
export interface ToldPlace {
  readonly timeZone: string | null;
  readonly offsetMinutes: number | null;
}

/**
 * Whose day a record belongs to: by the time zone that it tells; else by the offset from UTC that it tells; else by where
 * the patient says that they were; else by the zone of the instance. A zone that this host does not know is not told.
 */
export class PatientClock {
  private readonly changes: readonly { readonly from: number; readonly clock: DayClock }[];
  private readonly usual: DayClock;
  private readonly offsets = new Map<number, DayClock>();

  constructor(changes: readonly ZoneChange[], usual: string) {
    this.usual = ZoneClock.of(usual) ?? offsetClock(0);
    this.changes = [...changes]
      .sort((a, b) => a.from - b.from)
      .flatMap(({ from, zone }) => {
        const clock = ZoneClock.of(zone);
        return clock ? [{ from, clock }] : [];
      });
  }

  /** The clock of a record that begins at an instant. */
  of({ timeZone, offsetMinutes }: ToldPlace, at: number): DayClock {
    const told = timeZone === null ? undefined : ZoneClock.of(timeZone);
    if (told) return told;
    if (offsetMinutes === null) return this.at(at);
    const known = this.offsets.get(offsetMinutes);
    if (known) return known;
    const made = offsetClock(offsetMinutes);
    this.offsets.set(offsetMinutes, made);
    return made;
  }

  /** The clock of where the patient was at an instant. */
  at(at: number): DayClock {
    let found = this.usual;
    for (const { from, clock } of this.changes) {
      if (from > at) break;
      found = clock;
    }
    return found;
  }
}

function offsetClock(minutes: number): DayClock {
  return {
    dayAt: (at) => new Date(at + minutes * MINUTE).toISOString().slice(0, 10),
    startOfDay: (day) => Date.parse(`${day}T00:00:00Z`) - minutes * MINUTE,
  };
}

const REMEMBERED_MOST = 20_000;
const nextDays = new Map<string, string>();

/** The day after, or `days` days after. Remembers the next days: merging asks for them row by row. */
export function dayAfter(day: string, days = 1): string {
  if (days !== 1) return daysAfter(day, days);
  const known = nextDays.get(day);
  if (known !== undefined) return known;
  if (nextDays.size >= REMEMBERED_MOST) nextDays.clear();
  const next = daysAfter(day, 1);
  nextDays.set(day, next);
  return next;
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
