import type { UserType } from '@carenode/module-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const JOB_STATUSES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

@Entity('jobs')
export class Job {
  @PrimaryColumn({ type: 'uuid', comment: 'The job' })
  id!: string;

  @Column({ type: 'text', comment: 'What kind of work it is' })
  kind!: string;

  @Column({ type: 'uuid', nullable: true, comment: 'Who asked; null for work of the instance itself' })
  subject!: string | null;

  @Column({ type: 'text', comment: 'The user type of who asked, at that time' })
  userType!: UserType | 'system';

  @Column({ type: 'text', array: true, nullable: true, comment: 'The scopes of the token that asked' })
  scopes!: string[] | null;

  @Column({ type: 'text', comment: 'Through what the person asked: session, API key, delegate' })
  actor!: string;

  @Column({ type: 'text', comment: 'For which purpose health data is touched' })
  purpose!: string;

  @Column({ type: 'uuid', nullable: true, comment: 'The patient whom it is about' })
  about!: string | null;

  @Column({ type: 'jsonb', comment: 'What it was asked to do' })
  input!: object;

  @Column({ type: 'boolean', comment: 'May the person have only one of this kind at a time?' })
  exclusive!: boolean;

  @Column({ type: 'text', comment: 'queued, running, done, failed or cancelled' })
  status!: JobStatus;

  @Column({ type: 'bigint', comment: 'How much is done, in units of the kind, such as rows' })
  progressDone!: number;

  @Column({
    type: 'bigint',
    nullable: true,
    comment: 'How much there is to do, in the same unit; null while unknown',
  })
  progressTotal!: number | null;

  @Column({ type: 'text', nullable: true, comment: 'What it is doing at the moment' })
  progressNote!: string | null;

  @Column({ type: 'jsonb', nullable: true, comment: 'What came of it, when done' })
  result!: object | null;

  @Column({ type: 'jsonb', nullable: true, comment: 'Why the last run failed: code and message' })
  problem!: object | null;

  @Column({ type: 'integer', comment: 'How often it was begun' })
  attempts!: number;

  @Column({ type: 'integer', comment: 'How often it is begun at most' })
  maxAttempts!: number;

  @Column({ type: 'timestamptz', comment: 'Not before this time' })
  runAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, comment: 'Until when its worker has it' })
  leaseUntil!: Date | null;

  @Column({ type: 'text', nullable: true, comment: 'The host process that runs it' })
  worker!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it was asked for' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the last run began' })
  startedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it came to its end' })
  finishedAt!: Date | null;

  @Column({ type: 'timestamptz', comment: 'When something about it last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
