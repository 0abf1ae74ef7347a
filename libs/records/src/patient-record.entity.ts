import { Column, PrimaryColumn } from 'typeorm';

/** What every clinical row of a patient has: whose it is, where it comes from, and who entered it. */
export abstract class PatientRecord {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Whose it is' })
  patientId!: string;

  @Column({
    type: 'text',
    comment: 'Where it comes from: manual, or the name of the system it was imported from',
  })
  source!: string;

  @Column({ type: 'text', nullable: true, comment: 'Its id there' })
  externalId!: string | null;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'The import that brought it or changed it last; null when it was entered',
  })
  importId!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Remarks' })
  notes!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'Who entered it; null for background work' })
  createdBy!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
