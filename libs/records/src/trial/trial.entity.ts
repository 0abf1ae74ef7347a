import { Column, Entity, PrimaryColumn } from 'typeorm';

export const TRIAL_STATUSES = [
  'in-review',
  'approved',
  'disapproved',
  'active',
  'temporarily-closed-to-accrual',
  'closed-to-accrual',
  'temporarily-closed-to-accrual-and-intervention',
  'closed-to-accrual-and-intervention',
  'completed',
  'administratively-completed',
  'withdrawn',
] as const;
export const TRIAL_PHASES = [
  'n-a',
  'early-phase-1',
  'phase-1',
  'phase-1-phase-2',
  'phase-2',
  'phase-2-phase-3',
  'phase-3',
  'phase-4',
] as const;

@Entity('trials')
export class Trial {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'text', comment: 'Title' })
  title!: string;

  @Column({ type: 'text', nullable: true, comment: 'What it is about, for people' })
  description!: string | null;

  @Column({
    type: 'text',
    comment: `FHIR research-study-status; in-review until an admin has decided: ${TRIAL_STATUSES.join(', ')}`,
  })
  status!: string;

  @Column({ type: 'text', comment: 'FHIR research-study-phase; n-a for studies without phases' })
  phase!: string;

  @Column({ type: 'text', nullable: true, comment: 'Number in a public registry, such as NCT02576665' })
  registryNumber!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Who may take part, and who may not' })
  eligibility!: string | null;

  @Column({ type: 'integer', nullable: true, comment: 'Participants wanted' })
  targetEnrollment!: number | null;

  @Column({
    type: 'jsonb',
    nullable: true,
    comment: 'The protocol as structured data of the research partner',
  })
  protocol!: object | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The condition it is about' })
  conditionId!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The treatment it tries' })
  treatmentId!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it begins' })
  startsAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it ends' })
  endsAt!: Date | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The research partner who runs it' })
  createdBy!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
