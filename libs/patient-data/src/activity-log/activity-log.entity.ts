import { Column, Entity } from 'typeorm';

import { PatientRow } from '../rows/patient-row.entity.js';

/** WHO guidelines on physical activity and sedentary behaviour (2020): below 1.5 MET, then up to 3, up to 6, and beyond. */
export const INTENSITIES = ['sedentary', 'light', 'moderate', 'vigorous'] as const;

@Entity('patient_activity_log')
export class ActivityLogEntry extends PatientRow {
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

  @Column({ type: 'text', nullable: true, comment: 'What else was written' })
  notes!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was added' })
  createdAt!: Date;
}
