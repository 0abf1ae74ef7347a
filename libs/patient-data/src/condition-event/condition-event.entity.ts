import { Column, Entity } from 'typeorm';

import { PatientRow } from '../rows/patient-row.entity.js';

export const EVENT_TYPES = [
  'onset',
  'symptom',
  'flare-up',
  'improvement',
  'remission',
  'relapse',
  'resolution',
  'complication',
  'hospitalization',
  'other',
] as const;

@Entity('patient_condition_events')
export class ConditionEvent extends PatientRow {
  @Column({ type: 'uuid', nullable: true, comment: 'Which condition it is about' })
  conditionId!: string | null;

  @Column({ type: 'text', comment: 'What happened' })
  eventType!: (typeof EVENT_TYPES)[number];

  @Column({ type: 'timestamptz', comment: 'When it happened' })
  timestamp!: Date;

  @Column({ type: 'integer', nullable: true, comment: 'How bad, from 0 (none) to 10 (worst imaginable)' })
  severity!: number | null;

  @Column({ type: 'text', nullable: true, comment: 'What else was written' })
  notes!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'Who wrote it down: the patient or a provider' })
  recordedBy!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The import that brought it; null when it was entered' })
  importId!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was added' })
  createdAt!: Date;
}
