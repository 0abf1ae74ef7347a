import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of the plan's `instance_settings`: what an admin has set. */
@Entity('instance_settings')
export class InstanceSetting {
  @PrimaryColumn({ type: 'uuid', comment: 'The row' })
  id!: string;

  @Column({ type: 'text', comment: 'module.name, as the module declares it' })
  settingKey!: string;

  @Column({ type: 'jsonb', nullable: true, comment: 'Text, number or boolean; null: the declared default' })
  settingValue!: string | number | boolean | null;

  @Column({ type: 'text', nullable: true, comment: 'The module, for grouping' })
  category!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was first set' })
  createdAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was last changed' })
  updatedAt!: Date | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The admin who set it last' })
  updatedBy!: string | null;

  @Column({ type: 'integer', comment: 'Counts changes' })
  version!: number;
}
