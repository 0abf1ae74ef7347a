import type { ReadActivity } from '../../format/read-rows.js';
import { fitbitTime } from './fitbit-time.js';
import { idIn, isObject, numberIn, textIn, type JsonObject } from './json-file.js';
import { dayOf, type LocalTimes } from './local-times.js';

const UNITS: Readonly<Record<string, string>> = {
  kilometer: 'km',
  mile: '[mi_i]',
  meter: 'm',
  yard: '[yd_i]',
};
const NAME_MOST = 200;

export type ExerciseReading =
  ReadActivity | { readonly problem: { readonly field: string; readonly reason: string } };

/**
 * One exercise of the account export, or one logged activity of the Web API (`startDate` beside `startTime`). Times are
 * local. `distanceUnit`: the UCUM code of distances where the record does not tell one itself.
 */
export function activityOf(log: JsonObject, times: LocalTimes, distanceUnit: string | null): ExerciseReading {
  const name = textIn(log, 'activityName') ?? textIn(log, 'activityParentName') ?? textIn(log, 'name');
  if (name === undefined) return { problem: { field: 'activityName', reason: 'is missing' } };
  const date = textIn(log, 'startDate');
  const told = textIn(log, 'startTime');
  const time = fitbitTime(date === undefined ? told : told === undefined ? date : `${date}T${told}`);
  if (!time) return { problem: { field: 'startTime', reason: 'is no time' } };
  const duration = numberIn(log, 'duration');
  const active = numberIn(log, 'activeDuration') ?? duration;
  const calories = numberIn(log, 'calories');
  const id = idIn(log, 'logId');
  // Logged without a time of day: Fitbit's own one stands for nothing.
  const untimed = log['hasStartTime'] === false;
  const day = untimed ? times.day(dayOf(time)) : undefined;
  const { at, offsetMinutes } = day
    ? { at: day.start, offsetMinutes: day.offsetMinutes }
    : times.at(time, false);
  const notes = [textIn(log, 'description'), untimed ? 'No time of day was told.' : undefined].filter(
    (text) => text,
  );
  const device = deviceOf(log['source']);
  return {
    type: 'activity',
    source: 'Fitbit',
    ...(device === undefined ? {} : { device }),
    start: { at, offsetMinutes, timeZone: times.clock.zone },
    ...(duration !== undefined && duration > 0 && !untimed ? { end: at + duration } : {}),
    ...(active !== undefined && active > 0 ? { durationMinutes: active / 60_000 } : {}),
    activity: name.slice(0, NAME_MOST),
    ...(calories === undefined ? {} : { calories: String(calories) }),
    statistics: statisticsOf(log, distanceUnit),
    ...(notes.length === 0 ? {} : { notes: notes.join(' ').slice(0, 10_000) }),
    ...(id === undefined ? {} : { externalId: `exercise-${id}` }),
  };
}

function statisticsOf(log: JsonObject, distanceUnit: string | null): ReadActivity['statistics'] {
  const unit = UNITS[textIn(log, 'distanceUnit')?.toLowerCase() ?? ''] ?? distanceUnit;
  const fields = [
    ['distance', 'Distance', unit],
    ['averageHeartRate', 'Average heart rate', '/min'],
    ['steps', 'Steps', '{steps}'],
    ['elevationGain', 'Elevation gain', null],
  ] as const;
  return fields.flatMap(([field, name, code]) => {
    const value = numberIn(log, field);
    return value === undefined ? [] : [{ name, value: String(value), unit: code }];
  });
}

function deviceOf(source: unknown): string | undefined {
  if (!isObject(source)) return undefined;
  return (textIn(source, 'trackerName') ?? textIn(source, 'name'))?.slice(0, NAME_MOST);
}
