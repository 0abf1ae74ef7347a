import { Column, Entity, PrimaryColumn } from 'typeorm';

export const RESOURCE_TYPES = [
  'article',
  'video',
  'audio',
  'course',
  'document',
  'website',
  'other',
] as const;

@Entity('learning_resources')
export class LearningResource {
  @PrimaryColumn({ type: 'uuid', comment: 'Row id' })
  id!: string;

  @Column({ type: 'text', comment: 'What it is called' })
  title!: string;

  @Column({ type: 'text', nullable: true, comment: 'What it is about' })
  description!: string | null;

  @Column({ type: 'text', comment: 'What kind of thing it is' })
  resourceType!: (typeof RESOURCE_TYPES)[number];

  @Column({ type: 'text', nullable: true, comment: 'Where it is, an https address' })
  contentUrl!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'The text itself, Markdown without HTML' })
  content!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The condition it is about' })
  relatedConditionId!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The treatment it is about' })
  relatedTreatmentId!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was added' })
  createdAt!: Date;

  @Column({ type: 'uuid', nullable: true, comment: 'The admin or provider who offers it' })
  createdBy!: string | null;

  @Column({ type: 'integer', comment: 'Counts the changes; the ETag' })
  version!: number;

  @Column({ type: 'timestamptz', comment: 'When the row was last changed' })
  updatedAt!: Date;
}
