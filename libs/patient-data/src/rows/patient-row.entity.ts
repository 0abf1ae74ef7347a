import { Column, PrimaryColumn } from 'typeorm';

/** What every row that belongs to a patient has. */
export abstract class PatientRow {
  @PrimaryColumn({ type: 'uuid', comment: 'Row id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'The patient' })
  patientId!: string;

  @Column({ type: 'integer', comment: 'Counts the changes; the ETag' })
  version!: number;

  @Column({ type: 'timestamptz', comment: 'When the row was last changed' })
  updatedAt!: Date;
}
