import type { UserType } from '@carenode/module-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('legacy_user_types')
export class LegacyUserType {
  @PrimaryColumn({ type: 'text', comment: 'What people were called in the system that was adopted' })
  name!: string;

  @Column({ type: 'text', comment: 'What they are to be here' })
  userType!: UserType;

  @Column({ type: 'text', comment: 'requested: waits for a second admin; approved: the merge may give it' })
  status!: 'requested' | 'approved';

  @Column({ type: 'text', comment: 'Fingerprint of what was shown: which people gain and lose which rights' })
  approvedDifference!: string;

  @Column({ type: 'integer', comment: 'How many people were called so when it was asked for' })
  people!: number;

  @Column({ type: 'text', comment: 'Why, in the words of who asked' })
  reason!: string;

  @Column({ type: 'uuid', comment: 'The admin who asked' })
  requestedBy!: string;

  @Column({ type: 'timestamptz', comment: 'When they asked' })
  requestedAt!: Date;

  @Column({ type: 'uuid', nullable: true, comment: 'The admin who approved' })
  approvedBy!: string | null;

  @Column({
    type: 'timestamptz',
    nullable: true,
    comment: 'When it was approved; whoever is called so only since then waits for another approval',
  })
  approvedAt!: Date | null;

  @Column({ type: 'timestamptz', comment: 'When the entry was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes' })
  version!: number;
}
