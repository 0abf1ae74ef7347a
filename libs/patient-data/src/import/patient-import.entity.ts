import { Column, Entity } from 'typeorm';

import { PatientRow } from '../rows/patient-row.entity.js';

export const IMPORT_STATUSES = [
  'waiting',
  'queued',
  'running',
  'done',
  'refused',
  'failed',
  'interrupted',
  'cancelled',
  'undoing',
  'undone',
] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** What the format is called until the file is recognised. */
export const UNKNOWN_FORMAT = 'unknown';

@Entity('patient_data_imports')
export class PatientImport extends PatientRow {
  @Column({ type: 'uuid', nullable: true, comment: 'The import source the file came from' })
  sourceId!: string | null;

  @Column({ type: 'text', comment: 'How the file was read, such as fhir-r4; unknown until it is recognised' })
  format!: string;

  @Column({ type: 'text', array: true, comment: 'How the files of the upload were read: ids of formats' })
  formats!: string[];

  @Column({ type: 'text', nullable: true, comment: 'What the file was called' })
  fileName!: string | null;

  @Column({ type: 'bigint', comment: 'Size of the file in bytes' })
  byteCount!: number;

  @Column({ type: 'text', comment: 'SHA-256 of the file, in hexadecimal' })
  contentSha256!: string;

  @Column({
    type: 'text',
    comment:
      'waiting (for answers), queued, running, done, refused (the file cannot be used), failed (the instance could not), ' +
      'interrupted, cancelled, undoing or undone',
  })
  status!: ImportStatus;

  @Column({ type: 'bigint', comment: 'How far the file was read, in bytes of the upload' })
  bytesRead!: number;

  @Column({
    type: 'integer',
    nullable: true,
    comment: 'Entries of a FHIR bundle; told by older versions only',
  })
  entriesRead!: number | null;

  @Column({ type: 'integer', nullable: true, comment: 'Records that were read so far; null before' })
  recordsRead!: number | null;

  @Column({ type: 'integer', comment: 'Records that were compared with what is stored, so far' })
  recordsDone!: number;

  @Column({
    type: 'jsonb',
    nullable: true,
    comment: 'When done: records read, stored, duplicate, quarantined and skipped, in total and by kind',
  })
  counts!: unknown;

  @Column({ type: 'jsonb', nullable: true, comment: 'What became of every record, when done' })
  report!: unknown;

  @Column({ type: 'jsonb', nullable: true, comment: 'Why it was refused or failed: code, detail, errors' })
  problem!: unknown;

  @Column({ type: 'jsonb', nullable: true, comment: 'What must be answered before the file can be read' })
  questions!: unknown;

  @Column({ type: 'jsonb', nullable: true, comment: 'What was answered, by question' })
  answers!: unknown;

  @Column({ type: 'text', nullable: true, comment: 'Where the file is kept while it is needed' })
  fileKey!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The background job that does it or undoes it' })
  jobId!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'What it is when its rows are taken back' })
  becomes!: string | null;

  @Column({ type: 'integer', comment: 'Rows that were taken back, a count' })
  rowsUndone!: number;

  @Column({ type: 'uuid', nullable: true, comment: 'Who started it; null when the instance did' })
  startedBy!: string | null;

  @Column({ type: 'timestamptz', comment: 'When its host last said that it is at work' })
  heartbeatAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it was started' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it came to its end' })
  finishedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When its rows were taken back on request' })
  undoneAt!: Date | null;
}
