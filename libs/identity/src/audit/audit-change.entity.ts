import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('audit_changes')
export class AuditChange {
  @PrimaryColumn({ type: 'bigint', comment: 'The event' })
  seq!: string;

  @PrimaryColumn({ type: 'timestamptz', comment: 'When the event’s transaction began' })
  at!: Date;

  @Column({ type: 'uuid', nullable: true, comment: 'The person whom the row is about' })
  patientId!: string | null;

  @Column({ type: 'bytea', comment: 'Random, so that the digest of an erased change tells nothing' })
  salt!: Buffer;

  @Column({ type: 'jsonb', nullable: true, comment: 'Before' })
  old!: Record<string, unknown> | null;

  @Column({ type: 'jsonb', nullable: true, comment: 'After' })
  new!: Record<string, unknown> | null;
}
