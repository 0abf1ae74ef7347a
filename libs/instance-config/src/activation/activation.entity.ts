import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of the plan's `instance_module_activations`: whether, when and for whom a module is on. */
@Entity('instance_module_activations')
export class InstanceModuleActivation {
  @PrimaryColumn({ type: 'uuid', comment: 'The row' })
  id!: string;

  @Column({ type: 'text', comment: 'The name in the module’s manifest' })
  moduleName!: string;

  @Column({
    type: 'boolean',
    nullable: true,
    comment: 'Switched on; the window and the audience still apply',
  })
  isActive!: boolean | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'From when on; null: at once' })
  activationDate!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'The first instant at which it is off again' })
  expirationDate!: Date | null;

  @Column({ type: 'text', nullable: true, select: false, comment: 'The licence key, sealed' })
  activationKey!: string | null;

  @Column({ type: 'jsonb', nullable: true, comment: 'audience: for whom it is on; absent: everybody' })
  settings!: Record<string, unknown> | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the row was made' })
  createdAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was last changed' })
  updatedAt!: Date | null;

  @Column({ type: 'text', array: true, comment: 'Optional modules that must be on for this one to be on' })
  requires!: string[];

  @Column({ type: 'boolean', insert: false, update: false, comment: 'Is there a licence key?' })
  hasActivationKey!: boolean;

  @Column({ type: 'text', nullable: true, comment: 'Why it was last changed' })
  updatedReason!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The admin who changed it last' })
  updatedBy!: string | null;

  @Column({ type: 'integer', comment: 'Counts changes' })
  version!: number;
}
