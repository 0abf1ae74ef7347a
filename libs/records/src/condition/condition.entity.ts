import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('conditions')
export class Condition {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'text', comment: 'Full name' })
  name!: string;

  @Column({ type: 'text', nullable: true, comment: 'Abbreviated name of the code system' })
  shortName!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'What it is, for people' })
  description!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'URI of the code system, such as http://hl7.org/fhir/sid/icd-10-cm',
  })
  codeSystem!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Code in that system, ICD-10-CM with its dot: E11.9' })
  code!: string | null;

  @Column({
    type: 'boolean',
    nullable: true,
    comment: 'May stand on a claim: neither a chapter nor a category; null when the system does not say',
  })
  isBillable!: boolean | null;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
