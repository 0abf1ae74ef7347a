import { Column, Entity } from 'typeorm';

import { PatientRecord } from '../patient-record.entity.js';

export const TREATMENT_STATUSES = [
  'considering',
  'active',
  'on-hold',
  'cancelled',
  'completed',
  'entered-in-error',
  'stopped',
  'draft',
  'unknown',
] as const;
export const TREATMENT_INTENTS = [
  'proposal',
  'plan',
  'order',
  'original-order',
  'reflex-order',
  'filler-order',
  'instance-order',
  'option',
] as const;

@Entity('patient_treatments')
export class PatientTreatment extends PatientRecord {
  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'The treatment of the catalogue with its code, if there is one',
  })
  treatmentId!: string | null;

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

  @Column({ type: 'text', comment: 'FHIR medicationrequest-status, or considering: not begun' })
  status!: string;

  @Column({ type: 'text', nullable: true, comment: 'FHIR medicationrequest-intent; null when not told' })
  intent!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'How much, how often, in words' })
  dosage!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it began or was ordered' })
  startedAt!: Date | null;

  @Column({
    type: 'timestamptz',
    nullable: true,
    comment: 'When it ended; null while it lasts or when not told',
  })
  endedAt!: Date | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The condition of the same patient it is for' })
  reasonId!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it was recorded' })
  recordedAt!: Date;
}
