import { Column, Entity, PrimaryColumn } from 'typeorm';

export const TREATMENT_TYPES = [
  'medication',
  'supplement',
  'device',
  'procedure',
  'therapy',
  'diet',
  'exercise',
  'other',
] as const;

@Entity('treatments')
export class Treatment {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'text', comment: 'Full name' })
  name!: string;

  @Column({ type: 'text', nullable: true, comment: 'What it is, for people' })
  description!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'URI of the code system, such as http://www.nlm.nih.gov/research/umls/rxnorm',
  })
  codeSystem!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Code in that system' })
  code!: string | null;

  @Column({ type: 'text', nullable: true, comment: `Kind of treatment: ${TREATMENT_TYPES.join(', ')}` })
  treatmentType!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Who makes it' })
  manufacturer!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'How its origin was verified, such as a certificate of analysis',
  })
  sourceVerificationMethod!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'What regulators say of it, such as approved (FDA NDA020357)',
  })
  regulatoryStatus!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
