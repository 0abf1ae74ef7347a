import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('sessions')
export class Session {
  @PrimaryColumn({ type: 'uuid', comment: 'The session’s id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Who is signed in' })
  profileId!: string;

  @Column({ type: 'bytea', comment: 'SHA-256 of the session cookie' })
  tokenHash!: Buffer;

  @Column({ type: 'timestamptz', comment: 'When the person signed in' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When the session was last used, to about a minute' })
  lastSeenAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When the session ends however much it is used' })
  expiresAt!: Date;

  @Column({ type: 'text', nullable: true, comment: 'What the browser called itself at sign-in' })
  userAgent!: string | null;
}
