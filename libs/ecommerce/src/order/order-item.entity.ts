import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('order_items')
export class OrderItem {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'The order' })
  orderId!: string;

  @Column({ type: 'uuid', comment: 'The product' })
  productId!: string;

  @Column({ type: 'integer', comment: 'How many units' })
  quantity!: number;

  @Column({ type: 'numeric', comment: 'What one unit cost, in currency of the order' })
  pricePerUnit!: string;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'The lots it was taken from and how many units of each, as they were when it was sold',
  })
  batchLotInfo!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it was ordered' })
  createdAt!: Date;

  @Column({ type: 'uuid', comment: 'Who ordered' })
  patientId!: string;

  @Column({ type: 'text', comment: 'What the product was called then' })
  productName!: string;

  @Column({ type: 'text', nullable: true, comment: 'The number it was ordered by then' })
  sku!: string | null;

  @Column({ type: 'boolean', comment: 'Whether it was sold on prescription only then' })
  needsPrescription!: boolean;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'The prescription it was filled on; null when none was needed, or is there yet',
  })
  prescriptionId!: string | null;
}
