import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('api_keys')
export class ApiKey {
  @PrimaryColumn({ type: 'uuid', comment: 'The key’s id' })
  id!: string;

  @Column({ type: 'text', comment: 'What the key is for' })
  name!: string;

  @Column({ type: 'text', comment: 'SHA-256 of the key, in hex' })
  key!: string;

  @Column({ type: 'text', comment: 'How the key begins' })
  keyPrefix!: string;

  @Column({
    type: 'text',
    array: true,
    name: 'scope',
    comment: 'What the key may do at most: user/<table>.<verbs>',
  })
  scopes!: string[];

  @Column({ type: 'timestamptz', comment: 'When the key was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the key ends' })
  expiresAt!: Date | null;

  @Column({ type: 'uuid', nullable: true, comment: 'For whom the key acts' })
  createdBy!: string | null;

  @Column({
    type: 'timestamptz',
    nullable: true,
    comment: 'When the key was last used, to about ten seconds',
  })
  lastUsedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the key was revoked' })
  revokedAt!: Date | null;

  @Column({ type: 'timestamptz', comment: 'When the key’s entry was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
