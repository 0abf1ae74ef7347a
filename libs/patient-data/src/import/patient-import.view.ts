import { RowView } from '@carenode/database';
import type { JsonSchema } from '@carenode/module-kit/http';

import { ImportProblemRow } from './import-problem.entity.js';
import { ROW_KINDS } from './import-report.rules.js';
import { PatientImport } from './patient-import.entity.js';

const HIDDEN = ['heartbeatAt', 'fileKey', 'becomes', 'jobId'] as const;
export const importView = new RowView(PatientImport, { hide: [...HIDDEN] });
/** Reports of large files are long; lists leave them out. */
export const importListView = new RowView(PatientImport, { hide: [...HIDDEN, 'report', 'counts'] });
export const importProblemView = new RowView(ImportProblemRow, { hide: ['patientId', 'importId'] });

const count = (description: string): JsonSchema => ({ type: 'integer', minimum: 0, description });
const object = (
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const TEXT: JsonSchema = { type: 'string' };

const RECORDS = {
  read: count('Records of the file: stored + duplicate + quarantined + skipped'),
  stored: count('Records of which at least one row was added or changed'),
  duplicate: count('Records whose rows were all there already'),
  quarantined: count('Records that should be stored and cannot be'),
  skipped: count('Records that there is no place for'),
};
const KINDS: JsonSchema = {
  type: 'object',
  additionalProperties: object(RECORDS),
  description: 'By the source’s own name for such records',
};
const ROWS = object({
  created: count('Rows added'),
  updated: count('Rows that another version of the same record changed'),
  duplicate: count('Rows that were there already'),
});

/** ImportReport of the contract, for the API's description. */
const REPORT = object({
  formats: list(object({ id: TEXT, title: TEXT, files: count('Files that were read so') })),
  files: count('Files of the upload'),
  ignored: list(object({ path: TEXT, reason: TEXT })),
  ignoredCount: count('Files that were not read'),
  total: object(RECORDS),
  kinds: KINDS,
  rows: object(Object.fromEntries(ROW_KINDS.map((kind) => [kind, ROWS]))),
  problems: object({
    quarantined: count('Records that could not be stored'),
    notes: count('What else is to know about the files'),
    told: count('How many of both are told one by one'),
  }),
});
const PROBLEM: JsonSchema = {
  type: ['object', 'null'],
  description: 'Why it was refused or failed',
  properties: {
    code: TEXT,
    detail: TEXT,
    kind: { type: 'string', description: 'What kind of error it is' },
    errors: list(object({ field: TEXT, rule: TEXT, message: TEXT })),
  },
  required: ['code', 'detail'],
};
const QUESTIONS: JsonSchema = {
  type: ['array', 'null'],
  description: 'What must be answered before the file can be read',
  items: object(
    {
      id: { type: 'string', description: 'The same for every such file' },
      text: TEXT,
      kind: { type: 'string', enum: ['time-zone', 'choice', 'columns'] },
      choices: list(object({ value: TEXT, label: TEXT })),
      examples: list(TEXT),
    },
    ['choices', 'examples'],
  ),
};
const ANSWERS: JsonSchema = {
  type: ['object', 'null'],
  additionalProperties: TEXT,
  description: 'What was answered, by question',
};

const shown = (view: RowView<PatientImport>) =>
  view.schema['properties'] as Readonly<Record<string, JsonSchema>>;
const described = { problem: PROBLEM, questions: QUESTIONS, answers: ANSWERS };

export const importSchema: JsonSchema = {
  ...importView.schema,
  properties: {
    ...shown(importView),
    ...described,
    counts: {
      ...object({ ...RECORDS, updated: count('Rows that were changed'), kinds: KINDS }),
      type: ['object', 'null'],
      description: 'When done: records, in total and by kind',
    },
    report: {
      ...REPORT,
      // Reports of older versions are of bundles, and have other members.
      required: [],
      type: ['object', 'null'],
      description: 'What became of every record, when done',
    },
  },
};
export const importListSchema: JsonSchema = {
  ...importListView.schema,
  title: 'PatientImportSummary',
  properties: { ...shown(importListView), ...described },
};
export const importProblemSchema: JsonSchema = importProblemView.schema;
