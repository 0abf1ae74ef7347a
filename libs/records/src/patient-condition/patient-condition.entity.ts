import { Column, Entity } from 'typeorm';

import { PatientRecord } from '../patient-record.entity.js';

export const CLINICAL_STATUSES = [
  'active',
  'recurrence',
  'relapse',
  'inactive',
  'remission',
  'resolved',
] as const;
export const VERIFICATION_STATUSES = [
  'unconfirmed',
  'provisional',
  'differential',
  'confirmed',
  'refuted',
  'entered-in-error',
] as const;

@Entity('patient_conditions')
export class PatientCondition extends PatientRecord {
  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'The condition of the catalogue with its code, if there is one',
  })
  conditionId!: string | null;

  @Column({ type: 'text', comment: 'Name as entered or received' })
  name!: string;

  @Column({ type: 'text', nullable: true, comment: 'URI of the code system' })
  codeSystem!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Code in that system' })
  code!: string | null;

  @Column({
    type: 'jsonb',
    nullable: true,
    comment: 'Every coding the source gave: a list of {system, code, display}; null when entered by hand',
  })
  codings!: readonly object[] | null;

  @Column({ type: 'text', nullable: true, comment: 'FHIR condition-clinical; null when not told' })
  clinicalStatus!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'FHIR condition-ver-status; null when not told' })
  verificationStatus!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it began' })
  onsetAt!: Date | null;

  @Column({
    type: 'timestamptz',
    nullable: true,
    comment: 'When it ended; null while it lasts or when not told',
  })
  abatedAt!: Date | null;

  @Column({ type: 'timestamptz', comment: 'When it was recorded' })
  recordedAt!: Date;
}
