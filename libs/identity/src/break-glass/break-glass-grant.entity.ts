import type { UserType } from '@carenode/module-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const VERDICTS = ['justified', 'unjustified'] as const;
export type Verdict = (typeof VERDICTS)[number];

@Entity('break_glass_grants')
export class BreakGlassGrant {
  @PrimaryColumn({ type: 'uuid', comment: 'The grant’s id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Whose record was opened' })
  patientId!: string;

  @Column({ type: 'uuid', comment: 'Who opened it' })
  profileId!: string;

  @Column({ type: 'text', comment: 'What they were then: provider or admin' })
  userType!: UserType;

  @Column({
    type: 'text',
    comment: 'Why, in their words; (taken away by erasure) once the patient is erased',
  })
  reason!: string;

  @Column({ type: 'timestamptz', comment: 'Since when' })
  grantedAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it ends by itself' })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was ended before that' })
  endedAt!: Date | null;

  @Column({ type: 'timestamptz', comment: 'Until when another admin has to review it' })
  reviewDueAt!: Date;

  @Column({ type: 'uuid', nullable: true, comment: 'The admin who reviewed it' })
  reviewedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was reviewed' })
  reviewedAt!: Date | null;

  @Column({ type: 'text', nullable: true, comment: 'justified or unjustified' })
  verdict!: Verdict | null;

  @Column({ type: 'text', nullable: true, comment: 'What the reviewer had to say' })
  reviewNote!: string | null;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'The admin who gave the right back after an unjustified use',
  })
  liftedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When they gave it back' })
  liftedAt!: Date | null;

  @Column({ type: 'text', nullable: true, comment: 'Why they gave it back' })
  liftReason!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the entry was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
