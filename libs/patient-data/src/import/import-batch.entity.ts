import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('patient_data_import_batches')
export class ImportBatch {
  @PrimaryColumn({ type: 'uuid', comment: 'The import' })
  importId!: string;

  @PrimaryColumn({ type: 'integer', comment: 'Which batch of it, from 0' })
  number!: number;

  @Column({ type: 'uuid', comment: 'The patient' })
  patientId!: string;

  @Column({ type: 'jsonb', comment: 'Records by kind and rows by table' })
  counts!: unknown;

  @Column({ type: 'timestamptz', comment: 'When its rows were stored' })
  storedAt!: Date;
}
