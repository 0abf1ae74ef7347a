import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ENROLLMENT_STATUSES = ['invited', 'enrolled', 'withdrawn', 'completed'] as const;

@Entity('trial_enrollments')
export class TrialEnrollment {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'The trial' })
  trialId!: string;

  @Column({ type: 'uuid', comment: 'Who takes part' })
  patientId!: string;

  @Column({
    type: 'text',
    comment: 'invited by a provider, enrolled once the patient agreed, then completed or withdrawn',
  })
  status!: string;

  @Column({ type: 'uuid', nullable: true, comment: 'The provider who invited' })
  enrolledBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the patient agreed' })
  enrolledAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was completed or withdrawn' })
  endedAt!: Date | null;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
