import { Column, Entity } from 'typeorm';

import { LogRow } from '../rows/log-row.entity.js';

/** WHO guidelines on physical activity and sedentary behaviour (2020): below 1.5 MET, then up to 3, up to 6, and beyond. */
export const INTENSITIES = ['sedentary', 'light', 'moderate', 'vigorous'] as const;

@Entity('patient_activity_log')
export class ActivityLogEntry extends LogRow {
  @Column({ type: 'text', comment: 'What was done: walking, swimming, physiotherapy' })
  activityType!: string;

  @Column({ type: 'timestamptz', comment: 'When it began' })
  timestamp!: Date;

  @Column({ type: 'integer', nullable: true, comment: 'How long, in minutes' })
  duration!: number | null;

  @Column({ type: 'text', nullable: true, comment: 'sedentary, light, moderate or vigorous' })
  intensity!: (typeof INTENSITIES)[number] | null;

  @Column({ type: 'integer', nullable: true, comment: 'Energy used, in kcal' })
  caloriesBurned!: number | null;

  @Column({
    type: 'text',
    nullable: true,
    comment:
      'Where caloriesBurned is from: told, the formula with its values, or why it is not known; null for imports',
  })
  energySource!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'What else was written' })
  notes!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'What measured it' })
  device!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it ended' })
  endedAt!: Date | null;

  @Column({
    type: 'jsonb',
    nullable: true,
    comment: 'What else was told about the whole of it: a list of name, value and unit',
  })
  statistics!: unknown;
}
