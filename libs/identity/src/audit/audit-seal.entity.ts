import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('audit_seals')
export class AuditSeal {
  @PrimaryColumn({ type: 'bigint', comment: 'From 1, without gaps' })
  number!: string;

  @Column({ type: 'bigint', comment: 'It covers later events only' })
  seqAfter!: string;

  @Column({ type: 'bigint', comment: 'The greatest number of an event that is sealed' })
  seqTo!: string;

  @Column({ type: 'bigint', comment: 'How many events it covers' })
  eventCount!: string;

  @Column({ type: 'timestamptz', comment: 'The earliest time of its events' })
  firstAt!: Date;

  @Column({ type: 'timestamptz', comment: 'The latest time of its events' })
  lastAt!: Date;

  @Column({ type: 'bytea', comment: 'SHA-256 over the events' })
  digest!: Buffer;

  @Column({ type: 'bytea', comment: 'Number and beginning of the SHA-256 of each event' })
  fingerprints!: Buffer;

  @Column({ type: 'text', nullable: true, comment: 'The code of the seal before' })
  previousMac!: string | null;

  @Column({ type: 'text', comment: 'Message authentication code over everything else' })
  mac!: string;

  @Column({ type: 'timestamptz', comment: 'When it was made' })
  sealedAt!: Date;
}
