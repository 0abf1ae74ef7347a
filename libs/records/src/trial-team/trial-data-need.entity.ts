import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('trial_data_needs')
export class TrialDataNeed {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'The trial' })
  trialId!: string;

  @Column({ type: 'text', comment: 'Table of clinical data that the trial’s team reads' })
  tableName!: string;

  @Column({
    type: 'uuid',
    nullable: true,
    comment: 'Of measurements: those of this variable only; null for the whole table',
  })
  variableId!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the need was named' })
  createdAt!: Date;
}
