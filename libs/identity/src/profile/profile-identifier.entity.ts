import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('profile_identifiers')
export class ProfileIdentifier {
  @PrimaryColumn({ type: 'text', comment: 'URI of who gave the identifier' })
  system!: string;

  @PrimaryColumn({ type: 'text', comment: 'The identifier, unique within its system' })
  value!: string;

  @Column({ type: 'uuid', comment: 'Whose identifier it is' })
  profileId!: string;

  @Column({ type: 'timestamptz', comment: 'When it was noted' })
  createdAt!: Date;
}
