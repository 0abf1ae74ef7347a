import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('refunds')
export class Refund {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'The payment' })
  paymentId!: string;

  @Column({ type: 'uuid', comment: 'Who ordered' })
  patientId!: string;

  @Column({ type: 'text', nullable: true, comment: 'Its id at the payment provider; null until it has one' })
  reference!: string | null;

  @Column({ type: 'text', comment: 'pending, succeeded, failed or cancelled' })
  status!: string;

  @Column({ type: 'numeric', comment: 'How much, in currency of the payment' })
  amount!: string;

  @Column({ type: 'text', nullable: true, comment: 'Why' })
  reason!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'Who gave it back; null when the instance did by itself' })
  requestedBy!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it was begun' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When the row was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts the changes; the ETag' })
  version!: number;
}
