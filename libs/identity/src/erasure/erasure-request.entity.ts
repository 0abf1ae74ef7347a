import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ErasureStatus = 'requested' | 'withdrawn' | 'done';

@Entity('erasure_requests')
export class ErasureRequest {
  @PrimaryColumn({ type: 'uuid', comment: 'The request' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Who asked, about themself' })
  patientId!: string;

  @Column({ type: 'text', comment: 'The sentence they agreed to' })
  acknowledgement!: string;

  @Column({ type: 'text', comment: 'requested, withdrawn or done' })
  status!: ErasureStatus;

  @Column({ type: 'timestamptz', comment: 'From when on it is done; until then it can be withdrawn' })
  dueAt!: Date;

  @Column({ type: 'uuid', nullable: true, comment: 'The background job that does it' })
  jobId!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was withdrawn' })
  withdrawnAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was done' })
  doneAt!: Date | null;

  @Column({
    type: 'jsonb',
    nullable: true,
    comment: 'How many rows of which table were deleted or pseudonymised',
  })
  erased!: object | null;

  @Column({ type: 'timestamptz', comment: 'When it was asked for' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
