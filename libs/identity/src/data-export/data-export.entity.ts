import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('data_exports')
export class DataExport {
  @PrimaryColumn({ type: 'uuid', comment: 'The export' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Whose data the file holds' })
  patientId!: string;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'The background job that makes it; its progress is there',
  })
  jobId!: string | null;

  @Column({ type: 'bigint', nullable: true, comment: 'Size of the file in bytes; null until it is ready' })
  byteCount!: number | null;

  @Column({ type: 'integer', nullable: true, comment: 'In how many parts the file is kept' })
  partCount!: number | null;

  @Column({ type: 'text', nullable: true, comment: 'SHA-256 of the file, in hexadecimal' })
  sha256!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it was asked for' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the file was complete' })
  readyAt!: Date | null;

  @Column({ type: 'timestamptz', comment: 'From when on the file is gone' })
  expiresAt!: Date;

  @Column({ type: 'text', nullable: true, comment: 'The Idempotency-Key that asked for it' })
  idempotencyKey!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'SHA-256 of the request with that key' })
  idempotencyFingerprint!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}

@Entity('data_export_parts')
export class DataExportPart {
  @PrimaryColumn({ type: 'uuid', comment: 'The export' })
  exportId!: string;

  @PrimaryColumn({ type: 'integer', comment: 'Counted from 1' })
  number!: number;

  @Column({ type: 'uuid', comment: 'Whose data it holds' })
  patientId!: string;

  @Column({ type: 'bytea', comment: 'This part of the file, at most 1 MiB' })
  bytes!: Buffer;
}
