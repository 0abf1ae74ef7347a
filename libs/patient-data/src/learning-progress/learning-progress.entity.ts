import { Column, Entity } from 'typeorm';

import { PatientRow } from '../rows/patient-row.entity.js';

@Entity('patient_learning_progress')
export class LearningProgress extends PatientRow {
  @Column({ type: 'uuid', comment: 'The learning resource' })
  resourceId!: string;

  @Column({ type: 'integer', comment: 'How much of it is done, in percent' })
  progressPercent!: number;

  @Column({ type: 'boolean', comment: 'The patient is through with it' })
  completed!: boolean;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the patient last opened it' })
  lastAccessed!: Date | null;

  @Column({ type: 'timestamptz', comment: 'When the row was added' })
  createdAt!: Date;
}
