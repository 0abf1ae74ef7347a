import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('cart_items')
export class CartItem {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Whose cart it is in' })
  patientId!: string;

  @Column({ type: 'uuid', comment: 'The product' })
  productId!: string;

  @Column({ type: 'integer', comment: 'How many units' })
  quantity!: number;

  @Column({ type: 'timestamptz', comment: 'When it was put in' })
  addedAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When the quantity was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts the changes; the ETag' })
  version!: number;
}
