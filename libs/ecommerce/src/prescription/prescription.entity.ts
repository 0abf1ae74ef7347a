import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('prescriptions')
export class Prescription {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'For whom' })
  patientId!: string;

  @Column({ type: 'uuid', comment: 'The treatment of the catalogue that is prescribed' })
  treatmentId!: string;

  @Column({ type: 'uuid', nullable: true, comment: 'The provider who issued it; null when they are gone' })
  prescriberId!: string | null;

  @Column({ type: 'integer', comment: 'Number of units that one fill has at most' })
  quantity!: number;

  @Column({ type: 'integer', comment: 'How often it may be filled again after the first time' })
  refillsAllowed!: number;

  @Column({ type: 'integer', comment: 'How often it can still be filled; orders count it down' })
  fillsRemaining!: number;

  @Column({ type: 'text', nullable: true, comment: 'How to take it, in words' })
  dosageInstruction!: string | null;

  @Column({ type: 'date', comment: 'The first day on which it can be filled (UTC)' })
  validFrom!: string;

  @Column({ type: 'date', comment: 'The first day on which it cannot be filled any more (UTC)' })
  expiresOn!: string;

  @Column({
    type: 'text',
    comment:
      'FHIR medicationrequest-status: active, on-hold, cancelled, completed, stopped or entered-in-error',
  })
  status!: string;

  @Column({ type: 'text', nullable: true, comment: 'Why it is on hold, cancelled or stopped' })
  statusReason!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it was issued' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When the row was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts the changes; the ETag' })
  version!: number;
}
