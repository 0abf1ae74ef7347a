import { Column, Entity } from 'typeorm';

import { PatientRow } from '../rows/patient-row.entity.js';

export const IMPORT_STATUSES = ['running', 'done', 'refused', 'failed', 'interrupted'] as const;

@Entity('patient_data_imports')
export class PatientImport extends PatientRow {
  @Column({ type: 'uuid', nullable: true, comment: 'The import source the file came from' })
  sourceId!: string | null;

  @Column({ type: 'text', comment: 'How the file was read: fhir-r4' })
  format!: string;

  @Column({ type: 'text', nullable: true, comment: 'What the file was called' })
  fileName!: string | null;

  @Column({ type: 'integer', comment: 'Size of the file in bytes' })
  byteCount!: number;

  @Column({ type: 'text', comment: 'SHA-256 of the file, in hexadecimal' })
  contentSha256!: string;

  @Column({
    type: 'text',
    comment:
      'running, done, refused (the file cannot be used), failed (the instance could not) or interrupted',
  })
  status!: (typeof IMPORT_STATUSES)[number];

  @Column({ type: 'integer', nullable: true, comment: 'Entries of the file; null until it is read' })
  entriesRead!: number | null;

  @Column({
    type: 'integer',
    nullable: true,
    comment: 'Records that the entries hold; null until it is read',
  })
  recordsRead!: number | null;

  @Column({ type: 'integer', comment: 'Records that were compared with what is stored, so far' })
  recordsDone!: number;

  @Column({ type: 'jsonb', nullable: true, comment: 'What became of every entry, when done' })
  report!: unknown;

  @Column({ type: 'jsonb', nullable: true, comment: 'Why it was refused or failed: code, detail, errors' })
  problem!: unknown;

  @Column({ type: 'uuid', nullable: true, comment: 'Who started it; null when the instance did' })
  startedBy!: string | null;

  @Column({ type: 'timestamptz', comment: 'When its host last said that it is at work' })
  heartbeatAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it was started' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it came to its end' })
  finishedAt!: Date | null;
}
