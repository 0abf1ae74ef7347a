import type { LocalTime, ZoneClock, ZonedInstant } from '@carenode/module-kit';

import { FileRefusal, type Answers, type Question } from '../../format/import-format.js';

const MINUTE = 60_000;

/** Asked where a file tells local times without their zone. */
export const TIME_ZONE_QUESTION: Question = {
  id: 'time-zone',
  text: 'The times in this file are local and do not tell their time zone. In which zone were they recorded?',
  kind: 'time-zone',
};

/** The clock of the answered zone. */
export function answeredClock(answers: Answers, clockOf: (zone: string) => ZoneClock | undefined): ZoneClock {
  const clock = clockOf(answers['time-zone'] ?? '');
  if (!clock)
    throw new FileRefusal('time_zone_needed', 'The time zone of the file must be told.', 'time-zone');
  return clock;
}

/** A day of the calendar as a period of the clock: from its first moment to the first of the next day. */
export interface LocalDay {
  readonly start: number;
  readonly end: number;
  readonly offsetMinutes: number;
}

/**
 * Local times of one file as instants. A time that clocks showed twice is the first one until the file's times go back within
 * that hour, then the second one; a time that they never showed is what a clock that was not put forward showed. `remarks`
 * counts both, because neither is certain.
 */
export class LocalTimes {
  private shownLast = -Infinity;
  private second = false;
  private twice = 0;
  private never = 0;

  constructor(readonly clock: ZoneClock) {}

  /** `ordered`: the file's records come in the order of their times. */
  at(local: LocalTime, ordered = true): ZonedInstant {
    const { year, month, day, hour = 0, minute = 0, second = 0 } = local;
    const shown = Date.UTC(year, month - 1, day, hour, minute) + second * 1000;
    const instant = this.clock.instantOf(local);
    if (instant.shown === 'never') this.never += 1;
    if (instant.shown !== 'twice') {
      this.second = false;
      this.shownLast = shown;
      return instant;
    }
    this.twice += 1;
    if (!ordered) return instant;
    if (shown < this.shownLast && this.shownLast - shown < 24 * 60 * MINUTE) this.second = true;
    this.shownLast = shown;
    return this.second ? this.later(instant, shown) : instant;
  }

  /** A day given as `YYYY-MM-DD`. */
  day(day: string): LocalDay {
    const next = new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * MINUTE).toISOString().slice(0, 10);
    const start = this.clock.startOfDay(day);
    return { start, end: this.clock.startOfDay(next), offsetMinutes: this.clock.offsetAt(start) };
  }

  remarks(): string[] {
    const remarks: string[] = [];
    if (this.twice > 0) {
      remarks.push(
        `${this.twice} times are of an hour that clocks showed twice; their order tells which, else the first`,
      );
    }
    if (this.never > 0) remarks.push(`${this.never} times are of an hour that clocks in this zone left out`);
    return remarks;
  }

  private later(first: ZonedInstant, shown: number): ZonedInstant {
    const offsetMinutes = this.clock.offsetAt(shown - first.offsetMinutes * MINUTE + 24 * 60 * MINUTE);
    return { at: shown - offsetMinutes * MINUTE, offsetMinutes, shown: 'twice' };
  }
}

/** `YYYY-MM-DD` of a local time. */
export function dayOf({ year, month, day }: LocalTime): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** True for a date of the calendar and a time of the day. */
export function isLocalTime({ year, month, day, hour = 0, minute = 0, second = 0 }: LocalTime): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return year >= 1900 && year <= 2200 && isDate && hour < 24 && minute < 60 && second < 60;
}
