import type { UserType } from '@carenode/module-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const GENDERS = ['male', 'female', 'other', 'unknown'] as const;
export type Gender = (typeof GENDERS)[number];

@Entity('profiles')
export class Profile {
  @PrimaryColumn({ type: 'uuid', comment: 'The person’s id' })
  id!: string;

  @Column({ type: 'text', comment: 'admin, provider, patient, research-partner or developer' })
  userType!: UserType;

  @Column({ type: 'text', nullable: true, comment: 'What the person signs in with, in lower case' })
  email!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Given names' })
  firstName!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Family name' })
  lastName!: string | null;

  @Column({ type: 'date', nullable: true, comment: 'Day of birth' })
  dateOfBirth!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'Administrative gender (FHIR): male, female, other or unknown',
  })
  gender!: Gender | null;

  @Column({ type: 'text', comment: 'IANA time zone that times are shown in' })
  timeZone!: string;

  @Column({ type: 'timestamptz', comment: 'When the profile was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When the profile was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the profile was closed' })
  deletedAt!: Date | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'What the person was called in the system that the instance was adopted from; gives no right',
  })
  legacyUserType!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'Since when that is known here' })
  legacyUserTypeAt!: Date | null;
}
