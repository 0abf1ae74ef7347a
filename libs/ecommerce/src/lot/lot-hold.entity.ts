import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('lot_holds')
export class LotHold {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'The lot' })
  lotId!: string;

  @Column({
    type: 'text',
    comment:
      'manual, quality, possible-recall: a recall may mean it; recall: a person confirmed that it does',
  })
  kind!: string;

  @Column({ type: 'text', comment: 'Why it is not to be sold' })
  reason!: string;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'Who placed it; null for background work and people who are gone',
  })
  placedBy!: string | null;

  @Column({ type: 'timestamptz', comment: 'Since when' })
  placedAt!: Date;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'Why it may be sold again; null while the hold is in force',
  })
  releaseReason!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'Who released it' })
  releasedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When; null while the hold is in force' })
  releasedAt!: Date | null;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'The match with a recall that it is for; null for holds of people',
  })
  recallMatchId!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts the changes; the ETag' })
  version!: number;
}
