import { Column, Entity, PrimaryColumn } from 'typeorm';

export const MATCH_STATUSES = ['possible', 'confirmed', 'rejected'] as const;
export type MatchStatus = (typeof MATCH_STATUSES)[number];

@Entity('recall_matches')
export class RecallMatch {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'The recall' })
  recallId!: string;

  @Column({ type: 'uuid', comment: 'The lot' })
  lotId!: string;

  @Column({
    type: 'numeric',
    comment: 'How sure it is that the recall means the lot: a number from 0 to 1',
  })
  confidence!: string;

  @Column({ type: 'jsonb', comment: 'What speaks for it and against it, each with its weight' })
  evidence!: object;

  @Column({
    type: 'text',
    comment: 'possible: nobody decided yet, and the lot is held; confirmed; rejected',
  })
  status!: MatchStatus;

  @Column({ type: 'text', comment: 'SHA-256 of the description and the lots when it was matched' })
  textSha256!: string;

  @Column({ type: 'uuid', nullable: true, comment: 'Who decided; null when they are gone' })
  decidedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When' })
  decidedAt!: Date | null;

  @Column({ type: 'text', nullable: true, comment: 'Why' })
  decisionNote!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it was found' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When the row was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts the changes; the ETag' })
  version!: number;
}
