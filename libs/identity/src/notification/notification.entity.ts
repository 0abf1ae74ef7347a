import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('notifications')
export class Notification {
  @PrimaryColumn({ type: 'uuid', comment: 'The notification’s id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Who is told' })
  profileId!: string;

  @Column({ type: 'text', comment: 'What happened, such as break-glass or user-type-changed' })
  kind!: string;

  @Column({ type: 'jsonb', comment: 'Names, ids and times to make a sentence of' })
  body!: object;

  @Column({ type: 'timestamptz', comment: 'When it happened' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When it was read' })
  readAt!: Date | null;

  @Column({ type: 'timestamptz', comment: 'When the notification was last changed' })
  updatedAt!: Date;

  @Column({ type: 'integer', comment: 'Counts changes; the ETag' })
  version!: number;
}
