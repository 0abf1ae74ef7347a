import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('payments')
export class Payment {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'The order' })
  orderId!: string;

  @Column({ type: 'uuid', comment: 'Who ordered' })
  patientId!: string;

  @Column({ type: 'text', comment: 'manual: by invoice; stripe' })
  provider!: string;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'Its id there: a Stripe payment intent, or the number of the invoice; null until it has one',
  })
  reference!: string | null;

  @Column({ type: 'text', comment: 'pending, succeeded, failed or cancelled' })
  status!: string;

  @Column({ type: 'numeric', comment: 'How much, in currency' })
  amount!: string;

  @Column({ type: 'numeric', comment: 'How much of it was given back, in currency' })
  amountRefunded!: string;

  @Column({ type: 'text', comment: 'ISO 4217 code of the amounts' })
  currency!: string;

  @Column({ type: 'text', nullable: true, comment: 'Why it failed, as the provider calls it' })
  failureCode!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was paid' })
  succeededAt!: Date | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'What whoever noted it as paid wrote of it: the reference of a bank transfer',
  })
  note!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it was begun' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When the row was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts the changes; the ETag' })
  version!: number;
}
