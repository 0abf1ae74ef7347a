import { Column, Entity, PrimaryColumn } from 'typeorm';

export const CARE_TEAM_STATUSES = ['invited', 'active', 'ended', 'declined'] as const;

@Entity('care_team_members')
export class CareTeamMember {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Whose care team it is' })
  patientId!: string;

  @Column({ type: 'uuid', comment: 'Who is in it' })
  providerId!: string;

  @Column({
    type: 'text',
    comment: 'invited, then active or declined; ended when either side or an admin ended it',
  })
  status!: string;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'Whose answer an invitation waits for: patient or provider',
  })
  awaiting!: string | null;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'Who invited: the patient, or an admin who assigned the provider; null for background work',
  })
  invitedBy!: string | null;

  @Column({ type: 'timestamptz', comment: 'Since when an active membership counts' })
  startsAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, comment: 'Until when it counts; null for no end' })
  endsAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the invitation was accepted or declined' })
  answeredAt!: Date | null;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
