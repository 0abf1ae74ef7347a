import { Column, Entity, PrimaryColumn } from 'typeorm';

export const CONSENT_METHODS = ['in-person-app', 'care-team', 'paper'] as const;

@Entity('patient_consents')
export class PatientConsent {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Who agreed' })
  patientId!: string;

  @Column({ type: 'text', comment: 'What for: care, research, ai-assistance, marketing' })
  purpose!: string;

  @Column({ type: 'integer', comment: 'Version of the text that was agreed to' })
  textVersion!: number;

  @Column({ type: 'text', comment: 'Language in which it was agreed to' })
  textLanguage!: string;

  @Column({
    type: 'text',
    comment: 'How: in-person-app, care-team (by taking a provider into the care team) or paper',
  })
  method!: string;

  @Column({ type: 'timestamptz', comment: 'Since when it holds' })
  givenAt!: Date;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'Who said so: the patient, or a guardian who acts for the patient; null for background work',
  })
  givenBy!: string | null;

  @Column({
    type: 'timestamptz',
    nullable: true,
    comment: 'Until when it held: it was withdrawn, or a newer text was agreed to; null while it holds',
  })
  withdrawnAt!: Date | null;

  @Column({ type: 'uuid', nullable: true, comment: 'Who withdrew it' })
  withdrawnBy!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
