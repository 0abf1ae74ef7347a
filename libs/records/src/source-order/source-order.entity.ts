import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('source_orders')
export class SourceOrder {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Whose order it is' })
  patientId!: string;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'Of this variable; null for all that have no order of their own',
  })
  variableId!: string | null;

  @Column({
    type: 'text',
    array: true,
    comment: 'Names of sources: the first that told of a moment counts',
  })
  sources!: string[];

  @Column({
    type: 'boolean',
    comment: 'The patient gave the order; false while it is the one that was found first',
  })
  chosen!: boolean;

  @Column({ type: 'timestamptz', comment: 'When the row was made' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
