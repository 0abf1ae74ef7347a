import { Column, Entity } from 'typeorm';

import { PatientRow } from '../rows/patient-row.entity.js';
import type { GOAL_DIRECTIONS, GOAL_MEASURES } from './goal-progress.rules.js';

/** FHIR R4 goal-status, without entered-in-error: such a goal is deleted. */
export const GOAL_STATUSES = [
  'proposed',
  'planned',
  'accepted',
  'active',
  'on-hold',
  'completed',
  'cancelled',
  'rejected',
] as const;

/** FHIR R4 goal-achievement. */
export const ACHIEVEMENT_STATUSES = [
  'in-progress',
  'improving',
  'worsening',
  'no-change',
  'achieved',
  'sustaining',
  'not-achieved',
  'no-progress',
  'not-attainable',
] as const;

@Entity('patient_health_goals')
export class HealthGoal extends PatientRow {
  @Column({ type: 'text', comment: 'The goal in one line' })
  title!: string;

  @Column({ type: 'text', nullable: true, comment: 'The goal in more words' })
  description!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'What is to be reached, in unit' })
  targetValue!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Where the patient is now, in unit' })
  currentValue!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Unit of both values, UCUM where it is known' })
  unit!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'From when on' })
  startDate!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'By when' })
  targetDate!: Date | null;

  @Column({ type: 'text', comment: 'Where the goal stands (FHIR goal-status)' })
  status!: (typeof GOAL_STATUSES)[number];

  @Column({ type: 'text', nullable: true, comment: 'What has come of it (FHIR goal-achievement)' })
  achievementStatus!: string | null;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'The variable that currentValue follows; null when it is kept by hand',
  })
  variableId!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'What of the variable: its latest day, or the average or total of the last periodDays',
  })
  measure!: (typeof GOAL_MEASURES)[number] | null;

  @Column({ type: 'text', nullable: true, comment: 'Is targetValue the least or the most?' })
  direction!: (typeof GOAL_DIRECTIONS)[number] | null;

  @Column({ type: 'integer', nullable: true, comment: 'Days of an average or total, today included' })
  periodDays!: number | null;

  @Column({ type: 'numeric', nullable: true, comment: 'The measure when the goal began, in unit' })
  startValue!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Part of the way, 0 to 1; 1 when the target is met' })
  progress!: string | null;

  @Column({
    type: 'numeric',
    nullable: true,
    comment: 'Change per week over the last four weeks, in unit (median of slopes)',
  })
  pacePerWeek!: string | null;

  @Column({ type: 'date', nullable: true, comment: 'When the target is met if the pace stays' })
  projectedOn!: string | null;

  @Column({ type: 'boolean', nullable: true, comment: 'Will it be met by targetDate?' })
  onTrack!: boolean | null;

  @Column({ type: 'date', nullable: true, comment: 'The newest day on which the variable was measured' })
  measuredOn!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'The kind of system it was imported from' })
  source!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Its id there' })
  externalId!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'SHA-256 of what the source told; never shown' })
  sourceFingerprint!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'Who wrote or imported it' })
  recordedBy!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The import that brought it or changed it last' })
  importId!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was added' })
  createdAt!: Date;
}
