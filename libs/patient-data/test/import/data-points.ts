import { openMHealth } from '../../src/import/formats/open-mhealth.format.js';
import type { ReadActivity, ReadMeasurement } from '../../src/import/format/read-rows.js';
import { collect, fileOf, type Told } from './collect.js';

export const WHEN = { effective_time_frame: { date_time: '2024-03-01T08:00:00+01:00' } };
export const PERIOD = {
  effective_time_frame: {
    time_interval: {
      start_date_time: '2024-03-01T08:00:00+01:00',
      end_date_time: '2024-03-01T09:00:00+01:00',
    },
  },
};
export const WEIGHT = { body_weight: { value: 70.5, unit: 'kg' }, ...WHEN };

export function point(schema: string, body: object | undefined, header: object = {}): object {
  const [namespace = 'omh', name = schema] = schema.includes(':') ? schema.split(':') : ['omh', schema];
  const schema_id = { namespace, name, version: '1.0' };
  return {
    header: { id: `id-${name}`, creation_date_time: '2024-03-01T10:00:00Z', schema_id, ...header },
    body,
  };
}

export const file = (value: unknown, path = 'export.json') =>
  fileOf(path, typeof value === 'string' ? value : JSON.stringify(value));
export const read = (value: unknown, answers: Record<string, string> = {}) =>
  collect(openMHealth, [file(value)], answers);
export const measured = ({ rows }: Told) =>
  rows.filter((row): row is ReadMeasurement => row.type === 'measurement');
export const activity = ({ rows }: Told) => rows.find((row): row is ReadActivity => row.type === 'activity');
export const oneOf = async (schema: string, body: object, answers: Record<string, string> = {}) => {
  const told = await read([point(schema, body)], answers);
  return { told, row: measured(told)[0], reason: told.quarantined[0]?.problem };
};
export const iso = (at: number | null | undefined) =>
  typeof at === 'number' ? new Date(at).toISOString() : at;
