import { invalidInput, ZoneClock } from '@carenode/module-kit';

interface Told {
  readonly timestamp?: string | undefined;
  readonly timeZone?: string | null | undefined;
}

export interface Clock {
  readonly timeZone?: string | null;
  readonly utcOffsetMinutes?: number | null;
}

/** The offset that an instant was written with, in minutes east of UTC; null for `Z`, which tells no clock. */
export function offsetOf(instant: string): number | null {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(instant) ?? [];
  if (sign === undefined) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/**
 * What an entry keeps of the clock of its instant: the zone as told, and the offset that the instant was written with or, of
 * one in UTC, the zone's. `now` is the instant of new entries that tell none; a change that tells none keeps the offset.
 * Throws `validation_failed` for a zone that there is not.
 */
export function clockOf({ timestamp, timeZone }: Told, now?: number): Clock {
  const zone = timeZone == null ? undefined : ZoneClock.of(timeZone);
  if (timeZone != null && !zone) {
    const message = 'timeZone is an IANA zone, such as Europe/Berlin.';
    throw invalidInput({ field: 'timeZone', rule: 'timeZone', message });
  }
  const at = timestamp === undefined ? now : Date.parse(timestamp);
  return {
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(at === undefined
      ? {}
      : {
          utcOffsetMinutes:
            (timestamp === undefined ? null : offsetOf(timestamp)) ?? zone?.offsetAt(at) ?? null,
        }),
  };
}
