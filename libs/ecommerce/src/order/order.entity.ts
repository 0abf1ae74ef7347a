import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('orders')
export class Order {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Who ordered' })
  patientId!: string;

  @Column({ type: 'timestamptz', comment: 'When' })
  orderDate!: Date;

  @Column({ type: 'text', comment: 'placed, paid, shipped, delivered, cancelled, returned or refunded' })
  status!: string;

  @Column({ type: 'numeric', nullable: true, comment: 'What it costs, in currency' })
  totalAmount!: string | null;

  @Column({
    type: 'jsonb',
    nullable: true,
    comment: 'Where it goes, sealed: {"sealed": text}; null when nothing is sent, and once erased',
  })
  shippingAddress!: object | null;

  @Column({
    type: 'jsonb',
    nullable: true,
    comment: 'Who pays, sealed; null when it is the shipping address',
  })
  billingAddress!: object | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'The payment method at the payment provider; never a card number',
  })
  paymentMethodId!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When the row was last changed' })
  updatedAt!: Date;

  @Column({ type: 'bigint', comment: 'Counted up from 1: the number that people call it by' })
  number!: string;

  @Column({ type: 'text', nullable: true, comment: 'ISO 4217 code of the amounts' })
  currency!: string | null;

  @Column({ type: 'text', comment: 'manual: by invoice; stripe: by card and the like' })
  paymentProvider!: string;

  @Column({
    type: 'timestamptz',
    nullable: true,
    comment: 'Until when its units are kept for it while it is not paid; afterwards others may buy them',
  })
  reservedUntil!: Date | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'pending: held for a provider to look at; approved; rejected; null: none was needed',
  })
  reviewStatus!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Why it needs a review' })
  reviewReason!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'Which provider reviewed it' })
  reviewedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When' })
  reviewedAt!: Date | null;

  @Column({ type: 'text', nullable: true, comment: 'What they said' })
  reviewNote!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Why it was cancelled' })
  cancelReason!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Who brings it' })
  carrier!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'The number of the parcel there' })
  trackingNumber!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was paid' })
  paidAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it left' })
  shippedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it arrived' })
  deliveredAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was cancelled' })
  cancelledAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it came back' })
  returnedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the money was given back' })
  refundedAt!: Date | null;

  @Column({ type: 'integer', comment: 'Counts the changes; the ETag' })
  version!: number;
}
