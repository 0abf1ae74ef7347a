import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row of the plan's `instance_network_config`. */
@Entity('instance_network_config')
export class InstanceNetworkConfig {
  @PrimaryColumn({ type: 'uuid', comment: 'The row' })
  id!: string;

  @Column({
    type: 'boolean',
    nullable: true,
    comment: 'Does the instance take part in the research network?',
  })
  isConnectedToNetwork!: boolean | null;

  @Column({ type: 'boolean', nullable: true, comment: 'Do de-identified aggregates leave the instance?' })
  dataContributionEnabled!: boolean | null;

  @Column({ type: 'jsonb', nullable: true, comment: 'What may be contributed' })
  contributionRules!: Record<string, unknown> | null;

  @Column({
    type: 'text',
    nullable: true,
    select: false,
    comment: 'The network’s key for this instance, sealed',
  })
  networkApiKey!: string | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When aggregates were last contributed' })
  lastContributionDate!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the row was made' })
  createdAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was last changed' })
  updatedAt!: Date | null;

  @Column({ type: 'boolean', insert: false, update: false, comment: 'Is there a key?' })
  hasNetworkApiKey!: boolean;

  @Column({ type: 'uuid', nullable: true, comment: 'The admin who changed it last' })
  updatedBy!: string | null;

  @Column({ type: 'integer', comment: 'Counts changes' })
  version!: number;
}
