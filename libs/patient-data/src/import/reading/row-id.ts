import { hash } from 'node:crypto';

import type { ReadActivity, ReadClinical, ReadFood, ReadMeasurement } from '../format/read-rows.js';

/** What of a series makes its rows the same: the code it is known by, or the name; the unit; who told it. */
export interface SeriesIdentity {
  readonly variable: { readonly system: string | null; readonly code: string | null; readonly name: string };
  readonly unit: string | null;
  readonly source: string;
}

/** What all rows of a patient's series have in common in their ids. */
export function seriesKey(patientId: string, { variable, unit, source }: SeriesIdentity): string {
  const { system, code, name } = variable;
  const known = code === null ? ['name', name] : ['code', system, code];
  return digest([patientId, 'measurement', ...known, unit, source], 'base64url').slice(0, 22);
}

/**
 * The id of a row (UUID version 8): 48 bits milliseconds of its start, so that rows of one time lie together in the index,
 * and 74 bits of a SHA-256 over what makes it the same row. Known by its external id a row is the same whatever it says;
 * else device, zone and notes make no difference, and value, text or start do.
 */
export function measurementId(patientId: string, key: string, source: string, row: ReadMeasurement): string {
  if (row.externalId !== undefined)
    return idOf(row.start, external(patientId, 'measurement', source, row.externalId));
  const { valueCode, valueText } = row;
  const words =
    valueCode || valueText !== undefined
      ? JSON.stringify([valueCode?.system, valueCode?.code, valueText])
      : '';
  const told = `${key} ${row.start} ${row.end ?? ''} ${row.comparator ?? ''}${row.value ?? ''} ${words}`;
  return idOf(row.start, hash('sha256', told, 'hex'));
}

export function foodId(patientId: string, row: ReadFood): string {
  const { source, start, name, meal, quantity, unit, calories, protein, carbs, fat, nutrients } = row;
  if (row.externalId !== undefined)
    return idOf(start.at, external(patientId, 'food', source, row.externalId));
  const amounts = nutrients.map((nutrient) => [nutrient.name, nutrient.amount, nutrient.unit]);
  const told = [source, start.at, name, meal, quantity, unit, calories, protein, carbs, fat, amounts];
  return idOf(start.at, digest([patientId, 'food', ...told]));
}

export function activityId(patientId: string, row: ReadActivity): string {
  const { source, start, end, durationMinutes, activity, calories } = row;
  if (row.externalId !== undefined) {
    return idOf(start.at, external(patientId, 'activity', source, row.externalId));
  }
  return idOf(
    start.at,
    digest([patientId, 'activity', source, start.at, end, durationMinutes, activity, calories]),
  );
}

export function clinicalId(patientId: string, row: ReadClinical): string {
  if (row.type === 'patient') return idOf(0, external(patientId, row.type, '', row.externalId));
  return idOf(0, external(patientId, row.type, row.source, row.record.externalId));
}

const external = (patientId: string, type: string, source: string, id: string) =>
  digest([patientId, 'external', type, source, id]);

// As JSON, so that no two lists of parts give one text, whatever is in them.
function digest(parts: readonly unknown[], encoding: 'hex' | 'base64url' = 'hex'): string {
  return hash('sha256', JSON.stringify(parts), encoding);
}

const MOST_TIME = 2 ** 48 - 1;

function idOf(start: number, hex: string): string {
  const time = Math.min(Math.max(0, Math.floor(start)), MOST_TIME)
    .toString(16)
    .padStart(12, '0');
  const variant = ((Number.parseInt(hex[3] ?? '0', 16) & 0x3) | 0x8).toString(16);
  const rest = `8${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest}`;
}
