import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('credentials')
export class Credential {
  @PrimaryColumn({ type: 'uuid', comment: 'Whose credentials they are' })
  profileId!: string;

  @Column({ type: 'text', comment: 'argon2id, in PHC string format' })
  passwordHash!: string;

  @Column({ type: 'timestamptz', comment: 'When the password was set' })
  changedAt!: Date;
}
