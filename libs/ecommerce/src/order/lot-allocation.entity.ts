import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('lot_allocations')
export class LotAllocation {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'The line of an order' })
  orderItemId!: string;

  @Column({ type: 'uuid', comment: 'The lot' })
  lotId!: string;

  @Column({ type: 'uuid', comment: 'Who ordered' })
  patientId!: string;

  @Column({ type: 'integer', comment: 'How many units of the lot' })
  quantity!: number;

  @Column({ type: 'timestamptz', comment: 'When they were taken' })
  allocatedAt!: Date;

  @Column({
    type: 'timestamptz',
    nullable: true,
    comment: 'When they were given back, as the order was cancelled or got other lots; null: they are its',
  })
  releasedAt!: Date | null;

  @Column({
    type: 'text',
    comment:
      'recorded: when it was sold; read: from the text of an older system; possible: that text names several lots, of which it is one',
  })
  certainty!: string;
}
