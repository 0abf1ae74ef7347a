import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('payment_events')
export class PaymentEvent {
  @PrimaryColumn({ type: 'text', comment: 'Which payment provider' })
  provider!: string;

  @PrimaryColumn({ type: 'text', comment: 'The id of the event there' })
  eventId!: string;

  @Column({ type: 'text', comment: 'What happened, as the provider calls it: payment_intent.succeeded' })
  kind!: string;

  @Column({ type: 'text', nullable: true, comment: 'The payment or refund it is about' })
  reference!: string | null;

  @Column({ type: 'text', comment: 'What came of it here: applied, ignored and why' })
  outcome!: string;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it happened there' })
  occurredAt!: Date | null;

  @Column({ type: 'timestamptz', comment: 'When it was told first' })
  receivedAt!: Date;
}
