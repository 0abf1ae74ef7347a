import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('patient_data_import_changes')
export class ImportChange {
  @PrimaryColumn({ type: 'uuid', comment: 'The import' })
  importId!: string;

  @PrimaryColumn({ type: 'text', comment: 'goal, profile or variable' })
  what!: 'goal' | 'profile' | 'variable';

  @PrimaryColumn({ type: 'uuid', comment: 'The row that it changed or added' })
  rowId!: string;

  @Column({ type: 'uuid', comment: 'The patient' })
  patientId!: string;

  @Column({ type: 'jsonb', nullable: true, comment: 'What there was before, or what was filled in' })
  before!: unknown;
}
