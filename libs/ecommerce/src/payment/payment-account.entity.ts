import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('payment_accounts')
export class PaymentAccount {
  @PrimaryColumn({ type: 'text', comment: 'The payment provider: stripe' })
  provider!: string;

  @Column({ type: 'text', comment: 'The key that browsers name the account by; no secret' })
  publishableKey!: string;

  @Column({ type: 'text', select: false, comment: 'The key of the account, sealed; never shown' })
  secretKey!: string;

  @Column({
    type: 'text',
    select: false,
    comment: 'What the provider signs its webhooks with, sealed; never shown',
  })
  webhookSecret!: string;

  @Column({ type: 'uuid', nullable: true, comment: 'The admin who changed it last' })
  updatedBy!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When the row was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts the changes; the ETag' })
  version!: number;
}
