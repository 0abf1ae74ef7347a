import { Column, Entity } from 'typeorm';

import { PatientRow } from '../rows/patient-row.entity.js';

export const SOURCE_TYPES = [
  'fhir',
  'file',
  'wearable',
  'app',
  'laboratory',
  'pharmacy',
  'hospital',
  'other',
] as const;
export const SOURCE_STATUSES = ['active', 'paused', 'error', 'disconnected'] as const;

@Entity('patient_data_import_sources')
export class ImportSource extends PatientRow {
  @Column({ type: 'text', comment: 'What the patient calls it' })
  sourceName!: string;

  @Column({ type: 'text', comment: 'What kind of place it is' })
  sourceType!: (typeof SOURCE_TYPES)[number];

  @Column({
    type: 'text',
    nullable: true,
    select: false,
    comment: 'What signs in there, sealed; never shown',
  })
  authToken!: string | null;

  @Column({ type: 'text', comment: 'Whether data is fetched' })
  status!: (typeof SOURCE_STATUSES)[number];

  @Column({ type: 'timestamptz', nullable: true, comment: 'When data last came from there' })
  lastSync!: Date | null;

  @Column({ type: 'text', nullable: true, comment: 'How its files were read last' })
  format!: string | null;

  @Column({
    type: 'jsonb',
    nullable: true,
    comment: 'What was answered about its files; used for the next one',
  })
  answers!: unknown;

  @Column({ type: 'timestamptz', comment: 'When the row was added' })
  createdAt!: Date;
}
