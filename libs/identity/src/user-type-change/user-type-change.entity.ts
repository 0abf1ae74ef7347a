import type { UserType } from '@carenode/module-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const USER_TYPE_CHANGE_STATUSES = ['requested', 'applied', 'refused', 'withdrawn'] as const;
export type UserTypeChangeStatus = (typeof USER_TYPE_CHANGE_STATUSES)[number];

@Entity('user_type_changes')
export class UserTypeChange {
  @PrimaryColumn({ type: 'uuid', comment: 'The change’s id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Whose user type it is' })
  profileId!: string;

  @Column({ type: 'text', comment: 'What they were' })
  fromType!: UserType;

  @Column({ type: 'text', comment: 'What they are to be' })
  toType!: UserType;

  @Column({ type: 'text', comment: 'Why, in the words of who asked' })
  reason!: string;

  @Column({
    type: 'text',
    comment: 'requested: waits for a second admin; applied, refused and withdrawn are final',
  })
  status!: UserTypeChangeStatus;

  @Column({ type: 'uuid', comment: 'The admin who asked' })
  requestedBy!: string;

  @Column({ type: 'timestamptz', comment: 'When they asked' })
  requestedAt!: Date;

  @Column({ type: 'uuid', nullable: true, comment: 'The second admin; null where one was enough' })
  approvedBy!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The admin who refused' })
  refusedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was applied, refused or withdrawn' })
  decidedAt!: Date | null;

  @Column({ type: 'text', nullable: true, comment: 'What who decided had to say' })
  decisionNote!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the entry was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
