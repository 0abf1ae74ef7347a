import type { LocalTime } from '@carenode/module-kit';

import { isLocalTime } from '../fitbit/local-times.js';

const AMERICAN =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\s*([AaPp])\.?[Mm]\.?)?)?$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/**
 * A time of a Fitabase table: `4/12/2016 1:05:00 PM`, always month before day. A spreadsheet that saved the file again
 * leaves some of them as `04/12/2016 13:05`, in the same column and in the same order. Undefined for what is none.
 */
export function fitabaseTime(text: string): LocalTime | undefined {
  const american = AMERICAN.exec(text.trim());
  const found = american ?? ISO.exec(text.trim());
  if (!found) return undefined;
  const [a, b, c, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const [year, month, day] = american ? [c, a, b] : [a, b, c];
  const half = american?.[7]?.toLowerCase();
  const time = {
    year: year ?? 0,
    month: month ?? 0,
    day: day ?? 0,
    hour: half === undefined ? (hour ?? 0) : halfDay(hour ?? 0, half),
    minute: minute ?? 0,
    second: second ?? 0,
  };
  return isLocalTime(time) ? time : undefined;
}

function halfDay(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return 24;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}
