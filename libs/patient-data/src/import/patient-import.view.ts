import { RowView } from '@carenode/database';
import type { JsonSchema } from '@carenode/module-kit/http';

import { PatientImport } from './patient-import.entity.js';

export const importView = new RowView(PatientImport, { hide: ['heartbeatAt'] });
/** Reports of large files are long; lists leave them out. */
export const importListView = new RowView(PatientImport, { hide: ['heartbeatAt', 'report'] });

const count = (description: string): JsonSchema => ({ type: 'integer', minimum: 0, description });
const counts = (description: string): JsonSchema => ({
  type: 'object',
  additionalProperties: { type: 'integer', minimum: 0 },
  description,
});
const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => name !== 'id'),
});
const NOTES: JsonSchema = {
  type: 'array',
  items: object({
    entry: count('Position in Bundle.entry, from 0'),
    resourceType: { type: 'string' },
    id: { type: 'string' },
    field: { type: 'string', description: 'JSON path' },
    reason: { type: 'string' },
  }),
};
const ROWS = object({
  created: count('Rows added'),
  updated: count('Rows that another version of the same record changed'),
  duplicate: count('Rows that were there already'),
});

/** ImportReport of the contract, for the API's description. */
const REPORT = object({
  read: count('Entries in the bundle: stored + duplicate + skipped + refused'),
  entries: object({
    stored: count('Entries of which at least one row was created or updated'),
    duplicate: count('Entries whose rows were all there already'),
    skipped: count('Entries of resource types that are not read'),
    refused: count('Entries that cannot be used'),
  }),
  used: counts('Entries that gave rows, by resource type'),
  stored: object({ Patient: ROWS, Condition: ROWS, Observation: ROWS, MedicationRequest: ROWS, Goal: ROWS }),
  skipped: counts('Entries of resource types that are not read, by type'),
  refused: NOTES,
  warnings: NOTES,
  rows: count('Rows that the used entries hold: the sum of stored'),
});
const PROBLEM: JsonSchema = {
  type: ['object', 'null'],
  description: 'Why it was refused or failed',
  properties: {
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: object({ field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } }),
    },
  },
  required: ['code', 'detail'],
};

const shown = (view: RowView<PatientImport>) =>
  view.schema['properties'] as Readonly<Record<string, JsonSchema>>;

export const importSchema: JsonSchema = {
  ...importView.schema,
  properties: {
    ...shown(importView),
    report: { ...REPORT, type: ['object', 'null'], description: 'What became of every entry, when done' },
    problem: PROBLEM,
  },
};
export const importListSchema: JsonSchema = {
  ...importListView.schema,
  title: 'PatientImportSummary',
  properties: { ...shown(importListView), problem: PROBLEM },
};
