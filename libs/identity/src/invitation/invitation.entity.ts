import type { UserType } from '@carenode/module-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('invitations')
export class Invitation {
  @PrimaryColumn({ type: 'uuid', comment: 'The invitation’s id' })
  id!: string;

  @Column({ type: 'text', comment: 'Who is invited: what they will sign in with' })
  email!: string;

  @Column({ type: 'text', comment: 'What they will be' })
  userType!: UserType;

  @Column({ type: 'bytea', comment: 'SHA-256 of the token' })
  tokenHash!: Buffer;

  @Column({ type: 'uuid', comment: 'Who invited them' })
  invitedBy!: string;

  @Column({ type: 'timestamptz', comment: 'When they were invited' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'Until when the invitation can be accepted' })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was accepted' })
  acceptedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was taken back' })
  revokedAt!: Date | null;

  @Column({ type: 'timestamptz', comment: 'When the invitation was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
