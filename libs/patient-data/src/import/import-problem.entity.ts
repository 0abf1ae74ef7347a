import { Column, Entity, PrimaryColumn } from 'typeorm';

export const SEVERITIES = ['quarantined', 'note'] as const;

@Entity('patient_data_import_problems')
export class ImportProblemRow {
  @PrimaryColumn({ type: 'uuid', comment: 'The import' })
  importId!: string;

  @PrimaryColumn({ type: 'integer', comment: 'Orders the problems as they stand in the files' })
  number!: number;

  @Column({ type: 'uuid', comment: 'The patient' })
  patientId!: string;

  @Column({ type: 'text', comment: 'quarantined (a record that was not stored) or note' })
  severity!: (typeof SEVERITIES)[number];

  @Column({ type: 'text', comment: 'The file of the upload' })
  file!: string;

  @Column({
    type: 'bigint',
    comment: 'Line of a text file, else number of the record, from 1; 0 for the file as a whole',
  })
  line!: number;

  @Column({ type: 'text', nullable: true, comment: 'The source’s own name for such records; null for notes' })
  kind!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Column, attribute or path that is to blame, if one is' })
  field!: string | null;

  @Column({ type: 'text', comment: 'Why, in words' })
  reason!: string;
}
