import { Column, Entity, PrimaryColumn } from 'typeorm';

export const TRIAL_TEAM_STATUSES = ['invited', 'active', 'declined', 'removed'] as const;

@Entity('trial_team_members')
export class TrialTeamMember {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'The trial' })
  trialId!: string;

  @Column({ type: 'uuid', comment: 'The provider who works on it' })
  providerId!: string;

  @Column({
    type: 'text',
    comment: 'invited, then active or declined; removed when the provider left or was taken out',
  })
  status!: string;

  @Column({ type: 'uuid', nullable: true, comment: 'The research partner who invited' })
  addedBy!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the invitation was made' })
  addedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was accepted or declined' })
  answeredAt!: Date | null;

  @Column({ type: 'uuid', nullable: true, comment: 'Who ended it' })
  removedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it ended' })
  removedAt!: Date | null;

  @Column({ type: 'timestamptz', comment: 'When it was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
