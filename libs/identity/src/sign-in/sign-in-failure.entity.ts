import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('sign_in_failures')
export class SignInFailure {
  @PrimaryColumn({ type: 'bytea', comment: 'SHA-256 of what is counted' })
  key!: Buffer;

  @Column({ type: 'integer', comment: 'Attempts in this window that failed or are under way' })
  failures!: number;

  @Column({ type: 'timestamptz', comment: 'When counting begins anew' })
  windowEndsAt!: Date;
}
