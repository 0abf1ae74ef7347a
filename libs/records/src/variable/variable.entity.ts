import { Column, Entity, PrimaryColumn } from 'typeorm';

export const VARIABLE_KINDS = ['sum', 'sample'] as const;

@Entity('variables')
export class Variable {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'The patient whose own variable it is; null in the catalogue that all share',
  })
  patientId!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'URI of the code system, such as http://loinc.org' })
  codeSystem!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Code in that system' })
  code!: string | null;

  @Column({ type: 'text', comment: 'Name' })
  name!: string;

  @Column({ type: 'text', nullable: true, comment: 'What patients read; name when null' })
  displayName!: string | null;

  @Column({
    type: 'text',
    comment: 'sum: values of a period add up (steps); sample: each stands for its moment (heart rate)',
  })
  kind!: string;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'The UCUM code values are compared in; null when there is none',
  })
  unitCode!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'FHIR observation category, such as vital-signs' })
  category!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
