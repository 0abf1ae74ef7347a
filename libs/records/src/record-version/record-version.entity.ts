import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('record_versions')
export class RecordVersion {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'text', comment: 'The table of the record' })
  tableName!: string;

  @Column({ type: 'uuid', comment: 'Its id there' })
  rowId!: string;

  @Column({ type: 'uuid', comment: 'Whose record it is' })
  patientId!: string;

  @Column({ type: 'integer', comment: 'Which version it was; a count' })
  version!: number;

  @Column({ type: 'jsonb', comment: 'What stood in its columns' })
  row!: Readonly<Record<string, unknown>>;

  @Column({ type: 'timestamptz', comment: 'When the next version took its place, or when it was deleted' })
  replacedAt!: Date;

  @Column({ type: 'uuid', nullable: true, comment: 'Who did that; null for background work' })
  replacedBy!: string | null;

  @Column({ type: 'boolean', comment: 'It was deleted then' })
  deleted!: boolean;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'The import that changed it then; null when somebody did so by hand',
  })
  importId!: string | null;
}
