import type { ReadMeasurement } from '../../format/read-rows.js';
import { VARIABLES } from '../../format/variables.js';
import type { SeriesTable } from '../../format/series-table.js';
import { numberText } from './account-values.js';
import { fitbitTime } from './fitbit-time.js';
import { idIn, textIn, type JsonObject } from './json-file.js';
import type { LocalTimes } from './local-times.js';

export type WeightReading =
  | { readonly rows: readonly ReadMeasurement[]; readonly unread: number }
  | { readonly problem: { readonly field: string; readonly reason: string } };

/** One weighing. Fitbit gives 23:59:59 where the patient told a day only. `unit`: the UCUM code of the weight. */
export function weightRows(
  log: JsonObject,
  times: LocalTimes,
  series: SeriesTable,
  unit: string | null,
): WeightReading {
  const date = textIn(log, 'date');
  const clock = textIn(log, 'time');
  const separator = date !== undefined && date.includes('/') ? ' ' : 'T';
  const time = fitbitTime(clock === undefined ? date : `${date}${separator}${clock}`);
  if (!time) return { problem: { field: 'date', reason: 'is no date' } };
  const { at, offsetMinutes } = times.at(time, false);
  const id = idIn(log, 'logId');
  const device = textIn(log, 'source')?.slice(0, 100) ?? null;
  const rows: ReadMeasurement[] = [];
  for (const [field, variable, code] of [
    ['weight', VARIABLES.weight, unit],
    ['fat', VARIABLES.bodyFat, '%'],
    ['bmi', VARIABLES.bodyMassIndex, 'kg/m2'],
  ] as const) {
    const value = numberText(log[field]);
    if (value === undefined) continue;
    const timeZone = times.clock.zone;
    rows.push({
      type: 'measurement',
      series: series.of({ variable, unit: code, source: 'Fitbit', device, offsetMinutes, timeZone }),
      value,
      start: at,
      end: null,
      ...(id === undefined ? {} : { externalId: `${field}-${id}` }),
      ...(clock === '23:59:59' || clock === undefined ? { notes: 'No time of day was told.' } : {}),
    });
  }
  return rows.length > 0 ? { rows, unread: 0 } : { problem: { field: 'weight', reason: 'is no number' } };
}
