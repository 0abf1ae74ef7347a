import { Column, Entity, PrimaryColumn } from 'typeorm';

export const RELATIONS = ['parent', 'legal-guardian', 'caregiver'] as const;
export type Relation = (typeof RELATIONS)[number];

export const DELEGATION_STATUSES = ['proposed', 'active', 'ended'] as const;
export type DelegationStatus = (typeof DELEGATION_STATUSES)[number];

@Entity('delegations')
export class Delegation {
  @PrimaryColumn({ type: 'uuid', comment: 'The delegation’s id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Who acts' })
  guardianId!: string;

  @Column({ type: 'uuid', comment: 'For whom' })
  patientId!: string;

  @Column({ type: 'text', comment: 'By which right: parent, legal-guardian or caregiver' })
  relation!: Relation;

  @Column({ type: 'timestamptz', comment: 'From when on an active one counts' })
  startsAt!: Date;

  @Column({
    type: 'timestamptz',
    nullable: true,
    comment: 'Until when it counts; null: until somebody ends it',
  })
  endsAt!: Date | null;

  @Column({ type: 'text', comment: 'proposed by an admin, active once the guardian accepted, ended' })
  status!: DelegationStatus;

  @Column({ type: 'uuid', comment: 'The admin who saw the papers' })
  proposedBy!: string;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the guardian accepted' })
  acceptedAt!: Date | null;

  @Column({ type: 'uuid', nullable: true, comment: 'Who ended it; null when its time was over' })
  endedBy!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it was proposed' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When the entry was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
