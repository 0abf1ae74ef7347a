import { Column, Entity, PrimaryColumn } from 'typeorm';

export const RESPONSES = ['stopped', 'returned', 'used-up', 'never-used', 'other'] as const;
export type RecallResponse = (typeof RESPONSES)[number];

@Entity('recall_notices')
export class RecallNotice {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'The confirmed match' })
  matchId!: string;

  @Column({ type: 'uuid', comment: 'The recall' })
  recallId!: string;

  @Column({ type: 'uuid', comment: 'The lot' })
  lotId!: string;

  @Column({ type: 'text', comment: 'The code of the lot, as it stands on the package' })
  lotCode!: string;

  @Column({ type: 'text', comment: 'What the product was called when it was ordered' })
  productName!: string;

  @Column({ type: 'uuid', comment: 'Who bought' })
  patientId!: string;

  @Column({ type: 'uuid', comment: 'The line of their order' })
  orderItemId!: string;

  @Column({ type: 'integer', comment: 'How many units of the lot' })
  quantity!: number;

  @Column({
    type: 'timestamptz',
    nullable: true,
    comment: 'When they were told; null for people who were erased before',
  })
  notifiedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When they answered; null: not yet' })
  acknowledgedAt!: Date | null;

  @Column({ type: 'text', nullable: true, comment: 'stopped, returned, used-up, never-used or other' })
  response!: RecallResponse | null;

  @Column({ type: 'text', nullable: true, comment: 'What they wrote' })
  note!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When the row was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts the changes; the ETag' })
  version!: number;
}
