import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('stock_movements')
export class StockMovement {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'The lot' })
  lotId!: string;

  @Column({
    type: 'text',
    comment:
      'received: came in; counted: what a count found more or less; written-off: destroyed or lost; returned: came back and can be sold',
  })
  kind!: string;

  @Column({ type: 'integer', comment: 'Number of units that came in; less than zero for those that went' })
  quantity!: number;

  @Column({ type: 'text', nullable: true, comment: 'Why' })
  reason!: string | null;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'Who wrote it; null for background work and people who are gone',
  })
  createdBy!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it was written' })
  createdAt!: Date;
}
