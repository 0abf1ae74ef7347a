import { Column, Entity } from 'typeorm';

import { PatientRow } from '../rows/patient-row.entity.js';

export const INSIGHT_TYPES = [
  'trend',
  'correlation',
  'anomaly',
  'reminder',
  'recommendation',
  'summary',
  'other',
] as const;

@Entity('patient_insights')
export class Insight extends PatientRow {
  @Column({ type: 'text', comment: 'What kind of statement it is' })
  insightType!: (typeof INSIGHT_TYPES)[number];

  @Column({ type: 'text', comment: 'The statement' })
  insightText!: string;

  @Column({ type: 'numeric', nullable: true, comment: 'How sure its maker is, from 0 to 1' })
  confidenceScore!: string | null;

  @Column({ type: 'jsonb', nullable: true, comment: 'Which data it rests on, as its maker describes it' })
  dataSources!: unknown;

  @Column({ type: 'timestamptz', comment: 'When it was made' })
  generatedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the patient first saw it' })
  viewedAt!: Date | null;

  @Column({ type: 'boolean', comment: 'The patient does not want to see it, nor to show it to providers' })
  isHidden!: boolean;

  @Column({ type: 'uuid', nullable: true, comment: 'The provider who made it; null for background work' })
  recordedBy!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'The question it answers, where it was computed' })
  question!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'What it says short of its numbers, where it was computed',
  })
  statement!: string | null;
}
