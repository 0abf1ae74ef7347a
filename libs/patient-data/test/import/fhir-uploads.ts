import type { UploadedFile } from '../../src/import/format/import-format.js';
import type { ReadClinical } from '../../src/import/format/read-rows.js';
import { fileOf, type Told } from './collect.js';

/** A file of these values or texts, one per line. */
export const json = (path: string, ...values: (object | string)[]): UploadedFile =>
  fileOf(path, values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n'));
export const about = (id: string) => ({ subject: { reference: `Patient/${id}` } });
export const CONDITION = {
  resourceType: 'Condition',
  id: 'c',
  code: { text: 'Asthma' },
  ...about('example'),
};
export const PRESCRIPTION = {
  resourceType: 'MedicationRequest',
  id: 'm',
  status: 'active',
  medicationReference: { reference: 'Medication/med' },
  reasonReference: [{ reference: 'Condition/c' }],
  ...about('example'),
};
export const WEIGHT = {
  resourceType: 'Observation',
  id: 'w',
  status: 'final',
  code: { text: 'Weight' },
  effectiveDateTime: '2024-01-01T08:00:00+01:00',
  valueQuantity: { value: 70.5, unit: 'kg' },
  ...about('example'),
};
export const MEDICATION = { resourceType: 'Medication', id: 'med', code: { text: 'Salbutamol' } };

export function addedByKind({ added }: Told): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of added) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

export const rowsOfType = <T extends ReadClinical['type']>(told: Told, type: T) =>
  told.rows.filter((row) => row.type === type) as Extract<ReadClinical, { type: T }>[];
