import type { LocalTime } from '@carenode/module-kit';

import { isLocalTime } from './local-times.js';

const AMERICAN = /^(\d{2})\/(\d{2})\/(\d{2})(?: (\d{2}):(\d{2}):(\d{2}))?$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d{1,3})?))?)?$/;

/** A time of Fitbit's JSON: `12/13/15 13:00:00` of the account export, or `2015-12-13T13:00:00.000`; undefined for none. */
export function fitbitTime(text: string | undefined): LocalTime | undefined {
  if (text === undefined) return undefined;
  const american = AMERICAN.exec(text);
  const found = american ?? ISO.exec(text);
  if (!found) return undefined;
  const [a = 0, b = 0, c = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  const [year, month, day] = american ? [2000 + c, a, b] : [a, b, c];
  const time = { year, month, day, hour, minute, second };
  return isLocalTime(time) ? time : undefined;
}

/** The same reading of a clock as if it were UTC, in milliseconds. */
export function utcOf({ year, month, day, hour = 0, minute = 0, second = 0 }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour, minute) + Math.round(second * 1000);
}
