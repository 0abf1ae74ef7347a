import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('audit_events')
export class AuditEvent {
  @PrimaryColumn({ type: 'bigint', comment: 'Number of the event' })
  seq!: string;

  @PrimaryColumn({ type: 'timestamptz', comment: 'When the transaction began that the event is part of' })
  at!: Date;

  @Column({ type: 'text', comment: 'insert, update, delete, truncate, read, or what else was noted' })
  kind!: string;

  @Column({ type: 'text', nullable: true, comment: 'The table' })
  tableName!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The row, if it is one' })
  rowId!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The person whom the data are about' })
  patientId!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The person who acted' })
  subject!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'As whom they acted' })
  userType!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'What acted for them: kind and id' })
  actor!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'self, care, operations, research or emergency' })
  purpose!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'The request that it was part of' })
  requestId!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'What opened the data to who acted, or what was noted' })
  why!: string | null;

  @Column({ type: 'integer', comment: 'How many rows' })
  rowCount!: number;

  @Column({ type: 'text', array: true, nullable: true, comment: 'The columns that an update changed' })
  changed!: string[] | null;

  @Column({ type: 'bytea', nullable: true, comment: 'SHA-256 of salt and contents of the change' })
  digest!: Buffer | null;
}
